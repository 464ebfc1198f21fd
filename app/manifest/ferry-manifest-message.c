/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-message.h"

#include "common/ferry-error-text.h"
#include "ferry-application.h"
#include "manifest/ferry-manifest-import.h"

#include <glib/gi18n.h>

void
ferry_manifest_tell (GtkWindow  *parent,
                     const char *title,
                     const char *body)
{
  GtkWidget *dialog;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (title != NULL);

  dialog = adw_message_dialog_new (parent, title, body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
ferry_manifest_tell_error (GtkWindow    *parent,
                           const char   *title,
                           const GError *error)
{
  g_autofree char *advice = NULL;
  g_autofree char *detail = NULL;
  g_autofree char *body = NULL;

  g_return_if_fail (error != NULL);

  if (error->domain == FERRY_MANIFEST_IMPORT_ERROR)
    {
      ferry_manifest_tell (parent, title, error->message);
      return;
    }

  advice = ferry_error_to_advice (error);
  detail = ferry_error_to_detail (error);
  body = detail ? g_strdup_printf ("%s\n\n%s", advice, detail) : g_strdup (advice);
  ferry_manifest_tell (parent, title, body);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response)
{
  if (g_str_equal (response, "account"))
    ferry_application_show_accounts (ferry_application_get ());
}

void
ferry_manifest_ask_for_account (GtkWindow *parent)
{
  GtkWidget *dialog;
  AdwMessageDialog *message;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  dialog = adw_message_dialog_new (parent, _("An Account Is Needed"),
                                   _("To import the disk, Ferry looks for its parts in the bucket. "
                                     "Choose an account first."));
  message = ADW_MESSAGE_DIALOG (dialog);
  adw_message_dialog_add_responses (message, "cancel", _("_Cancel"), "account",
                                    _("Choose _Account"), NULL);
  adw_message_dialog_set_default_response (message, "account");
  adw_message_dialog_set_close_response (message, "cancel");
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}
