/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-item.h"

/* It keeps what the machine says, so that one that nobody moves says it in the same way. */
struct _FerryTaskItem {
  GObject             parent_instance;

  FerryMachineImport *import;    /* (nullable) */
  FerryMachine       *machine;   /* (nullable) */
  gboolean            is_machine;
  GPtrArray          *tasks;     /* FerryTask */

  FerryMachineState   state;
  FerryQuestion       question;
  char               *subject;   /* (nullable) */
  GError             *error;     /* (nullable) */

  guint               place;
  gboolean            pending;
  char               *problem;   /* (nullable) */
};

G_DEFINE_FINAL_TYPE (FerryTaskItem, ferry_task_item, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  SIGNAL_MATTERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
tell (FerryTaskItem *self,
      gboolean       matters)
{
  if (matters)
    g_signal_emit (self, signals[SIGNAL_MATTERED], 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static FerryMachineState
get_state_of_task (FerryTask *task)
{
  switch (ferry_task_get_state (task))
    {
    case FERRY_TASK_PLANNED:
      return FERRY_MACHINE_WAITING;
    case FERRY_TASK_UNCONFIRMED:
      return FERRY_MACHINE_UNCONFIRMED;
    case FERRY_TASK_CANCELLING:
      return FERRY_MACHINE_CANCELLING;
    case FERRY_TASK_LANDED:
      return FERRY_MACHINE_LANDED;
    case FERRY_TASK_CANCELLED:
      return FERRY_MACHINE_CANCELLED;
    case FERRY_TASK_FAILED:
      return FERRY_MACHINE_FAILED;
    case FERRY_TASK_STORING:
    case FERRY_TASK_PROVING:
    case FERRY_TASK_REQUESTING:
    case FERRY_TASK_CONVERTING:
    default:
      return FERRY_MACHINE_IMPORTING;
    }
}

static void
task_cb (FerryTaskItem *self,
         GParamSpec    *pspec,
         FerryTask     *task)
{
  const char *name = g_param_spec_get_name (pspec);

  if (!self->is_machine)
    self->state = get_state_of_task (task);
  tell (self, g_str_equal (name, "state") || g_str_equal (name, "wait"));
}

static void
import_cb (FerryTaskItem *self)
{
  const GError *error = ferry_machine_import_get_error (self->import);

  self->state = ferry_machine_import_get_state (self->import);
  self->question = ferry_machine_import_get_question (self->import);
  g_free (self->subject);
  self->subject = g_strdup (ferry_machine_import_get_subject (self->import));
  g_clear_error (&self->error);
  self->error = error ? g_error_copy (error) : NULL;
  tell (self, TRUE);
}

static void
ferry_task_item_dispose (GObject *object)
{
  FerryTaskItem *self = FERRY_TASK_ITEM (object);

  g_clear_object (&self->import);
  g_clear_object (&self->machine);

  G_OBJECT_CLASS (ferry_task_item_parent_class)->dispose (object);
}

static void
ferry_task_item_finalize (GObject *object)
{
  FerryTaskItem *self = FERRY_TASK_ITEM (object);

  g_ptr_array_unref (self->tasks);
  g_free (self->subject);
  g_clear_error (&self->error);
  g_free (self->problem);

  G_OBJECT_CLASS (ferry_task_item_parent_class)->finalize (object);
}

static void
ferry_task_item_class_init (FerryTaskItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_task_item_dispose;
  object_class->finalize = ferry_task_item_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", FERRY_TYPE_TASK_ITEM, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_MATTERED] = g_signal_new ("mattered", FERRY_TYPE_TASK_ITEM, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ferry_task_item_init (FerryTaskItem *self)
{
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
}

/* @task: (transfer full) */
static void
take_task (FerryTaskItem *self,
           FerryTask     *task)
{
  g_ptr_array_add (self->tasks, task);
  g_signal_connect_object (task, "notify", G_CALLBACK (task_cb), self, G_CONNECT_SWAPPED);
}

FerryTaskItem *
ferry_task_item_new_shown (FerryMachine *machine,
                           GListModel   *tasks)
{
  FerryTaskItem *self = g_object_new (FERRY_TYPE_TASK_ITEM, NULL);

  self->is_machine = TRUE;
  self->machine = machine ? g_object_ref (machine) : NULL;
  for (guint i = 0; i < g_list_model_get_n_items (tasks); i++)
    take_task (self, g_list_model_get_item (tasks, i));
  g_return_val_if_fail (self->tasks->len > 0, self);

  return self;
}

FerryTaskItem *
ferry_task_item_new_for_machine (FerryMachineImport *import)
{
  FerryTaskItem *self = ferry_task_item_new_shown (ferry_machine_import_get_machine (import),
                                                   ferry_machine_import_get_tasks (import));

  self->import = g_object_ref (import);
  g_signal_connect_object (import, "notify", G_CALLBACK (import_cb), self, G_CONNECT_SWAPPED);
  import_cb (self);

  return self;
}

FerryTaskItem *
ferry_task_item_new_for_task (FerryTask *task)
{
  FerryTaskItem *self = g_object_new (FERRY_TYPE_TASK_ITEM, NULL);

  take_task (self, g_object_ref (task));
  self->state = get_state_of_task (task);

  return self;
}

void
ferry_task_item_show (FerryTaskItem     *self,
                      FerryMachineState  state,
                      FerryQuestion      question,
                      const char        *subject,
                      const GError      *error)
{
  g_return_if_fail (FERRY_IS_TASK_ITEM (self));
  g_return_if_fail (self->import == NULL);

  self->state = state;
  self->question = question;
  g_free (self->subject);
  self->subject = g_strdup (subject);
  g_clear_error (&self->error);
  self->error = error ? g_error_copy (error) : NULL;
  tell (self, TRUE);
}

gboolean
ferry_task_item_is_machine (FerryTaskItem *self)
{
  return self->is_machine;
}

FerryMachineImport *
ferry_task_item_get_import (FerryTaskItem *self)
{
  return self->import;
}

FerryMachine *
ferry_task_item_get_machine (FerryTaskItem *self)
{
  return self->machine;
}

guint
ferry_task_item_get_n_tasks (FerryTaskItem *self)
{
  return self->tasks->len;
}

FerryTask *
ferry_task_item_get_task (FerryTaskItem *self,
                          guint          position)
{
  g_return_val_if_fail (position < self->tasks->len, NULL);

  return g_ptr_array_index (self->tasks, position);
}

/* (nullable): the disk of the plan */
static FerryMachineDisk *
get_disk (FerryTaskItem *self,
          guint          position)
{
  if (self->machine == NULL || position >= ferry_machine_get_n_disks (self->machine))
    return NULL;

  return ferry_machine_get_disk (self->machine, position);
}

guint64
ferry_task_item_get_size (FerryTaskItem *self,
                          guint          position)
{
  FerryMachineDisk *disk = get_disk (self, position);

  return disk ? ferry_machine_disk_get_size (disk) : 0;
}

char *
ferry_task_item_dup_device (FerryTaskItem *self,
                            guint          position)
{
  const char *device = self->import ? ferry_machine_import_get_device (self->import, position)
                                    : NULL;

  if (device)
    return g_strdup (device);

  return get_disk (self, position) ? ferry_machine_dup_device (self->machine, position) : NULL;
}

FerryMachineState
ferry_task_item_get_state (FerryTaskItem *self)
{
  return self->state;
}

gboolean
ferry_task_item_is_finished (FerryTaskItem *self)
{
  return ferry_machine_state_is_finished (self->state);
}

gboolean
ferry_task_item_is_converting (FerryTaskItem *self)
{
  return self->state == FERRY_MACHINE_IMPORTING || self->state == FERRY_MACHINE_UNCONFIRMED ||
         self->state == FERRY_MACHINE_CANCELLING;
}

FerryQuestion
ferry_task_item_get_question (FerryTaskItem *self)
{
  return self->question;
}

const char *
ferry_task_item_get_subject (FerryTaskItem *self)
{
  return self->subject;
}

const GError *
ferry_task_item_get_error (FerryTaskItem *self)
{
  return self->is_machine ? self->error
                          : ferry_task_get_error (ferry_task_item_get_task (self, 0));
}

gboolean
ferry_task_item_get_held (FerryTaskItem *self)
{
  return self->import != NULL && ferry_machine_import_get_held (self->import);
}

gboolean
ferry_task_item_get_starting (FerryTaskItem *self)
{
  return self->import != NULL && ferry_machine_import_get_starting (self->import);
}

const char *
ferry_task_item_get_instance_id (FerryTaskItem *self)
{
  return ferry_task_get_instance_id (ferry_task_item_get_task (self, 0));
}

const char *
ferry_task_item_get_instance_state (FerryTaskItem *self)
{
  return self->import ? ferry_machine_import_get_instance_state (self->import) : NULL;
}

const char *
ferry_task_item_get_region (FerryTaskItem *self)
{
  return ferry_task_get_region (ferry_task_item_get_task (self, 0));
}

const char *
ferry_task_item_get_account_id (FerryTaskItem *self)
{
  return ferry_task_get_account_id (ferry_task_item_get_task (self, 0));
}

GDateTime *
ferry_task_item_get_started (FerryTaskItem *self)
{
  if (self->import)
    return ferry_machine_import_get_started (self->import);

  return ferry_task_get_started (ferry_task_item_get_task (self, 0));
}

GDateTime *
ferry_task_item_get_finished (FerryTaskItem *self)
{
  GDateTime *finished = NULL;

  if (self->import)
    return ferry_machine_import_get_finished (self->import);

  for (guint i = 0; ferry_task_item_is_finished (self) && i < self->tasks->len; i++)
    {
      GDateTime *time = ferry_task_get_finished (g_ptr_array_index (self->tasks, i));

      if (time && (finished == NULL || g_date_time_compare (time, finished) > 0))
        finished = time;
    }

  return finished;
}

GDateTime *
ferry_task_item_get_heard (FerryTaskItem *self)
{
  GDateTime *heard = NULL;

  for (guint i = 0; i < self->tasks->len; i++)
    {
      GDateTime *time = ferry_task_get_heard (g_ptr_array_index (self->tasks, i));

      if (time && (heard == NULL || g_date_time_compare (time, heard) > 0))
        heard = time;
    }

  return heard;
}

int
ferry_task_item_get_percent (FerryTaskItem *self)
{
  gboolean known = FALSE;
  guint64 whole = 0;
  guint64 done = 0;

  for (guint i = 0; i < self->tasks->len; i++)
    {
      FerryTask *task = g_ptr_array_index (self->tasks, i);
      guint64 size = MAX (ferry_task_item_get_size (self, i), 1);
      int percent = ferry_task_get_percent (task);

      if (ferry_task_get_state (task) == FERRY_TASK_LANDED)
        percent = 100;
      known |= percent >= 0;
      whole += size;
      done += size * (guint64) MAX (percent, 0);
    }

  return known && whole > 0 ? (int) (done / whole) : -1;
}

gboolean
ferry_task_item_can_cancel (FerryTaskItem *self)
{
  FerryTask *task = ferry_task_item_get_task (self, 0);

  if (self->pending)
    return FALSE;
  if (self->import)
    return ferry_machine_import_can_cancel (self->import);
  if (self->is_machine)
    return !ferry_task_item_is_finished (self) && self->state != FERRY_MACHINE_CANCELLING;

  return ferry_task_get_state (task) == FERRY_TASK_CONVERTING &&
         ferry_task_get_conversion_task_id (task) != NULL;
}

gboolean
ferry_task_item_can_retry (FerryTaskItem *self)
{
  if (self->import)
    return !self->pending && ferry_machine_import_can_retry (self->import);

  return self->is_machine && (self->state == FERRY_MACHINE_FAILED ||
                              self->state == FERRY_MACHINE_CANCELLED);
}

gboolean
ferry_task_item_can_start (FerryTaskItem *self)
{
  if (self->import)
    return !self->pending && ferry_machine_import_can_start (self->import);

  return self->is_machine && self->state == FERRY_MACHINE_LANDED;
}

guint
ferry_task_item_get_place (FerryTaskItem *self)
{
  return self->place;
}

void
ferry_task_item_set_place (FerryTaskItem *self,
                           guint          place)
{
  if (self->place == place)
    return;

  self->place = place;
  tell (self, FALSE);
}

gboolean
ferry_task_item_is_pending (FerryTaskItem *self)
{
  return self->pending;
}

const char *
ferry_task_item_get_problem (FerryTaskItem *self)
{
  return self->problem;
}

void
ferry_task_item_set_pending (FerryTaskItem *self,
                             gboolean       pending,
                             const char    *problem)
{
  g_return_if_fail (FERRY_IS_TASK_ITEM (self));

  self->pending = pending;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  tell (self, FALSE);
}
