/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-task-cancel.h"

#include "base/ferry-error.h"
#include "ec2/ferry-conversion-tasks.h"

typedef struct {
  char   *region;
  char   *id;
  GError *error;  /* (nullable): what came of it */
} Cancel;

static void
cancel_free (Cancel *cancel)
{
  g_clear_pointer (&cancel->region, g_free);
  g_clear_pointer (&cancel->id, g_free);
  g_clear_error (&cancel->error);
  g_free (cancel);
}

static gboolean
is_active (GPtrArray *said)
{
  FerryConversionTask *task = said->len > 0 ? g_ptr_array_index (said, 0) : NULL;

  return task == NULL || task->state == FERRY_CONVERSION_ACTIVE ||
         task->state == FERRY_CONVERSION_UNKNOWN;
}

static void
end (GTask *task)
{
  Cancel *cancel = g_task_get_task_data (task);

  if (cancel->error)
    g_task_return_error (task, g_steal_pointer (&cancel->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Cancel *cancel = g_task_get_task_data (task);
  g_autoptr(GPtrArray) said = NULL;

  said = ferry_describe_conversion_tasks_finish (FERRY_CLIENT (source), result, NULL);
  if (said && !is_active (said))
    g_clear_error (&cancel->error);
  end (task);
}

/* The request is repeated when its answer is lost, and EC2 may refuse the second one because the
 * first one worked: then what counts is what became of the task.
 */
static void
cancelled_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  FerryClient *client = FERRY_CLIENT (source);
  g_autoptr(GTask) task = user_data;
  Cancel *cancel = g_task_get_task_data (task);

  if (ferry_cancel_conversion_task_finish (client, result, &cancel->error) ||
      cancel->error->domain != FERRY_ERROR)
    end (task);
  else
    ferry_describe_conversion_tasks_async (client, cancel->region, cancel->id,
                                           g_task_get_cancellable (task), looked_cb,
                                           g_object_ref (task));
}

void
ferry_task_cancel_async (FerryClient         *client,
                         const char          *region,
                         const char          *id,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Cancel *cancel = g_new0 (Cancel, 1);

  cancel->region = g_strdup (region);
  cancel->id = g_strdup (id);
  g_task_set_source_tag (task, ferry_task_cancel_async);
  g_task_set_task_data (task, cancel, (GDestroyNotify) cancel_free);
  ferry_cancel_conversion_task_async (client, region, id, NULL, cancellable, cancelled_cb, task);
}

gboolean
ferry_task_cancel_finish (FerryClient   *client,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
