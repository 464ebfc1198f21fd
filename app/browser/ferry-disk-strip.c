/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-disk-strip.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>

struct _FerryDiskStrip {
  AdwBin    parent_instance;

  GtkLabel *title;
  GtkLabel *caption;
};

G_DEFINE_FINAL_TYPE (FerryDiskStrip, ferry_disk_strip, ADW_TYPE_BIN)

static guint open_signal;

static void
open_clicked_cb (FerryDiskStrip *self)
{
  g_signal_emit (self, open_signal, 0);
}

static void
ferry_disk_strip_class_init (FerryDiskStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  open_signal = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                              0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vmferry/Ferry/browser/"
                                               "ferry-disk-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryDiskStrip, title);
  gtk_widget_class_bind_template_child (widget_class, FerryDiskStrip, caption);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
}

static void
ferry_disk_strip_init (FerryDiskStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ferry_disk_strip_show_disk (FerryDiskStrip *self,
                            FerryDisk      *disk)
{
  g_autofree char *name = NULL;
  g_autofree char *disk_size = NULL;
  g_autofree char *file_size = NULL;
  g_autofree char *caption = NULL;

  g_return_if_fail (FERRY_IS_DISK_STRIP (self));

  gtk_widget_set_visible (GTK_WIDGET (self), disk != NULL);
  if (disk == NULL)
    return;

  name = ferry_format_name (ferry_disk_get_name (disk));
  disk_size = ferry_format_disk (ferry_disk_get_report (disk)->virtual_size);
  file_size = ferry_format_disk (ferry_disk_get_size (disk));
  /* Translators: the size of a disk, "40 GiB", and of its file, "5.8 GiB" */
  caption = g_strdup_printf (_("%s disk · %s in the bucket"), disk_size, file_size);
  gtk_label_set_label (self->title, name);
  gtk_label_set_label (self->caption, caption);
}
