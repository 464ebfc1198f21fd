/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "import-fixture.h"

static void
test_lands (Fixture       *fixture,
            gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;
  FerryTask *task = begin (fixture);
  char *last;

  wait_state (task, FERRY_TASK_CONVERTING);
  g_assert_cmpstr (cloud->log->str, ==, WAY_TO_REQUEST);
  g_assert_cmpstr (ferry_task_get_conversion_task_id (task), ==, FERRY_TEST_TASK_ID);
  last = g_strrstr (cloud->journal_at_request, "{\"prev\"");
  g_assert_nonnull (strstr (last, "\"requesting\""));
  wait_idle (fixture);
  assert_journal (fixture, "converting");
  assert_open (fixture, 1);

  cloud->state = "completed";
  wait_state (task, FERRY_TASK_LANDED);
  g_assert_cmpstr (ferry_task_get_instance_id (task), ==, "i-1");
  g_assert_null (ferry_task_get_error (task));
  wait_idle (fixture);
  g_assert_cmpstr (cloud->log->str, ==, WAY_TO_REQUEST "DELETE manifest\n");
  assert_journal (fixture, "landed");
  assert_open (fixture, 0);

  start_application (fixture);
  task = load (fixture);
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_LANDED);
  g_assert_cmpstr (ferry_task_get_instance_id (task), ==, "i-1");
  g_assert_cmpstr (ferry_task_get_name (task), ==, "web");
  wait_idle (fixture);
  ferry_engine_attach (fixture->engine, fixture->client);
  g_assert_false (ferry_activity_is_busy (fixture->activity));
  g_assert_cmpint (ferry_machine_import_get_state (get_machine (fixture)), ==,
                   FERRY_MACHINE_LANDED);
}

/* An application without a window goes when nothing is under way: never between two steps. */
static void
look_whether_idle (Fixture *fixture,
                   GArray  *states)
{
  FerryTaskState state = ferry_task_get_state (get_task (fixture));

  if (ferry_activity_is_busy (fixture->activity) ||
      ferry_engine_get_needs_us (fixture->engine))
    return;

  if (states->len == 0 || g_array_index (states, FerryTaskState, states->len - 1) != state)
    g_array_append_val (states, state);
}

static void
test_busy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GArray) idle = g_array_new (FALSE, FALSE, sizeof (FerryTaskState));
  FerryTask *task;

  task = begin (fixture);
  while (ferry_task_get_state (task) != FERRY_TASK_LANDED ||
         ferry_activity_is_busy (fixture->activity))
    {
      look_whether_idle (fixture, idle);
      if (ferry_task_get_state (task) == FERRY_TASK_CONVERTING && idle->len > 0)
        fixture->cloud->state = "completed";
      g_main_context_iteration (NULL, TRUE);
    }
  look_whether_idle (fixture, idle);
  g_assert_cmpuint (idle->len, ==, 2);
  g_assert_cmpint (g_array_index (idle, FerryTaskState, 0), ==, FERRY_TASK_CONVERTING);
  g_assert_cmpint (g_array_index (idle, FerryTaskState, 1), ==, FERRY_TASK_LANDED);
  g_assert_null (fixture->cloud->manifest);
}

/* The reply is lost, Ferry ends, and only then EC2 shows the task. */
static void
test_lost_reply (Fixture       *fixture,
                 gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;
  FerryTask *task;

  cloud->loses_reply = TRUE;
  cloud->hides_task = TRUE;
  task = begin (fixture);
  wait_state (task, FERRY_TASK_UNCONFIRMED);
  g_assert_error (ferry_task_get_error (task), FERRY_ERROR, FERRY_ERROR_UNCONFIRMED);
  wait_idle (fixture);
  assert_journal (fixture, "unconfirmed");

  start_application (fixture);
  task = load (fixture);
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_UNCONFIRMED);
  g_assert_false (ferry_activity_is_busy (fixture->activity));
  assert_open (fixture, 1);
  ferry_engine_attach (fixture->engine, fixture->client);
  wait_round (fixture);
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_UNCONFIRMED);

  cloud->hides_task = FALSE;
  wait_state (task, FERRY_TASK_CONVERTING);
  g_assert_null (ferry_task_get_error (task));
  wait_idle (fixture);
  assert_journal (fixture, "converting");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->tasks)), ==, 1);

  cloud->state = "completed";
  wait_state (task, FERRY_TASK_LANDED);
  wait_idle (fixture);
  g_assert_cmpuint (cloud->n_requests, ==, 1);
  g_assert_null (cloud->manifest);
}

