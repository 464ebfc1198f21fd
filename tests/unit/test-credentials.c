/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <string.h>

#include "ferry-test-server.h"

/* The keyring's tests run against libsecret's file, so they need no bus. What only a service can do
 * (be absent, be locked) runs in a child of this program: libsecret chooses its backend once.
 */

#define SCHEMA "io.github.vmferry.Ferry.Test"
#define OTHER_SCHEMA "io.github.vmferry.Ferry.Other"
#define ID "0f1a7c5e-3c55-4a0c-9d6a-1b2c3d4e5f60"
#define SECRET "make/believe+secret=="

static const char *program;

/* Credentials */

static void
test_credentials_trim (void)
{
  g_autoptr(FerryCredentials) credentials =
    ferry_credentials_new (" AKIAEXAMPLE\n", "\tsecret with a space ", " ", NULL);

  g_assert_cmpstr (ferry_credentials_get_access_key_id (credentials), ==, "AKIAEXAMPLE");
  g_assert_cmpstr (ferry_credentials_get_secret (credentials), ==, "secret with a space");
  g_assert_null (ferry_credentials_get_session_token (credentials));
  g_assert_null (ferry_credentials_get_expiration (credentials));
}

static void
test_credentials_round_trip (void)
{
  g_autoptr(GDateTime) expiration = g_date_time_new_utc (2026, 11, 23, 18, 30, 5);
  g_autoptr(FerryCredentials) original =
    ferry_credentials_new ("ASIAEXAMPLE", "a\"b\\c/d+e", "token/+=", expiration);
  g_autoptr(FerryCredentials) copy = NULL;
  g_autoptr(GError) error = NULL;
  char *secret = ferry_credentials_to_secret (original);

  copy = ferry_credentials_from_secret (secret, &error);
  secret_password_free (secret);

  g_assert_no_error (error);
  g_assert_cmpstr (ferry_credentials_get_access_key_id (copy), ==, "ASIAEXAMPLE");
  g_assert_cmpstr (ferry_credentials_get_secret (copy), ==, "a\"b\\c/d+e");
  g_assert_cmpstr (ferry_credentials_get_session_token (copy), ==, "token/+=");
  g_assert_true (g_date_time_equal (ferry_credentials_get_expiration (copy), expiration));
}

static void
test_credentials_bad_secret (void)
{
  static const char * const texts[] = {
    "", "hunter2hunter2", "[]", "{\"hunter2\":", "{\"AccessKeyId\":\"AKIA\"}",
    "{\"AccessKeyId\":1,\"SecretAccessKey\":\"hunter2\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(FerryCredentials) credentials = ferry_credentials_from_secret (texts[i], &error);

      g_assert_null (credentials);
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
      g_assert_null (strstr (error->message, "hunter2"));
    }
}

/* Accounts */

static void
test_account (void)
{
  FerryAccount *account = ferry_account_new (ID, "Work", "eu-west-1", NULL, "AKIAEXAMPLE", FALSE);
  g_autofree char *name = NULL;
  g_autofree char *endpoint = NULL;

  g_object_get (account, "name", &name, "endpoint", &endpoint, NULL);
  g_assert_cmpstr (name, ==, "Work");
  g_assert_null (endpoint);
  g_assert_cmpstr (ferry_account_get_id (account), ==, ID);
  g_assert_cmpstr (ferry_account_get_region (account), ==, "eu-west-1");
  g_assert_cmpstr (ferry_account_get_access_key_id (account), ==, "AKIAEXAMPLE");
  g_assert_false (ferry_account_is_rehearsal (account));
  g_assert_finalize_object (account);
}

static void
test_rehearsal_account (void)
{
  g_autoptr(FerryAccount) account = ferry_rehearsal_account_new ("http://127.0.0.1:8014");
  g_autoptr(FerryCredentials) credentials = ferry_rehearsal_credentials_new ();

  g_assert_true (ferry_account_is_rehearsal (account));
  g_assert_cmpstr (ferry_account_get_id (account), ==, FERRY_REHEARSAL_ACCOUNT_ID);
  g_assert_cmpstr (ferry_account_get_endpoint (account), ==, "http://127.0.0.1:8014");
  g_assert_cmpstr (ferry_account_get_access_key_id (account), ==,
                   ferry_credentials_get_access_key_id (credentials));
  g_assert_cmpuint (strlen (ferry_credentials_get_access_key_id (credentials)), ==, 20);
  g_assert_cmpuint (strlen (ferry_credentials_get_secret (credentials)), ==, 40);
}

