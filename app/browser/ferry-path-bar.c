/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-path-bar.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>

/* Folders that are shown by name; more do not fit beside the card. */
#define SHOWN_FOLDERS 2

struct _FerryPathBar {
  AdwBin  parent_instance;

  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (FerryPathBar, ferry_path_bar, ADW_TYPE_BIN)

enum {
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
clicked_cb (FerryPathBar *self,
            GtkButton    *button)
{
  g_signal_emit (self, signals[ACTIVATED], 0, g_object_get_data (G_OBJECT (button), "prefix"));
}

static void
add_button (FerryPathBar *self,
            const char   *label,
            const char   *prefix,
            const char   *name)
{
  GtkWidget *text = gtk_label_new (label);
  GtkWidget *button = gtk_button_new ();

  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_single_line_mode (GTK_LABEL (text), TRUE);
  gtk_button_set_child (GTK_BUTTON (button), text);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "path");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "prefix", g_strdup (prefix), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->box, button);
}

static void
add_separator (FerryPathBar *self)
{
  GtkWidget *label = gtk_label_new ("/");

  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (self->box, label);
}

static void
add_folder (FerryPathBar *self,
            const char   *prefix,
            gsize         start,
            gsize         end)
{
  g_autofree char *segment = g_strndup (prefix + start, end - start);
  g_autofree char *name = ferry_format_name (segment);
  g_autofree char *whole = g_strndup (prefix, end + 1);

  add_separator (self);
  /* Translators: a folder of a bucket whose name is empty, as in "a//b" */
  add_button (self, *name ? name : _("(no name)"), whole, *name ? name : _("(no name)"));
}

static void
add_folders (FerryPathBar *self,
             const char   *prefix)
{
  g_autoptr(GArray) ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  guint first = 0;

  for (gsize i = 0; prefix[i]; i++)
    if (prefix[i] == '/')
      g_array_append_val (ends, i);

  if (ends->len > SHOWN_FOLDERS)
    {
      g_autofree char *hidden = NULL;

      first = ends->len - SHOWN_FOLDERS;
      hidden = g_strndup (prefix, g_array_index (ends, gsize, first - 1) + 1);
      add_separator (self);
      add_button (self, "…", hidden, _("Folders Between"));
    }

  for (guint i = first; i < ends->len; i++)
    add_folder (self, prefix, i > 0 ? g_array_index (ends, gsize, i - 1) + 1 : 0,
                g_array_index (ends, gsize, i));
}

static void
ferry_path_bar_class_init (FerryPathBarClass *klass)
{
  signals[ACTIVATED] =
    g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ferry_path_bar_init (FerryPathBar *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

void
ferry_path_bar_set_path (FerryPathBar *self,
                         const char   *bucket,
                         const char   *prefix)
{
  GtkWidget *child;

  g_return_if_fail (FERRY_IS_PATH_BAR (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))))
    gtk_box_remove (self->box, child);

  add_button (self, bucket, "", bucket);
  add_folders (self, prefix);
}
