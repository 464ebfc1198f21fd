/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "orphan-fixture.h"

/* What is expected of a thing. */
typedef enum {
  NO,
  YES,
  KEPT,
} Wanted;

static FerryOrphanJudge
make_judge (Fixture   *fixture,
            GPtrArray *tasks)
{
  return (FerryOrphanJudge) {
    .memory = fixture->memory,
    .region = REGION,
    .now = fixture->now,
    .tasks = tasks,
    .orphans = g_ptr_array_new_with_free_func (g_object_unref),
  };
}

static GDateTime *
dup_days_ago (Fixture *fixture,
              int      days)
{
  g_autoptr(GDateTime) then = g_date_time_add_days (fixture->now, -days);

  return g_date_time_add_minutes (then, -1);
}

/* @machine: (nullable) */
static void
assert_one (FerryOrphanJudge    *judge,
            const char          *id,
            Wanted               wanted,
            FerryOrphanEvidence  evidence,
            const char          *machine)
{
  FerryOrphan *orphan;

  g_test_message ("%s", id);
  g_assert_cmpuint (judge->orphans->len, ==, wanted != NO);
  if (wanted == NO)
    return;

  orphan = g_ptr_array_index (judge->orphans, 0);
  g_assert_cmpstr (ferry_orphan_get_id (orphan), ==, id);
  g_assert_cmpstr (ferry_orphan_get_region (orphan), ==, REGION);
  g_assert_cmpint (ferry_orphan_get_evidence (orphan), ==, evidence);
  g_assert_cmpstr (ferry_orphan_get_machine (orphan), ==, machine);
  g_assert_cmpint (ferry_orphan_is_kept (orphan), ==, wanted == KEPT);
  g_ptr_array_set_size (judge->orphans, 0);
}

static void
test_keys (void)
{
  static const struct {
    const char *key;
    gboolean    is_manifest;
    gboolean    is_claim;
  } cases[] = {
    { "vm/ferry-0123456789abcdef0123456789abcdef.manifest.xml", TRUE, FALSE },
    { "ferry-0123456789abcdef0123456789abcdef.manifest.xml", TRUE, FALSE },
    { "vm/ferry-0123456789abcdef0123456789abcdef.manifest.xml/x", FALSE, FALSE },
    { "vm/ferry-0123456789ABCDEF0123456789abcdef.manifest.xml", FALSE, FALSE },
    { "vm/ferry-0123456789abcdef.manifest.xml", FALSE, FALSE },
    { "vm/ferry-0123456789abcdef0123456789abcdeg.manifest.xml", FALSE, FALSE },
    { "vm/web.vmdkmanifest.xml", FALSE, FALSE },
    { "vm/xferry-0123456789abcdef0123456789abcdef.manifest.xml", FALSE, FALSE },
    { "vm/.ferry-claim-0123456789ab", FALSE, TRUE },
    { ".ferry-claim-0123456789ab", FALSE, TRUE },
    { "vm/.ferry-claim-0123456789ab.bak", FALSE, FALSE },
    { "vm/.ferry-claim-", FALSE, FALSE },
    { "", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].key);
      g_assert_cmpint (ferry_orphan_is_manifest_key (cases[i].key), ==, cases[i].is_manifest);
      g_assert_cmpint (ferry_orphan_is_claim_key (cases[i].key), ==, cases[i].is_claim);
    }
}

