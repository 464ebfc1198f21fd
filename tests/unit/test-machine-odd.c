/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine-fixture.h"

/* Machines that share a disk, that end early, and that lose a volume on their way. */

static void
cancel (FerryMachineImport *machine)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_machine_import_cancel_async (machine, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  g_assert_true (ferry_machine_import_cancel_finish (machine, result, &error));
  g_assert_no_error (error);
}

static void
answer (FerryMachineImport *machine,
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
assert_rests (Fixture *fixture)
{
  g_autoptr(GPtrArray) accounts = ferry_engine_dup_open_accounts (fixture->engine);

  g_assert_cmpuint (accounts->len, ==, 0);
  g_assert_false (ferry_engine_get_needs_us (fixture->engine));
}

/* Two machines of a run have the same data disk: two volumes, one claim, and none in the end. */
static void
test_same_disk (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(FerryPlan) plan = make_plan (fixture, 2, 0);
  g_autoptr(FerryDisk) disk = put_disk (fixture, "run/shared.raw");
  FerryRun *run;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(FerryMachineDisk) shared = ferry_machine_disk_new (disk);

      ferry_machine_add_disk (ferry_plan_get_machine (plan, i), shared);
    }

  load (fixture);
  run = ferry_engine_import (fixture->engine, fixture->cloud->client, plan);
  wait_finished (fixture, run);
  assert_landed (run);
  assert_rests (fixture);
  assert_whole (fixture, 2, 2);
}

/* The boot disk is refused: its data disk, which nobody has begun, needs nobody. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  FerryRun *run = begin_with (fixture, 1, 1, "fault error:ImportInstance:400:UnsupportedOperation");

  wait_finished (fixture, run);
  g_assert_cmpint (ferry_machine_import_get_state (get_machine (run, 0)), ==,
                   FERRY_MACHINE_FAILED);
  assert_rests (fixture);
  restart (fixture);
  wait_idle (fixture);
  assert_rests (fixture);
  assert_whole (fixture, 0, 0);
}

/* Cancelled while it lands: EC2 was faster, and both answers have their end. */
static void
test_cancel_landing (Fixture       *fixture,
                     gconstpointer  data)
{
  const gboolean attaching = GPOINTER_TO_INT (data);
  FerryMachineImport *machine;
  FerryRun *run;

  run = begin_with (fixture, 1, 1, attaching ? "fault status:AttachVolume:503:always"
                                             : "fault status:CreateTags:503:always");
  machine = get_machine (run, 0);
  wait_machine (fixture, machine, attaching ? FERRY_MACHINE_ATTACHING : FERRY_MACHINE_TAGGING);
  cancel (machine);
  wait_machine (fixture, machine, FERRY_MACHINE_ASKING);
  g_assert_cmpint (ferry_machine_import_get_question (machine), ==, FERRY_QUESTION_RACED);
  tell (fixture, "no-faults");

  wait_idle (fixture);
  restart (fixture);
  machine = get_machine (get_run (fixture, 0), 0);
  g_assert_cmpint (ferry_machine_import_get_question (machine), ==, FERRY_QUESTION_RACED);
  answer (machine, "keep");
  wait_machine (fixture, machine, FERRY_MACHINE_LANDED);
  wait_idle (fixture);
  assert_whole (fixture, 1, 1);
}

/* Terminated after its volume had landed: tried again, it goes where the volume is. */
static void
test_retry_zone (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(FerryPlan) plan = make_plan (fixture, 1, 1);
  g_autofree char *volume_id = NULL;
  FerryMachineImport *machine;
  FerryRun *run;

  g_object_set (ferry_plan_get_machine (plan, 0), "zone", "eu-west-1b", NULL);
  load (fixture);
  tell (fixture, "fault status:CreateTags:503:always");
  run = ferry_engine_import (fixture->engine, fixture->cloud->client, plan);
  machine = get_machine (run, 0);
  wait_machine (fixture, machine, FERRY_MACHINE_TAGGING);
  volume_id = g_strdup (ferry_task_get_volume_id (get_task (machine, 1)));
  cancel (machine);
  wait_machine (fixture, machine, FERRY_MACHINE_ASKING);
  tell (fixture, "no-faults");
  answer (machine, "terminate");
  wait_machine (fixture, machine, FERRY_MACHINE_CANCELLED);
  wait_idle (fixture);

  /* What the plan said counts less than where the volume is. */
  g_object_set (ferry_plan_get_machine (ferry_run_get_plan (run), 0), "zone", "eu-west-1a", NULL);
  ferry_machine_import_retry (machine);
  wait_machine (fixture, machine, FERRY_MACHINE_LANDED);
  wait_idle (fixture);
  g_assert_cmpstr (ferry_task_get_zone (get_task (machine, 0)), ==, "eu-west-1b");
  g_assert_cmpstr (ferry_task_get_volume_id (get_task (machine, 1)), ==, volume_id);
}

