/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-test-plan.h"
#include "script-run-fixture.h"

/* One machine with a boot disk and a data disk in the rehearsal cloud, and the imports of both as
 * their owner would drive them. What survives the end of a life is the journal alone.
 */

/* An hour of waiting is about a second. */
#define SPEED 3000

#define DESK "5f0a1c56-3c0e-4f0e-8d6e-0d1c2b3a4958"
#define RUN_ID "0d9c0f7e-43f5-4a39-9a9e-9a3b1f1f6a11"

typedef struct {
  Run                 run;
  char               *root;
  GFile              *folder;
  GString            *log;        /* the operations that the cloud was asked for, a line each */
  FerryPlan          *plan;
  FerryDurableWriter *writer;
  FerryJournal       *journal;
  FerryActivity      *activity;
  FerryTaskList      *tasks;
  FerryImport        *import;     /* of one disk */
  FerryTask          *task;
  guint               n_held_back;
  guint               n_ready;
  guint               n_zones;
} Fixture;

static inline FerryClient *
get_client (Fixture *fixture)
{
  return fixture->run.cloud->client;
}

static inline void
count_cb (guint *n)
{
  (*n)++;
}

static inline FerryPlan *
make_plan (Fixture *fixture)
{
  g_autoptr(FerryDisk) boot = run_look_at (&fixture->run, BOOT);
  g_autoptr(FerryDisk) data = run_look_at (&fixture->run, DATA);
  g_autoptr(FerryMachine) machine = ferry_machine_new (boot);
  g_autoptr(FerryMachineDisk) machine_disk = ferry_machine_disk_new (data);

  ferry_machine_add_disk (machine, machine_disk);
  g_object_set (machine, "name", "web", "platform", FERRY_PLATFORM_LINUX,
                "instance-type", "t2.medium", "zone", ZONE, NULL);

  return ferry_plan_new_for (ferry_account_get_id (ferry_client_get_account (get_client (fixture))),
                             machine);
}

static inline FerryJournal *
open_journal (Fixture    *fixture,
              const char *run_id)
{
  g_autofree char *name = g_strconcat (run_id, ".journal", NULL);
  g_autoptr(GFile) file = g_file_get_child (fixture->folder, name);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GError) error = NULL;
  FerryJournal *journal;

  if (!g_file_query_exists (file, NULL))
    return ferry_journal_new (fixture->writer, fixture->folder, DESK, run_id, fixture->plan, now);

  journal = ferry_journal_load (fixture->writer, file, &error);
  g_assert_no_error (error);

  return journal;
}

/* Ferry starts: @position is the disk. The account is not yet at hand. */
static inline void
start_life_of (Fixture    *fixture,
               const char *run_id,
               guint       position,
               gboolean    is_copy)
{
  const char *account_id = ferry_account_get_id (ferry_client_get_account (get_client (fixture)));
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(FerryRecord) record = NULL;

  fixture->writer = ferry_durable_writer_new ();
  fixture->journal = open_journal (fixture, run_id);
  fixture->activity = ferry_activity_new ();
  fixture->tasks = ferry_task_list_new (SPEED);
  record = ferry_record_new (fixture->journal, 0, position);
  fixture->task = ferry_task_new (account_id, REGION, "-", "web", now);
  fixture->import = ferry_import_new (record, fixture->task, fixture->activity, SPEED, is_copy);
  g_signal_connect_swapped (fixture->import, "held-back", G_CALLBACK (count_cb),
                            &fixture->n_held_back);
  g_signal_connect_swapped (fixture->import, "ready", G_CALLBACK (count_cb), &fixture->n_ready);
  g_signal_connect_swapped (fixture->import, "zone", G_CALLBACK (count_cb), &fixture->n_zones);
  ferry_task_list_add (fixture->tasks, fixture->task);
}

static inline void
start_life (Fixture *fixture)
{
  start_life_of (fixture, RUN_ID, 0, FALSE);
}

/* The account is at hand. */
static inline void
attach (Fixture *fixture)
{
  ferry_task_list_watch (fixture->tasks, get_client (fixture), REGION);
  ferry_import_set_client (fixture->import, get_client (fixture));
}

static inline void
wait_idle (Fixture *fixture)
{
  while (ferry_activity_is_busy (fixture->activity))
    g_main_context_iteration (NULL, TRUE);
}

/* It ends without a word; what it has sent goes on, as far as it got. */
static inline void
end_life (Fixture *fixture)
{
  if (fixture->import == NULL)
    return;

  ferry_import_abandon (fixture->import);
  wait_idle (fixture);
  g_assert_finalize_object (g_steal_pointer (&fixture->import));
  g_assert_finalize_object (g_steal_pointer (&fixture->tasks));
  g_assert_finalize_object (g_steal_pointer (&fixture->task));
  g_clear_object (&fixture->activity);
  g_clear_object (&fixture->journal);
  g_clear_object (&fixture->writer);
  fixture->n_held_back = fixture->n_ready = fixture->n_zones = 0;
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

/* @data is the test's */
static inline void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->root = g_dir_make_tmp ("ferry-attempt-XXXXXX", NULL);
  fixture->folder = g_file_new_build_filename (fixture->root, "imports", NULL);
  fixture->log = g_string_new (NULL);
  run_set_up (&fixture->run, FALSE, "--import-seconds", "0");
  fixture->plan = make_plan (fixture);
}

