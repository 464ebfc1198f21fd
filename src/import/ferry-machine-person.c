/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-machine-import-private.h"

#include "base/ferry-error.h"
#include "base/ferry-json.h"
#include "import/ferry-source-removal.h"

/* What a person does with a machine. Each wish is in the journal before anything is done about it,
 * so that a restart goes on with it.
 */

static GTask *
make_task (FerryMachineImport  *self,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data,
           gpointer             tag)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);

  return task;
}

/* (transfer full): a line of one field, and no more than NULL of another */
static JsonObject *
make_fields (const char *name,
             const char *value,
             const char *other,
             const char *other_value)
{
  JsonObject *fields = json_object_new ();

  ferry_json_set_string (fields, name, value);
  if (other)
    ferry_json_set_string (fields, other, other_value);

  return fields;
}

static gboolean
end_if (GTask        *task,
        const GError *error)
{
  if (error == NULL)
    return FALSE;

  g_task_return_error (task, g_error_copy (error));

  return TRUE;
}

static void
cancel_disks (FerryMachineImport *self)
{
  for (guint i = 0; i < self->imports->len; i++)
    {
      FerryTask *task = ferry_machine_import_get_task (self, i);

      if (!ferry_task_state_is_finished (ferry_task_get_state (task)))
        ferry_import_cancel (g_ptr_array_index (self->imports, i));
    }
}

static void
cancel_written (FerryMachineImport *self,
                const GError       *error,
                gpointer            user_data)
{
  g_autoptr(GTask) task = user_data;

  if (end_if (task, error))
    {
      self->is_cancelling = FALSE;
      ferry_machine_import_judge (self);
      return;
    }

  cancel_disks (self);
  ferry_machine_import_judge (self);
  g_task_return_boolean (task, TRUE);
}

static void
stop_landing (FerryMachineImport *self)
{
  if (self->landing == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->landing, self);
  ferry_landing_abandon (self->landing);
  g_clear_object (&self->landing);
  self->goes_on = FALSE;
}

void
ferry_machine_import_cancel_async (FerryMachineImport  *self,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(JsonObject) fields = NULL;

  g_return_if_fail (FERRY_IS_MACHINE_IMPORT (self));

  task = make_task (self, cancellable, callback, user_data, ferry_machine_import_cancel_async);
  if (!ferry_machine_import_can_cancel (self))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  fields = make_fields ("wish", "cancel", NULL, NULL);
  stop_landing (self);
  self->is_cancelling = TRUE;
  ferry_machine_import_write (self, FERRY_MACHINE_CANCELLING, fields, cancel_written,
                              g_steal_pointer (&task));
  ferry_machine_import_judge (self);
}

gboolean
ferry_machine_import_cancel_finish (FerryMachineImport  *self,
                                    GAsyncResult        *result,
                                    GError             **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Whether the landing has found that the volume of a disk was removed meanwhile. */
static gboolean
is_gone (FerryMachineImport *self,
         guint               index)
{
  FerryTask *task = ferry_machine_import_get_task (self, index);

  return ferry_task_get_position (task) > 0 && ferry_task_get_volume_id (task) &&
         g_strcmp0 (ferry_record_get_field (self->record, "gone"),
                    ferry_task_get_volume_id (task)) == 0;
}

void
ferry_machine_import_renew (FerryMachineImport *self)
{
  self->is_cancelling = FALSE;
  for (guint i = 0; i < self->imports->len; i++)
    {
      if (is_gone (self, i))
        stop_landing (self);
      else if (!ferry_machine_import_is_ended (self, i))
        continue;

      if (i == 0)
        self->is_undone = FALSE;
      ferry_import_retry (g_ptr_array_index (self->imports, i));
    }

  self->goes_on = FALSE;
  self->renews = TRUE;
  ferry_machine_import_judge (self);
  self->renews = FALSE;
}

/* @user_data: (nullable): who waits for it */
static void
renewal_written (FerryMachineImport *self,
                 const GError       *error,
                 gpointer            user_data)
{
  g_autoptr(GTask) task = user_data;

  if (error && task)
    {
      end_if (task, error);
      return;
    }

  if (error)
    {
      ferry_machine_import_refuse (self, error);
      return;
    }

  ferry_machine_import_renew (self);
  if (task)
    g_task_return_boolean (task, TRUE);
}

static void
write_renewal (FerryMachineImport *self,
               GTask              *task)
{
  g_autoptr(JsonObject) fields = make_fields ("wish", "retry", NULL, NULL);

  ferry_json_set_string (fields, "undo", "");
  ferry_json_set_string (fields, "refused", "");
  ferry_json_set_string (fields, "question", "");
  ferry_machine_import_write (self, FERRY_MACHINE_IMPORTING, fields, renewal_written, task);
}

void
ferry_machine_import_retry (FerryMachineImport *self)
{
  g_return_if_fail (FERRY_IS_MACHINE_IMPORT (self));

  if (!ferry_machine_import_can_retry (self))
    return;

  g_clear_error (&self->refusal);
  write_renewal (self, NULL);
}

static void
undone_written (FerryMachineImport *self,
                const GError       *error,
                gpointer            user_data)
{
  g_autoptr(GTask) task = user_data;

  self->is_undoing = FALSE;
  self->is_undone = TRUE;
  ferry_machine_import_judge (self);
  if (task && !end_if (task, error))
    g_task_return_boolean (task, TRUE);
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FerryMachineImport *self = g_task_get_source_object (task);
  g_autoptr(FerryActivity) activity = g_object_ref (self->activity);
  g_autoptr(JsonObject) fields = NULL;
  g_autoptr(GError) error = NULL;

  if (ferry_landing_undo_finish (FERRY_CLIENT (source), result, &error))
    {
      fields = make_fields ("undone", ferry_machine_import_get_instance_id (self), "undo", "");
      ferry_machine_import_write (self, FERRY_MACHINE_CANCELLING, fields, undone_written,
                                  g_steal_pointer (&task));
    }
  else
    {
      /* The question stays. */
      self->is_undoing = FALSE;
      ferry_machine_import_judge (self);
      g_task_return_error (task, g_steal_pointer (&error));
    }
  ferry_activity_end (activity);
}

/* @task: (transfer full) */
static void
undo (FerryMachineImport *self,
      GTask              *task)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();

  ferry_activity_begin (self->activity);
  ferry_landing_undo_async (self->client, ferry_machine_import_get_region (self),
                            ferry_machine_import_get_instance_id (self), none, self->cancellable,
                            undone_cb, task);
}