/* A volume that was kept for the next try was removed meanwhile: its disk is imported anew. */
static void
test_volume_gone (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree char *volume_id = NULL;
  GAsyncResult *slot = NULL;
  FerryMachineImport *machine;
  FerryRun *run;

  run = begin_with (fixture, 1, 1, "fault error:AttachVolume:400:InvalidParameterCombination");
  machine = get_machine (run, 0);
  wait_machine (fixture, machine, FERRY_MACHINE_FAILED);
  wait_idle (fixture);
  tell (fixture, "no-faults");
  volume_id = g_strdup (ferry_task_get_volume_id (get_task (machine, 1)));
  ferry_delete_volume_async (fixture->cloud->client, REGION, volume_id, NULL,
                             ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  ferry_machine_import_retry (machine);
  wait_machine (fixture, machine, FERRY_MACHINE_ATTACHING);
  wait_machine (fixture, machine, FERRY_MACHINE_FAILED);
  wait_idle (fixture);
  restart (fixture);
  run = get_run (fixture, 0);
  machine = get_machine (run, 0);
  ferry_machine_import_retry (machine);
  wait_machine (fixture, machine, FERRY_MACHINE_LANDED);
  wait_idle (fixture);
  g_assert_cmpstr (ferry_task_get_volume_id (get_task (machine, 1)), !=, volume_id);
  assert_whole (fixture, 1, 1);
  assert_chain (run);
}

/* A journal of the first format, of this account. */
static void
put_journal (Fixture    *fixture,
             const char *sample,
             const char *id)
{
  g_autofree char *from = g_test_build_filename (G_TEST_DIST, "samples", "journals", sample, NULL);
  g_autofree char *name = g_strconcat (id, ".journal", NULL);
  g_autofree char *to = g_build_filename (g_file_peek_path (fixture->folder), name, NULL);
  FerryAccount *account = ferry_client_get_account (fixture->cloud->client);
  g_autoptr(GString) text = NULL;
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (from, &content, NULL, NULL));
  text = g_string_new (content);
  g_string_replace (text, "00000000-0000-4000-8000-000000000001", ferry_account_get_id (account),
                    0);
  g_mkdir_with_parents (g_file_peek_path (fixture->folder), 0700);
  g_assert_true (g_file_set_contents (to, text->str, -1, NULL));
}

/* What an older Ferry has left behind: nothing is sent on the strength of it, and what has become
 * of a request of months ago only a person can say.
 */
static void
test_format_1 (Fixture       *fixture,
               gconstpointer  data)
{
  guint n_landed = 0;
  guint n_failed = 0;
  guint n_asking = 0;
  FerryMachineImport *asking = NULL;

  put_journal (fixture, "landed.journal", "626a0358-e789-417f-9216-b3c16e423fca");
  put_journal (fixture, "failed.journal", "0e78c8fe-657e-417c-a950-914efab98434");
  put_journal (fixture, "requesting.journal", "c712c304-6eac-4ac9-84a0-72d019fd4680");
  load (fixture);
  ferry_engine_attach (fixture->engine, fixture->cloud->client);
  g_assert_cmpuint (g_list_model_get_n_items (ferry_engine_get_runs (fixture->engine)), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      FerryMachineImport *machine = get_machine (get_run (fixture, i), 0);
      FerryMachineState state;

      while (state = ferry_machine_import_get_state (machine),
             state != FERRY_MACHINE_ASKING && !ferry_machine_state_is_finished (state))
        iterate (fixture);
      n_landed += state == FERRY_MACHINE_LANDED;
      n_failed += state == FERRY_MACHINE_FAILED;
      n_asking += state == FERRY_MACHINE_ASKING;
      if (state == FERRY_MACHINE_ASKING)
        asking = machine;
    }

  g_assert_cmpuint (n_landed, ==, 1);
  g_assert_cmpuint (n_failed, ==, 1);
  g_assert_cmpuint (n_asking, ==, 1);
  answer (asking, "leave");
  g_assert_true (ferry_machine_state_is_finished (ferry_machine_import_get_state (asking)));
  assert_whole (fixture, 0, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, function) g_test_add (path, Fixture, data, set_up, function, tear_down)
  ADD ("/machine-odd/same-disk", NULL, test_same_disk);
  ADD ("/machine-odd/refused", NULL, test_refused);
  ADD ("/machine-odd/cancel/tagging", GINT_TO_POINTER (FALSE), test_cancel_landing);
  ADD ("/machine-odd/cancel/attaching", GINT_TO_POINTER (TRUE), test_cancel_landing);
  ADD ("/machine-odd/retry-zone", NULL, test_retry_zone);
  ADD ("/machine-odd/volume-gone", NULL, test_volume_gone);
  ADD ("/machine-odd/format-1", NULL, test_format_1);
#undef ADD

  return g_test_run ();
}
