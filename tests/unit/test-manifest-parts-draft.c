/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-cloud.h"
#include "ferry-test-parts.h"
#include "ferry-test-schema.h"

#include <string.h>

/* The manifest of a disk in parts, and its import by the rehearsal cloud. */

#define BUCKET "acme-exports"
#define REGION "eu-west-1"
#define MIB (G_GUINT64_CONSTANT (1) << 20)
/* So fast that no pause of the task list is felt. */
#define SPEED 100000

static FerryPlan *
make_plan (FerryClient     *client,
           FerryParts      *parts,
           FerryDiskReport *report)
{
  g_autoptr(FerryDisk) disk = ferry_disk_new_cut (REGION, BUCKET, parts, NULL, report);
  g_autoptr(FerryMachine) machine = ferry_machine_new (disk);

  g_object_set (machine, "name", "web01", "platform", FERRY_PLATFORM_LINUX,
                "instance-type", "t2.medium", NULL);

  return ferry_plan_new_for (ferry_account_get_id (ferry_client_get_account (client)), machine);
}

static FerryPlan *
make_plan_of_raw (FerryClient *client,
                  guint        n)
{
  g_autoptr(FerryParts) parts = ferry_test_parts_new ("vm & co/web.raw.part", n, 10 * MIB, 512);
  g_autoptr(FerryDiskReport) report = ferry_disk_report_new ();

  report->format = FERRY_DISK_FORMAT_RAW;
  report->has_virtual_size = TRUE;
  report->file_size = report->virtual_size = ferry_parts_get_total (parts);

  return make_plan (client, parts, report);
}

static FerryClient *
make_client (void)
{
  g_autoptr(FerryAccount) account = ferry_account_new ("00000000-0000-4000-8000-000000000001",
                                                       "Test", REGION, NULL, "AKIAFERRYTEST",
                                                       FALSE);
  g_autoptr(FerryCredentials) credentials = ferry_credentials_new ("AKIAFERRYTEST", "secret",
                                                                   NULL, NULL);

  return ferry_client_new (account, credentials);
}

static FerryDraft *
draft (FerryClient   *client,
       FerryPlan     *plan,
       GCancellable  *cancellable,
       GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_draft_new_async (client, plan, ferry_plan_get_machine (plan, 0), 0, NULL, NULL, NULL,
                         cancellable, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_draft_new_finish (client, result, error);
}

static void
assert_part (FerryManifest *manifest,
             guint          place,
             guint          n)
{
  const FerryManifestPart *part = g_ptr_array_index (manifest->parts, place);
  g_autofree char *key = g_strdup_printf ("vm & co/web.raw.part%u", place);
  g_autofree char *path = g_strdup_printf ("/vm%%20%%26%%20co/web.raw.part%u?", place);

  g_assert_cmpuint (part->start, ==, place * 10 * MIB);
  g_assert_cmpuint (part->end, ==, part->start + (place + 1 < n ? 10 * MIB : 512) - 1);
  g_assert_cmpstr (part->key, ==, key);
  g_assert_nonnull (strstr (part->head_url, path));
  g_assert_nonnull (strstr (part->get_url, path));
  g_assert_cmpstr (part->head_url, !=, part->get_url);
  g_assert_null (part->delete_url);
}

static void
assert_manifest (FerryDraft *made,
                 guint       n)
{
  g_autoptr(GError) error = NULL;
  GBytes *bytes = ferry_draft_get_manifest (made);
  g_autoptr(FerryManifest) manifest = ferry_manifest_parse (bytes, &error);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *size = g_strdup_printf ("%" G_GUINT64_FORMAT, (n - 1) * 10 * MIB + 512);

  g_assert_no_error (error);
  g_assert_cmpuint (manifest->parts->len, ==, n);
  g_assert_cmpuint (manifest->size, ==, (n - 1) * 10 * MIB + 512);
  for (guint i = 0; i < n; i++)
    assert_part (manifest, i, n);
  g_assert_true (g_str_has_prefix (ferry_draft_get_manifest_key (made), "vm & co/ferry-"));
  g_assert_cmpstr (ferry_test_find_form (ferry_draft_get_request (made), "DiskImage.1.Image.Bytes"),
                   ==, size);
  g_assert_cmpuint (ferry_disk_get_size (ferry_draft_get_disk (made)), ==, manifest->size);
  if (ferry_test_has_xmllint ())
    g_assert_true (ferry_test_xmllint_accepts (text));
}

static void
test_few (void)
{
  g_autoptr(FerryClient) client = make_client ();
  g_autoptr(FerryPlan) plan = make_plan_of_raw (client, 5);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryDraft) made = draft (client, plan, cancellable, &error);

  g_assert_no_error (error);
  g_assert_false (ferry_draft_takes_long (ferry_draft_get_disk (made)));
  g_assert_cmpuint (ferry_draft_get_tried (made)->len, ==, 5);
  assert_manifest (made, 5);
}

