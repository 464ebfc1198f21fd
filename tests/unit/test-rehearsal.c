/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-cloud.h"
#include "ferry-test-link.h"

#include <string.h>

#define BUCKET "acme-exports"
#define DISK "2026-11/web01-boot.vmdk"
#define REGION "eu-west-1"

static FerryObject *
head (FerryTestCloud  *cloud,
      const char      *key,
      GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_head_object_async (cloud->client, REGION, BUCKET, key, NULL, ferry_test_take_result,
                              &slot);
  result = ferry_test_wait (&slot);

  return ferry_s3_head_object_finish (cloud->client, result, error);
}

static GBytes *
get (FerryTestCloud  *cloud,
     guint64          offset,
     gsize            length,
     GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_get_object_async (cloud->client, REGION, BUCKET, DISK, offset, length, NULL, NULL,
                             ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_s3_get_object_finish (cloud->client, result, NULL, error);
}

static gboolean
put (FerryTestCloud  *cloud,
     const char      *key,
     const char      *text,
     GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  GAsyncResult *slot = NULL;

  ferry_s3_put_object_async (cloud->client, REGION, BUCKET, key, bytes, "application/xml", NULL,
                             ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_s3_put_object_finish (cloud->client, result, NULL, error);
}

static FerryObjectPage *
list (FerryTestCloud  *cloud,
      const char      *prefix,
      GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_list_objects_async (cloud->client, REGION, BUCKET, prefix, NULL, NULL,
                               ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_s3_list_objects_finish (cloud->client, result, error);
}

static GPtrArray *
describe (FerryTestCloud  *cloud,
          GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_describe_conversion_tasks_async (cloud->client, REGION, NULL, NULL, ferry_test_take_result,
                                         &slot);
  result = ferry_test_wait (&slot);

  return ferry_describe_conversion_tasks_finish (cloud->client, result, error);
}

/* Takes @request. (transfer full) */
static char *
sign_link (FerryTestCloud *cloud,
           FerryRequest   *request)
{
  g_autoptr(FerryRequest) owned = request;
  g_autoptr(GUri) link = ferry_test_sign (cloud->client, owned, 3600);

  return g_uri_to_string (link);
}

/* Writes the disk's manifest into the bucket. @excess: bytes that its part has too many. Returns:
 * (transfer full): its link
 */
static char *
store_manifest (FerryTestCloud *cloud,
                guint64         size,
                guint           excess)
{
  g_autoptr(FerryManifest) manifest = ferry_manifest_new ();
  FerryManifestPart *part = ferry_manifest_add_part (manifest);
  g_autoptr(GError) error = NULL;
  g_autofree char *xml = NULL;

  manifest->file_format = g_strdup ("VMDK");
  manifest->importer_name = g_strdup ("test");
  manifest->importer_version = g_strdup ("1");
  manifest->importer_release = g_strdup ("1");
  manifest->self_destruct_url =
    sign_link (cloud, ferry_s3_delete_object_request (REGION, BUCKET, "m.xml", NULL));
  manifest->size = size;
  manifest->volume_size = 8;
  part->start = 0;
  part->end = size - 1 + excess;
  part->key = g_strdup (DISK);
  part->head_url = sign_link (cloud, ferry_s3_head_object_request (REGION, BUCKET, DISK));
  part->get_url = sign_link (cloud, ferry_s3_get_object_request (REGION, BUCKET, DISK, 0, 0, NULL));
  xml = ferry_manifest_to_xml (manifest);
  put (cloud, "m.xml", xml, &error);
  g_assert_no_error (error);

  return sign_link (cloud, ferry_s3_get_object_request (REGION, BUCKET, "m.xml", 0, 0, NULL));
}

static void
import_async (FerryTestCloud  *cloud,
              guint            excess,
              GCancellable    *cancellable,
              GAsyncResult   **slot)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryObject) disk = head (cloud, DISK, &error);
  g_autofree char *link = NULL;
  g_autoptr(FerryRequest) request = NULL;
  FerryImportInstanceInput input = { 0, };

  g_assert_no_error (error);
  link = store_manifest (cloud, ferry_object_get_size (disk), excess);
  input.region = REGION;
  input.description = "web01 <1 & 2>";
  input.platform = "Linux";
  input.architecture = "x86_64";
  input.instance_type = "t2.medium";
  input.image_format = "VMDK";
  input.image_bytes = ferry_object_get_size (disk);
  input.manifest_url = link;
  input.volume_size = 8;
  request = ferry_import_instance_request (&input);
  ferry_import_instance_async (cloud->client, request, cancellable, ferry_test_take_result, slot);
}

/* (transfer full) (nullable) */
static FerryConversionTask *
import_excess (FerryTestCloud  *cloud,
               guint            excess,
               GError         **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  import_async (cloud, excess, NULL, &slot);
  result = ferry_test_wait (&slot);

  return ferry_import_instance_finish (cloud->client, result, error);
}

/* (transfer full) (nullable) */
static FerryConversionTask *
import (FerryTestCloud  *cloud,
        GError         **error)
{
  return import_excess (cloud, 0, error);
}

static void
test_browse (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) buckets = NULL;
  g_autoptr(FerryObjectPage) page = NULL;
  g_autoptr(FerryIdentity) identity = NULL;
  g_autoptr(GAsyncResult) identity_result = NULL;
  GAsyncResult *slot = NULL;

  ferry_test_cloud_start (cloud, NULL, NULL);
  ferry_s3_list_buckets_async (cloud->client, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  buckets = ferry_s3_list_buckets_finish (cloud->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (buckets->len, ==, 2);
  g_assert_cmpstr (ferry_bucket_get_name (g_ptr_array_index (buckets, 0)), ==, BUCKET);
  g_assert_cmpstr (ferry_bucket_get_region (g_ptr_array_index (buckets, 1)), ==, "eu-north-1");

  page = list (cloud, "2026-11/logs/", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->objects->len, ==, 1);
  g_assert_cmpstr (ferry_object_get_key (g_ptr_array_index (page->objects, 0)), ==,
                   "2026-11/logs/export job 1 + 2.log");

  ferry_sts_get_caller_identity_async (cloud->client, NULL, ferry_test_take_result, &slot);
  identity_result = ferry_test_wait (&slot);
  identity = ferry_sts_get_caller_identity_finish (cloud->client, identity_result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (identity->account, ==, "123456789012");
}

static void
test_import (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryConversionTask) task = NULL;
  g_autoptr(GPtrArray) tasks = NULL;
  g_autoptr(JsonObject) event = NULL;
  g_autoptr(FerryObject) manifest = NULL;
  FerryConversionTask *listed;

  ferry_test_cloud_start (cloud, "--import-seconds", "0");
  task = import (cloud, &error);
  g_assert_no_error (error);
  g_assert_cmpint (task->state, ==, FERRY_CONVERSION_ACTIVE);
  event = ferry_test_cloud_wait (cloud, "task", task->id, "state", "completed");
  g_assert_cmpstr (ferry_json_get_string (event, "instance"), ==, task->instance_id);

  tasks = describe (cloud, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tasks->len, ==, 1);
  listed = g_ptr_array_index (tasks, 0);
  g_assert_cmpstr (listed->id, ==, task->id);
  g_assert_cmpint (listed->state, ==, FERRY_CONVERSION_COMPLETED);
  g_assert_cmpstr (listed->description, ==, "web01 <1 & 2>");
  g_assert_nonnull (listed->expiration);

  manifest = head (cloud, "m.xml", &error);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY);
}

/* AWS bears one byte too many: its own sample of an existing object and BOSH have it. */
static void
test_import_excess (void)
{
  for (guint excess = 1; excess <= 2; excess++)
    {
      g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
      g_autoptr(GError) error = NULL;
      g_autoptr(FerryConversionTask) task = NULL;
      g_autoptr(JsonObject) event = NULL;

      ferry_test_cloud_start (cloud, "--import-seconds", "0");
      task = import_excess (cloud, excess, &error);
      g_assert_no_error (error);
      event = ferry_test_cloud_wait (cloud, "task", task->id, "state",
                                     excess == 1 ? "completed" : "cancelled");
      g_assert_nonnull (event);
    }
}

/* Killed in the middle, it goes on where it was, on the same port, for the links name it. */
static void
test_restart (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryConversionTask) task = NULL;
  g_autoptr(JsonObject) half = NULL;
  g_autoptr(JsonObject) first = NULL;
  g_autoptr(JsonObject) end = NULL;
  g_autofree char *endpoint = NULL;

  ferry_test_cloud_start (cloud, "--import-seconds", "2");
  task = import (cloud, &error);
  g_assert_no_error (error);
  half = ferry_test_cloud_wait (cloud, "task", task->id, "message", "Progress: 50%");
  endpoint = g_strdup (cloud->endpoint);
  ferry_test_cloud_kill (cloud);

  ferry_test_cloud_start (cloud, "--import-seconds", "1");
  g_assert_cmpstr (cloud->endpoint, ==, endpoint);
  first = ferry_test_cloud_wait (cloud, "task", task->id, "state", "active");
  g_assert_cmpint (ferry_json_get_int (first, "bytes", 0), >=,
                   ferry_json_get_int (half, "bytes", -1));
  end = ferry_test_cloud_wait (cloud, "task", task->id, "state", "completed");
  g_assert_cmpstr (ferry_json_get_string (end, "instance"), ==, task->instance_id);
}

