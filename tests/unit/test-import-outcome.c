/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "import-fixture.h"

/* How an import ends, and what is kept of it: what EC2 said, what nobody knows, what was stored. */

static void
restart (Fixture *fixture)
{
  wait_idle (fixture);
  start_application (fixture);
}

/* EC2 forgot the task while Ferry was off. While its links live it may still read the manifest. */
static void
test_lost (Fixture       *fixture,
           gconstpointer  data)
{
  const gboolean is_over = GPOINTER_TO_INT (data);
  FerryTestFarSide *cloud = fixture->cloud;
  const char *deleted = is_over ? "DELETE manifest\n" : "";
  FerryTask *task;

  cloud->hides_task = TRUE;
  cloud->manifest_path = g_strdup ("/disks/" MANIFEST_KEY);
  write_journal (fixture, FERRY_TASK_CONVERTING, 60, FERRY_TEST_TASK_ID,
                 is_over ? "2026-01-01T00:00:00Z" : "2999-01-01T00:00:00Z");
  task = load (fixture);
  ferry_engine_attach (fixture->engine, fixture->client);
  wait_state (task, FERRY_TASK_CANCELLED);
  g_assert_true (ferry_task_is_lost (task));
  wait_idle (fixture);
  g_assert_cmpstr (cloud->log->str, ==, deleted);
  assert_journal (fixture, "cancelled");

  restart (fixture);
  task = load (fixture);
  g_assert_true (ferry_task_is_lost (task));
  assert_open (fixture, is_over ? 0 : 1);
  ferry_engine_attach (fixture->engine, fixture->client);
  wait_idle (fixture);
  g_assert_cmpstr (cloud->log->str, ==, deleted);
}

/* The task is so new that EC2 does not tell of it yet: it goes on, and its manifest stays. */
static void
test_not_told_yet (Fixture       *fixture,
                   gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;
  FerryTask *task;

  /* Ten minutes are three seconds, in which it asks for more than three times. */
  list_speed = 200;
  restart (fixture);
  cloud->hides_task = TRUE;
  task = begin (fixture);
  wait_state (task, FERRY_TASK_CONVERTING);
  for (guint i = 0; i < 3; i++)
    wait_round (fixture);
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_CONVERTING);
  g_assert_nonnull (cloud->manifest);

  restart (fixture);
  task = load (fixture);
  ferry_engine_attach (fixture->engine, fixture->client);
  for (guint i = 0; i < 3; i++)
    wait_round (fixture);
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_CONVERTING);
  g_assert_nonnull (cloud->manifest);
  list_speed = SPEED;
}

/* Nobody may ask for tasks: the import is unconfirmed on the disk too, quitting loses nothing. */
static void
test_unconfirmed_and_denied (Fixture       *fixture,
                             gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;
  FerryTask *task;

  cloud->loses_reply = TRUE;
  cloud->denies_lists = TRUE;
  task = begin (fixture);
  wait_state (task, FERRY_TASK_UNCONFIRMED);
  for (guint i = 0; i < 3; i++)
    wait_round (fixture);
  g_assert_null (ferry_task_get_heard (task));
  wait_idle (fixture);
}

#define REASON \
  "<statusMessage>ClientError: Unknown OS x?X-Amz-Signature=abcdef01</statusMessage>" \
  "<expirationTime>2026-12-01T03:35:36Z</expirationTime>"

static char *
dup_details (FerryTask *task)
{
  g_autofree char *expiration = ferry_time_format (ferry_task_get_expiration (task));
  g_autofree char *finished = ferry_time_format (ferry_task_get_finished (task));

  return g_strdup_printf ("%s %s %s %s", ferry_task_get_message (task),
                          ferry_task_get_volume_id (task), expiration, finished);
}

static void
test_reason (Fixture       *fixture,
             gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;
  FerryTask *task = begin (fixture);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  wait_state (task, FERRY_TASK_CONVERTING);
  ferry_task_set_volume_id (task, "vol-1");
  cloud->details = REASON;
  cloud->state = "cancelled";
  wait_state (task, FERRY_TASK_CANCELLED);
  g_assert_null (ferry_task_get_error (task));
  before = dup_details (task);
  g_assert_nonnull (strstr (before, "Unknown OS"));
  g_assert_null (strstr (before, "abcdef01"));

  restart (fixture);
  task = load (fixture);
  after = dup_details (task);
  g_assert_cmpstr (after, ==, before);
  g_assert_false (ferry_task_is_lost (task));
  g_assert_null (ferry_task_get_error (task));
}

static gboolean
cancel (Fixture    *fixture,
        FerryTask  *task,
        GError    **error)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_engine_cancel_async (fixture->engine, task, cancellable, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_engine_cancel_finish (fixture->engine, result, error);
}

/* The first request worked, its answer was lost, the second one is refused. */
static void
test_cancelled_before (Fixture       *fixture,
                       gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;
  FerryTask *task = begin (fixture);
  g_autoptr(GError) error = NULL;

  wait_state (task, FERRY_TASK_CONVERTING);
  cloud->refuses_cancel = TRUE;
  cloud->state_after_cancel = "cancelling";
  g_assert_true (cancel (fixture, task, &error));
  g_assert_no_error (error);
  wait_state (task, FERRY_TASK_CANCELLING);
}

