/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-token-search.h"

#include <string.h>

#include "base/ferry-error.h"
#include "ec2/ferry-conversion-tasks.h"
#include "ec2/ferry-instance.h"
#include "ec2/ferry-volume.h"
#include "manifest/ferry-token.h"

typedef struct {
  char            *region;
  char            *what;
  gboolean         volumes;
  char            *known_id;  /* (nullable) */
  GDateTime       *since;     /* (nullable) */
  GHashTable      *others;    /* (nullable): a set of tokens */
  FerryTokenFinds *finds;
} Search;

static void
search_free (Search *search)
{
  g_free (search->region);
  g_free (search->what);
  g_free (search->known_id);
  g_clear_pointer (&search->since, g_date_time_unref);
  g_clear_pointer (&search->others, g_hash_table_unref);
  g_clear_pointer (&search->finds, ferry_token_finds_free);
  g_free (search);
}

void
ferry_token_finds_free (FerryTokenFinds *finds)
{
  g_clear_pointer (&finds->task, ferry_conversion_task_unref);
  g_free (finds->instance_id);
  g_free (finds->volume_id);
  g_free (finds->token);
  g_free (finds);
}

static gboolean
is_fingerprint (Search *search)
{
  return strlen (search->what) == FERRY_FINGERPRINT_LENGTH;
}

/* Whether what has the disk's fingerprint may be of this import. @made: (nullable) */
static gboolean
may_be_ours (Search     *search,
             const char *token,
             GDateTime  *made)
{
  return (search->others == NULL || !g_hash_table_contains (search->others, token)) &&
         (search->since == NULL || made == NULL ||
          g_date_time_compare (made, search->since) >= 0);
}

static gboolean
has_tag (Search            *search,
         const char *const *tags,
         GDateTime         *made)
{
  for (guint i = 0; tags && tags[i] && tags[i + 1]; i += 2)
    if (g_str_equal (tags[i], FERRY_TAG_ATTEMPT))
      return is_fingerprint (search) ? g_str_has_suffix (tags[i + 1], search->what) &&
                                       may_be_ours (search, tags[i + 1], made)
                                     : g_str_equal (tags[i + 1], search->what);

  return FALSE;
}

static const char *
find_tag (const char *const *tags)
{
  for (guint i = 0; tags && tags[i] && tags[i + 1]; i += 2)
    if (g_str_equal (tags[i], FERRY_TAG_ATTEMPT))
      return tags[i + 1];

  return NULL;
}

static gboolean
is_asked_for (Search              *search,
              FerryConversionTask *task)
{
  g_autofree char *token = NULL;
  g_autoptr(GDateTime) made = NULL;

  if (!is_fingerprint (search))
    return ferry_token_is_of (search->what, task->description);

  token = ferry_token_of (task->description);
  made = task->expiration ? g_date_time_add_days (task->expiration, -FERRY_CONVERSION_TASK_DAYS)
                          : NULL;

  return token && g_str_equal (ferry_token_get_fingerprint (token), search->what) &&
         may_be_ours (search, token, made) && task->state != FERRY_CONVERSION_CANCELLED &&
         task->state != FERRY_CONVERSION_CANCELLING;
}

static void
take_tasks (Search    *search,
            GPtrArray *tasks)
{
  FerryTokenFinds *finds = search->finds;

  for (guint i = 0; i < tasks->len; i++)
    {
      FerryConversionTask *task = g_ptr_array_index (tasks, i);

      if (!is_asked_for (search, task) ||
          (finds->task && finds->task->state == FERRY_CONVERSION_ACTIVE))
        continue;

      g_clear_pointer (&finds->task, ferry_conversion_task_unref);
      g_free (finds->token);
      finds->task = ferry_conversion_task_ref (task);
      finds->token = ferry_token_of (task->description);
    }
}

static void
take_instances (Search    *search,
                GPtrArray *instances)
{
  FerryTokenFinds *finds = search->finds;

  for (guint i = 0; i < instances->len; i++)
    {
      FerryInstance *instance = g_ptr_array_index (instances, i);
      const char *const *tags = (const char *const *) instance->tags;

      if ((search->known_id == NULL && !has_tag (search, tags, instance->launched)) ||
          g_str_equal (instance->state, "terminated") ||
          g_str_equal (instance->state, "shutting-down"))
        continue;

      g_free (finds->instance_id);
      finds->instance_id = g_strdup (instance->id);
      if (finds->token == NULL)
        finds->token = g_strdup (find_tag (tags));
      finds->is_whole = (g_str_equal (instance->state, "stopped") ||
                         g_str_equal (instance->state, "running")) &&
                        instance->devices && instance->devices[0];
      if (instance->devices && instance->devices[0] && instance->devices[1])
        {
          g_free (finds->volume_id);
          finds->volume_id = g_strdup (instance->devices[1]);
        }
    }
}

