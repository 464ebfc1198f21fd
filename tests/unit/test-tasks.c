/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tasks-fixture.h"

static void
test_states (void)
{
  g_autoptr(GEnumClass) states = g_type_class_ref (FERRY_TYPE_TASK_STATE);

  g_assert_cmpint (states->n_values, ==, FERRY_TASK_FAILED + 1);
  for (int i = 0; i <= FERRY_TASK_FAILED; i++)
    g_assert_cmpint (ferry_task_state_from_word (ferry_task_state_to_word (i)), ==, i);
  g_assert_cmpstr (ferry_task_state_to_word (FERRY_TASK_UNCONFIRMED), ==, "unconfirmed");
  g_assert_cmpint (ferry_task_state_from_word ("sunk"), ==, -1);
  g_assert_cmpint (ferry_task_state_from_word (NULL), ==, -1);
}

static void
test_update (void)
{
  g_autoptr(FerryTask) task = make_task (FERRY_TASK_REQUESTING);
  g_autoptr(GDateTime) now = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);
  g_autoptr(FerryConversionTask) active = NULL;
  g_autoptr(FerryConversionTask) done = NULL;

  active = parse_task (ITEM ("1", "active", "Progress: 20% of x?X-Amz-Signature=abcdef01", "d"));
  done = parse_task (ITEM ("1", "completed", "", "d"));

  ferry_task_update (task, active, now);
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_CONVERTING);
  g_assert_cmpint (ferry_task_get_percent (task), ==, 20);
  g_assert_cmpstr (ferry_task_get_instance_id (task), ==, "i-1");
  g_assert_null (strstr (ferry_task_get_message (task), "abcdef01"));
  g_assert_null (ferry_task_get_finished (task));

  ferry_task_update (task, done, now);
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_LANDED);
  g_assert_true (g_date_time_equal (ferry_task_get_finished (task), now));

  ferry_task_update (task, active, now);
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_LANDED);

  g_assert_finalize_object (g_steal_pointer (&task));
}

/* Objects stay, properties change; the model speaks only of what came or went. */
static void
test_merge (void)
{
  g_autoptr(Cloud) cloud = cloud_new ();
  g_autoptr(FerryClient) client = ferry_test_server_make_client (cloud->server);
  g_autoptr(FerryTaskList) list = make_list (cloud);
  g_autoptr(FerryTask) first = NULL;

  say (cloud, ITEM ("a", "active", "Pending", "")
              ITEM ("b", "completed", "", "somebody&apos;s"));
  ferry_task_list_set_shown (list, TRUE);
  ferry_task_list_watch (list, client, REGION);
  wait_rounds (cloud, 1);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  g_assert_cmpuint (cloud->n_changes, ==, 1);
  g_assert_cmpuint (ferry_task_list_get_n_running (list), ==, 1);
  g_assert_cmpstr (ferry_task_get_name (item (list, 0)), ==, "a");
  g_assert_cmpstr (ferry_task_get_name (item (list, 1)), ==, "somebody's");
  g_assert_null (ferry_task_get_token (item (list, 0)));

  first = g_object_ref (item (list, 0));
  say (cloud, ITEM ("b", "completed", "", "somebody&apos;s")
              ITEM ("a", "active", "Progress: 30%", ""));
  wait_rounds (cloud, 1);
  g_assert_true (item (list, 0) == first);
  g_assert_cmpint (ferry_task_get_percent (first), ==, 30);
  g_assert_cmpuint (cloud->n_changes, ==, 1);

  say (cloud, ITEM ("b", "completed", "", "") ITEM ("a", "active", "Progress: 30%", "")
              ITEM ("c", "active", "", ""));
  wait_rounds (cloud, 1);
  g_assert_cmpuint (cloud->n_changes, ==, 2);
  g_assert_cmpstr (ferry_task_get_name (item (list, 0)), ==, "c");
  g_assert_true (item (list, 1) == first);

  say (cloud, ITEM ("a", "active", "Progress: 30%", "") ITEM ("c", "active", "", ""));
  wait_rounds (cloud, 3);
  g_assert_cmpuint (cloud->n_changes, ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);

  g_assert_cmpuint (cloud->n_by_id, ==, 0);
}

