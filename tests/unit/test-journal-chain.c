/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Journals that were cut, damaged or tampered with: what stands before the damage counts, nothing
 * behind it does, and the file stays as it is.
 */

#include "ferry-test-journal.h"

#include "import/ferry-journal-line.h"

/* Lines up to @number (the head included) are as they were written. */
static void
assert_prefix (FerryJournal *loaded,
               FerryJournal *written,
               guint         number)
{
  GPtrArray *found = ferry_journal_get_entries (loaded);
  GPtrArray *wanted = ferry_journal_get_entries (written);

  g_assert_cmpuint (found->len + 1, >=, number);
  for (guint i = 0; i + 1 < number; i++)
    {
      FerryJournalEntry *a = g_ptr_array_index (found, i);
      FerryJournalEntry *b = g_ptr_array_index (wanted, i);

      g_assert_cmpuint (a->number, ==, b->number);
      g_assert_cmpuint (a->machine, ==, b->machine);
      g_assert_cmpuint (a->disk, ==, b->disk);
      g_assert_cmpstr (a->state, ==, b->state);
      g_assert_true (g_date_time_equal (a->time, b->time));
      g_assert_true (ferry_json_equal_kept (a->fields, b->fields));
    }
}

/* The journal is read up to line @number, and no line is added. */
static void
assert_only_read (Fixture      *fixture,
                  const char   *text,
                  gsize         length,
                  FerryJournal *written,
                  guint         number)
{
  g_autoptr(GBytes) before = g_bytes_new (text, length);
  g_autoptr(FerryJournal) loaded = NULL;
  g_autoptr(GError) error = NULL;

  write_file (fixture, text, length);
  loaded = load (fixture, &error);
  g_assert_no_error (error);
  g_assert_error (ferry_journal_get_damage (loaded), FERRY_ERROR, FERRY_ERROR_STORAGE);
  g_assert_cmpuint (ferry_journal_get_entries (loaded)->len + 1, ==, number);
  assert_prefix (loaded, written, number);

  g_assert_false (append (loaded, 0, 0, "failed", fixture->now, NULL, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_STORAGE);
  g_assert_cmpuint (ferry_journal_get_entries (loaded)->len + 1, ==, number);
  assert_file (fixture, before);
}

static void
assert_goes_on (Fixture      *fixture,
                FerryJournal *loaded,
                const char   *whole,
                gsize         length)
{
  g_autoptr(FerryJournal) again = NULL;
  g_autoptr(GBytes) after = NULL;
  guint n = ferry_journal_get_entries (loaded)->len;
  FerryJournalCheck check;

  g_assert_true (append (loaded, 0, 0, "failed", fixture->now, "error", "x", NULL));
  g_assert_true (append (loaded, 0, 0, "failed", fixture->now, "manifest-deleted", "yes", NULL));
  after = read_file (fixture);
  g_assert_cmpmem (g_bytes_get_data (after, NULL), length, whole, length);
  g_assert_true (ferry_journal_check (after, &check));
  g_assert_cmpuint (check.n_lines, ==, n + 3);
  again = load (fixture, NULL);
  g_assert_null (ferry_journal_get_damage (again));
  assert_prefix (again, loaded, n + 3);
}

/* Every cut. And then the next line does not stick to what was left. */
static void
test_cut (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = write_three_lines (fixture);
  g_autoptr(GBytes) bytes = read_file (fixture);
  const char *whole = g_bytes_get_data (bytes, NULL);
  guint number = 0;
  gsize end = 0;

  for (gsize cut = 0; cut <= g_bytes_get_size (bytes); cut++)
    {
      g_autoptr(FerryJournal) loaded = NULL;
      g_autoptr(GError) error = NULL;

      if (cut > 0 && whole[cut - 1] == '\n')
        {
          number++;
          end = cut;
        }

      write_file (fixture, whole, cut);
      loaded = load (fixture, &error);
      if (number == 0)
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
          continue;
        }

      g_assert_no_error (error);
      g_assert_null (ferry_journal_get_damage (loaded));
      g_assert_cmpuint (ferry_journal_get_entries (loaded)->len + 1, ==, number);
      assert_prefix (loaded, journal, number);
      if (cut % 149 == 0 || cut <= end + 1)
        assert_goes_on (fixture, loaded, whole, end);
    }

  g_assert_cmpuint (number, ==, 4);
}

/* What one changed byte of line @number did. */
static void
assert_noticed (Fixture      *fixture,
                const char   *text,
                gsize         length,
                FerryJournal *written,
                guint         number,
                guint         n_lines)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, length);
  g_autoptr(FerryJournal) loaded = NULL;
  g_autoptr(GError) error = NULL;
  FerryJournalCheck check;
  gboolean fits = ferry_journal_check (bytes, &check);

  write_file (fixture, text, length);
  loaded = load (fixture, &error);
  if (loaded == NULL)
    {
      g_assert_cmpuint (number, ==, 1);
      return;
    }

  assert_prefix (loaded, written, number - 1);
  /* Nothing speaks for the last line but itself. */
  if (number == n_lines)
    return;

  g_assert_false (fits);
  g_assert_cmpuint (check.broken, >=, number);
  g_assert_cmpuint (check.broken, <=, number + 1);
  g_assert_nonnull (ferry_journal_get_damage (loaded));
  g_assert_cmpuint (ferry_journal_get_entries (loaded)->len + 1, <=, number);
}