/* Keyring */

static FerryAccount *
work_account_new (void)
{
  return ferry_account_new (ID, "Work", "eu-west-1", NULL, "AKIA1", FALSE);
}

static gboolean
store (FerryKeyring  *keyring,
       FerryAccount  *account,
       const char    *secret,
       GError       **error)
{
  g_autoptr(FerryCredentials) credentials =
    ferry_credentials_new (ferry_account_get_access_key_id (account), secret, NULL, NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_keyring_store_async (keyring, account, credentials, cancellable,
                             ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_keyring_store_finish (keyring, result, error);
}

static FerryCredentials *
lookup (FerryKeyring  *keyring,
        FerryAccount  *account,
        GError       **error)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_keyring_lookup_async (keyring, account, cancellable, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_keyring_lookup_finish (keyring, result, error);
}

static gboolean
forget (FerryKeyring  *keyring,
        FerryAccount  *account,
        GError       **error)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_keyring_remove_async (keyring, account, cancellable, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_keyring_remove_finish (keyring, result, error);
}

static GPtrArray *
list (FerryKeyring  *keyring,
      GError       **error)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_keyring_list_async (keyring, cancellable, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_keyring_list_finish (keyring, result, error);
}

/* "A B C", the names in the keyring's order */
static void
assert_names (FerryKeyring *keyring,
              const char   *expected)
{
  g_autoptr(GString) names = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) accounts = list (keyring, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < accounts->len; i++)
    g_string_append_printf (names, "%s%s", i ? " " : "",
                            ferry_account_get_name (g_ptr_array_index (accounts, i)));
  g_assert_cmpstr (names->str, ==, expected);
}

static void
assert_secret (FerryKeyring *keyring,
               FerryAccount *account,
               const char   *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryCredentials) credentials = lookup (keyring, account, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (ferry_credentials_get_secret (credentials), ==, expected);
}

static void
test_keyring_life (void)
{
  g_autoptr(FerryAccount) work = work_account_new ();
  g_autoptr(GDateTime) end = g_date_time_new_utc (2026, 11, 24, 9, 30, 0);
  g_autoptr(FerryAccount) home =
    ferry_account_new_ending ("home-id", "Home", "us-east-1", "https://s3.example.org", "AKIA2", end);
  g_autoptr(GPtrArray) accounts = NULL;
  g_autoptr(GError) error = NULL;
  FerryKeyring *keyring = ferry_keyring_new (SCHEMA);
  FerryAccount *first;

  assert_names (keyring, "");
  g_assert_true (store (keyring, work, SECRET, &error));
  g_assert_true (store (keyring, home, "other", &error));
  g_assert_no_error (error);
  assert_names (keyring, "Home Work");
  assert_secret (keyring, work, SECRET);
  assert_secret (keyring, home, "other");

  accounts = list (keyring, &error);
  first = g_ptr_array_index (accounts, 0);
  g_assert_cmpstr (ferry_account_get_id (first), ==, "home-id");
  g_assert_cmpstr (ferry_account_get_region (first), ==, "us-east-1");
  g_assert_cmpstr (ferry_account_get_endpoint (first), ==, "https://s3.example.org");
  g_assert_true (g_date_time_equal (ferry_account_get_expiration (first), end));
  g_assert_null (ferry_account_get_expiration (g_ptr_array_index (accounts, 1)));
  g_assert_cmpstr (ferry_account_get_access_key_id (first), ==, "AKIA2");
  g_assert_null (ferry_account_get_endpoint (g_ptr_array_index (accounts, 1)));

  g_assert_true (forget (keyring, work, &error));
  g_assert_true (forget (keyring, home, &error));
  g_assert_no_error (error);
  assert_names (keyring, "");
  g_assert_finalize_object (keyring);
}

/* Each edit changes one attribute, and the endpoint comes and goes: an item without it must not be
 * taken for a wider pattern.
 */
static void
test_keyring_replace (void)
{
  static const struct {
    const char *name;
    const char *region;
    const char *endpoint;
    const char *access_key_id;
  } edits[] = {
    { "Work", "eu-west-1", NULL, "AKIA1" },
    { "Work", "eu-west-1", NULL, "AKIA1" },
    { "Work", "eu-west-1", "https://s3.example.org", "AKIA1" },
    { "Work", "eu-west-1", NULL, "AKIA1" },
    { "Office", "eu-west-1", NULL, "AKIA1" },
    { "Office", "us-east-1", NULL, "AKIA3" },
  };
  g_autoptr(FerryKeyring) keyring = ferry_keyring_new (SCHEMA);
  g_autoptr(FerryAccount) other =
    ferry_account_new ("o", "Other", "eu-west-1", NULL, "AKIA9", FALSE);
  g_autoptr(GError) error = NULL;

  g_assert_true (store (keyring, other, "other", &error));
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr(FerryAccount) account =
        ferry_account_new (ID, edits[i].name, edits[i].region, edits[i].endpoint,
                           edits[i].access_key_id, FALSE);
      g_autofree char *secret = g_strdup_printf ("secret %" G_GSIZE_FORMAT, i);

      g_assert_true (store (keyring, account, secret, &error));
      g_assert_no_error (error);
      assert_secret (keyring, account, secret);
      assert_names (keyring, i < 4 ? "Other Work" : "Office Other");
    }

  g_assert_true (forget (keyring, other, &error));
  assert_names (keyring, "Office");
}

