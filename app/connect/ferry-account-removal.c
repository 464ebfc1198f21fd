/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "connect/ferry-account-removal.h"

#include "ferry-application.h"

#include <glib/gi18n.h>

/* Twice the usual: keys are harder to get again than most of what can be undone. */
#define TOAST_SECONDS 10

typedef struct {
  FerryAccounts   *accounts;
  FerryConnector  *connector;
  FerryTaskList   *tasks;
  FerryAccount    *account;
  AdwToastOverlay *overlay;
  gboolean         undone;
} Removal;

static void
removal_free (Removal *removal)
{
  g_object_unref (removal->accounts);
  g_object_unref (removal->connector);
  g_object_unref (removal->tasks);
  g_object_unref (removal->account);
  g_object_unref (removal->overlay);
  g_free (removal);
}

static Removal *
removal_new (GtkWidget    *origin,
             FerryAccount *account)
{
  FerryApplication *application = ferry_application_get ();
  GtkWidget *overlay = gtk_widget_get_ancestor (origin, ADW_TYPE_TOAST_OVERLAY);
  Removal *removal = g_new0 (Removal, 1);

  removal->accounts = g_object_ref (ferry_application_get_accounts (application));
  removal->connector = g_object_ref (ferry_application_get_connector (application));
  removal->tasks = g_object_ref (ferry_application_get_task_list (application));
  removal->account = g_object_ref (account);
  removal->overlay = g_object_ref (ADW_TOAST_OVERLAY (overlay));

  return removal;
}

static guint
count_open (FerryTaskList *tasks,
            const char    *account_id)
{
  guint n_open = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (tasks)); i++)
    {
      g_autoptr(FerryTask) task = g_list_model_get_item (G_LIST_MODEL (tasks), i);

      if (g_strcmp0 (ferry_task_get_account_id (task), account_id) == 0 &&
          !ferry_task_state_is_finished (ferry_task_get_state (task)))
        n_open++;
    }

  return n_open;
}

static void
undo_cb (Removal *removal)
{
  removal->undone = TRUE;
  ferry_accounts_unhide (removal->accounts, removal->account);
}

/* What could not be removed comes back into the list, and the toast says so. */
static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Removal *removal = user_data;
  g_autoptr(GError) error = NULL;

  if (ferry_accounts_remove_finish (FERRY_ACCOUNTS (source), result, &error))
    {
      const char *id = ferry_account_get_id (removal->account);

      ferry_connector_forget (removal->connector, id);
      ferry_task_list_unwatch (removal->tasks, id);
    }
  else
    {
      g_autofree char *name = g_markup_escape_text (ferry_account_get_name (removal->account), -1);
      /* Translators: %s is the name of an account */
      g_autofree char *title = g_strdup_printf (_("The keyring did not let “%s” go"), name);

      g_warning ("An account could not be removed: %s", error->message);
      ferry_accounts_unhide (removal->accounts, removal->account);
      adw_toast_overlay_add_toast (removal->overlay, adw_toast_new (title));
    }

  removal_free (removal);
}

static void
toast_dismissed_cb (Removal *removal)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  if (removal->undone)
    removal_free (removal);
  else
    ferry_accounts_remove_async (removal->accounts, removal->account, cancellable,
                                 removed_cb, removal);
}

static void
begin (Removal *removal)
{
  g_autofree char *name = g_markup_escape_text (ferry_account_get_name (removal->account), -1);
  /* Translators: %s is the name of an account */
  g_autofree char *title = g_strdup_printf (_("“%s” removed"), name);
  AdwToast *toast = adw_toast_new (title);

  ferry_accounts_hide (removal->accounts, removal->account);
  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_timeout (toast, TOAST_SECONDS);
  g_signal_connect_swapped (toast, "button-clicked", G_CALLBACK (undo_cb), removal);
  g_signal_connect_swapped (toast, "dismissed", G_CALLBACK (toast_dismissed_cb), removal);
  adw_toast_overlay_add_toast (removal->overlay, toast);
}

static void
response_cb (Removal    *removal,
             const char *response)
{
  if (g_str_equal (response, "remove"))
    begin (removal);
  else
    removal_free (removal);
}

static void
ask (Removal   *removal,
     GtkWidget *origin,
     guint      n_open)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (origin));
  const char *name = ferry_account_get_name (removal->account);
  /* Translators: %s is the name of an account */
  g_autofree char *heading = g_strdup_printf (_("Remove “%s”?"), name);
  g_autofree char *body =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                  "%u import of this account is not finished. EC2 goes on with it, "
                                  "but Ferry cannot follow it any more, nor remove its manifest "
                                  "from the bucket when it has ended.",
                                  "%u imports of this account are not finished. EC2 goes on with "
                                  "them, but Ferry cannot follow them any more, nor remove their "
                                  "manifests from the bucket when they have ended.",
                                  n_open),
                     n_open);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));

  adw_message_dialog_add_responses (dialog, "keep", _("_Keep"), "remove", _("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "keep");
  adw_message_dialog_set_close_response (dialog, "keep");
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (response_cb), removal);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
ferry_account_removal_start (GtkWidget    *origin,
                             FerryAccount *account)
{
  Removal *removal;
  guint n_open;

  g_return_if_fail (GTK_IS_WIDGET (origin));
  g_return_if_fail (FERRY_IS_ACCOUNT (account));

  removal = removal_new (origin, account);
  n_open = count_open (removal->tasks, ferry_account_get_id (account));
  if (n_open > 0)
    ask (removal, origin, n_open);
  else
    begin (removal);
}
