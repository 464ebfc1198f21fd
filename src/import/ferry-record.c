/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-record.h"

#include "base/ferry-json.h"

/* Nothing is kept here: what the journal has acknowledged is the only truth. */
struct _FerryRecord {
  GObject       parent_instance;

  FerryJournal *journal;
  guint         machine;
  guint         disk;
};

G_DEFINE_FINAL_TYPE (FerryRecord, ferry_record, G_TYPE_OBJECT)

static GPtrArray *
get_lines (FerryRecord *self)
{
  return ferry_journal_get_subject (self->journal, self->machine, self->disk);
}

static FerryJournalEntry *
get_last (FerryRecord *self)
{
  GPtrArray *lines = get_lines (self);

  return lines ? g_ptr_array_index (lines, lines->len - 1) : NULL;
}

static void
ferry_record_finalize (GObject *object)
{
  FerryRecord *self = FERRY_RECORD (object);

  g_clear_object (&self->journal);

  G_OBJECT_CLASS (ferry_record_parent_class)->finalize (object);
}

static void
ferry_record_class_init (FerryRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ferry_record_finalize;
}

static void
ferry_record_init (FerryRecord *self)
{
}

FerryRecord *
ferry_record_new (FerryJournal *journal,
                  guint         machine,
                  guint         disk)
{
  FerryRecord *self;

  g_return_val_if_fail (FERRY_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (machine != FERRY_JOURNAL_WHOLE || disk == FERRY_JOURNAL_WHOLE, NULL);

  self = g_object_new (FERRY_TYPE_RECORD, NULL);
  self->journal = g_object_ref (journal);
  self->machine = machine;
  self->disk = disk;

  return self;
}

FerryJournal *
ferry_record_get_journal (FerryRecord *self)
{
  g_return_val_if_fail (FERRY_IS_RECORD (self), NULL);

  return self->journal;
}

FerryMachine *
ferry_record_get_machine (FerryRecord *self)
{
  g_return_val_if_fail (FERRY_IS_RECORD (self), NULL);

  if (self->machine == FERRY_JOURNAL_WHOLE)
    return NULL;

  return ferry_plan_get_machine (ferry_journal_get_plan (self->journal), self->machine);
}

guint
ferry_record_get_machine_position (FerryRecord *self)
{
  g_return_val_if_fail (FERRY_IS_RECORD (self), FERRY_JOURNAL_WHOLE);

  return self->machine;
}

guint
ferry_record_get_disk_position (FerryRecord *self)
{
  g_return_val_if_fail (FERRY_IS_RECORD (self), FERRY_JOURNAL_WHOLE);

  return self->disk;
}

static void
appended_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (ferry_journal_append_finish (FERRY_JOURNAL (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
ferry_record_write_async (FerryRecord         *self,
                          const char          *state,
                          GDateTime           *now,
                          JsonObject          *fields,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (FERRY_IS_RECORD (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_record_write_async);
  ferry_journal_append_async (self->journal, self->machine, self->disk, state, now, fields,
                              cancellable, appended_cb, task);
}

gboolean
ferry_record_write_finish (FerryRecord   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *
ferry_record_get_state (FerryRecord *self)
{
  FerryJournalEntry *last;

  g_return_val_if_fail (FERRY_IS_RECORD (self), NULL);

  last = get_last (self);

  return last ? last->state : NULL;
}

GDateTime *
ferry_record_get_changed (FerryRecord *self)
{
  GPtrArray *lines;
  FerryJournalEntry *first;

  g_return_val_if_fail (FERRY_IS_RECORD (self), NULL);

  lines = get_lines (self);
  first = get_last (self);
  if (first == NULL)
    return ferry_journal_get_started (self->journal);

  for (guint i = lines->len - 1; i > 0; i--)
    {
      FerryJournalEntry *before = g_ptr_array_index (lines, i - 1);

      if (!g_str_equal (before->state, first->state))
        break;
      first = before;
    }

  return first->time;
}

const char *
ferry_record_get_field (FerryRecord *self,
                        const char  *name)
{
  GPtrArray *lines;

  g_return_val_if_fail (FERRY_IS_RECORD (self), NULL);

  lines = get_lines (self);
  for (guint i = lines ? lines->len : 0; i > 0; i--)
    {
      FerryJournalEntry *entry = g_ptr_array_index (lines, i - 1);
      const char *value = ferry_json_get_string (entry->fields, name);

      if (value)
        return *value ? value : NULL;
    }

  return NULL;
}

GPtrArray *
ferry_record_get_entries (FerryRecord *self)
{
  GPtrArray *lines;

  g_return_val_if_fail (FERRY_IS_RECORD (self), NULL);

  lines = get_lines (self);

  return lines ? g_ptr_array_copy (lines, NULL, NULL) : g_ptr_array_new ();
}
