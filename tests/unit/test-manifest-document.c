/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-manifest.h"

#include <string.h>

static char *
describe (FerryManifestDocument *document)
{
  return ferry_test_manifest_describe (ferry_manifest_document_get_findings (document));
}

static void
assert_good (FerryManifestDocument *document)
{
  g_autofree char *findings = describe (document);

  g_assert_cmpstr (findings, ==, "");
}

/* What is true of every document, however broken. */
static void
assert_sound (FerryManifestDocument *document)
{
  GPtrArray *findings = ferry_manifest_document_get_findings (document);
  guint n_lines = ferry_manifest_document_get_n_lines (document);
  gsize size = g_bytes_get_size (ferry_manifest_document_get_text (document));
  gsize behind = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const FerryManifestFinding *finding = g_ptr_array_index (findings, i);

      g_assert_cmpuint (finding->line, >, 0);
      g_assert_cmpuint (finding->line, <=, n_lines);
    }

  for (guint i = 0; i < ferry_manifest_document_get_n_parts (document); i++)
    {
      g_autoptr(FerryManifestPart) part = ferry_manifest_document_dup_part (document, i);
      gsize offset, length;

      ferry_manifest_document_get_span (document, i, &offset, &length);
      g_assert_cmpuint (offset, >=, behind);
      behind = offset + length;
      g_assert_cmpuint (behind, <=, size);
    }
}

static void
test_head (void)
{
  g_autoptr(FerryManifestDocument) document = ferry_test_manifest_read (ferry_test_manifest_text);
  const FerryManifest *head = ferry_manifest_document_get_head (document);
  guint64 count;

  assert_good (document);
  assert_sound (document);
  g_assert_true (ferry_manifest_document_is_manifest (document));
  g_assert_cmpuint (ferry_manifest_document_get_n_lines (document), ==, 31);
  g_assert_cmpstr (head->version, ==, "2010-11-15");
  g_assert_cmpstr (head->file_format, ==, "RAW");
  g_assert_cmpstr (head->importer_name, ==, "n");
  g_assert_cmpstr (head->importer_version, ==, "v");
  g_assert_cmpstr (head->importer_release, ==, "r");
  g_assert_cmpstr (head->self_destruct_url, ==, "https://b.example/m");
  g_assert_cmpuint (head->size, ==, 20);
  g_assert_cmpuint (head->volume_size, ==, 1);
  g_assert_cmpuint (head->parts->len, ==, 0);
  g_assert_true (ferry_manifest_document_get_count (document, &count));
  g_assert_cmpuint (count, ==, 2);
}

static void
test_parts (void)
{
  g_autoptr(FerryManifestDocument) document = ferry_test_manifest_read (ferry_test_manifest_text);

  g_assert_cmpuint (ferry_manifest_document_get_n_parts (document), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(FerryManifestPart) part = ferry_manifest_document_dup_part (document, i);
      g_autofree char *key = g_strdup_printf ("k%u", i);
      g_autofree char *link = g_strdup_printf ("https://b.example/g%u", i);
      guint64 start, end, index;
      gsize offset, length;

      g_assert_true (ferry_manifest_document_get_range (document, i, &start, &end));
      g_assert_cmpuint (start, ==, i * 10);
      g_assert_cmpuint (end, ==, i * 10 + 9);
      g_assert_true (ferry_manifest_document_get_index (document, i, &index));
      g_assert_cmpuint (index, ==, i);
      g_assert_cmpuint (part->start, ==, start);
      g_assert_cmpuint (part->end, ==, end);
      g_assert_cmpstr (part->key, ==, key);
      g_assert_cmpstr (part->get_url, ==, link);
      g_assert_cmpint (part->delete_url != NULL, ==, i == 0);

      ferry_manifest_document_get_span (document, i, &offset, &length);
      g_assert_true (g_str_has_prefix (ferry_test_manifest_text + offset, "<part index="));
      g_assert_true (g_str_has_prefix (ferry_test_manifest_text + offset + length - 7, "</part>\n"));
    }
}

