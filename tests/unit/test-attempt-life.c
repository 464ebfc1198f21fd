/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "attempt-fixture.h"

#include <signal.h>
#include <sys/resource.h>

/* What comes after a restart, a cancel and a copy of the journal. */

static void
assert_one_instance (Fixture *fixture)
{
  g_autoptr(GPtrArray) instances = list_instances (fixture);

  g_assert_cmpuint (instances->len, ==, 1);
}

static void
begin_life (Fixture *fixture)
{
  start_life (fixture);
  attach (fixture);
  begin (fixture);
}

/* Waits for another round, whatever it says. */
static void
wait_questions (Fixture *fixture,
                guint    n)
{
  const guint wanted = count_requests (fixture, "DescribeConversionTasks") + n;

  while (count_requests (fixture, "DescribeConversionTasks") < wanted)
    g_main_context_iteration (NULL, TRUE);
}

/* The first @n lines of the journal @text are all that is there. Returns: FALSE: there are fewer */
static gboolean
cut_journal (Fixture    *fixture,
             const char *text,
             guint       n)
{
  g_autofree char *path = g_strdup_printf ("%s/" RUN_ID ".journal",
                                           g_file_peek_path (fixture->folder));
  const char *end = text;

  for (guint i = 0; i < n; i++)
    {
      end = strchr (end, '\n');
      if (end == NULL)
        return FALSE;
      end++;
    }

  return *end != '\0' && g_file_set_contents (path, text, end - text, NULL);
}

/* Whether the request may have been sent when @text, cut behind @n lines, was all there was. */
static gboolean
is_requested (const char *text,
              guint       n)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; i < n; i++)
    if (strstr (lines[i], "\"requesting\""))
      return TRUE;

  return FALSE;
}

/* Killed behind each line from the request on, while EC2 has done all: never asked again. */
static void
test_every_line (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *text = NULL;
  guint n_tried = 0;

  begin_life (fixture);
  wait_state (fixture, FERRY_TASK_LANDED);
  wait_idle (fixture);
  text = read_journal (fixture);
  end_life (fixture);

  for (guint i = 1; cut_journal (fixture, text, i); i++)
    {
      if (!is_requested (text, i))
        continue;

      start_life (fixture);
      attach (fixture);
      wait_state (fixture, FERRY_TASK_LANDED);
      wait_idle (fixture);
      g_assert_false (ferry_import_needs_client (fixture->import));
      end_life (fixture);
      n_tried++;
    }

  g_assert_cmpuint (n_tried, >=, 3);
  g_assert_cmpuint (count_requests (fixture, "ImportInstance"), ==, 1);
  assert_one_instance (fixture);
  assert_clean (fixture);
}

/* Killed before the request: the manifest goes, and it begins anew. */
static void
test_before_request (Fixture       *fixture,
                     gconstpointer  data)
{
  const FerryTaskState state = GPOINTER_TO_INT (data);

  begin_life (fixture);
  wait_state (fixture, state);
  end_life (fixture);

  start_life (fixture);
  g_assert_cmpint (ferry_task_get_state (fixture->task), ==, FERRY_TASK_PLANNED);
  g_assert_true (ferry_import_needs_us (fixture->import));
  attach (fixture);
  wait_ready (fixture);
  assert_no_key (fixture, "manifest");
  begin (fixture);
  wait_state (fixture, FERRY_TASK_LANDED);
  wait_idle (fixture);
  assert_one_instance (fixture);
  assert_clean (fixture);
}

/* Killed while it was being found out: that begins anew, and the fence with it. */
static void
test_while_unconfirmed (Fixture       *fixture,
                        gconstpointer  data)
{
  tell (fixture, "fault drop:ImportInstance");
  begin_life (fixture);
  wait_state (fixture, FERRY_TASK_UNCONFIRMED);
  wait_for (fixture, FERRY_TASK_WAIT_SETTLING);
  end_life (fixture);

  start_life (fixture);
  g_assert_cmpint (ferry_task_get_state (fixture->task), ==, FERRY_TASK_UNCONFIRMED);
  attach (fixture);
  wait_state (fixture, FERRY_TASK_PLANNED);
  begin (fixture);
  wait_state (fixture, FERRY_TASK_LANDED);
  wait_idle (fixture);
  assert_one_instance (fixture);
  assert_clean (fixture);
}

