/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "landing-fixture.h"

/* So many lines has the journal of one that lands without trouble: the head, tagging, attaching,
 * two of each volume, landed.
 */
#define N_LINES 8

static void
test_lands (Fixture       *fixture,
            gconstpointer  data)
{
  FerryTestEstate *estate = fixture->estate;

  g_assert_cmpint (ferry_landing_get_state (fixture->landing), ==, FERRY_MACHINE_TAGGING);
  go (fixture);
  go (fixture);
  assert_landed (fixture);
  g_assert_null (ferry_landing_get_notice (fixture->landing));
  g_assert_cmpstr (ferry_landing_get_instance_state (fixture->landing), ==, "stopped");
  g_assert_cmpstr (estate->log->str, ==, TAGGED FIRST SECOND);
  g_assert_cmpstr (ferry_test_estate_get_tag (estate, "i-1", "Name"), ==, "web");
  g_assert_cmpstr (ferry_test_estate_get_tag (estate, "i-1", FERRY_TAG_ATTEMPT), ==, "ferry1:a");
  g_assert_cmpstr (ferry_test_estate_get_tag (estate, "i-1", FERRY_TAG_RUN), ==, RUN);
  g_assert_cmpstr (ferry_test_estate_get_tag (estate, "vol-2", "Name"), ==, "web data2.vmdk");
  g_assert_cmpstr (ferry_test_estate_get_tag (estate, "vol-2", FERRY_TAG_ATTEMPT), ==,
                   "ferry1:c");
  g_assert_cmpuint (ferry_journal_get_entries (fixture->journal)->len, ==, N_LINES - 1);

  restart (fixture, 0);
  g_assert_cmpint (ferry_landing_get_state (fixture->landing), ==, FERRY_MACHINE_LANDED);
  g_assert_cmpstr (ferry_landing_get_device (fixture->landing, 2), ==, "/dev/sdg");
  go (fixture);
  assert_landed (fixture);
  g_assert_cmpuint (ferry_journal_get_entries (fixture->journal)->len, ==, N_LINES - 1);
  g_assert_cmpuint (estate->n_attach, ==, 2);
}

/* An attachment that was announced is waited for. */
static void
test_slow (Fixture       *fixture,
           gconstpointer  data)
{
  fixture->estate->is_slow = TRUE;
  go (fixture);
  assert_landed (fixture);
  g_assert_cmpstr (fixture->volume[1]->attachment, ==, "attached");
  g_assert_cmpuint (fixture->estate->n_attach, ==, 2);
}

static void
test_one_disk (Fixture       *fixture,
               gconstpointer  data)
{
  end_landing (fixture);
  ferry_machine_remove_disk (fixture->machine, 2);
  ferry_machine_remove_disk (fixture->machine, 1);
  make_landing (fixture);
  go (fixture);
  wait_state (fixture, FERRY_MACHINE_LANDED);
  g_assert_cmpstr (fixture->estate->log->str, ==, "CreateTags i-1\n");
  g_assert_cmpuint (fixture->estate->n_describes, ==, 0);
}

/* The boot disk's volume came with the instance, and is found by its tags all the same. */
static void
test_root (Fixture       *fixture,
           gconstpointer  data)
{
  fixture->volumes->pdata[0] = (char *) "vol-0";
  go (fixture);
  wait_state (fixture, FERRY_MACHINE_LANDED);
  g_assert_true (g_str_has_prefix (fixture->estate->log->str,
                                   "CreateTags i-1\nCreateTags vol-1\nCreateTags vol-2\n"
                                   "CreateTags vol-0\nAttachVolume vol-1 "));
  g_assert_cmpstr (g_hash_table_lookup (fixture->estate->tags, "vol-0 " FERRY_TAG_ATTEMPT), ==,
                   fixture->tokens->pdata[0]);
}

