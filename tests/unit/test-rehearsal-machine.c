/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-cloud.h"

/* A machine with a data disk, from its bucket to the instance and the volume: the whole of libferry
 * against the rehearsal cloud.
 */

#define BUCKET "acme-exports"
#define BOOT "2026-11/web01-boot.vmdk"
#define DATA "2026-11/db01-boot.raw"
#define REGION "eu-west-1"
#define ZONE "eu-west-1b"

/* So fast that no pause of the task list is felt. */
#define SPEED 100000

/* (transfer full): as Ferry finds it */
static FerryDisk *
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

/* @user_data: a URI */
static FerryPlan *
make_plan (FerryClient *client,
           const char  *user_data)
{
  static const char *const groups[] = { "sg-0a1b2c3d", NULL };
  g_autoptr(FerryDisk) boot = look_at (client, BOOT);
  g_autoptr(FerryDisk) disk = look_at (client, DATA);
  g_autoptr(FerryMachine) machine = ferry_machine_new (boot);
  g_autoptr(FerryMachineDisk) data = ferry_machine_disk_new (disk);

  ferry_machine_add_disk (machine, data);
  g_object_set (machine,
                "name", "web01",
                "platform", FERRY_PLATFORM_LINUX,
                "instance-type", "t2.medium",
                "zone", ZONE,
                "subnet-id", "subnet-0a1b2c3d",
                "private-ip", "10.0.4.20",
                "security-groups", groups,
                "monitoring", TRUE,
                "shutdown", FERRY_SHUTDOWN_TERMINATE,
                "user-data", user_data,
                NULL);

  return ferry_plan_new_for (ferry_account_get_id (ferry_client_get_account (client)), machine);
}

static FerryDraft *
draft (FerryClient *client,
       FerryPlan   *plan,
       guint        position)
{
  g_autoptr(GBytes) user_data = g_bytes_new_static ("#!/bin/sh\n", 10);
  g_autoptr(GError) error = NULL;
  FerryDraft *made = ferry_draft_new (client, plan, ferry_plan_get_machine (plan, 0), position,
                                      NULL, ZONE, user_data, &error);

  g_assert_no_error (error);

  return made;
}

static void
assert_allowed (FerryClient *client,
                FerryDraft  *made)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_import_dry_run_async (client, ferry_draft_get_request (made), NULL, ferry_test_take_result,
                              &slot);
  result = ferry_test_wait (&slot);
  g_assert_true (ferry_import_dry_run_finish (client, result, &error));
  g_assert_no_error (error);
}

static void
wait_landed (FerryTask     *task,
             FerryActivity *activity)
{
  while (!ferry_task_state_is_finished (ferry_task_get_state (task)) ||
         ferry_activity_is_busy (activity))
    g_main_context_iteration (NULL, TRUE);

  g_assert_no_error (ferry_task_get_error (task));
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_LANDED);
}

static void
test_machine (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(GFile) folder = g_file_new_build_filename (cloud->folder, "imports", NULL);
  g_autoptr(FerryTaskList) tasks = ferry_task_list_new (SPEED);
  g_autoptr(FerryActivity) activity = ferry_activity_new ();
  g_autoptr(FerryEngine) engine = ferry_engine_new (folder, tasks, activity, SPEED);
  g_autoptr(FerryPlan) plan = NULL;
  g_autoptr(FerryDraft) boot = NULL;
  g_autoptr(FerryDraft) data = NULL;
  g_autoptr(FerryMachineImport) machine = NULL;
  g_autoptr(FerryTask) instance = NULL;
  g_autoptr(FerryTask) volume = NULL;
  g_autofree char *path = NULL;
  g_autofree char *user_data = NULL;
  FerryRun *run;

  ferry_test_cloud_start (cloud, "--import-seconds", "0");
  path = g_build_filename (cloud->folder, "web.sh", NULL);
  g_assert_true (g_file_set_contents (path, "#!/bin/sh\n", -1, NULL));
  user_data = g_filename_to_uri (path, NULL, NULL);
  plan = make_plan (cloud->client, user_data);
  boot = draft (cloud->client, plan, 0);
  data = draft (cloud->client, plan, 1);
  assert_allowed (cloud->client, boot);
  assert_allowed (cloud->client, data);
  /* A trial leaves nothing behind that the list could tell of. */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (tasks)), ==, 0);

  run = ferry_engine_import (engine, cloud->client, plan);
  while (!ferry_run_is_finished (run))
    g_main_context_iteration (NULL, TRUE);
  machine = g_list_model_get_item (ferry_run_get_machines (run), 0);
  g_assert_no_error (ferry_machine_import_get_error (machine));
  g_assert_cmpint (ferry_machine_import_get_state (machine), ==, FERRY_MACHINE_LANDED);
  instance = g_list_model_get_item (ferry_machine_import_get_tasks (machine), 0);
  volume = g_list_model_get_item (ferry_machine_import_get_tasks (machine), 1);
  wait_landed (instance, activity);
  wait_landed (volume, activity);
  g_assert_true (g_str_has_prefix (ferry_task_get_instance_id (instance), "i-"));
  g_assert_null (ferry_task_get_disk_name (instance));
  g_assert_null (ferry_task_get_instance_id (volume));
  g_assert_true (g_str_has_prefix (ferry_task_get_volume_id (volume), "vol-"));
  g_assert_cmpstr (ferry_task_get_disk_name (volume), ==, "db01-boot.raw");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (tasks)), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rehearsal-machine/lands", test_machine);

  return g_test_run ();
}
