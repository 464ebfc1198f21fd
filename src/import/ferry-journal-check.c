/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-journal-check.h"

#include "base/ferry-json.h"
#include "import/ferry-journal-line.h"

#include <string.h>

/* What the lines before have led to. */
typedef struct {
  gint64    format; /* 0: line 1 is no head */
  gboolean  began;  /* a line had a "prev", so all must have it */
  char     *hash;   /* (nullable): of the line before */
} Chain;

static gboolean
fits_head (Chain      *chain,
           const char *line,
           gsize       length)
{
  g_autoptr(JsonObject) head = ferry_json_parse (line, length, NULL);

  chain->format = head ? MAX (ferry_json_get_int (head, "format", 0), 0) : 0;
  chain->began = chain->format > 1;

  return chain->format > 0;
}

static gboolean
fits_entry (Chain      *chain,
            const char *line,
            gsize       length,
            gboolean   *chained)
{
  g_autofree char *prev = NULL;
  g_autoptr(FerryJournalEntry) entry = ferry_journal_line_read (line, length, 0, &prev);

  if (entry == NULL || (prev == NULL && chain->began))
    return FALSE;

  chain->began = chain->began || prev;
  *chained = prev && g_str_equal (prev, chain->hash);

  return prev == NULL || *chained;
}

gboolean
ferry_journal_check (GBytes            *bytes,
                     FerryJournalCheck *check)
{
  gsize left;
  const char *line = g_bytes_get_data (bytes, &left);
  const char *end;
  Chain chain = { 0, FALSE, NULL };

  *check = (FerryJournalCheck) { 0, 0, 0, 0 };
  while (left > 0 && (end = memchr (line, '\n', left)))
    {
      gboolean chained = FALSE;
      gboolean fits = check->n_lines == 0 ? fits_head (&chain, line, end - line)
                                          : fits_entry (&chain, line, end - line, &chained);

      check->n_lines++;
      check->n_chained += chained;
      if (!fits && check->broken == 0)
        check->broken = check->n_lines;

      g_free (chain.hash);
      chain.hash = ferry_journal_line_hash (line, end - line);
      left -= end + 1 - line;
      line = end + 1;
    }

  g_free (chain.hash);
  check->tail = left;

  return check->n_lines > 0 && check->broken == 0;
}