/* Killed after the intent, before any outcome: the journal is what the far side saw of it. */
static void
test_killed_while_requesting (Fixture       *fixture,
                              gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  FerryTask *task;

  cloud->loses_reply = TRUE;
  task = begin (fixture);
  name = g_strconcat (ferry_machine_import_get_run_id (get_machine (fixture)), ".journal", NULL);
  path = g_build_filename (g_file_peek_path (fixture->folder), name, NULL);
  while (cloud->n_requests == 0 || ferry_activity_is_busy (fixture->activity))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_file_set_contents (path, cloud->journal_at_request, -1, NULL));

  start_application (fixture);
  task = load (fixture);
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_UNCONFIRMED);
  ferry_engine_attach (fixture->engine, fixture->client);
  wait_state (task, FERRY_TASK_CONVERTING);
  wait_idle (fixture);
  assert_journal (fixture, "converting");
  g_assert_cmpuint (cloud->n_requests, ==, 1);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;
  FerryTask *task;

  cloud->refuses = TRUE;
  task = begin (fixture);
  wait_state (task, FERRY_TASK_FAILED);
  g_assert_error (ferry_task_get_error (task), FERRY_ERROR, FERRY_ERROR_REFUSED);
  wait_idle (fixture);
  g_assert_cmpstr (cloud->log->str, ==, WAY_TO_REQUEST "DELETE manifest\n");
  g_assert_null (cloud->manifest);
  assert_journal (fixture, "failed");

  start_application (fixture);
  task = load (fixture);
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_FAILED);
  g_assert_error (ferry_task_get_error (task), FERRY_ERROR, FERRY_ERROR_REFUSED);
  assert_open (fixture, 0);
}

static void
assert_not_requested (Fixture *fixture,
                      int    code)
{
  FerryTestFarSide *cloud = fixture->cloud;
  FerryTask *task = begin (fixture);

  wait_state (task, FERRY_TASK_FAILED);
  g_assert_error (ferry_task_get_error (task), FERRY_ERROR, code);
  wait_idle (fixture);
  g_assert_cmpuint (cloud->n_requests, ==, 0);
  assert_journal (fixture, "failed");
}

static void
test_disk_changed (Fixture       *fixture,
                   gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;

  cloud->head_size = FERRY_TEST_DISK_SIZE + 512;
  assert_not_requested (fixture, FERRY_ERROR_CONFLICT);
  g_assert_cmpstr (cloud->log->str, ==,
                   "PUT manifest\nGET manifest\nHEAD disk\nDELETE manifest\n");
}

static void
test_no_ranges (Fixture       *fixture,
                gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;

  cloud->ignores_range = TRUE;
  assert_not_requested (fixture, FERRY_ERROR_BAD_REPLY);
  g_assert_null (cloud->manifest);
}

/* The PUT was sent twice by the library: the conflict is our own first copy. */
static void
test_own_copy (Fixture       *fixture,
               gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;
  FerryTask *task;

  cloud->stores_twice = TRUE;
  task = begin (fixture);
  wait_state (task, FERRY_TASK_CONVERTING);
  wait_idle (fixture);
  g_assert_true (g_str_has_prefix (cloud->log->str, "PUT manifest\nGET manifest\nGET manifest\n"));
}

/* S3 has not decided yet, or what stood in the way is gone: the next try counts. */
static void
test_undecided (Fixture       *fixture,
                gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;
  FerryTask *task;

  cloud->n_put_conflicts = 1;
  cloud->stored_before = g_bytes_new_static ("other", 5);
  cloud->vanishes = TRUE;
  task = begin (fixture);
  wait_state (task, FERRY_TASK_CONVERTING);
  g_assert_true (g_str_has_prefix (cloud->log->str, "PUT manifest\nPUT manifest\nGET manifest\n"
                                                    "PUT manifest\nGET manifest\nHEAD disk\n"));
  wait_idle (fixture);
}

/* S3 never decides: what lies there may be ours, so it is looked for. Later it may be kinder. */
static void
test_never_decided (Fixture       *fixture,
                    gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;

  FerryTask *task;

  cloud->n_put_conflicts = 100;
  task = begin (fixture);
  while (ferry_task_get_wait (task) != FERRY_TASK_WAIT_BACK_OFF)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_PLANNED);
  g_assert_error (ferry_task_get_error (task), FERRY_ERROR, FERRY_ERROR_SERVICE);
  wait_idle (fixture);
  g_assert_cmpuint (cloud->n_requests, ==, 0);
  g_assert_cmpuint (cloud->n_put_conflicts, ==, 95);
  g_assert_true (g_str_has_suffix (cloud->log->str, "PUT manifest\nGET manifest\n"));
}

/* Somebody else's object is neither used nor removed. */
static void
test_foreign_copy (Fixture       *fixture,
                   gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;

  cloud->stored_before = g_bytes_new_static ("other", 5);
  assert_not_requested (fixture, FERRY_ERROR_CONFLICT);
  g_assert_cmpstr (cloud->log->str, ==, "PUT manifest\nGET manifest\n");
}

static void
assert_refused (Fixture   *fixture,
                FerryPlan *plan)
{
  FerryRun *run = ferry_engine_import (fixture->engine, fixture->client, plan);

  while (!ferry_run_is_finished (run))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (ferry_machine_import_get_state (get_machine (fixture)), ==,
                   FERRY_MACHINE_FAILED);
  g_assert_error (ferry_machine_import_get_error (get_machine (fixture)), FERRY_ERROR,
                  FERRY_ERROR_STORAGE);
  g_assert_false (ferry_machine_import_can_retry (get_machine (fixture)));
}

