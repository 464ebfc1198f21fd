/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "import-fixture.h"

/* Records that are not as this Ferry left them: damaged, newer, another Ferry's, or judged by a
 * clock that was wrong. Nothing is sent on the strength of them, nothing is written to them, and an
 * import that EC2 knows is found again once somebody says that it is to go on.
 */

static char *
journal_path (Fixture *fixture)
{
  g_autoptr(GDir) dir = g_dir_open (g_file_peek_path (fixture->folder), 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    if (g_str_has_suffix (name, ".journal"))
      return g_build_filename (g_file_peek_path (fixture->folder), name, NULL);

  g_assert_not_reached ();
}

static void
set_journal (Fixture    *fixture,
             const char *text)
{
  g_autofree char *path = journal_path (fixture);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* Requested, and the reply lost: EC2 has a task with the token. (transfer full): the journal */
static char *
request_and_end (Fixture *fixture)
{
  FerryTestFarSide *cloud = fixture->cloud;

  cloud->loses_reply = TRUE;
  cloud->hides_task = TRUE;
  begin (fixture);
  while (cloud->n_requests == 0 || ferry_activity_is_busy (fixture->activity))
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&fixture->engine);
  cloud->hides_task = FALSE;

  return ferry_test_far_side_read_journal (cloud);
}

static void
assert_adopted_unwritten (Fixture    *fixture,
                          const char *text)
{
  FerryTestFarSide *cloud = fixture->cloud;
  g_autofree char *after = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  FerryTask *task;

  set_journal (fixture, text);
  start_application (fixture);
  task = load (fixture);
  g_assert_cmpint (ferry_task_get_wait (task), ==, FERRY_TASK_WAIT_PERSON);
  g_assert_cmpint (ferry_machine_import_get_question (get_machine (fixture)), ==,
                   FERRY_QUESTION_COPY);
  assert_open (fixture, 1);
  wait_idle (fixture);

  ferry_engine_attach (fixture->engine, fixture->client);
  ferry_machine_import_answer_async (get_machine (fixture), "go-on", NULL, ferry_test_take_result,
                                     &slot);
  result = ferry_test_wait (&slot);
  g_assert_true (ferry_machine_import_answer_finish (get_machine (fixture), result, NULL));
  wait_state (task, FERRY_TASK_CONVERTING);
  wait_idle (fixture);
  after = ferry_test_far_side_read_journal (cloud);
  g_assert_cmpstr (after, ==, text);
  g_assert_cmpuint (cloud->n_requests, ==, 1);
}

/* Wherever the unreadable line stands, the request may have been behind it. */
static void
test_damaged_line (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *text = request_and_end (fixture);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  guint n_lines = g_strv_length (lines) - 1;

  g_assert_cmpuint (n_lines, >, 3);
  for (guint i = 1; i < n_lines; i++)
    {
      g_autofree char *line = g_steal_pointer (&lines[i]);
      g_autofree char *damaged = NULL;

      lines[i] = g_strdup ("{\"time\":\"2026-");
      damaged = g_strjoinv ("\n", lines);
      assert_adopted_unwritten (fixture, damaged);
      g_free (lines[i]);
      lines[i] = g_steal_pointer (&line);
    }
}

static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *text = request_and_end (fixture);
  g_autoptr(GString) newer = g_string_new (text);

  g_assert_cmpuint (g_string_replace (newer, "{\"format\":2", "{\"format\":3", 1), ==, 1);
  g_string_append (newer, "{\"moment\":\"2031-01-01T00:00:00Z\",\"phase\":\"sailing\"}\n");
  assert_adopted_unwritten (fixture, newer->str);
}

static gboolean
try_load (FerryEngine  *engine,
          GError      **error)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_engine_load_async (engine, cancellable, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_engine_load_finish (engine, result, error);
}

static void
test_first_line (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char *const texts[] = { "{\"format\":9}\n", "\377\n", "[]\n", "no record" };
  g_autofree char *cut = g_build_filename (g_file_peek_path (fixture->folder), "cut.journal", NULL);
  g_autofree char *path = g_build_filename (g_file_peek_path (fixture->folder), "x.journal", NULL);

  g_assert_cmpint (g_mkdir (g_file_peek_path (fixture->folder), 0700), ==, 0);
  g_assert_true (g_file_set_contents (cut, "{\"format\":1,\"acc", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *after = NULL;
      g_autoptr(GError) error = NULL;
      GPtrArray *damaged;

      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      g_assert_true (try_load (fixture->engine, &error));
      g_assert_no_error (error);
      damaged = ferry_engine_get_damaged (fixture->engine);
      g_assert_cmpuint (damaged->len, ==, 1);
      g_assert_cmpstr (g_ptr_array_index (damaged, 0), ==, path);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->tasks)), ==, 0);
      g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
      g_assert_cmpstr (after, ==, texts[i]);
      start_application (fixture);
    }
}

