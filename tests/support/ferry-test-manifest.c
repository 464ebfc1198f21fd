/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-manifest.h"

#include <string.h>

const char ferry_test_manifest_text[] =
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  "<manifest>\n"
  "  <version>2010-11-15</version>\n"
  "  <file-format>RAW</file-format>\n"
  "  <importer>\n"
  "    <name>n</name>\n"
  "    <version>v</version>\n"
  "    <release>r</release>\n"
  "  </importer>\n"
  "  <self-destruct-url>https://b.example/m</self-destruct-url>\n"
  "  <import>\n"
  "    <size>20</size>\n"
  "    <volume-size>1</volume-size>\n"
  "    <parts count=\"2\">\n"
  "      <part index=\"0\">\n"
  "        <byte-range start=\"0\" end=\"9\"/>\n"
  "        <key>k0</key>\n"
  "        <head-url>https://b.example/h0</head-url>\n"
  "        <get-url>https://b.example/g0</get-url>\n"
  "        <delete-url>https://b.example/d0</delete-url>\n"
  "      </part>\n"
  "      <part index=\"1\">\n"
  "        <byte-range end=\"19\" start=\"10\"/>\n"
  "        <key>k1</key>\n"
  "        <head-url>https://b.example/h1</head-url>\n"
  "        <get-url>https://b.example/g1</get-url>\n"
  "      </part>\n"
  "    </parts>\n"
  "  </import>\n"
  "</manifest>\n";

char *
ferry_test_manifest_change (const char *find,
                            const char *replacement)
{
  g_autoptr(GString) text = g_string_new (ferry_test_manifest_text);

  g_assert_cmpuint (g_string_replace (text, find, replacement, 1), ==, 1);

  return g_strdup (text->str);
}

FerryManifestDocument *
ferry_test_manifest_read (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return ferry_manifest_document_new (bytes);
}

char *
ferry_test_manifest_describe (GPtrArray *findings)
{
  static const char *const severities[] = { "note", "warning", "blocks" };
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const FerryManifestFinding *finding = g_ptr_array_index (findings, i);

      g_string_append_printf (text, "%s%s %s %s", i > 0 ? "; " : "",
                              ferry_manifest_fault_get_id (finding->flaw),
                              severities[finding->severity],
                              ferry_manifest_element_get_name (finding->element));
      if (finding->part != FERRY_MANIFEST_NO_PART)
        g_string_append_printf (text, "[%u]", finding->part);
      g_string_append_printf (text, " %u", finding->line);
      if (finding->evidence)
        g_string_append_printf (text, " (%s)", finding->evidence);
      if (finding->n_more > 0)
        g_string_append_printf (text, " +%u", finding->n_more);
    }

  return g_strdup (text->str);
}

gboolean
ferry_test_manifest_blocks (FerryManifestDocument *document)
{
  GPtrArray *findings = ferry_manifest_document_get_findings (document);

  for (guint i = 0; i < findings->len; i++)
    if (((FerryManifestFinding *) g_ptr_array_index (findings, i))->severity ==
        FERRY_SEVERITY_BLOCKS)
      return TRUE;

  return FALSE;
}

/* Texts that XML has its troubles with; none begins or ends with a blank, for a link is read
 * without those. (transfer full) (nullable)
 */
static char *
make_text (GRand *rand)
{
  static const char *const pieces[] = {
    "a", "&", "<", ">", "]]>", "\"", "'", "&amp;", "&#38;", "<!--", "-->", "<![CDATA[", " ", "\n",
    "\r\n", "\t", "é", "🚢", "%26", "?a=b&c=d", "https://b.example/k", "\xef\xbf\xbd", "\xc2\x85",
    "\xe2\x80\xa8", "<key>", "</key>", "=", "/", "..", "\x7f",
  };
  gint32 kind = g_rand_int_range (rand, 0, 8);
  GString *text;

  if (kind == 0)
    return NULL;
  if (kind == 1)
    return g_strdup ("");

  text = g_string_new ("x");
  for (gint32 n = g_rand_int_range (rand, 0, 8); n > 0; n--)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  g_string_append_c (text, 'x');

  return g_string_free (text, FALSE);
}

static guint64
make_number (GRand *rand)
{
  guint64 number = ((guint64) g_rand_int (rand) << 32 | g_rand_int (rand)) & G_MAXINT64;

  return number >> g_rand_int_range (rand, 0, 63);
}

FerryManifest *
ferry_test_manifest_random (GRand *rand)
{
  FerryManifest *manifest = ferry_manifest_new ();

  manifest->version = make_text (rand);
  manifest->file_format = make_text (rand);
  manifest->importer_name = make_text (rand);
  manifest->importer_version = make_text (rand);
  manifest->importer_release = make_text (rand);
  manifest->self_destruct_url = make_text (rand);
  manifest->size = make_number (rand);
  manifest->volume_size = make_number (rand);

  for (gint32 n = g_rand_int_range (rand, 0, 6); n > 0; n--)
    {
      FerryManifestPart *part = ferry_manifest_add_part (manifest);

      part->start = make_number (rand);
      part->end = make_number (rand);
      part->key = make_text (rand);
      part->head_url = make_text (rand);
      part->get_url = make_text (rand);
      part->delete_url = make_text (rand);
    }

  return manifest;
}
