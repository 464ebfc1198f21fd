/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine-fixture.h"

/* The application ends at each line of the journal of a run of two machines of two disks, and
 * begins again: in the end there is one of each. A cloud is slow to come up, so that in one test it
 * ends at every STEP-th line, and each test begins with another one.
 */
#define STEP 8

static guint
count_lines (FerryRun *run)
{
  return ferry_journal_get_entries (ferry_run_get_journal (run))->len;
}

static void
test_lines (Fixture       *fixture,
            gconstpointer  data)
{
  FerryRun *run = begin (fixture, 2, 1);
  guint line = GPOINTER_TO_UINT (data);
  guint n_ends = 0;

  while (!ferry_run_is_finished (run))
    {
      if (count_lines (run) < line)
        {
          iterate (fixture);
          continue;
        }

      restart (fixture);
      run = get_run (fixture, 0);
      n_ends++;
      line = count_lines (run) + STEP;
    }

  g_assert_cmpuint (n_ends, >=, 3);
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

  for (guint i = 1; i <= STEP; i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine-lines/%u", i);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_lines, tear_down);
    }

  return g_test_run ();
}
