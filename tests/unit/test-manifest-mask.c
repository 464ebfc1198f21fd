/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-manifest.h"

#include "base/ferry-redact.h"
#include "manifest/reading/ferry-manifest-mask.h"

#include <string.h>

#define SECRET "0a1b2c3d4e5f"
#define LINK   "https://b.s3.amazonaws.com/k?X-Amz-Date=1&amp;X-Amz-Signature="

static guint
count_lines (const char *text)
{
  guint n = 1;

  for (; *text; text++)
    n += *text == '\n';

  return n;
}

/* What is masked has as many lines, for whoever shows it too. */
static char *
mask (const char *text)
{
  char *masked = ferry_manifest_mask (text, -1);

  g_assert_true (g_utf8_validate (masked, -1, NULL));
  g_assert_cmpuint (count_lines (masked), ==, count_lines (text));
  g_assert_null (strstr (masked, "\xe2\x80\xa9"));

  return masked;
}

static const char *const secrets[] = {
  "<get-url>" LINK SECRET "</get-url>",
  "<get-url>" LINK SECRET,
  "<get-url>https://b/k?X-Amz-Signature&#61;" SECRET "</get-url>",
  "<get-url>https://b/k?X-Amz-Signature&#x3D;" SECRET "</get-url>",
  "<get-url>https://b/k?X-Amz-Signatur&#x65;=" SECRET "</get-url>",
  "<get-url>https://b/k&#63;X-Amz-Signature=" SECRET "</get-url>",
  "<get-url>https://b/k?a=b&amp;amp;X-Amz-Signature=" SECRET "</get-url>",
  "<get-url>https://b/k?a=b&amp;amp;amp;amp;amp;X-Amz-Signature=" SECRET "</get-url>",
  "<get-url>https://b/k?%58-Amz-Signature=" SECRET "</get-url>",
  "<get-url>https://b/k?X-Amz-Signature%3D" SECRET "</get-url>",
  "<get-url><![CDATA[https://b/k?X-Amz-Signature=" SECRET "]]></get-url>",
  "<get-url><![CDATA[https://b/k?X-Amz-Signature=]]>" SECRET "</get-url>",
  "<get-url>https://b/k?X-Amz-Sig<!-- a -->nature=<![CDATA[" SECRET "]]></get-url>",
  "<get-url>https://b/k?X-Amz-Sig<?a b> c?>nature=" SECRET "</get-url>",
  "<get-url>https://b/k?X-Amz-Sig<b/>nature=" SECRET "</get-url>",
  "<get-url a='>'>https://b/k?X-Amz-Sig<b>c</b>nature=" SECRET "</get-url>",
  "<m:get-url>https://b/k?X-Amz-Sig<!DOCTYPE a>nature=" SECRET "</m:get-url>",
  "<get-url>https://b/k?X-Amz-Signature=<!-- " LINK SECRET " -->" SECRET "</get-url>",
  "<get-url>https://b/k?X-Amz-Signature=\n  " SECRET "\n</get-url>",
  "<get-url>https://b/k?X-Amz-Signature&#61;\r\n" SECRET "\r\n</get-url>",
  "<get-url>b.s3.amazonaws.com/k?token=" SECRET "</get-url>",
  "<get-url>https://user:" SECRET "@b/k</get-url>",
  "<get-url>https://b/k?Expires=1&amp;AWSAccessKeyId=" SECRET "&amp;Signature=" SECRET "</get-url>",
  "<get-url>https://b/k?X-Amz-Credential=" SECRET "%2F20260101</get-url>",
  "<get-url>https://b/k?X-Amz-Security-Token=" SECRET "%2F%2B</get-url>",
  "<get-url><![CDATA[https://b/k?X-Amz-Signature=a<b" SECRET "]]></get-url>",
  "<get-url>" LINK "\xcc\xa0" SECRET "</get-url>",
  "<unknown>X-Amz-Credential=a\xc2\xa0" SECRET "</unknown>",
  "<unknown>" LINK SECRET "</unknown>",
  "<unknown a=\"" LINK SECRET "\"/>",
  "<unknown a='" LINK SECRET "'/>",
  "<unknown a='https://b/k?X-Amz-Signature=\n" SECRET "'/>",
  "<!-- " LINK SECRET " -->",
  "<!-- <get-url>" LINK SECRET "</get-url> -->",
  "<!-- " LINK SECRET,
  "<?note " LINK SECRET "?>",
  "<!DOCTYPE m [<!ENTITY s \"" LINK SECRET "\">]>",
  LINK SECRET,
  "{\"url\": \"https://b/k?X-Amz-Signature=" SECRET "\"}",
  "<key>https://b/k?X-Amz-Signature=" SECRET "</key>",
  "<get-url>https://b/k\xff?X-Amz-Signature=" SECRET "</get-url>",
  "<get-url>https://b/a b?X-Amz-Signature=" SECRET "</get-url>",
  "<get-url>https://b/k?X-Amz-Signature=" SECRET ">" SECRET "</get-url>",
  "<get-url>https://b/k#X-Amz-Signature=" SECRET "</get-url>",
  "<get-url>https://b/k?X-Amz-Signature=<x-url/>" SECRET "</get-url>",
  "<get-url>https://b/k?X-Amz-Signature=<x-url>a</x-url>" SECRET "</get-url>",
  "<get-url>https://b/k?X-Amz-Signature=<b><x-url>a</x-url></b>" SECRET "</get-url>",
  "<get-url>https://b/k?X-Amz-Signature=</b>" SECRET "</get-url>",
  "<get-url>https://b/k?Expires=1=" SECRET "</get-url>",
  "<get-url>https://b/k?versionId=1?sig=" SECRET "</get-url>",
  "<get-url>https://b/k?response-content-type=a;sig=" SECRET "</get-url>",
  "<get-url>https://objectstorage.x.oraclecloud.com/p/" SECRET "/n/a/b/c/o/d</get-url>",
  "<unknown a=\"https://b/k?sig='" SECRET "'\"/>",
  "<unknown a='https://b/k?sig=\"" SECRET "\"'/>",
  "<unknown a=\"https://b/it's?sig=" SECRET "\"/>",
  "<unknown a=\" https://b/k?sig=it's" SECRET "\"/>",
  "<unknown a=\"https://b/k?a>b&amp;sig=" SECRET "\"/>",
  "<get-url><unknown a=\"https://b/k?a>b&amp;sig=" SECRET "\"/></get-url>",
  "<unknown a=\"https://b/k>?sig=" SECRET "\"/>",
  "<get-url X-Amz-Signature=\"" SECRET "\"/>",
  "<get-url AWSAccessKeyId=\"a\" Signature='" SECRET "'/>",
  "<!-- https://b/k?X-Amz-Signature=\"" SECRET "\" -->",
  "<!-- it's https://b/k?X-Amz-Signature='" SECRET "' -->",
  "<!-- https://b/it's?sig=" SECRET " -->",
  "<X-Amz-Signature>" SECRET "</X-Amz-Signature>",
  "<aws:SessionToken>" SECRET "</aws:SessionToken>",
};

