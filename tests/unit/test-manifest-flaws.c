/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-manifest.h"
#include "ferry-test-schema.h"

#include <string.h>

/* One change to a good manifest, what the reader finds then, and whether xmllint refuses it as
 * well: what blocks is what the schema refuses. Where both differ, the reason.
 */
typedef struct {
  const char *find;
  const char *replacement;
  const char *findings;
  const char *differs;   /* (nullable) */
} Flaw;

#define STRICTER "the schema has any text there, EC2 knows what to do with one"
#define NUMBERS  "the schema takes signed numbers, with a sign"
#define BLANKS   "xmllint forgets that white space around a number is not of it (XSD 2, 4.3.6)"

static const Flaw flaws[] = {
  { "<manifest>", "<manifest>", "" },

  /* not well-formed: from the line on where it breaks */
  { "<version>2010-11-15</version>", "<version>2010-11-15</versio>", "not-xml blocks document 3" },
  { "<size>20</size>", "<size>20</size", "not-xml blocks document 12" },
  { "<key>k1</key>", "<key>k1&</key>", "not-xml blocks document 24" },
  { "<key>k1</key>", "<key>\n\nk1&eacute;\n</key>", "not-xml blocks document 26" },
  { "<key>k1</key>", "<key>k<1</key>", "not-xml blocks document 24" },
  { "<key>k1</key>", "<key>k]]>1</key>", "not-xml blocks document 24" },
  { "<key>k1</key>", "<key>k\x01</key>", "not-xml blocks document 24" },
  { "<key>k1</key>", "<key>k&#1;</key>", "not-xml blocks document 24" },
  { "<key>k1</key>", "<key>k\xef\xbf\xbf</key>", "not-xml blocks document 24" },
  { "<part index=\"1\">", "<part index=\"1>", "not-xml blocks document 22" },
  { "<part index=\"1\">", "<part index=1>", "not-xml blocks document 22" },
  { "<part index=\"1\">", "<part index=\"1\" index=\"1\">", "not-xml blocks document 22" },
  { "end=\"19\" start", "end=\"19\"start", "not-xml blocks document 23" },
  { "</manifest>", "</manifest><manifest/>", "not-xml blocks document 30" },
  { "</manifest>", "</manifest>x", "not-xml blocks document 30" },
  { "</manifest>", "", "not-xml blocks document 29" },
  { "</manifest>", "<!-->", "not-xml blocks document 30" },
  { "<?xml", "\n<?xml", "not-xml blocks document 2" },
  { "<?xml", "<!-- a --><?xml", "not-xml blocks document 1" },

  /* what the text is */
  { "<?xml", "\xef\xbb\xbf<?xml", "byte-order-mark note document 1" },
  { "<key>k1</key>", "<key>\xff</key>", "not-utf8 blocks document 24" },
  { "encoding=\"UTF-8\"", "encoding=\"ISO-8859-1\"", "not-utf8 warning document 1 (ISO-8859-1)" },
  { "encoding=\"UTF-8\"", "encoding='us-ascii'", "" },
  { "<manifest>", "<!DOCTYPE manifest><manifest>", "document-type blocks document 2",
    "xmllint does not mind, but where there are entities there are files to be read" },
  { "<manifest>", "<!DOCTYPE manifest [<!ENTITY e \"x\">]>\n<manifest>",
    "document-type blocks document 2", "the same" },
  { "<manifest>", "<manifest xmlns=\"urn:other\">", "namespace blocks manifest 2" },
  { "<manifest>", "<manifest xmlns=\"\">", "" },
  { "<manifest>", "<manifest xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">",
    "namespace note manifest 2" },
  { "<import>", "<import xmlns=\"urn:other\">", "namespace blocks import 11" },
  { "<size>20</size>", "<m:size xmlns:m=\"urn:other\">20</m:size>",
    "namespace blocks size 12; namespace note size 12" },

  /* missing */
  { "  <version>2010-11-15</version>\n", "\n", "missing blocks version 2 (version)" },
  { "<file-format>RAW</file-format>", "", "missing blocks file-format 2 (file-format)" },
  { "<name>n</name>", "", "missing blocks name 5 (name)" },
  { "<version>v</version>", "", "missing blocks version 5 (version)" },
  { "<release>r</release>", "", "missing blocks release 5 (release)" },
  { "<self-destruct-url>https://b.example/m</self-destruct-url>", "",
    "missing blocks self-destruct-url 2 (self-destruct-url)" },
  { "<size>20</size>", "", "missing blocks size 11 (size)" },
  { "<volume-size>1</volume-size>", "", "missing blocks volume-size 11 (volume-size)" },
  { "<byte-range end=\"19\" start=\"10\"/>", "", "missing blocks byte-range[1] 22 (byte-range)" },
  { "<key>k1</key>", "", "missing blocks key[1] 22 (key)" },
  { "<head-url>https://b.example/h1</head-url>", "", "missing blocks head-url[1] 22 (head-url)" },
  { "<get-url>https://b.example/g1</get-url>", "", "missing blocks get-url[1] 22 (get-url)" },
  { "<delete-url>https://b.example/d0</delete-url>", "", "" },

  /* repeated: the first counts */
  { "<size>20</size>", "<size>20</size><size>21</size>", "repeated blocks size 12" },
  { "</importer>", "</importer><importer><x/></importer>", "repeated blocks importer 9" },
  { "</parts>", "</parts><parts/>", "repeated blocks parts 28" },
  { "<key>k0</key>", "<key>k0</key><key>k2</key>", "repeated blocks key[0] 17" },
  { "<delete-url>https://b.example/d0</delete-url>",
    "<delete-url>a</delete-url>\n<delete-url>b</delete-url>", "repeated blocks delete-url[0] 21" },

  /* out of order */
  { "<version>2010-11-15</version>\n  <file-format>RAW</file-format>",
    "<file-format>RAW</file-format>\n  <version>2010-11-15</version>",
    "out-of-order blocks version 4 (file-format)" },
  { "<size>20</size>\n    <volume-size>1</volume-size>",
    "<volume-size>1</volume-size>\n    <size>20</size>",
    "out-of-order blocks size 13 (volume-size)" },
  { "<key>k1</key>\n        <head-url>https://b.example/h1</head-url>",
    "<head-url>https://b.example/h1</head-url>\n        <key>k1</key>",
    "out-of-order blocks key[1] 25 (head-url)" },

  /* unknown */
  { "<size>", "<extra/><size>", "unknown-element blocks import 12 (extra)" },
  { "<size>", "<extra><size>3</size><key/></extra><size>",
    "unknown-element blocks import 12 (extra)" },
  { "<key>k1</key>", "<bucket>b</bucket><key>k1</key>", "unknown-element blocks part[1] 24 (bucket)" },
  { "<key>k1</key>", "<key>k<b>1</b></key>", "unknown-element blocks key[1] 24 (b)" },
  { "<size>20</size>", "<Size>20</Size>",
    "missing blocks size 11 (size); unknown-element blocks import 12 (Size)" },
  { "<byte-range end=\"19\" start=\"10\"/>", "<byte-range end=\"19\" start=\"10\"><x/></byte-range>",
    "unknown-element blocks byte-range[1] 23 (x)" },
  { "<part index=\"1\">", "<part index=\"1\" number=\"1\">",
    "unknown-attribute blocks part[1] 22 (number)" },
  { "<parts count", "<parts size=\"2\" count", "unknown-attribute blocks parts 14 (size)" },
  { "<key>k1</key>", "<key xml:space=\"preserve\">k1</key>",
    "unknown-attribute blocks key[1] 24 (xml:space)" },

  /* text where there is none */
  { "<import>", "<import>text", "stray-text blocks import 11" },
  { "<part index=\"1\">", "<part index=\"1\">\n\n  text\n", "stray-text blocks part[1] 24" },
  { "<part index=\"1\">", "<part index=\"1\"><![CDATA[x]]>", "stray-text blocks part[1] 22" },
  { "<part index=\"1\">", "<part index=\"1\"><!-- text --><?text text?>", "" },
  { "<byte-range end=\"19\" start=\"10\"/>", "<byte-range end=\"19\" start=\"10\">0</byte-range>",
    "stray-text blocks byte-range[1] 23" },
  { "<byte-range end=\"19\" start=\"10\"/>", "<byte-range end=\"19\" start=\"10\">\n</byte-range>", "",
    "what can hold nothing may not hold a line feed either, but nobody reads it" },

  /* empty */
  { "<version>2010-11-15</version>", "<version/>", "empty blocks version 3", STRICTER },
  { "<file-format>RAW</file-format>", "<file-format></file-format>", "empty blocks file-format 4" },
  { "<name>n</name>", "<name/>", "empty note name 6" },
  { "<release>r</release>", "<release></release>", "empty note release 8" },
  { "<size>20</size>", "<size/>", "empty blocks size 12" },
  { "<key>k1</key>", "<key/>", "empty blocks key[1] 24", STRICTER },
  { "<get-url>https://b.example/g1</get-url>", "<get-url> </get-url>",
    "padded warning get-url[1] 26; empty blocks get-url[1] 26", STRICTER },
  { "https://b.example/m", "", "empty blocks self-destruct-url 10", STRICTER },

  /* white space around values */
  { ">RAW<", "> RAW<", "padded blocks file-format 4" },
  { ">2010-11-15<", ">2010-11-15\n<", "padded blocks version 3", STRICTER },
  { ">20<", ">\n  20\n  <", "", BLANKS },
  { ">k1<", ">k1 <", "padded warning key[1] 24" },
  { ">https://b.example/h1<", ">\n  https://b.example/h1\n<", "padded warning head-url[1] 25" },
  { ">n<", "> n <", "" },

  /* numbers */
  { ">20<", ">20.5<", "not-a-number blocks size 12 (size)" },
  { ">20<", ">twenty<", "not-a-number blocks size 12 (size)" },
  { ">20<", ">9223372036854775808<", "not-a-number blocks size 12 (size)" },
  { ">20<", ">9223372036854775807<", "" },
  { ">20<", ">-20<", "not-a-number blocks size 12 (size)", NUMBERS },
  { ">20<", ">+20<", "not-a-number blocks size 12 (size)", NUMBERS },
  { ">1<", ">0x1<", "not-a-number blocks volume-size 13 (volume-size)" },
  { "count=\"2\"", "count=\"\"", "not-a-number blocks parts 14 (count)" },
  { "count=\"2\"", "count=\"2147483648\"", "not-a-number blocks parts 14 (count)" },
  { "index=\"1\"", "index=\"one\"", "not-a-number blocks part[1] 22 (index)" },
  { "start=\"10\"", "start=\"1e1\"", "not-a-number blocks byte-range[1] 23 (start)" },
  { "end=\"19\"", "end=\" 19 \"", "", BLANKS },

  /* the version */
  { ">2010-11-15<", ">2010-11-16<", "other-version blocks version 3 (2010-11-16)", STRICTER },
  { ">2010-11-15<", ">https://b.example/?X-Amz-Signature=s<", "other-version blocks version 3",
    STRICTER },
};

