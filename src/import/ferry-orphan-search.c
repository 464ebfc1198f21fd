/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-orphan-search.h"

#include <string.h>

#include "bucket/ferry-s3-list.h"
#include "bucket/ferry-s3-object.h"
#include "ec2/ferry-conversion-tasks.h"
#include "import/ferry-answer.h"
#include "import/ferry-orphan-judge.h"

/* A claim is far smaller; more is not read. */
#define CLAIM_BYTES 4096

static const char *const prefixes[] = { "ferry-", ".ferry-claim-" };

/* tasks → volumes → instances → (those suspected: their volumes) → each folder, by each prefix and
 * page → each claim of a page. The order of the functions is the other way round.
 */
typedef struct {
  FerryOrphanJudge  judge;
  char             *region;
  GPtrArray        *tasks;      /* (nullable) */
  GPtrArray        *instances;
  GPtrArray        *problems;
  guint             folder;
  guint             prefix;
  char             *token;      /* (nullable): of the next page */
  FerryObjectPage  *page;       /* (nullable): whose claims are being read */
  guint             claim;
} Search;

static void list        (GTask *task);
static void next_prefix (GTask *task);

static void
search_free (Search *search)
{
  g_clear_pointer (&search->judge.memory, ferry_orphan_memory_free);
  g_clear_pointer (&search->judge.now, g_date_time_unref);
  g_clear_pointer (&search->judge.orphans, g_ptr_array_unref);
  g_clear_pointer (&search->region, g_free);
  g_clear_pointer (&search->tasks, g_ptr_array_unref);
  g_clear_pointer (&search->instances, g_ptr_array_unref);
  g_clear_pointer (&search->problems, g_ptr_array_unref);
  g_clear_pointer (&search->token, g_free);
  g_clear_pointer (&search->page, ferry_object_page_free);
  g_free (search);
}

/* Whether the search ends with @error, which is (transfer full); else it is told as a problem. */
static gboolean
ends_with (GTask  *task,
           GError *error)
{
  Search *search = g_task_get_task_data (task);

  if (ferry_answer_read (error) == FERRY_ANSWER_ACCOUNT ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return TRUE;
    }

  g_ptr_array_add (search->problems, error);

  return FALSE;
}

static FerryOrphanFolder *
get_folder (Search *search)
{
  return g_ptr_array_index (search->judge.memory->folders, search->folder);
}

/* The next claim of the page, then the next page. */
static void read_claims (GTask *task);

static void
claim_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr(GBytes) content = NULL;
  g_autoptr(GError) error = NULL;

  content = ferry_s3_get_object_finish (FERRY_CLIENT (source), result, NULL, &error);
  if (content)
    ferry_orphan_judge_claim (&search->judge, get_folder (search)->bucket,
                              g_ptr_array_index (search->page->objects, search->claim), content);
  else if (ferry_answer_read (error) != FERRY_ANSWER_ABSENT &&
           ends_with (task, g_steal_pointer (&error)))
    return;

  search->claim++;
  read_claims (task);
}

static void
go_on_listing (GTask *task)
{
  Search *search = g_task_get_task_data (task);

  g_clear_pointer (&search->page, ferry_object_page_free);
  if (search->token)
    list (task);
  else
    next_prefix (task);
}

static void
read_claims (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  FerryOrphanFolder *folder = get_folder (search);

  for (; search->claim < search->page->objects->len; search->claim++)
    {
      FerryObject *object = g_ptr_array_index (search->page->objects, search->claim);
      gsize size = MIN (ferry_object_get_size (object), CLAIM_BYTES);

      if (ferry_object_is_folder (object) ||
          !ferry_orphan_is_claim_key (ferry_object_get_key (object)) || size == 0)
        continue;

      ferry_s3_get_object_async (g_task_get_source_object (task), folder->region, folder->bucket,
                                 ferry_object_get_key (object), 0, size, NULL,
                                 g_task_get_cancellable (task), claim_read_cb,
                                 g_object_ref (task));
      return;
    }

  go_on_listing (task);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&search->token, g_free);
  search->page = ferry_s3_list_objects_finish (FERRY_CLIENT (source), result, &error);
  if (search->page == NULL)
    {
      if (!ends_with (task, g_steal_pointer (&error)))
        next_prefix (task);
      return;
    }

  search->token = g_strdup (search->page->next_token);
  ferry_orphan_judge_manifests (&search->judge, get_folder (search)->bucket,
                                search->page->objects);
  search->claim = 0;
  read_claims (task);
}

static void
list (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  FerryOrphanFolder *folder = get_folder (search);
  g_autofree char *prefix = g_strconcat (folder->prefix, prefixes[search->prefix], NULL);

  ferry_s3_list_objects_async (g_task_get_source_object (task), folder->region, folder->bucket,
                               prefix, search->token, g_task_get_cancellable (task), listed_cb,
                               g_object_ref (task));
}

