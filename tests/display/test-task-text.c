/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-test-widgets.h"

#include "tasks/ferry-explanation.h"
#include "tasks/ferry-task-text.h"

#include <glib/gstdio.h>
#include <string.h>

/* What is said of a task. */

static void
test_explanations (void)
{
  static const struct {
    const char *message;
    const char *title;  /* NULL where nothing needs attention */
  } cases[] = {
    { "ClientError: Client.Unsupported: No bootable partition found", "EC2 found nothing to boot" },
    { "Disk validation failed [Unsupported VMDK File Format]", "The VMDK is not stream-optimized" },
    { "FIRSTBOOTFAILURE: This import request failed because the Windows instance failed to boot",
      "Windows started, but never came onto the network" },
    { "Linux is not supported on the requested instance",
      "Linux cannot be imported onto this instance type" },
    { "SERVER_ERROR : conversion : AWS initiated task cancellation",
      "EC2 had a problem of its own" },
    { "Task expired and automatically canceled",
      "EC2 waited for the disk until the time was over" },
    { "Something that nobody has seen before", "EC2 ended the import" },
    { "Progress: 12%", NULL },
    { "User initiated task cancellation", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryTask) task = ferry_test_ended_task_new (cases[i].message);
      g_autoptr(FerryExplanation) explanation = ferry_explanation_new (task);
      g_autofree char *state = ferry_task_text_state (task);

      g_assert_cmpstr (explanation != NULL ? explanation->title : NULL, ==, cases[i].title);
      g_assert_cmpstr (state, ==, explanation != NULL ? "Ended by EC2" : "Cancelled");
      if (explanation != NULL)
        g_assert_nonnull (strstr (explanation->said, cases[i].message));
    }
}

static void
test_refusals (void)
{
  static const struct {
    const char *region;
    FerryError  code;
    const char *service_code;
    const char *title;
    const char *advice;  /* a part of it */
  } cases[] = {
    { "eu-north-1", FERRY_ERROR_REFUSED, "UnsupportedOperation",
      "ImportInstance does not exist in this region", "one of the 15 regions" },
    { "eu-west-1", FERRY_ERROR_REFUSED, "UnsupportedOperation",
      "AWS refused the import", "import the disk again" },
    { "eu-west-1", FERRY_ERROR_REFUSED, "InvalidParameterValue",
      "EC2 does not accept a value of the request", "Machines page" },
    { "eu-west-1", FERRY_ERROR_NO_SUCH_BUCKET, "NoSuchBucket",
      "There is no such bucket", "spelling" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FerryErrorDetail detail = {
        .service = (char *) "ec2",
        .operation = (char *) "ImportInstance",
        .code = (char *) cases[i].service_code,
        .message = (char *) "What EC2 says of it",
      };
      g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
      g_autoptr(GError) error = ferry_error_new_detailed (cases[i].code, &detail, NULL);
      g_autoptr(FerryTask) task = ferry_task_new ("rehearsal", cases[i].region, "t", "web01", now);
      g_autoptr(FerryExplanation) explanation = NULL;

      ferry_task_set_error (task, error);
      ferry_task_set_state (task, FERRY_TASK_FAILED, now);
      explanation = ferry_explanation_new (task);
      g_assert_cmpstr (explanation->title, ==, cases[i].title);
      g_assert_nonnull (strstr (explanation->said, "What EC2 says of it"));
      g_assert_nonnull (strstr (explanation->advice, cases[i].advice));
    }
}

static void
test_caption (void)
{
  g_autoptr(FerryTask) task = ferry_test_shown_task_new ("web01", FERRY_TASK_CONVERTING);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *without = ferry_task_text_caption (task, now);
  g_autofree char *with = NULL;

  g_assert_cmpstr (without, ==, "Europe (Ireland)");
  ferry_task_set_source (task, "acme-exports/2026-11/web01-boot.vmdk");
  with = ferry_task_text_caption (task, now);
  g_assert_cmpstr (with, ==, "web01-boot.vmdk in acme-exports · Europe (Ireland)");
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  ferry_engine_load_finish (FERRY_ENGINE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
remove_file (const char *folder,
             const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* The disk is known from the first step on, and again when Ferry has been started again. */
static void
test_source (void)
{
  g_autofree char *path = g_dir_make_tmp ("ferry-tasks-XXXXXX", NULL);
  g_autoptr(GFile) folder = g_file_new_for_path (path);
  g_autoptr(FerryTaskList) tasks = ferry_task_list_new (1);
  g_autoptr(FerryTaskList) again = ferry_task_list_new (1);
  g_autoptr(FerryClient) client = ferry_test_client_new ();
  g_autoptr(FerryDisk) disk = ferry_test_shown_disk_new ("web01-boot.raw", 0x83);
  g_autoptr(FerryMachine) machine = ferry_machine_new (disk);
  g_autoptr(FerryPlan) plan = NULL;
  g_autoptr(FerryActivity) activity = ferry_activity_new ();
  g_autoptr(FerryEngine) engine = ferry_engine_new (folder, tasks, activity, 1);
  g_autoptr(FerryTask) resumed = NULL;
  g_autoptr(FerryTask) task = NULL;
  g_autofree char *name = NULL;
  gboolean loaded = FALSE;
  FerryRun *run;

  g_object_set (machine, "platform", FERRY_PLATFORM_LINUX, "instance-type", "t2.small", NULL);
  plan = ferry_plan_new_for ("rehearsal", machine);
  run = ferry_engine_import (engine, client, plan);
  ferry_engine_load_async (engine, NULL, loaded_cb, &loaded);
  while (!loaded || ferry_activity_is_busy (activity))
    g_main_context_iteration (NULL, TRUE);
  task = g_list_model_get_item (G_LIST_MODEL (tasks), 0);
  g_assert_cmpstr (ferry_task_get_source (task), ==, "acme-exports/2026-11/web01-boot.raw");
  name = g_strdup_printf ("%s.journal", ferry_run_get_id (run));
  g_clear_object (&engine);
  while (ferry_activity_is_busy (activity))
    g_main_context_iteration (NULL, TRUE);

  loaded = FALSE;
  engine = ferry_engine_new (folder, again, activity, 1);
  ferry_engine_load_async (engine, NULL, loaded_cb, &loaded);
  while (!loaded || ferry_activity_is_busy (activity))
    g_main_context_iteration (NULL, TRUE);
  resumed = g_list_model_get_item (G_LIST_MODEL (again), 0);
  g_assert_cmpstr (ferry_task_get_source (resumed), ==, "acme-exports/2026-11/web01-boot.raw");
  g_clear_object (&engine);
  while (ferry_activity_is_busy (activity))
    g_main_context_iteration (NULL, TRUE);

  remove_file (path, name);
  remove_file (path, "lock");
  remove_file (path, "desk.json");
  remove_file (path, "queue.json");
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  ferry_test_widgets_init (&argc, &argv);

  g_test_add_func ("/task-text/explanations", test_explanations);
  g_test_add_func ("/task-text/refusals", test_refusals);
  g_test_add_func ("/task-text/caption", test_caption);
  g_test_add_func ("/task-text/source", test_source);

  return g_test_run ();
}
