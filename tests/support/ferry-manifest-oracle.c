/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-manifest-oracle.h"

#include "manifest/lint/ferry-manifest-lint.h"
#include "manifest/reading/ferry-manifest-mask.h"

#include <string.h>

/* of so many parts each element is asked for */
#define MOST_PARTS 20

/* @shown: what of a finding is to be seen is appended */
static void
check_findings (FerryManifestDocument *document,
                GPtrArray             *findings,
                GString               *shown)
{
  guint n_parts = ferry_manifest_document_get_n_parts (document);
  guint line = 1;

  for (guint i = 0; i < findings->len; i++)
    {
      const FerryManifestFinding *finding = g_ptr_array_index (findings, i);

      g_assert_cmpuint (finding->line, >=, line);
      line = finding->line;
      g_assert_true (finding->part < n_parts || finding->part == FERRY_MANIFEST_NO_PART);
      if (finding->evidence)
        g_string_append_printf (shown, " %s", finding->evidence);
    }
  g_assert_cmpuint (line, <=, ferry_manifest_document_get_n_lines (document));
}

/* Judged with nothing known but the time, and with a bucket and keys, which are none of its own. */
static void
check_lint (FerryManifestDocument *document,
            GString               *shown)
{
  g_autoptr(GDateTime) now = g_date_time_new_utc (2026, 3, 1, 12, 0, 0);
  g_autoptr(FerryManifestFacts) facts = ferry_manifest_facts_new (now);
  g_autoptr(GPtrArray) findings = ferry_manifest_lint (document, facts);
  g_autoptr(FerryManifestFacts) known = ferry_manifest_facts_new (now);
  g_autoptr(GPtrArray) more = NULL;

  known->region = g_strdup ("eu-west-1");
  known->bucket = g_strdup ("b");
  known->key = g_strdup ("m.xml");
  known->credentials = ferry_credentials_new ("AKIAINVENTED00000001", "secret", NULL, NULL);
  more = ferry_manifest_lint (document, known);

  check_findings (document, findings, shown);
  check_findings (document, more, shown);
  g_assert_cmpuint (findings->len, >=, ferry_manifest_document_get_findings (document)->len);
}

/* Each element begins on its line, and something of the part is found there. */
static void
check_lines (FerryManifestDocument *document,
             guint                  part,
             guint                  first,
             guint                  last)
{
  for (FerryManifestElement i = first; i <= last; i++)
    {
      guint line = ferry_manifest_document_get_line (document, i, part);
      guint found;

      g_assert_cmpuint (line, <=, ferry_manifest_document_get_n_lines (document));
      if (line > 0)
        g_assert_cmpuint (ferry_manifest_document_find (document, line, &found), <,
                          FERRY_N_MANIFEST_ELEMENTS);
    }
}

static void
check_part (FerryManifestDocument *document,
            guint                  part)
{
  g_autoptr(FerryManifestPart) value = ferry_manifest_document_dup_part (document, part);
  guint64 start, end, index;
  guint line = ferry_manifest_document_get_line (document, FERRY_ELEMENT_PART, part);
  guint found;

  check_lines (document, part, FERRY_ELEMENT_PART, FERRY_ELEMENT_DELETE_URL);
  ferry_manifest_document_get_index (document, part, &index);
  if (ferry_manifest_document_get_range (document, part, &start, &end))
    g_assert_true (value->start == start && value->end == end);

  /* nothing else begins on its line in front of it: it is found there */
  if (part == 0 ||
      line == ferry_manifest_document_get_line (document, FERRY_ELEMENT_PART, part - 1))
    return;
  if (ferry_manifest_document_find (document, line, &found) == FERRY_ELEMENT_PART)
    g_assert_cmpuint (found, ==, part);
}

