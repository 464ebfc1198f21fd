/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-tagging.h"

#include "base/ferry-backoff.h"
#include "ec2/ferry-instance.h"
#include "import/ferry-answer.h"
#include "manifest/ferry-token.h"

#define KEY_NAME "Name"

typedef struct {
  char      *region;
  GPtrArray *ids;
  GPtrArray *tags;
  guint      speed;
  guint      current;
  guint      n_tries;   /* of the current one */
  gint64     began;     /* monotonic */
  GError    *refusal;   /* (nullable): the first */
} Tagging;

static void tag (GTask *task);

static gboolean
has_key (GPtrArray  *tags,
         const char *key)
{
  for (guint i = 0; i < tags->len; i += 2)
    if (g_strcmp0 (g_ptr_array_index (tags, i), key) == 0)
      return TRUE;

  return FALSE;
}

/* Two of one key are refused, all of them. */
static void
add (GPtrArray  *tags,
     const char *key,
     const char *value,
     guint      *n_left_out)
{
  if (value == NULL || has_key (tags, key))
    return;

  if (tags->len / 2 >= FERRY_TAGGING_MOST_TAGS)
    {
      *n_left_out += 1;
      return;
    }

  g_ptr_array_add (tags, g_strdup (key));
  g_ptr_array_add (tags, g_strdup (value));
}

/* (transfer full) */
static char *
dup_name (FerryMachine *machine,
          guint         position)
{
  FerryDisk *disk = ferry_machine_disk_get_disk (ferry_machine_get_disk (machine, position));
  const char *name = ferry_machine_get_name (machine);
  g_autofree char *whole = position == 0 ? g_strdup (name)
                                         : g_strdup_printf ("%s %s", name,
                                                            ferry_disk_get_name (disk));
  g_autofree char *valid = g_utf8_make_valid (whole, -1);

  return g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), FERRY_TAGGING_MOST_VALUE));
}

GStrv
ferry_tagging_make (FerryMachine *machine,
                    guint         position,
                    const char   *token,
                    const char   *run_id,
                    guint        *n_left_out)
{
  const char *const *own = ferry_machine_get_tags (machine);
  g_autofree char *name = dup_name (machine, position);
  GPtrArray *tags = g_ptr_array_new ();

  *n_left_out = 0;
  for (guint i = 0; own && own[i] && own[i + 1]; i += 2)
    if (!g_str_equal (own[i], FERRY_TAG_ATTEMPT) && !g_str_equal (own[i], FERRY_TAG_RUN))
      add (tags, own[i], own[i + 1], n_left_out);
  add (tags, KEY_NAME, name, n_left_out);
  add (tags, FERRY_TAG_ATTEMPT, token, n_left_out);
  add (tags, FERRY_TAG_RUN, run_id, n_left_out);
  g_ptr_array_add (tags, NULL);

  return (GStrv) g_ptr_array_free (tags, FALSE);
}

static void
tagging_free (Tagging *tagging)
{
  g_clear_pointer (&tagging->region, g_free);
  g_clear_pointer (&tagging->ids, g_ptr_array_unref);
  g_clear_pointer (&tagging->tags, g_ptr_array_unref);
  g_clear_error (&tagging->refusal);
  g_free (tagging);
}

static gboolean
again_cb (gpointer user_data)
{
  GTask *task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    tag (g_object_ref (task));

  return G_SOURCE_REMOVE;
}

static gboolean
is_worth_waiting (Tagging      *tagging,
                  const GError *error)
{
  gint64 lag = FERRY_LISTS_LAG_SECONDS * G_USEC_PER_SEC / MAX (tagging->speed, 1);

  switch (ferry_answer_read (error))
    {
    case FERRY_ANSWER_AGAIN:
    case FERRY_ANSWER_UNKNOWN:
      return TRUE;

    case FERRY_ANSWER_ABSENT:
      return g_get_monotonic_time () - tagging->began <= lag;

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
tagged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Tagging *tagging = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  ferry_create_tags_finish (FERRY_CLIENT (source), result, &error);
  if (error && is_worth_waiting (tagging, error))
    {
      ferry_backoff_wait (task, ferry_answer_delay_ms (tagging->n_tries, tagging->speed),
                          again_cb);
      tagging->n_tries++;
      return;
    }

  if (error && (ferry_answer_read (error) == FERRY_ANSWER_ACCOUNT ||
                g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (error && tagging->refusal == NULL)
    tagging->refusal = g_steal_pointer (&error);
  tagging->current++;
  tagging->n_tries = 0;
  tag (g_steal_pointer (&task));
}

/* @task: (transfer full) */
static void
tag (GTask *task)
{
  g_autoptr(GTask) owned = task;
  Tagging *tagging = g_task_get_task_data (task);
  g_autoptr(GPtrArray) resources = g_ptr_array_new ();

  if (tagging->current < tagging->ids->len)
    {
      g_ptr_array_add (resources, g_ptr_array_index (tagging->ids, tagging->current));
      ferry_create_tags_async (g_task_get_source_object (task), tagging->region, resources,
                               g_ptr_array_index (tagging->tags, tagging->current),
                               g_task_get_cancellable (task), tagged_cb,
                               g_steal_pointer (&owned));
    }
  else if (tagging->refusal)
    {
      g_task_return_error (task, g_steal_pointer (&tagging->refusal));
    }
  else
    {
      g_task_return_boolean (task, TRUE);
    }
}

void
ferry_tagging_async (FerryClient         *client,
                     const char          *region,
                     GPtrArray           *ids,
                     GPtrArray           *tags,
                     guint                speed,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Tagging *tagging = g_new0 (Tagging, 1);

  g_task_set_source_tag (task, ferry_tagging_async);
  g_task_set_task_data (task, tagging, (GDestroyNotify) tagging_free);
  tagging->region = g_strdup (region);
  tagging->ids = g_ptr_array_ref (ids);
  tagging->tags = g_ptr_array_ref (tags);
  tagging->speed = speed;
  tagging->began = g_get_monotonic_time ();

  tag (task);
}

gboolean
ferry_tagging_finish (FerryClient   *client,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