static void
count_notify_cb (guint *n)
{
  (*n)++;
}

/* An answer that says what is known already is the list's one word that there was one. */
static void
test_nothing_new (void)
{
  g_autoptr(Cloud) cloud = cloud_new ();
  g_autoptr(FerryClient) client = ferry_test_server_make_client (cloud->server);
  g_autoptr(FerryTaskList) list = make_list (cloud);
  g_autoptr(GDateTime) heard = NULL;
  guint n_notifies = 0;
  guint n_answers = 0;

  say (cloud, ITEM ("a", "active", "Progress: 30%", "") ITEM ("b", "completed", "", ""));
  ferry_task_list_set_shown (list, TRUE);
  ferry_task_list_watch (list, client, REGION);
  wait_rounds (cloud, 1);

  heard = g_date_time_ref (ferry_task_get_heard (item (list, 0)));
  for (guint i = 0; i < 2; i++)
    g_signal_connect_swapped (item (list, i), "notify", G_CALLBACK (count_notify_cb), &n_notifies);
  g_signal_connect_swapped (list, "notify", G_CALLBACK (count_notify_cb), &n_notifies);
  g_signal_connect_swapped (list, "answered", G_CALLBACK (count_notify_cb), &n_answers);
  cloud->n_changes = 0;
  wait_rounds (cloud, 3);

  g_assert_cmpuint (n_notifies, ==, 0);
  g_assert_cmpuint (cloud->n_changes, ==, 0);
  g_assert_cmpuint (n_answers, >=, 3);
  g_assert_cmpint (g_date_time_compare (ferry_task_get_heard (item (list, 0)), heard), >, 0);
}

static void
test_history (void)
{
  static const FerryTaskState states[] = {
    FERRY_TASK_STORING, FERRY_TASK_REQUESTING, FERRY_TASK_CONVERTING, FERRY_TASK_LANDED,
  };
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(FerryTask) task = ferry_task_new (ACCOUNT, REGION, TOKEN, "web", now);
  GPtrArray *history = ferry_task_get_history (task);

  ferry_task_remember (task, FERRY_TASK_STORING, now);
  ferry_task_remember (task, FERRY_TASK_REQUESTING, now);
  ferry_task_set_state (task, FERRY_TASK_REQUESTING, now);
  ferry_task_set_state (task, FERRY_TASK_CONVERTING, now);
  ferry_task_set_state (task, FERRY_TASK_LANDED, now);
  g_assert_cmpuint (history->len, ==, G_N_ELEMENTS (states));
  for (guint i = 0; i < history->len; i++)
    g_assert_cmpint (((FerryTaskEvent *) history->pdata[i])->state, ==, states[i]);
}

static void
test_adoption (void)
{
  g_autoptr(Cloud) cloud = cloud_new ();
  g_autoptr(FerryClient) client = ferry_test_server_make_client (cloud->server);
  g_autoptr(FerryTaskList) list = make_list (cloud);
  g_autoptr(FerryTask) task = make_task (FERRY_TASK_UNCONFIRMED);
  g_autofree char *description = ferry_token_describe (TOKEN, "web");
  g_autofree char *one = g_strdup_printf (ITEM ("a", "active", "", "%s"), description);
  g_autofree char *items = g_strconcat (one, one, NULL);  /* told twice it is one all the same */

  ferry_task_list_add (list, task);
  ferry_task_list_watch (list, client, REGION);
  wait_rounds (cloud, 1);
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_UNCONFIRMED);
  g_assert_nonnull (ferry_task_get_heard (task));

  say (cloud, items);
  wait_rounds (cloud, 1);
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_CONVERTING);
  g_assert_cmpstr (ferry_task_get_conversion_task_id (task), ==, "a");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
}

/* While our own reply is under way EC2's list may already hold the task: it is neither adopted nor
 * shown as a stranger.
 */
