/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-machine-import-private.h"

/* What is known of a machine's import. */

FerryMachine *
ferry_machine_import_get_machine (FerryMachineImport *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_IMPORT (self), NULL);

  return ferry_record_get_machine (self->record);
}

guint
ferry_machine_import_get_position (FerryMachineImport *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_IMPORT (self), 0);

  return ferry_record_get_machine_position (self->record);
}

const char *
ferry_machine_import_get_run_id (FerryMachineImport *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_IMPORT (self), NULL);

  return ferry_journal_get_run_id (ferry_record_get_journal (self->record));
}

const char *
ferry_machine_import_get_account_id (FerryMachineImport *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_IMPORT (self), NULL);

  return ferry_plan_get_account_id (ferry_journal_get_plan (
                                      ferry_record_get_journal (self->record)));
}

const char *
ferry_machine_import_get_region (FerryMachineImport *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_IMPORT (self), NULL);

  return ferry_machine_get_region (ferry_record_get_machine (self->record));
}

FerryRoad
ferry_machine_import_get_road (FerryMachineImport *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_IMPORT (self), FERRY_ROAD_CLASSIC);

  return ferry_machine_get_road (ferry_record_get_machine (self->record));
}

FerryMachineState
ferry_machine_import_get_state (FerryMachineImport *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_IMPORT (self), FERRY_MACHINE_FAILED);

  return self->state;
}

FerryQuestion
ferry_machine_import_get_question (FerryMachineImport *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_IMPORT (self), FERRY_QUESTION_NONE);

  return self->question;
}

const char *
ferry_machine_import_get_subject (FerryMachineImport *self)
{
  guint position;

  g_return_val_if_fail (FERRY_IS_MACHINE_IMPORT (self), NULL);

  return self->landing && self->question == FERRY_QUESTION_DEVICE
           ? ferry_landing_get_subject (self->landing, &position) : NULL;
}

const GError *
ferry_machine_import_get_error (FerryMachineImport *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_IMPORT (self), NULL);

  return self->error;
}

const GError *
ferry_machine_import_get_notice (FerryMachineImport *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_IMPORT (self), NULL);

  return self->notice == NULL && self->landing ? ferry_landing_get_notice (self->landing)
                                               : self->notice;
}

gboolean
ferry_machine_import_get_held (FerryMachineImport *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_IMPORT (self), FALSE);

  return self->held;
}

void
ferry_machine_import_set_held (FerryMachineImport *self,
                               gboolean            held)
{
  g_return_if_fail (FERRY_IS_MACHINE_IMPORT (self));

  if (self->held == held)
    return;

  self->held = held;
  ferry_machine_import_notify (self, "held");
}

GDateTime *
ferry_machine_import_get_started (FerryMachineImport *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_IMPORT (self), NULL);

  return ferry_journal_get_started (ferry_record_get_journal (self->record));
}

GDateTime *
ferry_machine_import_get_finished (FerryMachineImport *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_IMPORT (self), NULL);

  return self->finished;
}

GListModel *
ferry_machine_import_get_tasks (FerryMachineImport *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_IMPORT (self), NULL);

  return G_LIST_MODEL (self->tasks);
}

const char *
ferry_machine_import_get_instance_id (FerryMachineImport *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_IMPORT (self), NULL);

  return self->has_boot ? ferry_task_get_instance_id (ferry_machine_import_get_task (self, 0))
                        : NULL;
}

const char *
ferry_machine_import_get_instance_state (FerryMachineImport *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_IMPORT (self), NULL);

  if (self->instance_state)
    return self->instance_state;

  return self->landing ? ferry_landing_get_instance_state (self->landing) : NULL;
}

const char *
ferry_machine_import_get_device (FerryMachineImport *self,
                                 guint               position)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_IMPORT (self), NULL);

  return self->landing ? ferry_landing_get_device (self->landing, position) : NULL;
}

gboolean
ferry_machine_import_get_starting (FerryMachineImport *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_IMPORT (self), FALSE);

  return self->starting;
}

gboolean
ferry_machine_import_is_kept_off (FerryMachineImport *self)
{
  return self->is_left || self->is_copy || (self->is_foreign && !self->is_taken_over);
}

gboolean
ferry_machine_import_is_taken_over (FerryMachineImport *self)
{
  return self->is_taken_over;
}

gboolean
ferry_machine_import_needs_us (FerryMachineImport *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_IMPORT (self), FALSE);

  /* Without the account it waits for a person, not for this computer. */
  if (self->client == NULL || ferry_machine_import_is_kept_off (self))
    return FALSE;

  for (guint i = 0; i < self->imports->len; i++)
    if (ferry_import_needs_us (g_ptr_array_index (self->imports, i)))
      return TRUE;

  if (self->starting || self->is_undoing || self->is_deleting || self->preparing)
    return TRUE;
  if (ferry_machine_import_is_queued (self))
    return !self->held;

  return self->state == FERRY_MACHINE_TAGGING || self->state == FERRY_MACHINE_ATTACHING;
}

gboolean
ferry_machine_import_can_cancel (FerryMachineImport *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_IMPORT (self), FALSE);

  return !ferry_machine_state_is_finished (self->state) && !self->is_cancelling &&
         !self->is_copy && !self->is_left;
}

gboolean
ferry_machine_import_can_retry (FerryMachineImport *self)
{
  g_return_val_if_fail (FERRY_IS_MACHINE_IMPORT (self), FALSE);

  if (ferry_machine_import_is_kept_off (self) || (self->state != FERRY_MACHINE_FAILED &&
                                                  self->state != FERRY_MACHINE_CANCELLED))
    return FALSE;
  /* It was refused before there was a journal. */
  if (self->refusal && ferry_record_get_state (self->record) == NULL)
    return FALSE;

  return TRUE;
}

gboolean
ferry_machine_import_can_start (FerryMachineImport *self)
{
  const char *state = ferry_machine_import_get_instance_state (self);

  g_return_val_if_fail (FERRY_IS_MACHINE_IMPORT (self), FALSE);

  return self->state == FERRY_MACHINE_LANDED && self->client && !self->starting &&
         !ferry_machine_import_is_kept_off (self) &&
         ferry_machine_import_get_instance_id (self) &&
         (state == NULL || g_str_equal (state, "stopped"));
}
