/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-manifest-removal.h"

#include "base/ferry-error.h"
#include "bucket/ferry-s3-object.h"

typedef struct {
  char *region;
  char *bucket;
  char *key;
  char *version_id;  /* (nullable) */
} Removal;

static void remove_it (GTask *task);

static void
removal_free (Removal *removal)
{
  g_clear_pointer (&removal->region, g_free);
  g_clear_pointer (&removal->bucket, g_free);
  g_clear_pointer (&removal->key, g_free);
  g_clear_pointer (&removal->version_id, g_free);
  g_free (removal);
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Removal *removal = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (ferry_s3_delete_object_finish (FERRY_CLIENT (source), result, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_DENIED) && removal->version_id)
    {
      g_message ("A manifest may not be removed for good, so it is hidden: %s", error->message);
      g_clear_pointer (&removal->version_id, g_free);
      remove_it (g_steal_pointer (&task));
      return;
    }

  g_task_return_error (task, g_steal_pointer (&error));
}

/* @task: (transfer full) */
static void
remove_it (GTask *task)
{
  Removal *removal = g_task_get_task_data (task);

  ferry_s3_delete_object_async (g_task_get_source_object (task), removal->region, removal->bucket,
                                removal->key, removal->version_id, g_task_get_cancellable (task),
                                removed_cb, task);
}

/* Where there is nothing it was never stored, or EC2 has removed it: a bucket with versions does
 * not tell of what is hidden. Who may not look can still remove, and so it is where the answer is
 * odd.
 */
static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Removal *removal = g_task_get_task_data (task);
  g_autoptr(GBytes) byte = NULL;
  g_autoptr(GError) error = NULL;

  byte = ferry_s3_get_object_finish (FERRY_CLIENT (source), result, &removal->version_id, &error);
  if (byte || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_DENIED) ||
      g_error_matches (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY))
    remove_it (g_steal_pointer (&task));
  else if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
ferry_manifest_remove_async (FerryClient         *client,
                             const char          *region,
                             const char          *bucket,
                             const char          *key,
                             const char          *version_id,
                             gboolean             looks,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Removal *removal = g_new0 (Removal, 1);

  g_task_set_source_tag (task, ferry_manifest_remove_async);
  g_task_set_task_data (task, removal, (GDestroyNotify) removal_free);
  removal->region = g_strdup (region);
  removal->bucket = g_strdup (bucket);
  removal->key = g_strdup (key);
  removal->version_id = g_strdup (version_id);

  if (looks)
    ferry_s3_get_object_async (client, region, bucket, key, 0, 1, NULL, cancellable, looked_cb,
                               task);
  else
    remove_it (task);
}

gboolean
ferry_manifest_remove_finish (FerryClient   *client,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
