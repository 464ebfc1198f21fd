/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-import-private.h"

#include "base/ferry-error.h"
#include "base/ferry-json.h"
#include "base/ferry-time.h"
#include "import/ferry-journal-error.h"
#include "manifest/ferry-manifest-key.h"
#include "manifest/ferry-token.h"

/* Members of this name do not come back after a restart: they are about their line alone. */
static const char *const passing[] = { "ghost", NULL };

/* A line on its way to the record. */
typedef struct {
  FerryImport     *self;
  FerryTaskState   state;
  FerryImportNext  next;
} Line;

/* Adds what the record does not have; nothing takes it back there. */
static void
add (FerryImport *self,
     JsonObject  *fields,
     const char  *name,
     const char  *value)
{
  const char *known = g_hash_table_lookup (self->written, name);

  if (g_strcmp0 (known, value) == 0)
    return;

  ferry_json_set_string (fields, name, value ? value : "");
  if (value)
    g_hash_table_insert (self->written, g_strdup (name), g_strdup (value));
  else
    g_hash_table_remove (self->written, name);
}

static void
add_time (FerryImport *self,
          JsonObject  *fields,
          const char  *name,
          GDateTime   *time)
{
  g_autofree char *text = time ? ferry_time_format (time) : NULL;

  add (self, fields, name, text);
}

static void
add_error (FerryImport *self,
           JsonObject  *fields)
{
  g_autoptr(JsonObject) said = json_object_new ();

  ferry_journal_error_add (said, "error", ferry_task_get_error (self->task));
  add (self, fields, "error", ferry_json_get_string (said, "error"));
  add (self, fields, "error-code", ferry_json_get_string (said, "error-code"));
}

static void
add_attempt (FerryImport *self,
             JsonObject  *fields)
{
  gboolean has_attempt = self->manifest_key != NULL;

  if (has_attempt)
    add (self, fields, "attempt", self->attempt);
  add (self, fields, "manifest-key", self->manifest_key);
  add (self, fields, "manifest-version", self->manifest_version);
  add (self, fields, "manifest-removing", self->has_stored && self->is_removing ? "yes" : NULL);
  add (self, fields, "manifest-deleted", has_attempt && !self->has_stored ? "yes" : NULL);
  add_time (self, fields, "link-expiration", self->link_expiration);
  add_time (self, fields, "requested", self->requested);
  add_time (self, fields, "fence", self->fence);
  add (self, fields, "request-id", self->request_id);
  add (self, fields, "rival-known", self->rivals);
}

static void
add_said (FerryImport *self,
          JsonObject  *fields)
{
  FerryTask *task = self->task;
  const int percent = ferry_task_get_percent (task);
  g_autofree char *number = percent >= 0 ? g_strdup_printf ("%d", percent) : NULL;

  add (self, fields, "task-id", ferry_task_get_conversion_task_id (task));
  add (self, fields, "instance-id", ferry_task_get_instance_id (task));
  add (self, fields, "volume-id", ferry_task_get_volume_id (task));
  add (self, fields, "zone", ferry_task_get_zone (task));
  add (self, fields, "message", ferry_task_get_message (task));
  add (self, fields, "percent", number);
  add_time (self, fields, "expiration", ferry_task_get_expiration (task));
  add (self, fields, "tagged", self->tagged);
  if (self->state == FERRY_TASK_CANCELLED)
    add (self, fields, "outcome", ferry_task_is_lost (task) ? "unknown" : "known");
  else
    add (self, fields, "outcome", NULL);
}

/* What the record has. */
static void
learn_written (FerryImport *self)
{
  g_autoptr(GPtrArray) entries = ferry_record_get_entries (self->record);

  g_hash_table_remove_all (self->written);
  for (guint i = 0; i < entries->len; i++)
    {
      FerryJournalEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr(GList) names = entry->fields ? json_object_get_members (entry->fields) : NULL;

      for (GList *l = names; l; l = l->next)
        {
          const char *value = ferry_json_get_string (entry->fields, l->data);

          if (value == NULL || g_strv_contains (passing, l->data))
            continue;
          if (*value)
            g_hash_table_insert (self->written, g_strdup (l->data), g_strdup (value));
          else
            g_hash_table_remove (self->written, l->data);
        }
    }
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Line *line = user_data;
  g_autoptr(Awaited) self = line->self;
  g_autoptr(GError) error = NULL;

  if (!ferry_record_write_finish (self->record, result, &error) &&
      !ferry_import_is_abandoned (self))
    {
      g_message ("%s", error->message);
      /* The next line repeats what this one would have said, and takes back what it would have. */
      learn_written (self);
    }
  if (self->state == line->state && line->next && !ferry_import_is_abandoned (self))
    line->next (self, error);
}

