/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "keyring-daemon.h"

/* One bus, on which services come and go while libsecret goes on: none, GNOME's real one, and one
 * of ours whose prompts nobody answers well.
 */

static char *home;

static void
assert_all_fail (FerryKeyring *keyring,
                 int           code)
{
  g_autoptr(FerryAccount) account = work_account_new ();
  g_autoptr(FerryCredentials) credentials = NULL;
  g_autoptr(GError) lookup_error = NULL;
  g_autoptr(GError) store_error = NULL;
  g_autoptr(GError) remove_error = NULL;

  credentials = lookup (keyring, account, &lookup_error);
  g_assert_null (credentials);
  g_assert_error (lookup_error, FERRY_ERROR, code);
  g_assert_false (store (keyring, account, SECRET, &store_error));
  g_assert_error (store_error, FERRY_ERROR, code);
  g_assert_null (strstr (store_error->message, SECRET));
  g_assert_false (forget (keyring, account, &remove_error));
  g_assert_error (remove_error, FERRY_ERROR, code);
}

static void
test_service_absent (void)
{
  g_autoptr(FerryKeyring) keyring = ferry_keyring_new (SCHEMA);
  g_autoptr(GSubprocess) daemon = NULL;
  g_autoptr(GPtrArray) accounts = NULL;
  g_autoptr(GError) error = NULL;

  accounts = list (keyring, &error);
  g_assert_null (accounts);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_KEYRING);
  assert_all_fail (keyring, FERRY_ERROR_KEYRING);

  /* It comes later: what failed works, without a word from anybody. */
  daemon = start_daemon ();
  assert_names (keyring, "");
  stop (daemon);
}

/* Killed and started again, with what it had kept on the disk. */
static void
test_service_restarted (void)
{
  g_autoptr(FerryKeyring) keyring = ferry_keyring_new (SCHEMA);
  g_autoptr(FerryAccount) account = work_account_new ();
  g_autoptr(GSubprocess) daemon = start_daemon ();
  g_autoptr(GSubprocess) other = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (store (keyring, account, SECRET, &error));
  g_assert_no_error (error);
  assert_secret (keyring, account, SECRET);
  stop (daemon);
  assert_all_fail (keyring, FERRY_ERROR_KEYRING);

  other = start_daemon ();
  assert_names (keyring, "Work");
  assert_secret (keyring, account, SECRET);
  g_assert_true (store (keyring, account, "other", &error));
  g_assert_no_error (error);
  assert_secret (keyring, account, "other");
  stop (other);
}

/* Another program takes the item away between two looks. */
static void
test_service_deleted (void)
{
  static const SecretSchema schema = {
    SCHEMA, SECRET_SCHEMA_NONE, { { "id", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
  };
  g_autoptr(FerryKeyring) keyring = ferry_keyring_new (SCHEMA);
  g_autoptr(FerryAccount) account = work_account_new ();
  g_autoptr(GSubprocess) daemon = start_daemon ();
  g_autoptr(FerryCredentials) credentials = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (store (keyring, account, SECRET, &error));
  g_assert_no_error (error);
  g_assert_true (secret_password_clear_sync (&schema, NULL, &error, "id", ID, NULL));
  g_assert_no_error (error);

  credentials = lookup (keyring, account, &error);
  g_assert_null (credentials);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_KEYRING_EMPTY);
  g_clear_error (&error);
  g_assert_true (forget (keyring, account, &error));
  g_assert_no_error (error);
  g_assert_true (store (keyring, account, SECRET, &error));
  g_assert_no_error (error);
  assert_secret (keyring, account, SECRET);
  stop (daemon);
}

/* A service that has no keyring, and nobody who could be asked for a password for one. */
static void
test_service_no_collection (void)
{
  g_autoptr(FerryKeyring) keyring = ferry_keyring_new (SCHEMA);
  g_autoptr(FerryAccount) account = work_account_new ();
  g_autofree char *folder = g_build_filename (home, "keyrings", NULL);
  g_autoptr(GSubprocess) daemon = NULL;
  g_autoptr(FerryCredentials) credentials = NULL;
  g_autoptr(GError) error = NULL;

  remove_tree (folder);
  daemon = start_daemon_with (FALSE);
  assert_names (keyring, "");
  g_assert_false (store (keyring, account, SECRET, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_KEYRING_MISSING);
  g_assert_null (strstr (error->message, SECRET));
  g_clear_error (&error);
  credentials = lookup (keyring, account, &error);
  g_assert_null (credentials);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_KEYRING_EMPTY);
  stop (daemon);
}

/* Returns: (transfer full): ours, ready */
static GSubprocess *
start_fake (const char        *mode,
            GDataInputStream **lines)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "unit", "secret-service.py", NULL);
  g_autofree char *line = NULL;
  g_autoptr(GError) error = NULL;
  GSubprocess *service;

  service = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, g_getenv ("PYTHON"), script,
                              SCHEMA, ID, mode, NULL);
  g_assert_no_error (error);
  *lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (service));
  line = g_data_input_stream_read_line (*lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, "ready");

  return service;
}

