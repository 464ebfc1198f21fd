/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-manifest.h"

#include <string.h>

static void
assert_findings (const char *text,
                 gsize       length,
                 const char *expected)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, length);
  g_autoptr(FerryManifestDocument) document = ferry_manifest_document_new (bytes);
  g_autofree char *findings =
    ferry_test_manifest_describe (ferry_manifest_document_get_findings (document));

  g_assert_cmpstr (findings, ==, expected);
}

static void
test_utf16 (void)
{
  static const char *const encodings[] = { "UTF-16", "UTF-16LE", "UTF-16BE" };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gsize length;
      g_autofree char *text =
        g_convert (ferry_test_manifest_text + strlen ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"),
                   -1, encodings[i], "UTF-8", NULL, &length, NULL);

      assert_findings (text, length, "not-utf8 blocks document 1 (UTF-16)");
    }
}

/* What is in front of a byte that is no UTF-8 is read. */
static void
test_latin1 (void)
{
  g_autofree char *text = ferry_test_manifest_change ("<key>k1", "<key>\xe9");
  g_autoptr(FerryManifestDocument) document = ferry_test_manifest_read (text);
  g_autofree char *declared = ferry_test_manifest_change ("encoding=\"UTF-8\"", "encoding='latin1'");
  g_autoptr(GString) umlaut = g_string_new (declared);

  g_assert_cmpuint (ferry_manifest_document_get_n_parts (document), ==, 2);
  g_assert_cmpuint (ferry_manifest_document_get_line (document, FERRY_ELEMENT_BYTE_RANGE, 1), ==,
                    23);
  g_assert_cmpuint (ferry_manifest_document_get_n_lines (document), ==, 31);

  /* what is said to be Latin-1, and is read as UTF-8, is a different key to somebody else */
  assert_findings (declared, strlen (declared), "not-utf8 warning document 1 (latin1)");
  g_string_replace (umlaut, "k1", "\xc3\xa9", 1);
  assert_findings (umlaut->str, umlaut->len, "not-utf8 blocks document 1 (latin1)");
}

static void
test_nul (void)
{
  assert_findings ("<manifest>\n\0</manifest>", 23, "not-utf8 blocks document 2");
  assert_findings ("\0", 1, "not-utf8 blocks document 1");
  assert_findings ("\xef\xbb\xbf", 3, "byte-order-mark note document 1; not-xml blocks document 1");
}

static void
test_deep (void)
{
  g_autoptr(GString) text = g_string_new ("<manifest>\n");

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "<a>\n");

  assert_findings (text->str, text->len,
                   "unknown-element blocks manifest 2 (a); too-large blocks document 65");
}

static void
test_many_attributes (void)
{
  g_autoptr(GString) text = g_string_new ("<manifest>\n<version ");

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (text, "a%u='>'\n", i);
  g_string_append (text, "/></manifest>");

  assert_findings (text->str, text->len, "too-large blocks document 2");
}

static void
test_long_value (void)
{
  g_autofree char *value = g_strnfill (100000, 'k');
  g_autofree char *element = g_strdup_printf ("<key>%s</key>", value);
  g_autofree char *text = ferry_test_manifest_change ("<key>k1</key>", element);

  assert_findings (text, strlen (text), "too-large blocks key[1] 24");
}

/* a hundred of a flaw, and a number */
static void
test_many_findings (void)
{
  g_autoptr(GString) text = g_string_new ("<manifest><import><parts>\n");
  g_autoptr(FerryManifestDocument) document = NULL;
  FerryManifestFinding *last;
  GPtrArray *findings;

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "<part/>\n");
  g_string_append (text, "</parts></import></manifest>");
  document = ferry_test_manifest_read (text->str);
  findings = ferry_manifest_document_get_findings (document);
  last = g_ptr_array_index (findings, findings->len - 1);

  g_assert_cmpuint (findings->len, ==, FERRY_MANIFEST_MOST_OF_A_FLAW);
  g_assert_cmpint (last->flaw, ==, FERRY_FLAW_MISSING);
  /* four in each part, and six outside of them; those on the first line come first */
  for (guint i = 0, more = 0; i < findings->len; i++)
    {
      const FerryManifestFinding *finding = g_ptr_array_index (findings, i);

      more += finding->n_more;
      if (i == findings->len - 1)
        g_assert_cmpuint (findings->len + more, ==, 4 * 1000 + 6);
    }
}

static void
test_many_parts (void)
{
  const guint n = FERRY_MANIFEST_MOST_PARTS + 10;
  g_autoptr(GString) text = g_string_new ("<manifest><import><parts>\n");
  g_autoptr(FerryManifestDocument) document = NULL;
  GPtrArray *findings;
  guint n_large = 0;

  for (guint i = 0; i < n; i++)
    g_string_append (text, "<part/>");
  g_string_append (text, "</parts></import></manifest>");
  document = ferry_test_manifest_read (text->str);
  findings = ferry_manifest_document_get_findings (document);

  g_assert_cmpuint (ferry_manifest_document_get_n_parts (document), ==, FERRY_MANIFEST_MOST_PARTS);
  for (guint i = 0; i < findings->len; i++)
    n_large += ((FerryManifestFinding *) g_ptr_array_index (findings, i))->flaw ==
               FERRY_FLAW_TOO_LARGE;
  g_assert_cmpuint (n_large, ==, 1);
}