static void
test_manifests (Fixture       *fixture,
                gconstpointer  data)
{
  static const struct {
    const char          *folder;
    guint                number;
    int                  days;
    Wanted               wanted;
    FerryOrphanEvidence  evidence;
    const char          *machine;
  } cases[] = {
    { "vm/", 0, 0, YES, FERRY_ORPHAN_BY_JOURNAL, "open" },     /* of an attempt before */
    { "vm/", 1, 0, NO, 0, NULL },                              /* it converts */
    { "data/", 2, 0, YES, FERRY_ORPHAN_BY_JOURNAL, "failed" }, /* the disk has landed */
    { "vm/", 3, 0, NO, 0, NULL },                              /* lost: EC2 may still read it */
    { "vm/", 4, 0, YES, FERRY_ORPHAN_BY_JOURNAL, "landed" },   /* was deleted, and is there */
    { "vm/", 99, 7, NO, 0, NULL },                             /* another computer's? */
    { "vm/", 99, 8, YES, FERRY_ORPHAN_BY_NAME, NULL },
    { "data/", 1, 1, NO, 0, NULL },                            /* not that of the journal */
  };
  FerryOrphanJudge judge = make_judge (fixture, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
      g_autofree char *key = make_key (cases[i].folder, cases[i].number);
      g_autoptr(GDateTime) modified = dup_days_ago (fixture, cases[i].days);

      g_ptr_array_add (objects, ferry_object_new (key, 1000, modified, "\"e\"", NULL));
      g_ptr_array_add (objects, ferry_object_new ("vm/web.vmdkmanifest.xml", 9, modified, NULL,
                                                  NULL));
      ferry_orphan_judge_manifests (&judge, BUCKET, objects);
      assert_one (&judge, key, cases[i].wanted, cases[i].evidence, cases[i].machine);
      ferry_orphan_judge_manifests (&judge, "other-bucket", objects);
      assert_one (&judge, key, cases[i].days == 8 ? YES : NO, FERRY_ORPHAN_BY_NAME, NULL);
    }

  g_ptr_array_unref (judge.orphans);
}

static void
test_claims (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct {
    const char          *disk;
    const char          *content;
    int                  days;
    Wanted               wanted;
    FerryOrphanEvidence  evidence;
    const char          *machine;
  } cases[] = {
    { "vm/open.vmdk", "{\"run\":\"" RUN "\",\"machine\":\"open\"}", 30, NO, 0, NULL },
    { "data/failed.vmdk", "{\"run\":\"" RUN "\"}", 0, YES, FERRY_ORPHAN_BY_JOURNAL, "failed" },
    { "data/waiting.vmdk", "{\"run\":\"" RUN "\"}", 30, NO, 0, NULL },
    { "data/failed.vmdk", "{\"run\":\"x\",\"machine\":\"m\"}", 7, NO, 0, NULL },
    { "data/failed.vmdk", "{\"run\":\"x\",\"machine\":\"m\"}", 8, YES, FERRY_ORPHAN_BY_NAME, "m" },
    { "vm/open.vmdk", "not JSON", 7, NO, 0, NULL },
    { "vm/open.vmdk", "\xff", 8, YES, FERRY_ORPHAN_BY_NAME, NULL },
    { "vm/open.vmdk", "", 8, YES, FERRY_ORPHAN_BY_NAME, NULL },
  };
  FerryOrphanJudge judge = make_judge (fixture, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryDisk) disk = make_disk (cases[i].disk);
      g_autofree char *key = ferry_claim_dup_key (disk);
      g_autoptr(GDateTime) modified = dup_days_ago (fixture, cases[i].days);
      g_autoptr(FerryObject) object = ferry_object_new (key, 10, modified, NULL, NULL);
      g_autoptr(GBytes) content = g_bytes_new_static (cases[i].content,
                                                      strlen (cases[i].content));

      ferry_orphan_judge_claim (&judge, BUCKET, object, content);
      assert_one (&judge, key, cases[i].wanted, cases[i].evidence, cases[i].machine);
    }

  g_ptr_array_unref (judge.orphans);
}

/* (transfer full): as EC2 tells it */
static FerryConversionTask *
make_task (const char *state,
           const char *ids,
           const char *description,
           const char *more)
{
  g_autofree char *text =
    g_strdup_printf ("<item><conversionTaskId>import-i-x</conversionTaskId><state>%s</state>"
                     "<importInstance>%s<description>%s</description></importInstance>%s</item>",
                     state, ids, description ? description : "", more ? more : "");
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryXml) root = ferry_xml_parse (bytes, &error);
  FerryConversionTask *task;

  g_assert_no_error (error);
  task = ferry_conversion_task_from_xml (root, &error);
  g_assert_no_error (error);

  return task;
}

#define OTHER "ferry1:00000000-0000-4000-8000-0000000000020123456789ab"

