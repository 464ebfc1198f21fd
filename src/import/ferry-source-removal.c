/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-source-removal.h"

#include "aws/ferry-call.h"
#include "base/ferry-error.h"
#include "base/ferry-json.h"
#include "bucket/ferry-s3-object.h"

/* One object after the other: look which version it is, write what is about to be done, delete. */
typedef struct {
  FerryClient *client;
  guint        disk;        /* its position in the machine */
  guint        part;        /* of the disk */
  FerryParts  *parts;       /* (nullable): of this disk, as they are now */
  char        *version_id;  /* (nullable): of the object */
  GError      *error;       /* (nullable): the first of what stays */
} Removal;

static void next_object (GTask *task);

static void
removal_free (Removal *self)
{
  g_clear_object (&self->client);
  g_clear_pointer (&self->parts, ferry_parts_unref);
  g_clear_pointer (&self->version_id, g_free);
  g_clear_error (&self->error);
  g_free (self);
}

static FerryMachine *
get_machine (GTask *task)
{
  return ferry_record_get_machine (g_task_get_source_object (task));
}

static FerryDisk *
get_disk (GTask *task)
{
  Removal *self = g_task_get_task_data (task);

  return ferry_machine_disk_get_disk (ferry_machine_get_disk (get_machine (task), self->disk));
}

static const char *
get_key (GTask *task)
{
  Removal *self = g_task_get_task_data (task);

  return self->parts ? ferry_parts_get_key (self->parts, self->part)
                     : ferry_disk_get_key (get_disk (task));
}

static const char *
get_etag (GTask *task)
{
  Removal *self = g_task_get_task_data (task);

  return self->parts ? ferry_parts_get_etag (self->parts, self->part)
                     : ferry_disk_get_etag (get_disk (task));
}

/* The next part, or the next disk. @task: (transfer full) */
static void
go_on (GTask *task)
{
  Removal *self = g_task_get_task_data (task);

  self->part++;
  if (self->parts == NULL || self->part >= ferry_parts_get_n (self->parts))
    {
      g_clear_pointer (&self->parts, ferry_parts_unref);
      self->part = 0;
      self->disk++;
    }

  next_object (task);
}

/* @task, @error: (transfer full) */
static void
skip_disk (GTask  *task,
           GError *error)
{
  Removal *self = g_task_get_task_data (task);

  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
  g_clear_pointer (&self->parts, ferry_parts_unref);
  go_on (task);
}

static gpointer
read_nothing (FerryRequest  *request,
              FerryReply    *reply,
              GError       **error)
{
  return GINT_TO_POINTER (TRUE);
}

static void delete_object (GTask *task);

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  Removal *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (ferry_call_finish (FERRY_CLIENT (source), result, ferry_source_removal_async, &error))
    {
      go_on (task);
    }
  else if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_DENIED) && self->version_id)
    {
      g_message ("A disk may not be removed for good, so it is hidden: %s", error->message);
      g_error_free (error);
      g_clear_pointer (&self->version_id, g_free);
      delete_object (task);
    }
  else
    {
      skip_disk (task, error);
    }
}

/* Of a bucket that keeps versions exactly this one goes, for good; else the condition keeps one
 * that has come in between.
 */
static void
delete_object (GTask *task)
{
  Removal *self = g_task_get_task_data (task);
  FerryDisk *disk = get_disk (task);
  g_autoptr(FerryRequest) request = NULL;

  request = ferry_s3_delete_object_request (ferry_disk_get_region (disk),
                                            ferry_disk_get_bucket (disk), get_key (task),
                                            self->version_id);
  if (self->version_id == NULL)
    ferry_request_add_header (request, "If-Match", get_etag (task));
  ferry_call_async (self->client, request, read_nothing, NULL, ferry_source_removal_async,
                    g_task_get_cancellable (task), deleted_cb, task);
}

static void
noted_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (ferry_record_write_finish (FERRY_RECORD (source), result, &error))
    {
      delete_object (task);
      return;
    }

  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
