/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Journals of large runs: read in the time that their length takes, and never longer than can be
 * read again.
 */

#include "ferry-test-journal.h"

#include "import/ferry-journal-line.h"

#include <malloc.h>
#include <time.h>
#include <unistd.h>

/* What a large run's line looks like. */
static JsonObject *
make_fields (guint number)
{
  JsonObject *fields = json_object_new ();
  g_autofree char *message = g_strdup_printf ("Progress: %u%%, and so on", number % 100);

  json_object_set_string_member (fields, "task-id", "import-vol-0123456789abcdef0");
  json_object_set_string_member (fields, "request-id", "7d2f8a0e-1c9b-4f9e-8a54-0b9a1f5c2d3e");
  json_object_set_string_member (fields, "message", message);

  return fields;
}

/* Puts @n chained lines behind the head that is there; the writer would take as many syncs. */
static void
write_lines (Fixture *fixture,
             guint    n)
{
  g_autoptr(GBytes) bytes = read_file (fixture);
  g_autoptr(GString) text = g_string_new_len (g_bytes_get_data (bytes, NULL),
                                              g_bytes_get_size (bytes));
  gsize place = find_line (text->str, 2, &place);
  g_autofree char *prev = NULL;

  g_string_truncate (text, place);
  prev = ferry_journal_line_hash (text->str, text->len - 1);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(JsonObject) fields = make_fields (i);
      g_autoptr(FerryJournalEntry) entry = ferry_journal_entry_new (i + 2, fixture->now, i / 2 % 2,
                                                                    i % 2, "converting", fields);
      g_autofree char *line = ferry_journal_line_make (entry, prev);

      g_free (prev);
      prev = ferry_journal_line_hash (line, strlen (line));
      g_string_append (text, line);
      g_string_append_c (text, '\n');
    }

  write_file (fixture, text->str, text->len);
}

/* Returns: processor time in milliseconds */
static guint
measure (Fixture *fixture,
         guint    n)
{
  g_autoptr(FerryJournal) journal = NULL;
  g_autoptr(FerryRecord) record = NULL;
  struct mallinfo2 before;
  struct mallinfo2 after;
  clock_t start;
  guint spent;

  write_lines (fixture, n);
  before = mallinfo2 ();
  start = clock ();
  journal = load (fixture, NULL);
  spent = (clock () - start) * 1000 / CLOCKS_PER_SEC;
  after = mallinfo2 ();

  g_assert_null (ferry_journal_get_damage (journal));
  g_assert_cmpuint (ferry_journal_get_entries (journal)->len, ==, n);
  record = ferry_record_new (journal, 1, 1);
  g_assert_cmpuint (ferry_journal_get_subject (journal, 1, 1)->len, ==, n / 4);
  g_assert_cmpstr (ferry_record_get_field (record, "message"), ==,
                   "Progress: 99%, and so on");
  g_test_message ("%u lines: %u ms, %" G_GSIZE_FORMAT " bytes a line", n, spent,
                  (after.uordblks - before.uordblks) / n);
  /* Sanitizers count nothing. */
  g_assert_cmpuint ((after.uordblks - before.uordblks) / n, <, 3000);

  return spent;
}

static void
test_linear (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = write_three_lines (fixture);
  guint few = measure (fixture, 10000);
  guint many = measure (fixture, 40000);

  /* Four times as much; sixteen times if each line looked at all others. */
  g_assert_cmpuint (many, <, 9 * MAX (few, 50));
}

/* All of them through the writer. */
static void
test_written (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = make_journal (fixture);
  g_autoptr(FerryJournal) loaded = NULL;
  g_autoptr(GBytes) bytes = NULL;
  FerryJournalCheck check;

  for (guint i = 0; i < 200; i++)
    g_assert_true (append (journal, i % 2, i / 2 % 2, "converting", fixture->now, "message", "x",
                           NULL));

  bytes = read_file (fixture);
  g_assert_true (ferry_journal_check (bytes, &check));
  g_assert_cmpuint (check.n_chained, ==, 200);
  loaded = load (fixture, NULL);
  g_assert_cmpuint (ferry_journal_get_entries (loaded)->len, ==, 200);
}

/* What is far too large is not read at all. */
static void
test_too_large (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = write_three_lines (fixture);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryJournal) loaded = NULL;

  g_assert_cmpint (truncate (g_file_peek_path (fixture->file),
                             (goffset) FERRY_JOURNAL_MOST_BYTES + 1), ==, 0);
  loaded = load (fixture, &error);
  g_assert_null (loaded);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_STORAGE);
}

static JsonObject *
make_endless_fields (void)
{
  JsonObject *fields = json_object_new ();
  g_autofree char *value = g_strnfill (16384, 'x');

  for (guint i = 0; i < 4096; i++)
    {
      g_autofree char *name = g_strdup_printf ("field-%u", i);

      json_object_set_string_member (fields, name, value);
    }

  return fields;
}

/* A line that would make it too large is refused, and the file can still be read. */
static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = make_journal (fixture);
  g_autoptr(JsonObject) fields = make_endless_fields ();
  g_autoptr(FerryJournal) loaded = NULL;
  g_autoptr(GError) error = NULL;
  guint n = 0;

  while (error == NULL)
    {
      g_autoptr(GAsyncResult) result = NULL;
      GAsyncResult *slot = NULL;

      g_assert_cmpuint (n, <, 4);
      ferry_journal_append_async (journal, 0, 0, "converting", fixture->now, fields, NULL,
                                  ferry_test_take_result, &slot);
      result = ferry_test_wait (&slot);
      n += ferry_journal_append_finish (journal, result, &error);
    }

  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_STORAGE_FULL);
  g_assert_cmpuint (n, ==, 3);
  g_assert_true (append (journal, 0, 0, "failed", fixture->now, NULL, NULL, NULL));
  g_clear_object (&journal);

  loaded = load (fixture, NULL);
  g_assert_null (ferry_journal_get_damage (loaded));
  g_assert_cmpuint (ferry_journal_get_entries (loaded)->len, ==, n + 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/journal/large/linear", test_linear);
  ADD ("/journal/large/written", test_written);
  ADD ("/journal/large/too-large", test_too_large);
  ADD ("/journal/large/full", test_full);
#undef ADD

  return g_test_run ();
}
