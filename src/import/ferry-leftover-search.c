/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-leftover-search.h"

#include "ec2/ferry-instance.h"
#include "ec2/ferry-volume.h"
#include "manifest/ferry-token.h"

typedef struct {
  char       *type;      /* of an instance */
  guint64     size;      /* of a volume, GiB; 0: an instance is looked for */
  GDateTime  *since;
  GHashTable *known;     /* ids of what the run has made */
  gboolean    suspects;
} Search;

static void
search_free (Search *search)
{
  g_free (search->type);
  g_date_time_unref (search->since);
  g_hash_table_unref (search->known);
  g_free (search);
}

static gboolean
has_tag (GStrv tags)
{
  for (guint i = 0; tags && tags[i] && tags[i + 1]; i += 2)
    if (g_str_equal (tags[i], FERRY_TAG_ATTEMPT))
      return TRUE;

  return FALSE;
}

static gboolean
is_after (Search    *search,
          GDateTime *time)
{
  return time == NULL || g_date_time_compare (time, search->since) >= 0;
}

static void
judge_instances (Search    *search,
                 GPtrArray *instances)
{
  for (guint i = 0; i < instances->len; i++)
    {
      FerryInstance *instance = g_ptr_array_index (instances, i);

      if (!has_tag (instance->tags) && !g_hash_table_contains (search->known, instance->id) &&
          is_after (search, instance->launched) &&
          g_strcmp0 (instance->type, search->type) == 0 &&
          !g_str_equal (instance->state, "terminated"))
        search->suspects = TRUE;
    }
}

static void
judge_volumes (Search    *search,
               GPtrArray *volumes)
{
  for (guint i = 0; i < volumes->len; i++)
    {
      FerryVolume *volume = g_ptr_array_index (volumes, i);

      if (!has_tag (volume->tags) && !g_hash_table_contains (search->known, volume->id) &&
          is_after (search, volume->created) &&
          volume->size == search->size && !g_str_equal (volume->state, "deleted"))
        search->suspects = TRUE;
    }
}

static void
described_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  FerryClient *client = FERRY_CLIENT (source);
  g_autoptr(GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GPtrArray) found = search->size > 0
                                 ? ferry_describe_volumes_finish (client, result, &error)
                                 : ferry_describe_instances_finish (client, result, &error);

  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (search->size > 0)
    judge_volumes (search, found);
  else
    judge_instances (search, found);
  g_task_return_boolean (task, TRUE);
}

void
ferry_leftover_search_async (FerryClient         *client,
                             const char          *region,
                             FerryMachine        *machine,
                             guint                position,
                             GDateTime           *since,
                             GHashTable          *known,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task;
  Search *search;

  g_return_if_fail (FERRY_IS_CLIENT (client));
  g_return_if_fail (FERRY_IS_MACHINE (machine));

  task = g_task_new (client, cancellable, callback, user_data);
  search = g_new0 (Search, 1);
  g_task_set_source_tag (task, ferry_leftover_search_async);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  search->type = g_strdup (ferry_machine_get_instance_type (machine));
  search->since = g_date_time_ref (since);
  search->known = g_hash_table_ref (known);
  if (position > 0)
    search->size = ferry_machine_disk_get_size (ferry_machine_get_disk (machine, position));

  if (position > 0)
    ferry_describe_volumes_async (client, region, NULL, NULL, cancellable, described_cb, task);
  else
    ferry_describe_instances_async (client, region, NULL, NULL, cancellable, described_cb, task);
}

gboolean
ferry_leftover_search_finish (FerryClient   *client,
                              GAsyncResult  *result,
                              gboolean      *suspects,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ferry_leftover_search_async), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  *suspects = ((Search *) g_task_get_task_data (G_TASK (result)))->suspects;

  return TRUE;
}