/* The reply is lost, and the act was carried out: it is not sent again. */
static void
test_lost_after (Fixture       *fixture,
                 gconstpointer  data)
{
  ferry_test_estate_fail (fixture->estate, "AttachVolume", "lose", NULL);
  ferry_test_estate_fail (fixture->estate, "AttachVolume", "lose", NULL);
  go (fixture);
  assert_landed (fixture);
  g_assert_cmpuint (fixture->estate->n_attach, ==, 2);
  g_assert_cmpstr (fixture->estate->log->str, ==, TAGGED FIRST SECOND);
}

/* The request is lost: once it is certain, another one is sent, with an intent of its own. */
static void
test_lost_before (Fixture       *fixture,
                  gconstpointer  data)
{
  ferry_test_estate_fail (fixture->estate, "AttachVolume", "drop", NULL);
  go (fixture);
  assert_landed (fixture);
  g_assert_cmpuint (fixture->estate->n_attach, ==, 3);
  g_assert_cmpstr (fixture->estate->log->str, ==, TAGGED FIRST SECOND);
  g_assert_cmpuint (ferry_journal_get_entries (fixture->journal)->len, ==, N_LINES);
}

/* Nor is it while the lists are behind, however often they are asked. */
static void
test_lag (Fixture       *fixture,
          gconstpointer  data)
{
  be_slow (fixture);
  ferry_test_estate_fail (fixture->estate, "AttachVolume", "lose", NULL);
  go (fixture);
  assert_landed (fixture);
  g_assert_cmpuint (fixture->estate->n_attach, ==, 2);
  g_assert_cmpuint (fixture->estate->n_describes, >, 8);
}

/* What is seen of before is no failure: a volume that EC2 does not list yet, one that was detached
 * from another instance a moment ago.
 */
static void
test_lag_absent (Fixture       *fixture,
                 gconstpointer  data)
{
  be_slow (fixture);
  g_ptr_array_index (fixture->volumes, 1) = (char *) "vol-3";
  fixture->volume[1] = ferry_test_estate_add_volume (fixture->estate, "vol-3");
  ferry_test_estate_changed (fixture->estate);
  go (fixture);
  assert_landed (fixture);
  g_assert_cmpuint (fixture->estate->n_attach, ==, 2);
}

static void
test_lag_elsewhere (Fixture       *fixture,
                    gconstpointer  data)
{
  ferry_test_estate_attach (fixture->estate, fixture->volume[1], "i-9", "/dev/sdf");
  g_ptr_array_set_size (fixture->estate->history, 0);
  ferry_test_estate_changed (fixture->estate);
  be_slow (fixture);
  ferry_test_estate_attach (fixture->estate, fixture->volume[1], NULL, NULL);
  ferry_test_estate_changed (fixture->estate);
  go (fixture);
  assert_landed (fixture);
  g_assert_cmpuint (fixture->estate->n_attach, ==, 2);
}

/* Killed behind each line, before anything came of it. */
static void
test_killed_before (Fixture       *fixture,
                    gconstpointer  data)
{
  for (guint i = 1; i < N_LINES; i++)
    {
      go (fixture);
      while (ferry_journal_get_entries (fixture->journal)->len < i)
        g_main_context_iteration (NULL, TRUE);
      restart (fixture, 0);
    }

  go (fixture);
  assert_landed (fixture);
  g_assert_true (g_str_has_suffix (fixture->estate->log->str, FIRST SECOND));
  g_assert_null (strstr (strstr (fixture->estate->log->str, FIRST) + 1, FIRST));
}

/* Killed behind each line, when all was done already. */
static void
test_killed_after (Fixture       *fixture,
                   gconstpointer  data)
{
  go (fixture);
  assert_landed (fixture);
  for (guint i = N_LINES - 1; i > 0; i--)
    {
      restart (fixture, i);
      go (fixture);
      assert_landed (fixture);
      g_assert_cmpuint (fixture->estate->n_attach, ==, 2);
    }
}