static void
test_no_early_adoption (void)
{
  g_autoptr(Cloud) cloud = cloud_new ();
  g_autoptr(FerryClient) client = ferry_test_server_make_client (cloud->server);
  g_autoptr(FerryTaskList) list = make_list (cloud);
  g_autoptr(FerryTask) task = make_task (FERRY_TASK_REQUESTING);
  g_autofree char *description = ferry_token_describe (TOKEN, "web");
  g_autofree char *items = g_strdup_printf (ITEM ("a", "active", "", "%s"), description);

  say (cloud, items);
  ferry_task_list_add (list, task);
  ferry_task_list_watch (list, client, REGION);
  wait_rounds (cloud, 1);

  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_REQUESTING);
  g_assert_null (ferry_task_get_conversion_task_id (task));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
}

/* A stranger that turns out to be ours (its journal was read later) gives way. */
static void
test_stranger_is_ours (void)
{
  g_autoptr(Cloud) cloud = cloud_new ();
  g_autoptr(FerryClient) client = ferry_test_server_make_client (cloud->server);
  g_autoptr(FerryTaskList) list = make_list (cloud);
  g_autoptr(FerryTask) task = make_task (FERRY_TASK_UNCONFIRMED);
  g_autofree char *description = ferry_token_describe (TOKEN, "web");
  g_autofree char *items = g_strdup_printf (ITEM ("a", "active", "", "%s"), description);

  say (cloud, items);
  ferry_task_list_set_shown (list, TRUE);
  ferry_task_list_watch (list, client, REGION);
  wait_rounds (cloud, 1);
  g_assert_null (ferry_task_get_token (item (list, 0)));

  ferry_task_list_add (list, task);
  wait_rounds (cloud, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  g_assert_true (item (list, 0) == task);
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_CONVERTING);
}

static void
test_gone (void)
{
  g_autoptr(Cloud) cloud = cloud_new ();
  g_autoptr(FerryClient) client = ferry_test_server_make_client (cloud->server);
  g_autoptr(FerryTaskList) list = make_list (cloud);
  g_autoptr(FerryTask) task = make_task_of (FERRY_TASK_CONVERTING, 11);

  ferry_task_set_ids (task, "a", "i-a");
  ferry_task_set_message (task, "Pending");
  ferry_task_list_add (list, task);
  ferry_task_list_watch (list, client, REGION);
  while (cloud->n_by_id == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (cloud->n_lists, ==, 2);

  while (ferry_task_get_state (task) == FERRY_TASK_CONVERTING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_CANCELLED);
  g_assert_true (ferry_task_is_lost (task));
  g_assert_nonnull (strstr (ferry_task_get_error (task)->message, "i-a"));
  g_assert_cmpstr (ferry_task_get_message (task), ==, "Pending");
  g_assert_cmpuint (ferry_task_list_get_n_running (list), ==, 0);
}

/* EC2 may take a while to tell of a new task, or leave out one that it has just told of. */
static void
test_grace (gconstpointer data)
{
  const gboolean is_new = GPOINTER_TO_INT (data);
  g_autoptr(Cloud) cloud = cloud_new ();
  g_autoptr(FerryClient) client = ferry_test_server_make_client (cloud->server);
  /* The ten minutes are three seconds, in which it asks for more than five times. */
  g_autoptr(FerryTaskList) list = ferry_task_list_new (200);
  g_autoptr(FerryTask) task = make_task_of (FERRY_TASK_CONVERTING, is_new ? 0 : 60);

  ferry_task_set_ids (task, "a", NULL);
  if (!is_new)
    say (cloud, ITEM ("a", "active", "Pending", ""));
  ferry_task_list_add (list, task);
  ferry_task_list_watch (list, client, REGION);
  wait_rounds (cloud, 1);

  say (cloud, "");
  wait_rounds (cloud, 5);
  g_assert_cmpuint (cloud->n_by_id, ==, 0);
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_CONVERTING);

  say (cloud, ITEM ("a", "completed", "", ""));
  while (ferry_task_get_state (task) == FERRY_TASK_CONVERTING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_LANDED);
}

