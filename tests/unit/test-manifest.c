/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "manifest/ferry-manifest.h"

#include "base/ferry-error.h"
#include "ferry-test-schema.h"

#include <string.h>

static FerryManifest *
make_manifest (guint    n_parts,
               gboolean with_delete)
{
  FerryManifest *manifest = ferry_manifest_new ();

  manifest->file_format = g_strdup ("VMDK");
  manifest->importer_name = g_strdup ("Ferry");
  manifest->importer_version = g_strdup ("0 & <1>");
  manifest->importer_release = g_strdup ("2026-11-01");
  manifest->self_destruct_url =
    g_strdup ("https://b.s3.eu-west-1.amazonaws.com/m.xml?a=1&b=%26&c=2");
  manifest->size = n_parts * 1000;
  manifest->volume_size = 9;

  for (guint i = 0; i < n_parts; i++)
    {
      FerryManifestPart *part = ferry_manifest_add_part (manifest);

      part->start = i * 1000;
      part->end = i * 1000 + 999;
      part->key = g_strdup_printf ("a & b/<\xc3\xa9 \xf0\x9f\x9a\xa2>]]>\"'/%u.vmdk ", i);
      part->head_url =
        g_strdup ("https://b.s3.eu-west-1.amazonaws.com/d?X-Amz-Date=1&X-Amz-Signature=h");
      part->get_url =
        g_strdup ("https://b.s3.eu-west-1.amazonaws.com/d?X-Amz-Date=1&X-Amz-Signature=g");
      if (with_delete)
        part->delete_url =
          g_strdup ("https://b.s3.eu-west-1.amazonaws.com/d?X-Amz-Date=1&X-Amz-Signature=d");
    }

  return manifest;
}

static FerryManifest *
parse (const char  *xml,
       GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (xml, strlen (xml));

  return ferry_manifest_parse (bytes, error);
}

static void
assert_same_part (const FerryManifestPart *a,
                  const FerryManifestPart *b)
{
  g_assert_cmpuint (a->start, ==, b->start);
  g_assert_cmpuint (a->end, ==, b->end);
  g_assert_cmpstr (a->key, ==, b->key);
  g_assert_cmpstr (a->head_url, ==, b->head_url);
  g_assert_cmpstr (a->get_url, ==, b->get_url);
  g_assert_cmpstr (a->delete_url, ==, b->delete_url);
}

static void
assert_same (const FerryManifest *a,
             const FerryManifest *b)
{
  g_assert_cmpstr (a->file_format, ==, b->file_format);
  g_assert_cmpstr (a->importer_name, ==, b->importer_name);
  g_assert_cmpstr (a->importer_version, ==, b->importer_version);
  g_assert_cmpstr (a->importer_release, ==, b->importer_release);
  g_assert_cmpstr (a->self_destruct_url, ==, b->self_destruct_url);
  g_assert_cmpuint (a->size, ==, b->size);
  g_assert_cmpuint (a->volume_size, ==, b->volume_size);
  g_assert_cmpuint (a->parts->len, ==, b->parts->len);
  for (guint i = 0; i < a->parts->len; i++)
    assert_same_part (g_ptr_array_index (a->parts, i), g_ptr_array_index (b->parts, i));
}

static void
test_round_trip (void)
{
  for (guint n_parts = 1; n_parts <= 3; n_parts++)
    for (guint with_delete = 0; with_delete < 2; with_delete++)
      {
        g_autoptr(FerryManifest) manifest = make_manifest (n_parts, with_delete);
        g_autofree char *xml = ferry_manifest_to_xml (manifest);
        g_autoptr(GError) error = NULL;
        g_autoptr(FerryManifest) read = parse (xml, &error);
        g_autoptr(FerryManifest) copy = NULL;

        g_assert_no_error (error);
        assert_same (manifest, read);
        copy = ferry_manifest_copy (read);
        assert_same (manifest, copy);
        g_assert_true (g_str_has_prefix (xml, "<?xml version=\"1.0\" encoding=\"UTF-8\""));
        g_assert_cmpint (strstr (xml, "delete-url") != NULL, ==, with_delete);
      }
}

static void
test_escaping (void)
{
  g_autoptr(FerryManifest) manifest = make_manifest (1, FALSE);
  g_autofree char *xml = ferry_manifest_to_xml (manifest);

  g_assert_nonnull (strstr (xml, "<key>a &amp; b/&lt;\xc3\xa9 \xf0\x9f\x9a\xa2&gt;]]&gt;"));
  g_assert_nonnull (strstr (xml, "m.xml?a=1&amp;b=%26&amp;c=2</self-destruct-url>"));
  g_assert_null (strstr (xml, "1&X-Amz"));
}

static void
test_schema (void)
{
  if (!ferry_test_has_xmllint ())
    return;

  for (guint n_parts = 1; n_parts <= 3; n_parts++)
    {
      g_autoptr(FerryManifest) manifest = make_manifest (n_parts, n_parts == 2);
      g_autofree char *xml = ferry_manifest_to_xml (manifest);

      g_assert_true (ferry_test_xmllint_accepts (xml));
    }
}

/* One change to a good document, and the element that the reader's error must name. */
typedef struct {
  const char *find;
  const char *replacement;
  const char *named;
  gboolean    beyond_schema;  /* Ferry is stricter here */
} Damage;