/* The same where the lists do not tell of it yet. */
static void
test_killed_lag (Fixture       *fixture,
                 gconstpointer  data)
{
  be_slow (fixture);
  go (fixture);
  while (fixture->estate->n_attach < 1)
    g_main_context_iteration (NULL, TRUE);
  restart (fixture, 0);
  go (fixture);
  assert_landed (fixture);
  g_assert_cmpstr (fixture->estate->log->str, ==, TAGGED FIRST SECOND);
  g_assert_cmpuint (fixture->estate->n_attach, ==, 2);
}

static void
test_device_taken (Fixture       *fixture,
                   gconstpointer  data)
{
  FerryTestVolume *other = ferry_test_estate_add_volume (fixture->estate, "vol-9");
  guint position = 0;

  ferry_test_estate_attach (fixture->estate, other, "i-1", "/dev/sdf");
  ferry_test_estate_changed (fixture->estate);
  go (fixture);
  wait_state (fixture, FERRY_MACHINE_ASKING);
  g_assert_cmpint (ferry_landing_get_question (fixture->landing), ==, FERRY_QUESTION_DEVICE);

  restart (fixture, 0);
  g_assert_cmpint (ferry_landing_get_state (fixture->landing), ==, FERRY_MACHINE_ASKING);
  g_assert_cmpint (ferry_landing_get_question (fixture->landing), ==, FERRY_QUESTION_DEVICE);
  g_assert_cmpstr (ferry_landing_get_subject (fixture->landing, &position), ==, "/dev/sdf");
  g_assert_cmpuint (position, ==, 1);
  go (fixture);
  g_assert_false (ferry_activity_is_busy (fixture->activity));

  ferry_landing_answer (fixture->landing, "/dev/sdh");
  restart (fixture, 0);
  go (fixture);
  wait_state (fixture, FERRY_MACHINE_LANDED);
  g_assert_cmpint (ferry_landing_get_question (fixture->landing), ==, FERRY_QUESTION_NONE);
  g_assert_cmpstr (fixture->estate->log->str, ==,
                   TAGGED "AttachVolume vol-1 i-1 /dev/sdh\n" SECOND);
  g_assert_cmpstr (ferry_landing_get_device (fixture->landing, 1), ==, "/dev/sdh");
}

static void
test_other_device (Fixture       *fixture,
                   gconstpointer  data)
{
  ferry_test_estate_attach (fixture->estate, fixture->volume[1], "i-1", "/dev/sdk");
  ferry_test_estate_changed (fixture->estate);
  go (fixture);
  wait_state (fixture, FERRY_MACHINE_LANDED);
  g_assert_cmpstr (ferry_landing_get_device (fixture->landing, 1), ==, "/dev/sdk");
  g_assert_cmpstr (fixture->estate->log->str, ==, TAGGED SECOND);
  g_assert_error (ferry_landing_get_notice (fixture->landing), FERRY_ERROR, FERRY_ERROR_CONFLICT);

  restart (fixture, 0);
  g_assert_error (ferry_landing_get_notice (fixture->landing), FERRY_ERROR, FERRY_ERROR_CONFLICT);
}

static void
test_elsewhere (Fixture       *fixture,
                gconstpointer  data)
{
  ferry_test_estate_attach (fixture->estate, fixture->volume[2], "i-9", "/dev/sdf");
  ferry_test_estate_changed (fixture->estate);
  go (fixture);
  assert_failed (fixture, FERRY_ERROR_CONFLICT, "vol-2 is attached to i-9");
  g_assert_cmpstr (fixture->estate->log->str, ==, TAGGED FIRST);

  restart (fixture, 0);
  assert_failed (fixture, FERRY_ERROR_CONFLICT, "vol-2 is attached to i-9");
  ferry_test_estate_attach (fixture->estate, fixture->volume[2], NULL, NULL);
  ferry_test_estate_changed (fixture->estate);
  go (fixture);
  assert_landed (fixture);
  g_assert_cmpuint (fixture->estate->n_attach, ==, 2);
}