/* The old credentials hang; the new ones ask at once, for all places of the account. */
static void
test_other_credentials (void)
{
  g_autoptr(Cloud) cloud = cloud_new ();
  g_autoptr(FerryClient) old = ferry_test_server_make_client (cloud->server);
  g_autoptr(FerryClient) new = ferry_test_server_make_temporary_client (cloud->server);
  g_autoptr(FerryTaskList) list = make_list (cloud);

  say (cloud, ITEM ("a", "active", "Pending", ""));
  cloud->holds = TRUE;
  ferry_task_list_set_shown (list, TRUE);
  ferry_task_list_watch (list, old, REGION);
  while (cloud->held == NULL)
    g_main_context_iteration (NULL, TRUE);

  ferry_task_list_set_client (list, new);
  wait_rounds (cloud, 2);
  g_assert_cmpuint (cloud->n_temporary, >=, 2);
  g_assert_cmpuint (cloud->n_temporary, >=, cloud->n_lists);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
}

typedef struct {
  FerryTaskList *list;
  FerryClient   *client;
} Swap;

static void
swap_cb (Swap *swap)
{
  ferry_task_list_set_client (swap->list, swap->client);
}

/* Whoever hears of a task may connect anew at once: the round under way must bear that. */
static void
test_swap_within_answer (void)
{
  g_autoptr(Cloud) cloud = cloud_new ();
  g_autoptr(FerryClient) old = ferry_test_server_make_client (cloud->server);
  g_autoptr(FerryClient) new = ferry_test_server_make_temporary_client (cloud->server);
  g_autoptr(FerryTaskList) list = make_list (cloud);
  g_autoptr(FerryTask) task = make_task_of (FERRY_TASK_CONVERTING, 60);
  Swap swap = { list, new };

  ferry_task_set_ids (task, "a", NULL);
  g_signal_connect_swapped (task, "notify::error", G_CALLBACK (swap_cb), &swap);
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (swap_cb), &swap);
  ferry_task_list_watch (list, old, REGION);
  ferry_task_list_add (list, task);
  ferry_task_list_set_shown (list, TRUE);
  while (!ferry_task_is_lost (task))
    g_main_context_iteration (NULL, TRUE);

  say (cloud, ITEM ("b", "active", "Pending", ""));
  swap.client = old;
  while (g_list_model_get_n_items (G_LIST_MODEL (list)) < 2)
    g_main_context_iteration (NULL, TRUE);
  wait_rounds (cloud, 2);
  g_signal_handlers_disconnect_by_func (list, swap_cb, &swap);
  g_signal_handlers_disconnect_by_func (task, swap_cb, &swap);
}

