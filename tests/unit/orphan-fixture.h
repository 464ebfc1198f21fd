/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-test-plan.h"
#include "ferry-test-server.h"

#include <glib/gstdio.h>
#include <string.h>

/* The journal of a run of five machines with two disks each, in memory's terms: "open" is on its
 * way, "failed" has a volume that landed, "cancelled", "landed", and "waiting".
 */

#define DESK "00000000-0000-4000-8000-00000000de5c"
#define RUN "00000000-0000-4000-8000-000000000b0b"
#define REGION "eu-west-1"
#define BUCKET "vm-disks"

typedef enum { OPEN, FAILED, CANCELLED, LANDED, WAITING, N_MACHINES } MachineNumber;

static const FerryMachineState machine_states[] = {
  [OPEN] = FERRY_MACHINE_IMPORTING,
  [FAILED] = FERRY_MACHINE_FAILED,
  [CANCELLED] = FERRY_MACHINE_CANCELLED,
  [LANDED] = FERRY_MACHINE_LANDED,
  [WAITING] = FERRY_MACHINE_WAITING,
};

typedef struct {
  char               *root;
  FerryDurableWriter *writer;
  FerryPlan          *plan;
  FerryJournal       *journal;
  GDateTime          *now;
  FerryOrphanMemory  *memory;
} Fixture;

/* A manifest's key of Ferry's pattern. (transfer full) */
static inline char *
make_key (const char *folder,
          guint       number)
{
  return g_strdup_printf ("%sferry-%032x.manifest.xml", folder, number);
}

static inline FerryDisk *
make_disk (const char *key)
{
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();

  return ferry_test_disk_new (REGION, key, NULL, report);
}

static inline void
add_machine (FerryPlan  *plan,
             const char *name)
{
  g_autofree char *boot_key = g_strdup_printf ("vm/%s.vmdk", name);
  g_autofree char *data_key = g_strdup_printf ("data/%s.vmdk", name);
  g_autoptr(FerryDisk) boot = make_disk (boot_key);
  g_autoptr(FerryDisk) data = make_disk (data_key);
  g_autoptr(FerryMachine) machine = ferry_machine_new (boot);
  g_autoptr(FerryMachineDisk) added = ferry_machine_disk_new (data);

  ferry_machine_add_disk (machine, added);
  g_object_set (machine, "name", name, NULL);
  ferry_plan_add_machine (plan, machine);
}

/* Fields end with %NULL: name, value, … */
static inline void
append (Fixture        *fixture,
        guint           machine,
        guint           disk,
        FerryTaskState  state,
        const char     *name,
        ...)
{
  g_autoptr(JsonObject) fields = json_object_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  va_list more;

  va_start (more, name);
  for (; name; name = va_arg (more, const char *))
    ferry_json_set_string (fields, name, va_arg (more, const char *));
  va_end (more);
  ferry_journal_append_async (fixture->journal, machine, disk, ferry_task_state_to_word (state),
                              fixture->now, fields, cancellable, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  g_assert_true (ferry_journal_append_finish (fixture->journal, result, NULL));
}

static inline void
write_lines (Fixture *fixture)
{
  g_autofree char *key0 = make_key ("vm/", 0);
  g_autofree char *key1 = make_key ("vm/", 1);
  g_autofree char *key2 = make_key ("data/", 2);
  g_autofree char *key3 = make_key ("vm/", 3);
  g_autofree char *key4 = make_key ("vm/", 4);

  append (fixture, OPEN, 0, FERRY_TASK_STORING, "attempt", "ferry1:open-old", "manifest-key", key0,
          NULL);
  append (fixture, OPEN, 0, FERRY_TASK_CONVERTING, "attempt", "ferry1:open", "manifest-key", key1,
          "task-id", "import-i-open", "instance-id", "i-open", NULL);
  append (fixture, FAILED, 0, FERRY_TASK_CONVERTING, "attempt", "ferry1:failed", "task-id",
          "import-i-failed", "instance-id", "i-failed", NULL);
  append (fixture, FAILED, 0, FERRY_TASK_CANCELLED, "outcome", "known", NULL);
  append (fixture, FAILED, 1, FERRY_TASK_LANDED, "attempt", "ferry1:failed-data", "manifest-key",
          key2, "task-id", "import-vol-failed", "volume-id", "vol-failed", "claim", "taken", NULL);
  append (fixture, CANCELLED, 0, FERRY_TASK_CANCELLED, "attempt", "ferry1:cancelled",
          "manifest-key", key3, "outcome", "unknown", "link-expiration", "2026-11-30T00:00:00Z",
          NULL);
  append (fixture, LANDED, 0, FERRY_TASK_LANDED, "attempt", "ferry1:landed", "manifest-key", key4,
          "manifest-deleted", "yes", "instance-id", "i-landed", NULL);
  append (fixture, LANDED, 1, FERRY_TASK_LANDED, "attempt", "ferry1:landed-data", "volume-id",
          "vol-landed", NULL);
}

static inline void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GFile) folder = NULL;

  fixture->root = g_dir_make_tmp ("ferry-orphan-XXXXXX", NULL);
  folder = g_file_new_build_filename (fixture->root, "imports", NULL);
  fixture->writer = ferry_durable_writer_new ();
  fixture->now = g_date_time_new_utc (2026, 11, 25, 12, 0, 0);
  fixture->plan = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);
  add_machine (fixture->plan, "open");
  add_machine (fixture->plan, "failed");
  add_machine (fixture->plan, "cancelled");
  add_machine (fixture->plan, "landed");
  add_machine (fixture->plan, "waiting");
  fixture->journal = ferry_journal_new (fixture->writer, folder, DESK, RUN, fixture->plan,
                                        fixture->now);
  write_lines (fixture);
  fixture->memory = ferry_orphan_memory_new ();
  ferry_orphan_memory_add_run (fixture->memory, fixture->journal, machine_states, fixture->now);
}

static inline void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static inline void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_pointer (&fixture->memory, ferry_orphan_memory_free);
  g_clear_object (&fixture->journal);
  g_clear_object (&fixture->plan);
  g_clear_object (&fixture->writer);
  g_clear_pointer (&fixture->now, g_date_time_unref);
  remove_tree (fixture->root);
  g_clear_pointer (&fixture->root, g_free);
}
