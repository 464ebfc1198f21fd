/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine-fixture.h"

/* What a person does with a machine on its way, and what becomes of one that fails. */

static void
wait_task (Fixture        *fixture,
           FerryTask      *task,
           FerryTaskState  state)
{
  while (ferry_task_get_state (task) != state)
    iterate (fixture);
}

static void
cancel (Fixture            *fixture,
        FerryMachineImport *machine)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  g_assert_true (ferry_machine_import_can_cancel (machine));
  ferry_machine_import_cancel_async (machine, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  g_assert_true (ferry_machine_import_cancel_finish (machine, result, &error));
  g_assert_no_error (error);
}

static void
answer (Fixture            *fixture,
        FerryMachineImport *machine,
        const char         *text)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_machine_import_answer_async (machine, text, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  g_assert_true (ferry_machine_import_answer_finish (machine, result, &error));
  g_assert_no_error (error);
}

static void
retry (FerryMachineImport *machine)
{
  g_assert_true (ferry_machine_import_can_retry (machine));
  ferry_machine_import_retry (machine);
}

/* Nothing was sent: nothing is there. */
static void
test_cancel_waiting (Fixture       *fixture,
                     gconstpointer  data)
{
  FerryMachineImport *machine;
  FerryRun *run;

  ferry_queue_set_paused (ferry_engine_get_queue (fixture->engine), TRUE);
  run = begin (fixture, 1, 1);
  machine = get_machine (run, 0);
  g_assert_cmpint (ferry_machine_import_get_state (machine), ==, FERRY_MACHINE_WAITING);
  cancel (fixture, machine);
  wait_finished (fixture, run);
  g_assert_cmpint (ferry_machine_import_get_state (machine), ==, FERRY_MACHINE_CANCELLED);
  assert_whole (fixture, 0, 0);

  restart (fixture);
  run = get_run (fixture, 0);
  g_assert_true (ferry_run_is_finished (run));
  g_assert_cmpint (ferry_machine_import_get_state (get_machine (run, 0)), ==,
                   FERRY_MACHINE_CANCELLED);
}

static void
test_cancel_converting (Fixture       *fixture,
                        gconstpointer  data)
{
  FerryMachineImport *machine;
  FerryRun *run;

  tell (fixture, "import-seconds 60");
  run = begin (fixture, 1, 1);
  machine = get_machine (run, 0);
  wait_task (fixture, get_task (machine, 0), FERRY_TASK_CONVERTING);
  wait_task (fixture, get_task (machine, 1), FERRY_TASK_CONVERTING);
  cancel (fixture, machine);
  wait_finished (fixture, run);
  g_assert_cmpint (ferry_machine_import_get_state (machine), ==, FERRY_MACHINE_CANCELLED);
  assert_whole (fixture, 0, 0);

  /* And once more, now to the end. */
  tell (fixture, "import-seconds 0");
  retry (machine);
  wait_machine (fixture, machine, FERRY_MACHINE_LANDED);
  wait_idle (fixture);
  assert_whole (fixture, 1, 1);
  assert_chain (run);
}

/* The wish is in the journal: a restart goes on with it. */
static void
test_cancel_restart (Fixture       *fixture,
                     gconstpointer  data)
{
  FerryMachineImport *machine;
  FerryRun *run;

  tell (fixture, "import-seconds 60");
  run = begin (fixture, 1, 1);
  machine = get_machine (run, 0);
  wait_task (fixture, get_task (machine, 1), FERRY_TASK_CONVERTING);
  tell (fixture, "fault status:CancelConversionTask:503:always");
  cancel (fixture, machine);
  g_assert_cmpint (ferry_machine_import_get_state (machine), ==, FERRY_MACHINE_CANCELLING);
  tell (fixture, "no-faults");
  restart (fixture);

  run = get_run (fixture, 0);
  wait_finished (fixture, run);
  g_assert_cmpint (ferry_machine_import_get_state (get_machine (run, 0)), ==,
                   FERRY_MACHINE_CANCELLED);
  assert_whole (fixture, 0, 0);
}

