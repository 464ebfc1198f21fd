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

/* The application's half, before its far side. */
typedef struct {
  char           *root;
  GFile          *folder;
  FerryTestFarSide *cloud;
  FerryClient    *client;
  FerryTaskList  *tasks;
  FerryActivity  *activity;
  FerryEngine    *engine;
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
  fixture->tasks = ferry_task_list_new (SPEED);
  fixture->activity = ferry_activity_new ();
  fixture->engine = ferry_engine_new (fixture->folder, fixture->tasks, fixture->activity);
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
  g_assert_finalize_object (g_steal_pointer (&fixture->tasks));
  g_clear_object (&fixture->activity);
  g_clear_object (&fixture->client);
  g_clear_pointer (&fixture->cloud, ferry_test_far_side_free);
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

static inline FerryDraft *
make_draft (Fixture *fixture)
{
  g_autoptr(FerryPlan) plan = make_plan ();
  g_autoptr(GError) error = NULL;
  FerryDraft *draft = ferry_draft_new (fixture->client, plan, ferry_plan_get_machine (plan, 0), 0,
                                       NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return draft;
}

static inline FerryTask *
begin (Fixture *fixture)
{
  g_autoptr(FerryDraft) draft = make_draft (fixture);
  FerryTask *task = ferry_engine_import (fixture->engine, fixture->client, draft);

  g_assert_true (ferry_engine_import (fixture->engine, fixture->client, draft) == task);
  g_assert_true (ferry_activity_is_busy (fixture->activity));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->tasks)), ==, 1);

  return task;
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
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(FerryTask) task = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_engine_load_async (fixture->engine, cancellable, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  ferry_engine_load_finish (fixture->engine, result, &error);
  g_assert_no_error (error);
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

/* Nothing of the draft's secrets may be in the journal. */
static inline void
assert_journal (Fixture    *fixture,
                const char *last_state)
{
  FerryTestFarSide *cloud = fixture->cloud;
  g_autofree char *text = ferry_test_far_side_read_journal (cloud);
  g_autofree char *word = g_strdup_printf ("\"state\":\"%s\"", last_state);
  char *last;

  g_assert_null (strstr (text, "X-Amz"));
  g_assert_null (strstr (text, "http"));
  g_assert_null (strstr (text, "AKIA"));
  g_assert_true (g_str_has_suffix (text, "\n"));
  text[strlen (text) - 1] = '\0';
  last = strrchr (text, '\n');
  g_assert_nonnull (strstr (last, word));
}

#define WAY_TO_REQUEST \
  "PUT manifest\nGET manifest\nHEAD disk\nGET disk bytes=0-511\nImportInstance\n"

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
  g_autoptr(FerryJournal) journal = ferry_journal_new (writer, fixture->folder, plan, 0, then);
  g_autoptr(JsonObject) fields = json_object_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_json_set_string (fields, "link-expiration", link_expiration);
  ferry_json_set_string (fields, "task-id", task_id);
  if (task_id)
    ferry_json_set_string (fields, "manifest-key", "vm/m.xml");
  ferry_journal_record_async (journal, state, then, fields, cancellable, ferry_test_take_result,
                              &slot);
  result = ferry_test_wait (&slot);
  g_assert_true (ferry_journal_record_finish (journal, result, NULL));
}
