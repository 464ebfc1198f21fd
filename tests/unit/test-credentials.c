/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libsecret/secret.h>
#include <string.h>

#include "ferry-test-server.h"

#define ID "0f1a7c5e-3c55-4a0c-9d6a-1b2c3d4e5f60"

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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/credentials/trim", test_credentials_trim);
  g_test_add_func ("/credentials/round-trip", test_credentials_round_trip);
  g_test_add_func ("/credentials/bad-secret", test_credentials_bad_secret);
  g_test_add_func ("/account", test_account);
  g_test_add_func ("/account/rehearsal", test_rehearsal_account);

  return g_test_run ();
}