/* Somebody is logged in twice: the second Ferry leaves the first one's imports alone. */
static void
test_second_ferry (Fixture       *fixture,
                   gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;
  g_autoptr(FerryTaskList) tasks = ferry_task_list_new (SPEED);
  g_autoptr(FerryEngine) second = ferry_engine_new (fixture->folder, tasks, fixture->activity,
                                                   1);
  g_autoptr(FerryPlan) plan = make_plan ();
  g_autoptr(FerryMachineImport) refused = NULL;
  g_autoptr(GError) error = NULL;
  FerryTask *task;
  FerryRun *run;

  load (fixture);
  g_assert_false (try_load (second, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_IN_USE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (tasks)), ==, 0);

  run = ferry_engine_import (second, fixture->client, plan);
  while (!ferry_run_is_finished (run))
    g_main_context_iteration (NULL, TRUE);
  refused = g_list_model_get_item (ferry_run_get_machines (run), 0);
  g_assert_cmpint (ferry_machine_import_get_state (refused), ==, FERRY_MACHINE_FAILED);
  g_assert_error (ferry_machine_import_get_error (refused), FERRY_ERROR, FERRY_ERROR_IN_USE);
  g_assert_cmpstr (cloud->log->str, ==, "");

  task = begin (fixture);
  wait_state (task, FERRY_TASK_CONVERTING);
  g_assert_cmpstr (cloud->log->str, ==, WAY_TO_REQUEST);

  /* The first one goes, and the second may begin. */
  wait_idle (fixture);
  g_clear_object (&fixture->engine);
  fixture->engine = g_steal_pointer (&second);
  g_clear_error (&error);
  g_assert_true (try_load (fixture->engine, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (tasks)), ==, 1);
}

/* EC2's clock, or what stands before it, is far ahead: the links live by this computer's. */
static void
test_other_clock (Fixture       *fixture,
                  gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) end = g_date_time_add_days (now, 1);
  g_autofree char *expiration = ferry_time_format (end);
  g_autoptr(GDateTime) told = NULL;
  FerryTask *task;

  cloud->days_ahead = 30;
  write_journal (fixture, FERRY_TASK_REQUESTING, 60, NULL, expiration);
  task = load (fixture);
  ferry_engine_attach (fixture->engine, fixture->client);
  wait_round (fixture);
  wait_round (fixture);
  told = ferry_client_dup_now (fixture->client);
  g_assert_cmpint (g_date_time_compare (told, end), >, 0);
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_UNCONFIRMED);
}

/* It was given up, and EC2 tells of it after all. */
static void
test_lost_and_found (Fixture       *fixture,
                     gconstpointer  data)
{
  const gboolean is_cancelled = GPOINTER_TO_INT (data);
  FerryTestFarSide *cloud = fixture->cloud;
  FerryTask *task;

  cloud->hides_task = TRUE;
  cloud->manifest_path = g_strdup ("/disks/" MANIFEST_KEY);
  write_journal (fixture, FERRY_TASK_CONVERTING, 60, FERRY_TEST_TASK_ID, "2026-01-01T00:00:00Z");
  task = load (fixture);
  ferry_engine_attach (fixture->engine, fixture->client);
  wait_state (task, FERRY_TASK_CANCELLED);
  g_assert_true (ferry_task_is_lost (task));
  wait_idle (fixture);

  cloud->hides_task = FALSE;
  cloud->description = ferry_token_describe (ferry_task_get_token (task), "web");
  cloud->state = is_cancelled ? "cancelled" : "active";
  ferry_task_list_refresh (fixture->tasks);
  while (ferry_task_is_lost (task))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (ferry_task_get_state (task), ==,
                   is_cancelled ? FERRY_TASK_CANCELLED : FERRY_TASK_CONVERTING);
  g_assert_null (ferry_task_get_error (task));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->tasks)), ==, 1);
  wait_idle (fixture);
  assert_journal (fixture, is_cancelled ? "cancelled" : "converting");

  start_application (fixture);
  task = load (fixture);
  g_assert_false (ferry_task_is_lost (task));
  g_assert_cmpint (ferry_task_get_state (task), ==,
                   is_cancelled ? FERRY_TASK_CANCELLED : FERRY_TASK_CONVERTING);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, func) g_test_add (path, Fixture, GINT_TO_POINTER (data), set_up, func, \
                                          tear_down)
  ADD ("/records/damaged-line", 0, test_damaged_line);
  ADD ("/records/newer", 0, test_newer);
  ADD ("/records/first-line", 0, test_first_line);
  ADD ("/records/second-ferry", 0, test_second_ferry);
  ADD ("/records/other-clock", 0, test_other_clock);
  ADD ("/records/lost-and-found", FALSE, test_lost_and_found);
  ADD ("/records/lost-and-cancelled", TRUE, test_lost_and_found);
#undef ADD

  return g_test_run ();
}
