/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Journals of format 1 (one disk a file, no chain), as Ferry wrote them before format 2. */

#include "ferry-test-journal.h"

static char *
read_sample (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "samples", "journals", name, NULL);
  g_autoptr(GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static FerryJournal *
load_text (Fixture    *fixture,
           const char *text)
{
  g_autoptr(GError) error = NULL;
  FerryJournal *journal;

  write_file (fixture, text, -1);
  journal = load (fixture, &error);
  g_assert_no_error (error);

  return journal;
}

static void
assert_sample (Fixture    *fixture,
               const char *name,
               guint       disk,
               guint       n_entries,
               const char *state,
               const char *field,
               const char *value)
{
  g_autofree char *text = read_sample (name);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(FerryJournal) journal = load_text (fixture, text);
  g_autoptr(FerryRecord) record = ferry_record_new (journal, 0, disk);
  FerryJournalCheck check;

  g_assert_null (ferry_journal_get_damage (journal));
  g_assert_cmpuint (ferry_journal_get_format (journal), ==, 1);
  g_assert_null (ferry_journal_get_desk_id (journal));
  g_assert_cmpuint (ferry_journal_get_only_disk (journal), ==, disk);
  g_assert_cmpstr (ferry_journal_get_run_id (journal), ==,
                   ferry_plan_get_id (ferry_journal_get_plan (journal)));
  g_assert_cmpuint (ferry_journal_get_entries (journal)->len, ==, n_entries);
  g_assert_cmpstr (ferry_record_get_state (record), ==, state);
  g_assert_cmpstr (ferry_record_get_field (record, field), ==, value);

  /* There is no chain, so it is not broken. */
  g_assert_true (ferry_journal_check (bytes, &check));
  g_assert_cmpuint (check.n_lines, ==, n_entries + 1);
  g_assert_cmpuint (check.n_chained, ==, 0);
}

static void
test_samples (Fixture       *fixture,
              gconstpointer  data)
{
  assert_sample (fixture, "landed.journal", 0, 7, "landed", "instance-id", "i-0123456789abcdef0");
  assert_sample (fixture, "requesting.journal", 1, 3, "requesting", "manifest-key",
                 "vm/web-data.vmdk-2c3d.manifest.xml");
  assert_sample (fixture, "failed.journal", 0, 3, "failed", "error-code", "denied");
  assert_sample (fixture, "lost.journal", 0, 5, "cancelled", "outcome", "unknown");
}

static char *
read_text (Fixture *fixture)
{
  g_autoptr(GBytes) bytes = read_file (fixture);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Lines that are added are chained, also about the machine, and what was there stays as it was. */
static void
test_goes_on (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *text = read_sample ("requesting.journal");
  g_autofree char *cut = g_strconcat (text, "{\"time\":\"2026-", NULL);
  g_autoptr(FerryJournal) journal = load_text (fixture, cut);
  g_autoptr(FerryJournal) loaded = NULL;
  g_autoptr(FerryRecord) disk = NULL;
  g_autoptr(FerryRecord) machine = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *after = NULL;
  FerryJournalCheck check;

  g_assert_true (append (journal, 0, 1, "settled", fixture->now, NULL, NULL, NULL));
  g_assert_true (append (journal, 0, FERRY_JOURNAL_WHOLE, "tagging", fixture->now, NULL, NULL, NULL));
  after = read_text (fixture);
  g_assert_true (g_str_has_prefix (after, text));
  g_assert_nonnull (strstr (after, "\"prev\""));

  loaded = load (fixture, NULL);
  g_assert_null (ferry_journal_get_damage (loaded));
  g_assert_cmpuint (ferry_journal_get_entries (loaded)->len, ==, 5);
  disk = ferry_record_new (loaded, 0, 1);
  machine = ferry_record_new (loaded, 0, FERRY_JOURNAL_WHOLE);
  g_assert_cmpstr (ferry_record_get_state (disk), ==, "settled");
  g_assert_cmpstr (ferry_record_get_state (machine), ==, "tagging");

  bytes = read_file (fixture);
  g_assert_true (ferry_journal_check (bytes, &check));
  g_assert_cmpuint (check.n_lines, ==, 6);
  g_assert_cmpuint (check.n_chained, ==, 2);
}

static void
assert_damaged (Fixture    *fixture,
                const char *text,
                guint       n_entries)
{
  g_autoptr(FerryJournal) journal = load_text (fixture, text);
  g_autoptr(GError) error = NULL;

  g_assert_error (ferry_journal_get_damage (journal), FERRY_ERROR, FERRY_ERROR_STORAGE);
  g_assert_cmpuint (ferry_journal_get_entries (journal)->len, ==, n_entries);
  g_assert_false (append (journal, 0, 1, "failed", fixture->now, NULL, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_STORAGE);
}

static void
test_damage (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *text = read_sample ("requesting.journal");
  g_autoptr(GString) unknown = g_string_new (text);
  g_autoptr(GString) middle = g_string_new (text);
  g_autoptr(GString) changed = NULL;
  g_autoptr(FerryJournal) journal = NULL;
  g_autofree char *chained = NULL;
  g_autofree char *older = NULL;

  g_assert_cmpuint (g_string_replace (unknown, "\"proving\"", "\"sinking\"", 1), ==, 1);
  assert_damaged (fixture, unknown->str, 1);
  g_assert_cmpuint (g_string_replace (middle, "\"time\":", "\"time\"#", 1), ==, 1);
  assert_damaged (fixture, middle->str, 0);

  /* Once there is a chain, its first link holds what was there before. */
  journal = load_text (fixture, text);
  g_assert_true (append (journal, 0, 1, "unconfirmed", fixture->now, NULL, NULL, NULL));
  chained = read_text (fixture);
  changed = g_string_new (chained);
  g_assert_cmpuint (g_string_replace (changed, "\"requesting\"", "\"proving\"", 1), ==, 1);
  assert_damaged (fixture, changed->str, 3);

  /* An older Ferry added to it, which knows of no chain. */
  older = g_strconcat (chained, "{\"time\":\"2026-11-23T12:00:00Z\",\"state\":\"failed\"}\n", NULL);
  assert_damaged (fixture, older, 4);
}

/* Which disk it is about stands in line 1; where it does not, it is the boot disk. */
static void
test_position (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *text = read_sample ("requesting.journal");
  g_autoptr(GString) other = g_string_new (text);
  g_autoptr(FerryJournal) old = NULL;

  g_assert_cmpuint (g_string_replace (other, "\"disk\":1,", "", 1), ==, 1);
  old = load_text (fixture, other->str);
  g_assert_cmpuint (ferry_journal_get_only_disk (old), ==, 0);

  g_string_assign (other, text);
  g_assert_cmpuint (g_string_replace (other, "\"disk\":1,", "\"disk\":2,", 1), ==, 1);
  write_file (fixture, other->str, -1);
  g_assert_null (load (fixture, NULL));
  g_string_assign (other, text);
  g_assert_cmpuint (g_string_replace (other, "\"disk\":1,", "\"disk\":-1,", 1), ==, 1);
  write_file (fixture, other->str, -1);
  g_assert_null (load (fixture, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/journal/format-1/samples", test_samples);
  ADD ("/journal/format-1/goes-on", test_goes_on);
  ADD ("/journal/format-1/damage", test_damage);
  ADD ("/journal/format-1/position", test_position);
#undef ADD

  return g_test_run ();
}