/* EC2 is done, while nobody looks. */
static void
wait_completed (Fixture *fixture)
{
  g_autoptr(JsonObject) event = ferry_test_cloud_wait (fixture->run.cloud, "event", "task",
                                                       "state", "completed");

  g_assert_nonnull (event);
}

/* EC2 had done it and forgotten about it before Ferry was there to ask: an instance without any
 * mark is all that is left, and that the manifest is gone. A person must say what that is.
 */
static void
test_forgotten (Fixture       *fixture,
                gconstpointer  data)
{
  const char *skew = data;

  tell (fixture, "fault lose-reply:ImportInstance");
  tell (fixture, "fault deny:DescribeConversionTasks");
  begin_life (fixture);
  wait_state (fixture, FERRY_TASK_UNCONFIRMED);
  end_life (fixture);
  wait_completed (fixture);
  tell (fixture, "age-out 0.001");
  tell (fixture, "no-faults");
  /* By the cloud's clock hours have gone by. */
  if (skew)
    tell (fixture, skew);

  start_life (fixture);
  attach (fixture);
  wait_for (fixture, FERRY_TASK_WAIT_PERSON);
  g_assert_false (ferry_import_is_ready (fixture->import));
  g_assert_false (ferry_import_needs_us (fixture->import));
  assert_one_instance (fixture);

  ferry_import_cancel (fixture->import);
  g_assert_true (ferry_task_is_lost (fixture->task));
}

/* It never came to EC2, but that was more than a day ago: nothing proves it any more. */
static void
test_too_late (Fixture       *fixture,
               gconstpointer  data)
{
  tell (fixture, "fault drop:ImportInstance");
  begin_life (fixture);
  wait_state (fixture, FERRY_TASK_UNCONFIRMED);
  end_life (fixture);
  tell (fixture, "no-faults");
  tell (fixture, data);

  start_life (fixture);
  attach (fixture);
  wait_for (fixture, FERRY_TASK_WAIT_PERSON);
  g_assert_cmpint (ferry_task_get_state (fixture->task), ==, FERRY_TASK_UNCONFIRMED);

  ferry_import_go_on (fixture->import);
  wait_state (fixture, FERRY_TASK_PLANNED);
  begin (fixture);
  wait_state (fixture, FERRY_TASK_LANDED);
  wait_idle (fixture);
  assert_one_instance (fixture);
}

/* The manifest is gone because we have removed it, and were killed before that was written. */
static void
test_removed_by_us (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *text = NULL;
  guint n;

  tell (fixture, "fault drop:ImportInstance");
  begin_life (fixture);
  wait_state (fixture, FERRY_TASK_UNCONFIRMED);
  wait_state (fixture, FERRY_TASK_PLANNED);
  wait_idle (fixture);
  text = read_journal (fixture);
  end_life (fixture);
  for (n = 1; cut_journal (fixture, text, n); n++)
    {
      g_autofree char *there = NULL;

      start_life (fixture);
      there = read_journal (fixture);
      end_life (fixture);
      if (strstr (there, "\"manifest-removing\":\"yes\""))
        break;
    }

  start_life (fixture);
  attach (fixture);
  wait_state (fixture, FERRY_TASK_PLANNED);
  begin (fixture);
  wait_state (fixture, FERRY_TASK_LANDED);
  wait_idle (fixture);
  assert_one_instance (fixture);
  assert_clean (fixture);
}

/* The task has aged out, but what it made is known by its id. */
static void
test_aged_out (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  begin_life (fixture);
  wait_state (fixture, FERRY_TASK_CONVERTING);
  ferry_task_list_unwatch (fixture->tasks, ferry_task_get_account_id (fixture->task));
  wait_completed (fixture);
  tell (fixture, "age-out 0.001");
  ferry_task_tell_missed (fixture->task, now);
  wait_state (fixture, FERRY_TASK_LANDED);
  wait_idle (fixture);
  assert_one_instance (fixture);
  assert_clean (fixture);
}