void
ferry_import_write (FerryImport     *self,
                    JsonObject      *more,
                    FerryImportNext  next)
{
  g_autoptr(JsonObject) fields = more ? more : json_object_new ();
  g_autoptr(GDateTime) now = ferry_import_dup_now (self);
  Line *line;

  add_attempt (self, fields);
  add_said (self, fields);
  add_error (self, fields);
  add (self, fields, "claim", self->has_claim ? "taken" : "released");
  add (self, fields, "cancel", self->wants_cancel ? "yes" : NULL);
  /* Several things that EC2 has said at once are told one by one, but written together. */
  if (next == NULL && json_object_get_size (fields) == 0)
    return;

  line = g_new0 (Line, 1);
  line->self = ferry_import_await (self);
  line->state = self->state;
  line->next = next;
  ferry_record_write_async (self->record, ferry_task_state_to_word (self->state), now, fields,
                            self->cancellable, written_cb, line);
}

/* Only a token of this very disk: by any other word EC2's answers about somebody else's task could
 * be taken for this import's, and that task be cancelled.
 */
static gboolean
is_own_token (FerryImport *self,
              const char  *token)
{
  FerryJournal *journal = ferry_record_get_journal (self->record);
  g_autofree char *fingerprint = ferry_token_fingerprint (self->disk);
  g_autofree char *found = ferry_token_find (token);

  if (ferry_journal_get_format (journal) < 2 &&
      g_strcmp0 (token, ferry_journal_get_run_id (journal)) == 0)
    return TRUE;

  return found && g_str_equal (found, token) &&
         g_str_equal (ferry_token_get_fingerprint (token), fingerprint);
}

/* What the lines say of the way there. */
static void
read_lines (FerryImport *self)
{
  g_autoptr(GPtrArray) entries = ferry_record_get_entries (self->record);

  for (guint i = 0; i < entries->len; i++)
    {
      FerryJournalEntry *entry = g_ptr_array_index (entries, i);
      const char *token = ferry_json_get_string (entry->fields, "attempt");
      const char *ghost = ferry_json_get_string (entry->fields, "ghost");
      int state = ferry_task_state_from_word (entry->state);

      if (state >= 0)
        ferry_task_remember (self->task, state, entry->time);
      if (token && is_own_token (self, token))
        ferry_task_set_token (self->task, token);
      if (ghost)
        g_hash_table_add (self->ghosts, g_strdup (ghost));
      if (ferry_json_get_string (entry->fields, "message"))
        {
          self->n_messages++;
          ferry_task_set_news (self->task, entry->time);
        }
    }
}

/* (nullable) (transfer full) */
static GDateTime *
read_time (FerryImport *self,
           const char  *name)
{
  const char *text = ferry_record_get_field (self->record, name);

  return text ? ferry_time_parse (text) : NULL;
}

static void
read_task (FerryImport *self)
{
  FerryRecord *record = self->record;
  const char *percent = ferry_record_get_field (record, "percent");
  g_autoptr(GDateTime) expiration = read_time (self, "expiration");

  ferry_task_set_ids (self->task, ferry_record_get_field (record, "task-id"),
                      ferry_record_get_field (record, "instance-id"));
  ferry_task_set_volume_id (self->task, ferry_record_get_field (record, "volume-id"));
  ferry_task_set_zone (self->task, ferry_record_get_field (record, "zone"));
  ferry_task_set_message (self->task, ferry_record_get_field (record, "message"));
  ferry_task_set_expiration (self->task, expiration);
  if (percent)
    ferry_task_set_percent (self->task, CLAMP (g_ascii_strtoll (percent, NULL, 10), -1, 100));
}

/* Whether there is a line that was written after the manifest was stored, as far as the last one
 * shows: what failed may have failed before.
 */
static gboolean
tells_of_storing (FerryImport *self,
                  int          state)
{
  return ferry_journal_get_damage (ferry_record_get_journal (self->record)) == NULL &&
         state > FERRY_TASK_STORING && state != FERRY_TASK_FAILED;
}

static void
read_attempt (FerryImport *self,
              int          state)
{
  FerryRecord *record = self->record;
  const char *claim = ferry_record_get_field (record, "claim");
  const char *key = ferry_record_get_field (record, "manifest-key");

  if (ferry_record_get_field (record, "attempt"))
    self->attempt = g_strdup (ferry_task_get_token (self->task));
  if (key && ferry_manifest_key_is_for (key, ferry_disk_get_key (self->disk)))
    self->manifest_key = g_strdup (key);
  self->manifest_version = g_strdup (ferry_record_get_field (record, "manifest-version"));
  self->knows_version = self->manifest_version || tells_of_storing (self, state);
  self->has_stored = self->manifest_key && !ferry_record_get_field (record, "manifest-deleted");
  self->is_removing = ferry_record_get_field (record, "manifest-removing") != NULL;
  self->has_claim = g_strcmp0 (claim, "taken") == 0;
  self->link_expiration = read_time (self, "link-expiration");
  self->requested = read_time (self, "requested");
  self->fence = read_time (self, "fence");
  self->request_id = g_strdup (ferry_record_get_field (record, "request-id"));
  self->tagged = g_strdup (ferry_record_get_field (record, "tagged"));
  self->rivals = g_strdup (ferry_record_get_field (record, "rival-known"));
  self->wants_cancel = ferry_record_get_field (record, "cancel") != NULL;
}

