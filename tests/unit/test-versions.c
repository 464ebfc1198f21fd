/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-cloud.h"
#include "ferry-test-link.h"

#include <string.h>

/* A bucket that keeps versions: what is deleted there is hidden, links and all, unless its version
 * is deleted. Against the rehearsal cloud.
 */

#define BUCKET "acme-exports"
#define DISK "2026-11/web01-boot.vmdk"
#define REGION FERRY_REHEARSAL_REGION
#define SPEED 150

static char *
put (FerryTestCloud *cloud,
     const char     *key,
     const char     *text)
{
  g_autoptr(GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;
  char *version = NULL;

  ferry_s3_put_object_async (cloud->client, REGION, BUCKET, key, body, "text/plain", NULL,
                             ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  ferry_s3_put_object_finish (cloud->client, result, &version, &error);
  g_assert_no_error (error);

  return version;
}

static void
delete (FerryTestCloud *cloud,
        const char     *key,
        const char     *version)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_delete_object_async (cloud->client, REGION, BUCKET, key, version, NULL,
                                ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  ferry_s3_delete_object_finish (cloud->client, result, &error);
  g_assert_no_error (error);
}

/* What a link brings; %NULL where there is nothing. @version: (nullable) */
static char *
get (FerryTestCloud *cloud,
     const char     *key,
     const char     *version)
{
  g_autoptr(FerryRequest) request = ferry_s3_get_object_request (REGION, BUCKET, key, 0, 0, NULL);
  g_autoptr(FerryReply) reply = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GUri) link = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  if (version)
    ferry_request_add_query (request, "versionId", version);
  link = ferry_test_sign (cloud->client, request, 600);
  ferry_client_use_link_async (cloud->client, "GET", link, NULL, NULL, ferry_test_take_result,
                               &slot);
  result = ferry_test_wait (&slot);
  reply = ferry_client_send_finish (cloud->client, result, &error);
  if (reply == NULL)
    {
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY);
      g_assert_cmpstr (ferry_error_get_detail (error)->code, ==,
                       version ? "NoSuchVersion" : "NoSuchKey");
      return NULL;
    }

  return g_strndup (g_bytes_get_data (ferry_reply_get_body (reply), NULL),
                    g_bytes_get_size (ferry_reply_get_body (reply)));
}

static void
assert_text (FerryTestCloud *cloud,
             const char     *version,
             const char     *expected)
{
  g_autofree char *text = get (cloud, "key", version);

  g_assert_cmpstr (text, ==, expected);
}

static gboolean
keeps_versions (FerryTestCloud *cloud)
{
  g_autoptr(FerryBucketFacts) facts = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_bucket_facts_load_async (cloud->client, REGION, BUCKET, NULL, ferry_test_take_result,
                                 &slot);
  result = ferry_test_wait (&slot);
  facts = ferry_bucket_facts_load_finish (cloud->client, result, &error);
  g_assert_no_error (error);

  return (facts->traits & FERRY_BUCKET_VERSIONED) != 0;
}

/* The cloud itself, across its restarts. */
static void
test_bucket (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autofree char *none = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  ferry_test_cloud_start (cloud, NULL, NULL);
  g_assert_false (keeps_versions (cloud));
  none = put (cloud, "other", "x");
  g_assert_null (none);
  ferry_test_cloud_stop (cloud);

  ferry_test_cloud_start (cloud, "--keep-versions", BUCKET);
  g_assert_true (keeps_versions (cloud));
  first = put (cloud, "key", "first");
  g_assert_nonnull (first);
  assert_text (cloud, NULL, "first");
  delete (cloud, "key", NULL);
  assert_text (cloud, NULL, NULL);
  assert_text (cloud, first, "first");
  second = put (cloud, "key", "second");
  ferry_test_cloud_stop (cloud);

  ferry_test_cloud_start (cloud, NULL, NULL);
  assert_text (cloud, first, "first");
  assert_text (cloud, NULL, "second");
  delete (cloud, "key", first);
  delete (cloud, "key", "of-nothing");
  assert_text (cloud, first, NULL);
  assert_text (cloud, NULL, "second");
  delete (cloud, "key", second);
  assert_text (cloud, NULL, NULL);
  assert_text (cloud, second, NULL);
}

