/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry.h"

#include <string.h>

#define UUID "0b5c54a4-2f7e-4a3f-9c11-5a0d8a2f6c01"
#define TOKEN "ferry1:" UUID "0123456789ab"

static FerryDisk *
make_disk (const char *bucket,
           const char *key,
           const char *etag)
{
  g_autoptr(FerryDiskReport) report = ferry_disk_report_new ();

  return ferry_disk_new ("eu-west-1", bucket, key, etag, "STANDARD", 1, report);
}

/* As `printf 'BUCKET\0KEY\0ETAG\0' | sha256sum` says. */
static void
test_fingerprint (void)
{
  static const struct {
    const char *bucket;
    const char *key;
    const char *etag;
    const char *expected;
  } cases[] = {
    { "vm-disks", "a/disk.vmdk", "\"abc-2\"", "f37125287b00" },
    { "b", "k", NULL, "2f67f113c2f7" },
    { "b", "k", "", "2f67f113c2f7" },
    { "b", "caf\xe9", "\"e\"", "2b8d02066e61" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryDisk) disk = make_disk (cases[i].bucket, cases[i].key, cases[i].etag);
      g_autofree char *fingerprint = ferry_token_fingerprint (disk);

      g_assert_cmpstr (fingerprint, ==, cases[i].expected);
    }
}

/* Neither a byte that moves from one word to the next nor another version looks the same. */
static void
test_fingerprints_differ (void)
{
  static const char *const disks[][3] = {
    { "b", "ck", "e" }, { "bc", "k", "e" }, { "b", "c", "ke" }, { "b", "ck", "f" },
  };
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (disks); i++)
    {
      g_autoptr(FerryDisk) disk = make_disk (disks[i][0], disks[i][1], disks[i][2]);

      g_assert_true (g_hash_table_add (seen, ferry_token_fingerprint (disk)));
    }
}

static void
test_new (void)
{
  g_autoptr(FerryDisk) disk = make_disk ("b", "k", NULL);
  g_autofree char *fingerprint = ferry_token_fingerprint (disk);
  g_autofree char *one = ferry_token_new (disk);
  g_autofree char *other = ferry_token_new (disk);
  g_autofree char *chosen = ferry_token_new_for (disk, UUID);
  g_autofree char *found = ferry_token_find (one);

  g_assert_cmpuint (strlen (one), ==, FERRY_TOKEN_LENGTH);
  g_assert_cmpstr (one, !=, other);
  g_assert_cmpstr (found, ==, one);
  g_assert_cmpstr (ferry_token_get_fingerprint (one), ==, fingerprint);
  g_assert_cmpstr (ferry_token_get_fingerprint (other), ==, fingerprint);
  g_assert_true (g_str_has_prefix (chosen, FERRY_TOKEN_PREFIX UUID));
  g_assert_true (g_str_has_suffix (chosen, fingerprint));
}

static void
test_find (void)
{
  static const struct {
    const char *text;
    gboolean    expected;
  } cases[] = {
    { TOKEN, TRUE },
    { TOKEN " web01", TRUE },
    { "web01 (" TOKEN ")", TRUE },
    { "ferry1:ferry1: " TOKEN, TRUE },
    { "ferry1:" UUID "0123456789AB " TOKEN, TRUE },
    { TOKEN "c", FALSE },
    { TOKEN "-2", FALSE },
    { "x" TOKEN, FALSE },
    { "ferry1:" UUID "0123456789a", FALSE },
    { "ferry1:" UUID "0123456789ag", FALSE },
    { "ferry1:" UUID, FALSE },
    { "ferry2:" UUID "0123456789ab", FALSE },
    { "ferry1:", FALSE },
    { "\xff", FALSE },
    { "", FALSE },
    { NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = ferry_token_find (cases[i].text);

      g_assert_cmpstr (found, ==, cases[i].expected ? TOKEN : NULL);
    }
}

/* What only quotes a token is no attempt's. */
static void
test_of (void)
{
  const char *const others[] = {
    "again: " TOKEN, " " TOKEN, "ferry1:" UUID "0123456789ac " TOKEN, TOKEN "c", "", NULL,
  };
  g_autofree char *two = ferry_token_of (TOKEN " ferry1:" UUID "0123456789ac");

  g_assert_cmpstr (two, ==, TOKEN);
  g_assert_true (ferry_token_is_of (TOKEN, TOKEN " web01"));
  g_assert_true (ferry_token_is_of (UUID, "web01 (Ferry import " UUID ")"));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *found = ferry_token_of (others[i]);

      g_assert_cmpstr (found, !=, TOKEN);
      g_assert_false (ferry_token_is_of (TOKEN, others[i]));
    }
}

