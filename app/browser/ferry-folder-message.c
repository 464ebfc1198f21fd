/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-folder-message.h"

#include "common/ferry-placeholder.h"

#include <glib/gi18n.h>

struct _FerryFolderMessage {
  AdwBin            parent_instance;

  FerryPlaceholder *placeholder;
  gboolean          left_out;     /* there are objects, and none is shown */
};

G_DEFINE_FINAL_TYPE (FerryFolderMessage, ferry_folder_message, ADW_TYPE_BIN)

enum {
  RELOAD,
  GO_ON,
  SHOW_ALL,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
activated_cb (FerryFolderMessage *self)
{
  g_signal_emit (self, signals[self->left_out ? SHOW_ALL : RELOAD], 0);
}

static void
go_on_cb (FerryFolderMessage *self)
{
  g_signal_emit (self, signals[GO_ON], 0);
}

static void
ferry_folder_message_class_init (FerryFolderMessageClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[RELOAD] = g_signal_new ("reload", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[GO_ON] = g_signal_new ("go-on", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[SHOW_ALL] = g_signal_new ("show-all", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
}

static void
ferry_folder_message_init (FerryFolderMessage *self)
{
  self->placeholder = g_object_new (FERRY_TYPE_PLACEHOLDER, NULL);
  g_signal_connect_object (self->placeholder, "activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->placeholder));
}

void
ferry_folder_message_show_none (FerryFolderMessage *self)
{
  g_return_if_fail (FERRY_IS_FOLDER_MESSAGE (self));

  self->left_out = FALSE;
  ferry_placeholder_show_message (self->placeholder, "folder-remote-symbolic",
                                  _("No Bucket Chosen"),
                                  _("Choose the bucket that holds the disk."), NULL);
}

void
ferry_folder_message_show_listing (FerryFolderMessage *self)
{
  g_return_if_fail (FERRY_IS_FOLDER_MESSAGE (self));

  self->left_out = FALSE;
  ferry_placeholder_show_loading (self->placeholder, _("Listing…"));
}

void
ferry_folder_message_show_empty (FerryFolderMessage *self,
                                 FerryObjectList    *objects)
{
  gboolean complete;
  gboolean at_top;

  g_return_if_fail (FERRY_IS_FOLDER_MESSAGE (self));

  complete = ferry_object_list_is_complete (objects);
  at_top = *ferry_object_list_get_prefix (objects) == '\0';
  self->left_out = g_list_model_get_n_items (G_LIST_MODEL (objects)) > 0;

  if (!self->left_out && complete)
    ferry_placeholder_show_message (self->placeholder, "folder-symbolic",
                                    at_top ? _("The Bucket Is Empty") : _("The Folder Is Empty"),
                                    _("Upload a disk, then look again."), _("Look Again"));
  else if (self->left_out && ferry_object_list_is_loading (objects))
    ferry_placeholder_show_loading (self->placeholder, _("Nothing found so far…"));
  else if (self->left_out)
    ferry_placeholder_show_message (self->placeholder, "system-search-symbolic",
                                    _("Nothing Found"),
                                    complete ? _("No object of this folder fits.")
                                             : _("Not all objects of this folder are listed yet."),
                                    _("Show All"));
}

gboolean
ferry_folder_message_show_error (FerryFolderMessage *self,
                                 FerryObjectList    *objects,
                                 const GError       *error)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast;

  g_return_val_if_fail (FERRY_IS_FOLDER_MESSAGE (self), FALSE);

  if (g_list_model_get_n_items (G_LIST_MODEL (objects)) == 0 || overlay == NULL)
    {
      self->left_out = FALSE;
      ferry_placeholder_show_error (self->placeholder, error, _("Try Again"));
      return TRUE;
    }

  toast = adw_toast_new (_("Not all objects could be listed"));
  adw_toast_set_button_label (toast, _("Try Again"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (go_on_cb), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);

  return FALSE;
}
