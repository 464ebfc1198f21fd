/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-opening.h"

#include "browser/ferry-disk-window.h"
#include "manifest/ferry-manifest-chooser.h"
#include "manifest/ferry-manifest-window.h"

static void
chosen_cb (GListModel *files,
           gpointer    user_data)
{
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr(GFile) file = g_list_model_get_item (files, i);

      gtk_window_present (GTK_WINDOW (ferry_manifest_window_new_for_file (user_data, file)));
    }
}

static void
open_manifest_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  ferry_manifest_choose (gtk_application_get_active_window (user_data), TRUE, chosen_cb,
                         user_data);
}

static void
sniffed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GtkApplication) application = user_data;
  GFile *file = G_FILE (source);
  GtkWindow *window;

  if (ferry_manifest_file_sniff_finish (file, result))
    window = GTK_WINDOW (ferry_manifest_window_new_for_file (application, file));
  else
    window = GTK_WINDOW (ferry_disk_window_new (application, file));

  gtk_window_present (window);
  g_application_release (G_APPLICATION (application));
}

void
ferry_manifest_opening_add_action (GtkApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = "open-manifest", .activate = open_manifest_cb },
  };

  g_return_if_fail (GTK_IS_APPLICATION (application));

  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
}

void
ferry_manifest_opening_open (GtkApplication *application,
                             GFile          *file)
{
  g_return_if_fail (GTK_IS_APPLICATION (application));
  g_return_if_fail (G_IS_FILE (file));

  g_application_hold (G_APPLICATION (application));
  ferry_manifest_file_sniff_async (file, NULL, sniffed_cb, g_object_ref (application));
}