/* The act is done though nobody hears of it, and it is done once. */
static void
test_lost_reply (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryConversionTask) task = NULL;
  g_autoptr(GPtrArray) tasks = NULL;

  ferry_test_cloud_start (cloud, "--fault", "lose-reply:ImportInstance");
  task = import (cloud, &error);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNCONFIRMED);
  g_clear_error (&error);
  tasks = describe (cloud, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tasks->len, ==, 1);
}

static void
test_held_reply (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(JsonObject) event = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerryConversionTask) task = NULL;
  g_autoptr(GPtrArray) tasks = NULL;
  GAsyncResult *slot = NULL;

  ferry_test_cloud_start (cloud, "--fault", "hold-reply:ImportInstance");
  import_async (cloud, 0, cancellable, &slot);
  event = ferry_test_cloud_wait (cloud, "event", "request", "fault", "hold-reply");
  g_assert_cmpint (ferry_json_get_int (event, "status", 0), ==, 200);
  g_assert_nonnull (ferry_json_get_string (event, "task"));
  g_assert_null (slot);
  g_cancellable_cancel (cancellable);
  result = ferry_test_wait (&slot);
  task = ferry_import_instance_finish (cloud->client, result, &error);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNCONFIRMED);
  g_clear_error (&error);
  tasks = describe (cloud, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tasks->len, ==, 1);
}

