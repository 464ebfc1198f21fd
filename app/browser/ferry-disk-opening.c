/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-disk-opening.h"

#include <glib/gi18n.h>

/* Those of formats that VM Import takes, and of what can be converted to them. */
static const char *const suffixes[] = {
  "vmdk", "vhd", "vhdx", "ova", "img", "raw", "qcow2", "vdi", NULL
};

/* @files: (element-type GFile) */
static void
open_files (GApplication *application,
            GPtrArray    *files)
{
  if (files->len > 0)
    g_application_open (application, (GFile **) files->pdata, (int) files->len, "");
}

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             gpointer         user_data)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr(GListModel) model = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint i = 0; i < g_list_model_get_n_items (model); i++)
        g_ptr_array_add (files, g_list_model_get_item (model, i));
      open_files (user_data, files);
    }

  g_object_unref (dialog);
}

static void
add_filters (GtkFileChooser *chooser)
{
  g_autoptr(GtkFileFilter) images = gtk_file_filter_new ();
  g_autoptr(GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (images, _("Disk Images"));
  for (guint i = 0; suffixes[i]; i++)
    gtk_file_filter_add_suffix (images, suffixes[i]);
  gtk_file_chooser_add_filter (chooser, images);

  gtk_file_filter_set_name (all, _("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, all);
}

static void
open_disk_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (user_data);
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_("Open Disk"), parent, GTK_FILE_CHOOSER_ACTION_OPEN,
                                 _("_Open"), _("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  add_filters (GTK_FILE_CHOOSER (dialog));
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), user_data, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
ferry_disk_opening_add_action (GtkApplication *application)
{
  static const GActionEntry entries[] = { { .name = "open-disk", .activate = open_disk_cb } };

  g_return_if_fail (GTK_IS_APPLICATION (application));

  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         gpointer       user_data)
{
  GtkWidget *window = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  g_autoptr(GPtrArray) files = g_ptr_array_new ();
  GSList *list = g_value_get_boxed (value);

  gtk_widget_set_visible (user_data, FALSE);
  for (GSList *l = list; l; l = l->next)
    g_ptr_array_add (files, l->data);
  if (application == NULL || files->len == 0)
    return FALSE;

  open_files (G_APPLICATION (application), files);

  return TRUE;
}

static GdkDragAction
enter_cb (GtkDropTarget *target,
          double         x,
          double         y,
          gpointer       user_data)
{
  gtk_widget_set_visible (user_data, TRUE);

  return GDK_ACTION_COPY;
}

static void
leave_cb (GtkDropTarget *target,
          gpointer       user_data)
{
  gtk_widget_set_visible (user_data, FALSE);
}

void
ferry_disk_opening_accept_drops (GtkWindow *window,
                                 GtkWidget *hint)
{
  GtkDropTarget *target;

  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (GTK_IS_WIDGET (hint));

  target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), hint, 0);
  g_signal_connect_object (target, "enter", G_CALLBACK (enter_cb), hint, 0);
  g_signal_connect_object (target, "leave", G_CALLBACK (leave_cb), hint, 0);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
}