/* It has aged out, and nothing of it is there: its outcome is not known. */
static void
test_lost (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  begin_life (fixture);
  wait_state (fixture, FERRY_TASK_CONVERTING);
  ferry_task_list_unwatch (fixture->tasks, ferry_task_get_account_id (fixture->task));
  wait_completed (fixture);
  ferry_terminate_instance_async (get_client (fixture), REGION,
                                  ferry_task_get_instance_id (fixture->task), NULL,
                                  ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  tell (fixture, "age-out 0.001");
  ferry_task_tell_missed (fixture->task, now);
  while (!ferry_task_is_lost (fixture->task))
    g_main_context_iteration (NULL, TRUE);
  wait_idle (fixture);
  g_assert_cmpint (ferry_task_get_state (fixture->task), ==, FERRY_TASK_CANCELLED);
  g_assert_true (ferry_import_needs_client (fixture->import));
}

static void
test_cancel_planned (Fixture       *fixture,
                     gconstpointer  data)
{
  start_life (fixture);
  attach (fixture);
  wait_ready (fixture);
  ferry_import_cancel (fixture->import);
  g_assert_cmpint (ferry_task_get_state (fixture->task), ==, FERRY_TASK_CANCELLED);
  wait_idle (fixture);
  end_life (fixture);

  start_life (fixture);
  attach (fixture);
  g_assert_cmpint (ferry_task_get_state (fixture->task), ==, FERRY_TASK_CANCELLED);
  g_assert_false (ferry_task_is_lost (fixture->task));
  g_assert_false (ferry_import_is_ready (fixture->import));
  ferry_import_retry (fixture->import);
  wait_ready (fixture);
}

/* Cancelled in this state: nothing is requested, or what was requested goes. */
static void
test_cancel_in (Fixture       *fixture,
                gconstpointer  data)
{
  const FerryTaskState state = GPOINTER_TO_INT (data);

  tell (fixture, "import-seconds 6");
  begin_life (fixture);
  wait_state (fixture, state);
  ferry_import_cancel (fixture->import);
  while (ferry_task_get_state (fixture->task) != FERRY_TASK_CANCELLED)
    g_main_context_iteration (NULL, TRUE);
  wait_idle (fixture);

  g_assert_false (ferry_task_is_lost (fixture->task));
  g_assert_false (ferry_import_needs_client (fixture->import));
  g_assert_cmpuint (count_requests (fixture, "ImportInstance"), ==,
                    state == FERRY_TASK_CONVERTING ? 1 : 0);
  assert_clean (fixture);
}

/* Cancelled while it is not known: when it is found it is cancelled, whoever remembers that. */
static void
test_cancel_unconfirmed (Fixture       *fixture,
                         gconstpointer  data)
{
  const gboolean was_sent = GPOINTER_TO_INT (data);

  tell (fixture, "import-seconds 6");
  tell (fixture, "describe-delay 0.1");
  tell (fixture, was_sent ? "fault lose-reply:ImportInstance" : "fault drop:ImportInstance");
  begin_life (fixture);
  wait_state (fixture, FERRY_TASK_UNCONFIRMED);
  ferry_import_cancel (fixture->import);
  end_life (fixture);

  start_life (fixture);
  attach (fixture);
  while (ferry_task_get_state (fixture->task) != FERRY_TASK_CANCELLED)
    g_main_context_iteration (NULL, TRUE);
  wait_idle (fixture);
  g_assert_cmpuint (count_requests (fixture, "ImportInstance"), ==, 1);
  g_assert_cmpuint (count_requests (fixture, "CancelConversionTask"), ==, was_sent ? 1 : 0);
  assert_clean (fixture);
}

/* A copy does nothing before a person says so, and then looks for what has become of it. */
static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  begin_life (fixture);
  wait_state (fixture, FERRY_TASK_CONVERTING);
  end_life (fixture);

  start_life_of (fixture, RUN_ID, 0, TRUE);
  attach (fixture);
  g_assert_cmpint (ferry_task_get_wait (fixture->task), ==, FERRY_TASK_WAIT_PERSON);
  wait_questions (fixture, 3);
  g_assert_cmpint (ferry_task_get_wait (fixture->task), ==, FERRY_TASK_WAIT_PERSON);
  g_assert_false (ferry_import_is_ready (fixture->import));
  g_assert_null (ferry_task_get_conversion_task_id (fixture->task));

  ferry_import_go_on (fixture->import);
  wait_state (fixture, FERRY_TASK_LANDED);
  wait_idle (fixture);
  g_assert_cmpuint (count_requests (fixture, "ImportInstance"), ==, 1);
  assert_one_instance (fixture);
  assert_clean (fixture);
}

