/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "made-fixture.h"

/* A machine with two data disks lands in the rehearsal cloud, whatever goes wrong; its events tell
 * how often an act was carried out.
 */

#define DESK "00000000-0000-4000-8000-00000000de5c"
#define RUN "00000000-0000-4000-8000-000000000b0b"
#define N_DISKS 3

/* EC2's lists may be behind for 3.6 s, then. */
#define SPEED 100

typedef struct {
  FerryTestCloud     *cloud;
  FerryClient        *client;
  FerryPlan          *plan;
  FerryDurableWriter *writer;
  GFile              *file;
  FerryJournal       *journal;
  FerryActivity      *activity;
  FerryLanding       *landing;
  Made                made[N_DISKS];
} Fixture;

static void
make_plan (Fixture *fixture)
{
  static const char *const groups[] = { "sg-0a1b2c3d", NULL };
  g_autoptr(FerryDisk) boot = look_at (fixture->client, BOOT);
  g_autoptr(FerryDisk) data = look_at (fixture->client, DATA);
  g_autoptr(FerryMachine) machine = ferry_machine_new (boot);

  for (guint i = 1; i < N_DISKS; i++)
    {
      g_autoptr(FerryMachineDisk) added = ferry_machine_disk_new (data);

      ferry_machine_add_disk (machine, added);
    }
  g_object_set (machine, "name", "web01", "platform", FERRY_PLATFORM_LINUX,
                "instance-type", "t2.medium", "zone", ZONE, "subnet-id", "subnet-0a1b2c3d",
                "security-groups", groups, NULL);
  fixture->plan =
    ferry_plan_new_for (ferry_account_get_id (ferry_client_get_account (fixture->client)),
                        machine);
}

static void
import_all (Fixture *fixture)
{
  for (guint i = 0; i < N_DISKS; i++)
    begin (fixture->client, fixture->plan, i, NULL, &fixture->made[i]);
  for (guint i = 0; i < N_DISKS; i++)
    {
      g_autoptr(JsonObject) event =
        ferry_test_cloud_wait (fixture->cloud, "event", "task", "state", "completed");
    }
  for (guint i = 0; i < N_DISKS; i++)
    {
      g_autoptr(FerryConversionTask) ended = describe_task (fixture->client,
                                                            fixture->made[i].task_id);
      FerryConversionVolume *volume = g_ptr_array_index (ended->volumes, 0);

      fixture->made[i].id = g_strdup (i == 0 ? ended->instance_id : volume->volume_id);
    }
}

static void
make_landing (Fixture *fixture)
{
  g_autoptr(FerryRecord) record = ferry_record_new (fixture->journal, 0, FERRY_JOURNAL_WHOLE);

  fixture->activity = ferry_activity_new ();
  fixture->landing = ferry_landing_new (record, fixture->activity, SPEED);
}

