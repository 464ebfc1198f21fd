/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "connect/ferry-account-row.h"
#include "connect/ferry-accounts.h"
#include "connect/ferry-secret-row.h"

#include "ferry-test-widgets.h"

#include <glib/gstdio.h>

static FerrySecretRow *
make_row (void)
{
  return g_object_ref_sink (g_object_new (FERRY_TYPE_SECRET_ROW, NULL));
}

static void
insert (FerrySecretRow *row,
        const char     *text,
        int             position)
{
  gtk_editable_insert_text (gtk_editable_get_delegate (GTK_EDITABLE (row)), text, -1, &position);
}

/* The row follows every edit, and what it shows follows the row without being it. */
static void
test_secret_row_edits (void)
{
  FerrySecretRow *row = make_row ();
  GtkEditable *editable = GTK_EDITABLE (row);

  g_assert_cmpstr (ferry_secret_row_get_secret (row), ==, "");
  gtk_editable_set_text (editable, "wörld");
  insert (row, "hallo ", 0);
  insert (row, "!", 11);
  g_assert_cmpstr (ferry_secret_row_get_secret (row), ==, "hallo wörld!");
  g_assert_cmpstr (gtk_editable_get_text (editable), ==, "************");

  gtk_editable_delete_text (editable, 1, 7);
  g_assert_cmpstr (ferry_secret_row_get_secret (row), ==, "hörld!");
  gtk_editable_delete_text (editable, 2, -1);
  g_assert_cmpstr (ferry_secret_row_get_secret (row), ==, "hö");
  gtk_editable_set_text (editable, "other");
  g_assert_cmpstr (ferry_secret_row_get_secret (row), ==, "other");
  g_assert_cmpstr (gtk_editable_get_text (editable), ==, "*****");
  gtk_editable_set_text (editable, "");
  g_assert_cmpstr (ferry_secret_row_get_secret (row), ==, "");

  g_assert_finalize_object (row);
}

static void
heard_cb (GtkEditable *editable,
          const char  *text,
          int          length,
          int         *position,
          GString     *heard)
{
  g_string_append_len (heard, text, length);
}

/* As GTK's AT-SPI part listens. */
static void
test_secret_row_listener (void)
{
  FerrySecretRow *row = make_row ();
  g_autoptr(GString) heard = g_string_new (NULL);

  g_signal_connect_after (gtk_editable_get_delegate (GTK_EDITABLE (row)), "insert-text",
                          G_CALLBACK (heard_cb), heard);
  insert (row, "make/believe", 0);
  g_assert_cmpstr (heard->str, ==, "************");
  g_assert_cmpstr (ferry_secret_row_get_secret (row), ==, "make/believe");

  g_assert_finalize_object (row);
}

/* Selected, it can be neither copied nor cut, and nothing can be undone. */
static void
test_secret_row_actions (void)
{
  static const char * const actions[] = { "clipboard.copy", "clipboard.cut", "text.undo" };
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  FerrySecretRow *row = make_row ();
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row)));

  gtk_window_set_child (window, GTK_WIDGET (row));
  insert (row, "make/believe", 0);
  gtk_editable_select_region (GTK_EDITABLE (row), 0, -1);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_activate_action (text, actions[i], NULL);
  g_assert_cmpstr (ferry_secret_row_get_secret (row), ==, "make/believe");
  g_assert_true (gdk_clipboard_get_content (gtk_widget_get_clipboard (text)) == NULL);

  gtk_window_destroy (window);
  g_assert_finalize_object (row);
}

static void
test_row_session (void)
{
  g_autoptr(FerryAccount) account =
    ferry_account_new ("id", "Work", "eu-west-1", NULL, "AKIA1", FALSE);
  FerryAccountRow *row = FERRY_ACCOUNT_ROW (ferry_account_row_new (account, FALSE));
  GtkWidget *list_box = gtk_list_box_new ();
  GtkWindow *window;

  gtk_list_box_append (GTK_LIST_BOX (list_box), GTK_WIDGET (row));
  window = ferry_test_widgets_show (list_box);
  g_assert_false (ferry_test_widgets_mentions (GTK_WIDGET (row), "This session only"));
  ferry_account_row_set_session (row, TRUE);
  g_assert_true (ferry_test_widgets_mentions (GTK_WIDGET (row), "This session only · "));
  ferry_account_row_set_session (row, FALSE);
  g_assert_false (ferry_test_widgets_mentions (GTK_WIDGET (row), "This session only"));

  gtk_window_destroy (window);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (ferry_accounts_store_finish (FERRY_ACCOUNTS (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
store (FerryAccounts *accounts,
       FerryAccount  *account)
{
  g_autoptr(FerryCredentials) credentials =
    ferry_credentials_new ("AKIA1", "make/believe", NULL, NULL);
  gboolean done = FALSE;

  ferry_accounts_store_async (accounts, account, credentials, NULL, stored_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
loaded_cb (gboolean *done)
{
  *done = TRUE;
}

static void
load (FerryAccounts *accounts)
{
  gboolean done = FALSE;
  gulong handler = g_signal_connect_swapped (accounts, "notify::loaded", G_CALLBACK (loaded_cb),
                                             &done);

  ferry_accounts_load (accounts);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (accounts, handler);
}

/* What is hidden stays hidden, what the session has is there once, whatever the keyring says. */
static void
test_accounts_reload (void)
{
  g_autoptr(FerryKeyring) keyring = ferry_keyring_new ("io.github.vmferry.Ferry.Test");
  g_autoptr(FerryAccounts) accounts = ferry_accounts_new (keyring);
  g_autoptr(FerryAccount) work =
    ferry_account_new ("id", "Work", "eu-west-1", NULL, "AKIA1", FALSE);
  g_autoptr(FerryAccount) edited =
    ferry_account_new ("id", "Edited", "eu-west-1", NULL, "AKIA1", FALSE);
  g_autoptr(FerryAccount) doubled =
    ferry_account_new ("other", "Other", "us-east-1", NULL, "AKIA1", FALSE);
  g_autofree char *names = NULL;

  store (accounts, work);
  g_assert_true (ferry_accounts_find_double (accounts, doubled) == work);
  g_assert_null (ferry_accounts_find_double (accounts, edited));
  ferry_accounts_hide (accounts, work);
  load (accounts);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (accounts)), ==, 0);
  ferry_accounts_unhide (accounts, work);
  load (accounts);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (accounts)), ==, 1);

  ferry_accounts_add_session (accounts, edited);
  load (accounts);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (accounts)), ==, 1);
  names = ferry_accounts_dup_session_names (accounts);
  g_assert_cmpstr (names, ==, "Edited");

  store (accounts, edited);
  g_assert_null (ferry_accounts_dup_session_names (accounts));
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("ferry-keyring-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "keyring", NULL);
  int status;

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "password", TRUE);
  ferry_test_widgets_init (&argc, &argv);

  g_test_add_func ("/keyring/secret-row/edits", test_secret_row_edits);
  g_test_add_func ("/keyring/secret-row/listener", test_secret_row_listener);
  g_test_add_func ("/keyring/secret-row/actions", test_secret_row_actions);

  g_test_add_func ("/keyring/row/session", test_row_session);
  g_test_add_func ("/keyring/accounts/reload", test_accounts_reload);
  status = g_test_run ();
  g_remove (path);
  g_rmdir (folder);

  return status;
}
