/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "bucket/ferry-parts.h"

#include "bucket/ferry-parts-collector.h"
#include "bucket/ferry-parts-private.h"
#include "bucket/ferry-s3-list.h"

typedef struct {
  FerryPartsCollector *collector;
  char                *region;
  char                *bucket;
} Find;

static void
find_free (gpointer data)
{
  Find *find = data;

  ferry_parts_collector_free (find->collector);
  g_free (find->region);
  g_free (find->bucket);
  g_free (find);
}

static void list_page (GTask      *task,
                       const char *token);

static void
page_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Find *find = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(FerryObjectPage) page =
    ferry_s3_list_objects_finish (FERRY_CLIENT (source), result, &error);
  FerryParts *parts;

  if (page == NULL || !ferry_parts_collector_add (find->collector, page->objects, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (page->next_token)
    {
      list_page (task, page->next_token);
      return;
    }

  parts = ferry_parts_collector_end (find->collector, &error);
  if (parts)
    g_task_return_pointer (task, parts, (GDestroyNotify) ferry_parts_unref);
  else
    g_task_return_error (task, error);
}

/* By folder: what lies in "web.part7/" is no part, however much it is. */
static void
list_page (GTask      *task,
           const char *token)
{
  Find *find = g_task_get_task_data (task);

  ferry_s3_list_objects_async (g_task_get_source_object (task), find->region, find->bucket,
                               ferry_parts_collector_get_prefix (find->collector), token,
                               g_task_get_cancellable (task), page_cb, g_object_ref (task));
}

void
ferry_parts_find_async (FerryClient         *client,
                        const char          *region,
                        const char          *bucket,
                        const char          *key,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  FerryPartsCollector *collector;
  GError *error = NULL;
  Find *find;

  g_return_if_fail (FERRY_IS_CLIENT (client));
  g_return_if_fail (bucket != NULL);
  g_return_if_fail (key != NULL);

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_parts_finish);

  collector = ferry_parts_collector_new (key, &error);
  if (collector == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  find = g_new0 (Find, 1);
  find->collector = collector;
  find->region = g_strdup (region);
  find->bucket = g_strdup (bucket);
  g_task_set_task_data (task, find, find_free);
  list_page (task, NULL);
}

FerryParts *
ferry_parts_finish (FerryClient   *client,
                    GAsyncResult  *result,
                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ferry_parts_finish), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