/* What is missing is not there, and not 0. */
static void
test_missing (void)
{
  static const char text[] =
    "<manifest><import><volume-size>x</volume-size><parts><part><byte-range end=\"1\"/></part>"
    "<part index=\"7\"/></parts></import></manifest>";
  g_autoptr(FerryManifestDocument) document = ferry_test_manifest_read (text);
  const FerryManifest *head = ferry_manifest_document_get_head (document);
  g_autoptr(FerryManifestPart) part = ferry_manifest_document_dup_part (document, 0);
  guint64 start, end;

  g_assert_null (head->version);
  g_assert_null (head->file_format);
  g_assert_false (ferry_manifest_document_has (document, FERRY_ELEMENT_SIZE));
  g_assert_false (ferry_manifest_document_has (document, FERRY_ELEMENT_VOLUME_SIZE));
  g_assert_false (ferry_manifest_document_has (document, FERRY_ELEMENT_SELF_DESTRUCT_URL));
  g_assert_true (ferry_manifest_document_has (document, FERRY_ELEMENT_PARTS));
  g_assert_false (ferry_manifest_document_get_count (document, &end));
  g_assert_false (ferry_manifest_document_get_range (document, 0, &start, &end));
  g_assert_cmpuint (end, ==, 1);
  g_assert_false (ferry_manifest_document_get_index (document, 0, &start));
  g_assert_true (ferry_manifest_document_get_index (document, 1, &start));
  g_assert_cmpuint (start, ==, 7);
  g_assert_null (part->key);
  g_assert_null (part->head_url);
}

/* The line of each element, and the element of each line */
static const struct {
  FerryManifestElement element;
  guint                part;
  guint                line;
} places[] = {
  { FERRY_ELEMENT_ROOT, FERRY_MANIFEST_NO_PART, 2 },
  { FERRY_ELEMENT_VERSION, FERRY_MANIFEST_NO_PART, 3 },
  { FERRY_ELEMENT_FILE_FORMAT, FERRY_MANIFEST_NO_PART, 4 },
  { FERRY_ELEMENT_IMPORTER, FERRY_MANIFEST_NO_PART, 5 },
  { FERRY_ELEMENT_IMPORTER_NAME, FERRY_MANIFEST_NO_PART, 6 },
  { FERRY_ELEMENT_IMPORTER_VERSION, FERRY_MANIFEST_NO_PART, 7 },
  { FERRY_ELEMENT_IMPORTER_RELEASE, FERRY_MANIFEST_NO_PART, 8 },
  { FERRY_ELEMENT_SELF_DESTRUCT_URL, FERRY_MANIFEST_NO_PART, 10 },
  { FERRY_ELEMENT_IMPORT, FERRY_MANIFEST_NO_PART, 11 },
  { FERRY_ELEMENT_SIZE, FERRY_MANIFEST_NO_PART, 12 },
  { FERRY_ELEMENT_VOLUME_SIZE, FERRY_MANIFEST_NO_PART, 13 },
  { FERRY_ELEMENT_PARTS, FERRY_MANIFEST_NO_PART, 14 },
  { FERRY_ELEMENT_PART, 0, 15 },
  { FERRY_ELEMENT_BYTE_RANGE, 0, 16 },
  { FERRY_ELEMENT_KEY, 0, 17 },
  { FERRY_ELEMENT_HEAD_URL, 0, 18 },
  { FERRY_ELEMENT_GET_URL, 0, 19 },
  { FERRY_ELEMENT_DELETE_URL, 0, 20 },
  { FERRY_ELEMENT_PART, 1, 22 },
  { FERRY_ELEMENT_BYTE_RANGE, 1, 23 },
  { FERRY_ELEMENT_KEY, 1, 24 },
  { FERRY_ELEMENT_HEAD_URL, 1, 25 },
  { FERRY_ELEMENT_GET_URL, 1, 26 },
};

static void
assert_places (const char *text)
{
  g_autoptr(FerryManifestDocument) document = ferry_test_manifest_read (text);
  guint part;

  assert_good (document);
  g_assert_cmpuint (ferry_manifest_document_get_n_lines (document), ==, 31);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_assert_cmpuint (ferry_manifest_document_get_line (document, places[i].element,
                                                          places[i].part), ==, places[i].line);
      g_assert_cmpint (ferry_manifest_document_find (document, places[i].line, &part), ==,
                       places[i].element);
      g_assert_cmpuint (part, ==, places[i].part);
    }
  g_assert_cmpuint (ferry_manifest_document_get_line (document, FERRY_ELEMENT_DELETE_URL, 1), ==,
                    0);
}

