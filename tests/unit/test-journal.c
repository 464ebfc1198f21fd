/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A journal as it is written, and that what is read again is what was written. */

#include "ferry-test-journal.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

static void
assert_entry (FerryJournal *journal,
              guint         index,
              guint         machine,
              guint         disk,
              const char   *state,
              const char   *name,
              const char   *value)
{
  FerryJournalEntry *entry = g_ptr_array_index (ferry_journal_get_entries (journal), index);

  g_assert_cmpuint (entry->number, ==, index + 2);
  g_assert_cmpuint (entry->machine, ==, machine);
  g_assert_cmpuint (entry->disk, ==, disk);
  g_assert_cmpstr (entry->state, ==, state);
  if (name)
    g_assert_cmpstr (ferry_json_get_string (entry->fields, name), ==, value);
  else
    g_assert_null (entry->fields);
}

static void
assert_three_lines (FerryJournal *journal)
{
  const guint whole = FERRY_JOURNAL_WHOLE;

  g_assert_cmpuint (ferry_journal_get_entries (journal)->len, ==, 3);
  assert_entry (journal, 0, 1, 1, "storing", "manifest-key", "vm/m.xml");
  assert_entry (journal, 1, 1, whole, "importing", NULL, NULL);
  assert_entry (journal, 2, whole, whole, "order", "order", "1 0");
  g_assert_cmpuint (ferry_journal_get_subject (journal, 1, 1)->len, ==, 1);
  g_assert_null (ferry_journal_get_subject (journal, 0, 0));
}

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = write_three_lines (fixture);
  g_autoptr(FerryJournal) loaded = NULL;
  g_autoptr(GBytes) bytes = read_file (fixture);
  g_autoptr(GError) error = NULL;
  FerryJournalCheck check;
  struct stat info;

  assert_three_lines (journal);
  loaded = load (fixture, &error);
  g_assert_no_error (error);
  g_assert_null (ferry_journal_get_damage (loaded));
  assert_three_lines (loaded);
  g_assert_cmpuint (ferry_journal_get_format (loaded), ==, 2);
  g_assert_cmpstr (ferry_journal_get_run_id (loaded), ==, RUN);
  g_assert_cmpstr (ferry_journal_get_desk_id (loaded), ==, DESK);
  g_assert_cmpuint (ferry_journal_get_only_disk (loaded), ==, FERRY_JOURNAL_WHOLE);
  g_assert_true (g_date_time_equal (ferry_journal_get_started (loaded), fixture->now));
  g_assert_true (g_file_equal (ferry_journal_get_file (loaded), fixture->file));
  g_assert_true (ferry_plan_equal (ferry_journal_get_plan (loaded), fixture->plan));
  g_assert_cmpstr (ferry_plan_get_id (ferry_journal_get_plan (loaded)), ==,
                   ferry_plan_get_id (fixture->plan));

  g_assert_true (ferry_journal_check (bytes, &check));
  g_assert_cmpuint (check.n_lines, ==, 4);
  g_assert_cmpuint (check.n_chained, ==, 3);
  g_assert_cmpuint (check.tail, ==, 0);
  g_assert_cmpint (stat (g_file_peek_path (fixture->file), &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (stat (g_file_peek_path (fixture->folder), &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
}

/* What may break no line: its own names, foreign bytes, endless text; and it has whole seconds. */
static void
test_fields (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = make_journal (fixture);
  g_autoptr(FerryJournal) loaded = NULL;
  g_autoptr(JsonObject) fields = json_object_new ();
  g_autofree char *endless = g_strnfill (100000, 'x');
  g_autoptr(GDateTime) later = g_date_time_add (fixture->now, 999999);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GString) umlauts = g_string_new (NULL);
  GAsyncResult *slot = NULL;
  FerryJournalEntry *entry;

  for (guint i = 0; i < 10000; i++)
    g_string_append (umlauts, "ü€");
  json_object_set_string_member (fields, "state", "landed");
  json_object_set_string_member (fields, "prev", "0");
  json_object_set_string_member (fields, "quotes", "\"\\\n\r\t\x01\x7f</script>\xe2\x80\xa8");
  json_object_set_string_member (fields, "bytes", "a\xff\xfe");
  json_object_set_string_member (fields, "endless", endless);
  json_object_set_string_member (fields, "umlauts", umlauts->str);
  json_object_set_string_member (fields, "zone", "at https://b/m?X-Amz-Signature=5ec7e7&x=1");
  json_object_set_string_member (fields, "source-key", "a?X-Amz-Signature=b");
  json_object_set_int_member (fields, "number", 5);
  ferry_journal_append_async (journal, 0, 0, "storing", later, fields, NULL,
                              ferry_test_take_result, &slot);
  json_object_set_string_member (fields, "quotes", "changed after the call");
  result = ferry_test_wait (&slot);
  g_assert_true (ferry_journal_append_finish (journal, result, NULL));
  g_assert_true (append (journal, 0, 0, "proving", later, NULL, NULL, NULL));

  loaded = load (fixture, NULL);
  g_assert_null (ferry_journal_get_damage (loaded));
  entry = g_ptr_array_index (ferry_journal_get_entries (loaded), 0);
  g_assert_cmpstr (entry->state, ==, "storing");
  g_assert_true (g_date_time_equal (entry->time, fixture->now));
  g_assert_cmpstr (ferry_json_get_string (entry->fields, "quotes"), ==,
                   "\"\\\n\r\t\x01\x7f</script>\xe2\x80\xa8");
  g_assert_true (g_str_has_prefix (ferry_json_get_string (entry->fields, "bytes"), "a"));
  g_assert_cmpuint (strlen (ferry_json_get_string (entry->fields, "endless")), ==, 16384);
  g_assert_true (g_utf8_validate (ferry_json_get_string (entry->fields, "umlauts"), -1, NULL));
  g_assert_false (json_object_has_member (entry->fields, "number"));
  g_assert_cmpuint (json_object_get_size (entry->fields), ==, 6);
  /* No link, whatever it came with; but what an object is called counts as it is. */
  g_assert_null (strstr (ferry_json_get_string (entry->fields, "zone"), "5ec7e7"));
  g_assert_cmpstr (ferry_json_get_string (entry->fields, "source-key"), ==, "a?X-Amz-Signature=b");

  entry = g_ptr_array_index (ferry_journal_get_entries (journal), 0);
  g_assert_true (g_date_time_equal (entry->time, fixture->now));
  g_assert_cmpuint (json_object_get_size (entry->fields), ==, 6);
}

static void
test_unwritable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *file = g_build_filename (fixture->root, "state", NULL);
  g_autoptr(FerryJournal) journal = make_journal (fixture);
  g_autoptr(FerryJournal) loaded = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "in the way", -1, NULL));
  g_assert_false (append (journal, 0, 0, "storing", fixture->now, NULL, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_STORAGE);
  g_assert_cmpuint (ferry_journal_get_entries (journal)->len, ==, 0);

  g_assert_cmpint (g_remove (file), ==, 0);
  g_assert_true (append (journal, 0, 0, "storing", fixture->now, NULL, NULL, NULL));
  loaded = load (fixture, NULL);
  g_assert_null (ferry_journal_get_damage (loaded));
  assert_entry (loaded, 0, 0, 0, "storing", NULL, NULL);
}