/* Wherever a secret stands, and however it is spelt, nothing of it is seen. */
static void
test_hidden (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_autofree char *masked = mask (secrets[i]);

      g_test_message ("%s", masked);
      g_assert_null (strstr (masked, SECRET));
      g_assert_nonnull (strstr (masked, FERRY_REDACTED));
    }
}

/* What is no secret stays as it stands there, escapes and all. */
static void
test_shown (void)
{
  static const char *const texts[] = {
    "",
    "\n",
    "<key>a &amp; b?c=d%20#&#61;&quot;</key>",
    "<key>\xc3\xa9\xf0\x9f\x9a\xa2</key>",
    "<get-url>https://b.s3.amazonaws.com/a/../b%20c</get-url>",
    "<get-url>https://b/k?X-Amz-Date=1&#38;X-Amz-Expires=2</get-url>",
    "<!-- a = b, see https://b.example/page -->",
    "<part index=\"0\"><byte-range end='1' start=\"2\"/>",
    "<<>>&&;;]]>\"'",
    "<part><get-url>https://b/k<head-url>https://b/k</head-url></part><key>k</key>",
    "<a b=\"c'd\" e='f\"g' h=\"\">it's</a>",
    "<!-- it's -->",
  };
  g_autofree char *whole = mask (ferry_test_manifest_text);
  g_autofree char *crlf = ferry_manifest_mask ("<a>\r\n</a>\rb\xe2\x80\xa9", -1);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *masked = mask (texts[i]);

      g_assert_cmpstr (masked, ==, texts[i]);
    }
  g_assert_cmpstr (whole, ==, ferry_test_manifest_text);
  g_assert_cmpstr (crlf, ==, "<a>\r\n</a> b ");
}