static void
test_lines (void)
{
  assert_places (ferry_test_manifest_text);
}

/* As a text file of Windows, with line feeds alone none of them is counted twice. */
static void
test_lines_crlf (void)
{
  g_autoptr(GString) text = g_string_new (ferry_test_manifest_text);

  g_string_replace (text, "\n", "\r\n", 0);
  assert_places (text->str);
}

/* Lines on which nothing begins: what is open there */
static void
test_lines_between (void)
{
  static const struct {
    guint                line;
    FerryManifestElement element;
    guint                part;
  } between[] = {
    { 1, FERRY_ELEMENT_DOCUMENT, FERRY_MANIFEST_NO_PART },
    { 9, FERRY_ELEMENT_IMPORTER, FERRY_MANIFEST_NO_PART },
    { 21, FERRY_ELEMENT_PART, 0 },
    { 27, FERRY_ELEMENT_HEAD_URL, 1 },
    { 28, FERRY_ELEMENT_HEAD_URL, 1 },
    { 29, FERRY_ELEMENT_GET_URL, 1 },
    { 30, FERRY_ELEMENT_PART, 1 },
    { 31, FERRY_ELEMENT_PARTS, FERRY_MANIFEST_NO_PART },
    { 32, FERRY_ELEMENT_IMPORT, FERRY_MANIFEST_NO_PART },
    { 33, FERRY_ELEMENT_ROOT, FERRY_MANIFEST_NO_PART },
    { 34, FERRY_ELEMENT_DOCUMENT, FERRY_MANIFEST_NO_PART },
    { 99, FERRY_ELEMENT_DOCUMENT, FERRY_MANIFEST_NO_PART },
  };
  g_autofree char *text = ferry_test_manifest_change ("https://b.example/h1</head-url>",
                                                      "\n\nhttps://b.example/h1\n</head-url>");
  g_autoptr(FerryManifestDocument) document = ferry_test_manifest_read (text);

  for (guint i = 0; i < G_N_ELEMENTS (between); i++)
    {
      guint part = 0;

      g_test_message ("line %u", between[i].line);
      g_assert_cmpint (ferry_manifest_document_find (document, between[i].line, &part), ==,
                       between[i].element);
      g_assert_cmpuint (part, ==, between[i].part);
    }
}

/* A part that begins on the line on which the one before it ends */
static void
test_lines_shared (void)
{
  static const char text[] =
    "<manifest><import><parts><part>\n"
    "<key>a</key>\n"
    "</part><part><key>b</key>\n"
    "</part><!-- -->\n"
    "</parts><part/></import></manifest>\n";
  static const FerryManifestElement elements[] = {
    FERRY_ELEMENT_ROOT, FERRY_ELEMENT_KEY, FERRY_ELEMENT_PART, FERRY_ELEMENT_PART,
    FERRY_ELEMENT_PARTS, FERRY_ELEMENT_DOCUMENT,
  };
  g_autoptr(FerryManifestDocument) document = ferry_test_manifest_read (text);
  guint part;

  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    g_assert_cmpint (ferry_manifest_document_find (document, i + 1, &part), ==, elements[i]);
  ferry_manifest_document_find (document, 3, &part);
  g_assert_cmpuint (part, ==, 1);
}

static void
test_one_line (void)
{
  g_autoptr(GString) text = g_string_new (ferry_test_manifest_text);
  g_autoptr(FerryManifestDocument) document = NULL;
  g_autoptr(FerryManifestPart) part = NULL;
  gsize offset, length;
  guint found;

  g_string_replace (text, "\n", "", 0);
  document = ferry_test_manifest_read (text->str);
  assert_good (document);
  assert_sound (document);
  g_assert_cmpuint (ferry_manifest_document_get_n_lines (document), ==, 1);
  g_assert_cmpuint (ferry_manifest_document_get_line (document, FERRY_ELEMENT_GET_URL, 1), ==, 1);
  g_assert_cmpint (ferry_manifest_document_find (document, 1, &found), ==, FERRY_ELEMENT_ROOT);

  ferry_manifest_document_get_span (document, 1, &offset, &length);
  g_assert_true (g_str_has_prefix (text->str + offset, "<part index=\"1\">"));
  g_assert_true (g_str_has_prefix (text->str + offset + length, "    </parts>"));
  part = ferry_manifest_document_dup_part (document, 1);
  g_assert_cmpstr (part->get_url, ==, "https://b.example/g1");
}

