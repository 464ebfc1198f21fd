/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-plan-look.h"

/* Disks at the same time: one more than are looked into, so that none of these waits for its
 * size.
 */
#define AT_ONCE (FERRY_INSPECTIONS_AT_ONCE + 1)

typedef struct {
  FerryClient          *client;
  FerryDiskInspections *inspections;
  GPtrArray            *waiting;  /* of FerryDisk, the first at the end */
  guint                 n_running;
} State;

/* One of the disks; the last that is freed ends the task. */
typedef struct {
  GTask     *task;
  FerryDisk *disk;
} Look;

static void
state_free (State *state)
{
  g_object_unref (state->client);
  g_object_unref (state->inspections);
  g_ptr_array_unref (state->waiting);
  g_free (state);
}

static void go_on (GTask *task);

static void
look_free (Look *look)
{
  State *state = g_task_get_task_data (look->task);

  state->n_running--;
  go_on (look->task);
  g_object_unref (look->disk);
  g_object_unref (look->task);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Look) look = user_data;
  g_autoptr(FerryObject) object = NULL;
  g_autoptr(FerryDisk) disk = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryDiskReport) report =
    ferry_disk_inspections_look_finish (FERRY_DISK_INSPECTIONS (source), result, &object, &error);

  if (report == NULL)
    {
      g_debug ("A disk of the plan cannot be read: %s", error->message);
      return;
    }

  disk = ferry_disk_new (ferry_disk_get_region (look->disk), ferry_disk_get_bucket (look->disk),
                         ferry_disk_get_key (look->disk), ferry_object_get_etag (object),
                         ferry_object_get_storage_class (object), ferry_object_get_size (object),
                         report);
  ferry_plan_update_disk (g_task_get_source_object (look->task), disk);
}

static void
headed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Look) look = user_data;
  State *state = g_task_get_task_data (look->task);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryObject) object =
    ferry_s3_head_object_finish (FERRY_CLIENT (source), result, &error);

  if (object == NULL)
    {
      g_debug ("A disk of the plan is not there: %s", error->message);
      return;
    }

  ferry_disk_inspections_look_async (state->inspections, state->client,
                                     ferry_disk_get_region (look->disk),
                                     ferry_disk_get_bucket (look->disk), object,
                                     FERRY_INSPECTION_WAITED_FOR,
                                     g_task_get_cancellable (look->task), looked_cb, look);
  look = NULL;
}

static void
start (GTask *task)
{
  State *state = g_task_get_task_data (task);
  Look *look = g_new0 (Look, 1);

  look->task = g_object_ref (task);
  look->disk = g_ptr_array_steal_index (state->waiting, state->waiting->len - 1);
  state->n_running++;
  ferry_s3_head_object_async (state->client, ferry_disk_get_region (look->disk),
                              ferry_disk_get_bucket (look->disk), ferry_disk_get_key (look->disk),
                              g_task_get_cancellable (task), headed_cb, look);
}

static void
go_on (GTask *task)
{
  State *state = g_task_get_task_data (task);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    g_ptr_array_set_size (state->waiting, 0);
  while (state->waiting->len > 0 && state->n_running < AT_ONCE)
    start (task);
  if (state->n_running == 0 && !g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
}

static GPtrArray *
list_unknown (FerryPlan *plan)
{
  g_autoptr(GPtrArray) disks = ferry_plan_dup_disks (plan);
  GPtrArray *unknown = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = disks->len; i > 0; i--)
    {
      FerryDisk *disk = g_ptr_array_index (disks, i - 1);

      if (ferry_disk_get_size (disk) == 0)
        g_ptr_array_add (unknown, g_object_ref (disk));
    }

  return unknown;
}

void
ferry_plan_look_async (FerryPlan            *plan,
                       FerryClient          *client,
                       FerryDiskInspections *inspections,
                       GCancellable         *cancellable,
                       GAsyncReadyCallback   callback,
                       gpointer              user_data)
{
  g_autoptr(GTask) task = NULL;
  State *state;

  g_return_if_fail (FERRY_IS_PLAN (plan));
  g_return_if_fail (FERRY_IS_CLIENT (client));
  g_return_if_fail (FERRY_IS_DISK_INSPECTIONS (inspections));

  task = g_task_new (plan, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_plan_look_async);
  state = g_new0 (State, 1);
  state->client = g_object_ref (client);
  state->inspections = g_object_ref (inspections);
  state->waiting = list_unknown (plan);
  g_task_set_task_data (task, state, (GDestroyNotify) state_free);
  go_on (task);
}

gboolean
ferry_plan_look_finish (FerryPlan     *plan,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, plan), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
