/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "attempt-fixture.h"

static void
assert_one_instance (Fixture *fixture)
{
  g_autoptr(GPtrArray) instances = list_instances (fixture);

  g_assert_cmpuint (instances->len, ==, 1);
}

/* The way without a stone on it, and what is left of it: a tagged instance and the journal. */
static void
test_lands (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GPtrArray) instances = NULL;
  g_autofree char *states = NULL;
  g_autofree char *text = NULL;
  FerryInstance *instance;

  start_life (fixture);
  g_assert_false (ferry_import_is_ready (fixture->import));
  g_assert_true (ferry_import_needs_client (fixture->import));
  attach (fixture);
  g_assert_cmpuint (fixture->n_ready, ==, 1);
  begin (fixture);
  g_assert_true (ferry_import_is_active (fixture->import));
  wait_state (fixture, FERRY_TASK_LANDED);
  wait_idle (fixture);

  g_assert_false (ferry_import_needs_client (fixture->import));
  g_assert_false (ferry_import_is_active (fixture->import));
  g_assert_cmpuint (fixture->n_zones, ==, 1);
  g_assert_cmpstr (ferry_import_get_zone (fixture->import), ==, ZONE);
  states = list_states (fixture);
  g_assert_cmpstr (states, ==, "planned storing proving requesting converting landed");
  instances = list_instances (fixture);
  g_assert_cmpuint (instances->len, ==, 1);
  instance = g_ptr_array_index (instances, 0);
  g_assert_cmpstr (instance->id, ==, ferry_task_get_instance_id (fixture->task));
  g_assert_true (g_strv_contains ((const char *const *) instance->tags,
                                  ferry_task_get_token (fixture->task)));
  g_assert_true (g_strv_contains ((const char *const *) instance->tags, RUN_ID));
  assert_clean (fixture);

  text = read_journal (fixture);
  g_assert_null (strstr (text, "X-Amz"));
  g_assert_null (strstr (text, "http"));
  g_assert_nonnull (strstr (text, "\"request-id\""));
  g_assert_nonnull (strstr (text, "\"claim\":\"released\""));
  g_assert_nonnull (strstr (text, "\"manifest-deleted\":\"yes\""));
}

/* The account is at hand again and again, whatever is on its way: all is sent once. */
static void
test_attached_again (Fixture       *fixture,
                     gconstpointer  data)
{
  start_life (fixture);
  attach (fixture);
  begin (fixture);
  while (ferry_task_get_state (fixture->task) != FERRY_TASK_LANDED)
    {
      ferry_import_set_client (fixture->import, get_client (fixture));
      g_main_context_iteration (NULL, TRUE);
    }
  wait_idle (fixture);

  g_assert_cmpuint (count_requests (fixture, "ImportInstance"), ==, 1);
  assert_one_instance (fixture);
  assert_clean (fixture);
}

static void
test_volume (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) volumes = NULL;
  FerryVolume *volume;

  start_life_of (fixture, RUN_ID, 1, FALSE);
  attach (fixture);
  begin (fixture);
  wait_state (fixture, FERRY_TASK_LANDED);
  wait_idle (fixture);

  volumes = list_volumes (fixture);
  g_assert_cmpuint (volumes->len, ==, 1);
  volume = g_ptr_array_index (volumes, 0);
  g_assert_cmpstr (volume->zone, ==, ZONE);
  g_assert_cmpstr (volume->id, ==, ferry_task_get_volume_id (fixture->task));
  g_assert_true (g_strv_contains ((const char *const *) volume->tags,
                                  ferry_task_get_token (fixture->task)));
  g_assert_cmpuint (ferry_task_get_position (fixture->task), ==, 1);
  assert_clean (fixture);
}

/* EC2 has done it and its answer was lost: found by the token, not asked for again. */
static void
test_lost_reply (Fixture       *fixture,
                 gconstpointer  data)
{
  const char *fault = data;

  tell (fixture, fault);
  start_life (fixture);
  attach (fixture);
  begin (fixture);
  wait_state (fixture, FERRY_TASK_LANDED);
  wait_idle (fixture);

  g_assert_cmpuint (count_requests (fixture, "ImportInstance"), ==, 1);
  assert_one_instance (fixture);
  assert_clean (fixture);
}

/* EC2 tells of it only a while later. */
static void
test_late_answer (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *states = NULL;

  tell (fixture, "describe-delay 0.25");
  tell (fixture, "fault lose-reply:ImportInstance");
  start_life (fixture);
  attach (fixture);
  begin (fixture);
  wait_state (fixture, FERRY_TASK_UNCONFIRMED);
  wait_for (fixture, FERRY_TASK_WAIT_SETTLING);
  g_assert_nonnull (ferry_task_get_until (fixture->task));
  wait_state (fixture, FERRY_TASK_LANDED);
  wait_idle (fixture);

  states = list_states (fixture);
  g_assert_nonnull (strstr (states, "requesting unconfirmed "));
  g_assert_cmpuint (count_requests (fixture, "ImportInstance"), ==, 1);
  assert_one_instance (fixture);
}

