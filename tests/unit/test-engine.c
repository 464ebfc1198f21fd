/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine-fixture.h"

/* Plans from the button to the last volume attached, against the rehearsal cloud. */

static void
test_three_machines (Fixture       *fixture,
                     gconstpointer  data)
{
  FerryRun *run = begin (fixture, 3, 1);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->tasks)), ==, 6);
  g_assert_true (ferry_engine_find_machine (fixture->engine, get_task (get_machine (run, 1), 1)) ==
                 get_machine (run, 1));
  wait_finished (fixture, run);
  assert_landed (run);
  assert_whole (fixture, 3, 3);
  assert_chain (run);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (
                      ferry_engine_get_queue (fixture->engine))), ==, 0);
  for (guint i = 0; i < 3; i++)
    {
      FerryMachineImport *machine = get_machine (run, i);

      g_assert_cmpstr (ferry_machine_import_get_device (machine, 1), ==, "/dev/sdf");
      g_assert_true (ferry_machine_import_can_start (machine));
      g_assert_false (ferry_machine_import_can_cancel (machine));
      g_assert_false (ferry_machine_import_needs_us (machine));
    }
  g_assert_false (ferry_engine_get_needs_us (fixture->engine));
}

/* Imports that are wished for while the journals are read wait until they are. */
static void
test_before_load (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(FerryPlan) plan = make_plan (fixture, 1, 0);
  FerryRun *run = ferry_engine_import (fixture->engine, fixture->cloud->client, plan);

  g_assert_cmpuint (g_list_model_get_n_items (ferry_run_get_machines (run)), ==, 0);
  g_assert_false (ferry_run_is_finished (run));
  load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (ferry_run_get_machines (run)), ==, 1);
  wait_finished (fixture, run);
  assert_landed (run);
}

/* EC2 did it, and the reply was lost: there is still only one of each. */
static void
test_lost_replies (Fixture       *fixture,
                   gconstpointer  data)
{
  FerryRun *run = begin_with (fixture, 2, 1, data);

  wait_finished (fixture, run);
  assert_landed (run);
  assert_whole (fixture, 2, 2);
  assert_chain (run);
}

/* What waits does so for its turn: with two slots two conversions run at most. */
static void
test_slots (Fixture       *fixture,
            gconstpointer  data)
{
  FerryQueue *queue = ferry_engine_get_queue (fixture->engine);
  FerryRun *run;
  guint most = 0;

  ferry_queue_set_slots (queue, 2);
  tell (fixture, "slots 2");
  run = begin (fixture, 3, 1);
  while (!ferry_run_is_finished (run))
    {
      guint n_active;
      guint n_foreign;

      ferry_queue_count (queue, get_machine (run, 0), &n_active, &n_foreign);
      g_assert_cmpuint (n_foreign, ==, 0);
      most = MAX (most, n_active);
      iterate (fixture);
    }
  g_assert_cmpuint (most, ==, 2);
  assert_landed (run);
  wait_idle (fixture);
  assert_whole (fixture, 3, 3);
}

/* EC2 has fewer slots than it is thought: what it refuses comes again. */
static void
test_limit (Fixture       *fixture,
            gconstpointer  data)
{
  FerryRun *run;

  tell (fixture, "slots 1");
  tell (fixture, "import-seconds 1");
  run = begin (fixture, 2, 1);
  wait_finished (fixture, run);
  assert_landed (run);
  assert_whole (fixture, 2, 2);
}

static void
assert_order (Fixture    *fixture,
              guint       first,
              guint       second)
{
  GListModel *queue = G_LIST_MODEL (ferry_engine_get_queue (fixture->engine));
  g_autoptr(FerryMachineImport) a = g_list_model_get_item (queue, 0);
  g_autoptr(FerryMachineImport) b = g_list_model_get_item (queue, 1);

  g_assert_cmpuint (ferry_machine_import_get_position (a), ==, first);
  g_assert_cmpuint (ferry_machine_import_get_position (b), ==, second);
}

/* Nobody else may read what is imported, and from where. */
static void
assert_private (Fixture *fixture)
{
  const char *folder = g_file_peek_path (fixture->folder);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  GStatBuf info;
  const char *name;
  guint n_files = 0;

  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
      n_files++;
    }
  /* the journal, the queue, the desk, the lock */
  g_assert_cmpuint (n_files, ==, 4);
}