/* EC2 was faster. */
static FerryMachineImport *
race (Fixture *fixture)
{
  FerryRun *run;
  FerryMachineImport *machine;

  /* The volumes wait for their turn. */
  ferry_queue_set_slots (ferry_engine_get_queue (fixture->engine), 1);
  run = begin (fixture, 1, 1);
  machine = get_machine (run, 0);
  wait_task (fixture, get_task (machine, 0), FERRY_TASK_LANDED);
  cancel (fixture, machine);
  wait_machine (fixture, machine, FERRY_MACHINE_ASKING);
  g_assert_cmpint (ferry_machine_import_get_question (machine), ==, FERRY_QUESTION_RACED);

  return machine;
}

static void
test_raced_keep (Fixture       *fixture,
                 gconstpointer  data)
{
  FerryMachineImport *machine = race (fixture);

  answer (fixture, machine, "keep");
  wait_machine (fixture, machine, FERRY_MACHINE_LANDED);
  wait_idle (fixture);
  assert_whole (fixture, 1, 1);
}

/* but what is on its way to be none */
static void
assert_no_instance (Fixture *fixture)
{
  g_autoptr(JsonObject) inventory = take_inventory (fixture);
  JsonArray *instances = json_object_get_array_member (inventory, "instances");

  for (guint i = 0; i < json_array_get_length (instances); i++)
    {
      JsonObject *instance = json_array_get_object_element (instances, i);

      if (ferry_json_get_string (instance, "task"))
        g_assert_cmpstr (ferry_json_get_string (instance, "state"), ==, "shutting-down");
    }
}

static void
test_raced_terminate (Fixture       *fixture,
                      gconstpointer  data)
{
  FerryMachineImport *machine = race (fixture);

  /* The question is still there after a restart. */
  wait_idle (fixture);
  restart (fixture);
  machine = get_machine (get_run (fixture, 0), 0);
  g_assert_cmpint (ferry_machine_import_get_question (machine), ==, FERRY_QUESTION_RACED);
  answer (fixture, machine, "terminate");
  wait_machine (fixture, machine, FERRY_MACHINE_CANCELLED);
  wait_idle (fixture);
  assert_no_instance (fixture);
  retry (machine);
  wait_machine (fixture, machine, FERRY_MACHINE_LANDED);
  wait_idle (fixture);
}

/* What a disk fails of is said with its name; a retry takes only what has not landed. */
static void
test_retry_volume (Fixture       *fixture,
                   gconstpointer  data)
{
  const char *fault = data;
  FerryMachineImport *machine;
  g_autofree char *instance_id = NULL;
  FerryRun *run;

  tell (fixture, fault);
  run = begin (fixture, 1, 2);
  machine = get_machine (run, 0);
  wait_finished (fixture, run);
  g_assert_cmpint (ferry_machine_import_get_state (machine), ==, FERRY_MACHINE_FAILED);
  g_assert_nonnull (ferry_machine_import_get_error (machine));
  g_assert_nonnull (strstr (ferry_machine_import_get_error (machine)->message,
                            "run/machine0-data"));
  instance_id = g_strdup (ferry_machine_import_get_instance_id (machine));
  g_assert_nonnull (instance_id);

  tell (fixture, "no-faults");
  restart (fixture);
  run = get_run (fixture, 0);
  machine = get_machine (run, 0);
  g_assert_cmpint (ferry_machine_import_get_state (machine), ==, FERRY_MACHINE_FAILED);
  retry (machine);
  wait_machine (fixture, machine, FERRY_MACHINE_LANDED);
  wait_idle (fixture);
  g_assert_cmpstr (ferry_machine_import_get_instance_id (machine), ==, instance_id);
  assert_whole (fixture, 1, 2);
  assert_chain (run);
}

static void
test_retry_boot (Fixture       *fixture,
                 gconstpointer  data)
{
  FerryMachineImport *machine;
  FerryRun *run;

  tell (fixture, "fault error:ImportInstance:400:InvalidParameterValue");
  run = begin (fixture, 1, 1);
  machine = get_machine (run, 0);
  wait_finished (fixture, run);
  g_assert_cmpint (ferry_machine_import_get_state (machine), ==, FERRY_MACHINE_FAILED);
  g_assert_nonnull (strstr (ferry_machine_import_get_error (machine)->message,
                            "run/machine0-boot.raw"));
  retry (machine);
  wait_machine (fixture, machine, FERRY_MACHINE_LANDED);
  wait_idle (fixture);
  assert_whole (fixture, 1, 1);
}