static void
undo_written (FerryMachineImport *self,
              const GError       *error,
              gpointer            user_data)
{
  g_autoptr(GTask) task = user_data;

  if (error)
    {
      self->is_undoing = FALSE;
      ferry_machine_import_judge (self);
      end_if (task, error);
      return;
    }

  undo (self, g_steal_pointer (&task));
}

static void
answer_raced (FerryMachineImport *self,
              const char         *answer,
              GTask              *task)
{
  g_autoptr(JsonObject) fields = NULL;

  if (!g_str_equal (answer, "terminate"))
    {
      write_renewal (self, task);
      return;
    }

  self->is_undoing = TRUE;
  fields = make_fields ("undo", ferry_machine_import_get_instance_id (self), "question", "");
  ferry_machine_import_write (self, FERRY_MACHINE_CANCELLING, fields, undo_written, task);
  ferry_machine_import_judge (self);
}

void
ferry_machine_import_go_on_with_copy (FerryMachineImport *self)
{
  g_autoptr(FerryClient) client = self->client ? g_object_ref (self->client) : NULL;

  self->is_copy = FALSE;
  self->is_taken_over = self->is_foreign;
  for (guint i = 0; i < self->imports->len; i++)
    ferry_import_go_on (g_ptr_array_index (self->imports, i));
  if (client)
    ferry_machine_import_set_client (self, client);
  ferry_machine_import_judge (self);
}

static void
take_answer (FerryMachineImport *self,
             gboolean            leaves)
{
  if (!leaves)
    {
      ferry_machine_import_go_on_with_copy (self);
      return;
    }

  self->is_left = self->is_copy;
  ferry_machine_import_leave (self);
  ferry_machine_import_judge (self);
}

static void
copy_written (FerryMachineImport *self,
              const GError       *error,
              gpointer            user_data)
{
  g_autoptr(GTask) task = user_data;

  if (end_if (task, error))
    return;

  take_answer (self, GPOINTER_TO_INT (g_task_get_task_data (task)));
  g_task_return_boolean (task, TRUE);
}

static void
answer_copy (FerryMachineImport *self,
             const char         *answer,
             GTask              *task)
{
  gboolean leaves = g_str_equal (answer, "leave");
  g_autoptr(JsonObject) fields = make_fields (self->is_copy ? "copy" : "answer",
                                              leaves ? "leave" : "go-on", NULL, NULL);

  /* What another desk's journal wants to have deleted is asked about here. */
  if (self->is_foreign)
    {
      ferry_json_set_string (fields, "undo", "");
      ferry_json_set_string (fields, "sources", "");
    }

  g_task_set_task_data (task, GINT_TO_POINTER (leaves), NULL);
  /* Nothing is added to a damaged journal, so the next start asks again. */
  if (ferry_journal_get_damage (ferry_record_get_journal (self->record)))
    {
      take_answer (self, leaves);
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  ferry_machine_import_write (self, leaves && self->is_copy ? FERRY_MACHINE_CANCELLED
                                                            : FERRY_MACHINE_IMPORTING,
                              fields, copy_written, task);
}

static void
sources_written (FerryMachineImport *self,
                 const GError       *error,
                 gpointer            user_data)
{
  g_autoptr(GTask) task = user_data;

  ferry_machine_import_judge (self);
  if (task && !end_if (task, error))
    g_task_return_boolean (task, TRUE);
}

static void
sources_removed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FerryMachineImport *self = g_task_get_source_object (task);
  g_autoptr(FerryActivity) activity = g_object_ref (self->activity);
  g_autoptr(JsonObject) fields = NULL;
  g_autoptr(GError) error = NULL;

  self->is_deleting = FALSE;
  if (ferry_source_removal_finish (self->record, result, &error))
    {
      fields = make_fields ("sources", "deleted", NULL, NULL);
      ferry_machine_import_write (self, FERRY_MACHINE_LANDED, fields, sources_written,
                                  g_steal_pointer (&task));
    }
  else
    {
      ferry_machine_import_judge (self);
      g_task_return_error (task, g_steal_pointer (&error));
    }
  ferry_activity_end (activity);
}