static void
test_failure (void)
{
  g_autoptr(Cloud) cloud = cloud_new ();
  g_autoptr(FerryClient) client = ferry_test_server_make_client (cloud->server);
  g_autoptr(FerryTaskList) list = make_list (cloud);

  cloud->fails = TRUE;
  say (cloud, ITEM ("a", "active", "", ""));
  ferry_task_list_set_shown (list, TRUE);
  ferry_task_list_watch (list, client, REGION);
  while (cloud->n_failures < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);

  cloud->fails = FALSE;
  while (g_list_model_get_n_items (G_LIST_MODEL (list)) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_one_at_a_time (void)
{
  g_autoptr(Cloud) cloud = cloud_new ();
  g_autoptr(FerryClient) client = ferry_test_server_make_client (cloud->server);
  g_autoptr(FerryTaskList) list = make_list (cloud);
  guint before;

  cloud->holds = TRUE;
  ferry_task_list_watch (list, client, REGION);
  g_assert_cmpuint (ferry_test_server_count (cloud->server), ==, 0);
  ferry_task_list_refresh (list);
  while (cloud->held == NULL)
    g_main_context_iteration (NULL, TRUE);

  for (guint i = 0; i < 3; i++)
    ferry_task_list_refresh (list);
  while (g_main_context_iteration (NULL, FALSE));
  g_assert_cmpuint (ferry_test_server_count (cloud->server), ==, 1);

  before = cloud->n_lists;
  answer (cloud, cloud->held);
  soup_server_message_unpause (cloud->held);
  while (cloud->n_lists < before + 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (ferry_test_server_count (cloud->server), ==, 2);
}

/* Nothing runs and nobody looks: the other list's rounds measure that no question comes. */
static void
test_rest (void)
{
  g_autoptr(Cloud) quiet = cloud_new ();
  g_autoptr(Cloud) busy = cloud_new ();
  g_autoptr(FerryClient) quiet_client = ferry_test_server_make_client (quiet->server);
  g_autoptr(FerryClient) busy_client = ferry_test_server_make_client (busy->server);
  g_autoptr(FerryTaskList) resting = make_list (quiet);
  g_autoptr(FerryTaskList) asking = make_list (busy);
  guint before;

  say (quiet, ITEM ("a", "active", "", ""));
  ferry_task_list_watch (resting, quiet_client, REGION);
  ferry_task_list_refresh (resting);
  wait_rounds (quiet, 1);

  say (quiet, ITEM ("a", "completed", "", ""));
  while (ferry_task_list_get_n_running (resting) > 0)
    g_main_context_iteration (NULL, TRUE);
  before = quiet->n_lists;

  ferry_task_list_set_shown (asking, TRUE);
  ferry_task_list_watch (asking, busy_client, REGION);
  wait_rounds (busy, 20);
  g_assert_cmpuint (quiet->n_lists, ==, before);

  ferry_task_list_set_shown (resting, TRUE);
  wait_rounds (quiet, 1);
}

static void
test_dispose (void)
{
  g_autoptr(Cloud) cloud = cloud_new ();
  g_autoptr(FerryClient) client = ferry_test_server_make_client (cloud->server);
  FerryTaskList *list = make_list (cloud);

  cloud->holds = TRUE;
  ferry_task_list_watch (list, client, REGION);
  ferry_task_list_refresh (list);
  while (cloud->held == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_finalize_object (list);
  answer (cloud, cloud->held);
  soup_server_message_unpause (cloud->held);
  while (g_main_context_iteration (NULL, FALSE));
}

/* A removed account: the answer under way is not taken, and nothing more is asked. */
static void
test_unwatch (void)
{
  g_autoptr(Cloud) cloud = cloud_new ();
  g_autoptr(FerryClient) client = ferry_test_server_make_client (cloud->server);
  g_autoptr(FerryTaskList) list = make_list (cloud);

  say (cloud, ITEM ("a", "active", "Pending", ""));
  cloud->holds = TRUE;
  ferry_task_list_set_shown (list, TRUE);
  ferry_task_list_watch (list, client, REGION);
  while (cloud->held == NULL)
    g_main_context_iteration (NULL, TRUE);

  ferry_task_list_unwatch (list, "another");
  ferry_task_list_unwatch (list, ferry_account_get_id (ferry_client_get_account (client)));
  answer (cloud, cloud->held);
  soup_server_message_unpause (cloud->held);
  ferry_task_list_refresh (list);
  while (g_main_context_iteration (NULL, FALSE));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);

  /* Two rounds of a place that is watched again: nobody else has asked meanwhile. */
  cloud->n_lists = 0;
  cloud->holds = FALSE;
  ferry_task_list_watch (list, client, "us-east-1");
  while (g_list_model_get_n_items (G_LIST_MODEL (list)) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (cloud->n_lists, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tasks/states", test_states);
  g_test_add_func ("/tasks/update", test_update);
  g_test_add_func ("/tasks/merge", test_merge);
  g_test_add_func ("/tasks/nothing-new", test_nothing_new);
  g_test_add_func ("/tasks/history", test_history);
  g_test_add_func ("/tasks/adoption", test_adoption);
  g_test_add_func ("/tasks/no-early-adoption", test_no_early_adoption);
  g_test_add_func ("/tasks/stranger-is-ours", test_stranger_is_ours);
  g_test_add_func ("/tasks/gone", test_gone);
  g_test_add_data_func ("/tasks/grace/new", GINT_TO_POINTER (TRUE), test_grace);
  g_test_add_data_func ("/tasks/grace/told-of", GINT_TO_POINTER (FALSE), test_grace);
  g_test_add_func ("/tasks/other-credentials", test_other_credentials);
  g_test_add_func ("/tasks/swap-within-answer", test_swap_within_answer);
  g_test_add_func ("/tasks/failure", test_failure);
  g_test_add_func ("/tasks/one-at-a-time", test_one_at_a_time);
  g_test_add_func ("/tasks/rest", test_rest);
  g_test_add_func ("/tasks/dispose", test_dispose);
  g_test_add_func ("/tasks/unwatch", test_unwatch);

  return g_test_run ();
}
