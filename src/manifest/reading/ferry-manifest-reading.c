/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/reading/ferry-manifest-reading.h"

#include "manifest/reading/ferry-manifest-document.h"
#include "manifest/reading/ferry-manifest-reader.h"

#include <string.h>

static void
tell_document (FerryManifestReader *self,
               FerryFlaw            flaw,
               guint                line,
               const char          *word)
{
  ferry_manifest_reader_tell_at (self, flaw, FERRY_SEVERITY_BLOCKS, FERRY_ELEMENT_DOCUMENT, line,
                                 word);
}

static gboolean
is_utf16 (const char *text,
          gsize       length)
{
  return length >= 2 && (memcmp (text, "\xfe\xff", 2) == 0 || memcmp (text, "\xff\xfe", 2) == 0 ||
                         memcmp (text, "<\0", 2) == 0 || memcmp (text, "\0<", 2) == 0);
}

static guint
count_breaks (const char *text,
              const char *end)
{
  guint n = 0;

  while ((text = memchr (text, '\n', (gsize) (end - text))))
    {
      text++;
      n++;
    }

  return n;
}

static gboolean
is_ascii (const char *text,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) text[i] >= 0x80)
      return FALSE;

  return TRUE;
}

/* How much of the text is to be read. */
static gsize
judge_bytes (FerryManifestReader *self,
             const char          *text,
             gsize                length)
{
  const char *valid;

  if (length > FERRY_MANIFEST_MOST_BYTES)
    {
      tell_document (self, FERRY_FLAW_TOO_LARGE, 1, NULL);
      return 0;
    }

  if (is_utf16 (text, length))
    {
      tell_document (self, FERRY_FLAW_NOT_UTF8, 1, "UTF-16");
      return 0;
    }

  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      ferry_manifest_reader_tell_at (self, FERRY_FLAW_BYTE_ORDER_MARK, FERRY_SEVERITY_NOTE,
                                     FERRY_ELEMENT_DOCUMENT, 1, NULL);
      self->first = 3;
    }

  if (!g_utf8_validate_len (text, length, &valid))
    tell_document (self, FERRY_FLAW_NOT_UTF8,
                   1 + count_breaks (text, valid), NULL);

  self->is_ascii = is_ascii (text, length);

  return (gsize) (valid - text);
}

static FerryManifestReading *
reading_alloc (void)
{
  FerryManifestReading *reading = g_new0 (FerryManifestReading, 1);

  reading->head = ferry_manifest_new ();
  reading->spans = g_array_new (FALSE, FALSE, sizeof (FerryManifestSpan));

  return reading;
}

static FerryMarkupEnd
walk (FerryManifestReader *self,
      gsize                length,
      guint               *last_line,
      GCancellable        *cancellable)
{
  return ferry_markup_walk (self->text, self->first, length, *last_line,
                            &ferry_manifest_reader_walker, self, cancellable, last_line);
}

/* FALSE when it was cancelled */
static gboolean
read_whole (FerryManifestReader *self,
            gsize                length,
            GCancellable        *cancellable)
{
  gsize readable = judge_bytes (self, self->text, length);
  guint line = 1;
  FerryMarkupEnd end = walk (self, readable, &line, cancellable);

  ferry_manifest_reader_close_open (self, line);
  if (end == FERRY_MARKUP_TOO_LARGE)
    tell_document (self, FERRY_FLAW_TOO_LARGE, line, NULL);
  else if (end == FERRY_MARKUP_BROKEN && readable == length)
    tell_document (self, FERRY_FLAW_NOT_XML, line, NULL);

  return end != FERRY_MARKUP_CANCELLED;
}

FerryManifestReading *
ferry_manifest_reading_new (const char   *text,
                            gsize         length,
                            GCancellable *cancellable)
{
  g_autoptr(FerryManifestReading) reading = reading_alloc ();
  g_autoptr(FerryManifestFindings) findings = ferry_manifest_findings_new ();
  g_autoptr(GString) value = g_string_new (NULL);
  FerryManifestReader reader = {
    .text = text,
    .reading = reading,
    .findings = findings,
    .positions = reading->positions,
    .value = value,
  };

  if (!read_whole (&reader, length, cancellable))
    return NULL;

  reading->is_manifest = (reading->present & (1u << FERRY_ELEMENT_ROOT)) != 0;
  reading->findings = ferry_manifest_findings_steal (findings);
  reading->n_lines = 1 + count_breaks (text, text + length);

  return g_steal_pointer (&reading);
}

void
ferry_manifest_reading_free (FerryManifestReading *reading)
{
  ferry_manifest_free (reading->head);
  g_array_unref (reading->spans);
  g_clear_pointer (&reading->findings, g_ptr_array_unref);
  g_free (reading);
}

FerryManifestPart *
ferry_manifest_read_part (const char            *text,
                          gsize                  length,
                          guint                  first_line,
                          FerryManifestPosition *positions)
{
  FerryManifestPosition ours[FERRY_N_MANIFEST_ELEMENTS] = { 0 };
  FerryManifestPart *part = g_new0 (FerryManifestPart, 1);
  g_autoptr(GString) value = g_string_new (NULL);
  FerryManifestReader reader = {
    .text = text,
    .part = part,
    .positions = ours,
    .value = value,
    .frames = { { .element = FERRY_ELEMENT_PARTS } },
  };
  guint line = first_line;

  walk (&reader, length, &line, NULL);
  ferry_manifest_reader_close_open (&reader, line);
  if (positions)
    memcpy (positions, ours, sizeof ours);

  return part;
}