/* It never came to EC2: behind the fence there is another attempt, with a token and a manifest of
 * its own, and of the first one nothing is left.
 */
static void
test_never_sent (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *first = NULL;

  tell (fixture, "fault drop:ImportInstance");
  start_life (fixture);
  attach (fixture);
  begin (fixture);
  wait_state (fixture, FERRY_TASK_UNCONFIRMED);
  g_assert_false (ferry_import_is_ready (fixture->import));
  g_assert_true (ferry_import_is_active (fixture->import));
  first = g_strdup (ferry_task_get_token (fixture->task));
  wait_state (fixture, FERRY_TASK_PLANNED);
  wait_ready (fixture);
  assert_clean_of_manifests (fixture);

  begin (fixture);
  wait_state (fixture, FERRY_TASK_LANDED);
  wait_idle (fixture);
  g_assert_cmpstr (ferry_task_get_token (fixture->task), !=, first);
  g_assert_cmpuint (count_requests (fixture, "ImportInstance"), ==, 2);
  assert_one_instance (fixture);
  assert_clean (fixture);
}

/* EC2 says that it cannot now: another attempt, later. */
static void
test_held_back (Fixture       *fixture,
                gconstpointer  data)
{
  const char *fault = data;
  g_autofree char *states = NULL;

  tell (fixture, fault);
  start_life (fixture);
  attach (fixture);
  begin (fixture);
  while (fixture->n_held_back == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (ferry_task_get_state (fixture->task), ==, FERRY_TASK_PLANNED);
  g_assert_nonnull (ferry_task_get_error (fixture->task));
  wait_ready (fixture);
  g_assert_cmpuint (fixture->n_ready, ==, 2);
  assert_clean_of_manifests (fixture);

  tell (fixture, "no-faults");
  begin (fixture);
  g_assert_null (ferry_task_get_error (fixture->task));
  wait_state (fixture, FERRY_TASK_LANDED);
  wait_idle (fixture);
  assert_one_instance (fixture);
  assert_clean (fixture);
}

/* EC2 says no: that is the end, until a person wants it once more. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  tell (fixture, "fault error:ImportInstance:400:UnsupportedOperation");
  start_life (fixture);
  attach (fixture);
  begin (fixture);
  wait_state (fixture, FERRY_TASK_FAILED);
  wait_idle (fixture);
  g_assert_cmpuint (fixture->n_held_back, ==, 0);
  g_assert_false (ferry_import_needs_client (fixture->import));
  assert_clean (fixture);

  ferry_import_retry (fixture->import);
  g_assert_cmpint (ferry_task_get_state (fixture->task), ==, FERRY_TASK_PLANNED);
  begin (fixture);
  wait_state (fixture, FERRY_TASK_LANDED);
  wait_idle (fixture);
  assert_one_instance (fixture);
  assert_clean (fixture);
}

/* Where asking is denied nothing is known, however long it takes; then it may be asked again. */
static void
test_denied (Fixture       *fixture,
             gconstpointer  data)
{
  const char *fault = data;
  guint n;

  tell (fixture, "fault drop:ImportInstance");
  start_life (fixture);
  attach (fixture);
  begin (fixture);
  wait_state (fixture, FERRY_TASK_REQUESTING);
  tell (fixture, fault);
  wait_for (fixture, FERRY_TASK_WAIT_DENIED);
  g_assert_false (ferry_import_needs_us (fixture->import));

  n = count_requests (fixture, "DescribeConversionTasks");
  while (count_requests (fixture, "DescribeConversionTasks") < n + 40)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (ferry_task_get_state (fixture->task), ==, FERRY_TASK_UNCONFIRMED);
  g_assert_cmpint (ferry_task_get_wait (fixture->task), ==, FERRY_TASK_WAIT_DENIED);

  tell (fixture, "no-faults");
  wait_state (fixture, FERRY_TASK_PLANNED);
  g_assert_cmpuint (count_requests (fixture, "ImportInstance"), ==, 1);
}

static void
test_expired (Fixture       *fixture,
              gconstpointer  data)
{
  start_life (fixture);
  ferry_import_set_client (fixture->import, fixture->run.cloud->session);
  tell (fixture, "fault expired-credentials");
  begin (fixture);
  wait_for (fixture, FERRY_TASK_WAIT_ACCOUNT);
  g_assert_cmpint (ferry_task_get_state (fixture->task), ==, FERRY_TASK_PLANNED);
  g_assert_false (ferry_import_is_ready (fixture->import));
  ferry_import_set_wait (fixture->import, FERRY_TASK_WAIT_TURN, NULL);
  g_assert_cmpint (ferry_task_get_wait (fixture->task), ==, FERRY_TASK_WAIT_ACCOUNT);

  tell (fixture, "no-faults");
  attach (fixture);
  begin (fixture);
  wait_state (fixture, FERRY_TASK_LANDED);
}

/* Another desk's task has the fingerprint of this disk. */
static void
test_rival (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *rival = NULL;
  const GError *error;

  tell (fixture, "import-seconds 3600");
  start_life_of (fixture, "7b0c54a4-2f7e-4a3f-9c11-5a0d8a2f6c77", 0, FALSE);
  attach (fixture);
  begin (fixture);
  wait_state (fixture, FERRY_TASK_CONVERTING);
  rival = g_strdup (ferry_task_get_conversion_task_id (fixture->task));
  end_life (fixture);

  start_life (fixture);
  attach (fixture);
  begin (fixture);
  wait_state (fixture, FERRY_TASK_FAILED);
  error = ferry_task_get_error (fixture->task);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, rival));
  g_assert_cmpuint (count_requests (fixture, "ImportInstance"), ==, 1);
}

