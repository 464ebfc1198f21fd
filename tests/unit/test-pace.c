/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry-test"

#include "config.h"

#include "tasks/ferry-pace.h"

/* When silence is worth a word. All times are minutes after a fixed one. */

typedef struct {
  GListStore *tasks;
  FerryPace  *pace;
} Fixture;

static GDateTime *
at (int minutes)
{
  return g_date_time_new_from_unix_utc (1700000000 + minutes * 60);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->tasks = g_list_store_new (FERRY_TYPE_TASK);
  fixture->pace = ferry_pace_new (G_LIST_MODEL (fixture->tasks));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->pace);
  g_assert_finalize_object (fixture->tasks);
}

static FerryTask *
add_task (Fixture *fixture,
          int      begun)
{
  g_autoptr(GDateTime) time = at (begun);
  FerryTask *task = ferry_task_new ("account", "eu-west-1", "token", "web01", time);

  ferry_task_set_state (task, FERRY_TASK_CONVERTING, time);
  g_list_store_append (fixture->tasks, task);

  return task;
}

static void
tell (FerryTask *task,
      int        percent,
      int        minutes)
{
  g_autoptr(GDateTime) time = at (minutes);

  ferry_task_set_news (task, time);
  ferry_task_set_percent (task, percent);
}

static void
land (FerryTask *task,
      int        minutes)
{
  g_autoptr(GDateTime) time = at (minutes);

  ferry_task_set_news (task, time);
  ferry_task_set_state (task, FERRY_TASK_LANDED, time);
}

static gboolean
is_silent (Fixture   *fixture,
           FerryTask *task,
           int        minutes,
           gint64     expected_silent,
           gint64     expected_usual)
{
  g_autoptr(GDateTime) now = at (minutes);
  gint64 silent = -1;
  gint64 usual = -1;
  gboolean answer = ferry_pace_is_silent (fixture->pace, task, now, &silent, &usual);

  g_assert_cmpint (silent, ==, expected_silent * 60);
  g_assert_cmpint (usual, ==, expected_usual * 60);

  return answer;
}

/* Where nothing has landed yet: 40 minutes. */
static void
test_first (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(FerryTask) task = add_task (fixture, 0);

  g_assert_false (is_silent (fixture, task, 40, 40, 0));
  g_assert_true (is_silent (fixture, task, 41, 41, 0));
  tell (task, 20, 41);
  g_assert_false (is_silent (fixture, task, 81, 40, 0));
  g_assert_true (is_silent (fixture, task, 82, 41, 0));
  /* a clock that was set back */
  g_assert_false (is_silent (fixture, task, 5, 0, 0));
}

/* An import that landed after longer silences makes one patient, a brisk one impatient. */
static void
test_earlier (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(FerryTask) brisk = add_task (fixture, 0);
  g_autoptr(FerryTask) slow = add_task (fixture, 0);
  g_autoptr(FerryTask) task = add_task (fixture, 0);

  tell (brisk, 10, 1);
  tell (brisk, 50, 16);
  land (brisk, 20);
  tell (task, 10, 20);
  g_assert_false (is_silent (fixture, task, 35, 15, 15));
  g_assert_true (is_silent (fixture, task, 36, 16, 15));

  tell (slow, 10, 1);
  tell (slow, 20, 91);
  land (slow, 100);
  g_assert_false (is_silent (fixture, task, 110, 90, 90));
  g_assert_true (is_silent (fixture, task, 111, 91, 90));
}

/* The last stretch counts, and seconds are no measure. */
static void
test_last_stretch (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(FerryTask) earlier = add_task (fixture, 0);
  g_autoptr(FerryTask) quick = add_task (fixture, 0);
  g_autoptr(FerryTask) task = add_task (fixture, 0);

  tell (quick, 10, 1);
  land (quick, 2);
  g_assert_false (is_silent (fixture, task, 10, 10, 1));
  g_assert_true (is_silent (fixture, task, 11, 11, 1));

  tell (earlier, 99, 10);
  land (earlier, 40);
  g_assert_false (is_silent (fixture, task, 30, 30, 30));
}

/* What is known only from a journal: that no silence was longer than the whole. */
static void
test_history (void)
{
  Fixture fixture = { g_list_store_new (FERRY_TYPE_TASK), NULL };
  g_autoptr(FerryTask) brief = add_task (&fixture, 0);
  g_autoptr(FerryTask) task = NULL;

  land (brief, 25);
  fixture.pace = ferry_pace_new (G_LIST_MODEL (fixture.tasks));
  task = add_task (&fixture, 30);
  g_assert_true (is_silent (&fixture, task, 56, 26, 25));
  {
    g_autoptr(FerryTask) lengthy = ferry_task_new ("account", "eu-west-1", "t", "db", NULL);
    g_autoptr(GDateTime) begun = at (0);

    ferry_task_remember (lengthy, FERRY_TASK_CONVERTING, begun);
    land (lengthy, 600);
    g_list_store_append (fixture.tasks, lengthy);
  }
  g_assert_false (is_silent (&fixture, task, 70, 40, 40));
  g_assert_true (is_silent (&fixture, task, 71, 41, 40));
  tear_down (&fixture, NULL);
}

/* A Ferry that begins while EC2 converts has not heard what was said before. */
static void
test_taken_up (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(FerryTask) earlier = add_task (fixture, 0);
  g_autoptr(FerryTask) task = add_task (fixture, 300);

  tell (earlier, 70, 300);
  tell (earlier, 80, 312);
  land (earlier, 320);
  g_assert_true (is_silent (fixture, task, 313, 13, 12));
}

/* A failed or cancelled import is no measure, nor is silent what does not convert. */
static void
test_others (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(FerryTask) cancelled = add_task (fixture, 0);
  g_autoptr(FerryTask) task = add_task (fixture, 0);
  g_autoptr(GDateTime) later = at (600);

  tell (cancelled, 10, 1);
  ferry_task_set_state (cancelled, FERRY_TASK_CANCELLED, later);
  g_assert_true (is_silent (fixture, task, 41, 41, 0));
  g_assert_false (is_silent (fixture, cancelled, 900, 0, 0));
}

static gint64
get_left (Fixture   *fixture,
          FerryTask *task,
          int        minutes)
{
  g_autoptr(GDateTime) now = at (minutes);

  return ferry_pace_get_left (fixture->pace, task, now);
}

static void
test_left (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(FerryTask) task = add_task (fixture, 0);

  g_assert_cmpint (get_left (fixture, task, 10), ==, -1);
  tell (task, 1, 10);
  g_assert_cmpint (get_left (fixture, task, 10), ==, -1);
  tell (task, 20, 20);
  g_assert_cmpint (get_left (fixture, task, 20), ==, 80 * 60);
  g_assert_cmpint (get_left (fixture, task, 50), ==, 50 * 60);
  /* It took longer than it should have. */
  g_assert_cmpint (get_left (fixture, task, 100), ==, -1);
  tell (task, 100, 101);
  g_assert_cmpint (get_left (fixture, task, 101), ==, -1);
  land (task, 102);
  g_assert_cmpint (get_left (fixture, task, 103), ==, -1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/pace/first", test_first);
  ADD ("/pace/earlier", test_earlier);
  ADD ("/pace/last-stretch", test_last_stretch);
  ADD ("/pace/taken-up", test_taken_up);
  ADD ("/pace/others", test_others);
  ADD ("/pace/left", test_left);
  g_test_add_func ("/pace/history", test_history);

  return g_test_run ();
}