static gboolean
beat_cb (gpointer user_data)
{
  gint64 *beat = user_data;
  gint64 now = g_get_monotonic_time ();

  beat[1] = MAX (beat[1], now - beat[0]);
  beat[0] = now;

  return G_SOURCE_CONTINUE;
}

/* While they are signed, the main loop goes on. */
static void
test_many (void)
{
  g_autoptr(FerryClient) client = make_client ();
  g_autoptr(FerryPlan) plan = make_plan_of_raw (client, 4096);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryDraft) made = NULL;
  gint64 start = g_get_monotonic_time ();
  gint64 beat[2] = { start, 0 };
  guint source = g_timeout_add (1, beat_cb, beat);
  const FerryDraftPart *last;

  made = draft (client, plan, cancellable, &error);
  g_source_remove (source);
  g_assert_no_error (error);
  g_test_message ("4,096 parts: %d ms, the loop waited for %d ms at most, %d KiB",
                  (int) ((g_get_monotonic_time () - start) / 1000), (int) (beat[1] / 1000),
                  (int) (g_bytes_get_size (ferry_draft_get_manifest (made)) / 1024));
  g_assert_cmpint (beat[0], >, start);

  g_assert_true (ferry_draft_takes_long (ferry_draft_get_disk (made)));
  g_assert_cmpuint (ferry_draft_get_tried (made)->len, ==, FERRY_DRAFT_MOST_TRIED);
  last = g_ptr_array_index (ferry_draft_get_tried (made), FERRY_DRAFT_MOST_TRIED - 1);
  g_assert_cmpuint (last->size, ==, 512);
  assert_manifest (made, 4096);
}