static void
test_is_in (void)
{
  static const struct {
    const char *description;
    gboolean    expected;
  } cases[] = {
    { "web01 (Ferry import 0b5c-11)", TRUE },
    { "0b5c-11", TRUE },
    { "0b5c-111, 0b5c-11", TRUE },
    { "web01 (Ferry import 0b5c-11", TRUE },
    { "web01 (Ferry import 0b5c-111)", FALSE },
    { "web01 (Ferry import a0b5c-11)", FALSE },
    { "web01 (Ferry import 0b5c-11-2)", FALSE },
    { "web01 (Ferry import -0b5c-11)", FALSE },
    { "web01", FALSE },
    { "", FALSE },
    { NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (ferry_token_is_in ("0b5c-11", cases[i].description), ==, cases[i].expected);
  g_assert_false (ferry_token_is_in ("", "web01"));
}

/* However long and odd a name is: 255 bytes at most, whole characters, the token in front. */
static void
test_describe (void)
{
  g_autofree char *long_name = g_strnfill (199, 'n');
  g_autofree char *wide_name = g_strconcat (long_name, "\xc3\xa9\xc3\xa9", NULL);
  g_autofree char *plain = ferry_token_describe (TOKEN, "web01");
  g_autofree char *wide = ferry_token_describe (TOKEN, wide_name);
  g_autofree char *lines = ferry_token_describe (TOKEN, " a\nb\x01\xff ");
  g_autofree char *empty = ferry_token_describe (TOKEN, " ");
  g_autofree char *expected = g_strconcat (TOKEN " ", long_name, NULL);

  g_assert_cmpstr (plain, ==, TOKEN " web01");
  g_assert_cmpstr (wide, ==, expected);
  g_assert_cmpstr (lines, ==, TOKEN " a b \xef\xbf\xbd");
  g_assert_cmpstr (empty, ==, TOKEN);
}

static void
test_describe_random (void)
{
  for (guint i = 0; i < 500; i++)
    {
      const guint length = g_test_rand_int_range (0, 400);
      g_autofree char *name = g_malloc0 (length + 1);
      g_autofree char *description = NULL;
      g_autofree char *found = NULL;

      for (guint j = 0; j < length; j++)
        name[j] = g_test_rand_int_range (1, 256);
      description = ferry_token_describe (TOKEN, name);
      found = ferry_token_find (description);

      g_assert_cmpuint (strlen (description), <=, 255);
      g_assert_true (g_utf8_validate (description, -1, NULL));
      g_assert_true (g_str_has_prefix (description, TOKEN));
      g_assert_cmpstr (found, ==, TOKEN);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/token/fingerprint", test_fingerprint);
  g_test_add_func ("/token/fingerprint/differ", test_fingerprints_differ);
  g_test_add_func ("/token/new", test_new);
  g_test_add_func ("/token/find", test_find);
  g_test_add_func ("/token/of", test_of);
  g_test_add_func ("/token/is-in", test_is_in);
  g_test_add_func ("/token/describe", test_describe);
  g_test_add_func ("/token/describe/random", test_describe_random);

  return g_test_run ();
}