static void
test_drop (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryConversionTask) task = NULL;
  g_autoptr(GPtrArray) tasks = NULL;

  ferry_test_cloud_start (cloud, "--fault", "drop:ImportInstance");
  task = import (cloud, &error);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNCONFIRMED);
  g_clear_error (&error);
  tasks = describe (cloud, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tasks->len, ==, 0);
}

static void
test_throttled (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryObjectPage) page = NULL;
  g_autoptr(JsonObject) event = NULL;

  ferry_test_cloud_start (cloud, "--fault", "status:ListObjectsV2:503:1");
  page = list (cloud, "", &error);
  g_assert_no_error (error);
  event = ferry_test_cloud_wait (cloud, "event", "request", "operation", "ListObjectsV2");
  g_assert_cmpint (ferry_json_get_int (event, "status", 0), ==, 503);
  g_clear_pointer (&event, json_object_unref);
  event = ferry_test_cloud_wait (cloud, "event", "request", "operation", "ListObjectsV2");
  g_assert_cmpint (ferry_json_get_int (event, "status", 0), ==, 200);
}

static void
test_cut_body (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(JsonObject) event = NULL;

  ferry_test_cloud_start (cloud, "--fault", "cut-body:GetObject");
  bytes = get (cloud, 0, 512, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 512);
  event = ferry_test_cloud_wait (cloud, "event", "request", "fault", "cut-body");
  g_clear_pointer (&event, json_object_unref);
  event = ferry_test_cloud_wait (cloud, "event", "request", "operation", "GetObject");
  g_assert_null (ferry_json_get_string (event, "fault"));
}

