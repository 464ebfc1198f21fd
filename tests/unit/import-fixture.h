/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-test-far-side.h"

#include <glib/gstdio.h>
#include <string.h>

/* The application's half of an import, for the tests of imports: its engine, its task list and the
 * folder of journals, which alone survives a restart.
 */

#define REGION "eu-west-1"

/* So fast that no pause of the task list is felt. */
#define SPEED 100000

/* of the list alone */
static guint list_speed = SPEED;

/* The application's half, before its far side. */
typedef struct {
  char           *root;
  GFile          *folder;
  FerryTestFarSide *cloud;
  FerryClient    *client;
  FerryTaskList  *tasks;
  FerryActivity  *activity;
  FerryEngine    *engine;
  guint           speed;     /* of the engine; 0: no back-off and no fence ends in a test */
} Fixture;

/* The application starts, or starts again: nothing but the folder survives. */
static inline void
start_application (Fixture *fixture)
{
  FerryTestFarSide *cloud = fixture->cloud;

  g_clear_object (&fixture->engine);
  g_clear_object (&fixture->activity);
  g_clear_object (&fixture->tasks);
  g_clear_object (&fixture->client);

  fixture->client = ferry_test_server_make_client (cloud->server);
  fixture->tasks = ferry_task_list_new (list_speed);
  fixture->activity = ferry_activity_new ();
  fixture->engine = ferry_engine_new (fixture->folder, fixture->tasks, fixture->activity,
                                      MAX (fixture->speed, 1));
}

static inline void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->root = g_dir_make_tmp ("ferry-import-XXXXXX", NULL);
  fixture->folder = g_file_new_build_filename (fixture->root, "imports", NULL);
  fixture->cloud = ferry_test_far_side_new (fixture->folder);
  start_application (fixture);
}

static inline void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static inline void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->engine));
  /* The order of the queue may still be on its way to the disk. */
  while (ferry_activity_is_busy (fixture->activity))
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (g_steal_pointer (&fixture->tasks));
  g_clear_object (&fixture->client);
  g_clear_pointer (&fixture->cloud, ferry_test_far_side_free);
  /* What is being written would come back into the folder that is removed. */
  while (ferry_activity_is_busy (fixture->activity))
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&fixture->activity);
  g_clear_object (&fixture->folder);
  remove_tree (fixture->root);
  g_free (fixture->root);
}

static inline FerryPlan *
make_plan (void)
{
  g_autoptr(FerryDiskReport) report = ferry_disk_report_new ();
  g_autoptr(FerryDisk) disk = NULL;
  g_autoptr(FerryMachine) machine = NULL;

  report->format = FERRY_DISK_FORMAT_RAW;
  report->file_size = FERRY_TEST_DISK_SIZE;
  report->has_virtual_size = TRUE;
  report->virtual_size = FERRY_TEST_DISK_SIZE;
  disk = ferry_disk_new (REGION, "disks", "vm/web.raw", "\"e\"", "STANDARD",
                         FERRY_TEST_DISK_SIZE, report);
  machine = ferry_machine_new (disk);
  g_object_set (machine, "platform", FERRY_PLATFORM_LINUX, "instance-type", "t3.small", NULL);

  return ferry_plan_new_for ("00000000-0000-4000-8000-000000000001", machine);
}

static inline void
open_folder (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_engine_load_async (fixture->engine, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  ferry_engine_load_finish (fixture->engine, result, &error);
  g_assert_no_error (error);
}

/* (transfer none): the newest run's only machine */
static inline FerryMachineImport *
get_machine (Fixture *fixture)
{
  g_autoptr(FerryRun) run = g_list_model_get_item (ferry_engine_get_runs (fixture->engine), 0);
  g_autoptr(FerryMachineImport) machine = NULL;

  g_assert_nonnull (run);
  machine = g_list_model_get_item (ferry_run_get_machines (run), 0);
  g_assert_nonnull (machine);

  return machine;
}

/* (transfer none): its only disk */
static inline FerryTask *
get_task (Fixture *fixture)
{
  g_autoptr(FerryTask) task =
    g_list_model_get_item (ferry_machine_import_get_tasks (get_machine (fixture)), 0);

  g_assert_nonnull (task);

  return task;
}

static inline FerryTask *
begin (Fixture *fixture)
{
  g_autoptr(FerryPlan) plan = make_plan ();
  FerryRun *run;

  open_folder (fixture);
  run = ferry_engine_import (fixture->engine, fixture->client, plan);
  g_assert_true (ferry_engine_import (fixture->engine, fixture->client, plan) == run);
  g_assert_true (ferry_activity_is_busy (fixture->activity));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->tasks)), ==, 1);

  return get_task (fixture);
}