/* What could not be read after a restart is not begun. */
static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *endless = g_strnfill (FERRY_DISK_MOST_KEY + 1, 'k');
  g_autoptr(FerryJournal) journal = NULL;
  g_autoptr(GError) error = NULL;

  add_machine (fixture->plan, endless, "vm/data.vmdk");
  journal = make_journal (fixture);
  g_assert_false (append (journal, 0, 0, "storing", fixture->now, NULL, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_STORAGE);
  g_assert_false (g_file_query_exists (fixture->file, NULL));
}

/* The disk fills up in the middle of a line: nothing of it stays, and the chain goes on. */
static void
test_half_line (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = write_three_lines (fixture);
  g_autoptr(GBytes) before = read_file (fixture);
  g_autoptr(FerryJournal) loaded = NULL;
  g_autoptr(GError) error = NULL;
  struct rlimit old;
  struct rlimit small;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  small = old;
  small.rlim_cur = g_bytes_get_size (before) + 10;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  append (journal, 0, 0, "requesting", fixture->now, NULL, NULL, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);

  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_STORAGE);
  assert_three_lines (journal);
  assert_file (fixture, before);

  g_assert_true (append (journal, 0, 0, "failed", fixture->now, NULL, NULL, NULL));
  loaded = load (fixture, NULL);
  g_assert_null (ferry_journal_get_damage (loaded));
  assert_entry (loaded, 3, 0, 0, "failed", NULL, NULL);
}

