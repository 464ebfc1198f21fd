/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-report-history.h"

#include "tasks/ferry-report-words.h"

#include <glib/gi18n.h>

/* One attempt, as its lines tell it. The strings are the journal's. */
typedef struct {
  const char *token;     /* (nullable): format 1 has none */
  const char *manifest;
  const char *task_id;
  const char *state;     /* of its last line */
  GString    *requests;
  GDateTime  *began;
  GDateTime  *ended;
} Attempt;

static void
attempt_free (gpointer data)
{
  Attempt *attempt = data;

  g_string_free (attempt->requests, TRUE);
  g_free (attempt);
}

static const char *
get (FerryJournalEntry *entry,
     const char        *name)
{
  const char *value = ferry_json_get_string (entry->fields, name);

  return value && *value ? value : NULL;
}

static gboolean
is_begun_by (FerryJournalEntry *entry,
             Attempt           *last)
{
  const char *token = get (entry, "attempt");

  if (token)
    return last == NULL || g_strcmp0 (token, last->token) != 0;

  return last == NULL && get (entry, "manifest-key");
}

static Attempt *
attempt_new (FerryJournalEntry *entry)
{
  Attempt *attempt = g_new0 (Attempt, 1);

  attempt->token = get (entry, "attempt");
  attempt->requests = g_string_new (NULL);
  attempt->began = entry->time;

  return attempt;
}

static void
take_line (Attempt           *attempt,
           FerryJournalEntry *entry)
{
  const char *manifest = get (entry, "manifest-key");
  const char *task_id = get (entry, "task-id");
  const char *request = get (entry, "request-id");

  if (manifest)
    attempt->manifest = manifest;
  if (task_id)
    attempt->task_id = task_id;
  if (request && strstr (attempt->requests->str, request) == NULL)
    g_string_append_printf (attempt->requests, "%s%s", attempt->requests->len > 0 ? ", " : "",
                            request);
  /* Planned again: the attempt is over, and how far it came was said before. */
  if (attempt->state == NULL || !g_str_equal (entry->state, "planned"))
    attempt->state = entry->state;
  attempt->ended = entry->time;
}

static GPtrArray *
find_attempts (GPtrArray *entries)
{
  GPtrArray *attempts = g_ptr_array_new_with_free_func (attempt_free);

  for (guint i = 0; i < entries->len; i++)
    {
      FerryJournalEntry *entry = g_ptr_array_index (entries, i);
      Attempt *last = attempts->len > 0 ? g_ptr_array_index (attempts, attempts->len - 1) : NULL;

      if (is_begun_by (entry, last))
        g_ptr_array_add (attempts, last = attempt_new (entry));
      if (last)
        take_line (last, entry);
    }

  return attempts;
}

static void
add_heads (FerryHtml         *html,
           const char        *style_class,
           const char *const *heads)
{
  ferry_html_open (html, "table", style_class);
  ferry_html_open (html, "thead", NULL);
  ferry_html_open (html, "tr", NULL);
  for (; *heads; heads++)
    ferry_html_add (html, "th", NULL, *heads);
  ferry_html_close (html);
  ferry_html_close (html);
  ferry_html_open (html, "tbody", NULL);
}

static void
add_cell (FerryHtml  *html,
          const char *style_class,
          const char *text)
{
  ferry_html_add_foreign (html, "td", style_class, text && *text ? text : "–");
}

/* As the fields of a line are told. */
static char *
describe_attempt (Attempt *attempt)
{
  g_autoptr(JsonObject) fields = json_object_new ();

  ferry_json_set_string (fields, "attempt", attempt->token);
  ferry_json_set_string (fields, "manifest-key", attempt->manifest);
  ferry_json_set_string (fields, "request-id", attempt->requests->str);
  ferry_json_set_string (fields, "task-id", attempt->task_id);

  return ferry_report_words_of_fields (fields);
}

static void
add_attempt (FerryHtml *html,
             Attempt   *attempt,
             guint      number)
{
  g_autofree char *index = g_strdup_printf ("%u", number);
  g_autofree char *began = ferry_report_words_of_time (attempt->began);
  g_autofree char *ended = ferry_report_words_of_time (attempt->ended);
  g_autofree char *state = ferry_report_words_of_state (attempt->state, TRUE);
  g_autofree char *ids = describe_attempt (attempt);

  ferry_html_open (html, "tr", NULL);
  add_cell (html, "number", index);
  add_cell (html, "time", began);
  add_cell (html, "time", ended);
  add_cell (html, "state", state);
  add_cell (html, "details", ids);
  ferry_html_close (html);
}

void
ferry_report_history_add_attempts (FerryHtml   *html,
                                   FerryRecord *record)
{
  const char *heads[] = { C_("head of a table", "No."), _("Begun"), _("Last change"), _("State"),
                          _("Details"), NULL };
  g_autoptr(GPtrArray) entries = ferry_record_get_entries (record);
  g_autoptr(GPtrArray) attempts = find_attempts (entries);

  if (attempts->len == 0)
    return;

  ferry_html_add (html, "h4", NULL, _("Attempts"));
  add_heads (html, "attempts", heads);
  for (guint i = 0; i < attempts->len; i++)
    add_attempt (html, g_ptr_array_index (attempts, i), i + 1);
  ferry_html_close (html);
  ferry_html_close (html);
}

static void
add_change (FerryHtml         *html,
            FerryJournalEntry *entry,
            gboolean           of_disk)
{
  g_autofree char *number = g_strdup_printf ("%u", entry->number);
  g_autofree char *time = ferry_report_words_of_time (entry->time);
  g_autofree char *state = ferry_report_words_of_state (entry->state, of_disk);
  g_autofree char *fields = ferry_report_words_of_fields (entry->fields);

  ferry_html_open (html, "tr", NULL);
  add_cell (html, "number", number);
  add_cell (html, "time", time);
  add_cell (html, "state", state);
  add_cell (html, "details", fields);
  ferry_html_close (html);
}

void
ferry_report_history_add_changes (FerryHtml   *html,
                                  FerryRecord *record)
{
  /* Translators: of the journal, which is a file of lines */
  const char *heads[] = { C_("head of a table", "Line"), _("Time"), _("State"), _("Details"),
                          NULL };
  g_autoptr(GPtrArray) entries = ferry_record_get_entries (record);
  gboolean of_disk = ferry_record_get_disk_position (record) != FERRY_JOURNAL_WHOLE;

  if (entries->len == 0)
    return;

  ferry_html_add (html, "h4", NULL, _("State Changes"));
  add_heads (html, "changes", heads);
  for (guint i = 0; i < entries->len; i++)
    add_change (html, g_ptr_array_index (entries, i), of_disk);
  ferry_html_close (html);
  ferry_html_close (html);
}