/* Order, rest and holds are what they were after a restart. */
static void
test_queue_survives (Fixture       *fixture,
                     gconstpointer  data)
{
  FerryQueue *queue = ferry_engine_get_queue (fixture->engine);
  g_autofree char *path = g_build_filename (g_file_peek_path (fixture->folder), "queue.json",
                                            NULL);
  FerryRun *run;

  ferry_queue_set_paused (queue, TRUE);
  run = begin (fixture, 3, 0);
  while (ferry_task_get_wait (get_task (get_machine (run, 0), 0)) != FERRY_TASK_WAIT_PAUSED)
    iterate (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (queue)), ==, 3);
  assert_order (fixture, 0, 1);
  ferry_queue_move (queue, get_machine (run, 2), 0);
  ferry_machine_import_set_held (get_machine (run, 1), TRUE);
  assert_order (fixture, 2, 0);
  restart (fixture);

  queue = ferry_engine_get_queue (fixture->engine);
  run = get_run (fixture, 0);
  g_assert_true (ferry_queue_get_paused (queue));
  assert_order (fixture, 2, 0);
  g_assert_true (ferry_machine_import_get_held (get_machine (run, 1)));
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  ferry_queue_set_paused (queue, FALSE);
  wait_machine (fixture, get_machine (run, 0), FERRY_MACHINE_LANDED);
  wait_machine (fixture, get_machine (run, 2), FERRY_MACHINE_LANDED);
  g_assert_cmpint (ferry_machine_import_get_state (get_machine (run, 1)), ==,
                   FERRY_MACHINE_WAITING);
  ferry_machine_import_set_held (get_machine (run, 1), FALSE);
  wait_finished (fixture, run);
  assert_landed (run);
  assert_private (fixture);
}

/* Two desks import the same plan at once: one of them does. */
static void
test_two_desks (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(FerryPlan) plan = make_plan (fixture, 1, 1);
  g_autoptr(GFile) folder = g_file_new_build_filename (fixture->cloud->folder, "other", NULL);
  g_autoptr(FerryTaskList) tasks = ferry_task_list_new (SPEED);
  g_autoptr(FerryActivity) activity = ferry_activity_new ();
  FerryEngine *other = ferry_engine_new (folder, tasks, activity, SPEED);
  FerryRun *runs[2];
  guint n_landed = 0;

  runs[0] = ferry_engine_import (fixture->engine, fixture->cloud->client, plan);
  runs[1] = ferry_engine_import (other, fixture->cloud->client, plan);
  while (!ferry_run_is_finished (runs[0]) || !ferry_run_is_finished (runs[1]) ||
         ferry_activity_is_busy (activity))
    iterate (fixture);
  wait_idle (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    n_landed += ferry_machine_import_get_state (get_machine (runs[i], 0)) == FERRY_MACHINE_LANDED;
  g_assert_cmpuint (n_landed, ==, 1);
  assert_whole (fixture, 1, 1);
  g_assert_finalize_object (other);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function) g_test_add (path, Fixture, data, set_up, function, tear_down)

  ADD ("/engine/three-machines", NULL, test_three_machines);
  ADD ("/engine/before-load", NULL, test_before_load);
  ADD ("/engine/lost/instance", "fault lose-reply:ImportInstance", test_lost_replies);
  ADD ("/engine/lost/volume", "fault lose-reply:ImportVolume:2", test_lost_replies);
  ADD ("/engine/lost/attach", "fault lose-reply:AttachVolume:2", test_lost_replies);
  ADD ("/engine/lost/put", "fault lose-reply:PutObject:2", test_lost_replies);
  ADD ("/engine/lost/tags", "fault lose-reply:CreateTags:2", test_lost_replies);
  ADD ("/engine/dropped/instance", "fault drop:ImportInstance", test_lost_replies);
  ADD ("/engine/throttled", "fault error:ImportInstance:503:RequestLimitExceeded:2",
       test_lost_replies);
  ADD ("/engine/slots", NULL, test_slots);
  ADD ("/engine/limit", NULL, test_limit);
  ADD ("/engine/queue-survives", NULL, test_queue_survives);
  ADD ("/engine/two-desks", NULL, test_two_desks);

  return g_test_run ();
}