/* The escapes of a link are part of what is to be seen. */
static void
test_escapes (void)
{
  static const char *const texts[][2] = {
    { "<get-url>" LINK SECRET "</get-url>", "<get-url>" LINK FERRY_REDACTED "</get-url>" },
    { "<get-url> https://b/k?X-Amz-Date=1&amp;amp;X-Amz-Signature=" SECRET " </get-url>",
      "<get-url> https://b/k?X-Amz-Date=1&amp;amp;X-Amz-Signature=" FERRY_REDACTED " </get-url>" },
    { "<get-url><![CDATA[https://b/k?X-Amz-Date=1&X-Amz-Signature=" SECRET "]]></get-url>",
      "<get-url><![CDATA[https://b/k?X-Amz-Date=1&X-Amz-Signature=" FERRY_REDACTED "]]></get-url>" },
    { "<a b=\"" LINK SECRET "\" c=\"d\">e</a>", "<a b=\"" LINK FERRY_REDACTED "\" c=\"d\">e</a>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *masked = mask (texts[i][0]);

      g_assert_cmpstr (masked, ==, texts[i][1]);
    }
}

/* Of UTF-16 each second byte is NUL: nothing of it is shown. */
static void
test_utf16 (void)
{
  gsize length;
  g_autofree char *text = g_convert ("<get-url>" LINK SECRET "</get-url>\n", -1, "UTF-16LE", "UTF-8",
                                     NULL, &length, NULL);
  g_autofree char *masked = ferry_manifest_mask (text, (gssize) length);

  g_assert_true (g_utf8_validate (masked, -1, NULL));
  g_assert_null (strchr (masked, '0'));
  g_assert_cmpuint (count_lines (masked), ==, 2);
}

/* No value of what the dialects have to hide is in what is shown of them. */
static void
test_dialects (void)
{
  static const char *const names[] = { "Signature=", "AWSAccessKeyId=", "Credential=", "Token=" };
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "manifest", "dialects", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  for (const char *name; (name = g_dir_read_name (dir)); n++)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autofree char *masked = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      masked = mask (text);
      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        for (const char *found = strstr (text, names[i]); found; found = strstr (found, names[i]))
          {
            g_autofree char *value = NULL;

            found += strlen (names[i]);
            value = g_strndup (found, strcspn (found, "&<"));
            g_assert_null (strstr (masked, value));
          }
    }

  g_assert_cmpuint (n, >=, 12);
}

/* Of a part that has no end of its link, what follows is shown. */
static void
test_missing_end (void)
{
  g_autofree char *masked = mask ("<part><get-url>" LINK SECRET "</part><part><key>k</key>");

  g_assert_cmpstr (masked, ==, "<part><get-url>" LINK FERRY_REDACTED "</part><part><key>k</key>");
}

static void
test_value (void)
{
  static const char *const shown[] = { "", "a/b c?d=e&f", "https://b/k", "a&amp;b<c>" };
  static const char *const hidden[] = {
    LINK SECRET, "https://b/k?sig=" SECRET, "k%3FX-Amz-Signature%3D" SECRET,
    "k?X-Amz-Signature=" SECRET, "\xff?X-Amz-Signature=" SECRET,
  };

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_autofree char *masked = ferry_manifest_mask_value (shown[i]);

      g_assert_cmpstr (masked, ==, shown[i]);
    }

  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    {
      g_autofree char *masked = ferry_manifest_mask_value (hidden[i]);

      g_assert_true (g_utf8_validate (masked, -1, NULL));
      g_assert_null (strstr (masked, SECRET));
    }
}

/* On one line, without a blank: it takes no longer than another. */
static void
test_one_line (void)
{
  static const char *const pieces[] = {
    "<a>x", "<get-url>x", "<![CDATA[x]]>", "<!--", "&amp;", "x&", "https://", "<a b=\"c\"/>", "?a=",
    "\"\"", "\"'", "<x-url>", "</x-url>", "&",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autofree char *masked = NULL;

      while (text->len < 1000000)
        g_string_append (text, pieces[i]);
      masked = mask (text->str);
      g_assert_cmpuint (strlen (masked), >, 0);

      g_clear_pointer (&masked, g_free);
      g_string_prepend (text, "<get-url a=");
      masked = mask (text->str);
      g_assert_cmpuint (strlen (masked), >, 0);
    }
}

/* A secret in any broken text: the whole is cut at each byte, and what is left is masked. */
static void
test_cut (void)
{
  static const char text[] =
    "<manifest><!-- a --><import><parts><part index=\"0\"><key>k</key><get-url><![CDATA[" LINK SECRET
    "]]></get-url><head-url a='b'>" LINK SECRET "</head-url></part></parts></import></manifest>";
  const char *first = strstr (text, SECRET);

  for (gsize from = 0; from < (gsize) (first - text); from++)
    {
      g_autofree char *masked = mask (text + from);
      const char *left = strstr (text + from, "X-Amz-Signature=");

      /* where its own name is cut away, it is none any more */
      if (left && left < first)
        g_assert_null (strstr (masked, SECRET));
    }

  for (gsize to = (gsize) (first - text) + strlen (SECRET); to < strlen (text); to++)
    {
      g_autofree char *cut = g_strndup (text, to);
      g_autofree char *masked = mask (cut);

      g_assert_null (strstr (masked, SECRET));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/manifest-mask/hidden", test_hidden);
  g_test_add_func ("/manifest-mask/shown", test_shown);
  g_test_add_func ("/manifest-mask/escapes", test_escapes);
  g_test_add_func ("/manifest-mask/missing-end", test_missing_end);
  g_test_add_func ("/manifest-mask/value", test_value);
  g_test_add_func ("/manifest-mask/utf16", test_utf16);
  g_test_add_func ("/manifest-mask/dialects", test_dialects);
  g_test_add_func ("/manifest-mask/cut", test_cut);
  g_test_add_func ("/manifest-mask/one-line", test_one_line);

  return g_test_run ();
}