static inline void
wait_state (FerryTask      *task,
            FerryTaskState  state)
{
  while (ferry_task_get_state (task) != state)
    {
      g_assert_false (ferry_task_state_is_finished (ferry_task_get_state (task)));
      g_main_context_iteration (NULL, TRUE);
    }
}

static inline void
wait_idle (Fixture *fixture)
{
  while (ferry_activity_is_busy (fixture->activity))
    g_main_context_iteration (NULL, TRUE);
}

/* Until EC2 has answered another round whole. */
static inline void
wait_round (Fixture *fixture)
{
  FerryTestFarSide *cloud = fixture->cloud;
  guint wanted = cloud->n_lists + 2;

  while (cloud->n_lists < wanted)
    g_main_context_iteration (NULL, TRUE);
}

static inline FerryTask *
load (Fixture *fixture)
{
  g_autoptr(FerryTask) task = NULL;

  open_folder (fixture);
  g_assert_cmpuint (ferry_engine_get_damaged (fixture->engine)->len, ==, 0);
  task = g_list_model_get_item (G_LIST_MODEL (fixture->tasks), 0);

  return task;
}

static inline void
assert_open (Fixture *fixture,
             guint  n)
{
  g_autoptr(GPtrArray) accounts = ferry_engine_dup_open_accounts (fixture->engine);

  g_assert_cmpuint (accounts->len, ==, n);
}

/* No secret may be in the journal. @last_state: of the disk */
static inline void
assert_journal (Fixture    *fixture,
                const char *last_state)
{
  FerryTestFarSide *cloud = fixture->cloud;
  g_autofree char *text = ferry_test_far_side_read_journal (cloud);
  g_autofree char *word = g_strdup_printf ("\"disk\":0,\"state\":\"%s\"", last_state);
  char *last;

  g_assert_null (strstr (text, "X-Amz"));
  g_assert_null (strstr (text, "http"));
  g_assert_null (strstr (text, "AKIA"));
  g_assert_true (g_str_has_suffix (text, "\n"));
  last = g_strrstr (text, "\"disk\":0,\"state\":");
  g_assert_nonnull (last);
  g_assert_true (g_str_has_prefix (last, word));
}

#define WAY_TO_REQUEST \
  "PUT manifest\nGET manifest\nHEAD disk\nGET disk bytes=0-511\nImportInstance\n"

#define MANIFEST_KEY "vm/ferry-0123456789abcdef0123456789abcdef.manifest.xml"

/* What an import left that began @minutes ago and came to @state. @task_id: (nullable) */
static inline void
write_journal (Fixture        *fixture,
               FerryTaskState  state,
               int             minutes,
               const char     *task_id,
               const char     *link_expiration)
{
  g_autoptr(FerryDurableWriter) writer = ferry_durable_writer_new ();
  g_autoptr(FerryPlan) plan = make_plan ();
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) then = g_date_time_add_minutes (now, -minutes);
  FerryDisk *disk = ferry_machine_get_boot_disk (ferry_plan_get_machine (plan, 0));
  g_autofree char *token = ferry_token_new (disk);
  g_autofree char *run_id = g_uuid_string_random ();
  g_autofree char *requested = ferry_time_format (then);
  g_autoptr(FerryJournal) journal = NULL;
  g_autoptr(FerryDesk) desk = NULL;
  g_autoptr(JsonObject) fields = json_object_new ();
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_file_peek_path (fixture->folder), 0700), ==, 0);
  desk = ferry_desk_open (fixture->folder, NULL);
  journal = ferry_journal_new (writer, fixture->folder, desk->id, run_id, plan, then);
  ferry_json_set_string (fields, "attempt", token);
  ferry_json_set_string (fields, "requested", requested);
  ferry_json_set_string (fields, "link-expiration", link_expiration);
  ferry_json_set_string (fields, "task-id", task_id);
  if (task_id)
    ferry_json_set_string (fields, "manifest-key", MANIFEST_KEY);
  ferry_journal_append_async (journal, 0, 0, ferry_task_state_to_word (state), then, fields, NULL,
                              ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  g_assert_true (ferry_journal_append_finish (journal, result, NULL));
}