static void
list_folders (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  GPtrArray *folders = search->judge.memory->folders;

  while (search->folder < folders->len &&
         g_strcmp0 (get_folder (search)->region, search->region) != 0)
    search->folder++;

  if (search->folder < folders->len)
    list (task);
  else
    g_task_return_pointer (task, g_ptr_array_ref (search->judge.orphans),
                           (GDestroyNotify) g_ptr_array_unref);
}

static void
next_prefix (GTask *task)
{
  Search *search = g_task_get_task_data (task);

  search->prefix++;
  if (search->prefix == G_N_ELEMENTS (prefixes))
    {
      search->prefix = 0;
      search->folder++;
    }

  list_folders (task);
}

static void
sized_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr(GPtrArray) volumes = NULL;
  g_autoptr(GError) error = NULL;

  volumes = ferry_describe_volumes_finish (FERRY_CLIENT (source), result, &error);
  if (volumes == NULL && ends_with (task, g_steal_pointer (&error)))
    return;

  if (volumes == NULL)
    volumes = g_ptr_array_new ();
  ferry_orphan_judge_instances (&search->judge, search->instances, volumes);
  list_folders (task);
}

/* (transfer full) (element-type utf8): the volumes of those instances that are suspected */
static GPtrArray *
find_suspected_volumes (Search *search)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  g_autoptr(GPtrArray) suspected = g_ptr_array_new_with_free_func (g_object_unref);
  FerryOrphanJudge judge = search->judge;

  judge.orphans = suspected;
  ferry_orphan_judge_instances (&judge, search->instances, none);
  for (guint i = 0; i < suspected->len; i++)
    for (guint j = 0; j < search->instances->len; j++)
      {
        FerryInstance *instance = g_ptr_array_index (search->instances, j);

        if (g_strcmp0 (instance->id, ferry_orphan_get_id (g_ptr_array_index (suspected, i))) == 0)
          for (guint k = 0; instance->devices && instance->devices[k]; k += 2)
            g_ptr_array_add (ids, g_strdup (instance->devices[k + 1]));
      }

  return ids;
}

static void
instances_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr(GPtrArray) ids = NULL;
  g_autoptr(GError) error = NULL;

  search->instances = ferry_describe_instances_finish (FERRY_CLIENT (source), result, &error);
  if (search->instances == NULL)
    {
      if (!ends_with (task, g_steal_pointer (&error)))
        list_folders (task);
      return;
    }

  ids = find_suspected_volumes (search);
  if (ids->len > 0)
    {
      ferry_describe_volumes_async (FERRY_CLIENT (source), search->region, ids, NULL,
                                    g_task_get_cancellable (task), sized_cb, g_object_ref (task));
      return;
    }

  ferry_orphan_judge_instances (&search->judge, search->instances, ids);
  list_folders (task);
}

static void
volumes_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  static const char *const stopped[] = { "instance-state-name", "stopped", NULL };
  g_autoptr(GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr(GPtrArray) volumes = NULL;
  g_autoptr(GError) error = NULL;

  volumes = ferry_describe_volumes_finish (FERRY_CLIENT (source), result, &error);
  if (volumes)
    ferry_orphan_judge_volumes (&search->judge, volumes);
  else if (ends_with (task, g_steal_pointer (&error)))
    return;

  ferry_describe_instances_async (FERRY_CLIENT (source), search->region, NULL, stopped,
                                  g_task_get_cancellable (task), instances_cb,
                                  g_object_ref (task));
}

static void
tasks_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  static const char *const available[] = { "status", "available", NULL };
  g_autoptr(GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  search->tasks = ferry_describe_conversion_tasks_finish (FERRY_CLIENT (source), result, &error);
  if (search->tasks == NULL && ends_with (task, g_steal_pointer (&error)))
    return;

  search->judge.tasks = search->tasks;
  search->judge.now = ferry_client_dup_now (FERRY_CLIENT (source));
  ferry_orphan_judge_tasks (&search->judge);
  ferry_describe_volumes_async (FERRY_CLIENT (source), search->region, NULL, available,
                                g_task_get_cancellable (task), volumes_cb, g_object_ref (task));
}

void
ferry_orphan_search_async (FerryClient         *client,
                           const char          *region,
                           FerryOrphanMemory   *memory,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  g_task_set_source_tag (task, ferry_orphan_search_async);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  search->region = g_strdup (region);
  search->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  search->judge.memory = memory;
  search->judge.region = search->region;
  search->judge.orphans = g_ptr_array_new_with_free_func (g_object_unref);

  ferry_describe_conversion_tasks_async (client, region, NULL, cancellable, tasks_cb, task);
}

GPtrArray *
ferry_orphan_search_finish (FerryClient   *client,
                            GAsyncResult  *result,
                            GPtrArray    **problems,
                            GError       **error)
{
  Search *search;

  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  search = g_task_get_task_data (G_TASK (result));
  *problems = g_ptr_array_ref (search->problems);

  return g_task_propagate_pointer (G_TASK (result), error);
}
