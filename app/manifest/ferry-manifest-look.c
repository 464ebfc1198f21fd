/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-look.h"

typedef struct {
  FerryClient *client;
  char        *region;  /* (nullable) */
  char        *bucket;
  FerryParts  *objects; /* (nullable) */
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->client);
  g_free (question->region);
  g_free (question->bucket);
  g_clear_pointer (&question->objects, ferry_parts_unref);
  g_free (question);
}

void
ferry_manifest_look_free (FerryManifestLook *look)
{
  g_clear_pointer (&look->objects, ferry_parts_unref);
  g_free (look);
}

static void
versioning_told_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Question *question = g_task_get_task_data (task);
  g_autoptr(FerryReply) reply = ferry_client_send_finish (FERRY_CLIENT (source), result, NULL);
  FerryBucketFacts facts = { 0 };
  FerryManifestLook *look = g_new0 (FerryManifestLook, 1);
  GBytes *body = reply ? ferry_reply_get_body (reply) : NULL;

  look->objects = g_steal_pointer (&question->objects);
  look->keeps_versions = body && ferry_bucket_facts_read_versioning (&facts, body, NULL) &&
                         (facts.traits & FERRY_BUCKET_VERSIONED) != 0;
  g_task_return_pointer (task, look, (GDestroyNotify) ferry_manifest_look_free);
}

static void
objects_found_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Question *question = g_task_get_task_data (task);
  g_autoptr(FerryRequest) request = NULL;

  question->objects = ferry_manifest_find_objects_finish (FERRY_MANIFEST_DOCUMENT (source), result,
                                                          NULL);
  if (g_task_return_error_if_cancelled (task))
    return;

  request = ferry_s3_get_bucket_versioning_request (question->region, question->bucket);
  ferry_client_send_async (question->client, request, g_task_get_cancellable (task),
                           versioning_told_cb, g_object_ref (task));
}

void
ferry_manifest_look_async (FerryManifestDocument *document,
                           FerryClient           *client,
                           const char            *region,
                           const char            *bucket,
                           GCancellable          *cancellable,
                           GAsyncReadyCallback    callback,
                           gpointer               user_data)
{
  GTask *task;
  Question *question;

  g_return_if_fail (FERRY_IS_MANIFEST_DOCUMENT (document));
  g_return_if_fail (FERRY_IS_CLIENT (client));
  g_return_if_fail (bucket != NULL);

  task = g_task_new (document, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_manifest_look_async);
  question = g_new0 (Question, 1);
  question->client = g_object_ref (client);
  question->region = g_strdup (region);
  question->bucket = g_strdup (bucket);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  ferry_manifest_find_objects_async (document, client, region, bucket, cancellable,
                                     objects_found_cb, task);
}

FerryManifestLook *
ferry_manifest_look_finish (FerryManifestDocument  *document,
                            GAsyncResult           *result,
                            GError                **error)
{
  g_return_val_if_fail (g_task_is_valid (result, document), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
