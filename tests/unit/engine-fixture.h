/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-test-cloud.h"

#include <glib/gstdio.h>
#include <string.h>

/* The engine against the rehearsal cloud: its folder alone survives a restart. */

#define BUCKET "acme-exports"
#define REGION "eu-west-1"

/* 15 minutes are a second, a question every 15 ms. */
#define SPEED 900

typedef struct {
  FerryTestCloud *cloud;
  GFile          *folder;    /* of the journals */
  FerryTaskList  *tasks;
  FerryActivity  *activity;
  FerryEngine    *engine;
  gint64          drained;   /* when the cloud's events were read last */
} Fixture;

/* The application starts, or starts again. */
static inline void
start_application (Fixture *fixture)
{
  fixture->tasks = ferry_task_list_new (SPEED);
  fixture->activity = ferry_activity_new ();
  fixture->engine = ferry_engine_new (fixture->folder, fixture->tasks, fixture->activity, SPEED);
}

/* What runs is abandoned, as if the process had ended: only what was sent goes on. */
static inline void
stop_application (Fixture *fixture)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->engine));
  /* What was sent and written is by then; nothing follows it. */
  while (ferry_activity_is_busy (fixture->activity))
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&fixture->tasks);
  g_clear_object (&fixture->activity);
}

static inline void
load (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_engine_load_async (fixture->engine, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  ferry_engine_load_finish (fixture->engine, result, &error);
  g_assert_no_error (error);
}

static inline void
restart (Fixture *fixture)
{
  stop_application (fixture);
  start_application (fixture);
  load (fixture);
  ferry_engine_attach (fixture->engine, fixture->cloud->client);
}

static inline void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->cloud = ferry_test_cloud_new ();
  fixture->folder = g_file_new_build_filename (fixture->cloud->folder, "imports", NULL);
  ferry_test_cloud_start (fixture->cloud, "--import-seconds", "0");
  start_application (fixture);
}

static inline void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->engine)
    stop_application (fixture);
  g_clear_object (&fixture->folder);
  g_clear_pointer (&fixture->cloud, ferry_test_cloud_free);
}

/* The cloud tells of each request, and would wait for ever for somebody who reads it. */
static inline void
drain (Fixture *fixture)
{
  gint64 now = g_get_monotonic_time ();

  if (now - fixture->drained < G_USEC_PER_SEC / 5)
    return;

  fixture->drained = now;
  g_ptr_array_unref (ferry_test_cloud_tell (fixture->cloud, "age-out 86400"));
}

static inline void
tell (Fixture    *fixture,
      const char *line)
{
  g_ptr_array_unref (ferry_test_cloud_tell (fixture->cloud, line));
}

static inline void
iterate (Fixture *fixture)
{
  g_main_context_iteration (NULL, TRUE);
  drain (fixture);
}

/* A disk of its own in the bucket. (transfer full) */
static inline FerryDisk *
put_disk (Fixture    *fixture,
          const char *key)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "samples", "disks", "db01-boot.raw",
                                                 NULL);
  g_autoptr(FerryDiskReport) report = NULL;
  g_autoptr(GAsyncResult) stored = NULL;
  g_autoptr(GAsyncResult) headed = NULL;
  g_autoptr(GAsyncResult) inspected = NULL;
  g_autoptr(FerryObject) object = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  FerryClient *client = fixture->cloud->client;
  GAsyncResult *slot = NULL;
  char *content;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (content, length);
  ferry_s3_put_object_async (client, REGION, BUCKET, key, bytes, "application/octet-stream", NULL,
                             ferry_test_take_result, &slot);
  stored = ferry_test_wait (&slot);
  ferry_s3_put_object_finish (client, stored, NULL, &error);
  g_assert_no_error (error);
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

/* @n_data: for each machine */
static inline FerryPlan *
make_plan (Fixture *fixture,
           guint    n_machines,
           guint    n_data)
{
  FerryAccount *account = ferry_client_get_account (fixture->cloud->client);
  FerryPlan *plan = ferry_plan_new (ferry_account_get_id (account));

  for (guint i = 0; i < n_machines; i++)
    {
      g_autofree char *name = g_strdup_printf ("machine%u", i);
      g_autofree char *key = g_strdup_printf ("run/machine%u-boot.raw", i);
      g_autoptr(FerryDisk) boot = put_disk (fixture, key);
      g_autoptr(FerryMachine) machine = ferry_machine_new (boot);

      for (guint j = 0; j < n_data; j++)
        {
          g_autofree char *data_key = g_strdup_printf ("run/machine%u-data%u.raw", i, j);
          g_autoptr(FerryDisk) disk = put_disk (fixture, data_key);
          g_autoptr(FerryMachineDisk) data = ferry_machine_disk_new (disk);

          ferry_machine_add_disk (machine, data);
        }
      g_object_set (machine,
                    "name", name,
                    "platform", FERRY_PLATFORM_LINUX,
                    "instance-type", "t2.small",
                    NULL);
      ferry_plan_add_machine (plan, machine);
    }

  return plan;
}