static void
check_parts (FerryManifestDocument *document)
{
  const char *text = g_bytes_get_data (ferry_manifest_document_get_text (document), NULL);
  gsize size = g_bytes_get_size (ferry_manifest_document_get_text (document));
  gsize behind = 0;

  for (guint i = 0; i < ferry_manifest_document_get_n_parts (document); i++)
    {
      gsize offset, length;

      ferry_manifest_document_get_span (document, i, &offset, &length);
      g_assert_cmpuint (offset, >=, behind);
      g_assert_cmpuint (length, >=, strlen ("<part>"));
      behind = offset + length;
      g_assert_cmpuint (behind, <=, size);
      g_assert_true (text[offset] == '<' && text[behind - 1] == '>');
      if (i < MOST_PARTS)
        check_part (document, i);
    }
}

static void
check_written (const FerryManifest *manifest)
{
  g_autofree char *xml = ferry_manifest_to_xml (manifest);
  g_autofree char *twice = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(FerryManifestDocument) document = NULL;
  g_autoptr(FerryManifest) again = NULL;

  g_assert_nonnull (xml);
  bytes = g_bytes_new (xml, strlen (xml));
  document = ferry_manifest_document_new (bytes);
  again = ferry_manifest_document_dup_manifest (document);
  g_assert_true (ferry_manifest_equal (manifest, again));
  twice = ferry_manifest_to_xml (again);
  g_assert_cmpstr (xml, ==, twice);
}

/* of a text in which there may be NUL */
static guint
count (const char *text,
       gsize       length,
       const char *word)
{
  gsize word_length = strlen (word);
  guint n = 0;

  for (gsize i = 0; i + word_length <= length; i++)
    n += text[i] == *word && memcmp (text + i, word, word_length) == 0;

  return n;
}

/* A value that stands in the text a second time may be anything there. */
static void
check_hidden (const char *shown,
              GBytes     *bytes,
              const char *link)
{
  static const char *const names[] = {
    "X-Amz-Signature=", "X-Amz-Security-Token=", "X-Amz-Credential=", "AWSAccessKeyId=",
  };
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  for (guint i = 0; link && i < G_N_ELEMENTS (names); i++)
    {
      const char *found = strstr (link, names[i]);
      const char *start = found ? found + strlen (names[i]) : "";
      g_autofree char *value = g_strndup (start, strcspn (start, "&\"'<> \t\r\n"));

      if (strlen (value) >= 8 && count (text, size, value) <= 1)
        g_assert_null (strstr (shown, value));
    }
}

static void
check_masked (GBytes              *bytes,
              const FerryManifest *manifest,
              GString             *shown)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autofree char *masked = ferry_manifest_mask (text, (gssize) size);

  g_assert_true (g_utf8_validate (masked, -1, NULL));
  g_assert_cmpuint (count (masked, strlen (masked), "\n"), ==, count (text, size, "\n"));
  g_string_append (shown, masked);
  g_assert_true (g_utf8_validate (shown->str, -1, NULL));
  check_hidden (shown->str, bytes, manifest->self_destruct_url);
  for (guint i = 0; i < manifest->parts->len; i++)
    {
      const FerryManifestPart *part = g_ptr_array_index (manifest->parts, i);

      check_hidden (shown->str, bytes, part->head_url);
      check_hidden (shown->str, bytes, part->get_url);
      check_hidden (shown->str, bytes, part->delete_url);
    }
}

static gboolean
is_strict (GBytes              *bytes,
           const FerryManifest *manifest)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryManifest) strict = ferry_manifest_parse (bytes, &error);

  g_assert_true ((strict == NULL) == (error != NULL));
  if (strict)
    g_assert_true (ferry_manifest_equal (strict, manifest));
  else
    g_assert_true (g_utf8_validate (error->message, -1, NULL));

  return strict != NULL;
}

gboolean
ferry_manifest_oracle_try (GBytes *bytes)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr(FerryManifestDocument) document = ferry_manifest_document_new (bytes);
  g_autoptr(FerryManifest) manifest = ferry_manifest_document_dup_manifest (document);
  g_autoptr(GString) shown = g_string_new (NULL);

  ferry_manifest_document_sniff (size > 0 ? text : "", size);
  check_lint (document, shown);
  check_lines (document, FERRY_MANIFEST_NO_PART, FERRY_ELEMENT_ROOT, FERRY_ELEMENT_PARTS);
  check_parts (document);
  check_written (manifest);
  check_masked (bytes, manifest, shown);

  return is_strict (bytes, manifest);
}