/* A line that failed and could not be taken back either: the next one does not stick to it. */
static void
test_left_behind (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = write_three_lines (fixture);
  g_autoptr(GBytes) before = read_file (fixture);
  g_autofree char *left = g_strdup_printf ("%.*s{\"time\":\"2026-11-",
                                           (int) g_bytes_get_size (before),
                                           (const char *) g_bytes_get_data (before, NULL));
  g_autoptr(FerryJournal) loaded = NULL;
  g_autoptr(GError) error = NULL;

  write_file (fixture, left, -1);
  g_assert_true (append (journal, 0, 0, "failed", fixture->now, NULL, NULL, NULL));
  loaded = load (fixture, &error);
  g_assert_no_error (error);
  g_assert_null (ferry_journal_get_damage (loaded));
  assert_entry (loaded, 3, 0, 0, "failed", NULL, NULL);
}

/* A whole line that this journal did not write: another Ferry works with it. */
static void
test_foreign_line (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = write_three_lines (fixture);
  g_autoptr(GBytes) before = read_file (fixture);
  g_autofree char *text = g_strdup_printf ("%.*s{\"time\":\"x\"}\n{\"ti",
                                           (int) g_bytes_get_size (before),
                                           (const char *) g_bytes_get_data (before, NULL));
  g_autoptr(GBytes) longer = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;

  write_file (fixture, text, -1);
  g_assert_false (append (journal, 0, 0, "failed", fixture->now, NULL, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_STORAGE);
  assert_file (fixture, longer);
}

/* What was acknowledged is gone: nothing is written behind a gap. */
static void
test_lost_part (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = write_three_lines (fixture);
  g_autoptr(GBytes) little = g_bytes_new_static ("{", 1);
  g_autoptr(GError) error = NULL;

  write_file (fixture, "{", 1);
  g_assert_false (append (journal, 0, 0, "failed", fixture->now, NULL, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_STORAGE);
  assert_file (fixture, little);
}

/* Many at once, the first of them not written yet, all given up: in order, one head. */
static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  const char *const states[] = { "storing", "proving", "requesting", "converting", "landed" };
  g_autoptr(FerryJournal) journal = make_journal (fixture);
  g_autoptr(FerryJournal) loaded = NULL;
  GAsyncResult *slots[G_N_ELEMENTS (states)] = { NULL, };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    ferry_journal_append_async (journal, 0, 0, states[i], fixture->now, NULL, NULL,
                                ferry_test_take_result, &slots[i]);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr(GAsyncResult) result = ferry_test_wait (&slots[i]);

      g_assert_true (ferry_journal_append_finish (journal, result, NULL));
    }

  loaded = load (fixture, NULL);
  g_assert_null (ferry_journal_get_damage (loaded));
  g_assert_cmpuint (ferry_journal_get_entries (loaded)->len, ==, G_N_ELEMENTS (states));
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    assert_entry (loaded, i, 0, 0, states[i], NULL, NULL);
}

/* Given up by the caller, written nevertheless. */
static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = make_journal (fixture);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerryJournal) loaded = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_journal_append_async (journal, 0, 0, "requesting", fixture->now, NULL, cancellable,
                              ferry_test_take_result, &slot);
  g_cancellable_cancel (cancellable);
  result = ferry_test_wait (&slot);
  g_assert_false (ferry_journal_append_finish (journal, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_assert_true (append (journal, 0, 0, "landed", fixture->now, NULL, NULL, NULL));
  loaded = load (fixture, NULL);
  assert_entry (loaded, 0, 0, 0, "requesting", NULL, NULL);
  assert_entry (loaded, 1, 0, 0, "landed", NULL, NULL);
  g_assert_null (ferry_journal_get_damage (loaded));
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

  g_assert_true (ferry_journal_append_finish (chain->journal, result, NULL));
  if (--chain->left > 0)
    ferry_journal_append_async (chain->journal, 0, 0, "proving", chain->now, NULL,
                                chain->cancellable, chain_cb, chain);
}

/* Each line is asked for while the one before is being acknowledged. */
static void
test_nested (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = make_journal (fixture);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Chain chain = { journal, fixture->now, cancellable, 5 };
  g_autoptr(GBytes) bytes = NULL;
  FerryJournalCheck check;

  ferry_journal_append_async (journal, 0, 0, "storing", fixture->now, NULL, cancellable, chain_cb,
                              &chain);
  while (chain.left > 0)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&fixture->writer);
  g_assert_finalize_object (g_steal_pointer (&journal));

  bytes = read_file (fixture);
  g_assert_true (ferry_journal_check (bytes, &check));
  g_assert_cmpuint (check.n_lines, ==, 1 + 5);
}