static void
test_zone (Fixture       *fixture,
           gconstpointer  data)
{
  fixture->volume[1]->zone = "eu-west-1b";
  ferry_test_estate_changed (fixture->estate);
  go (fixture);
  assert_failed (fixture, FERRY_ERROR_REFUSED, "InvalidVolume.ZoneMismatch");
  assert_failed (fixture, FERRY_ERROR_REFUSED, "from a snapshot");
  g_assert_cmpuint (fixture->estate->n_attach, ==, 1);
}

static void
test_terminated (Fixture       *fixture,
                 gconstpointer  data)
{
  fixture->instance->state = "terminated";
  ferry_test_estate_changed (fixture->estate);
  go (fixture);
  assert_failed (fixture, FERRY_ERROR_FAILED, "i-1 is gone");
  g_assert_cmpuint (fixture->estate->n_attach, ==, 0);
}

static void
test_unknown_instance (Fixture       *fixture,
                       gconstpointer  data)
{
  g_ptr_array_set_size (fixture->estate->instances, 0);
  g_ptr_array_set_size (fixture->estate->history, 0);
  ferry_test_estate_changed (fixture->estate);
  go (fixture);
  assert_failed (fixture, FERRY_ERROR_FAILED, "i-1 is gone");
}

static void
test_volume_deleted (Fixture       *fixture,
                     gconstpointer  data)
{
  fixture->volume[1]->state = "deleting";
  ferry_test_estate_changed (fixture->estate);
  go (fixture);
  assert_failed (fixture, FERRY_ERROR_FAILED, "vol-1 is gone");
}

static void
test_volume_not_told (Fixture       *fixture,
                      gconstpointer  data)
{
  g_ptr_array_index (fixture->volumes, 2) = NULL;
  go (fixture);
  assert_failed (fixture, FERRY_ERROR_FAILED, "disk 2");
  g_assert_cmpstr (fixture->estate->log->str, ==, "");
}

/* What is not ready yet is waited for. */
static void
test_waits (Fixture       *fixture,
            gconstpointer  data)
{
  fixture->instance->state = "pending";
  fixture->volume[1]->state = "creating";
  ferry_test_estate_changed (fixture->estate);
  go (fixture);
  while (fixture->estate->n_describes < 3)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (ferry_landing_get_state (fixture->landing), ==, FERRY_MACHINE_ATTACHING);

  fixture->instance->state = "running";
  ferry_test_estate_changed (fixture->estate);
  while (fixture->estate->n_describes < 8)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->estate->n_attach, ==, 0);

  fixture->volume[1]->state = "available";
  ferry_test_estate_changed (fixture->estate);
  assert_landed (fixture);
  g_assert_cmpstr (ferry_landing_get_instance_state (fixture->landing), ==, "running");
}

/* EC2 refuses for now; none of these was an act. */
static void
test_refused_for_now (Fixture       *fixture,
                      gconstpointer  data)
{
  ferry_test_estate_fail (fixture->estate, "AttachVolume", "RequestLimitExceeded", NULL);
  ferry_test_estate_fail (fixture->estate, "AttachVolume", "IncorrectState", NULL);
  ferry_test_estate_fail (fixture->estate, "AttachVolume", "InvalidVolume.NotFound", NULL);
  for (guint i = 0; i < 5; i++)
    {
      ferry_test_estate_fail (fixture->estate, "CreateTags", "RequestLimitExceeded", NULL);
      ferry_test_estate_fail (fixture->estate, "DescribeVolumes", "RequestLimitExceeded", NULL);
      ferry_test_estate_fail (fixture->estate, "DescribeInstances", "drop", NULL);
    }
  go (fixture);
  assert_landed (fixture);
  g_assert_null (ferry_landing_get_notice (fixture->landing));
  g_assert_cmpuint (fixture->estate->n_attach, ==, 5);
  g_assert_cmpstr (fixture->estate->log->str, ==, TAGGED FIRST SECOND);
}

