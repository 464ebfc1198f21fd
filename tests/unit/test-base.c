/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry.h"

#include <string.h>

static GBytes *
bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
test_xml_read (void)
{
  g_autoptr(GBytes) text = bytes ("<?xml version=\"1.0\"?>\n<a:R xmlns:a=\"x\" n=\"1\">"
                                  "<S><i>one</i><other/><i>t&amp;w&#111;</i></S>"
                                  "<e></e><n>42</n><c><![CDATA[<x>]]></c></a:R>");
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryXml) root = ferry_xml_parse (text, &error);
  FerryXml *item;
  guint64 number;

  g_assert_no_error (error);
  g_assert_cmpstr (ferry_xml_get_name (root), ==, "R");
  g_assert_cmpstr (ferry_xml_get_attribute (root, "n"), ==, "1");
  item = ferry_xml_first (ferry_xml_find (root, "S"), "i");
  g_assert_cmpstr (ferry_xml_get_text (item), ==, "one");
  item = ferry_xml_next (item);
  g_assert_cmpstr (ferry_xml_get_text (item), ==, "t&wo");
  g_assert_null (ferry_xml_next (item));
  g_assert_nonnull (ferry_xml_find (root, "e"));
  g_assert_null (ferry_xml_find_text (root, "e"));
  g_assert_null (ferry_xml_find (root, "S/missing/deeper"));
  g_assert_cmpstr (ferry_xml_find_text (root, "c"), ==, "<x>");
  g_assert_true (ferry_xml_find_size (root, "n", &number));
  g_assert_cmpuint (number, ==, 42);
  g_assert_false (ferry_xml_find_size (root, "c", &number));
}

static void
test_xml_refused (void)
{
  g_autoptr(GString) deep = g_string_new (NULL);
  const char *bad[] = { "", "   ", "not xml", "<a>", "<a></b>",
                        "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "<a/><b/>x", "<a/><b/>",
                        "<?xml version=\"1.0\"?>", "<!-- only a remark -->", "<!DOCTYPE html>",
                        "<a>\xff</a>", NULL };

  for (guint i = 0; i < 100; i++)
    g_string_append (deep, "<d>");
  bad[G_N_ELEMENTS (bad) - 1] = deep->str;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GBytes) text = bytes (bad[i]);
      g_autoptr(GError) error = NULL;
      g_autoptr(FerryXml) root = ferry_xml_parse (text, &error);

      g_assert_null (root);
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY);
    }
}

/* A proxy's page may quote our link; the error must not. */
static void
test_xml_keeps_quiet (void)
{
  g_autoptr(GBytes) text = bytes ("<a>https://b/k?x=1&X-Amz-Signature=0123456789abcdef</a>");
  g_autoptr(GError) error = NULL;

  g_assert_null (ferry_xml_parse (text, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY);
  g_assert_null (strstr (error->message, "0123456789abcdef"));
}

static void
test_xml_write (void)
{
  FerryXmlWriter *writer = ferry_xml_writer_new ();
  g_autofree char *text = NULL;

  ferry_xml_writer_open (writer, "a");
  ferry_xml_writer_open (writer, "b");
  ferry_xml_writer_attribute (writer, "n", "<\"&\n");
  ferry_xml_writer_close (writer);
  ferry_xml_writer_element (writer, "c", "x&y<z>");
  text = ferry_xml_writer_finish (writer);

  g_assert_cmpstr (text, ==,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                   "<a>\n  <b n=\"&lt;&quot;&amp;&#10;\"/>\n  <c>x&amp;y&lt;z&gt;</c>\n</a>\n");
  g_assert_true (ferry_xml_is_text ("täglich\n"));
  g_assert_false (ferry_xml_is_text ("bell\a"));
  g_assert_false (ferry_xml_is_text ("\xc3("));
}

static void
test_redact (void)
{
  const char *secrets[] = {
    "https://b/k?X-Amz-Credential=AKIA%2F2013&X-Amz-Signature=abcdef0123&x=1",
    "https://b/k?X-Amz-Security-Token=AKIAabcdef%2B&amp;X-Amz-Signature=abcdef</get-url>",
    "ImportManifestUrl=https%3A%2F%2Fb%2Fk%3FX-Amz-Credential%3DAKIA%252F"
      "%26X-Amz-Signature%3Dabcdef&Volume=1",
    "?AWSAccessKeyId=AKIAxyz&Expires=1&Signature=abcdef%3D",
    "Authorization: AWS4-HMAC-SHA256 SignedHeaders=host, Signature=abcdef",
    "https://b/k?X-Goog-Credential=AKIAx&X-Goog-Signature=abcdef&X-Amz-S3session-Token=abcdef",
  };

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_autofree char *masked = ferry_redact (secrets[i]);

      g_assert_null (strstr (masked, "abcdef"));
      g_assert_null (strstr (masked, "AKIA"));
      g_assert_nonnull (strstr (masked, FERRY_REDACTED));
    }

  {
    g_autofree char *masked = ferry_redact (secrets[2]);
    g_autofree char *plain = ferry_redact ("X-Amz-SignedHeaders=host&SignatureVersion=2 "
                                           "<a b=\"c\">");

    g_assert_true (g_str_has_suffix (masked, "&Volume=1"));
    g_assert_nonnull (strstr (masked, "%26X-Amz-Signature%3D"));
    g_assert_cmpstr (plain, ==, "X-Amz-SignedHeaders=host&SignatureVersion=2 <a b=\"c\">");
  }
}