/* Of a copy that had not begun: the other desk may be about to, so the fence counts. */
static void
test_copy_of_planned (Fixture       *fixture,
                      gconstpointer  data)
{
  start_life_of (fixture, RUN_ID, 0, TRUE);
  attach (fixture);
  g_assert_cmpint (ferry_task_get_wait (fixture->task), ==, FERRY_TASK_WAIT_PERSON);
  g_assert_false (ferry_import_is_ready (fixture->import));
  ferry_import_go_on (fixture->import);
  wait_state (fixture, FERRY_TASK_UNCONFIRMED);
  wait_state (fixture, FERRY_TASK_PLANNED);
  begin (fixture);
  wait_state (fixture, FERRY_TASK_LANDED);
  assert_one_instance (fixture);
}

/* The task of an attempt that was given up shows itself after another one has begun. */
static void
test_ghost (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GPtrArray) tasks = NULL;
  FerryConversionTask *ghost;

  tell (fixture, "import-seconds 6");
  begin_life (fixture);
  wait_state (fixture, FERRY_TASK_CONVERTING);
  first = g_strdup (ferry_task_get_conversion_task_id (fixture->task));
  wait_idle (fixture);
  ferry_task_set_token (fixture->task, "ferry1:0b5c54a4-2f7e-4a3f-9c11-5a0d8a2f6c010123456789ab");
  tasks = run_list_tasks (&fixture->run);
  ghost = g_ptr_array_index (tasks, 0);
  ferry_task_tell_ghost (fixture->task, ghost);
  ferry_task_tell_ghost (fixture->task, ghost);
  wait_idle (fixture);

  g_assert_cmpuint (count_requests (fixture, "CancelConversionTask"), ==, 1);
  text = read_journal (fixture);
  g_assert_nonnull (strstr (text, "\"ghost\":"));
  g_assert_nonnull (strstr (text, first));
  end_life (fixture);
}

/* It shows itself before another one has begun: then it is the one. */
static void
test_ghost_of_planned (Fixture       *fixture,
                       gconstpointer  data)
{
  tell (fixture, "describe-delay 1.5");
  tell (fixture, "fault lose-reply:ImportInstance");
  tell (fixture, "import-seconds 6");
  begin_life (fixture);
  wait_state (fixture, FERRY_TASK_UNCONFIRMED);
  wait_state (fixture, FERRY_TASK_PLANNED);
  wait_state (fixture, FERRY_TASK_CONVERTING);
  g_assert_cmpuint (count_requests (fixture, "ImportInstance"), ==, 1);
}

/* A line cannot be read any more: it may have been the one before the request. */
static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  g_autoptr(GString) damaged = NULL;

  begin_life (fixture);
  wait_state (fixture, FERRY_TASK_LANDED);
  wait_idle (fixture);
  text = read_journal (fixture);
  path = g_file_get_path (ferry_journal_get_file (fixture->journal));
  end_life (fixture);
  damaged = g_string_new (text);
  g_assert_cmpuint (g_string_replace (damaged, "\"requesting\"", "?????", 1), ==, 1);
  g_assert_true (g_file_set_contents (path, damaged->str, -1, NULL));

  start_life (fixture);
  g_assert_cmpint (ferry_task_get_state (fixture->task), ==, FERRY_TASK_UNCONFIRMED);
  g_assert_cmpint (ferry_task_get_wait (fixture->task), ==, FERRY_TASK_WAIT_PERSON);
  attach (fixture);
  /* Its token is known, so EC2's answers settle it. */
  wait_state (fixture, FERRY_TASK_LANDED);
  g_assert_cmpuint (count_requests (fixture, "ImportInstance"), ==, 1);
}