/* Another desk's import of the disk has come to its end, and its claim is gone; its task may have
 * aged out. Only a person can want the disk once more.
 */
static void
test_rival_landed (Fixture       *fixture,
                   gconstpointer  data)
{
  const gboolean ages_out = GPOINTER_TO_INT (data);
  g_autoptr(GPtrArray) instances = NULL;
  g_autofree char *rival = NULL;
  const GError *error;

  start_life_of (fixture, "7b0c54a4-2f7e-4a3f-9c11-5a0d8a2f6c77", 0, FALSE);
  attach (fixture);
  begin (fixture);
  wait_state (fixture, FERRY_TASK_LANDED);
  wait_idle (fixture);
  rival = g_strdup (ages_out ? ferry_task_get_instance_id (fixture->task)
                             : ferry_task_get_conversion_task_id (fixture->task));
  end_life (fixture);
  if (ages_out)
    tell (fixture, "age-out 0.001");

  start_life (fixture);
  attach (fixture);
  begin (fixture);
  wait_state (fixture, FERRY_TASK_FAILED);
  wait_idle (fixture);
  error = ferry_task_get_error (fixture->task);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, rival));
  g_assert_cmpuint (count_requests (fixture, "ImportInstance"), ==, 1);
  end_life (fixture);

  start_life (fixture);
  attach (fixture);
  ferry_import_retry (fixture->import);
  begin (fixture);
  wait_state (fixture, FERRY_TASK_LANDED);
  wait_idle (fixture);
  instances = list_instances (fixture);
  g_assert_cmpuint (instances->len, ==, 2);
  assert_clean (fixture);
}

static void
claim (Fixture    *fixture,
       const char *desk_id)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  FerryMachine *machine = ferry_plan_get_machine (fixture->plan, 0);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_claim_take_async (get_client (fixture), ferry_machine_get_boot_disk (machine), desk_id,
                          RUN_ID, "db", now, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  ferry_claim_take_finish (get_client (fixture), result, &error);
  g_assert_no_error (error);
}

/* Another desk is just about to import the disk. Its claim is not ours to remove. */
static void
test_claimed (Fixture       *fixture,
              gconstpointer  data)
{
  const GError *error;

  claim (fixture, "another desk");
  start_life (fixture);
  attach (fixture);
  begin (fixture);
  wait_state (fixture, FERRY_TASK_FAILED);
  wait_idle (fixture);
  error = ferry_task_get_error (fixture->task);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "machine db"));
  g_assert_cmpuint (count_requests (fixture, "ImportInstance"), ==, 0);
  g_assert_false (ferry_import_needs_client (fixture->import));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)
  ADD ("/attempt/lands", NULL, test_lands);
  ADD ("/attempt/attached-again", NULL, test_attached_again);
  ADD ("/attempt/volume", NULL, test_volume);
  ADD ("/attempt/lost-reply", "fault lose-reply:ImportInstance", test_lost_reply);
  ADD ("/attempt/cut-reply", "fault cut-body:ImportInstance", test_lost_reply);
  ADD ("/attempt/broken-reply", "fault broken-body:ImportInstance", test_lost_reply);
  ADD ("/attempt/late-answer", NULL, test_late_answer);
  ADD ("/attempt/never-sent", NULL, test_never_sent);
  ADD ("/attempt/held-back/limit", "fault error:ImportInstance:400:ResourceLimitExceeded",
       test_held_back);
  ADD ("/attempt/held-back/throttled", "fault error:ImportInstance:503:RequestLimitExceeded",
       test_held_back);
  ADD ("/attempt/held-back/capacity", "fault error:ImportInstance:500:InsufficientInstanceCapacity",
       test_held_back);
  ADD ("/attempt/held-back/store", "fault status:PutObject:503:always", test_held_back);
  ADD ("/attempt/refused", NULL, test_refused);
  ADD ("/attempt/denied/tasks", "fault deny:DescribeConversionTasks", test_denied);
  ADD ("/attempt/denied/instances", "fault deny:DescribeInstances", test_denied);
  ADD ("/attempt/expired", NULL, test_expired);
  ADD ("/attempt/rival", NULL, test_rival);
  ADD ("/attempt/rival/landed", GINT_TO_POINTER (FALSE), test_rival_landed);
  ADD ("/attempt/rival/aged-out", GINT_TO_POINTER (TRUE), test_rival_landed);
  ADD ("/attempt/claimed", NULL, test_claimed);
#undef ADD

  return g_test_run ();
}
