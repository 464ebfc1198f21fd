/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-cut-disk.h"

typedef struct {
  char       *region;
  char       *bucket;
  FerryParts *parts;  /* (nullable): not found yet */
} Search;

static void
search_free (Search *search)
{
  g_clear_pointer (&search->parts, ferry_parts_unref);
  g_free (search->region);
  g_free (search->bucket);
  g_free (search);
}

static void
inspected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(FerryDiskReport) report =
    ferry_disk_inspect_finish (FERRY_CLIENT (source), result, &error);

  if (report)
    g_task_return_pointer (task, ferry_disk_new_cut (search->region, search->bucket, search->parts,
                                                     NULL, report), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
look (GTask *task)
{
  Search *search = g_task_get_task_data (task);

  if (ferry_object_class_is_archive (ferry_parts_get_storage_class (search->parts)))
    g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_ARCHIVED,
                             "a part of the disk is in an archive");
  else
    ferry_disk_inspect_parts_async (g_task_get_source_object (task), search->region,
                                    search->bucket, search->parts, g_task_get_cancellable (task),
                                    inspected_cb, g_object_ref (task));
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;

  search->parts = ferry_parts_finish (FERRY_CLIENT (source), result, &error);
  if (search->parts)
    look (task);
  else
    g_task_return_error (task, error);
}

/* (transfer full) */
static GTask *
make_task (FerryClient         *client,
           const char          *region,
           const char          *bucket,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  search->region = g_strdup (region);
  search->bucket = g_strdup (bucket);
  g_task_set_source_tag (task, ferry_cut_disk_finish);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);

  return task;
}

char *
ferry_cut_disk_dup_key (FerryObject *object)
{
  g_autoptr(FerryObject) whole = NULL;
  g_autofree char *key = NULL;
  FerryPartName name;

  g_return_val_if_fail (FERRY_IS_OBJECT (object), NULL);

  if (ferry_object_is_folder (object) ||
      !ferry_part_name_parse (ferry_object_get_key (object), &name) || name.stem_length == 0)
    return NULL;

  key = g_strndup (ferry_object_get_key (object), name.stem_length);
  whole = ferry_object_new (key, 0, NULL, NULL, NULL);

  return ferry_object_looks_like_disk (whole) ? g_steal_pointer (&key) : NULL;
}

void
ferry_cut_disk_find_async (FerryClient         *client,
                           const char          *region,
                           const char          *bucket,
                           const char          *key,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (FERRY_IS_CLIENT (client));
  g_return_if_fail (region != NULL && bucket != NULL && key != NULL);

  ferry_parts_find_async (client, region, bucket, key, cancellable, found_cb,
                          make_task (client, region, bucket, cancellable, callback, user_data));
}

void
ferry_cut_disk_look_async (FerryClient         *client,
                           const char          *region,
                           const char          *bucket,
                           FerryParts          *parts,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Search *search;

  g_return_if_fail (FERRY_IS_CLIENT (client));
  g_return_if_fail (region != NULL && bucket != NULL && parts != NULL);

  task = make_task (client, region, bucket, cancellable, callback, user_data);
  search = g_task_get_task_data (task);
  search->parts = ferry_parts_ref (parts);
  look (task);
}

FerryDisk *
ferry_cut_disk_finish (FerryClient   *client,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
