/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-disk-window.h"

#include "browser/ferry-disk-card.h"
#include "common/ferry-format.h"

struct _FerryDiskWindow {
  AdwWindow      parent_instance;

  FerryDiskCard *card;

  GFile         *file;
  GCancellable  *cancellable;  /* (nullable): of the look that goes on */
};

G_DEFINE_FINAL_TYPE (FerryDiskWindow, ferry_disk_window, ADW_TYPE_WINDOW)

static FerryObject *
make_object (FerryDiskWindow *self,
             guint64          size)
{
  g_autofree char *name = g_file_get_basename (self->file);

  return ferry_object_new (name ? name : "", size, NULL, NULL, NULL);
}

static void
inspected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(FerryDiskWindow) self = user_data;
  g_autoptr(FerryDiskReport) report = NULL;
  g_autoptr(FerryObject) object = NULL;
  g_autoptr(GError) error = NULL;

  report = ferry_disk_inspect_file_finish (G_FILE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  object = make_object (self, report ? report->file_size : 0);
  if (report)
    ferry_disk_card_show_report (self->card, object, report, NULL);
  else
    ferry_disk_card_show_error (self->card, object, error);
}

static void
look (FerryDiskWindow *self)
{
  g_autoptr(FerryObject) object = make_object (self, 0);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  ferry_disk_card_show_looking (self->card, object);
  ferry_disk_inspect_file_async (self->file, self->cancellable, inspected_cb,
                                 g_object_ref (self));
}

/* A window that is closed may live on until the look has ended. */
static gboolean
ferry_disk_window_close_request (GtkWindow *window)
{
  g_cancellable_cancel (FERRY_DISK_WINDOW (window)->cancellable);

  return GTK_WINDOW_CLASS (ferry_disk_window_parent_class)->close_request (window);
}

static void
ferry_disk_window_dispose (GObject *object)
{
  FerryDiskWindow *self = FERRY_DISK_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (ferry_disk_window_parent_class)->dispose (object);
}

static void
ferry_disk_window_class_init (FerryDiskWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_disk_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = ferry_disk_window_close_request;

  g_type_ensure (FERRY_TYPE_DISK_CARD);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/browser/"
                                               "ferry-disk-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryDiskWindow, card);
  gtk_widget_class_bind_template_callback (widget_class, look);
}

static void
ferry_disk_window_init (FerryDiskWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_disk_card_hide_name (self->card);
}

FerryDiskWindow *
ferry_disk_window_new (GtkApplication *application,
                       GFile          *file)
{
  FerryDiskWindow *self;
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (FERRY_TYPE_DISK_WINDOW, "application", application, NULL);
  self->file = g_object_ref (file);
  name = g_file_get_basename (file);
  shown = ferry_format_name (name ? name : "");
  gtk_window_set_title (GTK_WINDOW (self), shown);
  look (self);

  return self;
}