note (GTask *task)
{
  Removal *self = g_task_get_task_data (task);
  FerryDisk *disk = get_disk (task);
  g_autoptr(JsonObject) fields = json_object_new ();
  g_autofree char *key = g_utf8_make_valid (get_key (task), -1);
  g_autoptr(GDateTime) now = ferry_client_dup_now (self->client);

  ferry_json_set_string (fields, "source-bucket", ferry_disk_get_bucket (disk));
  ferry_json_set_string (fields, "source-key", key);
  ferry_json_set_string (fields, "source-etag", get_etag (task));
  ferry_json_set_string (fields, "source-version", self->version_id ? self->version_id : "");
  ferry_record_write_async (g_task_get_source_object (task), "landed", now, fields,
                            g_task_get_cancellable (task), noted_cb, task);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  Removal *self = g_task_get_task_data (task);
  g_autoptr(GBytes) byte = NULL;
  GError *error = NULL;

  g_clear_pointer (&self->version_id, g_free);
  byte = ferry_s3_get_object_finish (FERRY_CLIENT (source), result, &self->version_id, &error);
  if (byte)
    {
      note (task);
    }
  else if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY))
    {
      g_error_free (error);
      go_on (task);
    }
  else
    {
      skip_disk (task, error);
    }
}

static GError *
make_conflict (FerryDisk *disk)
{
  return g_error_new (FERRY_ERROR, FERRY_ERROR_CONFLICT,
                      "%s is not the version that was imported: it was left where it is",
                      ferry_disk_get_name (disk));
}

/* The condition tells whether it still is what was imported. */
static void
look (GTask *task)
{
  Removal *self = g_task_get_task_data (task);
  FerryDisk *disk = get_disk (task);

  if (get_etag (task) == NULL)
    {
      skip_disk (task, make_conflict (disk));
      return;
    }

  ferry_s3_get_object_async (self->client, ferry_disk_get_region (disk),
                             ferry_disk_get_bucket (disk), get_key (task), 0, 1, get_etag (task),
                             g_task_get_cancellable (task), looked_cb, task);
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  Removal *self = g_task_get_task_data (task);
  g_autoptr(FerryParts) parts = NULL;
  GError *error = NULL;

  parts = ferry_parts_finish (FERRY_CLIENT (source), result, &error);
  if (parts == NULL)
    {
      skip_disk (task, error);
    }
  else if (g_strcmp0 (ferry_parts_get_version (parts),
                      ferry_disk_get_etag (get_disk (task))) != 0)
    {
      skip_disk (task, make_conflict (get_disk (task)));
    }
  else
    {
      self->parts = g_steal_pointer (&parts);
      look (task);
    }
}

/* A journal keeps the parts' keys, and what they were together: which they are now is asked. */
static void
look_up (GTask      *task,
         FerryParts *parts)
{
  Removal *self = g_task_get_task_data (task);
  FerryDisk *disk = get_disk (task);
  g_autoptr(GPtrArray) keys = g_ptr_array_new ();

  for (guint i = 0; i < ferry_parts_get_n (parts); i++)
    g_ptr_array_add (keys, (gpointer) ferry_parts_get_key (parts, i));
  g_ptr_array_add (keys, NULL);
  ferry_parts_look_up_async (self->client, ferry_disk_get_region (disk),
                             ferry_disk_get_bucket (disk), (const char *const *) keys->pdata,
                             g_task_get_cancellable (task), looked_up_cb, task);
}

/* @task: (transfer full) */
static void
next_object (GTask *task)
{
  Removal *self = g_task_get_task_data (task);
  FerryParts *parts;

  if (self->disk >= ferry_machine_get_n_disks (get_machine (task)))
    {
      if (self->error)
        g_task_return_error (task, g_steal_pointer (&self->error));
      else
        g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  parts = ferry_disk_get_parts (get_disk (task));
  if (self->parts || parts == NULL)
    {
      look (task);
    }
  else if (ferry_parts_are_known (parts))
    {
      self->parts = ferry_parts_ref (parts);
      look (task);
    }
  else
    {
      look_up (task, parts);
    }
}

void
ferry_source_removal_async (FerryRecord         *record,
                            FerryClient         *client,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (record, cancellable, callback, user_data);
  Removal *self = g_new0 (Removal, 1);

  self->client = g_object_ref (client);
  g_task_set_source_tag (task, ferry_source_removal_async);
  g_task_set_task_data (task, self, (GDestroyNotify) removal_free);
  next_object (task);
}

gboolean
ferry_source_removal_finish (FerryRecord   *record,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, record), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