static void
test_service_dismissed (void)
{
  g_autoptr(FerryKeyring) keyring = ferry_keyring_new (SCHEMA);
  g_autoptr(GDataInputStream) lines = NULL;
  g_autoptr(GSubprocess) service = start_fake ("dismiss", &lines);

  assert_names (keyring, "Work");
  assert_all_fail (keyring, FERRY_ERROR_KEYRING_LOCKED);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *asked = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
      g_autofree char *dismissed = g_data_input_stream_read_line (lines, NULL, NULL, NULL);

      g_assert_cmpstr (asked, ==, "asked");
      g_assert_cmpstr (dismissed, ==, "dismissed");
    }

  stop (service);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree char *line =
    g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  g_assert_cmpstr (line, ==, "asked");
  g_cancellable_cancel (user_data);
}

/* The prompt stands there; who gives up waiting gets an end, and the prompt goes. */
static void
test_service_cancelled (void)
{
  g_autoptr(FerryKeyring) keyring = ferry_keyring_new (SCHEMA);
  g_autoptr(FerryAccount) account = work_account_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GDataInputStream) lines = NULL;
  g_autoptr(GSubprocess) service = start_fake ("hang", &lines);
  g_autoptr(FerryCredentials) credentials = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *line = NULL;
  GAsyncResult *slot = NULL;

  g_data_input_stream_read_line_async (lines, 0, NULL, asked_cb, cancellable);
  ferry_keyring_lookup_async (keyring, account, cancellable, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  credentials = ferry_keyring_lookup_finish (keyring, result, &error);
  g_assert_null (credentials);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_assert_cmpstr (line, ==, "dismissed");

  stop (service);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *daemon = g_find_program_in_path ("gnome-keyring-daemon");
  GTestDBus *bus;
  int status;

  g_test_init (&argc, &argv, NULL);
  if (daemon == NULL)
    {
      g_print ("1..0 # SKIP gnome-keyring-daemon is not installed\n");
      return 77;
    }

  home = g_dir_make_tmp ("ferry-keyring-XXXXXX", NULL);
  g_setenv ("SECRET_BACKEND", "service", TRUE);
  g_setenv ("HOME", home, TRUE);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_CACHE_HOME", home, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", home, TRUE);
  /* so that the real service can prompt nobody */
  g_unsetenv ("DISPLAY");
  g_unsetenv ("WAYLAND_DISPLAY");
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);

  g_test_add_func ("/keyring/service/absent", test_service_absent);
  g_test_add_func ("/keyring/service/restarted", test_service_restarted);
  g_test_add_func ("/keyring/service/deleted", test_service_deleted);
  g_test_add_func ("/keyring/service/no-collection", test_service_no_collection);
  g_test_add_func ("/keyring/service/dismissed", test_service_dismissed);
  g_test_add_func ("/keyring/service/cancelled", test_service_cancelled);
  status = g_test_run ();

  /* Not g_test_dbus_down(): it waits until everybody has let go of the bus, and libsecret does not.
   * The bus ends with this process.
   */
  remove_tree (home);
  g_free (home);

  return status;
}