/* A file of user data that is gone: nothing is sent. */
static void
test_user_data (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(FerryPlan) plan = make_plan (fixture, 1, 0);
  g_autofree char *path = g_build_filename (fixture->cloud->folder, "user-data", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *much = g_strnfill (FERRY_USER_DATA_MOST_BYTES + 1, 'x');
  FerryMachineImport *machine;
  FerryRun *run;

  g_object_set (ferry_plan_get_machine (plan, 0), "user-data", uri, NULL);
  load (fixture);
  run = ferry_engine_import (fixture->engine, fixture->cloud->client, plan);
  wait_finished (fixture, run);
  machine = get_machine (run, 0);
  g_assert_cmpint (ferry_machine_import_get_state (machine), ==, FERRY_MACHINE_FAILED);
  g_assert_nonnull (ferry_machine_import_get_error (machine));
  assert_whole (fixture, 0, 0);

  g_assert_true (g_file_set_contents (path, much, -1, NULL));
  restart (fixture);
  run = get_run (fixture, 0);
  machine = get_machine (run, 0);
  g_assert_cmpint (ferry_machine_import_get_state (machine), ==, FERRY_MACHINE_FAILED);
  retry (machine);
  wait_machine (fixture, machine, FERRY_MACHINE_WAITING);
  wait_machine (fixture, machine, FERRY_MACHINE_FAILED);
  g_assert_error (ferry_machine_import_get_error (machine), FERRY_ERROR, FERRY_ERROR_BAD_INPUT);

  g_assert_true (g_file_set_contents (path, "#!/bin/sh\n", -1, NULL));
  wait_idle (fixture);
  retry (machine);
  wait_machine (fixture, machine, FERRY_MACHINE_LANDED);
  wait_idle (fixture);
  assert_whole (fixture, 1, 0);
}

static void
assert_gone (Fixture    *fixture,
             const char *key)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerryObject) object = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_head_object_async (fixture->cloud->client, REGION, BUCKET, key, NULL,
                              ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  object = ferry_s3_head_object_finish (fixture->cloud->client, result, &error);
  g_assert_null (object);
}

static FerryMachineImport *
land_asking (Fixture *fixture)
{
  g_autoptr(FerryPlan) plan = make_plan (fixture, 1, 1);
  FerryMachineImport *machine;
  FerryRun *run;

  g_object_set (ferry_plan_get_machine (plan, 0), "afterwards", FERRY_AFTERWARDS_ASK, NULL);
  load (fixture);
  run = ferry_engine_import (fixture->engine, fixture->cloud->client, plan);
  wait_finished (fixture, run);
  assert_landed (run);
  machine = get_machine (run, 0);
  g_assert_cmpint (ferry_machine_import_get_question (machine), ==, FERRY_QUESTION_SOURCES);

  return machine;
}

static void
test_delete_sources (Fixture       *fixture,
                     gconstpointer  data)
{
  FerryMachineImport *machine = land_asking (fixture);

  answer (fixture, machine, "delete");
  g_assert_cmpint (ferry_machine_import_get_question (machine), ==, FERRY_QUESTION_NONE);
  assert_gone (fixture, "run/machine0-boot.raw");
  assert_gone (fixture, "run/machine0-data0.raw");
  restart (fixture);
  g_assert_cmpint (ferry_machine_import_get_question (get_machine (get_run (fixture, 0), 0)), ==,
                   FERRY_QUESTION_NONE);
}

static void
test_keep_sources (Fixture       *fixture,
                   gconstpointer  data)
{
  FerryMachineImport *machine = land_asking (fixture);

  answer (fixture, machine, "keep");
  g_assert_cmpint (ferry_machine_import_get_question (machine), ==, FERRY_QUESTION_NONE);
  restart (fixture);
  g_assert_cmpint (ferry_machine_import_get_question (get_machine (get_run (fixture, 0), 0)), ==,
                   FERRY_QUESTION_NONE);
}

