/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-oracle.h"

#define KEY_ID "AKIAFERRYTESTEXAMPLE"
#define SECRET "ferry-test-secret/never+shown"
#define SEED "7"
#define ROUNDS "400"

/* Where the link leads, when it ends, and what it was signed for, as its signer says. */
static void
assert_link (JsonObject *told)
{
  const char *text = json_object_get_string_member (told, "link");
  gboolean is_4 = json_object_get_int_member (told, "version") == 4;
  g_autoptr(FerryCredentials) credentials = ferry_credentials_new (KEY_ID, SECRET, NULL, NULL);
  g_autoptr(FerryLink) link = ferry_link_parse (text, NULL);
  g_autofree char *masked = ferry_link_mask (text);

  g_test_message ("%s", text);
  g_assert_nonnull (link);
  g_assert_true (link->is_s3);
  g_assert_cmpint (link->signature, ==, is_4 ? FERRY_LINK_SIGNATURE_4 : FERRY_LINK_SIGNATURE_2);
  g_assert_cmpstr (link->bucket, ==, json_object_get_string_member (told, "bucket"));
  g_assert_cmpstr (link->key, ==, json_object_get_string_member (told, "key"));
  g_assert_cmpstr (link->access_key_id, ==, KEY_ID);
  g_assert_cmpint (link->is_temporary, ==, json_object_get_boolean_member (told, "temporary"));
  g_assert_nonnull (link->expiration);
  if (link->host_region)
    g_assert_cmpstr (link->host_region, ==, json_object_get_string_member (told, "region"));

  if (is_4)
    {
      g_assert_cmpuint (link->lifetime, ==, json_object_get_int_member (told, "life"));
      g_assert_cmpstr (link->region, ==, json_object_get_string_member (told, "region"));
    }
  g_assert_cmpstr (ferry_link_find_verb (link, credentials), ==,
                   is_4 ? json_object_get_string_member (told, "verb") : NULL);

  g_assert_null (strstr (masked, KEY_ID));
  g_assert_null (strstr (masked, "IQoJb3"));
}

static void
test_links (void)
{
  const char * const arguments[] = { SEED, ROUNDS, NULL };
  g_autofree char *output = ferry_oracle_run ("wire_links.py", arguments, NULL);
  g_auto(GStrv) lines = g_strsplit (output ? output : "", "\n", -1);
  guint n = 0;

  for (; output && lines[n] && *lines[n]; n++)
    {
      g_autoptr(JsonParser) parser = json_parser_new ();

      g_assert_true (json_parser_load_from_data (parser, lines[n], -1, NULL));
      assert_link (json_node_get_object (json_parser_get_root (parser)));
    }
  if (output)
    g_assert_cmpuint (n, ==, (guint) atoi (ROUNDS));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/manifest/links/botocore", test_links);

  return g_test_run ();
}