static void
end_landing (Fixture *fixture)
{
  ferry_landing_abandon (fixture->landing);
  while (ferry_activity_is_busy (fixture->activity) ||
         G_OBJECT (fixture->landing)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (g_steal_pointer (&fixture->landing));
  g_clear_object (&fixture->activity);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GFile) folder = NULL;

  fixture->cloud = ferry_test_cloud_new ();
  ferry_test_cloud_start (fixture->cloud, "--import-seconds", "0");
  fixture->client = fixture->cloud->client;
  ferry_client_set_patience (fixture->client, 1, 5);
  make_plan (fixture);
  import_all (fixture);
  folder = g_file_new_build_filename (fixture->cloud->folder, "imports", NULL);
  fixture->file = g_file_get_child (folder, RUN ".journal");
  fixture->writer = ferry_durable_writer_new ();
  fixture->journal = ferry_journal_new (fixture->writer, folder, DESK, RUN, fixture->plan, now);
  make_landing (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  end_landing (fixture);
  for (guint i = 0; i < N_DISKS; i++)
    made_clear (&fixture->made[i]);
  g_clear_object (&fixture->journal);
  g_clear_object (&fixture->writer);
  g_clear_object (&fixture->file);
  g_clear_object (&fixture->plan);
  ferry_test_cloud_free (fixture->cloud);
}

/* What was carried out, of requests that the rehearsal has told of so far. */
static void
tell (Fixture    *fixture,
      const char *line)
{
  g_autoptr(GPtrArray) requests = ferry_test_cloud_tell (fixture->cloud, line);
}

static void
go (Fixture *fixture)
{
  g_autoptr(GPtrArray) tokens = g_ptr_array_new ();
  g_autoptr(GPtrArray) volumes = g_ptr_array_new ();

  for (guint i = 0; i < N_DISKS; i++)
    {
      g_ptr_array_add (tokens, (char *) "ferry1:a");
      g_ptr_array_add (volumes, i == 0 ? NULL : fixture->made[i].id);
    }
  ferry_landing_go (fixture->landing, fixture->client, fixture->made[0].id, tokens, volumes);
}

/* The end: no fault, and every volume is where it belongs. Returns: how often AttachVolume came. */
static guint
wait_landed (Fixture *fixture)
{
  g_autoptr(GPtrArray) requests = NULL;
  guint n = 0;

  while (ferry_landing_get_state (fixture->landing) != FERRY_MACHINE_LANDED)
    {
      g_assert_cmpint (ferry_landing_get_state (fixture->landing), !=, FERRY_MACHINE_FAILED);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_null (ferry_landing_get_notice (fixture->landing));
  g_assert_cmpstr (ferry_landing_get_device (fixture->landing, 1), ==, "/dev/sdf");
  g_assert_cmpstr (ferry_landing_get_device (fixture->landing, 2), ==, "/dev/sdg");

  requests = ferry_test_cloud_tell (fixture->cloud, "no-faults");
  for (guint i = 0; i < requests->len; i++)
    n += g_strcmp0 (ferry_json_get_string (g_ptr_array_index (requests, i), "operation"),
                    "AttachVolume") == 0;

  return n;
}

static void
test_lands (Fixture       *fixture,
            gconstpointer  data)
{
  go (fixture);
  g_assert_cmpuint (wait_landed (fixture), ==, 2);
}

static void
test_lost_reply (Fixture       *fixture,
                 gconstpointer  data)
{
  tell (fixture, "fault lose-reply:AttachVolume:2");
  go (fixture);
  g_assert_cmpuint (wait_landed (fixture), ==, 2);
}

/* Replies are lost and EC2's lists are behind, as far as they ever are. */
static void
test_late (Fixture       *fixture,
           gconstpointer  data)
{
  tell (fixture, "fault lose-reply:AttachVolume:2");
  tell (fixture, "describe-delay 3");
  go (fixture);
  g_assert_cmpuint (wait_landed (fixture), ==, 2);
}

static void
test_luck (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *seed = g_strdup_printf ("chaos %u", g_test_rand_int_range (1, 1000));

  tell (fixture, seed);
  go (fixture);
  wait_landed (fixture);
}

/* Ferry ends at each line of the journal, while the lists are behind. */
static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  tell (fixture, "describe-delay 1");
  for (guint i = 1; i < 8; i++)
    {
      g_autoptr(GError) error = NULL;

      go (fixture);
      while (ferry_journal_get_entries (fixture->journal)->len < i)
        g_main_context_iteration (NULL, TRUE);
      end_landing (fixture);
      g_clear_object (&fixture->journal);
      fixture->journal = ferry_journal_load (fixture->writer, fixture->file, &error);
      g_assert_no_error (error);
      make_landing (fixture);
    }

  go (fixture);
  g_assert_cmpuint (wait_landed (fixture), ==, 2);
}

#define ADD(path, name) \
  g_test_add (path, Fixture, NULL, set_up, name, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/landing-cloud/lands", test_lands);
  ADD ("/landing-cloud/lost-reply", test_lost_reply);
  ADD ("/landing-cloud/late", test_late);
  ADD ("/landing-cloud/luck", test_luck);
  ADD ("/landing-cloud/killed", test_killed);

  return g_test_run ();
}
