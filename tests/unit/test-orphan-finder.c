/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "made-fixture.h"

/* What imports left over in the rehearsal cloud, beside what only looks like it. */

#define DESK "00000000-0000-4000-8000-00000000de5c"
#define RUN "00000000-0000-4000-8000-000000000b0b"

typedef enum { FAILED, LANDED, OPEN, N_MACHINES } MachineNumber;

static const FerryMachineState states[] = {
  [FAILED] = FERRY_MACHINE_FAILED,
  [LANDED] = FERRY_MACHINE_LANDED,
  [OPEN] = FERRY_MACHINE_IMPORTING,
};

typedef struct {
  FerryTestCloud     *cloud;
  FerryClient        *client;
  FerryPlan          *plan;
  FerryDurableWriter *writer;
  FerryJournal       *journal;
  Made                instance[N_MACHINES];
  Made                volume[N_MACHINES];
  Made                by_hand;   /* another tool's volume */
  char               *still;     /* its task that never finds its manifest */
  char               *claim[N_MACHINES];
  GPtrArray          *orphans;
} Fixture;

static void
add_machine (Fixture    *fixture,
             FerryDisk  *boot,
             FerryDisk  *disk,
             const char *name)
{
  static const char *const groups[] = { "sg-0a1b2c3d", NULL };
  g_autoptr(FerryMachine) machine = ferry_machine_new (boot);
  g_autoptr(FerryMachineDisk) data = ferry_machine_disk_new (disk);

  ferry_machine_add_disk (machine, data);
  g_object_set (machine, "name", name, "platform", FERRY_PLATFORM_LINUX,
                "instance-type", "t2.medium", "zone", ZONE, "subnet-id", "subnet-0a1b2c3d",
                "security-groups", groups, NULL);
  ferry_plan_add_machine (fixture->plan, machine);
}

static gboolean
is_there (Fixture    *fixture,
          const char *key)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerryObject) object = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_head_object_async (fixture->client, REGION, BUCKET, key, NULL, ferry_test_take_result,
                              &slot);
  result = ferry_test_wait (&slot);
  object = ferry_s3_head_object_finish (fixture->client, result, &error);

  return object != NULL;
}

/* EC2 removes the manifest in the end, or it does not. */
static void
take (Fixture *fixture,
      Made    *made)
{
  g_autoptr(FerryConversionTask) ended = describe_task (fixture->client, made->task_id);
  FerryConversionVolume *volume = g_ptr_array_index (ended->volumes, 0);

  g_assert_cmpint (ended->state, ==, FERRY_CONVERSION_COMPLETED);
  made->id = g_strdup (ended->instance_id ? ended->instance_id : volume->volume_id);
  g_assert_nonnull (made->id);
  if (!is_there (fixture, made->manifest_key))
    put (fixture->client, made->manifest_key, made->manifest);
}

static void
import_all (Fixture *fixture)
{
  g_autoptr(GPtrArray) requests = ferry_test_cloud_tell (fixture->cloud, "slots 20");

  for (guint i = 0; i < N_MACHINES; i++)
    {
      begin (fixture->client, fixture->plan, 0, NULL, &fixture->instance[i]);
      begin (fixture->client, fixture->plan, 1, NULL, &fixture->volume[i]);
    }
  begin (fixture->client, fixture->plan, 1, "by hand", &fixture->by_hand);
  for (guint i = 0; i < 2 * N_MACHINES + 1; i++)
    {
      g_autoptr(JsonObject) event =
        ferry_test_cloud_wait (fixture->cloud, "event", "task", "state", "completed");
    }

  for (guint i = 0; i < N_MACHINES; i++)
    {
      take (fixture, &fixture->instance[i]);
      take (fixture, &fixture->volume[i]);
    }
  take (fixture, &fixture->by_hand);
}

/* Its manifest was never stored, and EC2 waits for it in silence. */
static char *
begin_still (Fixture *fixture)
{
  FerryMachine *machine = ferry_plan_get_machine (fixture->plan, 0);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryDraft) draft = ferry_draft_new (fixture->client, fixture->plan, machine, 1, NULL,
                                                 ZONE, NULL, &error);
  g_autoptr(FerryConversionTask) task = request (fixture->client, draft, "by hand");

  return g_strdup (task->id);
}

