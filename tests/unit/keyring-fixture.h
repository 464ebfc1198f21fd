/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsecret/secret.h>
#include <string.h>

#include "ferry-test-server.h"

/* The keyring's calls, waited for, and what they should say. */

#define SCHEMA "io.github.vmferry.Ferry.Test"
#define ID "0f1a7c5e-3c55-4a0c-9d6a-1b2c3d4e5f60"
#define SECRET "make/believe+secret=="

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
