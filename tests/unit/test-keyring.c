/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "keyring-daemon.h"

/* The keyring's tests run against libsecret's file, so they need no bus. What only a service can do
 * (be absent, be locked) runs in a child of this program: libsecret chooses its backend once.
 */

#define OTHER_SCHEMA "io.github.vmferry.Ferry.Other"

static const char *program;

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
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_KEYRING_EMPTY);
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
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_KEYRING_EMPTY);
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

  stop (daemon);

  return 0;
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
  folder = g_dir_make_tmp ("ferry-keyring-XXXXXX", NULL);
  path = g_build_filename (folder, "keyring", NULL);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "password", TRUE);

  g_test_init (&argc, &argv, NULL);
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
