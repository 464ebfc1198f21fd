/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine-fixture.h"

/* The application ends at each line of the journal of a run of two machines of two disks, and
 * begins again: in the end there is one of each.
 */

/* More lines than such a run has. */
#define MOST_LINES 60

static guint
count_lines (FerryRun *run)
{
  return ferry_journal_get_entries (ferry_run_get_journal (run))->len;
}

static void
test_line (Fixture       *fixture,
           gconstpointer  data)
{
  const guint line = GPOINTER_TO_UINT (data);
  FerryRun *run = begin (fixture, 2, 1);

  while (!ferry_run_is_finished (run) && count_lines (run) < line)
    iterate (fixture);
  if (count_lines (run) < line)
    {
      g_test_skip ("the run has fewer lines");
      return;
    }

  restart (fixture);
  run = get_run (fixture, 0);
  wait_finished (fixture, run);
  assert_landed (run);
  assert_whole (fixture, 2, 2);
  assert_chain (run);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 1; i <= MOST_LINES; i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine-lines/%u", i);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_line, tear_down);
    }

  return g_test_run ();
}