static void
append (Fixture        *fixture,
        guint           machine,
        guint           disk,
        FerryTaskState  state,
        const char     *field,
        const Made     *made)
{
  g_autoptr(JsonObject) fields = json_object_new ();
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_json_set_string (fields, "manifest-key", made->manifest_key);
  ferry_json_set_string (fields, "task-id", made->task_id);
  ferry_json_set_string (fields, field, made->id);
  ferry_journal_append_async (fixture->journal, machine, disk, ferry_task_state_to_word (state),
                              now, fields, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  g_assert_true (ferry_journal_append_finish (fixture->journal, result, NULL));
}

static void
claim (Fixture    *fixture,
       guint       machine,
       const char *run_id)
{
  FerryMachine *planned = ferry_plan_get_machine (fixture->plan, machine);
  FerryDisk *disk = ferry_machine_disk_get_disk (ferry_machine_get_disk (planned, 1));
  g_autofree char *text = g_strdup_printf ("{\"format\":1,\"desk\":\"" DESK "\",\"run\":\"%s\"}",
                                           run_id);
  g_autoptr(GBytes) content = g_bytes_new (text, strlen (text));

  fixture->claim[machine] = ferry_claim_dup_key (disk);
  put (fixture->client, fixture->claim[machine], content);
}

static void
make_plan (Fixture *fixture)
{
  g_autoptr(FerryDisk) boot = look_at (fixture->client, BOOT);
  g_autoptr(FerryDisk) data = look_at (fixture->client, DATA);
  g_autoptr(FerryDiskReport) report = ferry_disk_report_new ();
  g_autoptr(FerryDisk) other = ferry_disk_new (REGION, BUCKET, FOLDER "other.raw", "\"o\"",
                                               "STANDARD", 512, report);

  fixture->plan =
    ferry_plan_new (ferry_account_get_id (ferry_client_get_account (fixture->client)));
  add_machine (fixture, boot, data, "failed");
  add_machine (fixture, boot, data, "landed");
  add_machine (fixture, boot, other, "open");
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GFile) folder = NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GPtrArray) requests = NULL;
  g_autoptr(GBytes) text = g_bytes_new_static ("x", 1);

  fixture->cloud = ferry_test_cloud_new ();
  ferry_test_cloud_start (fixture->cloud, "--import-seconds", "0");
  fixture->client = fixture->cloud->client;
  make_plan (fixture);
  folder = g_file_new_build_filename (fixture->cloud->folder, "imports", NULL);
  fixture->writer = ferry_durable_writer_new ();
  fixture->journal = ferry_journal_new (fixture->writer, folder, DESK, RUN, fixture->plan, now);

  import_all (fixture);
  for (guint i = 0; i < N_MACHINES; i++)
    {
      FerryTaskState state = i == OPEN ? FERRY_TASK_CONVERTING : FERRY_TASK_LANDED;

      append (fixture, i, 0, state, "instance-id", &fixture->instance[i]);
      append (fixture, i, 1, state, "volume-id", &fixture->volume[i]);
    }
  fixture->still = begin_still (fixture);
  claim (fixture, FAILED, RUN);
  claim (fixture, OPEN, RUN);
  put (fixture->client, FOLDER "web.vmdkmanifest.xml", text);

  /* Two days later */
  requests = ferry_test_cloud_tell (fixture->cloud, "fault skew:172800");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint i = 0; i < N_MACHINES; i++)
    {
      made_clear (&fixture->instance[i]);
      made_clear (&fixture->volume[i]);
      g_free (fixture->claim[i]);
    }
  made_clear (&fixture->by_hand);
  g_free (fixture->still);
  g_clear_pointer (&fixture->orphans, g_ptr_array_unref);
  g_clear_object (&fixture->journal);
  g_clear_object (&fixture->writer);
  g_clear_object (&fixture->plan);
  ferry_test_cloud_free (fixture->cloud);
}