static void
test_damaged_byte (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char put[] = { '\0', '\n', ' ', '"', '\\', '}', '{', '0', 'x', '\x7f', '\xff' };
  g_autoptr(FerryJournal) journal = write_three_lines (fixture);
  g_autoptr(GBytes) bytes = read_file (fixture);
  gsize length = g_bytes_get_size (bytes);
  g_autofree char *text = g_memdup2 (g_bytes_get_data (bytes, NULL), length);
  guint number = 1;

  for (gsize i = 0; i < length; i++)
    {
      const char was = text[i];

      /* Most of line 1 is the plan. */
      for (guint j = 0; j < G_N_ELEMENTS (put) && (number > 1 || i % 7 == 0); j++)
        {
          text[i] = put[j];
          if (put[j] != was)
            assert_noticed (fixture, text, length, journal, number, 4);
        }
      text[i] = was;
      if (was == '\n')
        number++;
    }
}

/* Bytes of all kinds anywhere: nothing is believed that was not written. */
static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = write_three_lines (fixture);
  g_autoptr(GBytes) bytes = read_file (fixture);
  gsize length = g_bytes_get_size (bytes);

  for (guint run = 0; run < 500; run++)
    {
      g_autofree char *text = g_memdup2 (g_bytes_get_data (bytes, NULL), length);
      gsize place = g_test_rand_int_range (0, length);
      gsize n = g_test_rand_int_range (1, 64);
      guint number = 1;

      for (gsize i = 0; i < place; i++)
        number += text[i] == '\n';
      for (gsize i = place; i < MIN (place + n, length); i++)
        text[i] = g_test_rand_int_range (0, 256);
      if (memcmp (text, g_bytes_get_data (bytes, NULL), length) != 0)
        assert_noticed (fixture, text, length, journal, number, 4);
    }
}

/* Replaces line @number by @with: nothing, two other lines, … */
static char *
put_in (const char *whole,
        guint       number,
        const char *with)
{
  gsize length;
  gsize place = find_line (whole, number, &length);

  return g_strdup_printf ("%.*s%s%s", (int) place, whole, with, whole + place + length);
}

static void
assert_broken_at (Fixture      *fixture,
                  const char   *text,
                  FerryJournal *written,
                  guint         number,
                  guint         n_chained)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  FerryJournalCheck check;

  g_assert_false (ferry_journal_check (bytes, &check));
  g_assert_cmpuint (check.broken, ==, number);
  g_assert_cmpuint (check.n_chained, ==, n_chained);
  assert_only_read (fixture, text, strlen (text), written, number - 1);
}

static void
test_tampered (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = write_three_lines (fixture);
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *whole = NULL;
  g_auto(GStrv) lines = NULL;
  g_autofree char *swapped = NULL;
  g_autofree char *twice = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GString) changed = NULL;

  g_assert_true (append (journal, 0, 0, "storing", fixture->now, "token", "one", NULL));
  g_assert_true (append (journal, 0, 0, "storing", fixture->now, "token", "one", NULL));
  bytes = read_file (fixture);
  whole = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (whole, "\n", -1);

  text = put_in (whole, 3, "");
  assert_broken_at (fixture, text, journal, 3, 3);

  swapped = g_strdup_printf ("%s\n%s\n%s\n%s\n%s\n%s\n", lines[0], lines[1], lines[3], lines[2],
                             lines[4], lines[5]);
  assert_broken_at (fixture, swapped, journal, 3, 2);

  /* The same once more: harmless words, but who wrote them? */
  twice = g_strdup_printf ("%s\n%s\n", lines[4], lines[4]);
  g_free (text);
  text = put_in (whole, 5, twice);
  assert_broken_at (fixture, text, journal, 6, 5);

  g_free (twice);
  twice = g_strdup_printf ("%s\n{\"time\":\"2026-11-23T12:00:00Z\",\"state\":\"landed\"}\n", lines[2]);
  g_free (text);
  text = put_in (whole, 3, twice);
  assert_broken_at (fixture, text, journal, 4, 4);

  changed = g_string_new (whole);
  g_assert_cmpuint (g_string_replace (changed, "\"order\":\"1 0\"", "\"order\":\"0 1\"", 1), ==, 1);
  write_file (fixture, changed->str, -1);
  g_clear_pointer (&bytes, g_bytes_unref);
  bytes = read_file (fixture);
  {
    g_autoptr(FerryJournal) loaded = load (fixture, NULL);
    FerryJournalCheck check;

    /* The change is seen by the line behind it. */
    g_assert_false (ferry_journal_check (bytes, &check));
    g_assert_cmpuint (check.broken, ==, 5);
    g_assert_nonnull (ferry_journal_get_damage (loaded));
    assert_prefix (loaded, journal, 3);
    g_assert_cmpuint (ferry_journal_get_entries (loaded)->len, ==, 3);
  }
}

