/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "common/ferry-help.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static void
say_that_none_is_shown (GtkWindow *parent)
{
  GtkWidget *dialog;

  dialog = adw_message_dialog_new (parent, _("Help Cannot Be Opened"),
                                   _("No help viewer is installed. Install Help (Yelp) with your "
                                     "software application, then press F1 again."));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
shown_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GtkWindow *parent = source ? GTK_WINDOW (source) : NULL;
  g_autoptr(GError) error = NULL;

  if (gtk_show_uri_full_finish (parent, result, &error))
    return;

  g_message ("The help could not be opened: %s", error->message);
  /* It may have been closed meanwhile. */
  if (parent && !gtk_widget_get_mapped (GTK_WIDGET (parent)))
    parent = NULL;
  say_that_none_is_shown (parent);
}

void
ferry_help_show (GtkWindow  *parent,
                 const char *page)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (page != NULL);

  uri = g_strconcat ("help:ferry/", page, NULL);
  gtk_show_uri_full (parent, uri, GDK_CURRENT_TIME, NULL, shown_cb, NULL);
}
