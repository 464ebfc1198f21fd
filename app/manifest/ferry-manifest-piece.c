/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-piece.h"

#include "manifest/ferry-manifest-survey.h"

/* Where the piece of @part begins: with the indentation of its first line. */
static gsize
find_start (FerryManifestDocument *document,
            guint                  part,
            const char            *text)
{
  gsize offset, length;

  ferry_manifest_document_get_span (document, part, &offset, &length);
  while (offset > 0 && (text[offset - 1] == ' ' || text[offset - 1] == '\t'))
    offset--;

  return offset;
}

static gsize
trim (const char *text,
      gsize       start,
      gsize       end)
{
  while (end > start && g_ascii_isspace (text[end - 1]))
    end--;

  return end;
}

/* Cut between characters, or the last one could be taken for something else than it is. */
static gsize
limit (const char *text,
       gsize       start,
       gsize       end)
{
  if (end - start <= FERRY_MANIFEST_MOST_SHOWN_LINE)
    return end;

  end = start + FERRY_MANIFEST_MOST_SHOWN_LINE;
  while (end > start && ((guchar) text[end] & 0xc0) == 0x80)
    end--;

  return end;
}

GBytes *
ferry_manifest_piece_new (FerryManifestDocument *document,
                          guint                  part,
                          guint                 *first_line)
{
  GBytes *bytes = ferry_manifest_document_get_text (document);
  guint n_parts = ferry_manifest_document_get_n_parts (document);
  gboolean in_front = part == FERRY_MANIFEST_NO_PART;
  guint next = in_front ? 0 : part + 1;
  gsize start, end;
  const char *text;

  g_return_val_if_fail (in_front || part < n_parts, NULL);

  text = g_bytes_get_data (bytes, &end);
  start = in_front ? 0 : find_start (document, part, text);
  if (next < n_parts)
    end = find_start (document, next, text);
  end = limit (text, start, trim (text, start, end));

  if (first_line)
    *first_line = in_front ? 1 : ferry_manifest_document_get_line (document, FERRY_ELEMENT_PART,
                                                                   part);

  return g_bytes_new_from_bytes (bytes, start, end - start);
}

guint
ferry_manifest_piece_find (FerryManifestDocument *document,
                           guint                  line)
{
  guint low = 0;
  guint high = ferry_manifest_document_get_n_parts (document);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (ferry_manifest_document_get_line (document, FERRY_ELEMENT_PART, middle) <= line)
        low = middle + 1;
      else
        high = middle;
    }

  return low == 0 ? FERRY_MANIFEST_NO_PART : low - 1;
}
