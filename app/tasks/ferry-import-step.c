/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-import-step.h"

#include "tasks/ferry-explanation.h"

#include <glib/gi18n.h>

#include <string.h>

const char *
ferry_step_get_name (FerryStep step)
{
  switch (step)
    {
    case FERRY_STEP_MANIFEST:
      return C_("step of an import", "Manifest");
    case FERRY_STEP_REQUESTED:
      return C_("step of an import", "Requested");
    case FERRY_STEP_FETCHING:
      return C_("step of an import", "Fetching");
    case FERRY_STEP_CONVERTING:
      return C_("step of an import", "Converting");
    case FERRY_STEP_INSTANCE:
      return C_("step of an import", "Instance");
    case FERRY_STEP_ATTACHED:
      return C_("step of an import", "Volumes Attached");
    case FERRY_N_STEPS:
    default:
      g_return_val_if_reached ("");
    }
}

char *
ferry_import_step_describe (const FerryImportStep *self)
{
  const char *name = ferry_step_get_name (self->step);
  guint number = self->step + 1;

  switch (self->mark)
    {
    case FERRY_STEP_MARK_UNKNOWN:
      /* Translators: for screen readers: number of the step, of how many, its name */
      return g_strdup_printf (_("Step %u of %u, %s: unconfirmed"), number, self->n_steps, name);
    case FERRY_STEP_MARK_FAILED:
      return g_strdup_printf (_("Step %u of %u, %s: failed"), number, self->n_steps, name);
    case FERRY_STEP_MARK_STOPPED:
      return g_strdup_printf (_("Step %u of %u, %s: stopped"), number, self->n_steps, name);
    case FERRY_STEP_MARK_DONE:
      return g_strdup_printf (_("Step %u of %u, %s: done"), number, self->n_steps, name);
    case FERRY_STEP_MARK_CURRENT:
    default:
      return g_strdup_printf (_("Step %u of %u, %s"), number, self->n_steps, name);
    }
}

/* EC2 has it, and has not told any percent yet: it looks for the manifest and fetches the disk. */
static FerryStep
get_converting_step (FerryTask *task)
{
  return ferry_task_get_percent (task) > 0 ? FERRY_STEP_CONVERTING : FERRY_STEP_FETCHING;
}

/* A task that failed before EC2 made one does not say how far it came, but the operation that
 * failed does; a journal keeps it as a part of the error's message.
 */
static FerryStep
get_failed_step (FerryTask *task)
{
  const GError *error = ferry_task_get_error (task);
  const char *message = error != NULL ? error->message : "";

  if (ferry_task_get_conversion_task_id (task) != NULL)
    return get_converting_step (task);
  if (strstr (message, "ImportInstance") != NULL || strstr (message, "ImportVolume") != NULL ||
      ferry_task_get_heard (task) != NULL)
    return FERRY_STEP_REQUESTED;

  return FERRY_STEP_MANIFEST;
}

static FerryStepMark
get_ended_mark (FerryTask *task)
{
  if (ferry_task_is_lost (task))
    return FERRY_STEP_MARK_UNKNOWN;

  return ferry_explanation_is_needed (task) ? FERRY_STEP_MARK_FAILED : FERRY_STEP_MARK_STOPPED;
}

FerryImportStep
ferry_import_step_of_task (FerryTask *task)
{
  FerryImportStep self = { FERRY_STEP_MANIFEST, FERRY_STEP_MARK_CURRENT, FERRY_STEP_ATTACHED };

  switch (ferry_task_get_state (task))
    {
    case FERRY_TASK_PLANNED:
    case FERRY_TASK_STORING:
    case FERRY_TASK_PROVING:
      break;
    case FERRY_TASK_REQUESTING:
      self.step = FERRY_STEP_REQUESTED;
      break;
    case FERRY_TASK_UNCONFIRMED:
      self.step = FERRY_STEP_REQUESTED;
      self.mark = FERRY_STEP_MARK_UNKNOWN;
      break;
    case FERRY_TASK_CONVERTING:
    case FERRY_TASK_CANCELLING:
      self.step = get_converting_step (task);
      break;
    case FERRY_TASK_LANDED:
      self.step = FERRY_STEP_INSTANCE;
      self.mark = FERRY_STEP_MARK_DONE;
      break;
    case FERRY_TASK_CANCELLED:
    case FERRY_TASK_FAILED:
      self.step = get_failed_step (task);
      self.mark = get_ended_mark (task);
      break;
    default:
      g_return_val_if_reached (self);
    }

  return self;
}