/* No byte of a letter ends a secret, though some alone would be blanks. */
static void
test_redact_letters (void)
{
  for (guint byte = 0x80; byte <= 0xbf; byte++)
    {
      g_autofree char *link = g_strdup_printf ("Signature=\xc7%chunter2&a=1", (char) byte);
      g_autofree char *masked = ferry_redact (link);

      g_assert_cmpstr (masked, ==, "Signature=" FERRY_REDACTED "&a=1");
    }
}

static void
test_redact_long (void)
{
  g_autofree char *token = g_strnfill (1024 * 1024, 'A');
  g_autofree char *link = g_strconcat ("https://b/k?X-Amz-Security-Token=", token, "&x=1", NULL);
  g_autofree char *masked = ferry_redact (link);

  g_assert_cmpstr (masked, ==, "https://b/k?X-Amz-Security-Token=" FERRY_REDACTED "&x=1");
}

static void
test_backoff (void)
{
  g_assert_cmpuint (ferry_backoff_delay_ms (0, 200, 5000, 0), ==, 100);
  g_assert_cmpuint (ferry_backoff_delay_ms (0, 200, 5000, G_MAXUINT32), ==, 200);
  g_assert_cmpuint (ferry_backoff_delay_ms (3, 200, 5000, G_MAXUINT32), ==, 1600);
  g_assert_cmpuint (ferry_backoff_delay_ms (1000, 200, 5000, G_MAXUINT32), ==, 5000);
  g_assert_cmpuint (ferry_backoff_delay_ms (31, G_MAXUINT, G_MAXUINT, G_MAXUINT32), ==, G_MAXUINT);
}