static void
test_volumes (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct {
    const char          *id;
    const char          *state;
    const char          *tag;
    const char          *task_state;   /* of the task that made it */
    const char          *description;
    int                  days;
    Wanted               wanted;
    FerryOrphanEvidence  evidence;
    const char          *machine;
  } cases[] = {
    { "vol-failed", "available", NULL, NULL, NULL, 0, KEPT, FERRY_ORPHAN_BY_JOURNAL, "failed" },
    { "vol-failed", "in-use", NULL, NULL, NULL, 0, NO, 0, NULL },
    { "vol-failed", "deleting", NULL, NULL, NULL, 0, NO, 0, NULL },
    { "vol-failed", "available", NULL, "active", NULL, 0, NO, 0, NULL },
    { "vol-landed", "available", "ferry1:landed-data", "completed", OTHER, 99, NO, 0, NULL },
    { "vol-1", "available", "ferry1:failed-data", NULL, NULL, 0, KEPT, FERRY_ORPHAN_BY_TAG,
      "failed" },
    { "vol-1", "available", "ferry1:open", NULL, NULL, 99, NO, 0, NULL },
    { "vol-1", "available", "ferry1:open-old", NULL, NULL, 0, YES, FERRY_ORPHAN_BY_TAG, "open" },
    { "vol-1", "available", OTHER, NULL, NULL, 7, NO, 0, NULL },
    { "vol-1", "available", OTHER, NULL, NULL, 8, YES, FERRY_ORPHAN_BY_TAG, NULL },
    { "vol-1", "available", NULL, "completed", OTHER " web", 8, YES, FERRY_ORPHAN_BY_DESCRIPTION,
      NULL },
    { "vol-1", "available", NULL, "completed", OTHER " web", 7, NO, 0, NULL },
    { "vol-1", "available", NULL, "completed", "by hand", 0, NO, 0, NULL },
    { "vol-1", "available", NULL, "completed", "by hand", 1, YES, FERRY_ORPHAN_BY_TASK, NULL },
    { "vol-1", "available", NULL, "cancelled", NULL, 1, YES, FERRY_ORPHAN_BY_TASK, NULL },
    { "vol-1", "available", NULL, "active", NULL, 6, NO, 0, NULL },
    { "vol-1", "available", NULL, "cancelling", NULL, 6, NO, 0, NULL },
    { "vol-1", "available", NULL, NULL, NULL, 99, NO, 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) volumes = g_ptr_array_new ();
      g_autoptr(GPtrArray) tasks =
        g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_conversion_task_unref);
      g_autoptr(GDateTime) created = dup_days_ago (fixture, cases[i].days);
      char *tags[] = { (char *) FERRY_TAG_ATTEMPT, (char *) cases[i].tag, NULL };
      FerryVolume volume = { .id = (char *) cases[i].id, .state = (char *) cases[i].state,
                             .size = 40, .created = created,
                             .tags = cases[i].tag ? tags : NULL };
      g_autofree char *ids =
        g_strdup_printf ("<volumes><item><bytesConverted>0</bytesConverted><volume><id>%s</id>"
                         "<size>1</size></volume></item></volumes>", cases[i].id);
      FerryOrphanJudge judge = make_judge (fixture, tasks);

      g_test_message ("%u", i);
      g_ptr_array_add (volumes, &volume);
      if (cases[i].task_state)
        g_ptr_array_add (tasks, make_task (cases[i].task_state, ids, cases[i].description, NULL));
      ferry_orphan_judge_volumes (&judge, volumes);
      if (cases[i].wanted != NO)
        g_assert_cmpuint (ferry_orphan_get_size (g_ptr_array_index (judge.orphans, 0)), ==, 40);
      assert_one (&judge, cases[i].id, cases[i].wanted, cases[i].evidence, cases[i].machine);
      g_ptr_array_unref (judge.orphans);
    }
}