/* (transfer none) */
static inline FerryMachineImport *
get_machine (FerryRun *run,
             guint     position)
{
  g_autoptr(FerryMachineImport) machine =
    g_list_model_get_item (ferry_run_get_machines (run), position);

  g_assert_nonnull (machine);

  return machine;
}

/* (transfer none) */
static inline FerryTask *
get_task (FerryMachineImport *machine,
          guint               position)
{
  g_autoptr(FerryTask) task = g_list_model_get_item (ferry_machine_import_get_tasks (machine),
                                                     position);

  return task;
}

/* (transfer none) */
static inline FerryRun *
get_run (Fixture *fixture,
         guint    position)
{
  g_autoptr(FerryRun) run = g_list_model_get_item (ferry_engine_get_runs (fixture->engine),
                                                   position);

  g_assert_nonnull (run);

  return run;
}

/* @fault: (nullable): from then on */
static inline FerryRun *
begin_with (Fixture    *fixture,
            guint       n_machines,
            guint       n_data,
            const char *fault)
{
  g_autoptr(FerryPlan) plan = make_plan (fixture, n_machines, n_data);
  FerryRun *run;

  load (fixture);
  if (fault)
    tell (fixture, fault);
  run = ferry_engine_import (fixture->engine, fixture->cloud->client, plan);
  g_assert_true (ferry_engine_import (fixture->engine, fixture->cloud->client, plan) == run);

  return run;
}

static inline FerryRun *
begin (Fixture *fixture,
       guint    n_machines,
       guint    n_data)
{
  return begin_with (fixture, n_machines, n_data, NULL);
}

static inline void
wait_idle (Fixture *fixture)
{
  while (ferry_activity_is_busy (fixture->activity))
    iterate (fixture);
}

static inline void
wait_machine (Fixture            *fixture,
              FerryMachineImport *machine,
              FerryMachineState   state)
{
  while (ferry_machine_import_get_state (machine) != state)
    iterate (fixture);
}

static inline void
wait_finished (Fixture  *fixture,
               FerryRun *run)
{
  while (!ferry_run_is_finished (run))
    iterate (fixture);
  wait_idle (fixture);
}

static inline void
assert_landed (FerryRun *run)
{
  GListModel *machines = ferry_run_get_machines (run);

  for (guint i = 0; i < g_list_model_get_n_items (machines); i++)
    {
      FerryMachineImport *machine = get_machine (run, i);

      g_assert_no_error (ferry_machine_import_get_error (machine));
      g_assert_cmpint (ferry_machine_import_get_state (machine), ==, FERRY_MACHINE_LANDED);
    }
}

/* What there really is. (transfer full) */
static inline JsonObject *
take_inventory (Fixture *fixture)
{
  GOutputStream *input = g_subprocess_get_stdin_pipe (fixture->cloud->process);
  g_autoptr(JsonObject) obeyed = NULL;
  g_autoptr(GError) error = NULL;
  JsonObject *inventory;

  tell (fixture, "no-faults");
  g_output_stream_write_all (input, "inventory\n", strlen ("inventory\n"), NULL, NULL, &error);
  g_assert_no_error (error);
  inventory = ferry_test_cloud_wait (fixture->cloud, "event", "inventory", "event", "inventory");
  obeyed = ferry_test_cloud_wait (fixture->cloud, "event", "obeyed", "line", "inventory");

  return inventory;
}

/* So many machines with so many data volumes in all, and nothing is left over. */
static inline void
assert_whole (Fixture *fixture,
              guint    n_instances,
              guint    n_volumes)
{
  g_autoptr(JsonObject) inventory = take_inventory (fixture);
  JsonArray *instances = json_object_get_array_member (inventory, "instances");
  JsonArray *volumes = json_object_get_array_member (inventory, "volumes");
  JsonArray *objects = json_object_get_array_member (inventory, "objects");
  guint n_made = 0;
  guint n_attached = 0;

  for (guint i = 0; i < json_array_get_length (instances); i++)
    if (ferry_json_get_string (json_array_get_object_element (instances, i), "task"))
      n_made++;
  for (guint i = 0; i < json_array_get_length (volumes); i++)
    {
      JsonObject *volume = json_array_get_object_element (volumes, i);

      if (ferry_json_get_string (volume, "task") && ferry_json_get_string (volume, "instance"))
        n_attached++;
      else
        g_assert_null (ferry_json_get_string (volume, "task"));
    }

  g_assert_cmpuint (n_made, ==, n_instances);
  /* The boot disks are among them. */
  g_assert_cmpuint (n_attached, ==, n_instances + n_volumes);
  g_assert_cmpuint (json_array_get_length (objects), ==, 0);
}

static inline void
assert_chain (FerryRun *run)
{
  GFile *file = ferry_journal_get_file (ferry_run_get_journal (run));
  g_autoptr(GBytes) bytes = g_file_load_bytes (file, NULL, NULL, NULL);
  FerryJournalCheck check;

  g_assert_nonnull (bytes);
  g_assert_true (ferry_journal_check (bytes, &check));
  g_assert_cmpuint (check.broken, ==, 0);
}