static void
test_record (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = make_journal (fixture);
  g_autoptr(FerryRecord) record = ferry_record_new (journal, 1, 0);
  g_autoptr(FerryRecord) whole = ferry_record_new (journal, 1, FERRY_JOURNAL_WHOLE);
  g_autoptr(FerryRecord) run = ferry_record_new (journal, FERRY_JOURNAL_WHOLE,
                                                 FERRY_JOURNAL_WHOLE);
  g_autoptr(GDateTime) end = g_date_time_add_minutes (fixture->now, 1);
  g_autoptr(GDateTime) later = g_date_time_add_days (fixture->now, 1);
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GPtrArray) none = ferry_record_get_entries (whole);
  g_autoptr(JsonObject) fields = json_object_new ();
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  g_assert_null (ferry_record_get_state (record));
  g_assert_null (ferry_record_get_field (record, "token"));
  g_assert_true (ferry_record_get_changed (record) == ferry_journal_get_started (journal));
  g_assert_true (ferry_record_get_machine (record) == ferry_plan_get_machine (fixture->plan, 1));
  g_assert_null (ferry_record_get_machine (run));
  g_assert_cmpuint (none->len, ==, 0);

  json_object_set_string_member (fields, "token", "one");
  ferry_record_write_async (record, "storing", fixture->now, fields, NULL, ferry_test_take_result,
                            &slot);
  result = ferry_test_wait (&slot);
  g_assert_true (ferry_record_write_finish (record, result, NULL));
  g_assert_true (append (journal, 1, 0, "failed", end, "error", "x", NULL));
  g_assert_true (append (journal, 1, 1, "landed", end, "token", "of another disk", NULL));
  /* A later line that repeats the state only adds to it: the end does not move. */
  g_assert_true (append (journal, 1, 0, "failed", later, "manifest-deleted", "yes", NULL));

  g_assert_cmpstr (ferry_record_get_state (record), ==, "failed");
  g_assert_true (g_date_time_equal (ferry_record_get_changed (record), end));
  g_assert_cmpstr (ferry_record_get_field (record, "token"), ==, "one");
  g_assert_cmpstr (ferry_record_get_field (record, "error"), ==, "x");
  g_assert_null (ferry_record_get_state (whole));
  entries = ferry_record_get_entries (record);
  g_assert_cmpuint (entries->len, ==, 3);

  g_assert_true (append (journal, 1, 0, "planned", later, "error", "", NULL));
  g_assert_null (ferry_record_get_field (record, "error"));
  g_assert_cmpstr (ferry_record_get_field (record, "manifest-deleted"), ==, "yes");
  g_assert_true (g_date_time_equal (ferry_record_get_changed (record), later));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/journal/round-trip", test_round_trip);
  ADD ("/journal/fields", test_fields);
  ADD ("/journal/unwritable", test_unwritable);
  ADD ("/journal/unreadable", test_unreadable);
  ADD ("/journal/half-line", test_half_line);
  ADD ("/journal/left-behind", test_left_behind);
  ADD ("/journal/foreign-line", test_foreign_line);
  ADD ("/journal/lost-part", test_lost_part);
  ADD ("/journal/order", test_order);
  ADD ("/journal/cancelled", test_cancelled);
  ADD ("/journal/nested", test_nested);
  ADD ("/journal/record", test_record);
#undef ADD

  return g_test_run ();
}