static void
test_keyring_absent (void)
{
  g_autoptr(FerryKeyring) keyring = ferry_keyring_new (SCHEMA);
  g_autoptr(FerryAccount) account =
    ferry_account_new ("gone", "Gone", "eu-west-1", NULL, "A", FALSE);
  g_autoptr(FerryCredentials) credentials = NULL;
  g_autoptr(GError) error = NULL;

  credentials = lookup (keyring, account, &error);
  g_assert_null (credentials);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_KEYRING);
  g_clear_error (&error);

  g_assert_true (forget (keyring, account, &error));
  g_assert_no_error (error);
}

static void
test_keyring_schemas (void)
{
  g_autoptr(FerryKeyring) keyring = ferry_keyring_new (SCHEMA);
  g_autoptr(FerryKeyring) other = ferry_keyring_new (OTHER_SCHEMA);
  g_autoptr(FerryAccount) account = work_account_new ();
  g_autoptr(FerryCredentials) credentials = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (store (keyring, account, SECRET, &error));
  assert_names (other, "");
  credentials = lookup (other, account, &error);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_KEYRING);
  g_clear_error (&error);

  g_assert_true (forget (other, account, &error));
  assert_names (keyring, "Work");
}

static void
test_keyring_cancelled (void)
{
  g_autoptr(FerryKeyring) keyring = ferry_keyring_new (SCHEMA);
  g_autoptr(FerryAccount) account = work_account_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerryCredentials) credentials = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  g_cancellable_cancel (cancellable);
  ferry_keyring_lookup_async (keyring, account, cancellable, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  credentials = ferry_keyring_lookup_finish (keyring, result, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Children: against the Secret Service. They end with 0 when all is as it should be. */

static int
child_without_service (void)
{
  g_autoptr(FerryKeyring) keyring = ferry_keyring_new (SCHEMA);
  g_autoptr(FerryAccount) account = work_account_new ();
  g_autoptr(GPtrArray) accounts = NULL;
  g_autoptr(FerryCredentials) credentials = NULL;
  g_autoptr(GError) error = NULL;

  accounts = list (keyring, &error);
  g_assert_null (accounts);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_KEYRING);
  g_clear_error (&error);

  g_assert_false (store (keyring, account, SECRET, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_KEYRING);
  g_assert_null (strstr (error->message, SECRET));
  g_clear_error (&error);

  credentials = lookup (keyring, account, &error);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_KEYRING);
  g_clear_error (&error);

  g_assert_false (forget (keyring, account, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_KEYRING);

  return 0;
}

static void
lock_collection (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SecretService) service =
    secret_service_get_sync (SECRET_SERVICE_LOAD_COLLECTIONS, NULL, &error);
  GList *collections;
  int locked;

  g_assert_no_error (error);
  collections = secret_service_get_collections (service);
  locked = secret_service_lock_sync (service, collections, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (locked, >, 0);
  g_list_free_full (collections, g_object_unref);
}

/* Starts the keyring's daemon on this bus and waits until it has taken its password. */
static GSubprocess *
start_daemon (void)
{
  g_autoptr(GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                               G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr(GError) error = NULL;
  GSubprocess *daemon;
  char byte;

  /* The daemon's own criticals are none of ours. */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  daemon = g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon", "--unlock",
                                        "--components=secrets", "--foreground", NULL);
  g_assert_no_error (error);
  g_output_stream_write_all (g_subprocess_get_stdin_pipe (daemon), "password", 8, NULL, NULL,
                             &error);
  g_output_stream_close (g_subprocess_get_stdin_pipe (daemon), NULL, NULL);
  g_assert_no_error (error);

  /* It prints the address of its control socket when it is ready. */
  g_input_stream_read (g_subprocess_get_stdout_pipe (daemon), &byte, 1, NULL, &error);
  g_assert_no_error (error);

  return daemon;
}

static int
child_with_service (void)
{
  g_autoptr(GSubprocess) daemon = start_daemon ();
  g_autoptr(FerryKeyring) keyring = ferry_keyring_new (SCHEMA);
  g_autoptr(FerryKeyring) other = ferry_keyring_new (OTHER_SCHEMA);
  g_autoptr(FerryAccount) account = work_account_new ();
  g_autoptr(FerryCredentials) credentials = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (store (other, account, "other", &error));
  g_assert_no_error (error);
  g_assert_true (forget (other, account, &error));
  test_keyring_life ();
  test_keyring_replace ();
  test_keyring_absent ();
  g_assert_true (store (keyring, account, SECRET, &error));
  g_assert_no_error (error);

  lock_collection ();
  assert_names (keyring, "Work");
  credentials = lookup (keyring, account, &error);
  g_assert_null (credentials);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_KEYRING_LOCKED);
  g_clear_error (&error);
  g_assert_false (forget (keyring, account, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_KEYRING_LOCKED);
  g_clear_error (&error);
  g_assert_false (store (keyring, account, SECRET, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_KEYRING_LOCKED);

  g_subprocess_force_exit (daemon);

  return 0;
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static GSubprocessLauncher *
child_launcher_new (const char *home)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);

  g_subprocess_launcher_setenv (launcher, "SECRET_BACKEND", "service", TRUE);
  g_subprocess_launcher_setenv (launcher, "HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", home, TRUE);
  /* so that nobody can be prompted */
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");

  return launcher;
}

static void
test_keyring_no_bus (void)
{
  g_autofree char *home = g_dir_make_tmp ("ferry-keyring-XXXXXX", NULL);
  g_autoptr(GSubprocessLauncher) launcher = child_launcher_new (home);
  g_autoptr(GSubprocess) child = NULL;
  g_autoptr(GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent",
                                TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, program, "--child=without-service", NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (child, NULL, &error);
  g_assert_no_error (error);
  remove_tree (home);
}

static void
test_keyring_service (void)
{
  g_autofree char *daemon = g_find_program_in_path ("gnome-keyring-daemon");
  g_autofree char *session = g_find_program_in_path ("dbus-run-session");
  g_autofree char *home = NULL;
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GSubprocess) child = NULL;
  g_autoptr(GError) error = NULL;

  if (daemon == NULL || session == NULL)
    {
      g_test_skip ("gnome-keyring-daemon or dbus-run-session is not installed");
      return;
    }

  home = g_dir_make_tmp ("ferry-keyring-XXXXXX", NULL);
  launcher = child_launcher_new (home);
  child = g_subprocess_launcher_spawn (launcher, &error, session, "--", program,
                                       "--child=with-service", NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (child, NULL, &error);
  g_assert_no_error (error);
  remove_tree (home);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  int status;

  if (argc > 1 && g_str_equal (argv[1], "--child=without-service"))
    return child_without_service ();
  if (argc > 1 && g_str_equal (argv[1], "--child=with-service"))
    return child_with_service ();

  program = argv[0];
  folder = g_dir_make_tmp ("ferry-credentials-XXXXXX", NULL);
  path = g_build_filename (folder, "keyring", NULL);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "password", TRUE);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/credentials/trim", test_credentials_trim);
  g_test_add_func ("/credentials/round-trip", test_credentials_round_trip);
  g_test_add_func ("/credentials/bad-secret", test_credentials_bad_secret);
  g_test_add_func ("/account", test_account);
  g_test_add_func ("/account/rehearsal", test_rehearsal_account);
  g_test_add_func ("/keyring/life", test_keyring_life);
  g_test_add_func ("/keyring/replace", test_keyring_replace);
  g_test_add_func ("/keyring/absent", test_keyring_absent);
  g_test_add_func ("/keyring/schemas", test_keyring_schemas);
  g_test_add_func ("/keyring/cancelled", test_keyring_cancelled);
  g_test_add_func ("/keyring/no-bus", test_keyring_no_bus);
  g_test_add_func ("/keyring/service", test_keyring_service);
  status = g_test_run ();
  remove_tree (folder);

  return status;
}
