/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-server.h"

#include <glib/gstdio.h>
#include <string.h>

#define ACCOUNT "00000000-0000-4000-8000-000000000001"

typedef struct {
  char              *folder;
  GFile             *file;
  FerryActivity     *activity;
  FerryClearedTasks *cleared;
  guint              n_changes;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
wait_idle (Fixture *fixture)
{
  while (ferry_activity_is_busy (fixture->activity))
    g_main_context_iteration (NULL, TRUE);
}

/* As when Ferry is started again. */
static void
start (Fixture *fixture)
{
  if (fixture->cleared)
    {
      wait_idle (fixture);
      g_assert_finalize_object (fixture->cleared);
    }
  fixture->cleared = ferry_cleared_tasks_new (fixture->file, fixture->activity);
  fixture->n_changes = 0;
  g_signal_connect_swapped (fixture->cleared, "changed", G_CALLBACK (changed_cb), fixture);
  while (fixture->n_changes == 0)
    g_main_context_iteration (NULL, TRUE);
  fixture->n_changes = 0;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("ferry-cleared-XXXXXX", NULL);
  fixture->file = g_file_new_build_filename (fixture->folder, "cleared-tasks.json", NULL);
  fixture->activity = ferry_activity_new ();
  start (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  wait_idle (fixture);
  g_assert_finalize_object (fixture->cleared);
  g_remove (g_file_peek_path (fixture->file));
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_clear_object (&fixture->file);
  g_clear_object (&fixture->activity);
  g_free (fixture->folder);
}

static FerryTask *
make_task (const char     *token,
           const char     *id,
           FerryTaskState  state)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  FerryTask *task = ferry_task_new (ACCOUNT, "eu-west-1", token, "web", now);

  ferry_task_set_ids (task, id, NULL);
  ferry_task_set_state (task, state, now);

  return task;
}

static GPtrArray *
list_of (FerryTask *task)
{
  GPtrArray *tasks = g_ptr_array_new ();

  g_ptr_array_add (tasks, task);

  return tasks;
}

static char *
read_text (Fixture *fixture)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (g_file_peek_path (fixture->file), &text, NULL, NULL));

  return text;
}

