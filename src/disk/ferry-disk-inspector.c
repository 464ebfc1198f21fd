/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/ferry-disk-inspector.h"

#include "bucket/ferry-s3-object.h"
#include "disk/ferry-disk-probe.h"

typedef struct {
  FerryDiskProbe *probe;
  FerryObject    *object;
  char           *region;
  char           *bucket;
} Inspection;

static void
inspection_free (gpointer data)
{
  Inspection *inspection = data;

  ferry_disk_probe_free (inspection->probe);
  g_object_unref (inspection->object);
  g_free (inspection->region);
  g_free (inspection->bucket);
  g_free (inspection);
}

static void read_next (GTask *task);

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  Inspection *inspection = g_task_get_task_data (task);
  g_autoptr(GBytes) bytes =
    ferry_s3_get_object_finish_part (FERRY_CLIENT (source), result,
                                     ferry_object_get_size (inspection->object), &error);

  if (bytes == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  ferry_disk_probe_feed (inspection->probe, bytes);
  read_next (g_steal_pointer (&task));
}

/* @task: (transfer full) */
static void
read_next (GTask *task)
{
  g_autoptr(GTask) owned = task;
  Inspection *inspection = g_task_get_task_data (task);
  guint64 offset;
  gsize length;

  if (!ferry_disk_probe_next (inspection->probe, &offset, &length))
    {
      g_task_return_pointer (task, ferry_disk_probe_dup_report (inspection->probe),
                             (GDestroyNotify) ferry_disk_report_unref);
      return;
    }

  ferry_s3_get_object_async (g_task_get_source_object (task),
                             inspection->region, inspection->bucket,
                             ferry_object_get_key (inspection->object),
                             offset, length,
                             ferry_object_get_etag (inspection->object),
                             g_task_get_cancellable (task),
                             read_cb, g_steal_pointer (&owned));
}

void
ferry_disk_inspect_async (FerryClient         *client,
                          const char          *region,
                          const char          *bucket,
                          FerryObject         *object,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;
  Inspection *inspection;

  g_return_if_fail (FERRY_IS_CLIENT (client));
  g_return_if_fail (bucket != NULL);
  g_return_if_fail (FERRY_IS_OBJECT (object) && !ferry_object_is_folder (object));

  inspection = g_new0 (Inspection, 1);
  inspection->probe = ferry_disk_probe_new (ferry_object_get_size (object));
  inspection->object = g_object_ref (object);
  inspection->region = g_strdup (region);
  inspection->bucket = g_strdup (bucket);

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_disk_inspect_async);
  g_task_set_task_data (task, inspection, inspection_free);
  read_next (task);
}

FerryDiskReport *
ferry_disk_inspect_finish (FerryClient   *client,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