static FerryDraft *
make_draft (FerryTestCloud *cloud)
{
  FerryClient *client = cloud->client;
  g_autoptr(GAsyncResult) headed = NULL;
  g_autoptr(GAsyncResult) inspected = NULL;
  g_autoptr(FerryObject) object = NULL;
  g_autoptr(FerryDiskReport) report = NULL;
  g_autoptr(FerryDisk) disk = NULL;
  g_autoptr(FerryMachine) machine = NULL;
  g_autoptr(FerryPlan) plan = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;
  FerryDraft *draft;

  ferry_s3_head_object_async (client, REGION, BUCKET, DISK, NULL, ferry_test_take_result, &slot);
  headed = ferry_test_wait (&slot);
  object = ferry_s3_head_object_finish (client, headed, &error);
  g_assert_no_error (error);
  ferry_disk_inspect_async (client, REGION, BUCKET, object, NULL, ferry_test_take_result, &slot);
  inspected = ferry_test_wait (&slot);
  report = ferry_disk_inspect_finish (client, inspected, &error);
  g_assert_no_error (error);

  disk = ferry_disk_new (REGION, BUCKET, DISK, ferry_object_get_etag (object), "STANDARD",
                         ferry_object_get_size (object), report);
  machine = ferry_machine_new (disk);
  g_object_set (machine, "platform", FERRY_PLATFORM_LINUX, "instance-type", "t2.medium", NULL);
  plan = ferry_plan_new_for (ferry_account_get_id (ferry_client_get_account (client)), machine);
  draft = ferry_draft_new (client, plan, ferry_plan_get_machine (plan, 0), 0, NULL, NULL, NULL,
                           &error);
  g_assert_no_error (error);

  return draft;
}

/* The application, of which only the folder of journals survives a restart. */
typedef struct {
  GFile         *folder;
  FerryTaskList *tasks;
  FerryActivity *activity;
  FerryEngine   *engine;
} Application;

static void
start (Application *application)
{
  application->tasks = ferry_task_list_new (SPEED);
  application->activity = ferry_activity_new ();
  application->engine = ferry_engine_new (application->folder, application->tasks,
                                          application->activity, SPEED);
}

static void
stop (Application *application)
{
  while (ferry_activity_is_busy (application->activity))
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (g_steal_pointer (&application->engine));
  g_assert_finalize_object (g_steal_pointer (&application->tasks));
  g_clear_object (&application->activity);
}

static FerryTask *
resume (Application *application,
        FerryClient *client)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerryTask) task = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_engine_load_async (application->engine, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  ferry_engine_load_finish (application->engine, result, &error);
  g_assert_no_error (error);
  ferry_engine_attach (application->engine, client);
  task = g_list_model_get_item (G_LIST_MODEL (application->tasks), 0);

  return task;
}

static void
wait_state (FerryTask      *task,
            FerryTaskState  state)
{
  while (ferry_task_get_state (task) != state)
    {
      g_assert_false (ferry_task_state_is_finished (ferry_task_get_state (task)));
      g_main_context_iteration (NULL, TRUE);
    }
}

/* What the journal keeps, as the next start reads it. (transfer full) */
static char *
read_field (Application *application,
            const char  *name)
{
  g_autoptr(GFileEnumerator) files =
    g_file_enumerate_children (application->folder, G_FILE_ATTRIBUTE_STANDARD_NAME, 0, NULL, NULL);
  g_autoptr(FerryDurableWriter) writer = ferry_durable_writer_new ();
  GFile *file;

  while (g_file_enumerator_iterate (files, NULL, &file, NULL, NULL) && file)
    {
      g_autoptr(FerryJournal) journal = NULL;
      g_autoptr(FerryRecord) record = NULL;

      if (!g_str_has_suffix (g_file_peek_path (file), ".journal"))
        continue;
      journal = ferry_journal_load (writer, file, NULL);
      g_assert_nonnull (journal);
      record = ferry_record_new (journal, 0, 0);
      return g_strdup (ferry_record_get_field (record, name));
    }

  return NULL;
}

/* A whole import there, with a restart in the middle: nothing of the manifest stays. */
static void
test_import (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(GFile) folder = g_file_new_build_filename (cloud->folder, "imports", NULL);
  g_autoptr(FerryDraft) draft = NULL;
  g_autofree char *version = NULL;
  g_autofree char *while_needed = NULL;
  g_autofree char *after = NULL;
  g_autofree char *after_version = NULL;
  Application application = { folder };
  g_autofree char *key = NULL;

  ferry_test_cloud_start (cloud, "--keep-versions", BUCKET);
  ferry_test_cloud_stop (cloud);
  ferry_test_cloud_start (cloud, "--import-seconds", "0");
  draft = make_draft (cloud);
  start (&application);
  ferry_engine_import (application.engine, cloud->client, ferry_draft_get_plan (draft));
  wait_state (resume (&application, cloud->client), FERRY_TASK_CONVERTING);
  stop (&application);

  key = read_field (&application, "manifest-key");
  g_assert_nonnull (key);
  version = read_field (&application, "manifest-version");
  g_assert_nonnull (version);
  while_needed = get (cloud, key, version);
  g_assert_nonnull (while_needed);
  start (&application);
  wait_state (resume (&application, cloud->client), FERRY_TASK_LANDED);
  stop (&application);

  after = get (cloud, key, NULL);
  g_assert_null (after);
  after_version = get (cloud, key, version);
  g_assert_null (after_version);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/versions/bucket", test_bucket);
  g_test_add_func ("/versions/import", test_import);

  return g_test_run ();
}