/* Ours by their token, others by EC2's id in its account and region; also after a start. */
static void
test_kept (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(FerryTask) ours = make_task ("token-1", NULL, FERRY_TASK_FAILED);
  g_autoptr(FerryTask) other = make_task (NULL, "import-i-1", FERRY_TASK_LANDED);
  g_autoptr(FerryTask) third = make_task (NULL, "import-i-2", FERRY_TASK_LANDED);
  g_autoptr(GPtrArray) both = list_of (ours);
  g_autoptr(GPtrArray) one = list_of (other);
  GStatBuf info;

  g_ptr_array_add (both, other);
  ferry_cleared_tasks_clear (fixture->cleared, both);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  ferry_cleared_tasks_clear (fixture->cleared, both);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  start (fixture);
  g_assert_true (ferry_cleared_tasks_contains (fixture->cleared, ours));
  g_assert_true (ferry_cleared_tasks_contains (fixture->cleared, other));
  g_assert_false (ferry_cleared_tasks_contains (fixture->cleared, third));
  g_assert_cmpint (g_stat (g_file_peek_path (fixture->file), &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  /* Twice in a row, so that the second is asked for while the first is being written. */
  ferry_cleared_tasks_restore (fixture->cleared, both);
  ferry_cleared_tasks_clear (fixture->cleared, one);
  start (fixture);
  g_assert_false (ferry_cleared_tasks_contains (fixture->cleared, ours));
  g_assert_true (ferry_cleared_tasks_contains (fixture->cleared, other));
}

static void
test_running (Fixture       *fixture,
              gconstpointer  data)
{
  static const FerryTaskState running[] = {
    FERRY_TASK_PLANNED, FERRY_TASK_STORING, FERRY_TASK_PROVING, FERRY_TASK_REQUESTING,
    FERRY_TASK_UNCONFIRMED, FERRY_TASK_CONVERTING, FERRY_TASK_CANCELLING,
  };
  g_autoptr(FerryTask) nameless = make_task (NULL, NULL, FERRY_TASK_LANDED);

  for (guint i = 0; i < G_N_ELEMENTS (running); i++)
    {
      g_autoptr(FerryTask) task = make_task ("token-1", "import-i-1", running[i]);
      g_autoptr(GPtrArray) tasks = list_of (task);

      g_assert_false (ferry_cleared_tasks_can_clear (fixture->cleared, task));
      ferry_cleared_tasks_clear (fixture->cleared, tasks);
      g_assert_false (ferry_cleared_tasks_contains (fixture->cleared, task));
    }
  g_assert_false (ferry_cleared_tasks_can_clear (fixture->cleared, nameless));
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  g_assert_false (g_file_query_exists (fixture->file, NULL));
}

/* What nobody thought to be running is seen again when it is. */
static void
test_revived (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(FerryTask) task = make_task ("token-1", "import-i-1", FERRY_TASK_CONVERTING);
  g_autoptr(GPtrArray) tasks = list_of (task);

  ferry_task_set_lost (task, now);
  g_assert_false (ferry_cleared_tasks_can_clear (fixture->cleared, task));
  ferry_cleared_tasks_clear (fixture->cleared, tasks);
  g_assert_false (ferry_cleared_tasks_contains (fixture->cleared, task));
  g_assert_cmpuint (fixture->n_changes, ==, 0);
}

/* A file that is not understood stays as it is. */
static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const texts[] = {
    "{\"format\":2,\"cleared\":[\"token-1\"]}\n", "{\"format\":1}", "no JSON", "",
    "{\"format\":1,\"cleared\":\"token-1\"}",
  };
  g_autoptr(FerryTask) task = make_task ("token-1", NULL, FERRY_TASK_FAILED);
  g_autoptr(GPtrArray) tasks = list_of (task);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *after = NULL;

      g_assert_true (g_file_set_contents (g_file_peek_path (fixture->file), texts[i], -1, NULL));
      start (fixture);
      g_assert_false (ferry_cleared_tasks_contains (fixture->cleared, task));
      ferry_cleared_tasks_clear (fixture->cleared, tasks);
      g_assert_true (ferry_cleared_tasks_contains (fixture->cleared, task));
      wait_idle (fixture);
      after = read_text (fixture);
      g_assert_cmpstr (after, ==, texts[i]);
    }
}

/* What is cleared before the file was read is added to what it says. */
static void
test_early (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(FerryTask) before = make_task ("token-1", NULL, FERRY_TASK_FAILED);
  g_autoptr(FerryTask) early = make_task ("token-2", NULL, FERRY_TASK_FAILED);
  g_autoptr(GPtrArray) first = list_of (before);
  g_autoptr(GPtrArray) second = list_of (early);
  g_autofree char *text = NULL;

  ferry_cleared_tasks_clear (fixture->cleared, first);
  wait_idle (fixture);
  g_assert_finalize_object (fixture->cleared);
  fixture->cleared = ferry_cleared_tasks_new (fixture->file, fixture->activity);
  g_assert_false (ferry_activity_is_busy (fixture->activity));
  ferry_cleared_tasks_clear (fixture->cleared, second);
  g_assert_true (ferry_activity_is_busy (fixture->activity));
  wait_idle (fixture);
  text = read_text (fixture);
  g_assert_nonnull (strstr (text, "token-1"));
  g_assert_nonnull (strstr (text, "token-2"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/cleared-tasks/kept", test_kept);
  ADD ("/cleared-tasks/running", test_running);
  ADD ("/cleared-tasks/revived", test_revived);
  ADD ("/cleared-tasks/foreign", test_foreign);
  ADD ("/cleared-tasks/early", test_early);

  return g_test_run ();
}
