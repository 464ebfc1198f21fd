/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-oracle.h"
#include "ferry-test-cloud.h"

/* Another tool, botocore with requests and a manifest of its own, begins conversions in the
 * rehearsal cloud: Ferry sees them, follows one to its end and cancels the other, and botocore says
 * what came of it.
 */

#define REGION "eu-west-1"

/* So fast that no pause of the task list is felt. */
#define SPEED 100000

typedef struct {
  FerryTestCloud *cloud;
  GFile          *folder;
  FerryTaskList  *tasks;
  FerryActivity  *activity;
  FerryEngine    *engine;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->cloud = ferry_test_cloud_new ();
  /* slowly, so that the conversions wait to be seen */
  ferry_test_cloud_start (fixture->cloud, "--import-seconds", "20");
  fixture->folder = g_file_new_build_filename (fixture->cloud->folder, "imports", NULL);
  fixture->tasks = ferry_task_list_new (SPEED);
  fixture->activity = ferry_activity_new ();
  fixture->engine = ferry_engine_new (fixture->folder, fixture->tasks, fixture->activity, SPEED);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->engine);
  g_clear_object (&fixture->tasks);
  g_clear_object (&fixture->activity);
  g_clear_object (&fixture->folder);
  ferry_test_cloud_free (fixture->cloud);
}

/* @verb: "start", or "tell" with @more and @most. (nullable): botocore is not installed */
static GStrv
run_tool (Fixture    *fixture,
          const char *verb,
          const char *more,
          const char *most)
{
  const char *const arguments[] = { fixture->cloud->endpoint, verb, more, most, NULL };
  g_autofree char *output = ferry_oracle_run ("other_tool.py", arguments, NULL);

  return output ? g_strsplit (g_strchomp (output), " ", -1) : NULL;
}

/* The journals are there: accounts can be at hand. */
static void
load (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_engine_load_async (fixture->engine, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  g_assert_true (ferry_engine_load_finish (fixture->engine, result, &error));
  g_assert_no_error (error);
}

/* (transfer full): as soon as the list has it */
static FerryTask *
wait_for_row (Fixture    *fixture,
              const char *id)
{
  while (TRUE)
    {
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->tasks)); i++)
        {
          g_autoptr(FerryTask) task = g_list_model_get_item (G_LIST_MODEL (fixture->tasks), i);

          if (g_strcmp0 (ferry_task_get_conversion_task_id (task), id) == 0)
            return g_steal_pointer (&task);
        }
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
wait_for_state (FerryTask      *task,
                FerryTaskState  state)
{
  while (ferry_task_get_state (task) != state)
    g_main_context_iteration (NULL, TRUE);
}

static void
cancel (Fixture   *fixture,
        FerryTask *task)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_engine_cancel_async (fixture->engine, task, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  g_assert_true (ferry_engine_cancel_finish (fixture->engine, result, &error));
  g_assert_no_error (error);
}

static void
tell_cloud (Fixture    *fixture,
            const char *line)
{
  g_autoptr(GPtrArray) requests = ferry_test_cloud_tell (fixture->cloud, line);
}

static void
test_other_tool (Fixture       *fixture,
                 gconstpointer  data)
{
  g_auto(GStrv) made = run_tool (fixture, "start", NULL, NULL);
  g_auto(GStrv) told = NULL;
  g_autoptr(FerryTask) machine = NULL;
  g_autoptr(FerryTask) volume = NULL;

  if (made == NULL)
    return;

  g_assert_cmpuint (g_strv_length (made), ==, 3);
  load (fixture);
  ferry_engine_attach (fixture->engine, fixture->cloud->client);
  ferry_task_list_set_shown (fixture->tasks, TRUE);
  ferry_task_list_watch (fixture->tasks, fixture->cloud->client, REGION);
  machine = wait_for_row (fixture, made[0]);
  volume = wait_for_row (fixture, made[2]);
  g_assert_null (ferry_task_get_token (machine));
  g_assert_null (ferry_engine_find_machine (fixture->engine, machine));
  g_assert_cmpstr (ferry_task_get_name (machine), ==, "web01 of another tool");
  g_assert_cmpstr (ferry_task_get_name (volume), ==, "logs of another tool");
  g_assert_cmpstr (ferry_task_get_instance_id (machine), ==, made[1]);

  cancel (fixture, volume);
  wait_for_state (volume, FERRY_TASK_CANCELLED);
  tell_cloud (fixture, "import-seconds 0");
  wait_for_state (machine, FERRY_TASK_LANDED);

  told = run_tool (fixture, "tell", made[2], made[1]);
  g_assert_cmpstr (told[0], ==, "cancelled");
  g_assert_cmpstr (told[1], ==, "1");
  g_assert_cmpstr (told[2], ==, "stopped");
}

static void
answered_cb (FerryTaskList *tasks,
             FerryClient   *client,
             guint         *n_answers)
{
  (*n_answers)++;
}

/* Somebody else was faster; and the row stays what it was when EC2 has forgotten the task. */
static void
test_cancelled_elsewhere (Fixture       *fixture,
                          gconstpointer  data)
{
  g_auto(GStrv) made = run_tool (fixture, "start", NULL, NULL);
  g_autoptr(FerryTask) volume = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;
  guint n_answers = 0;

  if (made == NULL)
    return;

  load (fixture);
  ferry_engine_attach (fixture->engine, fixture->cloud->client);
  ferry_task_list_set_shown (fixture->tasks, TRUE);
  ferry_task_list_watch (fixture->tasks, fixture->cloud->client, REGION);
  volume = wait_for_row (fixture, made[2]);
  ferry_cancel_conversion_task_async (fixture->cloud->client, REGION, made[2], NULL, NULL,
                                      ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  g_assert_true (ferry_cancel_conversion_task_finish (fixture->cloud->client, result, &error));
  wait_for_state (volume, FERRY_TASK_CANCELLED);
  cancel (fixture, volume);

  tell_cloud (fixture, "age-out 0.001");
  g_signal_connect (fixture->tasks, "answered", G_CALLBACK (answered_cb), &n_answers);
  ferry_task_list_refresh (fixture->tasks);
  while (n_answers < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (ferry_task_get_state (volume), ==, FERRY_TASK_CANCELLED);
  g_assert_false (ferry_task_is_lost (volume));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/other-tool/followed-and-cancelled", Fixture, NULL, set_up, test_other_tool,
              tear_down);
  g_test_add ("/other-tool/cancelled-elsewhere", Fixture, NULL, set_up, test_cancelled_elsewhere,
              tear_down);

  return g_test_run ();
}
