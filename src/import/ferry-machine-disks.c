/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-machine-disks.h"

#include "base/ferry-error.h"

static gboolean
is_ended (FerryTaskState state)
{
  return state == FERRY_TASK_FAILED || state == FERRY_TASK_CANCELLED;
}

void
ferry_machine_disks_sum (FerryMachineDisks    *self,
                         const FerryTaskState *states,
                         guint                 n_states,
                         gboolean              has_boot,
                         gboolean              undone)
{
  gboolean boot_ended = has_boot && n_states > 0 && (is_ended (states[0]) || undone);

  *self = (FerryMachineDisks) { .n = n_states };

  for (guint i = 0; i < n_states; i++)
    {
      gboolean is_boot = has_boot && i == 0;

      if (states[i] != FERRY_TASK_PLANNED)
        self->n_begun++;
      if (states[i] == FERRY_TASK_UNCONFIRMED)
        self->n_unconfirmed++;

      if (is_ended (states[i]) || (is_boot && undone))
        self->n_ended++;
      else if (states[i] == FERRY_TASK_LANDED)
        self->n_landed++;
      /* Where there is no boot disk, nobody will say in which zone the others go. */
      else if (states[i] != FERRY_TASK_PLANNED || is_boot || !boot_ended)
        self->n_going++;
    }

  self->boot_landed = has_boot && n_states > 0 && states[0] == FERRY_TASK_LANDED && !undone;
}

FerryMachineState
ferry_machine_disks_judge (const FerryMachineDisks *self)
{
  if (self->n_landed == self->n)
    return FERRY_MACHINE_LANDED;
  if (self->n_ended > 0 && self->n_going == 0)
    return FERRY_MACHINE_FAILED;
  if (self->n_unconfirmed > 0)
    return FERRY_MACHINE_UNCONFIRMED;

  return self->n_begun > 0 ? FERRY_MACHINE_IMPORTING : FERRY_MACHINE_WAITING;
}

static GError *
make_error (FerryTask *task)
{
  const GError *error = ferry_task_get_error (task);
  const char *source = ferry_task_get_source (task);
  const char *reason = error ? error->message : ferry_task_get_message (task);
  int code = error && error->domain == FERRY_ERROR ? error->code : FERRY_ERROR_FAILED;

  return g_error_new (FERRY_ERROR, code, "%s: %s", source ? source : ferry_task_get_name (task),
                      reason ? reason : "its conversion was cancelled in EC2");
}

GError *
ferry_machine_disks_dup_error (GPtrArray *imports)
{
  FerryTask *first = NULL;

  for (guint i = 0; i < imports->len; i++)
    {
      FerryTask *task = ferry_import_get_task (g_ptr_array_index (imports, i));

      if (!is_ended (ferry_task_get_state (task)))
        continue;
      /* One that says why tells more than one that was cancelled. */
      if (first == NULL || (ferry_task_get_error (task) && !ferry_task_get_error (first)))
        first = task;
    }

  return first ? make_error (first) : NULL;
}
