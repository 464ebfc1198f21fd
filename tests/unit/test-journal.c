/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-server.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#define ACCOUNT "00000000-0000-4000-8000-000000000001"

typedef struct {
  char               *root;
  GFile              *folder;   /* not made yet */
  FerryDurableWriter *writer;
  FerryPlan          *plan;
  GDateTime          *now;
} Fixture;

static FerryPlan *
make_plan (void)
{
  g_autoptr(FerryDiskReport) report = ferry_disk_report_new ();
  g_autoptr(FerryDisk) disk = NULL;
  g_autoptr(FerryMachine) machine = NULL;

  report->format = FERRY_DISK_FORMAT_RAW;
  report->file_size = 1048576;
  disk = ferry_disk_new ("eu-west-1", "disks", "vm/web.raw", "\"e\"", "STANDARD", 1048576, report);
  machine = ferry_machine_new (disk);

  return ferry_plan_new_for (ACCOUNT, machine);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GFile) root = NULL;
  g_autoptr(GError) error = NULL;

  fixture->root = g_dir_make_tmp ("ferry-journal-XXXXXX", &error);
  g_assert_no_error (error);
  root = g_file_new_for_path (fixture->root);
  fixture->folder = g_file_resolve_relative_path (root, "state/imports");
  fixture->writer = ferry_durable_writer_new ();
  fixture->plan = make_plan ();
  fixture->now = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);
}

static void
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

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->writer);
  g_clear_object (&fixture->folder);
  g_clear_object (&fixture->plan);
  g_clear_pointer (&fixture->now, g_date_time_unref);
  remove_tree (fixture->root);
  g_clear_pointer (&fixture->root, g_free);
}

static GFile *
journal_file (Fixture *fixture)
{
  g_autofree char *name = g_strconcat (ferry_plan_get_id (fixture->plan), ".journal", NULL);

  return g_file_get_child (fixture->folder, name);
}