/* A hostile text takes the reader no longer than a good one: none of these is quadratic. */
static void
test_hostile (void)
{
  static const char *const pieces[] = {
    ">", "<", "<a>", "</a>", "<a/>", "<!--", "-->", "<![CDATA[", "]]>", "&", "&amp;", "&#", "\n", "<?",
    "?>", "<!DOCTYPE", "<a b='", "'", "\xef\xbb\xbf", "<part>", "<part/>\n", "x ",
  };
  static const char *const openings[] = {
    "", "<manifest>", "<manifest><import><parts>", "<manifest><version>", "<manifest a='", "<!--",
    "<manifest><version><![CDATA[", "<?",
  };

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    for (guint j = 0; j < G_N_ELEMENTS (pieces); j++)
      {
        g_autoptr(GString) text = g_string_new (openings[i]);
        g_autoptr(FerryManifestDocument) document = NULL;

        while (text->len < 200000)
          g_string_append (text, pieces[j]);
        document = ferry_test_manifest_read (text->str);
        g_assert_cmpuint (ferry_manifest_document_get_findings (document)->len, >, 0);
      }
}

/* What a finding tells is never a link. */
static void
test_evidence (void)
{
  static const char text[] =
    "<manifest><X-Amz-Signature.abc/><Xamz/>"
    "<averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryverylongname/>"
    "<a a.X-Amz-Signature='1'/><version X-Amz-Credential='1'>a?b</version></manifest>";
  g_autoptr(FerryManifestDocument) document = ferry_test_manifest_read (text);
  g_autofree char *findings =
    ferry_test_manifest_describe (ferry_manifest_document_get_findings (document));

  g_assert_null (strstr (findings, "Amz"));
  g_assert_nonnull (strstr (findings, "(averyvery"));
  g_assert_nonnull (strstr (findings, "…)"));
}

static void
test_sniff (void)
{
  static const struct {
    const char *text;
    gboolean    is_manifest;
  } texts[] = {
    { "<manifest>", TRUE },
    { "<manifest", TRUE },
    { "<manifest/>", TRUE },
    { "<manifest xmlns=\"a\">", TRUE },
    { "<m:manifest xmlns:m=\"a\">", TRUE },
    { "\xef\xbb\xbf<?xml version=\"1.0\"?>\r\n<manifest\n>", TRUE },
    { "<?xml version=\"1.0\"?><!-- <html> --><?x y?>\n<!-- b -->\n<manifest>", TRUE },
    { "<!DOCTYPE manifest [<!ENTITY a \"b\">]>\n<manifest>", TRUE },
    { " \n<manifest>", TRUE },
    { "", FALSE },
    { "<", FALSE },
    { "<manifests>", FALSE },
    { "<mani", FALSE },
    { "manifest", FALSE },
    { "<html><manifest>", FALSE },
    { "<!-- <manifest>", FALSE },
    { "<?xml version=\"1.0\"?>", FALSE },
    { "{\"manifest\": 1}", FALSE },
    { "\x7f" "ELF", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i].text);
      g_assert_cmpint (ferry_manifest_document_sniff (texts[i].text, strlen (texts[i].text)), ==,
                       texts[i].is_manifest);
    }
  g_assert_false (ferry_manifest_document_sniff ("<mani\0fest>", 11));
  g_assert_true (ferry_manifest_document_sniff ("<manifest>\0", 11));
}

typedef struct {
  GMainLoop             *loop;
  FerryManifestDocument *document;
  GError                *error;
} Wait;

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Wait *wait = user_data;

  wait->document = ferry_manifest_document_read_finish (result, &wait->error);
  g_main_loop_quit (wait->loop);
}

static void
test_async (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (ferry_test_manifest_text,
                                                strlen (ferry_test_manifest_text));
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Wait wait = { .loop = g_main_loop_new (NULL, FALSE) };

  ferry_manifest_document_read_async (bytes, cancellable, read_cb, &wait);
  g_main_loop_run (wait.loop);
  g_assert_no_error (wait.error);
  g_assert_cmpuint (ferry_manifest_document_get_n_parts (wait.document), ==, 2);
  g_assert_finalize_object (g_steal_pointer (&wait.document));

  g_cancellable_cancel (cancellable);
  ferry_manifest_document_read_async (bytes, cancellable, read_cb, &wait);
  g_main_loop_run (wait.loop);
  g_assert_null (wait.document);
  g_assert_error (wait.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&wait.error);
  g_main_loop_unref (wait.loop);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/manifest-limits/utf16", test_utf16);
  g_test_add_func ("/manifest-limits/latin1", test_latin1);
  g_test_add_func ("/manifest-limits/nul", test_nul);
  g_test_add_func ("/manifest-limits/deep", test_deep);
  g_test_add_func ("/manifest-limits/many-attributes", test_many_attributes);
  g_test_add_func ("/manifest-limits/long-value", test_long_value);
  g_test_add_func ("/manifest-limits/many-findings", test_many_findings);
  g_test_add_func ("/manifest-limits/many-parts", test_many_parts);
  g_test_add_func ("/manifest-limits/hostile", test_hostile);
  g_test_add_func ("/manifest-limits/evidence", test_evidence);
  g_test_add_func ("/manifest-limits/sniff", test_sniff);
  g_test_add_func ("/manifest-limits/async", test_async);

  return g_test_run ();
}
