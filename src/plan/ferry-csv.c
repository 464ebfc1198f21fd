/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-csv.h"

#include "base/ferry-error.h"

#include <string.h>

typedef struct {
  const char *p;
  const char *end;
  char        separator;
  guint       line;
} Cursor;

static void
record_free (FerryCsvRecord *record)
{
  g_strfreev (record->fields);
  g_free (record);
}

/* What parts the fields of the first line: a name of a column holds none of the three. */
static char
find_separator (const char *p,
                const char *end)
{
  for (; p < end && *p != '\n'; p++)
    if (*p == ',' || *p == ';' || *p == '\t')
      return *p;

  return ',';
}

static gboolean
is_end_of_line (Cursor *cursor)
{
  return cursor->p == cursor->end || *cursor->p == '\n' ||
         (*cursor->p == '\r' && (cursor->p + 1 == cursor->end || cursor->p[1] == '\n'));
}

static gboolean
read_quoted (Cursor   *cursor,
             GString  *field,
             GError  **error)
{
  guint first = cursor->line;

  for (cursor->p++; cursor->p < cursor->end; cursor->p++)
    {
      if (*cursor->p == '"')
        {
          cursor->p++;
          if (cursor->p == cursor->end || *cursor->p != '"')
            return TRUE;
        }
      if (*cursor->p == '\n')
        cursor->line++;
      g_string_append_c (field, *cursor->p);
    }

  g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
               "line %u: a quote is opened and never closed", first);
  return FALSE;
}

/* Returns: (nullable) (transfer full) */
static char *
read_field (Cursor  *cursor,
            GError **error)
{
  g_autoptr(GString) field = g_string_new (NULL);

  if (cursor->p < cursor->end && *cursor->p == '"')
    {
      if (!read_quoted (cursor, field, error))
        return NULL;
      if (!is_end_of_line (cursor) && *cursor->p != cursor->separator)
        {
          g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                       "line %u: there is text behind a closing quote", cursor->line);
          return NULL;
        }
    }
  else
    {
      for (; !is_end_of_line (cursor) && *cursor->p != cursor->separator; cursor->p++)
        g_string_append_c (field, *cursor->p);
    }

  return g_strstrip (g_string_free (g_steal_pointer (&field), FALSE));
}

static FerryCsvRecord *
read_record (Cursor  *cursor,
             GError **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  FerryCsvRecord *record;
  guint line = cursor->line;

  while (TRUE)
    {
      g_autofree char *field = read_field (cursor, error);

      if (field == NULL)
        return NULL;
      g_strv_builder_add (builder, field);
      if (is_end_of_line (cursor))
        break;
      cursor->p++;
    }

  if (cursor->p < cursor->end && *cursor->p == '\r')
    cursor->p++;
  if (cursor->p < cursor->end)
    {
      cursor->p++;
      cursor->line++;
    }

  record = g_new0 (FerryCsvRecord, 1);
  record->line = line;
  record->fields = g_strv_builder_end (builder);

  return record;
}

static gboolean
is_empty (FerryCsvRecord *record)
{
  for (guint i = 0; record->fields[i]; i++)
    if (*record->fields[i])
      return FALSE;

  return TRUE;
}

GPtrArray *
ferry_csv_read (GBytes  *bytes,
                GError **error)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) record_free);
  Cursor cursor = { .line = 1 };
  gsize length;

  cursor.p = g_bytes_get_data (bytes, &length);
  if (length > FERRY_CSV_MOST_BYTES || (length > 0 && !g_utf8_validate (cursor.p, length, NULL)))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                           length > FERRY_CSV_MOST_BYTES ? "the table is too large"
                                              : "the table is not UTF-8 text");
      return NULL;
    }

  if (length == 0)
    return g_steal_pointer (&records);

  cursor.end = cursor.p + length;
  /* Spreadsheets on Windows begin with a byte order mark. */
  if (length >= 3 && memcmp (cursor.p, "\xef\xbb\xbf", 3) == 0)
    cursor.p += 3;
  cursor.separator = find_separator (cursor.p, cursor.end);

  while (cursor.p < cursor.end)
    {
      FerryCsvRecord *record = read_record (&cursor, error);

      if (record == NULL)
        return NULL;

      if (is_empty (record))
        record_free (record);
      else
        g_ptr_array_add (records, record);
    }

  return g_steal_pointer (&records);
}