static void
test_time (void)
{
  const char *good[] = { "2010-12-22T12:01Z", "2010-12-22T12:01:00Z", "2010-12-22T12:01:00.000Z" };
  const char *bad[] = { "", "2010-12-22", "yesterday", "2010-13-22T12:01Z", "Z",
                        "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr(GDateTime) time = ferry_time_parse (good[i]);
      g_autofree char *text = ferry_time_format (time);
      g_autofree char *basic = ferry_time_format_basic (time);
      g_autoptr(GDateTime) again = ferry_time_parse_basic (basic);

      g_assert_cmpstr (text, ==, "2010-12-22T12:01:00Z");
      g_assert_cmpstr (basic, ==, "20101222T120100Z");
      g_assert_true (g_date_time_equal (again, time));
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (ferry_time_parse (bad[i]));
  g_assert_null (ferry_time_parse (NULL));
  g_assert_null (ferry_time_parse_basic ("2010-12-22T1201Z"));
}

/* A call a level: a million of them end the program, wherever they hide. */
static void
test_json_depth (void)
{
  static const char *const heads[] = { "{\"a\":", "/*\"*/{\"a\":", "{'\"':0,\"a\":" };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autoptr(GString) text = g_string_new (heads[i]);
      g_autoptr(GError) error = NULL;

      for (guint level = 0; level < 1000000; level++)
        g_string_append_c (text, '[');
      g_assert_null (ferry_json_parse (text->str, text->len, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
    }
}

/* Brackets in a string are a person's: a key may be made of them. */
static void
test_json_brackets (void)
{
  g_autofree char *brackets = g_strnfill (1024, '[');
  g_autofree char *text = g_strconcat ("{\"k\":\"\\\"", brackets, "\"}", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) object = ferry_json_parse (text, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (ferry_json_get_string (object, "k")), ==, 1025);
}

/* What json-glib would cut, make no UTF-8 of, or write again as what is no JSON */
static void
test_json_odd (void)
{
  static const struct {
    const char *text;
    const char *wanted;  /* (nullable): refused */
  } cases[] = {
    { "{\"k\":\"a\\u0000b\"}", NULL },
    { "{\"k\\u0000\":\"a\"}", NULL },
    { "{\"k\":\"a\\ud800b\"}", NULL },
    { "{\"k\":\"a\\ud800\"}", NULL },
    { "{\"k\":\"a\\ud800\\u0041\"}", NULL },
    { "{\"k\":\"a\\udc00\"}", NULL },
    { "{\"k\":\"a\" \xc3\xa9}", NULL },
    { "{\"k\":\"a\", \xe2\x80\xae}", NULL },
    { "{\"k\":\"a\", \"n\":1e999}", NULL },
    { "{\"k\":\"a\", \"n\":[{\"x\":-1e999}]}", NULL },
    { "{\"k\":\"a\", \"n\":1e308}", "a" },
    { "{\"k\":\"a\"} {\"k\":\"a\"}", NULL },
    { "{\"k\":\"a\"}}", NULL },
    { "{\"k\":\"a\"}\n\t ", "a" },
    /* a pair, and a backslash */
    { "{\"k\":\"\\ud83d\\uDE00\\\\u0000\\u00e9\\\"\"}", "\xf0\x9f\x98\x80\\u0000\xc3\xa9\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonObject) object = ferry_json_parse (cases[i].text, -1, &error);

      g_test_message ("%s", cases[i].text);
      g_assert_true (error == NULL || g_utf8_validate (error->message, -1, NULL));
      if (cases[i].wanted)
        g_assert_no_error (error);
      else
        g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
      g_assert_cmpstr (ferry_json_get_string (object, "k"), ==, cases[i].wanted);
    }
}

static void
test_json (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) object = ferry_json_parse ("{\"s\":\"x\",\"i\":7,\"b\":true,"
                                                   "\"o\":{\"s\":null}}", -1, &error);
  g_autoptr(JsonObject) none = NULL;
  g_autofree char *line = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (ferry_json_get_string (object, "s"), ==, "x");
  g_assert_null (ferry_json_get_string (object, "i"));
  g_assert_cmpint (ferry_json_get_int (object, "i", -1), ==, 7);
  g_assert_cmpint (ferry_json_get_int (object, "s", -1), ==, -1);
  g_assert_true (ferry_json_get_bool (object, "b"));
  g_assert_null (ferry_json_get_string (ferry_json_get_object (object, "o"), "s"));
  g_assert_null (ferry_json_get_object (object, "missing"));
  line = ferry_json_to_line (object);
  g_assert_null (strchr (line, '\n'));

  none = ferry_json_parse ("[1]", -1, &error);
  g_assert_null (none);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
}

static void
test_error_detail (void)
{
  FerryErrorDetail detail = { .service = (char *) "ec2", .operation = (char *) "ImportInstance",
                              .status = 400, .code = (char *) "X", .message = (char *) "y" };
  g_autoptr(GError) error = ferry_error_new_detailed (FERRY_ERROR_REFUSED, &detail, NULL);
  g_autoptr(GError) copy = g_error_copy (error);
  g_autoptr(GError) foreign = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "z");

  g_assert_cmpstr (copy->message, ==, "ec2 ImportInstance: X: y");
  g_assert_cmpstr (ferry_error_get_detail (copy)->code, ==, "X");
  g_assert_cmpuint (ferry_error_get_detail (copy)->status, ==, 400);
  g_assert_null (ferry_error_get_detail (foreign));
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_activity (void)
{
  g_autoptr(FerryActivity) activity = ferry_activity_new ();
  guint n = 0;

  g_signal_connect_swapped (activity, "notify::busy", G_CALLBACK (count_cb), &n);
  g_assert_false (ferry_activity_is_busy (activity));

  ferry_activity_begin (activity);
  ferry_activity_begin (activity);
  ferry_activity_end (activity);
  g_assert_true (ferry_activity_is_busy (activity));
  g_assert_cmpuint (n, ==, 1);

  ferry_activity_end (activity);
  g_assert_false (ferry_activity_is_busy (activity));
  g_assert_cmpuint (n, ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/xml/read", test_xml_read);
  g_test_add_func ("/xml/refused", test_xml_refused);
  g_test_add_func ("/xml/write", test_xml_write);
  g_test_add_func ("/xml/keeps-quiet", test_xml_keeps_quiet);
  g_test_add_func ("/redact/forms", test_redact);
  g_test_add_func ("/redact/letters", test_redact_letters);
  g_test_add_func ("/redact/long", test_redact_long);
  g_test_add_func ("/backoff", test_backoff);
  g_test_add_func ("/time", test_time);
  g_test_add_func ("/json", test_json);
  g_test_add_func ("/json/depth", test_json_depth);
  g_test_add_func ("/json/brackets", test_json_brackets);
  g_test_add_func ("/json/odd", test_json_odd);
  g_test_add_func ("/error/detail", test_error_detail);
  g_test_add_func ("/activity", test_activity);

  return g_test_run ();
}