static inline void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  end_life (fixture);
  g_clear_object (&fixture->plan);
  run_clear (&fixture->run);
  g_string_free (fixture->log, TRUE);
  g_clear_object (&fixture->folder);
  remove_tree (fixture->root);
  g_free (fixture->root);
}

/* Tells the cloud something, and learns what it was asked for. */
static inline void
tell (Fixture    *fixture,
      const char *line)
{
  g_autoptr(GPtrArray) requests = ferry_test_cloud_tell (fixture->run.cloud, line);

  for (guint i = 0; i < requests->len; i++)
    g_string_append_printf (fixture->log, "%s\n",
                            ferry_json_get_string (g_ptr_array_index (requests, i), "operation"));
}

static inline guint
count_requests (Fixture    *fixture,
                const char *operation)
{
  g_autofree char *line = g_strconcat (operation, "\n", NULL);
  guint n = 0;

  tell (fixture, "inventory");
  for (const char *p = strstr (fixture->log->str, line); p; p = strstr (p + 1, line))
    if (p == fixture->log->str || p[-1] == '\n')
      n++;

  return n;
}

/* Until it is in @state; it must not end in another one. */
static inline void
wait_state (Fixture        *fixture,
            FerryTaskState  state)
{
  while (ferry_task_get_state (fixture->task) != state)
    {
      if (ferry_task_state_is_finished (ferry_task_get_state (fixture->task)))
        {
          const GError *error = ferry_task_get_error (fixture->task);

          g_error ("It ended as %s: %s",
                   ferry_task_state_to_word (ferry_task_get_state (fixture->task)),
                   error ? error->message : "");
        }
      g_main_context_iteration (NULL, TRUE);
    }
}

static inline void
wait_ready (Fixture *fixture)
{
  while (!ferry_import_is_ready (fixture->import))
    g_main_context_iteration (NULL, TRUE);
}

static inline void
wait_for (Fixture       *fixture,
          FerryTaskWait  wait)
{
  while (ferry_task_get_wait (fixture->task) != wait)
    g_main_context_iteration (NULL, TRUE);
}

/* From a first life on, until EC2 has been asked or has landed it. */
static inline void
begin (Fixture *fixture)
{
  wait_ready (fixture);
  ferry_import_begin (fixture->import,
                      ferry_import_get_position (fixture->import) > 0 ? ZONE : NULL, NULL);
}

static inline GPtrArray *
list_instances (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;
  GPtrArray *instances;

  ferry_describe_instances_async (get_client (fixture), REGION, NULL, NULL, NULL,
                                  ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  instances = ferry_describe_instances_finish (get_client (fixture), result, &error);
  g_assert_no_error (error);

  return instances;
}

static inline GPtrArray *
list_volumes (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;
  GPtrArray *volumes;

  ferry_describe_volumes_async (get_client (fixture), REGION, NULL, NULL, NULL,
                                ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  volumes = ferry_describe_volumes_finish (get_client (fixture), result, &error);
  g_assert_no_error (error);

  return volumes;
}

/* No object of the disks' folder has @word in its key. */
static inline void
assert_no_key (Fixture    *fixture,
               const char *word)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerryObjectPage) page = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_list_objects_async (get_client (fixture), REGION, BUCKET, "2026-11/", NULL, NULL,
                               ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  page = ferry_s3_list_objects_finish (get_client (fixture), result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < page->objects->len; i++)
    {
      const char *key = ferry_object_get_key (g_ptr_array_index (page->objects, i));

      g_assert_null (strstr (key, word));
    }
}

static inline void
assert_clean_of_manifests (Fixture *fixture)
{
  assert_no_key (fixture, "manifest");
}

static inline void
assert_clean (Fixture *fixture)
{
  assert_no_key (fixture, "manifest");
  assert_no_key (fixture, "claim");
}

/* (transfer full): the journal as it is on the disk */
static inline char *
read_journal (Fixture *fixture)
{
  char *text = NULL;

  g_assert_true (g_file_load_contents (ferry_journal_get_file (fixture->journal), NULL, &text, NULL,
                                       NULL, NULL));

  return text;
}

/* (transfer full): the states in their order: "planned storing proving …" */
static inline char *
list_states (Fixture *fixture)
{
  GPtrArray *entries = ferry_journal_get_entries (fixture->journal);
  g_autoptr(GString) states = g_string_new (NULL);
  const char *last = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      FerryJournalEntry *entry = g_ptr_array_index (entries, i);

      if (g_strcmp0 (entry->state, last) != 0)
        g_string_append_printf (states, "%s%s", last ? " " : "", entry->state);
      last = entry->state;
    }

  return g_string_free (g_steal_pointer (&states), FALSE);
}
