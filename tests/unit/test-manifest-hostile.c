/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-manifest-oracle.h"
#include "ferry-test-manifest.h"

#include <string.h>

/* Manifests of somebody who means ill: what the fuzzer does (tests/fuzz/fuzz-manifest.c), with a
 * seed, and random values that are written and read. "-m slow" tries ten times as much.
 */

#define MUTATIONS 600
#define VALUES    500

/* What means something to the reader or to the mask */
static const char *const pieces[] = {
  "<", ">", "&", "\"", "'", "/", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<?a", "?>",
  "<!DOCTYPE a [", "]>", "&amp;", "&amp;amp;", "&#61;", "&#x3D;", "&#10;", "&#0;", "&#xFFFE;", "&x;",
  "\n", "\r", "\r\n", "\t", " ", "\xef\xbb\xbf", "\xff", "\xc3", "\xe2\x80\xa9", "\x01", "\xef\xbf\xbf",
  "<part>", "<part/>", "</part>", "<parts>", "</parts>", "<key>", "</key>", "<get-url>", "</get-url>",
  "<manifest>", "</manifest>", "<m:part>", " xmlns=\"a\"", "9223372036854775808", "-1", "0", "1e9",
  "https://", "?", "=", "%3D", "X-Amz-Signature=", "X-Amz-", "Signature=", "0123456789abcdef",
};

static void
change_once (GRand   *rand,
             GString *text)
{
  gint32 end = (gint32) text->len;
  gint32 at = g_rand_int_range (rand, 0, end + 1);
  gint32 length = g_rand_int_range (rand, 0, MIN (60, end - at + 1));
  gint32 kind = g_rand_int_range (rand, 0, 6);
  const char *piece = pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))];
  g_autofree char *part = g_strndup (text->str + at, (gsize) length);

  if (kind == 0 || kind == 1)
    g_string_erase (text, at, length);
  if (kind == 1 || kind == 2)
    g_string_insert (text, at, piece);
  else if (kind == 3)
    g_string_insert (text, g_rand_int_range (rand, 0, end + 1), part);
  else if (kind == 4 && at < end)
    text->str[at] = (char) g_rand_int_range (rand, 0, 136);
  else if (kind == 5)
    g_string_truncate (text, at);
}

/* Changes @good, and what it became, again and again. */
static guint
try_mutations (GRand      *rand,
               const char *good,
               gsize       size,
               guint       n)
{
  guint n_strict = 0;

  for (guint i = 0; i < n; i++)
    {
      GString *text = g_string_new_len (good, (gssize) size);
      g_autoptr(GBytes) bytes = NULL;

      for (gint32 j = g_rand_int_range (rand, 1, 5); j > 0; j--)
        change_once (rand, text);
      bytes = g_string_free_to_bytes (text);
      n_strict += ferry_manifest_oracle_try (bytes);
    }

  return n_strict;
}

static void
test_mutations (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  guint n = g_test_slow () ? 10 * MUTATIONS : MUTATIONS;
  gsize size = strlen (ferry_test_manifest_text);
  guint n_strict = try_mutations (rand, ferry_test_manifest_text, size, n);

  /* both ways were gone */
  g_test_message ("%u of %u are as the schema wants them", n_strict, n);
  g_assert_cmpuint (n_strict, >, n / 100);
  g_assert_cmpuint (n_strict, <, n);
}

static void
test_dialects (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (8);
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "manifest", "dialects", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name; (name = g_dir_read_name (dir));)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (path, &text, &size, NULL));
      g_rand_set_seed (rand, g_str_hash (name));
      g_test_message ("%s", name);
      try_mutations (rand, text, size, (g_test_slow () ? 10 : 1) * MUTATIONS / 10);
    }
}

/* Whatever a value is, read it is the same as it was written. */
static void
test_values (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (9);
  guint n = g_test_slow () ? 10 * VALUES : VALUES;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(FerryManifest) manifest = ferry_test_manifest_random (rand);
      g_autofree char *xml = ferry_manifest_to_xml (manifest);
      g_autoptr(FerryManifestDocument) document = ferry_test_manifest_read (xml);
      g_autoptr(FerryManifest) read = ferry_manifest_document_dup_manifest (document);

      g_assert_true (ferry_manifest_equal (manifest, read));
    }
}

/* What XML cannot say is not written. */
static void
test_unwritable (void)
{
  static const char *const texts[] = { "\x01", "\x1f", "\xef\xbf\xbe", "\xef\xbf\xbf", "\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(FerryManifest) manifest = ferry_manifest_new ();

      ferry_manifest_add_part (manifest)->key = g_strdup (texts[i]);
      g_assert_null (ferry_manifest_to_xml (manifest));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/manifest-hostile/mutations", test_mutations);
  g_test_add_func ("/manifest-hostile/dialects", test_dialects);
  g_test_add_func ("/manifest-hostile/values", test_values);
  g_test_add_func ("/manifest-hostile/unwritable", test_unwritable);

  return g_test_run ();
}
