/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-orphan-private.h"

#include "base/ferry-error.h"
#include "bucket/ferry-s3-object.h"
#include "ec2/ferry-conversion-tasks.h"
#include "ec2/ferry-instance.h"
#include "ec2/ferry-volume.h"
#include "import/ferry-answer.h"
#include "import/ferry-manifest-removal.h"
#include "import/ferry-orphan-judge.h"

/* More than a claim that was read has; one that is longer by now is another one. */
#define CLAIM_BYTES 4097

/* Each kind: look, then act. */

static FerryOrphan *
get_orphan (GTask *task)
{
  return g_task_get_source_object (task);
}

static FerryClient *
get_client (GTask *task)
{
  return g_task_get_task_data (task);
}

static void
return_conflict (GTask      *task,
                 const char *what)
{
  g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_CONFLICT, "%s %s: it is left alone",
                           ferry_orphan_get_id (get_orphan (task)), what);
}

/* @error: (transfer full): one that is gone is what was wanted */
static void
return_unless_gone (GTask  *task,
                    GError *error)
{
  const FerryErrorDetail *detail = ferry_error_get_detail (error);

  if (ferry_answer_read (error) == FERRY_ANSWER_ABSENT ||
      (detail && g_strcmp0 (detail->code, "InvalidConversionTaskId.Malformed") == 0))
    {
      g_error_free (error);
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_task_return_error (task, error);
}

/* Manifests */

static void
manifest_removed_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  if (ferry_manifest_remove_finish (FERRY_CLIENT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    return_unless_gone (task, g_steal_pointer (&error));
}

static void
remove_manifest (GTask *task)
{
  FerryOrphan *self = get_orphan (task);

  ferry_manifest_remove_async (get_client (task), ferry_orphan_get_region (self),
                               ferry_orphan_get_bucket (self), ferry_orphan_get_id (self), NULL,
                               TRUE, g_task_get_cancellable (task), manifest_removed_cb,
                               g_object_ref (task));
}

/* Claims */

static void
claim_deleted_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  if (ferry_s3_delete_object_finish (FERRY_CLIENT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    return_unless_gone (task, g_steal_pointer (&error));
}

static void
claim_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FerryOrphan *self = get_orphan (task);
  g_autofree char *version_id = NULL;
  g_autoptr(GBytes) content = NULL;
  g_autoptr(GError) error = NULL;

  content = ferry_s3_get_object_finish (FERRY_CLIENT (source), result, &version_id, &error);
  if (content == NULL)
    return_unless_gone (task, g_steal_pointer (&error));
  else if (!g_bytes_equal (content, ferry_orphan_get_seen (self)))
    return_conflict (task, "is another claim by now");
  else
    ferry_s3_delete_object_async (FERRY_CLIENT (source), ferry_orphan_get_region (self),
                                  ferry_orphan_get_bucket (self), ferry_orphan_get_id (self),
                                  version_id, g_task_get_cancellable (task), claim_deleted_cb,
                                  g_object_ref (task));
}

static void
remove_claim (GTask *task)
{
  FerryOrphan *self = get_orphan (task);

  ferry_s3_get_object_async (get_client (task), ferry_orphan_get_region (self),
                             ferry_orphan_get_bucket (self), ferry_orphan_get_id (self), 0,
                             CLAIM_BYTES, NULL, g_task_get_cancellable (task), claim_read_cb,
                             g_object_ref (task));
}

/* Volumes */

static void
volume_deleted_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  if (ferry_delete_volume_finish (FERRY_CLIENT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else if (ferry_answer_read (error) == FERRY_ANSWER_IN_USE)
    return_conflict (task, "is in use by now");
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
volume_looked_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FerryOrphan *self = get_orphan (task);
  g_autoptr(GPtrArray) volumes = NULL;
  g_autoptr(GError) error = NULL;
  FerryVolume *volume;

  volumes = ferry_describe_volumes_finish (FERRY_CLIENT (source), result, &error);
  if (volumes == NULL)
    {
      return_unless_gone (task, g_steal_pointer (&error));
      return;
    }

  volume = volumes->len > 0 ? g_ptr_array_index (volumes, 0) : NULL;
  if (volume == NULL || g_str_equal (volume->state, "deleting") ||
      g_str_equal (volume->state, "deleted"))
    g_task_return_boolean (task, TRUE);
  else if (volume->instance_id || !g_str_equal (volume->state, "available"))
    return_conflict (task, "is in use by now");
  else
    ferry_delete_volume_async (FERRY_CLIENT (source), ferry_orphan_get_region (self), volume->id,
                               g_task_get_cancellable (task), volume_deleted_cb,
                               g_object_ref (task));
}

static void
remove_volume (GTask *task)
{
  FerryOrphan *self = get_orphan (task);
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();

  g_ptr_array_add (ids, (char *) ferry_orphan_get_id (self));
  ferry_describe_volumes_async (get_client (task), ferry_orphan_get_region (self), ids, NULL,
                                g_task_get_cancellable (task), volume_looked_cb,
                                g_object_ref (task));
}

/* Instances */

static void
terminated_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  if (ferry_terminate_instance_finish (FERRY_CLIENT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
instance_looked_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FerryOrphan *self = get_orphan (task);
  g_autoptr(GPtrArray) instances = NULL;
  g_autoptr(GError) error = NULL;
  FerryInstance *instance;

  instances = ferry_describe_instances_finish (FERRY_CLIENT (source), result, &error);
  if (instances == NULL)
    {
      return_unless_gone (task, g_steal_pointer (&error));
      return;
    }

  instance = instances->len > 0 ? g_ptr_array_index (instances, 0) : NULL;
  if (instance == NULL || g_str_equal (instance->state, "terminated") ||
      g_str_equal (instance->state, "shutting-down"))
    g_task_return_boolean (task, TRUE);
  else if (!g_str_equal (instance->state, "stopped"))
    return_conflict (task, "is not stopped by now");
  else
    ferry_terminate_instance_async (FERRY_CLIENT (source), ferry_orphan_get_region (self),
                                    instance->id, g_task_get_cancellable (task), terminated_cb,
                                    g_object_ref (task));
}

static void
remove_instance (GTask *task)
{
  FerryOrphan *self = get_orphan (task);
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();

  g_ptr_array_add (ids, (char *) ferry_orphan_get_id (self));
  ferry_describe_instances_async (get_client (task), ferry_orphan_get_region (self), ids, NULL,
                                  g_task_get_cancellable (task), instance_looked_cb,
                                  g_object_ref (task));
}

/* Tasks */

static void
cancelled_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  if (ferry_cancel_conversion_task_finish (FERRY_CLIENT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    return_unless_gone (task, g_steal_pointer (&error));
}

static gboolean
tells_the_same (FerryOrphan         *self,
                FerryConversionTask *now)
{
  const char *message = ferry_conversion_task_get_message (now);
  GBytes *seen = ferry_orphan_get_seen (self);
  gsize size = 0;
  const char *text = seen ? g_bytes_get_data (seen, &size) : NULL;
  g_autofree char *before = text ? g_strndup (text, size) : NULL;

  return g_strcmp0 (before, message) == 0;
}

static void
task_looked_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FerryOrphan *self = get_orphan (task);
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GError) error = NULL;
  FerryConversionTask *now;

  found = ferry_describe_conversion_tasks_finish (FERRY_CLIENT (source), result, &error);
  if (found == NULL)
    {
      return_unless_gone (task, g_steal_pointer (&error));
      return;
    }

  now = found->len > 0 ? g_ptr_array_index (found, 0) : NULL;
  if (now == NULL || now->state == FERRY_CONVERSION_CANCELLED ||
      now->state == FERRY_CONVERSION_CANCELLING)
    g_task_return_boolean (task, TRUE);
  else if (now->state != FERRY_CONVERSION_ACTIVE || !tells_the_same (self, now))
    return_conflict (task, "has gone on by now");
  else
    ferry_cancel_conversion_task_async (FERRY_CLIENT (source), ferry_orphan_get_region (self),
                                        now->id, "it stood still",
                                        g_task_get_cancellable (task), cancelled_cb,
                                        g_object_ref (task));
}

static void
remove_task (GTask *task)
{
  FerryOrphan *self = get_orphan (task);

  ferry_describe_conversion_tasks_async (get_client (task), ferry_orphan_get_region (self),
                                         ferry_orphan_get_id (self),
                                         g_task_get_cancellable (task), task_looked_cb,
                                         g_object_ref (task));
}

/* (nullable) */
static const FerryOrphanNote *
find_note (FerryOrphan       *self,
           FerryOrphanMemory *memory)
{
  const char *bucket = ferry_orphan_get_bucket (self);
  const char *id = ferry_orphan_get_id (self);
  g_autofree char *run_id = NULL;

  switch (ferry_orphan_get_kind (self))
    {
    case FERRY_ORPHAN_MANIFEST:
      return ferry_orphan_memory_find_manifest (memory, bucket, id);

    case FERRY_ORPHAN_CLAIM:
      run_id = ferry_orphan_dup_claim_run (ferry_orphan_get_seen (self));
      return ferry_orphan_memory_find_claim (memory, run_id, bucket, id);

    case FERRY_ORPHAN_VOLUME:
    case FERRY_ORPHAN_INSTANCE:
    case FERRY_ORPHAN_TASK:
    default:
      return ferry_orphan_memory_find (memory, id);
    }
}

/* Whether an import that was begun, or tried again, meanwhile has use for it. */
static gboolean
is_needed (FerryOrphan *self,
           FerryClient *client)
{
  g_autoptr(GObject) engine = ferry_orphan_dup_engine (self);
  g_autoptr(FerryOrphanMemory) memory = NULL;
  const FerryOrphanNote *note;

  if (engine == NULL)
    return FALSE;

  memory = ferry_orphan_memory_of (FERRY_ENGINE (engine), client);
  note = find_note (self, memory);

  return note && note->use == FERRY_ORPHAN_NEEDED;
}

void
ferry_orphan_remove_async (FerryOrphan         *self,
                           FerryClient         *client,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ferry_orphan_remove_async);
  g_task_set_task_data (task, g_object_ref (client), g_object_unref);

  if (is_needed (self, client))
    {
      return_conflict (task, "is needed by an import by now");
      return;
    }

  switch (ferry_orphan_get_kind (self))
    {
    case FERRY_ORPHAN_MANIFEST:
      remove_manifest (task);
      break;

    case FERRY_ORPHAN_CLAIM:
      remove_claim (task);
      break;

    case FERRY_ORPHAN_VOLUME:
      remove_volume (task);
      break;

    case FERRY_ORPHAN_INSTANCE:
      remove_instance (task);
      break;

    case FERRY_ORPHAN_TASK:
    default:
      remove_task (task);
      break;
    }
}

gboolean
ferry_orphan_remove_finish (FerryOrphan   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