static void
test_cancelled (void)
{
  g_autoptr(FerryClient) client = make_client ();
  g_autoptr(FerryPlan) plan = make_plan_of_raw (client, 100000);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (draft (client, plan, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What a manifest cannot name, or what has no bytes. */
static void
test_refused (void)
{
  static const struct {
    const char *key;
    guint64     size;
  } cases[] = { { "web.raw.part1", 0 }, { "web\xff", 9 }, { "web\x01.part1", 9 } };
  g_autoptr(FerryClient) client = make_client ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr(FerryDiskReport) report = ferry_disk_report_new ();
      g_autoptr(FerryParts) parts = NULL;
      g_autoptr(FerryPlan) plan = NULL;
      g_autoptr(GError) error = NULL;

      g_ptr_array_add (objects, ferry_object_new ("web.raw.part0", 9, NULL, NULL, NULL));
      g_ptr_array_add (objects, ferry_object_new (cases[i].key, cases[i].size, NULL, NULL, NULL));
      parts = ferry_parts_new (objects, NULL);
      report->format = FERRY_DISK_FORMAT_RAW;
      report->has_virtual_size = TRUE;
      report->virtual_size = ferry_parts_get_total (parts);
      plan = make_plan (client, parts, report);
      g_assert_null (draft (client, plan, NULL, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
    }
}

/* (transfer full): as Ferry finds it */
static FerryPlan *
look_at_parts (FerryTestCloud *cloud,
               const char     *key)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerryDiskReport) report = NULL;
  g_autoptr(FerryParts) parts = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  parts = ferry_test_find_parts (cloud->client, BUCKET, key, &error);
  g_assert_no_error (error);
  ferry_disk_inspect_parts_async (cloud->client, REGION, BUCKET, parts, NULL,
                                  ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  report = ferry_disk_inspect_finish (cloud->client, result, &error);
  g_assert_no_error (error);

  return make_plan (cloud->client, parts, report);
}

typedef struct {
  FerryTestCloud *cloud;
  FerryActivity  *activity;
  FerryEngine    *engine;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GFile) folder = NULL;
  g_autoptr(FerryTaskList) tasks = ferry_task_list_new (SPEED);

  fixture->cloud = ferry_test_cloud_new ();
  folder = g_file_new_build_filename (fixture->cloud->folder, "imports", NULL);
  fixture->activity = ferry_activity_new ();
  fixture->engine = ferry_engine_new (folder, tasks, fixture->activity, SPEED);
  ferry_test_cloud_start (fixture->cloud, "--import-seconds", "0");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->engine);
  g_clear_object (&fixture->activity);
  ferry_test_cloud_free (fixture->cloud);
}

/* (transfer none) */
static FerryTask *
import (Fixture    *fixture,
        FerryDraft *made)
{
  FerryRun *run = ferry_engine_import (fixture->engine, fixture->cloud->client,
                                       ferry_draft_get_plan (made));
  g_autoptr(FerryMachineImport) machine = NULL;
  g_autoptr(FerryTask) task = NULL;

  while (!ferry_run_is_finished (run) || ferry_activity_is_busy (fixture->activity))
    g_main_context_iteration (NULL, TRUE);
  machine = g_list_model_get_item (ferry_run_get_machines (run), 0);
  task = g_list_model_get_item (ferry_machine_import_get_tasks (machine), 0);

  return task;
}

/* A VMDK whose structures lie across the seams: EC2's part of the work is done, too. */
static void
test_lands (Fixture       *fixture,
            gconstpointer  data)
{
  FerryClient *client = fixture->cloud->client;
  g_autoptr(FerryPlan) plan = NULL;
  g_autoptr(FerryDraft) made = NULL;
  g_autoptr(GError) error = NULL;
  FerryTask *task;

  ferry_test_put_parts (client, BUCKET, "cut/web.vmdk.part", "web01-boot.vmdk", 20001);
  plan = look_at_parts (fixture->cloud, "cut/web.vmdk.part0");
  made = draft (client, plan, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ferry_draft_get_tried (made)->len, ==, 4);

  task = import (fixture, made);
  g_assert_no_error (ferry_task_get_error (task));
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_LANDED);
  g_assert_true (g_str_has_prefix (ferry_task_get_instance_id (task), "i-"));
}

static FerryPlan *
through_file (FerryPlan *plan)
{
  g_autoptr(GBytes) bytes = ferry_plan_file_to_bytes (plan);
  g_autoptr(GError) error = NULL;
  FerryPlan *read = ferry_plan_file_from_bytes (bytes, &error);

  g_assert_no_error (error);

  return read;
}

static void
remove_part (Fixture    *fixture,
             const char *key)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_delete_object_async (fixture->cloud->client, REGION, BUCKET, key, NULL, NULL,
                                ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  g_assert_true (ferry_s3_delete_object_finish (fixture->cloud->client, result, NULL));
}

/* A plan that was saved and opened again has no ETags of the parts: they are asked for, and must
 * make the version that was saved.
 */
static void
test_opened (Fixture       *fixture,
             gconstpointer  data)
{
  FerryClient *client = fixture->cloud->client;
  g_autoptr(FerryPlan) plan = NULL;
  g_autoptr(FerryPlan) opened = NULL;
  g_autoptr(FerryDraft) made = NULL;
  g_autoptr(FerryDraft) late = NULL;
  g_autoptr(GError) error = NULL;
  const FerryDraftPart *part;
  FerryTask *task;

  ferry_test_put_parts (client, BUCKET, "cut/web.vmdk.part", "web01-boot.vmdk", 5000);
  plan = look_at_parts (fixture->cloud, "cut/web.vmdk.part0");
  opened = through_file (plan);
  g_assert_null (ferry_draft_new (client, opened, ferry_plan_get_machine (opened, 0), 0, NULL, NULL,
                                  NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_CONFLICT);

  g_clear_error (&error);
  made = draft (client, opened, NULL, &error);
  g_assert_no_error (error);
  part = g_ptr_array_index (ferry_draft_get_tried (made), 7);
  g_assert_nonnull (part->etag);
  task = import (fixture, made);
  g_assert_no_error (ferry_task_get_error (task));

  remove_part (fixture, "cut/web.vmdk.part3");
  late = draft (client, opened, NULL, &error);
  g_assert_null (late);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_CONFLICT);
}