static void
test_flaws (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (flaws); i++)
    {
      g_autofree char *text = ferry_test_manifest_change (flaws[i].find, flaws[i].replacement);
      g_autoptr(FerryManifestDocument) document = ferry_test_manifest_read (text);
      g_autofree char *findings =
        ferry_test_manifest_describe (ferry_manifest_document_get_findings (document));

      g_test_message ("%u: %s", i, flaws[i].replacement);
      g_assert_cmpstr (findings, ==, flaws[i].findings);
      g_assert_true (ferry_manifest_document_is_manifest (document));
    }
}

static void
test_schema (void)
{
  if (!ferry_test_has_xmllint ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (flaws); i++)
    {
      g_autofree char *text = ferry_test_manifest_change (flaws[i].find, flaws[i].replacement);
      g_autoptr(FerryManifestDocument) document = ferry_test_manifest_read (text);
      gboolean blocks = ferry_test_manifest_blocks (document);

      g_test_message ("%u: %s", i, flaws[i].replacement);
      g_assert_cmpint (ferry_test_xmllint_accepts (text), ==,
                       flaws[i].differs ? blocks : !blocks);
    }
}

static void
test_strict (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (flaws); i++)
    {
      g_autofree char *text = ferry_test_manifest_change (flaws[i].find, flaws[i].replacement);
      g_autoptr(FerryManifestDocument) document = ferry_test_manifest_read (text);
      g_autoptr(FerryManifest) manifest =
        ferry_manifest_parse (ferry_manifest_document_get_text (document), NULL);

      g_test_message ("%u: %s", i, flaws[i].replacement);
      g_assert_true ((manifest == NULL) == ferry_test_manifest_blocks (document));
    }
}