static char *
read_text (Fixture *fixture)
{
  g_autoptr(GFile) file = journal_file (fixture);
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  g_file_load_contents (file, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static void
write_text (Fixture    *fixture,
            const char *text)
{
  g_autoptr(GFile) file = journal_file (fixture);

  g_assert_cmpint (g_mkdir_with_parents (g_file_peek_path (fixture->folder), 0700), ==, 0);
  g_assert_true (g_file_set_contents (g_file_peek_path (file), text, -1, NULL));
}

static gboolean
record (FerryJournal    *journal,
        FerryTaskState   state,
        GDateTime       *now,
        const char      *name,
        const char      *value,
        GError         **error)
{
  g_autoptr(JsonObject) fields = json_object_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  if (name)
    ferry_json_set_string (fields, name, value);
  ferry_journal_record_async (journal, state, now, fields, cancellable, ferry_test_take_result,
                              &slot);
  result = ferry_test_wait (&slot);

  return ferry_journal_record_finish (journal, result, error);
}

static FerryJournal *
write_two_lines (Fixture *fixture)
{
  FerryJournal *journal = ferry_journal_new (fixture->writer, fixture->folder, fixture->plan, 0,
                                             fixture->now);

  g_assert_true (record (journal, FERRY_TASK_STORING, fixture->now, "manifest-key", "vm/m.xml",
                         NULL));
  g_assert_true (record (journal, FERRY_TASK_PROVING, fixture->now, NULL, NULL, NULL));

  return journal;
}

static FerryJournal *
load (Fixture  *fixture,
      GError  **error)
{
  g_autoptr(GFile) file = journal_file (fixture);

  return ferry_journal_load (fixture->writer, file, error);
}

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = write_two_lines (fixture);
  g_autoptr(FerryJournal) loaded = NULL;
  g_autoptr(GFile) file = journal_file (fixture);
  g_autofree char *text = read_text (fixture);
  g_autoptr(GError) error = NULL;
  struct stat info;

  g_assert_cmpint (ferry_journal_get_state (journal), ==, FERRY_TASK_PROVING);
  loaded = load (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ferry_journal_get_state (loaded), ==, FERRY_TASK_PROVING);
  g_assert_cmpstr (ferry_journal_get_field (loaded, "manifest-key"), ==, "vm/m.xml");
  g_assert_null (ferry_journal_get_field (loaded, "task-id"));
  g_assert_true (g_date_time_equal (ferry_journal_get_started (loaded), fixture->now));
  g_assert_true (g_date_time_equal (ferry_journal_get_changed (loaded), fixture->now));
  g_assert_cmpstr (ferry_plan_get_id (ferry_journal_get_plan (loaded)), ==,
                   ferry_plan_get_id (fixture->plan));
  g_assert_cmpstr (ferry_plan_get_account_id (ferry_journal_get_plan (loaded)), ==, ACCOUNT);

  g_assert_true (g_str_has_prefix (text, "{"));
  g_assert_nonnull (strstr (text, "\"format\":1"));
  g_assert_cmpint (stat (g_file_peek_path (file), &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (stat (g_file_peek_path (fixture->folder), &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
}

/* Which disk is imported stands in line 1; in a journal of before there were several, nothing. */
static void
test_position (Fixture       *fixture,
               gconstpointer  data)
{
  FerryMachine *machine = ferry_plan_get_machine (fixture->plan, 0);
  g_autoptr(FerryDiskReport) report = ferry_disk_report_new ();
  g_autoptr(FerryDisk) disk = ferry_disk_new ("eu-west-1", "disks", "vm/logs.raw", NULL, NULL, 512,
                                              report);
  g_autoptr(FerryMachineDisk) added = ferry_machine_disk_new (disk);
  g_autoptr(FerryJournal) journal = NULL;
  g_autoptr(FerryJournal) loaded = NULL;
  g_autoptr(FerryJournal) old = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GString) other = NULL;

  ferry_machine_add_disk (machine, added);
  journal = ferry_journal_new (fixture->writer, fixture->folder, fixture->plan, 1, fixture->now);
  g_assert_true (record (journal, FERRY_TASK_STORING, fixture->now, NULL, NULL, NULL));
  loaded = load (fixture, NULL);
  g_assert_cmpuint (ferry_journal_get_position (loaded), ==, 1);
  g_assert_cmpstr (ferry_disk_get_key (ferry_journal_get_disk (loaded)), ==, "vm/logs.raw");

  text = read_text (fixture);
  other = g_string_new (text);
  g_assert_cmpuint (g_string_replace (other, "\"disk\":1,", "", 1), ==, 1);
  write_text (fixture, other->str);
  old = load (fixture, NULL);
  g_assert_cmpuint (ferry_journal_get_position (old), ==, 0);
  g_assert_cmpstr (ferry_disk_get_key (ferry_journal_get_disk (old)), ==, "vm/web.raw");

  g_string_assign (other, text);
  g_assert_cmpuint (g_string_replace (other, "\"disk\":1,", "\"disk\":2,", 1), ==, 1);
  write_text (fixture, other->str);
  g_assert_null (load (fixture, NULL));
  g_string_assign (other, text);
  g_assert_cmpuint (g_string_replace (other, "\"disk\":1,", "\"disk\":-1,", 1), ==, 1);
  write_text (fixture, other->str);
  g_assert_null (load (fixture, NULL));
}

/* Every cut of the last line, and then the next line does not stick to what was left. */
static void
test_cut_last_line (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = write_two_lines (fixture);
  g_autofree char *whole = read_text (fixture);
  const gsize length = strlen (whole);
  gsize last = length - 1;

  while (whole[last - 1] != '\n')
    last--;

  for (gsize cut = last + 1; cut < length; cut += 7)
    {
      g_autofree char *text = g_strndup (whole, cut);
      g_autofree char *after = NULL;
      g_autoptr(FerryJournal) loaded = NULL;
      g_autoptr(FerryJournal) again = NULL;
      g_autoptr(GError) error = NULL;

      write_text (fixture, text);
      loaded = load (fixture, &error);
      g_assert_no_error (error);
      g_assert_cmpint (ferry_journal_get_state (loaded), ==, FERRY_TASK_STORING);

      g_assert_true (record (loaded, FERRY_TASK_FAILED, fixture->now, "error", "x", NULL));
      g_assert_true (record (loaded, FERRY_TASK_FAILED, fixture->now, "manifest-deleted", "yes",
                             NULL));
      after = read_text (fixture);
      g_assert_cmpmem (after, last, whole, last);
      again = load (fixture, &error);
      g_assert_no_error (error);
      g_assert_cmpint (ferry_journal_get_state (again), ==, FERRY_TASK_FAILED);
      g_assert_cmpstr (ferry_journal_get_field (again, "error"), ==, "x");
      g_assert_cmpstr (ferry_journal_get_field (again, "manifest-deleted"), ==, "yes");
    }
}

static void
assert_left_alone (Fixture    *fixture,
                   const char *text,
                   GQuark      domain,
                   int         code)
{
  g_autoptr(FerryJournal) loaded = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;

  write_text (fixture, text);
  loaded = load (fixture, &error);
  g_assert_null (loaded);
  g_assert_error (error, domain, code);
  after = read_text (fixture);
  g_assert_cmpstr (after, ==, text);
}

/* What can be read counts, and no line is added. */
static void
assert_only_read (Fixture        *fixture,
                  const char     *text,
                  FerryTaskState  state)
{
  g_autoptr(FerryJournal) loaded = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;

  write_text (fixture, text);
  loaded = load (fixture, &error);
  g_assert_no_error (error);
  g_assert_error (ferry_journal_get_damage (loaded), FERRY_ERROR, FERRY_ERROR_STORAGE);
  g_assert_cmpint (ferry_journal_get_state (loaded), ==, state);

  g_assert_false (record (loaded, FERRY_TASK_FAILED, fixture->now, NULL, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_STORAGE);
  g_assert_cmpint (ferry_journal_get_state (loaded), ==, state);
  after = read_text (fixture);
  g_assert_cmpstr (after, ==, text);
}

static void
test_damage (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = write_two_lines (fixture);
  g_autofree char *whole = read_text (fixture);
  g_autoptr(GString) newer = g_string_new (whole);
  g_autoptr(GString) unknown = g_string_new (whole);
  g_autoptr(GString) middle = g_string_new (whole);

  g_assert_null (ferry_journal_get_damage (journal));
  g_assert_cmpuint (g_string_replace (newer, "{\"format\":1", "{\"format\":2", 1), ==, 1);
  assert_only_read (fixture, newer->str, FERRY_TASK_PROVING);

  g_assert_cmpuint (g_string_replace (unknown, "\"proving\"", "\"sinking\"", 1), ==, 1);
  assert_only_read (fixture, unknown->str, FERRY_TASK_STORING);

  g_assert_cmpuint (g_string_replace (middle, "\"time\":", "\"time\"#", 1), ==, 1);
  assert_only_read (fixture, middle->str, FERRY_TASK_PLANNED);

  assert_left_alone (fixture, "", G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
  assert_left_alone (fixture, "{\"format\":1", G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
  assert_left_alone (fixture, "[]\n", FERRY_ERROR, FERRY_ERROR_STORAGE);
  assert_left_alone (fixture, "{\"format\":1,\"account\":5,\"plan\":7,\"started\":null}\n",
                     FERRY_ERROR, FERRY_ERROR_STORAGE);
}

static void
test_unwritable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *file = g_build_filename (fixture->root, "state", NULL);
  g_autoptr(FerryJournal) journal = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "in the way", -1, NULL));
  journal = ferry_journal_new (fixture->writer, fixture->folder, fixture->plan, 0, fixture->now);
  g_assert_false (record (journal, FERRY_TASK_STORING, fixture->now, NULL, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_STORAGE);
  g_assert_cmpint (ferry_journal_get_state (journal), ==, FERRY_TASK_PLANNED);

  g_assert_cmpint (g_remove (file), ==, 0);
  g_assert_true (record (journal, FERRY_TASK_STORING, fixture->now, NULL, NULL, NULL));
}

/* The disk fills up in the middle of a line: nothing of it stays. */
static void
test_half_line (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = write_two_lines (fixture);
  g_autofree char *before = read_text (fixture);
  g_autofree char *after = NULL;
  g_autoptr(FerryJournal) loaded = NULL;
  g_autoptr(GError) error = NULL;
  struct rlimit old;
  struct rlimit small;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  small = old;
  small.rlim_cur = strlen (before) + 10;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  record (journal, FERRY_TASK_REQUESTING, fixture->now, NULL, NULL, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);

  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_STORAGE);
  g_assert_cmpint (ferry_journal_get_state (journal), ==, FERRY_TASK_PROVING);
  after = read_text (fixture);
  g_assert_cmpstr (after, ==, before);

  g_assert_true (record (journal, FERRY_TASK_FAILED, fixture->now, NULL, NULL, NULL));
  loaded = load (fixture, NULL);
  g_assert_cmpint (ferry_journal_get_state (loaded), ==, FERRY_TASK_FAILED);
}

/* A line that failed and could not be taken back either: the next one does not stick to it. */
static void
test_left_behind (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = write_two_lines (fixture);
  g_autofree char *before = read_text (fixture);
  g_autofree char *left = g_strconcat (before, "{\"time\":\"2026-11-", NULL);
  g_autofree char *after = NULL;
  g_autoptr(FerryJournal) loaded = NULL;
  g_autoptr(GError) error = NULL;

  write_text (fixture, left);
  g_assert_true (record (journal, FERRY_TASK_FAILED, fixture->now, NULL, NULL, NULL));
  after = read_text (fixture);
  g_assert_true (g_str_has_prefix (after, before));
  loaded = load (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ferry_journal_get_state (loaded), ==, FERRY_TASK_FAILED);
}

/* A whole line that this journal did not write: another Ferry works with it. */
static void
test_foreign_line (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = write_two_lines (fixture);
  g_autofree char *before = read_text (fixture);
  g_autofree char *longer = g_strconcat (before, "{\"time\":\"x\"}\n{\"ti", NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *after = NULL;

  write_text (fixture, longer);
  g_assert_false (record (journal, FERRY_TASK_FAILED, fixture->now, NULL, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_STORAGE);
  after = read_text (fixture);
  g_assert_cmpstr (after, ==, longer);
}

/* What was acknowledged is gone: nothing is written behind a gap. */
static void
test_lost_part (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = write_two_lines (fixture);
  g_autoptr(GError) error = NULL;
  g_autofree char *after = NULL;

  write_text (fixture, "{");
  g_assert_false (record (journal, FERRY_TASK_FAILED, fixture->now, NULL, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_STORAGE);
  after = read_text (fixture);
  g_assert_cmpstr (after, ==, "{");
}

/* A later line that repeats the state only adds to it: the end does not move. */
static void
test_changed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = write_two_lines (fixture);
  g_autoptr(GDateTime) end = g_date_time_add_minutes (fixture->now, 1);
  g_autoptr(GDateTime) later = g_date_time_add_days (fixture->now, 1);
  g_autoptr(FerryJournal) loaded = NULL;

  g_assert_true (record (journal, FERRY_TASK_FAILED, end, NULL, NULL, NULL));
  g_assert_true (record (journal, FERRY_TASK_FAILED, later, "manifest-deleted", "yes", NULL));
  g_assert_true (g_date_time_equal (ferry_journal_get_changed (journal), end));

  loaded = load (fixture, NULL);
  g_assert_true (g_date_time_equal (ferry_journal_get_changed (loaded), end));
  g_assert_cmpstr (ferry_journal_get_field (loaded, "manifest-deleted"), ==, "yes");
}

/* Many at once, and the first of them not written yet: in order, one head. */
static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  const FerryTaskState states[] = { FERRY_TASK_STORING, FERRY_TASK_PROVING, FERRY_TASK_REQUESTING,
                                    FERRY_TASK_CONVERTING, FERRY_TASK_LANDED };
  g_autoptr(FerryJournal) journal = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *slots[G_N_ELEMENTS (states)] = { NULL, };
  g_autofree char *text = NULL;
  const char *place;

  journal = ferry_journal_new (fixture->writer, fixture->folder, fixture->plan, 0, fixture->now);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    ferry_journal_record_async (journal, states[i], fixture->now, NULL, cancellable,
                                ferry_test_take_result, &slots[i]);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr(GAsyncResult) result = ferry_test_wait (&slots[i]);

      g_assert_true (ferry_journal_record_finish (journal, result, NULL));
    }

  text = read_text (fixture);
  place = strchr (text, '\n');
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *word = g_strdup_printf ("\"%s\"", ferry_task_state_to_word (states[i]));

      place = strstr (place, word);
      g_assert_nonnull (place);
    }
  g_assert_null (strstr (strchr (text, '\n'), "\"format\""));
}

typedef struct {
  FerryJournal *journal;
  GDateTime    *now;
  GCancellable *cancellable;
  guint         left;
} Chain;

static void
chain_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Chain *chain = user_data;

  g_assert_true (ferry_journal_record_finish (chain->journal, result, NULL));
  if (--chain->left > 0)
    ferry_journal_record_async (chain->journal, FERRY_TASK_PROVING, chain->now, NULL,
                                chain->cancellable, chain_cb, chain);
}

/* Each line is asked for while the one before is being acknowledged. */
static void
test_chain (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  Chain chain;

  journal = ferry_journal_new (fixture->writer, fixture->folder, fixture->plan, 0, fixture->now);
  chain = (Chain) { journal, fixture->now, cancellable, 5 };
  ferry_journal_record_async (journal, FERRY_TASK_STORING, fixture->now, NULL, cancellable,
                              chain_cb, &chain);
  while (chain.left > 0)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&fixture->writer);
  g_assert_finalize_object (g_steal_pointer (&journal));

  text = read_text (fixture);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 5 + 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/journal/round-trip", test_round_trip);
  ADD ("/journal/position", test_position);
  ADD ("/journal/cut-last-line", test_cut_last_line);
  ADD ("/journal/damage", test_damage);
  ADD ("/journal/unwritable", test_unwritable);
  ADD ("/journal/half-line", test_half_line);
  ADD ("/journal/left-behind", test_left_behind);
  ADD ("/journal/foreign-line", test_foreign_line);
  ADD ("/journal/lost-part", test_lost_part);
  ADD ("/journal/changed", test_changed);
  ADD ("/journal/order", test_order);
  ADD ("/journal/chain", test_chain);
#undef ADD

  return g_test_run ();
}