static GError *
read_error (FerryRecord *record)
{
  GError *error = ferry_journal_error_read (record, "error");

  return error ? error
               : g_error_new_literal (FERRY_ERROR, FERRY_ERROR_FAILED, "The import failed");
}

static gboolean
is_of_format_1 (FerryImport *self)
{
  return ferry_journal_get_format (ferry_record_get_journal (self->record)) < 2;
}

/* Before the request nothing was sent: it is planned again. What the first format had promised was
 * to fail plainly, for nobody waits for it any more.
 */
static FerryTaskState
settle_unsent (FerryImport   *self,
               int            state,
               GError       **reason)
{
  const GError *damage = ferry_journal_get_damage (ferry_record_get_journal (self->record));

  /* The line that cannot be read may have been the one before the request. */
  if (damage)
    {
      *reason = g_error_copy (damage);
      return FERRY_TASK_UNCONFIRMED;
    }
  if (is_of_format_1 (self))
    {
      *reason = g_error_new_literal (FERRY_ERROR, FERRY_ERROR_FAILED,
                                     "Ferry ended before the import was requested");
      return FERRY_TASK_FAILED;
    }
  if (state == FERRY_TASK_PLANNED && ferry_record_get_field (self->record, "error"))
    *reason = read_error (self->record);

  return FERRY_TASK_PLANNED;
}

/* The state in which it goes on; @reason: (out) (nullable): why it is there */
static FerryTaskState
settle_state (FerryImport  *self,
              int           state,
              GError      **reason)
{
  const GError *damage = ferry_journal_get_damage (ferry_record_get_journal (self->record));

  switch (state)
    {
    case FERRY_TASK_LANDED:
      return state;

    case FERRY_TASK_FAILED:
      *reason = read_error (self->record);
      return state;

    case FERRY_TASK_CANCELLED:
      if (g_strcmp0 (ferry_record_get_field (self->record, "outcome"), "unknown") == 0)
        *reason = read_error (self->record);
      return state;

    case FERRY_TASK_CONVERTING:
    case FERRY_TASK_CANCELLING:
      /* The line was written when EC2 said so. */
      ferry_task_set_heard (self->task, ferry_record_get_changed (self->record));
      return state;

    case FERRY_TASK_REQUESTING:
    case FERRY_TASK_UNCONFIRMED:
      *reason = damage ? g_error_copy (damage)
                       : g_error_new_literal (FERRY_ERROR, FERRY_ERROR_UNCONFIRMED,
                                              "The import was requested, EC2's answer is not "
                                              "known");
      return FERRY_TASK_UNCONFIRMED;

    default:
      return settle_unsent (self, state, reason);
    }
}

/* Whether somebody has to say that nothing of it goes on elsewhere, or was lost with the lines. */
static gboolean
waits_for_person (FerryImport *self,
                  gboolean     is_copy)
{
  const GError *damage = ferry_journal_get_damage (ferry_record_get_journal (self->record));

  if (ferry_task_state_is_finished (self->state))
    return FALSE;

  return is_copy || (damage && (self->state == FERRY_TASK_PLANNED ||
                                self->state == FERRY_TASK_UNCONFIRMED));
}

/* What is not to be taken up before a person has said so must not be found by the list either. */
static void
hide_from_list (FerryImport *self)
{
  g_autofree char *token = ferry_token_new (self->disk);

  ferry_task_forget (self->task);
  ferry_task_set_token (self->task, token);
  if (self->state != FERRY_TASK_PLANNED)
    self->state = FERRY_TASK_UNCONFIRMED;
}

void
ferry_import_resume (FerryImport *self,
                     gboolean     is_copy)
{
  const char *word = ferry_record_get_state (self->record);
  int state = word ? ferry_task_state_from_word (word) : FERRY_TASK_PLANNED;
  GDateTime *changed = ferry_record_get_changed (self->record);
  g_autoptr(GError) reason = NULL;

  learn_written (self);
  read_lines (self);
  read_attempt (self, state);
  read_task (self);
  if (word == NULL && !is_of_format_1 (self))
    self->state = FERRY_TASK_PLANNED;
  else
    self->state = settle_state (self, state, &reason);
  /* When the line before it was written is not when it was sent. */
  self->needs_fence = state == FERRY_TASK_REQUESTING || self->requested == NULL;

  self->needs_person = waits_for_person (self, is_copy);
  if (self->needs_person && is_copy)
    hide_from_list (self);
  ferry_task_set_error (self->task, reason);
  ferry_task_set_state (self->task, self->state, changed);
  self->is_lost = ferry_task_is_lost (self->task);
  if (self->needs_person)
    ferry_task_set_wait (self->task, FERRY_TASK_WAIT_PERSON, NULL);
}
