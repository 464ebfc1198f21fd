/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-objects.h"

#include "base/ferry-error.h"

/* How often the thread looks whether it is still wanted. */
#define PARTS_A_TURN 256

typedef struct {
  FerryClient *client;
  char        *region;  /* (nullable) */
  char        *bucket;
} Search;

static void
search_free (Search *search)
{
  g_object_unref (search->client);
  g_free (search->region);
  g_free (search->bucket);
  g_free (search);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  FerryParts *objects = ferry_parts_finish (FERRY_CLIENT (source), result, &error);

  if (objects)
    g_task_return_pointer (task, objects, (GDestroyNotify) ferry_parts_unref);
  else
    g_task_return_error (task, error);
}

static void
keys_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  g_auto(GStrv) keys = g_task_propagate_pointer (G_TASK (result), &error);

  if (keys)
    ferry_parts_look_up_async (search->client, search->region, search->bucket,
                               (const char * const *) keys, g_task_get_cancellable (task),
                               found_cb, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

static void
read_keys_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  guint n_parts = ferry_manifest_document_get_n_parts (source);
  g_auto(GStrv) keys = g_new0 (char *, (gsize) n_parts + 1);

  for (guint i = 0; i < n_parts; i++)
    {
      g_autoptr(FerryManifestPart) part = NULL;

      if (i % PARTS_A_TURN == 0 && g_task_return_error_if_cancelled (task))
        return;
      part = ferry_manifest_document_dup_part (source, i);
      if (part == NULL || part->key == NULL || *part->key == '\0')
        break;
      keys[i] = g_steal_pointer (&part->key);
    }

  if (n_parts == 0 || keys[n_parts - 1] == NULL)
    g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                             "not every part of the manifest has a key");
  else
    g_task_return_pointer (task, g_steal_pointer (&keys), (GDestroyNotify) g_strfreev);
}

void
ferry_manifest_find_objects_async (FerryManifestDocument *document,
                                   FerryClient           *client,
                                   const char            *region,
                                   const char            *bucket,
                                   GCancellable          *cancellable,
                                   GAsyncReadyCallback    callback,
                                   gpointer               user_data)
{
  g_autoptr(GTask) reading = NULL;
  GTask *task;
  Search *search;

  g_return_if_fail (FERRY_IS_MANIFEST_DOCUMENT (document));
  g_return_if_fail (FERRY_IS_CLIENT (client));
  g_return_if_fail (bucket != NULL);

  task = g_task_new (document, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_manifest_find_objects_async);
  search = g_new0 (Search, 1);
  search->client = g_object_ref (client);
  search->region = g_strdup (region);
  search->bucket = g_strdup (bucket);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);

  reading = g_task_new (document, cancellable, keys_read_cb, task);
  g_task_set_source_tag (reading, ferry_manifest_find_objects_async);
  g_task_run_in_thread (reading, read_keys_thread);
}

FerryParts *
ferry_manifest_find_objects_finish (FerryManifestDocument *document,
                                    GAsyncResult          *result,
                                    GError               **error)
{
  g_return_val_if_fail (g_task_is_valid (result, document), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