static void
test_tags_denied (Fixture       *fixture,
                  gconstpointer  data)
{
  for (guint i = 0; i < 3; i++)
    ferry_test_estate_fail (fixture->estate, "CreateTags", "UnauthorizedOperation", NULL);
  go (fixture);
  assert_landed (fixture);
  g_assert_error (ferry_landing_get_notice (fixture->landing), FERRY_ERROR, FERRY_ERROR_DENIED);
  g_assert_cmpstr (fixture->estate->log->str, ==, FIRST SECOND);
}

static void
test_describe_denied (Fixture       *fixture,
                      gconstpointer  data)
{
  ferry_test_estate_fail (fixture->estate, "DescribeInstances", "UnauthorizedOperation", NULL);
  for (guint i = 0; i < 4; i++)
    ferry_test_estate_fail (fixture->estate, "DescribeVolumes", "UnauthorizedOperation", NULL);
  go (fixture);
  assert_landed (fixture);
  g_assert_error (ferry_landing_get_notice (fixture->landing), FERRY_ERROR, FERRY_ERROR_DENIED);
  g_assert_cmpuint (fixture->estate->n_attach, ==, 2);
}

/* Who may not ask cannot know: it is never sent again. */
static void
test_lost_and_denied (Fixture       *fixture,
                      gconstpointer  data)
{
  ferry_test_estate_fail (fixture->estate, "AttachVolume", "lose", NULL);
  for (guint i = 0; i < 2; i++)
    ferry_test_estate_fail (fixture->estate, "DescribeVolumes", "UnauthorizedOperation", NULL);
  go (fixture);
  assert_failed (fixture, FERRY_ERROR_DENIED, "DescribeVolumes");
  g_assert_cmpuint (fixture->estate->n_attach, ==, 1);

  restart (fixture, 0);
  go (fixture);
  assert_landed (fixture);
  g_assert_cmpuint (fixture->estate->n_attach, ==, 2);
}

static void
test_attach_denied (Fixture       *fixture,
                    gconstpointer  data)
{
  ferry_test_estate_fail (fixture->estate, "AttachVolume", "UnauthorizedOperation", NULL);
  go (fixture);
  assert_failed (fixture, FERRY_ERROR_DENIED, "AttachVolume");
  go (fixture);
  assert_landed (fixture);
}

/* Neither a failure nor the end: it goes on with other credentials. */
static void
test_expired (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const operations[] = { "CreateTags", "DescribeInstances", "DescribeVolumes",
                                            "AttachVolume" };

  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      ferry_test_estate_fail (fixture->estate, operations[i], "ExpiredToken", NULL);
      go (fixture);
      wait_error (fixture);
      g_assert_error (ferry_landing_get_error (fixture->landing), FERRY_ERROR,
                      FERRY_ERROR_EXPIRED);
      g_assert_cmpint (ferry_landing_get_state (fixture->landing), !=, FERRY_MACHINE_FAILED);
      g_clear_object (&fixture->client);
      fixture->client = make_client (fixture);
    }

  go (fixture);
  assert_landed (fixture);
  g_assert_cmpuint (fixture->estate->n_attach, ==, 3);
}

/* Those that came while the old ones were still in use are used. */
static void
test_renewed (Fixture       *fixture,
              gconstpointer  data)
{
  ferry_test_estate_fail (fixture->estate, "CreateTags", "ExpiredToken", NULL);
  go (fixture);
  g_clear_object (&fixture->client);
  fixture->client = make_client (fixture);
  go (fixture);
  assert_landed (fixture);
}

/* The machine's record has lines of others: that a disk failed, or was cancelled too late, is over
 * once the disks have landed.
 */
static void
test_others (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const words[] = { "failed", "asking", "cancelled" };
  g_autoptr(FerryRecord) record = ferry_record_new (fixture->journal, 0, FERRY_JOURNAL_WHOLE);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr(GAsyncResult) result = NULL;
      GAsyncResult *slot = NULL;

      ferry_record_write_async (record, words[i], now, NULL, cancellable, ferry_test_take_result,
                                &slot);
      result = ferry_test_wait (&slot);
      g_assert_true (ferry_record_write_finish (record, result, NULL));
      end_landing (fixture);
      make_landing (fixture);
      g_assert_cmpint (ferry_landing_get_state (fixture->landing), ==, FERRY_MACHINE_TAGGING);
      g_assert_cmpint (ferry_landing_get_question (fixture->landing), ==, FERRY_QUESTION_NONE);
      g_assert_null (ferry_landing_get_error (fixture->landing));
    }

  go (fixture);
  assert_landed (fixture);
}