/* Without the tasks, only what the journals know. */
static void
test_no_tasks (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GPtrArray) volumes = g_ptr_array_new ();
  g_autoptr(GDateTime) created = dup_days_ago (fixture, 99);
  char *tags[] = { (char *) FERRY_TAG_ATTEMPT, (char *) OTHER, NULL };
  FerryVolume known = { .id = (char *) "vol-failed", .state = (char *) "available" };
  FerryVolume unknown = { .id = (char *) "vol-1", .state = (char *) "available",
                          .created = created, .tags = tags };
  FerryOrphanJudge judge = make_judge (fixture, NULL);

  g_ptr_array_add (volumes, &unknown);
  g_ptr_array_add (volumes, &known);
  ferry_orphan_judge_volumes (&judge, volumes);
  assert_one (&judge, "vol-failed", KEPT, FERRY_ORPHAN_BY_JOURNAL, "failed");
  g_ptr_array_unref (judge.orphans);
}

static void
test_instances (Fixture       *fixture,
                gconstpointer  data)
{
  static const struct {
    const char          *id;
    const char          *state;
    const char          *tag;
    const char          *task_state;
    const char          *description;
    Wanted               wanted;
    FerryOrphanEvidence  evidence;
    const char          *machine;
  } cases[] = {
    { "i-failed", "stopped", NULL, NULL, NULL, YES, FERRY_ORPHAN_BY_JOURNAL, "failed" },
    { "i-failed", "running", NULL, NULL, NULL, NO, 0, NULL },
    { "i-failed", "terminated", NULL, NULL, NULL, NO, 0, NULL },
    { "i-failed", "stopped", NULL, "cancelling", NULL, NO, 0, NULL },
    { "i-open", "stopped", NULL, NULL, NULL, NO, 0, NULL },
    { "i-landed", "stopped", NULL, "completed", NULL, NO, 0, NULL },
    { "i-1", "stopped", "ferry1:cancelled", NULL, NULL, YES, FERRY_ORPHAN_BY_TAG, "cancelled" },
    { "i-1", "stopped", OTHER, NULL, NULL, NO, 0, NULL },
    { "i-1", "stopped", OTHER, "completed", OTHER, NO, 0, NULL },
    { "i-1", "stopped", OTHER, "cancelled", OTHER, YES, FERRY_ORPHAN_BY_TAG, NULL },
    { "i-1", "stopped", NULL, "cancelled", OTHER, YES, FERRY_ORPHAN_BY_DESCRIPTION, NULL },
    { "i-1", "stopped", NULL, "cancelled", "by hand", YES, FERRY_ORPHAN_BY_TASK, NULL },
    { "i-1", "stopped", NULL, "completed", "by hand", NO, 0, NULL },
    { "i-1", "stopped", NULL, NULL, NULL, NO, 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) instances = g_ptr_array_new ();
      g_autoptr(GPtrArray) volumes = g_ptr_array_new ();
      g_autoptr(GPtrArray) tasks =
        g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_conversion_task_unref);
      char *tags[] = { (char *) FERRY_TAG_ATTEMPT, (char *) cases[i].tag, NULL };
      FerryInstance instance = { .id = (char *) cases[i].id, .state = (char *) cases[i].state,
                                 .tags = cases[i].tag ? tags : NULL };
      FerryVolume root = { .id = (char *) "vol-8", .size = 8, .instance_id = (char *) cases[i].id };
      FerryVolume other = { .id = (char *) "vol-9", .size = 9, .instance_id = (char *) "i-9" };
      g_autofree char *ids = g_strdup_printf ("<instanceId>%s</instanceId>", cases[i].id);
      FerryOrphanJudge judge = make_judge (fixture, tasks);

      g_test_message ("%u", i);
      g_ptr_array_add (instances, &instance);
      g_ptr_array_add (volumes, &root);
      g_ptr_array_add (volumes, &other);
      if (cases[i].task_state)
        g_ptr_array_add (tasks, make_task (cases[i].task_state, ids, cases[i].description, NULL));
      ferry_orphan_judge_instances (&judge, instances, volumes);
      if (cases[i].wanted != NO)
        g_assert_cmpuint (ferry_orphan_get_size (g_ptr_array_index (judge.orphans, 0)), ==, 8);
      assert_one (&judge, cases[i].id, cases[i].wanted, cases[i].evidence, cases[i].machine);
      g_ptr_array_unref (judge.orphans);
    }
}

