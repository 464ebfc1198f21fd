/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-test-cloud.h"

#include <glib/gstdio.h>
#include <string.h>

/* Instances and volumes in the rehearsal cloud as imports make them, one request at a time. */

#define BUCKET "acme-exports"
#define FOLDER "2026-11/"
#define BOOT FOLDER "web01-boot.vmdk"
#define DATA FOLDER "db01-boot.raw"
#define REGION "eu-west-1"
#define ZONE "eu-west-1b"

/* What one import has come to. */
typedef struct {
  char   *task_id;
  char   *manifest_key;
  GBytes *manifest;
  char   *id;            /* of the instance or the volume */
} Made;

/* (transfer full) */
static inline FerryDisk *
look_at (FerryClient *client,
         const char  *key)
{
  g_autoptr(GAsyncResult) headed = NULL;
  g_autoptr(GAsyncResult) inspected = NULL;
  g_autoptr(FerryObject) object = NULL;
  g_autoptr(FerryDiskReport) report = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_head_object_async (client, REGION, BUCKET, key, NULL, ferry_test_take_result, &slot);
  headed = ferry_test_wait (&slot);
  object = ferry_s3_head_object_finish (client, headed, &error);
  g_assert_no_error (error);
  ferry_disk_inspect_async (client, REGION, BUCKET, object, NULL, ferry_test_take_result, &slot);
  inspected = ferry_test_wait (&slot);
  report = ferry_disk_inspect_finish (client, inspected, &error);
  g_assert_no_error (error);

  return ferry_disk_new (REGION, BUCKET, key, ferry_object_get_etag (object), "STANDARD",
                         ferry_object_get_size (object), report);
}

static inline void
put (FerryClient *client,
     const char  *key,
     GBytes      *bytes)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_put_object_async (client, REGION, BUCKET, key, bytes, "text/plain", NULL,
                             ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  ferry_s3_put_object_finish (client, result, NULL, &error);
  g_assert_no_error (error);
}

/* (transfer full) */
static inline FerryConversionTask *
describe_task (FerryClient *client,
               const char  *id)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_describe_conversion_tasks_async (client, REGION, id, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  found = ferry_describe_conversion_tasks_finish (client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);

  return ferry_conversion_task_ref (g_ptr_array_index (found, 0));
}

/* (transfer full): as soon as EC2 has it. @description: (nullable): another tool's */
static inline FerryConversionTask *
request (FerryClient *client,
         FerryDraft  *draft,
         const char  *description)
{
  FerryDisk *disk = ferry_draft_get_disk (draft);
  g_autofree char *link = g_uri_to_string (ferry_draft_get_manifest_link (draft));
  FerryImportVolumeInput input = { .region = REGION, .zone = ZONE, .description = description,
                                   .image_format = "RAW", .manifest_url = link,
                                   .image_bytes = ferry_disk_get_size (disk),
                                   .volume_size = 1 };
  g_autoptr(FerryRequest) own = description ? ferry_import_volume_request (&input) : NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;
  FerryConversionTask *task;

  if (ferry_draft_get_position (draft) == 0)
    ferry_import_instance_async (client, ferry_draft_get_request (draft), NULL,
                                 ferry_test_take_result, &slot);
  else
    ferry_import_volume_async (client, own ? own : ferry_draft_get_request (draft), NULL,
                               ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  task = ferry_draft_get_position (draft) == 0
           ? ferry_import_instance_finish (client, result, &error)
           : ferry_import_volume_finish (client, result, &error);
  g_assert_no_error (error);

  return task;
}

/* Has a disk of the first machine imported. */
static inline void
begin (FerryClient *client,
       FerryPlan   *plan,
       guint        position,
       const char  *description,
       Made        *made)
{
  FerryMachine *machine = ferry_plan_get_machine (plan, 0);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryDraft) draft = ferry_draft_new (client, plan, machine, position, NULL, ZONE, NULL,
                                                 &error);
  g_autoptr(FerryConversionTask) begun = NULL;

  g_assert_no_error (error);
  made->manifest_key = g_strdup (ferry_draft_get_manifest_key (draft));
  made->manifest = g_bytes_ref (ferry_draft_get_manifest (draft));
  put (client, made->manifest_key, made->manifest);
  begun = request (client, draft, description);
  made->task_id = g_strdup (begun->id);
}

static inline void
made_clear (Made *made)
{
  g_free (made->task_id);
  g_free (made->manifest_key);
  g_clear_pointer (&made->manifest, g_bytes_unref);
  g_free (made->id);
}
