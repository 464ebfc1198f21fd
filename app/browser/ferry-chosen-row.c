/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-chosen-row.h"

#include "browser/ferry-disk-words.h"
#include "common/ferry-error-text.h"
#include "common/ferry-format.h"
#include "common/ferry-inscription.h"
#include "common/ferry-row-filler.h"

#include <glib/gi18n.h>

struct _FerryChosenRow {
  GtkBox           parent_instance;

  FerryChosenDisk *disk;          /* (nullable) */

  GtkImage        *icon;
  GtkInscription  *name_text;
  GtkInscription  *caption_text;
  GtkWidget       *remove_button;
};

G_DEFINE_FINAL_TYPE (FerryChosenRow, ferry_chosen_row, GTK_TYPE_BOX)

static guint remove_signal;

/* (transfer full) */
static char *
describe_disk (FerryDisk *disk)
{
  FerryParts *parts = ferry_disk_get_parts (disk);
  g_autofree char *words = ferry_disk_words_of_report (ferry_disk_get_report (disk));
  guint n = parts ? ferry_parts_get_n (parts) : 1;

  if (parts == NULL)
    return g_steal_pointer (&words);

  /* Translators: the number of a disk's parts, and what is in it: "VMDK · 8 GiB" */
  return g_strdup_printf (ngettext ("%u part · %s", "%u parts · %s", n), n, words);
}

/* A disk in parts is not called by the first one's name. */
static const char *
get_name (FerryChosenDisk *disk)
{
  FerryDisk *known = ferry_chosen_disk_get_disk (disk);

  return known && ferry_disk_get_parts (known)
           ? ferry_disk_get_name (known)
           : ferry_object_get_name (ferry_chosen_disk_get_object (disk));
}

/* (transfer full) */
static char *
describe (FerryChosenDisk *disk)
{
  switch (ferry_chosen_disk_get_state (disk))
    {
    case FERRY_CHOSEN_DISK_LOOKING:
      return g_strdup (_("Looking inside…"));
    case FERRY_CHOSEN_DISK_FAILED:
      return ferry_error_to_title (ferry_chosen_disk_get_error (disk));
    case FERRY_CHOSEN_DISK_LOOKED:
    default:
      return describe_disk (ferry_chosen_disk_get_disk (disk));
    }
}

/* Where it lies, for two disks of one name; and what its line may have to cut. */
static void
set_tooltip (FerryChosenRow *self,
             const char     *caption)
{
  g_autofree char *bucket =
    ferry_format_name (ferry_bucket_get_name (ferry_chosen_disk_get_bucket (self->disk)));
  g_autofree char *key =
    ferry_format_name (ferry_object_get_key (ferry_chosen_disk_get_object (self->disk)));
  g_autofree char *text = g_strdup_printf ("%s/%s\n%s", bucket, key, caption);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
}

static void
update (FerryChosenRow *self)
{
  gboolean bad = ferry_chosen_disk_get_state (self->disk) == FERRY_CHOSEN_DISK_FAILED ||
                 ferry_chosen_disk_is_refused (self->disk);
  g_autofree char *name = ferry_format_name (get_name (self->disk));
  g_autofree char *caption = describe (self->disk);
  /* Translators: %s is the name of a disk, which is then not chosen any more */
  g_autofree char *remove = g_strdup_printf (_("Remove %s"), name);

  gtk_image_set_from_icon_name (self->icon, bad ? "dialog-warning-symbolic"
                                                : "drive-harddisk-symbolic");
  if (bad)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "warning");
  ferry_inscription_show_name (self->name_text, name);
  ferry_inscription_show (self->caption_text, caption);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
  ferry_row_filler_name (GTK_WIDGET (self), name, caption);
  set_tooltip (self, caption);
}

static void
remove_clicked_cb (FerryChosenRow *self)
{
  g_signal_emit (self, remove_signal, 0);
}

static void
ferry_chosen_row_dispose (GObject *object)
{
  g_clear_object (&FERRY_CHOSEN_ROW (object)->disk);

  G_OBJECT_CLASS (ferry_chosen_row_parent_class)->dispose (object);
}

static void
ferry_chosen_row_class_init (FerryChosenRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_chosen_row_dispose;

  remove_signal = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/browser/"
                                               "ferry-chosen-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryChosenRow, icon);
  gtk_widget_class_bind_template_child (widget_class, FerryChosenRow, name_text);
  gtk_widget_class_bind_template_child (widget_class, FerryChosenRow, caption_text);
  gtk_widget_class_bind_template_child (widget_class, FerryChosenRow, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
ferry_chosen_row_init (FerryChosenRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ferry_chosen_row_new (void)
{
  return g_object_new (FERRY_TYPE_CHOSEN_ROW, NULL);
}

void
ferry_chosen_row_set_disk (FerryChosenRow  *self,
                           FerryChosenDisk *disk)
{
  g_return_if_fail (FERRY_IS_CHOSEN_ROW (self));

  g_set_object (&self->disk, disk);
  if (disk)
    update (self);
}

FerryChosenDisk *
ferry_chosen_row_get_disk (FerryChosenRow *self)
{
  g_return_val_if_fail (FERRY_IS_CHOSEN_ROW (self), NULL);

  return self->disk;
}
