/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-chooser.h"

#include <glib/gi18n.h>

typedef struct {
  FerryManifestChosen chosen;
  GWeakRef            user_data;
} Choice;

static void
choice_free (Choice *choice)
{
  g_weak_ref_clear (&choice->user_data);
  g_free (choice);
}

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             gpointer         data)
{
  Choice *choice = g_object_get_data (G_OBJECT (dialog), "choice");
  g_autoptr(GObject) user_data = g_weak_ref_get (&choice->user_data);

  if (response == GTK_RESPONSE_ACCEPT && user_data)
    {
      g_autoptr(GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

      if (g_list_model_get_n_items (files) > 0)
        choice->chosen (files, user_data);
    }

  g_object_unref (dialog);
}

static void
add_filters (GtkFileChooser *chooser)
{
  g_autoptr(GtkFileFilter) manifests = gtk_file_filter_new ();
  g_autoptr(GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (manifests, _("Manifests"));
  gtk_file_filter_add_suffix (manifests, "xml");
  gtk_file_filter_add_suffix (manifests, "manifest");
  gtk_file_chooser_add_filter (chooser, manifests);

  gtk_file_filter_set_name (all, _("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, all);
}

void
ferry_manifest_choose (GtkWindow           *parent,
                       gboolean             many,
                       FerryManifestChosen  chosen,
                       gpointer             user_data)
{
  GtkFileChooserNative *dialog;
  Choice *choice;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (chosen != NULL);
  g_return_if_fail (G_IS_OBJECT (user_data));

  dialog = gtk_file_chooser_native_new (many ? _("Open Manifest") : _("Compare With"), parent,
                                        GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), _("_Cancel"));
  choice = g_new0 (Choice, 1);
  choice->chosen = chosen;
  g_weak_ref_init (&choice->user_data, user_data);
  g_object_set_data_full (G_OBJECT (dialog), "choice", choice, (GDestroyNotify) choice_free);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), many);
  add_filters (GTK_FILE_CHOOSER (dialog));
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), NULL);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