static void
test_unwritable (Fixture       *fixture,
                 gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;
  g_autoptr(FerryPlan) plan = make_plan ();
  const char *path = g_file_peek_path (fixture->folder);

  g_assert_true (g_file_set_contents (path, "in the way", -1, NULL));
  assert_refused (fixture, plan);
  g_assert_cmpuint (ferry_test_server_count (cloud->server), ==, 0);

  /* What was in the way is gone: the same plan may be imported. */
  g_assert_cmpint (g_remove (path), ==, 0);
  ferry_engine_import (fixture->engine, fixture->client, plan);
  open_folder (fixture);
  wait_state (get_task (fixture), FERRY_TASK_CONVERTING);
  wait_idle (fixture);
}

/* The folder goes after it was locked. */
static void
test_folder_gone (Fixture       *fixture,
                  gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;
  g_autoptr(FerryPlan) plan = make_plan ();
  const char *path = g_file_peek_path (fixture->folder);

  open_folder (fixture);
  wait_idle (fixture);
  remove_tree (path);
  g_assert_true (g_file_set_contents (path, "in the way", -1, NULL));
  assert_refused (fixture, plan);
  wait_idle (fixture);
  g_assert_cmpuint (cloud->n_requests, ==, 0);
  g_assert_cmpstr (cloud->log->str, ==, "");
}

/* Ended while the manifest was being stored: nothing was requested, so it begins anew by itself. */
static void
test_restart_while_storing (Fixture       *fixture,
                            gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;
  FerryTask *task;

  cloud->put_hangs = TRUE;
  begin (fixture);
  while (cloud->hanging == NULL)
    g_main_context_iteration (NULL, TRUE);

  start_application (fixture);
  task = load (fixture);
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_PLANNED);
  wait_idle (fixture);
  assert_open (fixture, 1);
  g_assert_cmpstr (cloud->log->str, ==, "PUT manifest\n");

  cloud->put_hangs = FALSE;
  ferry_engine_attach (fixture->engine, fixture->client);
  wait_state (task, FERRY_TASK_CONVERTING);
  g_assert_cmpstr (cloud->log->str, ==, "PUT manifest\nGET manifest\n" WAY_TO_REQUEST);
  g_assert_cmpint (cloud->n_requests, ==, 1);
  wait_idle (fixture);
}

/* Nobody has answered for long, and EC2 has certainly not got it: it begins anew. */
static void
test_links_ended (Fixture       *fixture,
                  gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;
  FerryTask *task;

  fixture->speed = 1000;
  start_application (fixture);
  write_journal (fixture, FERRY_TASK_REQUESTING, 60, NULL, "2026-01-01T00:00:00Z");
  task = load (fixture);
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_UNCONFIRMED);
  ferry_engine_attach (fixture->engine, fixture->client);
  wait_state (task, FERRY_TASK_CONVERTING);
  wait_idle (fixture);
  assert_journal (fixture, "converting");
  g_assert_cmpuint (cloud->n_requests, ==, 1);
}

static void
test_links_live (Fixture       *fixture,
                 gconstpointer  data)
{
  FerryTask *task;

  write_journal (fixture, FERRY_TASK_REQUESTING, 60, NULL, "2999-01-01T00:00:00Z");
  task = load (fixture);
  ferry_engine_attach (fixture->engine, fixture->client);
  wait_round (fixture);
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_UNCONFIRMED);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) early = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;
  FerryTask *task = begin (fixture);

  ferry_engine_cancel_async (fixture->engine, task, cancellable, ferry_test_take_result, &slot);
  early = ferry_test_wait (&slot);
  g_assert_false (ferry_engine_cancel_finish (fixture->engine, early, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_FAILED);
  g_clear_error (&error);

  wait_state (task, FERRY_TASK_CONVERTING);
  ferry_engine_cancel_async (fixture->engine, task, cancellable, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  g_assert_true (ferry_engine_cancel_finish (fixture->engine, result, &error));
  wait_state (task, FERRY_TASK_CANCELLED);
  wait_idle (fixture);
  g_assert_null (cloud->manifest);
  assert_journal (fixture, "cancelled");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/import/lands", test_lands);
  ADD ("/import/busy", test_busy);
  ADD ("/import/lost-reply", test_lost_reply);
  ADD ("/import/killed-while-requesting", test_killed_while_requesting);
  ADD ("/import/refused", test_refused);
  ADD ("/import/disk-changed", test_disk_changed);
  ADD ("/import/no-ranges", test_no_ranges);
  ADD ("/import/own-copy", test_own_copy);
  ADD ("/import/foreign-copy", test_foreign_copy);
  ADD ("/import/undecided", test_undecided);
  ADD ("/import/never-decided", test_never_decided);
  ADD ("/import/unwritable", test_unwritable);
  ADD ("/import/folder-gone", test_folder_gone);
  ADD ("/import/restart-while-storing", test_restart_while_storing);
  ADD ("/import/links-ended", test_links_ended);
  ADD ("/import/links-live", test_links_live);
  ADD ("/import/cancel", test_cancel);
#undef ADD

  return g_test_run ();
}
