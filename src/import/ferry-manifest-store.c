/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-manifest-store.h"

#include "base/ferry-backoff.h"
#include "base/ferry-error.h"
#include "bucket/ferry-s3-object.h"

#define MAX_ATTEMPTS 5
#define BACKOFF_BASE_MS 200
#define BACKOFF_CAP_MS 5000

typedef struct {
  char   *region;
  char   *bucket;
  char   *key;
  GBytes *manifest;
  guint   n_attempts;
  GError *conflict;    /* of the last one */
  char   *version_id;  /* (nullable) */
} Store;

static void put (GTask *task);

static void
store_free (Store *store)
{
  g_clear_pointer (&store->region, g_free);
  g_clear_pointer (&store->bucket, g_free);
  g_clear_pointer (&store->key, g_free);
  g_clear_pointer (&store->manifest, g_bytes_unref);
  g_clear_error (&store->conflict);
  g_clear_pointer (&store->version_id, g_free);
  g_free (store);
}

static gboolean
again_cb (gpointer user_data)
{
  GTask *task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    put (g_object_ref (task));

  return G_SOURCE_REMOVE;
}

/* S3 has not yet decided between this write and another one, which may be our own first copy. */
static void
put_again (GTask *task)
{
  Store *store = g_task_get_task_data (task);

  if (store->n_attempts >= MAX_ATTEMPTS)
    {
      const FerryErrorDetail *detail = ferry_error_get_detail (store->conflict);

      g_task_return_error (task, ferry_error_new_detailed (FERRY_ERROR_SERVICE, detail, NULL));
      return;
    }

  ferry_backoff_wait (task, ferry_backoff_delay_ms (store->n_attempts - 1, BACKOFF_BASE_MS,
                                                    BACKOFF_CAP_MS, g_random_int ()), again_cb);
}

static void
read_back_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Store *store = g_task_get_task_data (task);
  g_autoptr(GBytes) there = NULL;
  g_autoptr(GError) error = NULL;

  there = ferry_s3_get_object_finish (FERRY_CLIENT (source), result, &store->version_id, &error);
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY))
    put_again (task);
  else if (there == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (g_bytes_equal (there, store->manifest))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&store->conflict));
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  FerryClient *client = FERRY_CLIENT (source);
  g_autoptr(GTask) task = user_data;
  Store *store = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (ferry_s3_put_object_finish (client, result, &store->version_id, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  if (!g_error_matches (error, FERRY_ERROR, FERRY_ERROR_CONFLICT))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_clear_error (&store->conflict);
  store->conflict = g_steal_pointer (&error);
  if (ferry_error_get_detail (store->conflict)->status == SOUP_STATUS_CONFLICT)
    {
      put_again (task);
      return;
    }

  ferry_s3_get_object_async (client, store->region, store->bucket, store->key, 0,
                             g_bytes_get_size (store->manifest) + 1, NULL,
                             g_task_get_cancellable (task), read_back_cb, g_object_ref (task));
}

/* @task: (transfer full) */
static void
put (GTask *task)
{
  Store *store = g_task_get_task_data (task);

  store->n_attempts++;
  ferry_s3_put_object_async (g_task_get_source_object (task), store->region, store->bucket,
                             store->key, store->manifest, "application/xml",
                             g_task_get_cancellable (task), stored_cb, task);
}

void
ferry_manifest_store_async (FerryClient         *client,
                            const char          *region,
                            const char          *bucket,
                            const char          *key,
                            GBytes              *manifest,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Store *store = g_new0 (Store, 1);

  g_task_set_source_tag (task, ferry_manifest_store_async);
  g_task_set_task_data (task, store, (GDestroyNotify) store_free);
  store->region = g_strdup (region);
  store->bucket = g_strdup (bucket);
  store->key = g_strdup (key);
  store->manifest = g_bytes_ref (manifest);

  put (task);
}

gboolean
ferry_manifest_store_finish (FerryClient   *client,
                             GAsyncResult  *result,
                             char         **version_id,
                             GError       **error)
{
  Store *store;

  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  store = g_task_get_task_data (G_TASK (result));
  *version_id = g_steal_pointer (&store->version_id);

  return TRUE;
}
