/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-test-plan.h"
#include "ferry-test-server.h"

#include <glib/gstdio.h>
#include <string.h>

/* A run of two machines with two disks each, and the file that is its journal. */

#define DESK "00000000-0000-4000-8000-00000000de5c"
#define RUN  "00000000-0000-4000-8000-000000000b0b"

typedef struct {
  char               *root;
  GFile              *folder;   /* not made yet */
  GFile              *file;
  FerryDurableWriter *writer;
  FerryPlan          *plan;
  GDateTime          *now;
} Fixture;

static inline void
add_disk (FerryMachine *machine,
          const char   *key)
{
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
  g_autoptr(FerryDisk) disk = ferry_test_disk_new ("eu-west-1", key, NULL, report);
  g_autoptr(FerryMachineDisk) added = ferry_machine_disk_new (disk);

  ferry_machine_add_disk (machine, added);
}

static inline void
add_machine (FerryPlan  *plan,
             const char *key,
             const char *data_key)
{
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
  g_autoptr(FerryDisk) disk = ferry_test_disk_new ("eu-west-1", key, NULL, report);
  g_autoptr(FerryMachine) machine = ferry_machine_new (disk);

  add_disk (machine, data_key);
  ferry_plan_add_machine (plan, machine);
}

static inline void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GFile) root = NULL;
  g_autoptr(GError) error = NULL;

  fixture->root = g_dir_make_tmp ("ferry-journal-XXXXXX", &error);
  g_assert_no_error (error);
  root = g_file_new_for_path (fixture->root);
  fixture->folder = g_file_resolve_relative_path (root, "state/imports");
  fixture->file = g_file_get_child (fixture->folder, RUN ".journal");
  fixture->writer = ferry_durable_writer_new ();
  fixture->plan = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);
  add_machine (fixture->plan, "vm/web.vmdk", "vm/web-data.vmdk");
  add_machine (fixture->plan, "vm/db.vmdk", "vm/db-data.vmdk");
  fixture->now = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);
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
  g_clear_object (&fixture->writer);
  g_clear_object (&fixture->file);
  g_clear_object (&fixture->folder);
  g_clear_object (&fixture->plan);
  g_clear_pointer (&fixture->now, g_date_time_unref);
  remove_tree (fixture->root);
  g_clear_pointer (&fixture->root, g_free);
}

static inline GBytes *
read_file (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  GBytes *bytes = g_file_load_bytes (fixture->file, NULL, NULL, &error);

  g_assert_no_error (error);

  return bytes;
}

/* Some tests do it thousands of times: a new file is not synced, one that is cut to nothing is. */
static inline void
write_file (Fixture    *fixture,
            const char *text,
            gssize      length)
{
  FILE *file;

  if (length < 0)
    length = strlen (text);
  g_assert_cmpint (g_mkdir_with_parents (g_file_peek_path (fixture->folder), 0700), ==, 0);
  g_unlink (g_file_peek_path (fixture->file));
  file = fopen (g_file_peek_path (fixture->file), "w");
  g_assert_nonnull (file);
  g_assert_cmpint (fwrite (text, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
}

static inline void
assert_file (Fixture *fixture,
             GBytes  *wanted)
{
  g_autoptr(GBytes) found = read_file (fixture);

  g_assert_true (g_bytes_equal (found, wanted));
}

static inline FerryJournal *
make_journal (Fixture *fixture)
{
  return ferry_journal_new (fixture->writer, fixture->folder, DESK, RUN, fixture->plan,
                            fixture->now);
}

static inline FerryJournal *
load (Fixture  *fixture,
      GError  **error)
{
  return ferry_journal_load (fixture->writer, fixture->file, error);
}

/* Writes a line with one field (or none), and waits for it. */
static inline gboolean
append (FerryJournal  *journal,
        guint          machine,
        guint          disk,
        const char    *state,
        GDateTime     *now,
        const char    *name,
        const char    *value,
        GError       **error)
{
  g_autoptr(JsonObject) fields = json_object_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  if (name)
    ferry_json_set_string (fields, name, value);
  ferry_journal_append_async (journal, machine, disk, state, now, fields, cancellable,
                              ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_journal_append_finish (journal, result, error);
}

/* A journal with a line for a disk, one for a machine and one for the run. */
static inline FerryJournal *
write_three_lines (Fixture *fixture)
{
  FerryJournal *journal = make_journal (fixture);

  g_assert_true (append (journal, 1, 1, "storing", fixture->now, "manifest-key", "vm/m.xml", NULL));
  g_assert_true (append (journal, 1, FERRY_JOURNAL_WHOLE, "importing", fixture->now, NULL, NULL,
                         NULL));
  g_assert_true (append (journal, FERRY_JOURNAL_WHOLE, FERRY_JOURNAL_WHOLE, "order", fixture->now,
                         "order", "1 0", NULL));

  return journal;
}

/* The place of line @number, from 1, in @text. @length: (out): with its line feed */
static inline gsize
find_line (const char *text,
           guint       number,
           gsize      *length)
{
  const char *line = text;

  for (guint i = 1; i < number; i++)
    line = strchr (line, '\n') + 1;
  *length = strchr (line, '\n') + 1 - line;

  return line - text;
}
