/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-landing.h"

#include "base/ferry-backoff.h"
#include "base/ferry-error.h"
#include "ec2/ferry-instance.h"
#include "ec2/ferry-volume.h"
#include "import/ferry-answer.h"
#include "import/ferry-attachment.h"

/* A person waits for it, and an instance is down within a minute or two. */
#define FIRST_DELAY_MS 1000
#define LONGEST_DELAY_MS (30 * 1000)
#define MOST_TRIES 30

/* Terminates the instance, then takes one volume after the other: looks, and deletes it when it
 * belongs to nothing. What goes wrong with one does not hold up the others.
 */
typedef struct {
  char      *region;
  char      *instance_id;  /* (nullable) */
  GPtrArray *volumes;
  guint      current;
  guint      n_tries;      /* of the current one */
  GError    *failure;      /* (nullable): the first */
} Undo;

static void terminate (GTask *task);
static void look      (GTask *task);

static void
undo_free (Undo *undo)
{
  g_clear_pointer (&undo->region, g_free);
  g_clear_pointer (&undo->instance_id, g_free);
  g_clear_pointer (&undo->volumes, g_ptr_array_unref);
  g_clear_error (&undo->failure);
  g_free (undo);
}

static gboolean
terminate_cb (gpointer user_data)
{
  GTask *task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    terminate (task);

  return G_SOURCE_REMOVE;
}

static gboolean
look_cb (gpointer user_data)
{
  GTask *task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    look (task);

  return G_SOURCE_REMOVE;
}

/* Whether it is tried again. */
static gboolean
wait_for (GTask       *task,
          GSourceFunc  callback)
{
  Undo *undo = g_task_get_task_data (task);

  if (undo->n_tries >= MOST_TRIES)
    return FALSE;

  ferry_backoff_wait (task, ferry_backoff_delay_ms (undo->n_tries, FIRST_DELAY_MS,
                                                    LONGEST_DELAY_MS, g_random_int ()), callback);
  undo->n_tries++;

  return TRUE;
}

static gboolean
is_passing (const GError *error)
{
  FerryAnswer answer = ferry_answer_read (error);

  return answer == FERRY_ANSWER_AGAIN || answer == FERRY_ANSWER_UNKNOWN ||
         answer == FERRY_ANSWER_IN_USE || answer == FERRY_ANSWER_STATE;
}

static void
go_on (GTask *task)
{
  Undo *undo = g_task_get_task_data (task);

  undo->current++;
  undo->n_tries = 0;
  look (task);
}

/* @error: (transfer full): of the current one */
static void
go_on_after (GTask  *task,
             GError *error)
{
  Undo *undo = g_task_get_task_data (task);

  if (undo->failure == NULL)
    undo->failure = error;
  else
    g_error_free (error);

  go_on (task);
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  if (ferry_delete_volume_finish (FERRY_CLIENT (source), result, &error))
    go_on (task);
  else if (!g_task_return_error_if_cancelled (task) &&
           !(is_passing (error) && wait_for (task, look_cb)))
    go_on_after (task, g_steal_pointer (&error));
}

static void
delete_volume (GTask *task)
{
  Undo *undo = g_task_get_task_data (task);

  ferry_delete_volume_async (g_task_get_source_object (task), undo->region,
                             g_ptr_array_index (undo->volumes, undo->current),
                             g_task_get_cancellable (task), deleted_cb, g_object_ref (task));
}

static void
judge (GTask       *task,
       FerryVolume *volume)
{
  Undo *undo = g_task_get_task_data (task);

  switch (ferry_attachment_judge (volume, undo->instance_id))
    {
    case FERRY_ATTACHMENT_FREE:
    case FERRY_ATTACHMENT_GONE:
      delete_volume (task);
      break;

    case FERRY_ATTACHMENT_ELSEWHERE:
      go_on (task);
      break;

    case FERRY_ATTACHMENT_OURS:
    case FERRY_ATTACHMENT_BUSY:
    default:
      if (!wait_for (task, look_cb))
        go_on_after (task, g_error_new (FERRY_ERROR, FERRY_ERROR_CONFLICT,
                                        "The volume %s is still in use (%s), so it stays",
                                        volume->id, volume->state));
      break;
    }
}

/* Who may not look may still delete, and EC2 does not delete what is in use. One that it does not
 * list may be too young for that.
 */
static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GPtrArray) volumes = NULL;
  g_autoptr(GError) error = NULL;

  volumes = ferry_describe_volumes_finish (FERRY_CLIENT (source), result, &error);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (volumes && volumes->len > 0)
    judge (task, g_ptr_array_index (volumes, 0));
  else if (volumes || ferry_answer_read (error) == FERRY_ANSWER_DENIED ||
           ferry_answer_read (error) == FERRY_ANSWER_ABSENT)
    delete_volume (task);
  else if (!(is_passing (error) && wait_for (task, look_cb)))
    go_on_after (task, g_steal_pointer (&error));
}

static void
look (GTask *task)
{
  Undo *undo = g_task_get_task_data (task);
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();

  while (undo->current < undo->volumes->len &&
         g_ptr_array_index (undo->volumes, undo->current) == NULL)
    undo->current++;

  if (undo->current < undo->volumes->len)
    {
      g_ptr_array_add (ids, g_ptr_array_index (undo->volumes, undo->current));
      ferry_describe_volumes_async (g_task_get_source_object (task), undo->region, ids, NULL,
                                    g_task_get_cancellable (task), looked_cb,
                                    g_object_ref (task));
    }
  else if (undo->failure)
    {
      g_task_return_error (task, g_steal_pointer (&undo->failure));
    }
  else
    {
      g_task_return_boolean (task, TRUE);
    }
}

/* While it stands its volumes are not free. */
static void
terminated_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Undo *undo = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (ferry_terminate_instance_finish (FERRY_CLIENT (source), result, &error))
    {
      undo->n_tries = 0;
      look (task);
    }
  else if (!g_task_return_error_if_cancelled (task) &&
           !(is_passing (error) && wait_for (task, terminate_cb)))
    {
      g_task_return_error (task, g_steal_pointer (&error));
    }
}

static void
terminate (GTask *task)
{
  Undo *undo = g_task_get_task_data (task);

  ferry_terminate_instance_async (g_task_get_source_object (task), undo->region,
                                  undo->instance_id, g_task_get_cancellable (task),
                                  terminated_cb, g_object_ref (task));
}

void
ferry_landing_undo_async (FerryClient         *client,
                          const char          *region,
                          const char          *instance_id,
                          GPtrArray           *volumes,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (client, cancellable, callback, user_data);
  Undo *undo = g_new0 (Undo, 1);

  g_task_set_source_tag (task, ferry_landing_undo_async);
  g_task_set_task_data (task, undo, (GDestroyNotify) undo_free);
  undo->region = g_strdup (region);
  undo->instance_id = g_strdup (instance_id);
  undo->volumes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; volumes && i < volumes->len; i++)
    g_ptr_array_add (undo->volumes, g_strdup (g_ptr_array_index (volumes, i)));

  if (instance_id)
    terminate (task);
  else
    look (task);
}

gboolean
ferry_landing_undo_finish (FerryClient   *client,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