/* ">" and "<" where they mean nothing: in attributes, in comments, in CDATA, in text */
static void
test_angles (void)
{
  static const char text[] =
    "<manifest a='>'><!-- <part> > -->\n<import><parts><part b='1>' c=\">>\"><key>a>b\n>"
    "<![CDATA[<part>]]><!-- > --><?x <part>?>c</key><x d=\"/>\">></x></part><part>\n"
    "<key><![CDATA[]]></key></part></parts></import></manifest>";
  g_autoptr(FerryManifestDocument) document = ferry_test_manifest_read (text);
  g_autoptr(FerryManifestPart) part = ferry_manifest_document_dup_part (document, 0);
  gsize offset, length;

  assert_sound (document);
  g_assert_cmpuint (ferry_manifest_document_get_n_parts (document), ==, 2);
  g_assert_cmpstr (part->key, ==, "a>b\n><part>c");
  ferry_manifest_document_get_span (document, 0, &offset, &length);
  g_assert_true (g_str_has_prefix (text + offset, "<part b="));
  g_assert_true (g_str_has_prefix (text + offset + length, "<part>\n<key>"));
  g_assert_cmpuint (ferry_manifest_document_get_line (document, FERRY_ELEMENT_PART, 1), ==, 3);
  g_assert_cmpuint (ferry_manifest_document_get_line (document, FERRY_ELEMENT_KEY, 1), ==, 4);
}

static guint
count_lines (const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  return MAX (1, g_strv_length (lines));
}

/* Cut at any byte: what is in front of the cut stays. */
static void
test_cut (void)
{
  gsize length = strlen (ferry_test_manifest_text) - 1;

  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *text = g_strndup (ferry_test_manifest_text, i);
      g_autoptr(FerryManifestDocument) document = ferry_test_manifest_read (text);
      g_autofree char *findings = describe (document);
      g_autofree char *expected = g_strdup_printf ("not-xml blocks document %u",
                                                   count_lines (g_strchomp (text)));

      g_assert_cmpstr (findings, ==, expected);
      assert_sound (document);
      g_assert_cmpint (ferry_manifest_document_get_n_parts (document), ==,
                       (strstr (text, "<part index=\"0\">") != NULL) +
                       (strstr (text, "<part index=\"1\">") != NULL));
      g_assert_cmpint (ferry_manifest_document_get_head (document)->importer_name != NULL, ==,
                       strstr (text, "</name>") != NULL);
    }
}

/* An element that ends at its "/" is none yet. */
static void
test_cut_slash (void)
{
  static const char text[] = "<manifest><import><parts><part index=\"0\"/></parts><part/ x";
  g_autoptr(FerryManifestDocument) document = ferry_test_manifest_read (text);
  g_autofree char *cut = g_strndup (text, strlen ("<manifest><import><parts><part index=\"0\"/"));
  g_autoptr(FerryManifestDocument) nothing = ferry_test_manifest_read (cut);

  assert_sound (document);
  g_assert_cmpuint (ferry_manifest_document_get_n_parts (document), ==, 1);
  g_assert_cmpuint (ferry_manifest_document_get_n_parts (nothing), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/manifest-document/head", test_head);
  g_test_add_func ("/manifest-document/parts", test_parts);
  g_test_add_func ("/manifest-document/missing", test_missing);
  g_test_add_func ("/manifest-document/lines", test_lines);
  g_test_add_func ("/manifest-document/lines/crlf", test_lines_crlf);
  g_test_add_func ("/manifest-document/lines/between", test_lines_between);
  g_test_add_func ("/manifest-document/lines/shared", test_lines_shared);
  g_test_add_func ("/manifest-document/one-line", test_one_line);
  g_test_add_func ("/manifest-document/angles", test_angles);
  g_test_add_func ("/manifest-document/cut", test_cut);
  g_test_add_func ("/manifest-document/cut/slash", test_cut_slash);

  return g_test_run ();
}