static void
test_cancel_refused (Fixture       *fixture,
                     gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;
  FerryTask *task = begin (fixture);
  g_autoptr(GError) error = NULL;

  wait_state (task, FERRY_TASK_CONVERTING);
  cloud->refuses_cancel = TRUE;
  cloud->state_after_cancel = "active";
  g_assert_false (cancel (fixture, task, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  wait_idle (fixture);
  g_assert_cmpint (ferry_task_get_state (task), ==, FERRY_TASK_CONVERTING);
}

/* Refused or not, the list hears what became of it, even where nobody looks and nothing runs. */
static void
test_cancel_asks (Fixture       *fixture,
                  gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;
  FerryAccount *account = ferry_client_get_account (fixture->client);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(FerryTask) task = ferry_task_new (ferry_account_get_id (account), REGION, NULL, "other",
                                              now);

  ferry_task_set_ids (task, FERRY_TEST_TASK_ID, NULL);
  cloud->description = g_strdup ("other");
  cloud->refuses_cancel = GPOINTER_TO_INT (data);
  ferry_engine_attach (fixture->engine, fixture->client);
  ferry_task_list_watch (fixture->tasks, fixture->client, REGION);
  g_assert_true (cancel (fixture, task, NULL));
  while (g_list_model_get_n_items (G_LIST_MODEL (fixture->tasks)) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (ferry_task_list_get_n_running (fixture->tasks), ==, 0);
}

/* Connected anew: whoever follows the account's tasks does so with the new credentials. */
static void
test_other_credentials (Fixture       *fixture,
                        gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;
  g_autoptr(FerryClient) new = ferry_test_server_make_temporary_client (cloud->server);

  ferry_task_list_set_shown (fixture->tasks, TRUE);
  ferry_task_list_watch (fixture->tasks, fixture->client, REGION);
  wait_round (fixture);
  g_assert_cmpuint (cloud->n_temporary, ==, 0);

  ferry_engine_attach (fixture->engine, new);
  wait_round (fixture);
  g_assert_cmpuint (cloud->n_temporary, >, 0);
}

/* A bucket with versions: that very version goes, across a restart too. */
static void
test_version (Fixture       *fixture,
              gconstpointer  data)
{
  const gboolean is_own_copy = GPOINTER_TO_INT (data);
  FerryTestFarSide *cloud = fixture->cloud;
  FerryTask *task;

  cloud->version = "3L4k";
  cloud->stores_twice = is_own_copy;
  task = begin (fixture);
  wait_state (task, FERRY_TASK_CONVERTING);

  restart (fixture);
  cloud->state = "completed";
  task = load (fixture);
  ferry_engine_attach (fixture->engine, fixture->client);
  wait_state (task, FERRY_TASK_LANDED);
  wait_idle (fixture);
  g_assert_true (g_str_has_suffix (cloud->log->str,
                                   "ImportInstance\nDELETE manifest?versionId=3L4k\n"));
  assert_open (fixture, 0);
}

/* Ended before S3 could say which version the manifest is: it is asked, for hidden is not gone. */
static void
test_version_unknown (Fixture       *fixture,
                      gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;

  cloud->put_hangs = TRUE;
  begin (fixture);
  while (cloud->hanging == NULL)
    g_main_context_iteration (NULL, TRUE);
  cloud->manifest = g_bytes_new_static ("manifest", 8);
  cloud->version = "3L4k";

  start_application (fixture);
  cloud->put_hangs = FALSE;
  g_assert_cmpint (ferry_task_get_state (load (fixture)), ==, FERRY_TASK_PLANNED);
  ferry_engine_attach (fixture->engine, fixture->client);
  wait_state (get_task (fixture), FERRY_TASK_CONVERTING);
  wait_idle (fixture);
  g_assert_cmpstr (cloud->log->str, ==,
                   "PUT manifest\nGET manifest\nDELETE manifest?versionId=3L4k\n"
                   WAY_TO_REQUEST);
}

/* Who may not remove versions can still hide the manifest. */
static void
test_version_denied (Fixture       *fixture,
                     gconstpointer  data)
{
  FerryTestFarSide *cloud = fixture->cloud;

  cloud->version = "3L4k";
  cloud->denies_version = TRUE;
  cloud->refuses = TRUE;
  wait_state (begin (fixture), FERRY_TASK_FAILED);
  wait_idle (fixture);
  g_assert_true (g_str_has_suffix (cloud->log->str, "DELETE manifest?versionId=3L4k\n"
                                                    "DELETE manifest\n"));
  assert_open (fixture, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, func) \
  g_test_add (path, Fixture, GINT_TO_POINTER (data), set_up, func, tear_down)
  ADD ("/outcome/lost/links-live", FALSE, test_lost);
  ADD ("/outcome/lost/links-ended", TRUE, test_lost);
  ADD ("/outcome/not-told-yet", 0, test_not_told_yet);
  ADD ("/outcome/unconfirmed-and-denied", 0, test_unconfirmed_and_denied);
  ADD ("/outcome/reason", 0, test_reason);
  ADD ("/outcome/cancelled-before", 0, test_cancelled_before);
  ADD ("/outcome/cancel-refused", 0, test_cancel_refused);
  ADD ("/outcome/cancel-asks/done", FALSE, test_cancel_asks);
  ADD ("/outcome/cancel-asks/refused", TRUE, test_cancel_asks);
  ADD ("/outcome/other-credentials", 0, test_other_credentials);
  ADD ("/outcome/version/stored", FALSE, test_version);
  ADD ("/outcome/version/own-copy", TRUE, test_version);
  ADD ("/outcome/version/unknown", 0, test_version_unknown);
  ADD ("/outcome/version/denied", 0, test_version_denied);
#undef ADD

  return g_test_run ();
}