static void
take_volumes (Search    *search,
              GPtrArray *volumes)
{
  FerryTokenFinds *finds = search->finds;

  for (guint i = 0; i < volumes->len; i++)
    {
      FerryVolume *volume = g_ptr_array_index (volumes, i);
      const char *const *tags = (const char *const *) volume->tags;

      if ((search->known_id == NULL && !has_tag (search, tags, volume->created)) ||
          g_str_equal (volume->state, "deleting") || g_str_equal (volume->state, "deleted"))
        continue;

      g_free (finds->volume_id);
      finds->volume_id = g_strdup (volume->id);
      if (finds->token == NULL)
        finds->token = g_strdup (find_tag (tags));
      finds->is_whole = g_str_equal (volume->state, "available") ||
                        g_str_equal (volume->state, "in-use");
    }
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  FerryClient *client = FERRY_CLIENT (source);
  g_autoptr(GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr(GPtrArray) made = NULL;
  g_autoptr(GError) error = NULL;

  made = search->volumes ? ferry_describe_volumes_finish (client, result, &error)
                         : ferry_describe_instances_finish (client, result, &error);
  /* an id that is gone */
  if (made == NULL && !g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (made && search->volumes)
    take_volumes (search, made);
  else if (made)
    take_instances (search, made);
  g_task_return_pointer (task, g_steal_pointer (&search->finds),
                         (GDestroyNotify) ferry_token_finds_free);
}

static void
look_for_made (GTask *task)
{
  FerryClient *client = g_task_get_source_object (task);
  Search *search = g_task_get_task_data (task);
  g_autofree char *pattern = g_strconcat (is_fingerprint (search) ? "*" : "", search->what, NULL);
  const char *filters[] = { "tag:" FERRY_TAG_ATTEMPT, pattern, NULL };
  g_autoptr(GPtrArray) ids = NULL;
  const char *const *wanted = search->known_id ? NULL : filters;

  if (search->known_id)
    {
      ids = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (ids, g_strdup (search->known_id));
    }

  if (search->volumes)
    ferry_describe_volumes_async (client, search->region, ids, wanted,
                                  g_task_get_cancellable (task), made_cb, g_object_ref (task));
  else
    ferry_describe_instances_async (client, search->region, ids, wanted,
                                    g_task_get_cancellable (task), made_cb, g_object_ref (task));
}

static void
told_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GPtrArray) tasks = ferry_describe_conversion_tasks_finish (FERRY_CLIENT (source),
                                                                       result, &error);

  if (tasks == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  take_tasks (search, tasks);
  if (search->finds->task)
    g_task_return_pointer (task, g_steal_pointer (&search->finds),
                           (GDestroyNotify) ferry_token_finds_free);
  else
    look_for_made (task);
}

void
ferry_token_search_async (FerryClient         *client,
                          const char          *region,
                          const char          *what,
                          gboolean             volumes,
                          const char          *known_id,
                          GDateTime           *since,
                          GHashTable          *others,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;
  Search *search;

  g_return_if_fail (FERRY_IS_CLIENT (client));
  g_return_if_fail (what != NULL);

  task = g_task_new (client, cancellable, callback, user_data);
  search = g_new0 (Search, 1);
  g_task_set_source_tag (task, ferry_token_search_async);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  search->region = g_strdup (region);
  search->what = g_strdup (what);
  search->volumes = volumes;
  search->known_id = g_strdup (known_id);
  search->since = since ? g_date_time_ref (since) : NULL;
  search->others = others ? g_hash_table_ref (others) : NULL;
  search->finds = g_new0 (FerryTokenFinds, 1);

  ferry_describe_conversion_tasks_async (client, region, NULL, cancellable, told_cb, task);
}

FerryTokenFinds *
ferry_token_search_finish (FerryClient   *client,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ferry_token_search_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