static const Damage damages[] = {
  { "<version>2010-11-15</version>", "", "version" },
  { "<version>2010-11-15</version>", "<version>2010-11-16</version>", "version", TRUE },
  { "<file-format>VMDK</file-format>", "", "file-format" },
  { "<file-format>VMDK</file-format>",
    "<file-format>VMDK</file-format><file-format>RAW</file-format>",
    "file-format" },
  { "<name>Ferry</name>", "", "name" },
  { "<release>2026-11-01</release>", "", "release" },
  { "<release>2026-11-01</release>", "<release>1</release><extra/>", "extra" },
  { "<self-destruct-url>", "<self-destruct-url/><self-destruct-url>", "self-destruct-url" },
  { "<import>", "<import><volume-size>9</volume-size>", "volume-size" },
  { "<size>1000</size>", "<size>1000.5</size>", "size" },
  { "<size>1000</size>", "<size>-1</size>", "size", TRUE },
  { "<size>1000</size>", "<size>9223372036854775808</size>", "size" },
  { "<size>1000</size>", "<size>1<b>0</b></size>", "b" },
  { "<volume-size>9</volume-size>", "", "volume-size" },
  { "<parts count=\"1\">", "<parts count=\"one\">", "count" },
  { "<parts count=\"1\">", "<parts count=\"2\">", "count", TRUE },
  { "<parts count=\"1\">", "<parts>text", "parts" },
  { "<part index=\"0\">", "<part index=\"1\">", "index", TRUE },
  { "<part index=\"0\">", "<part number=\"0\">", "number" },
  { "<byte-range start=\"0\" end=\"999\"/>", "", "byte-range" },
  { "<byte-range start=\"0\" end=\"999\"/>",
    "<byte-range start=\"0\" end=\"999\"><x/></byte-range>", "x" },
  { "<byte-range start=\"0\" end=\"999\"/>",
    "<byte-range start=\"0\" tart=\"1\" end=\"999\"/>", "tart" },
  { " end=\"999\"", "", "end", TRUE },
  { "<key>", "<get-url/><key>", "get-url" },
  { "<head-url>", "<delete-url/><head-url>", "delete-url" },
  { "</get-url>", "</get-url><delete-url>a</delete-url><delete-url>b</delete-url>", "delete-url" },
  { "</parts>", "</parts><parts/>", "parts" },
  { "<manifest>", "<manifest xmlns=\"urn:other\">", "namespace" },
  { "<manifest>", "<!DOCTYPE manifest [<!ENTITY e \"x\">]><manifest>", "document-type", TRUE },
};

static char *
apply_damage (const Damage *damage)
{
  g_autoptr(FerryManifest) manifest = make_manifest (1, FALSE);
  g_autofree char *xml = ferry_manifest_to_xml (manifest);
  g_autoptr(GString) text = g_string_new (xml);

  g_assert_cmpuint (g_string_replace (text, damage->find, damage->replacement, 1), ==, 1);

  return g_strdup (text->str);
}

static void
test_damaged (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *xml = apply_damage (&damages[i]);
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", damages[i].named);
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", damages[i].replacement);
      g_assert_null (parse (xml, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
      g_test_message ("%s", error->message);
      g_assert_true (strstr (error->message, quoted) ||
                     g_str_has_suffix (error->message, damages[i].named));
      /* The links are in the document, never in the message. */
      g_assert_null (strstr (error->message, "Signature"));
    }
}

/* The reader refuses nothing that the schema allows, but where it says so. */
static void
test_damaged_schema (void)
{
  if (!ferry_test_has_xmllint ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *xml = apply_damage (&damages[i]);

      g_test_message ("%s", damages[i].replacement);
      g_assert_cmpint (ferry_test_xmllint_accepts (xml), ==, damages[i].beyond_schema);
    }
}

static void
test_not_a_manifest (void)
{
  static const char *const texts[] = {
    "", " ", "x", "<", "<manifest", "<manifest>", "<manifest/>", "<html></html>",
    "<manifest/><manifest/>", "\xff", "<a>&e;</a>", "<manifest></version></manifest>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (parse (texts[i], &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
    }
}

/* Every document that ends too early is refused, whatever byte it ends at. */
static void
test_cut (void)
{
  g_autoptr(FerryManifest) manifest = make_manifest (2, TRUE);
  g_autofree char *xml = ferry_manifest_to_xml (manifest);
  gsize length = strlen (g_strchomp (xml));

  for (gsize i = 0; i < length; i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (xml, i);
      g_autoptr(GError) error = NULL;

      g_assert_null (ferry_manifest_parse (bytes, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
    }
}

/* As other writers do it: no declaration, attributes turned round, spaces, CDATA. */
static void
test_other_writers (void)
{
  static const char xml[] =
    "<manifest><version>2010-11-15</version><file-format>RAW</file-format>"
    "<importer><name>n</name><version>v</version><release>r</release></importer>"
    "<self-destruct-url><![CDATA[https://x/?a&b]]></self-destruct-url>"
    "<import><size> 10 </size><volume-size>1</volume-size><parts><!-- one -->\n"
    "<part><byte-range end=\"9\" start=\"0\"></byte-range><key>k</key><head-url>h</head-url>"
    "<get-url>g</get-url></part></parts></import></manifest>";
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryManifest) manifest = parse (xml, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (manifest->self_destruct_url, ==, "https://x/?a&b");
  g_assert_cmpuint (manifest->size, ==, 10);
  g_assert_cmpuint (((FerryManifestPart *) g_ptr_array_index (manifest->parts, 0))->end, ==, 9);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/manifest/round-trip", test_round_trip);
  g_test_add_func ("/manifest/escaping", test_escaping);
  g_test_add_func ("/manifest/schema", test_schema);
  g_test_add_func ("/manifest/damaged", test_damaged);
  g_test_add_func ("/manifest/damaged/schema", test_damaged_schema);
  g_test_add_func ("/manifest/not-a-manifest", test_not_a_manifest);
  g_test_add_func ("/manifest/cut", test_cut);
  g_test_add_func ("/manifest/other-writers", test_other_writers);

  return g_test_run ();
}
