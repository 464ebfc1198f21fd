/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tasks-fixture.h"

#define FORMER "ferry1:7d1c54a4-2f7e-4a3f-9c11-5a0d8a2f6c010123456789ab"

static void
note_cb (FerryTask  *task,
         GParamSpec *pspec,
         GString    *noted)
{
  g_string_append_printf (noted, "%s ", pspec->name);
}

/* News is what EC2 had not said before, whenever it is asked. */
static void
test_news (void)
{
  g_autoptr(FerryTask) task = make_task (FERRY_TASK_REQUESTING);
  g_autoptr(GDateTime) first = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);
  g_autoptr(GDateTime) later = g_date_time_add_minutes (first, 5);
  g_autoptr(FerryConversionTask) slow = parse_task (ITEM ("1", "active", "Progress: 2%", "d"));
  g_autoptr(FerryConversionTask) more = parse_task (ITEM ("1", "active", "Progress: 3%", "d"));

  g_assert_null (ferry_task_get_news (task));
  ferry_task_update (task, slow, first);
  g_assert_true (g_date_time_equal (ferry_task_get_news (task), first));
  ferry_task_update (task, slow, later);
  g_assert_true (g_date_time_equal (ferry_task_get_news (task), first));
  ferry_task_update (task, more, later);
  g_assert_true (g_date_time_equal (ferry_task_get_news (task), later));
}

/* Each attempt has a token, and EC2's words of the one before do not count. */
static void
test_attempts (void)
{
  g_autoptr(FerryTask) task = make_task (FERRY_TASK_REQUESTING);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(FerryConversionTask) said = parse_task (ITEM ("1", "active", "Progress: 2%", "d"));
  g_autoptr(GString) noted = g_string_new (NULL);

  ferry_task_update (task, said, now);
  ferry_task_set_volume_id (task, "vol-1");
  g_signal_connect (task, "notify", G_CALLBACK (note_cb), noted);
  ferry_task_forget (task);
  ferry_task_set_token (task, "ferry1:x");
  ferry_task_set_token (task, "ferry1:x");

  g_assert_cmpstr (ferry_task_get_token (task), ==, "ferry1:x");
  g_assert_null (ferry_task_get_conversion_task_id (task));
  g_assert_null (ferry_task_get_instance_id (task));
  g_assert_null (ferry_task_get_volume_id (task));
  g_assert_null (ferry_task_get_message (task));
  g_assert_null (ferry_task_get_news (task));
  g_assert_cmpint (ferry_task_get_percent (task), ==, -1);
  g_assert_cmpstr (noted->str, ==,
                   "percent message volume-id instance-id conversion-task-id token ");
}

static void
test_waiting (void)
{
  g_autoptr(FerryTask) task = make_task (FERRY_TASK_PLANNED);
  g_autoptr(GDateTime) until = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);
  g_autoptr(GString) noted = g_string_new (NULL);

  g_signal_connect (task, "notify", G_CALLBACK (note_cb), noted);
  ferry_task_set_wait (task, FERRY_TASK_WAIT_BACK_OFF, until);
  ferry_task_set_wait (task, FERRY_TASK_WAIT_BACK_OFF, until);
  g_assert_cmpint (ferry_task_get_wait (task), ==, FERRY_TASK_WAIT_BACK_OFF);
  g_assert_true (g_date_time_equal (ferry_task_get_until (task), until));
  ferry_task_set_wait (task, FERRY_TASK_WAIT_NONE, NULL);
  g_assert_null (ferry_task_get_until (task));
  ferry_task_set_device (task, "/dev/sdf");
  ferry_task_set_place (task, 2, 40);
  ferry_task_set_place (task, 2, 40);

  g_assert_cmpstr (ferry_task_get_device (task), ==, "/dev/sdf");
  g_assert_cmpuint (ferry_task_get_position (task), ==, 2);
  g_assert_cmpuint (ferry_task_get_size (task), ==, 40);
  g_assert_cmpstr (noted->str, ==, "wait until wait until device position size ");
}

static void
ghost_cb (FerryTask           *task,
          FerryConversionTask *said,
          GPtrArray           *ghosts)
{
  g_ptr_array_add (ghosts, g_strdup (said->id));
}

