/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/ferry-disk-inspector.h"

#include "bucket/ferry-parts-read.h"
#include "bucket/ferry-s3-object.h"
#include "disk/ferry-disk-probe.h"

typedef struct {
  FerryDiskProbe *probe;
  FerryObject    *object;       /* %NULL: the parts are read */
  FerryParts     *parts;
  char           *region;
  char           *bucket;
  GCancellable   *cancellable;  /* of the reads that run; cancelled by the first that fails */
  gulong          cancelled_id;
  guint           n_running;
  GError         *error;        /* the first one */
} Inspection;

typedef struct {
  GTask   *task;
  guint64  offset;
} Read;

static void
inspection_free (gpointer data)
{
  Inspection *inspection = data;

  ferry_disk_probe_free (inspection->probe);
  g_clear_object (&inspection->object);
  g_clear_pointer (&inspection->parts, ferry_parts_unref);
  g_object_unref (inspection->cancellable);
  g_clear_error (&inspection->error);
  g_free (inspection->region);
  g_free (inspection->bucket);
  g_free (inspection);
}

static void
finish (GTask *task)
{
  Inspection *inspection = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, inspection->cancelled_id);

  if (inspection->error != NULL)
    g_task_return_error (task, g_steal_pointer (&inspection->error));
  else
    g_task_return_pointer (task, ferry_disk_probe_dup_report (inspection->probe),
                           (GDestroyNotify) ferry_disk_report_unref);
}

static GBytes *
finish_read (Inspection    *inspection,
             FerryClient   *client,
             GAsyncResult  *result,
             GError       **error)
{
  if (inspection->parts)
    return ferry_parts_read_finish (client, result, error);

  return ferry_s3_get_object_finish_part (client, result,
                                          ferry_object_get_size (inspection->object), error);
}

static void start_reads (GTask *task);

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autofree Read *read = user_data;
  g_autoptr(GTask) task = read->task;
  g_autoptr(GError) error = NULL;
  Inspection *inspection = g_task_get_task_data (task);
  g_autoptr(GBytes) bytes = finish_read (inspection, FERRY_CLIENT (source), result, &error);

  inspection->n_running--;
  if (bytes == NULL && inspection->error == NULL)
    {
      inspection->error = g_steal_pointer (&error);
      g_cancellable_cancel (inspection->cancellable);
    }
  if (inspection->error == NULL)
    {
      ferry_disk_probe_feed (inspection->probe, read->offset, bytes);
      start_reads (task);
    }
  if (inspection->n_running == 0)
    finish (task);
}

static void
start_read (Inspection  *inspection,
            FerryClient *client,
            gsize        length,
            Read        *read)
{
  if (inspection->parts)
    ferry_parts_read_async (client, inspection->region, inspection->bucket, inspection->parts,
                            read->offset, length, inspection->cancellable, read_cb, read);
  else
    ferry_s3_get_object_async (client, inspection->region, inspection->bucket,
                               ferry_object_get_key (inspection->object), read->offset, length,
                               ferry_object_get_etag (inspection->object),
                               inspection->cancellable, read_cb, read);
}

/* What one round of the probe wants is read at the same time. */
static void
start_reads (GTask *task)
{
  Inspection *inspection = g_task_get_task_data (task);
  guint64 offset;
  gsize length;

  while (ferry_disk_probe_next (inspection->probe, &offset, &length))
    {
      Read *read = g_new0 (Read, 1);

      read->task = g_object_ref (task);
      read->offset = offset;
      inspection->n_running++;
      start_read (inspection, g_task_get_source_object (task), length, read);
    }
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

static Inspection *
inspection_new (const char *region,
                const char *bucket,
                guint64     size)
{
  Inspection *inspection = g_new0 (Inspection, 1);

  inspection->probe = ferry_disk_probe_new (size);
  inspection->region = g_strdup (region);
  inspection->bucket = g_strdup (bucket);
  inspection->cancellable = g_cancellable_new ();

  return inspection;
}

/* @inspection: (transfer full) */
static void
begin (FerryClient         *client,
       Inspection          *inspection,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (client, cancellable, callback, user_data);

  g_task_set_source_tag (task, ferry_disk_inspect_async);
  g_task_set_task_data (task, inspection, inspection_free);
  if (cancellable != NULL)
    inspection->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                                      inspection->cancellable, NULL);
  start_reads (task);
  if (inspection->n_running == 0)
    finish (task);
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
  Inspection *inspection;

  g_return_if_fail (FERRY_IS_CLIENT (client));
  g_return_if_fail (bucket != NULL);
  g_return_if_fail (FERRY_IS_OBJECT (object) && !ferry_object_is_folder (object));

  inspection = inspection_new (region, bucket, ferry_object_get_size (object));
  inspection->object = g_object_ref (object);
  begin (client, inspection, cancellable, callback, user_data);
}

void
ferry_disk_inspect_parts_async (FerryClient         *client,
                                const char          *region,
                                const char          *bucket,
                                FerryParts          *parts,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  Inspection *inspection;

  g_return_if_fail (FERRY_IS_CLIENT (client));
  g_return_if_fail (bucket != NULL);
  g_return_if_fail (parts != NULL);

  inspection = inspection_new (region, bucket, ferry_parts_get_total (parts));
  inspection->parts = ferry_parts_ref (parts);
  begin (client, inspection, cancellable, callback, user_data);
}

FerryDiskReport *
ferry_disk_inspect_finish (FerryClient   *client,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
