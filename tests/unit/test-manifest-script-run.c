/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-plan.h"
#include "script-run-fixture.h"

/* Nothing of ours may be left in the bucket. */
static void
assert_no_manifest (Run *run)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerryObjectPage) page = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_list_objects_async (run->cloud->client, REGION, BUCKET, "2026-11/ferry-", NULL, NULL,
                               ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  page = ferry_s3_list_objects_finish (run->cloud->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->objects->len, ==, 0);
}

static void
assert_said (Run        *run,
             int         status,
             const char *words)
{
  g_assert_cmpint (run->status, ==, status);
  g_assert_nonnull (strstr (run->said, words));
}

static void
assert_n_tasks (Run   *run,
                guint  n)
{
  g_autoptr(GPtrArray) tasks = run_list_tasks (run);

  g_assert_cmpuint (tasks->len, ==, n);
}

static void
check_migration (FerryClient *client,
                 Run         *run)
{
  g_autofree char *user_data = NULL;
  g_autoptr(FerryPlan) plan = NULL;
  g_autofree char *script = NULL;
  g_autoptr(GPtrArray) tasks = NULL;

  run_write (run->cloud->folder, "user data", "#!/bin/sh\n");
  user_data = g_strdup_printf ("file://%s/user%%20data", run->cloud->folder);
  plan = run_make_plan (run, user_data, BOOT, DATA);
  script = run_export (run, plan, FERRY_SCRIPT_SHELL);

  run_script (run, script, client, NULL, NULL);
  assert_said (run, 0, "Everything has landed.\n");
  g_assert_nonnull (strstr (run->said, " to web $(touch pwned)"));
  g_assert_nonnull (strstr (run->said, " as /dev/sdf\n"));
  g_assert_nonnull (strstr (run->said, "as the task import-i-"));
  g_assert_nonnull (strstr (run->said, "as the task import-vol-"));
  assert_no_manifest (run);

  tasks = run_list_tasks (run);
  g_assert_cmpuint (tasks->len, ==, 2);
  for (guint i = 0; i < tasks->len; i++)
    {
      FerryConversionTask *task = g_ptr_array_index (tasks, i);

      g_assert_cmpint (task->state, ==, FERRY_CONVERSION_COMPLETED);
      g_assert_nonnull (strstr (task->description, "(Ferry import "));
    }

  run_script (run, script, client, NULL, NULL);
  assert_said (run, 1, "This plan has been imported.");
  g_assert_nonnull (strstr (run->said, "the task import-i-"));
  g_assert_nonnull (strstr (run->said, "the task import-vol-"));
  run_script (run, script, client, NULL, "--again");
  assert_said (run, 1, "There is nothing left to import.");
  assert_n_tasks (run, 2);
}

static void
test_migrates (void)
{
  g_auto(Run) run = { NULL };

  run_set_up (&run, "--import-seconds", "0");
  check_migration (run.cloud->client, &run);
}

static void
test_migrates_with_temporary_keys (void)
{
  g_auto(Run) run = { NULL };

  run_set_up (&run, "--import-seconds", "0");
  check_migration (run.cloud->session, &run);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/manifest-script/migrates", test_migrates);
  g_test_add_func ("/manifest-script/migrates-with-temporary-keys",
                   test_migrates_with_temporary_keys);

  return g_test_run ();
}