static guint
search (Fixture *fixture)
{
  FerryOrphanMemory *memory = ferry_orphan_memory_new ();
  g_autoptr(GDateTime) now = ferry_client_dup_now (fixture->client);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_orphan_memory_add_run (memory, fixture->journal, states, now);
  ferry_orphan_search_async (fixture->client, REGION, memory, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  g_clear_pointer (&fixture->orphans, g_ptr_array_unref);
  fixture->orphans = ferry_orphan_search_finish (fixture->client, result, &problems, &error);
  g_assert_no_error (error);

  return problems->len;
}

/* (nullable) */
static FerryOrphan *
find (Fixture    *fixture,
      const char *id)
{
  for (guint i = 0; i < fixture->orphans->len; i++)
    {
      FerryOrphan *orphan = g_ptr_array_index (fixture->orphans, i);

      if (g_strcmp0 (ferry_orphan_get_id (orphan), id) == 0)
        return orphan;
    }

  return NULL;
}

static void
assert_found (Fixture             *fixture,
              const char          *id,
              FerryOrphanKind      kind,
              FerryOrphanEvidence  evidence,
              const char          *machine)
{
  FerryOrphan *orphan = find (fixture, id);

  g_test_message ("%s", id);
  g_assert_nonnull (orphan);
  g_assert_cmpint (ferry_orphan_get_kind (orphan), ==, kind);
  g_assert_cmpint (ferry_orphan_get_evidence (orphan), ==, evidence);
  g_assert_cmpstr (ferry_orphan_get_machine (orphan), ==, machine);
  g_assert_nonnull (ferry_orphan_get_since (orphan));
  if (kind == FERRY_ORPHAN_VOLUME || kind == FERRY_ORPHAN_INSTANCE)
    g_assert_cmpuint (ferry_orphan_get_size (orphan), >, 0);
}

static gboolean
remove_it (Fixture      *fixture,
           FerryOrphan  *orphan,
           GError      **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_orphan_remove_async (orphan, fixture->client, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_orphan_remove_finish (orphan, result, error);
}

static void
test_finds (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_cmpuint (search (fixture), ==, 0);

  assert_found (fixture, fixture->instance[FAILED].id, FERRY_ORPHAN_INSTANCE,
                FERRY_ORPHAN_BY_JOURNAL, "failed");
  g_assert_true (ferry_orphan_is_kept (find (fixture, fixture->instance[FAILED].id)));
  assert_found (fixture, fixture->volume[FAILED].id, FERRY_ORPHAN_VOLUME, FERRY_ORPHAN_BY_JOURNAL,
                "failed");
  assert_found (fixture, fixture->by_hand.id, FERRY_ORPHAN_VOLUME, FERRY_ORPHAN_BY_TASK, NULL);
  assert_found (fixture, fixture->still, FERRY_ORPHAN_TASK, FERRY_ORPHAN_BY_TASK, NULL);
  assert_found (fixture, fixture->claim[FAILED], FERRY_ORPHAN_CLAIM, FERRY_ORPHAN_BY_JOURNAL,
                "failed");
  assert_found (fixture, fixture->instance[FAILED].manifest_key, FERRY_ORPHAN_MANIFEST,
                FERRY_ORPHAN_BY_JOURNAL, "failed");
  assert_found (fixture, fixture->volume[LANDED].manifest_key, FERRY_ORPHAN_MANIFEST,
                FERRY_ORPHAN_BY_JOURNAL, "landed");
  /* Those of the failed and of the landed machine, the last two of which are above. */
  g_assert_cmpuint (fixture->orphans->len, ==, 5 + 4);
}

/* Everything that was found goes; nothing else does. */
static void
test_removes (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  search (fixture);
  for (guint i = 0; i < fixture->orphans->len; i++)
    {
      FerryOrphan *orphan = g_ptr_array_index (fixture->orphans, i);

      g_assert_true (remove_it (fixture, orphan, &error));
      g_assert_no_error (error);
      g_assert_true (remove_it (fixture, orphan, &error));
      g_assert_no_error (error);
    }

  search (fixture);
  g_assert_cmpuint (fixture->orphans->len, ==, 0);
  g_assert_true (is_there (fixture, fixture->instance[OPEN].manifest_key));
  g_assert_true (is_there (fixture, fixture->volume[OPEN].manifest_key));
  g_assert_true (is_there (fixture, fixture->claim[OPEN]));
  g_assert_true (is_there (fixture, FOLDER "web.vmdkmanifest.xml"));
  g_assert_true (is_there (fixture, DATA));
  g_assert_false (is_there (fixture, fixture->claim[FAILED]));
  g_assert_false (is_there (fixture, fixture->instance[FAILED].manifest_key));
}

static void
attach (Fixture    *fixture,
        const char *volume_id,
        const char *instance_id)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_attach_volume_async (fixture->client, REGION, volume_id, instance_id, "/dev/sdf", NULL,
                             ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  ferry_attach_volume_finish (fixture->client, result, &error);
  g_assert_no_error (error);
}

static void
start (Fixture    *fixture,
       const char *instance_id)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_start_instance_async (fixture->client, REGION, instance_id, NULL, ferry_test_take_result,
                              &slot);
  result = ferry_test_wait (&slot);
  ferry_start_instance_finish (fixture->client, result, &error);
  g_assert_no_error (error);
}

static void
assert_conflict (Fixture    *fixture,
                 const char *id)
{
  g_autoptr(GError) error = NULL;

  g_test_message ("%s", id);
  g_assert_false (remove_it (fixture, find (fixture, id), &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_CONFLICT);
}

/* What came into use since is left alone. */
static void
test_in_use (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GBytes) other = g_bytes_new_static ("{\"run\":\"other\"}", 15);

  search (fixture);
  attach (fixture, fixture->by_hand.id, fixture->instance[LANDED].id);
  start (fixture, fixture->instance[FAILED].id);
  assert_conflict (fixture, fixture->by_hand.id);
  assert_conflict (fixture, fixture->instance[FAILED].id);

  g_assert_true (remove_it (fixture, find (fixture, fixture->claim[FAILED]), NULL));
  put (fixture->client, fixture->claim[FAILED], other);
  assert_conflict (fixture, fixture->claim[FAILED]);
  g_assert_true (is_there (fixture, fixture->claim[FAILED]));
}

/* What may not be asked is told, the rest is found. */
static void
test_denied (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) requests =
    ferry_test_cloud_tell (fixture->cloud, "fault deny:DescribeConversionTasks");
  g_autoptr(GPtrArray) more =
    ferry_test_cloud_tell (fixture->cloud, "fault deny:ListObjectsV2");

  g_assert_cmpuint (search (fixture), ==, 3);
  g_assert_nonnull (find (fixture, fixture->instance[FAILED].id));
  g_assert_nonnull (find (fixture, fixture->volume[FAILED].id));
  g_assert_null (find (fixture, fixture->by_hand.id));
  g_assert_cmpuint (fixture->orphans->len, ==, 2);
}

