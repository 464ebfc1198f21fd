/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-import.h"

#include "browser/ferry-disk-card.h"
#include "common/ferry-format.h"

#include <glib/gi18n.h>

G_DEFINE_QUARK (ferry-manifest-import-error-quark, ferry_manifest_import_error)

typedef struct {
  FerryClient *client;
  char        *region;
  char        *bucket;
  FerryParts  *objects;  /* (nullable): until they are found */
} Import;

static void
import_free (Import *import)
{
  g_object_unref (import->client);
  g_free (import->region);
  g_free (import->bucket);
  g_clear_pointer (&import->objects, ferry_parts_unref);
  g_free (import);
}

/* @message: (transfer full) */
static void
refuse (GTask *task,
        char  *message)
{
  g_autofree char *owned = message;

  g_task_return_new_error (task, FERRY_MANIFEST_IMPORT_ERROR, 0, "%s", owned);
}

/* An only part that is one object was stored whole. */
static FerryDisk *
make_disk (Import          *import,
           FerryDiskReport *report)
{
  FerryParts *objects = import->objects;
  const char *storage_class = ferry_parts_get_storage_class (objects);

  if (ferry_parts_get_n (objects) > 1)
    return ferry_disk_new_cut (import->region, import->bucket, objects, storage_class, report);

  return ferry_disk_new (import->region, import->bucket, ferry_parts_get_key (objects, 0),
                         ferry_parts_get_etag (objects, 0), storage_class,
                         ferry_parts_get_total (objects), report);
}

static void
inspected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Import *import = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(FerryDiskReport) report = NULL;

  report = ferry_disk_inspect_finish (FERRY_CLIENT (source), result, &error);
  if (report == NULL)
    {
      g_task_return_error (task, error);
    }
  else if (ferry_disk_report_get_file_format (report) == NULL || !report->has_virtual_size)
    {
      char *problem = ferry_disk_card_judge (report, import->region);

      refuse (task, problem ? problem : g_strdup (_("This disk cannot be imported")));
    }
  else
    {
      g_task_return_pointer (task, make_disk (import, report), g_object_unref);
    }
}

static void
inspect (GTask *task)
{
  Import *import = g_task_get_task_data (task);

  ferry_disk_inspect_parts_async (import->client, import->region, import->bucket, import->objects,
                                  g_task_get_cancellable (task), inspected_cb,
                                  g_object_ref (task));
}

static char *
dup_key (FerryParts *objects,
         guint       part)
{
  g_autofree char *masked = ferry_manifest_mask_value (ferry_parts_get_key (objects, part));

  return ferry_format_name (masked);
}

/* (nullable) (transfer full): what is wrong with a part. AWS's own sample ends with the size, one
 * too many.
 */
static char *
check_part (FerryManifestDocument *document,
            FerryParts            *objects,
            guint                  part)
{
  g_autofree char *key = NULL;
  guint64 size = ferry_parts_get_size (objects, part);
  gboolean is_last = part + 1 == ferry_parts_get_n (objects);
  guint64 start = 0, end = 0;

  if (size == 0 && ferry_parts_get_etag (objects, part) == NULL)
    {
      key = dup_key (objects, part);
      /* Translators: %u is the number of a part, %s the key of its object */
      return g_strdup_printf (_("Part %'u, “%s”, is not in the bucket."), part, key);
    }
  if (!ferry_manifest_document_get_range (document, part, &start, &end) || end < start)
    return g_strdup_printf (_("The manifest does not tell which bytes part %'u holds."), part);
  if (start != ferry_parts_get_offset (objects, part))
    return g_strdup_printf (_("Part %'u does not begin where the part before it ends."), part);
  if (end - start + 1 != size && !(is_last && end - start == size))
    {
      key = dup_key (objects, part);
      /* Translators: %u is the number of a part, %s the key of its object */
      return g_strdup_printf (_("Part %'u, “%s”, is not as long in the bucket as the manifest "
                                "says."), part, key);
    }

  return NULL;
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FerryManifestDocument *document = FERRY_MANIFEST_DOCUMENT (source);
  Import *import = g_task_get_task_data (task);
  GError *error = NULL;

  import->objects = ferry_manifest_find_objects_finish (document, result, &error);
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT))
    {
      g_error_free (error);
      refuse (task, g_strdup (_("The manifest does not name an object for every part.")));
      return;
    }
  if (import->objects == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < ferry_parts_get_n (import->objects); i++)
    {
      char *problem = check_part (document, import->objects, i);

      if (problem)
        {
          refuse (task, problem);
          return;
        }
    }

  inspect (task);
}

void
ferry_manifest_import_async (FerryManifestDocument *document,
                             FerryClient           *client,
                             const char            *region,
                             const char            *bucket,
                             GCancellable          *cancellable,
                             GAsyncReadyCallback    callback,
                             gpointer               user_data)
{
  Import *import;
  GTask *task;

  g_return_if_fail (FERRY_IS_MANIFEST_DOCUMENT (document));
  g_return_if_fail (FERRY_IS_CLIENT (client));
  g_return_if_fail (bucket != NULL);

  if (region == NULL)
    region = ferry_account_get_region (ferry_client_get_account (client));

  task = g_task_new (document, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_manifest_import_async);
  import = g_new0 (Import, 1);
  import->client = g_object_ref (client);
  import->region = g_strdup (region);
  import->bucket = g_strdup (bucket);
  g_task_set_task_data (task, import, (GDestroyNotify) import_free);
  ferry_manifest_find_objects_async (document, client, region, bucket, cancellable, found_cb,
                                     task);
}

FerryDisk *
ferry_manifest_import_finish (FerryManifestDocument  *document,
                              GAsyncResult           *result,
                              GError                **error)
{
  g_return_val_if_fail (g_task_is_valid (result, document), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