static void
test_expired (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryObjectPage) page = NULL;
  g_autoptr(GPtrArray) tasks = NULL;

  ferry_test_cloud_start (cloud, "--fault", "expired-credentials");
  page = list (cloud, "", &error);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_EXPIRED);
  g_clear_error (&error);
  /* EC2 has one code for a session that ended and for a clock that is wrong. */
  tasks = describe (cloud, &error);
  g_assert_null (tasks);
  g_assert_cmpstr (ferry_error_get_detail (error)->code, ==, "RequestExpired");
}

/* Each reply waits. */
static void
test_latency (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryObject) disk = NULL;
  gint64 start;

  ferry_test_cloud_start (cloud, "--latency", "50");
  start = g_get_monotonic_time ();
  disk = head (cloud, DISK, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 50 * 1000);
}

/* What is put is there after a restart, and what is deleted is not. */
static void
test_store (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryObject) object = NULL;

  ferry_test_cloud_start (cloud, NULL, NULL);
  put (cloud, "kept/ä.xml", "<a/>", &error);
  g_assert_no_error (error);
  ferry_test_cloud_stop (cloud);

  ferry_test_cloud_start (cloud, NULL, NULL);
  object = head (cloud, "kept/ä.xml", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ferry_object_get_size (object), ==, 4);
  g_assert_false (put (cloud, "kept/ä.xml", "<b/>", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_CONFLICT);
}

static void
test_bad_fault (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, g_getenv ("FERRY_REHEARSAL"),
                      "--state-dir", "/nonexistent", "--fault", "burn:Everything", NULL);

  g_assert_no_error (error);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
}

/* botocore shares no code with Ferry: what it signs, reads and writes is judged by others. */
static void
test_botocore (void)
{
  g_autofree char *judge = g_test_build_filename (G_TEST_DIST, "rehearsal", "judge.py", NULL);
  g_autofree char *samples = g_test_build_filename (G_TEST_DIST, "samples", "disks", NULL);
  g_autofree char *output = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error,
                      "/usr/bin/python3", judge, g_getenv ("FERRY_REHEARSAL"), samples, NULL);

  if (process == NULL)
    {
      g_test_skip ("NOT JUDGED: there is no /usr/bin/python3");
      return;
    }
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  if (g_subprocess_get_if_exited (process) && g_subprocess_get_exit_status (process) == 77)
    {
      g_test_skip ("NOT JUDGED: python3-botocore is not installed");
      return;
    }
  if (!g_subprocess_get_successful (process))
    g_test_message ("%s", output);
  g_assert_true (g_subprocess_get_successful (process));
}

/* Two Ferrys: the second one's cloud does not touch what the first one's has open. */
static void
test_in_use (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(GFile) folder = g_file_new_for_path (cloud->folder);
  g_autoptr(GSubprocess) second = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *said = NULL;
  FerryFolderLock *lock = ferry_folder_lock_new (folder, &error);

  g_assert_no_error (error);
  second = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                             &error, g_getenv ("FERRY_REHEARSAL"), "--state-dir", cloud->folder,
                             NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (second, NULL, NULL, NULL, &said, &error);
  g_assert_no_error (error);
  g_assert_false (g_subprocess_get_successful (second));
  g_assert_nonnull (strstr (said, "Another process"));

  ferry_folder_lock_free (lock);
  ferry_test_cloud_start (cloud, NULL, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add_func ("/rehearsal/" name, test)
  ADD ("browse", test_browse);
  ADD ("import", test_import);
  ADD ("import/manifest-excess", test_import_excess);
  ADD ("restart", test_restart);
  ADD ("store", test_store);
  ADD ("in-use", test_in_use);
  ADD ("fault/lose-reply", test_lost_reply);
  ADD ("fault/hold-reply", test_held_reply);
  ADD ("fault/drop", test_drop);
  ADD ("fault/status", test_throttled);
  ADD ("fault/cut-body", test_cut_body);
  ADD ("fault/expired-credentials", test_expired);
  ADD ("fault/latency", test_latency);
  g_test_add_func ("/rehearsal/fault/unknown", test_bad_fault);
  g_test_add_func ("/rehearsal/botocore", test_botocore);
#undef ADD

  return g_test_run ();
}