/* Other roots, or none: there is nothing to be read, and nothing else is told. */
static void
test_no_manifest (void)
{
  static const struct {
    const char *text;
    const char *findings;
  } texts[] = {
    { "", "not-xml blocks document 1" },
    { "\n\n", "not-xml blocks document 1" },
    { "{\"a\": 1}", "not-xml blocks document 1" },
    { "<!-- a -->\n<?b?>\n", "not-xml blocks document 2" },
    { "<html>\n<body/></html>", "not-a-manifest blocks document 1 (html)" },
    { "\n<ListBucketResult xmlns=\"http://s3\"/>",
      "not-a-manifest blocks document 2 (ListBucketResult)" },
    { "<part index=\"0\"/>", "not-a-manifest blocks document 1 (part)" },
    { "<html><body></html>", "not-a-manifest blocks document 1 (html); not-xml blocks document 1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(FerryManifestDocument) document = ferry_test_manifest_read (texts[i].text);
      g_autofree char *findings =
        ferry_test_manifest_describe (ferry_manifest_document_get_findings (document));

      g_assert_cmpstr (findings, ==, texts[i].findings);
      g_assert_false (ferry_manifest_document_is_manifest (document));
      g_assert_cmpuint (ferry_manifest_document_get_n_parts (document), ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/manifest-flaws/told", test_flaws);
  g_test_add_func ("/manifest-flaws/schema", test_schema);
  g_test_add_func ("/manifest-flaws/strict", test_strict);
  g_test_add_func ("/manifest-flaws/no-manifest", test_no_manifest);

  return g_test_run ();
}