/* What the engine's runs need is told by their machines: of this journal all disks have landed, so
 * two of them are about to be tagged, and none of their volumes is left over.
 */
static void
test_engine (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GFile) folder = g_file_new_build_filename (fixture->cloud->folder, "imports", NULL);
  g_autoptr(FerryTaskList) tasks = ferry_task_list_new (1);
  g_autoptr(FerryActivity) activity = ferry_activity_new ();
  g_autoptr(FerryEngine) engine = ferry_engine_new (folder, tasks, activity, 1);
  g_autoptr(GAsyncResult) loaded = NULL;
  g_autoptr(GAsyncResult) found = NULL;
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_engine_load_async (engine, NULL, ferry_test_take_result, &slot);
  loaded = ferry_test_wait (&slot);
  ferry_engine_load_finish (engine, loaded, &error);
  g_assert_no_error (error);

  ferry_orphans_find_async (engine, fixture->client, REGION, BUCKET, NULL, ferry_test_take_result,
                            &slot);
  found = ferry_test_wait (&slot);
  fixture->orphans = ferry_orphans_find_finish (engine, found, &problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);

  g_assert_nonnull (find (fixture, fixture->by_hand.id));
  g_assert_nonnull (find (fixture, fixture->volume[LANDED].manifest_key));
  g_assert_null (find (fixture, fixture->volume[OPEN].manifest_key));
  g_assert_null (find (fixture, fixture->volume[FAILED].id));
  g_assert_null (find (fixture, fixture->instance[FAILED].id));
  g_assert_true (remove_it (fixture, find (fixture, fixture->by_hand.id), &error));
  g_assert_no_error (error);
  while (ferry_activity_is_busy (activity))
    g_main_context_iteration (NULL, TRUE);
}

#define ADD(path, name) \
  g_test_add (path, Fixture, NULL, set_up, name, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/orphan-finder/finds", test_finds);
  ADD ("/orphan-finder/removes", test_removes);
  ADD ("/orphan-finder/in-use", test_in_use);
  ADD ("/orphan-finder/denied", test_denied);
  ADD ("/orphan-finder/engine", test_engine);

  return g_test_run ();
}
