/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-journal-line.h"

#include "base/ferry-json.h"
#include "base/ferry-redact.h"
#include "base/ferry-time.h"

#include <string.h>

/* What EC2 says in one sentence, and any key, is far shorter. */
#define LONGEST_VALUE (16 * 1024)

static const char *const own_names[] = { "prev", "time", "machine", "disk", "state", NULL };

char *
ferry_journal_line_hash (const char *line,
                         gsize       length)
{
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) line, length);
}

/* A line that could not be read again would end the journal. */
static char *
make_readable (const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  const char *end;

  if (strlen (valid) <= LONGEST_VALUE)
    return g_steal_pointer (&valid);

  end = g_utf8_find_prev_char (valid, valid + LONGEST_VALUE + 1);

  return g_strndup (valid, end - valid);
}

/* Whatever EC2 or S3 put into any part of an answer: no link is written. By the name of an object
 * it is found again, and that may be any.
 */
static char *
mask (const char *name,
      const char *value)
{
  return g_str_has_suffix (name, "-key") ? g_strdup (value) : ferry_redact (value);
}

JsonObject *
ferry_journal_line_keep (JsonObject *fields)
{
  g_autoptr(JsonObject) kept = NULL;
  JsonObjectIter iter;
  const char *name;

  if (fields == NULL)
    return NULL;

  json_object_iter_init_ordered (&iter, fields);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    {
      const char *value = ferry_json_get_string (fields, name);
      g_autofree char *readable = NULL;
      g_autofree char *masked = NULL;

      if (value == NULL || g_strv_contains (own_names, name))
        continue;
      if (kept == NULL)
        kept = json_object_new ();
      readable = make_readable (value);
      masked = mask (name, readable);
      json_object_set_string_member (kept, name, masked);
    }

  return g_steal_pointer (&kept);
}

static void
set_position (JsonObject *line,
              const char *name,
              guint       position)
{
  if (position != FERRY_JOURNAL_WHOLE)
    json_object_set_int_member (line, name, position);
}

char *
ferry_journal_line_make (FerryJournalEntry *entry,
                         const char        *prev)
{
  g_autoptr(JsonObject) line = json_object_new ();
  g_autofree char *time = ferry_time_format (entry->time);

  ferry_json_set_string (line, "prev", prev);
  ferry_json_set_string (line, "time", time);
  set_position (line, "machine", entry->machine);
  set_position (line, "disk", entry->disk);
  ferry_json_set_string (line, "state", entry->state);
  ferry_json_add_kept (line, entry->fields);

  return ferry_json_to_line (line);
}

/* Returns: whether what stands there can be one */
static gboolean
get_position (JsonObject *line,
              const char *name,
              guint      *position)
{
  gint64 number = ferry_json_get_int (line, name, -1);

  *position = FERRY_JOURNAL_WHOLE;
  if (!json_object_has_member (line, name))
    return TRUE;
  if (number < 0 || number >= FERRY_JOURNAL_WHOLE)
    return FALSE;

  *position = number;
  return TRUE;
}

FerryJournalEntry *
ferry_journal_line_read (const char  *line,
                         gsize        length,
                         guint        number,
                         char       **prev)
{
  g_autoptr(JsonObject) object = ferry_json_parse (line, length, NULL);
  const char *state = object ? ferry_json_get_string (object, "state") : NULL;
  const char *when = object ? ferry_json_get_string (object, "time") : NULL;
  g_autoptr(GDateTime) time = when ? ferry_time_parse (when) : NULL;
  g_autoptr(JsonObject) fields = NULL;
  guint machine;
  guint disk;

  *prev = NULL;
  if (state == NULL || *state == '\0' || time == NULL ||
      !get_position (object, "machine", &machine) || !get_position (object, "disk", &disk) ||
      (machine == FERRY_JOURNAL_WHOLE && disk != FERRY_JOURNAL_WHOLE))
    return NULL;

  *prev = g_strdup (ferry_json_get_string (object, "prev"));
  fields = ferry_journal_line_keep (object);

  return ferry_journal_entry_new (number, time, machine, disk, state, fields);
}
