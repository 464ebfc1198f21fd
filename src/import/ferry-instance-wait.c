/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-instance-wait.h"

#include "base/ferry-backoff.h"
#include "import/ferry-answer.h"

typedef struct {
  char   *region;
  char   *instance_id;
  guint   speed;
  guint   n_asked;
  gint64  began;   /* monotonic */
} Wait;

static void ask (GTask *task);

static void
wait_free (Wait *wait)
{
  g_clear_pointer (&wait->region, g_free);
  g_clear_pointer (&wait->instance_id, g_free);
  g_free (wait);
}

static gboolean
again_cb (gpointer user_data)
{
  GTask *task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    ask (g_object_ref (task));

  return G_SOURCE_REMOVE;
}

static void
ask_again (GTask *task)
{
  Wait *wait = g_task_get_task_data (task);

  ferry_backoff_wait (task, ferry_answer_delay_ms (wait->n_asked, wait->speed), again_cb);
  wait->n_asked++;
}

/* A young instance is not in all lists yet; whether one is gone shows later. */
static gboolean
is_absent (Wait *wait)
{
  gint64 lag = FERRY_LISTS_LAG_SECONDS * G_USEC_PER_SEC / MAX (wait->speed, 1);

  return g_get_monotonic_time () - wait->began > lag;
}

static gboolean
is_worth_waiting (Wait         *wait,
                  const GError *error)
{
  switch (ferry_answer_read (error))
    {
    case FERRY_ANSWER_AGAIN:
    case FERRY_ANSWER_UNKNOWN:
      return TRUE;

    case FERRY_ANSWER_ABSENT:
      return !is_absent (wait);

    case FERRY_ANSWER_ACCOUNT:
    case FERRY_ANSWER_DENIED:
    case FERRY_ANSWER_IN_USE:
    case FERRY_ANSWER_STATE:
    case FERRY_ANSWER_DEVICE:
    case FERRY_ANSWER_NO:
    default:
      return FALSE;
    }
}

static void
return_gone (GTask      *task,
             const char *state)
{
  Wait *wait = g_task_get_task_data (task);

  g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_FAILED,
                           "The instance %s is gone (%s): nothing can be attached to it",
                           wait->instance_id, state);
}

static void
judge (GTask         *task,
       FerryInstance *instance)
{
  const char *state = instance->state ? instance->state : "";

  if (g_str_equal (state, "stopped") || g_str_equal (state, "running"))
    g_task_return_pointer (task, ferry_instance_ref (instance),
                           (GDestroyNotify) ferry_instance_unref);
  else if (g_str_equal (state, "terminated") || g_str_equal (state, "shutting-down"))
    return_gone (task, state);
  else
    ask_again (task);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Wait *wait = g_task_get_task_data (task);
  g_autoptr(GPtrArray) instances = NULL;
  g_autoptr(GError) error = NULL;

  instances = ferry_describe_instances_finish (FERRY_CLIENT (source), result, &error);
  if (instances && instances->len > 0)
    judge (task, g_ptr_array_index (instances, 0));
  else if (instances ? !is_absent (wait) : is_worth_waiting (wait, error))
    ask_again (task);
  else if (instances || ferry_answer_read (error) == FERRY_ANSWER_ABSENT)
    return_gone (task, "not found");
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* @task: (transfer full) */
static void
ask (GTask *task)
{
  Wait *wait = g_task_get_task_data (task);
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();

  g_ptr_array_add (ids, wait->instance_id);
  ferry_describe_instances_async (g_task_get_source_object (task), wait->region, ids, NULL,
                                  g_task_get_cancellable (task), asked_cb, task);
}

void
ferry_instance_wait_async (FerryClient         *client,
                           const char          *region,
                           const char          *instance_id,
                           guint                speed,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Wait *wait = g_new0 (Wait, 1);

  g_task_set_source_tag (task, ferry_instance_wait_async);
  g_task_set_task_data (task, wait, (GDestroyNotify) wait_free);
  wait->region = g_strdup (region);
  wait->instance_id = g_strdup (instance_id);
  wait->speed = speed;
  wait->began = g_get_monotonic_time ();

  ask (task);
}

FerryInstance *
ferry_instance_wait_finish (FerryClient   *client,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