/* @task: (transfer full) */
static void
delete_sources (FerryMachineImport *self,
                GTask              *task)
{
  self->is_deleting = TRUE;
  ferry_activity_begin (self->activity);
  ferry_machine_import_judge (self);
  ferry_source_removal_async (self->record, self->client, self->cancellable, sources_removed_cb,
                              task);
}

static void
deletion_written (FerryMachineImport *self,
                  const GError       *error,
                  gpointer            user_data)
{
  g_autoptr(GTask) task = user_data;

  if (!end_if (task, error))
    delete_sources (self, g_steal_pointer (&task));
}

static void
answer_sources (FerryMachineImport *self,
                const char         *answer,
                GTask              *task)
{
  gboolean deletes = g_str_equal (answer, "delete");
  g_autoptr(JsonObject) fields = make_fields ("sources", deletes ? "deleting" : "keep", NULL, NULL);

  ferry_machine_import_write (self, FERRY_MACHINE_LANDED, fields,
                              deletes ? deletion_written : sources_written, task);
}

void
ferry_machine_import_answer_async (FerryMachineImport  *self,
                                   const char          *answer,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (FERRY_IS_MACHINE_IMPORT (self));
  g_return_if_fail (answer != NULL);

  task = make_task (self, cancellable, callback, user_data, ferry_machine_import_answer_async);
  if (self->client == NULL && self->question != FERRY_QUESTION_COPY)
    {
      g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_FAILED,
                               "The account of this machine is not at hand");
      return;
    }

  switch (self->question)
    {
    case FERRY_QUESTION_DEVICE:
      ferry_landing_answer (self->landing, answer);
      g_task_return_boolean (task, TRUE);
      break;

    case FERRY_QUESTION_RACED:
      answer_raced (self, answer, g_steal_pointer (&task));
      break;

    case FERRY_QUESTION_COPY:
      answer_copy (self, answer, g_steal_pointer (&task));
      break;

    case FERRY_QUESTION_SOURCES:
      answer_sources (self, answer, g_steal_pointer (&task));
      break;

    case FERRY_QUESTION_NONE:
    default:
      g_task_return_boolean (task, TRUE);
    }
}

gboolean
ferry_machine_import_answer_finish (FerryMachineImport  *self,
                                    GAsyncResult        *result,
                                    GError             **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
has_field (FerryMachineImport *self,
           const char         *name,
           const char         *value)
{
  return g_strcmp0 (ferry_record_get_field (self->record, name), value) == 0;
}

/* The line of the journal with which a subject ends; 0: none */
static guint
get_last_line (FerryRecord *record)
{
  g_autoptr(GPtrArray) lines = ferry_record_get_entries (record);
  FerryJournalEntry *last = lines->len > 0 ? g_ptr_array_index (lines, lines->len - 1) : NULL;

  return last ? last->number : 0;
}

void
ferry_machine_import_take_renewal (FerryMachineImport *self)
{
  FerryJournal *journal = ferry_record_get_journal (self->record);
  guint machine = ferry_record_get_machine_position (self->record);
  guint wished = get_last_line (self->record);

  if (g_strcmp0 (self->word, "importing") != 0 || !has_field (self, "wish", "retry"))
    return;

  for (guint i = 0; i < self->imports->len; i++)
    {
      FerryTask *task = ferry_machine_import_get_task (self, i);
      g_autoptr(FerryRecord) record = NULL;

      record = ferry_record_new (journal, machine, ferry_task_get_position (task));
      if ((ferry_machine_import_is_ended (self, i) || is_gone (self, i)) &&
          get_last_line (record) < wished)
        ferry_import_retry (g_ptr_array_index (self->imports, i));
    }
}

void
ferry_machine_import_leave (FerryMachineImport *self)
{
  for (guint i = 0; i < self->imports->len; i++)
    {
      FerryTask *task = ferry_machine_import_get_task (self, i);

      if (self->is_left || ferry_task_get_wait (task) == FERRY_TASK_WAIT_PERSON)
        ferry_import_cancel (g_ptr_array_index (self->imports, i));
    }
}

void
ferry_machine_import_go_on_with (FerryMachineImport *self)
{
  if (self->is_copy)
    return;

  if (self->is_cancelling)
    cancel_disks (self);
  if (self->is_foreign || self->is_old)
    return;

  if (ferry_record_get_field (self->record, "undo") && !self->is_undoing)
    {
      self->is_undoing = TRUE;
      undo (self, make_task (self, self->cancellable, NULL, NULL,
                             ferry_machine_import_go_on_with));
    }

  if (has_field (self, "sources", "deleting") && !self->is_deleting)
    delete_sources (self, make_task (self, self->cancellable, NULL, NULL,
                                     ferry_machine_import_go_on_with));
}