/* Of a retry that made another instance nothing of the first one counts. */
static void
test_other_instance (Fixture       *fixture,
                     gconstpointer  data)
{
  go (fixture);
  assert_landed (fixture);
  fixture->instance->state = "terminated";
  ferry_test_estate_attach (fixture->estate, fixture->volume[1], NULL, NULL);
  ferry_test_estate_attach (fixture->estate, fixture->volume[2], NULL, NULL);
  ferry_test_estate_add_instance (fixture->estate, "i-2", "stopped");
  ferry_test_estate_changed (fixture->estate);
  g_string_truncate (fixture->estate->log, 0);

  ferry_landing_go (fixture->landing, fixture->client, "i-2", fixture->tokens, fixture->volumes);
  while (ferry_landing_get_device (fixture->landing, 2))
    g_main_context_iteration (NULL, TRUE);
  wait_state (fixture, FERRY_MACHINE_LANDED);
  g_assert_cmpstr (fixture->estate->log->str, ==,
                   "CreateTags i-2\nCreateTags vol-1\nCreateTags vol-2\n"
                   "AttachVolume vol-1 i-2 /dev/sdf\nAttachVolume vol-2 i-2 /dev/sdg\n");
}

static void
test_storage (Fixture       *fixture,
              gconstpointer  data)
{
  go (fixture);
  while (ferry_journal_get_entries (fixture->journal)->len < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_remove (g_file_peek_path (fixture->file)), ==, 0);
  g_assert_cmpint (g_mkdir (g_file_peek_path (fixture->file), 0700), ==, 0);
  wait_state (fixture, FERRY_MACHINE_FAILED);
  g_assert_cmpuint (fixture->estate->n_attach, ==, 0);
}

#define ADD(path, name) \
  g_test_add (path, Fixture, NULL, set_up, name, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/landing/lands", test_lands);
  ADD ("/landing/slow", test_slow);
  ADD ("/landing/one-disk", test_one_disk);
  ADD ("/landing/lost-after", test_lost_after);
  ADD ("/landing/lost-before", test_lost_before);
  ADD ("/landing/lag", test_lag);
  ADD ("/landing/lag-absent", test_lag_absent);
  ADD ("/landing/lag-elsewhere", test_lag_elsewhere);
  ADD ("/landing/killed-before", test_killed_before);
  ADD ("/landing/killed-after", test_killed_after);
  ADD ("/landing/killed-lag", test_killed_lag);
  ADD ("/landing/device-taken", test_device_taken);
  ADD ("/landing/other-device", test_other_device);
  ADD ("/landing/elsewhere", test_elsewhere);
  ADD ("/landing/zone", test_zone);
  ADD ("/landing/terminated", test_terminated);
  ADD ("/landing/unknown-instance", test_unknown_instance);
  ADD ("/landing/volume-deleted", test_volume_deleted);
  ADD ("/landing/volume-not-told", test_volume_not_told);
  ADD ("/landing/waits", test_waits);
  ADD ("/landing/refused-for-now", test_refused_for_now);
  ADD ("/landing/tags-denied", test_tags_denied);
  ADD ("/landing/describe-denied", test_describe_denied);
  ADD ("/landing/lost-and-denied", test_lost_and_denied);
  ADD ("/landing/attach-denied", test_attach_denied);
  ADD ("/landing/root", test_root);
  ADD ("/landing/expired", test_expired);
  ADD ("/landing/renewed", test_renewed);
  ADD ("/landing/others", test_others);
  ADD ("/landing/other-instance", test_other_instance);
  ADD ("/landing/storage", test_storage);

  return g_test_run ();
}