/* A file whose parts are not those that its version was made of: nothing of it is relied on. */
static void
test_edited (Fixture       *fixture,
             gconstpointer  data)
{
  FerryClient *client = fixture->cloud->client;
  g_autoptr(FerryPlan) plan = NULL;
  g_autoptr(FerryPlan) opened = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GBytes) edited = NULL;
  g_autoptr(GString) text = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *last = NULL;
  g_autofree char *larger = NULL;
  FerryMachine *machine;
  FerryParts *parts;

  ferry_test_put_parts (client, BUCKET, "cut/web.vmdk.part", "web01-boot.vmdk", 20001);
  plan = look_at_parts (fixture->cloud, "cut/web.vmdk.part0");
  machine = ferry_plan_get_machine (plan, 0);
  parts = ferry_disk_get_parts (ferry_machine_disk_get_disk (ferry_machine_get_disk (machine, 0)));
  g_assert_cmpuint (ferry_parts_get_n (parts), ==, 4);
  last = g_strdup_printf ("%" G_GUINT64_FORMAT, ferry_parts_get_size (parts, 3));
  larger = g_strdup_printf ("%" G_GUINT64_FORMAT, ferry_parts_get_size (parts, 3) + 3);
  bytes = ferry_plan_file_to_bytes (plan);
  text = g_string_new_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_cmpuint (g_string_replace (text, "20001", "20000", 0), ==, 1);
  g_assert_cmpuint (g_string_replace (text, last, larger, 0), ==, 1);
  edited = g_bytes_new (text->str, text->len);
  opened = ferry_plan_file_from_bytes (edited, &error);
  g_assert_no_error (error);

  g_assert_null (draft (client, opened, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_CONFLICT);
}

/* One of its parts was replaced after it was looked at, or is gone: nothing is asked for. */
static void
test_replaced (Fixture       *fixture,
               gconstpointer  data)
{
  FerryClient *client = fixture->cloud->client;
  g_autoptr(FerryPlan) plan = NULL;
  g_autoptr(FerryDraft) made = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static ("other", 5);
  g_autoptr(GPtrArray) events = NULL;
  FerryTask *task;

  ferry_test_put_parts (client, BUCKET, "cut/web.vmdk.part", "web01-boot.vmdk", 20001);
  plan = look_at_parts (fixture->cloud, "cut/web.vmdk.part0");
  made = draft (client, plan, NULL, NULL);
  remove_part (fixture, "cut/web.vmdk.part2");
  ferry_test_put (client, BUCKET, "cut/web.vmdk.part2", bytes);

  task = import (fixture, made);
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_FAILED);
  g_assert_error (ferry_task_get_error (task), FERRY_ERROR, FERRY_ERROR_CONFLICT);
  events = ferry_test_cloud_tell (fixture->cloud, "no-faults");
  for (guint i = 0; i < events->len; i++)
    g_assert_cmpstr (ferry_json_get_string (g_ptr_array_index (events, i), "operation"), !=,
                     "ImportInstance");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/manifest-parts-draft/few", test_few);
  g_test_add_func ("/manifest-parts-draft/many", test_many);
  g_test_add_func ("/manifest-parts-draft/cancelled", test_cancelled);
  g_test_add_func ("/manifest-parts-draft/refused", test_refused);
  g_test_add ("/manifest-parts-draft/lands", Fixture, NULL, set_up, test_lands, tear_down);
  g_test_add ("/manifest-parts-draft/opened", Fixture, NULL, set_up, test_opened, tear_down);
  g_test_add ("/manifest-parts-draft/edited", Fixture, NULL, set_up, test_edited, tear_down);
  g_test_add ("/manifest-parts-draft/replaced", Fixture, NULL, set_up, test_replaced, tear_down);

  return g_test_run ();
}