/* A line that is chained, but says what cannot be. */
static void
test_impossible (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char *const lines[] = {
    "\"time\":\"2026-11-23T12:00:00Z\",\"machine\":2,\"disk\":0,\"state\":\"storing\"",
    "\"time\":\"2026-11-23T12:00:00Z\",\"machine\":0,\"disk\":2,\"state\":\"storing\"",
    "\"time\":\"2026-11-23T12:00:00Z\",\"machine\":-1,\"state\":\"storing\"",
    "\"time\":\"2026-11-23T12:00:00Z\",\"machine\":4294967295,\"state\":\"storing\"",
    "\"time\":\"2026-11-23T12:00:00Z\",\"machine\":\"0\",\"state\":\"storing\"",
    "\"time\":\"2026-11-23T12:00:00Z\",\"disk\":0,\"state\":\"storing\"",
    "\"time\":\"2026-11-23T12:00:00Z\",\"machine\":0,\"state\":\"\"",
    "\"time\":\"2026-11-23T12:00:00Z\",\"machine\":0",
    "\"time\":\"yesterday\",\"machine\":0,\"state\":\"storing\"",
    "\"machine\":0,\"state\":\"storing\"",
  };
  g_autoptr(FerryJournal) journal = write_three_lines (fixture);
  g_autoptr(GBytes) bytes = read_file (fixture);
  g_autofree char *whole = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  gsize length;
  gsize place = find_line (whole, 4, &length);
  g_autofree char *prev = ferry_journal_line_hash (whole + place, length - 1);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *text = g_strdup_printf ("%s{\"prev\":\"%s\",%s}\n", whole, prev, lines[i]);

      assert_only_read (fixture, text, strlen (text), journal, 4);
    }
}

static void
assert_left_alone (Fixture    *fixture,
                   const char *text,
                   GQuark      domain,
                   int         code)
{
  g_autoptr(GBytes) before = g_bytes_new (text, strlen (text));
  g_autoptr(FerryJournal) loaded = NULL;
  g_autoptr(GError) error = NULL;
  FerryJournalCheck check;

  g_assert_false (ferry_journal_check (before, &check));
  write_file (fixture, text, -1);
  loaded = load (fixture, &error);
  g_assert_null (loaded);
  g_assert_error (error, domain, code);
  assert_file (fixture, before);
}

static void
test_head (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(FerryJournal) journal = write_three_lines (fixture);
  g_autoptr(GBytes) bytes = read_file (fixture);
  g_autofree char *whole = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *tail = NULL;
  g_autoptr(GString) newer = g_string_new (whole);
  g_autoptr(FerryJournal) loaded = NULL;
  g_auto(GStrv) lines = g_strsplit (whole, "\n", 2);
  const char *const members[] = { "\"run\":\"", "\"desk\":\"", "\"started\":\"", "\"plan\":" };

  assert_left_alone (fixture, "", G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
  assert_left_alone (fixture, "{\"format\":2", G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
  assert_left_alone (fixture, "[]\n", FERRY_ERROR, FERRY_ERROR_STORAGE);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr(GString) without = g_string_new (lines[0]);

      g_assert_cmpuint (g_string_replace (without, members[i], "\"x\":\"", 1), ==, 1);
      write_file (fixture, without->str, -1);
      g_string_append_c (without, '\n');
      write_file (fixture, without->str, -1);
      g_assert_null (load (fixture, NULL));
    }

  /* Of a newer Ferry's: what can be read counts, and it stays as it is. */
  g_assert_cmpuint (g_string_replace (newer, "{\"format\":2", "{\"format\":3", 1), ==, 1);
  assert_only_read (fixture, newer->str, newer->len, journal, 1);
  {
    gsize length = strchr (newer->str, '\n') - newer->str;
    g_autofree char *prev = ferry_journal_line_hash (newer->str, length);

    tail = g_strdup_printf ("%.*s\n{\"prev\":\"%s\",\"time\":\"2026-11-23T12:00:00Z\",\"machine\":1,"
                            "\"disk\":1,\"state\":\"storing\",\"manifest-key\":\"vm/m.xml\"}\n",
                            (int) length, newer->str, prev);
  }
  assert_only_read (fixture, tail, strlen (tail), journal, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/journal/chain/cut", test_cut);
  ADD ("/journal/chain/damaged-byte", test_damaged_byte);
  ADD ("/journal/chain/random", test_random);
  ADD ("/journal/chain/tampered", test_tampered);
  ADD ("/journal/chain/impossible", test_impossible);
  ADD ("/journal/chain/head", test_head);
#undef ADD

  return g_test_run ();
}
