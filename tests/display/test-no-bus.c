/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ferry-test-widgets.h"

#include "ferry-window.h"

/* A computer without a session bus (a plain X session, a remote one, a container): Ferry opens,
 * says what that means for the keys, and lets people work.
 */

static void
test_opens (FerryApplication *application)
{
  FerryAccounts *accounts = ferry_application_get_accounts (application);
  GtkWidget *window;

  /* GTK warns for itself that there is no bus. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  while (!ferry_accounts_is_loaded (accounts))
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (ferry_accounts_get_error (accounts), FERRY_ERROR, FERRY_ERROR_KEYRING);

  g_application_activate (G_APPLICATION (application));
  window = GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (application)));
  g_assert_true (FERRY_IS_WINDOW (window));
  while (!gtk_widget_get_mapped (window))
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (ferry_test_widgets_mentions (window, "The Keyring Cannot Be Used"));
  g_assert_true (ferry_test_widgets_mentions (window, "accounts for this session only"));
  g_assert_true (ferry_test_widgets_mentions (window, "Rehearse on This Computer"));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(FerryApplication) application = NULL;
  g_autoptr(GError) error = NULL;
  int status;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  ferry_test_widgets_init (&argc, &argv);

  application = ferry_application_new ();
  g_application_set_application_id (G_APPLICATION (application), "io.github.vmferry.Ferry.Test");
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  g_test_add_data_func ("/no-bus/opens", application, (GTestDataFunc) test_opens);
  status = g_test_run ();
  gtk_window_destroy (gtk_application_get_active_window (GTK_APPLICATION (application)));

  return status;
}