/* Nothing more can be written from @state on: before the request that ends the attempt, after it
 * the import goes on, and what could not be written is found out anew.
 */
static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  const FerryTaskState state = GPOINTER_TO_INT (data);
  const gboolean is_requested_before = state == FERRY_TASK_CONVERTING;
  struct rlimit old;
  struct rlimit small;

  begin_life (fixture);
  wait_state (fixture, state);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  small = old;
  small.rlim_cur = 1;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  while (!ferry_task_state_is_finished (ferry_task_get_state (fixture->task)))
    g_main_context_iteration (NULL, TRUE);
  wait_idle (fixture);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);

  g_assert_cmpint (ferry_task_get_state (fixture->task), ==,
                   is_requested_before ? FERRY_TASK_LANDED : FERRY_TASK_FAILED);
  if (!is_requested_before)
    g_assert_error (ferry_task_get_error (fixture->task), FERRY_ERROR, FERRY_ERROR_STORAGE);
  g_assert_cmpuint (count_requests (fixture, "ImportInstance"), ==, is_requested_before ? 1 : 0);
  end_life (fixture);

  start_life (fixture);
  attach (fixture);
  if (!is_requested_before)
    begin (fixture);
  wait_state (fixture, FERRY_TASK_LANDED);
  wait_idle (fixture);
  assert_one_instance (fixture);
  assert_clean (fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGXFSZ, SIG_IGN);

#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)
#define STATE(state) GINT_TO_POINTER (FERRY_TASK_##state)
  ADD ("/attempt-life/every-line", NULL, test_every_line);
  ADD ("/attempt-life/before-request/storing", STATE (STORING), test_before_request);
  ADD ("/attempt-life/before-request/proving", STATE (PROVING), test_before_request);
  ADD ("/attempt-life/while-unconfirmed", NULL, test_while_unconfirmed);
  ADD ("/attempt-life/forgotten", NULL, test_forgotten);
  ADD ("/attempt-life/forgotten/late", "fault skew:3700", test_forgotten);
  ADD ("/attempt-life/too-late", "fault skew:90000", test_too_late);
  ADD ("/attempt-life/removed-by-us", NULL, test_removed_by_us);
  ADD ("/attempt-life/aged-out", NULL, test_aged_out);
  ADD ("/attempt-life/lost", NULL, test_lost);
  ADD ("/attempt-life/cancel/planned", NULL, test_cancel_planned);
  ADD ("/attempt-life/cancel/storing", STATE (STORING), test_cancel_in);
  ADD ("/attempt-life/cancel/proving", STATE (PROVING), test_cancel_in);
  ADD ("/attempt-life/cancel/converting", STATE (CONVERTING), test_cancel_in);
  ADD ("/attempt-life/cancel/unconfirmed/sent", GINT_TO_POINTER (TRUE), test_cancel_unconfirmed);
  ADD ("/attempt-life/cancel/unconfirmed/not-sent", GINT_TO_POINTER (FALSE),
       test_cancel_unconfirmed);
  ADD ("/attempt-life/full/storing", STATE (STORING), test_full);
  ADD ("/attempt-life/full/proving", STATE (PROVING), test_full);
  ADD ("/attempt-life/full/converting", STATE (CONVERTING), test_full);
  ADD ("/attempt-life/copy", NULL, test_copy);
  ADD ("/attempt-life/copy/planned", NULL, test_copy_of_planned);
  ADD ("/attempt-life/ghost", NULL, test_ghost);
  ADD ("/attempt-life/ghost/planned", NULL, test_ghost_of_planned);
  ADD ("/attempt-life/damaged", NULL, test_damaged);
#undef STATE
#undef ADD

  return g_test_run ();
}