static void
test_tasks (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct {
    const char          *state;
    const char          *description;
    const char          *expiration;
    const char          *message;
    Wanted               wanted;
    FerryOrphanEvidence  evidence;
  } cases[] = {
    /* It is the 25th at noon, so it began on the 23rd or the 24th. */
    { "active", "by hand", "2026-11-30T12:00:00Z", "Pending", YES, FERRY_ORPHAN_BY_TASK },
    { "active", "by hand", "2026-11-30T12:00:00Z", NULL, YES, FERRY_ORPHAN_BY_TASK },
    { "active", OTHER, "2026-11-30T12:00:00Z", "Pending", YES, FERRY_ORPHAN_BY_DESCRIPTION },
    { "active", "by hand", "2026-12-01T13:00:00Z", "Pending", NO, 0 },
    { "active", "by hand", "2026-11-30T12:00:00Z", "Progress: 20%", NO, 0 },
    { "active", "by hand", NULL, "Pending", NO, 0 },
    { "cancelling", "by hand", "2026-11-30T12:00:00Z", "Pending", NO, 0 },
    { "completed", "by hand", "2026-11-30T12:00:00Z", NULL, NO, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) tasks =
        g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_conversion_task_unref);
      g_autofree char *expiration = cases[i].expiration
        ? g_strdup_printf ("<expirationTime>%s</expirationTime>", cases[i].expiration) : NULL;
      g_autofree char *message = cases[i].message
        ? g_strdup_printf ("<statusMessage>%s</statusMessage>", cases[i].message) : NULL;
      g_autofree char *more = g_strconcat (expiration ? expiration : "", message ? message : "",
                                           NULL);
      FerryOrphanJudge judge = make_judge (fixture, tasks);

      g_test_message ("%u", i);
      g_ptr_array_add (tasks, make_task (cases[i].state, "<instanceId>i-1</instanceId>",
                                         cases[i].description, more));
      ferry_orphan_judge_tasks (&judge);
      assert_one (&judge, "import-i-x", cases[i].wanted, cases[i].evidence, NULL);
      g_ptr_array_unref (judge.orphans);
    }
}

/* One that the journals know is left to its import as long as that goes on. */
static void
test_own_task (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct {
    const char *id;
    Wanted      wanted;
    const char *machine;
  } cases[] = {
    { "import-i-open", NO, NULL },
    { "import-i-failed", YES, "failed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) tasks =
        g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_conversion_task_unref);
      FerryConversionTask *task = make_task ("active", "<instanceId>i-1</instanceId>", NULL,
                                             "<expirationTime>2026-11-30T12:00:00Z"
                                             "</expirationTime>");
      FerryOrphanJudge judge = make_judge (fixture, tasks);

      g_free (task->id);
      task->id = g_strdup (cases[i].id);
      g_ptr_array_add (tasks, task);
      ferry_orphan_judge_tasks (&judge);
      assert_one (&judge, cases[i].id, cases[i].wanted, FERRY_ORPHAN_BY_JOURNAL,
                  cases[i].machine);
      g_ptr_array_unref (judge.orphans);
    }
}

static void
test_folders (Fixture       *fixture,
              gconstpointer  data)
{
  FerryOrphanFolder *folder;

  ferry_orphan_memory_add_folder (fixture->memory, REGION, BUCKET, "vm/");
  ferry_orphan_memory_add_folder (fixture->memory, REGION, "more", "");
  g_assert_cmpuint (fixture->memory->folders->len, ==, 3);
  folder = g_ptr_array_index (fixture->memory->folders, 1);
  g_assert_cmpstr (folder->prefix, ==, "data/");
}

#define ADD(path, name) \
  g_test_add (path, Fixture, NULL, set_up, name, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/orphan-judge/keys", test_keys);
  ADD ("/orphan-judge/manifests", test_manifests);
  ADD ("/orphan-judge/claims", test_claims);
  ADD ("/orphan-judge/volumes", test_volumes);
  ADD ("/orphan-judge/no-tasks", test_no_tasks);
  ADD ("/orphan-judge/instances", test_instances);
  ADD ("/orphan-judge/tasks", test_tasks);
  ADD ("/orphan-judge/own-task", test_own_task);
  ADD ("/orphan-judge/folders", test_folders);

  return g_test_run ();
}