/* A conversion of an earlier attempt is not the task's, and it is told as often as EC2 tells it. */
static void
test_ghost (void)
{
  g_autoptr(Cloud) cloud = cloud_new ();
  g_autoptr(FerryClient) client = ferry_test_server_make_client (cloud->server);
  g_autoptr(FerryTaskList) list = make_list (cloud);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(FerryTask) task = ferry_task_new (ACCOUNT, REGION, FORMER, "web", now);
  g_autoptr(GPtrArray) ghosts = g_ptr_array_new_with_free_func (g_free);

  ferry_task_set_token (task, TOKEN);
  ferry_task_set_state (task, FERRY_TASK_UNCONFIRMED, now);
  g_signal_connect (task, "ghost", G_CALLBACK (ghost_cb), ghosts);
  say (cloud, ITEM ("g", "active", "", FORMER " web"));
  ferry_task_list_add (list, task);
  ferry_task_list_watch (list, client, REGION);
  wait_rounds (cloud, 3);

  g_assert_cmpuint (ghosts->len, >=, 2);
  g_assert_cmpstr (g_ptr_array_index (ghosts, 0), ==, "g");
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_UNCONFIRMED);
  g_assert_null (ferry_task_get_conversion_task_id (task));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  g_assert_cmpuint (ferry_task_list_get_n_running (list), ==, 2);

  say (cloud, ITEM ("g", "active", "", FORMER " web") ITEM ("a", "active", "", TOKEN));
  wait_rounds (cloud, 1);
  g_assert_cmpstr (ferry_task_get_conversion_task_id (task), ==, "a");
}

/* Somebody else's task that quotes our tokens is neither ours nor one too many. */
static void
test_quoted (void)
{
  g_autoptr(Cloud) cloud = cloud_new ();
  g_autoptr(FerryClient) client = ferry_test_server_make_client (cloud->server);
  g_autoptr(FerryTaskList) list = make_list (cloud);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(FerryTask) task = ferry_task_new (ACCOUNT, REGION, FORMER, "web", now);
  g_autoptr(GPtrArray) ghosts = g_ptr_array_new_with_free_func (g_free);

  ferry_task_set_token (task, TOKEN);
  ferry_task_set_state (task, FERRY_TASK_UNCONFIRMED, now);
  g_signal_connect (task, "ghost", G_CALLBACK (ghost_cb), ghosts);
  say (cloud, ITEM ("g", "active", "", "again: " FORMER) ITEM ("a", "active", "", "not " TOKEN));
  ferry_task_list_add (list, task);
  ferry_task_list_watch (list, client, REGION);
  wait_rounds (cloud, 2);

  g_assert_cmpuint (ghosts->len, ==, 0);
  g_assert_null (ferry_task_get_conversion_task_id (task));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 3);
}

/* An attempt that is taken up again is a former one no more, and the stranger's row goes. */
static void
test_taken_up_again (void)
{
  g_autoptr(Cloud) cloud = cloud_new ();
  g_autoptr(FerryClient) client = ferry_test_server_make_client (cloud->server);
  g_autoptr(FerryTaskList) list = make_list (cloud);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(FerryTask) task = ferry_task_new (ACCOUNT, REGION, FORMER, "web", now);

  ferry_task_set_token (task, TOKEN);
  ferry_task_set_state (task, FERRY_TASK_UNCONFIRMED, now);
  say (cloud, ITEM ("g", "active", "", FORMER " web"));
  ferry_task_list_add (list, task);
  ferry_task_list_watch (list, client, REGION);
  wait_rounds (cloud, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);

  ferry_task_set_token (task, FORMER);
  g_assert_cmpuint (ferry_task_get_former_tokens (task)->len, ==, 1);
  g_assert_true (item (list, 0) == task);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  wait_rounds (cloud, 1);
  g_assert_cmpstr (ferry_task_get_conversion_task_id (task), ==, "g");
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_CONVERTING);
}

static gboolean
missed_cb (FerryTask *task,
           GDateTime *asked,
           guint     *n)
{
  (*n)++;

  return TRUE;
}

static void
test_missed (void)
{
  g_autoptr(FerryTask) task = make_task (FERRY_TASK_CONVERTING);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  guint n = 0;
  gulong handler = g_signal_connect (task, "missed", G_CALLBACK (missed_cb), &n);

  ferry_task_tell_missed (task, now);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_CONVERTING);

  g_signal_handler_disconnect (task, handler);
  ferry_task_tell_missed (task, now);
  g_assert_true (ferry_task_is_lost (task));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/task-attempts/news", test_news);
  g_test_add_func ("/task-attempts/tokens", test_attempts);
  g_test_add_func ("/task-attempts/waiting", test_waiting);
  g_test_add_func ("/task-attempts/ghost", test_ghost);
  g_test_add_func ("/task-attempts/quoted", test_quoted);
  g_test_add_func ("/task-attempts/taken-up-again", test_taken_up_again);
  g_test_add_func ("/task-attempts/missed", test_missed);

  return g_test_run ();
}