static void
test_start (Fixture       *fixture,
            gconstpointer  data)
{
  FerryRun *run = begin (fixture, 1, 0);
  FerryMachineImport *machine = get_machine (run, 0);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  wait_finished (fixture, run);
  assert_landed (run);
  g_assert_true (ferry_machine_import_can_start (machine));
  ferry_machine_import_start_async (machine, NULL, ferry_test_take_result, &slot);
  g_assert_true (ferry_machine_import_get_starting (machine));
  g_assert_false (ferry_machine_import_can_start (machine));
  result = ferry_test_wait (&slot);
  g_assert_true (ferry_machine_import_start_finish (machine, result, &error));
  g_assert_no_error (error);
  while (g_strcmp0 (ferry_machine_import_get_instance_state (machine), "running") != 0)
    iterate (fixture);
}

/* The home directory was copied while a machine was on its way. */
static void
copy_folder (Fixture *fixture)
{
  g_autofree char *from = g_file_get_path (fixture->folder);
  g_autofree char *to = g_build_filename (fixture->cloud->folder, "copy", NULL);
  const char *arguments[] = { "cp", "-r", from, to, NULL };
  g_autoptr(GError) error = NULL;
  int status;

  stop_application (fixture);
  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_clear_object (&fixture->folder);
  fixture->folder = g_file_new_for_path (to);
  start_application (fixture);
  load (fixture);
  ferry_engine_attach (fixture->engine, fixture->cloud->client);
}

static FerryMachineImport *
copy_on_the_way (Fixture *fixture)
{
  FerryMachineImport *machine;
  FerryRun *run;

  tell (fixture, "import-seconds 60");
  run = begin (fixture, 1, 1);
  wait_task (fixture, get_task (get_machine (run, 0), 1), FERRY_TASK_CONVERTING);
  wait_idle (fixture);
  copy_folder (fixture);
  machine = get_machine (get_run (fixture, 0), 0);
  g_assert_cmpint (ferry_machine_import_get_state (machine), ==, FERRY_MACHINE_ASKING);
  g_assert_cmpint (ferry_machine_import_get_question (machine), ==, FERRY_QUESTION_COPY);

  return machine;
}

static void
test_copy_go_on (Fixture       *fixture,
                 gconstpointer  data)
{
  FerryMachineImport *machine = copy_on_the_way (fixture);

  answer (fixture, machine, "go-on");
  tell (fixture, "import-seconds 0");
  wait_machine (fixture, machine, FERRY_MACHINE_LANDED);
  wait_idle (fixture);
  assert_whole (fixture, 1, 1);

  /* It is this computer's own now. */
  restart (fixture);
  g_assert_cmpint (ferry_machine_import_get_question (get_machine (get_run (fixture, 0), 0)), ==,
                   FERRY_QUESTION_NONE);
}

static void
test_copy_leave (Fixture       *fixture,
                 gconstpointer  data)
{
  FerryMachineImport *machine = copy_on_the_way (fixture);

  answer (fixture, machine, "leave");
  g_assert_cmpint (ferry_machine_import_get_state (machine), ==, FERRY_MACHINE_CANCELLED);
  g_assert_false (ferry_machine_import_can_retry (machine));
  wait_idle (fixture);
  restart (fixture);
  machine = get_machine (get_run (fixture, 0), 0);
  g_assert_cmpint (ferry_machine_import_get_state (machine), ==, FERRY_MACHINE_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function) g_test_add (path, Fixture, data, set_up, function, tear_down)

  ADD ("/machine-import/cancel/waiting", NULL, test_cancel_waiting);
  ADD ("/machine-import/cancel/converting", NULL, test_cancel_converting);
  ADD ("/machine-import/cancel/restart", NULL, test_cancel_restart);
  ADD ("/machine-import/raced/keep", NULL, test_raced_keep);
  ADD ("/machine-import/raced/terminate", NULL, test_raced_terminate);
  ADD ("/machine-import/retry/volume", "fault error:ImportVolume:400:InvalidParameterValue",
       test_retry_volume);
  ADD ("/machine-import/retry/boot", NULL, test_retry_boot);
  ADD ("/machine-import/user-data", NULL, test_user_data);
  ADD ("/machine-import/sources/delete", NULL, test_delete_sources);
  ADD ("/machine-import/sources/keep", NULL, test_keep_sources);
  ADD ("/machine-import/start", NULL, test_start);
  ADD ("/machine-import/copy/go-on", NULL, test_copy_go_on);
  ADD ("/machine-import/copy/leave", NULL, test_copy_leave);

  return g_test_run ();
}