/* (nullable): the first disk in @state */
static FerryTask *
find_task (FerryTaskItem  *item,
           FerryTaskState  state)
{
  for (guint i = 0; i < ferry_task_item_get_n_tasks (item); i++)
    {
      FerryTask *task = ferry_task_item_get_task (item, i);

      if (ferry_task_get_state (task) == state)
        return task;
    }

  return NULL;
}

static gboolean
have_all_landed (FerryTaskItem *item)
{
  for (guint i = 0; i < ferry_task_item_get_n_tasks (item); i++)
    if (ferry_task_get_state (ferry_task_item_get_task (item, i)) != FERRY_TASK_LANDED)
      return FALSE;

  return TRUE;
}

/* While disks are on their way: the boot disk's, and when that has landed, that of the others. */
static FerryStep
get_disks_step (FerryTaskItem *item)
{
  FerryTask *boot = ferry_task_item_get_task (item, 0);

  if (have_all_landed (item))
    return FERRY_STEP_INSTANCE;
  if (ferry_task_get_state (boot) == FERRY_TASK_LANDED)
    return FERRY_STEP_CONVERTING;

  return ferry_import_step_of_task (boot).step;
}

static FerryStep
get_machine_failed_step (FerryTaskItem *item)
{
  FerryTask *failed = find_task (item, FERRY_TASK_FAILED);

  if (failed == NULL)
    failed = find_task (item, FERRY_TASK_CANCELLED);
  if (failed != NULL)
    return ferry_import_step_of_task (failed).step;

  return have_all_landed (item) ? FERRY_STEP_ATTACHED : get_disks_step (item);
}

static void
set_asking (FerryImportStep *self,
            FerryTaskItem   *item)
{
  self->mark = FERRY_STEP_MARK_UNKNOWN;

  switch (ferry_task_item_get_question (item))
    {
    case FERRY_QUESTION_SOURCES:
      self->step = self->n_steps - 1;
      self->mark = FERRY_STEP_MARK_DONE;
      break;
    case FERRY_QUESTION_DEVICE:
      self->step = self->n_steps - 1;
      break;
    case FERRY_QUESTION_RACED:
      self->step = FERRY_STEP_INSTANCE;
      break;
    case FERRY_QUESTION_NONE:
    case FERRY_QUESTION_COPY:
    default:
      self->step = get_disks_step (item);
      break;
    }
}

static void
set_machine_step (FerryImportStep *self,
                  FerryTaskItem   *item)
{
  switch (ferry_task_item_get_state (item))
    {
    case FERRY_MACHINE_WAITING:
      break;
    case FERRY_MACHINE_UNCONFIRMED:
      self->mark = FERRY_STEP_MARK_UNKNOWN;
      self->step = get_disks_step (item);
      break;
    case FERRY_MACHINE_IMPORTING:
    case FERRY_MACHINE_CANCELLING:
      self->step = get_disks_step (item);
      break;
    case FERRY_MACHINE_TAGGING:
      self->step = FERRY_STEP_INSTANCE;
      break;
    case FERRY_MACHINE_ATTACHING:
      self->step = self->n_steps - 1;
      break;
    case FERRY_MACHINE_ASKING:
      set_asking (self, item);
      break;
    case FERRY_MACHINE_LANDED:
      self->step = self->n_steps - 1;
      self->mark = FERRY_STEP_MARK_DONE;
      break;
    case FERRY_MACHINE_CANCELLED:
      self->step = get_disks_step (item);
      self->mark = FERRY_STEP_MARK_STOPPED;
      break;
    case FERRY_MACHINE_FAILED:
      self->step = get_machine_failed_step (item);
      self->mark = FERRY_STEP_MARK_FAILED;
      break;
    default:
      g_return_if_reached ();
    }
}

FerryImportStep
ferry_import_step_of_item (FerryTaskItem *item)
{
  guint n_tasks = ferry_task_item_get_n_tasks (item);
  FerryImportStep self = { FERRY_STEP_MANIFEST, FERRY_STEP_MARK_CURRENT,
                           n_tasks > 1 ? FERRY_N_STEPS : FERRY_STEP_ATTACHED };

  if (!ferry_task_item_is_machine (item))
    return ferry_import_step_of_task (ferry_task_item_get_task (item, 0));

  set_machine_step (&self, item);
  self.step = MIN (self.step, self.n_steps - 1);

  return self;
}
