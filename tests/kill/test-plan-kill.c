/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Saves a plan over another one in a process of its own and kills that at each point at which it
 * changes a file. Whatever is there then must be the old plan or the new one, whole.
 *
 * FERRY_KILL_RUNS: so many times, with plans of different sizes (3).
 */

#include "ferry-test-plan.h"

#include <glib/gstdio.h>
#include <stdlib.h>

/* What a save does has about twenty points; more would mean that it never ends. */
#define MAX_POINTS 200

static GBytes *
make_plan (GRand *random)
{
  g_autoptr(FerryPlan) plan = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);
  guint n_machines = g_rand_int_range (random, 1, 60);

  for (guint i = 0; i < n_machines; i++)
    {
      g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
      g_autofree char *key = g_strdup_printf ("vm/%08x.vmdk", g_rand_int (random));
      g_autoptr(FerryDisk) disk = ferry_test_disk_new ("eu-west-1", key, NULL, report);
      g_autoptr(FerryMachine) machine = ferry_machine_new (disk);

      ferry_plan_add_machine (plan, machine);
    }

  return ferry_plan_file_to_bytes (plan);
}

static void
write_file (const char *path,
            GBytes     *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  g_assert_true (g_file_set_contents (path, data, length, NULL));
}

static gboolean
holds (const char *path,
       GBytes     *wanted)
{
  g_autofree char *text = NULL;
  g_autoptr(GBytes) found = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  found = g_bytes_new (text, length);

  return g_bytes_equal (found, wanted);
}

/* Returns: whether it lived to its end */
static gboolean
save (const char *from,
      const char *to,
      const char *folder,
      guint       point)
{
  g_autofree char *saver = g_test_build_filename (G_TEST_BUILT, "kill", "ferry-plan-saver", NULL);
  g_autofree char *number = g_strdup_printf ("%u", point);
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "LD_PRELOAD", g_getenv ("FERRY_KILL_LIBRARY"), TRUE);
  g_subprocess_launcher_setenv (launcher, "FERRY_KILL_FOLDER", folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "FERRY_KILL_AT", number, TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, saver, from, to, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  g_assert_no_error (error);

  if (g_subprocess_get_if_signaled (process))
    {
      g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGKILL);
      return FALSE;
    }

  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  return TRUE;
}

/* What a killed save leaves beside the plan is never taken for one. */
static void
empty_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
}

static void
test_run (gconstpointer data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  g_autofree char *source_folder = g_dir_make_tmp ("ferry-kill-XXXXXX", NULL);
  g_autofree char *folder = g_dir_make_tmp ("ferry-kill-XXXXXX", NULL);
  g_autofree char *from = g_build_filename (source_folder, "new", NULL);
  g_autofree char *to = g_build_filename (folder, "night.ferry-plan", NULL);
  g_autoptr(GBytes) old = make_plan (random);
  g_autoptr(GBytes) new = make_plan (random);
  gboolean lived = FALSE;
  guint n_old = 0;
  guint n_new = 0;

  write_file (from, new);
  for (guint point = 1; !lived; point++)
    {
      g_assert_cmpuint (point, <, MAX_POINTS);
      write_file (to, old);
      lived = save (from, to, folder, point);
      if (holds (to, old))
        n_old++;
      else if (holds (to, new))
        n_new++;
      else
        g_error ("point %u left neither the old plan nor the new one", point);
      empty_folder (folder);
    }

  g_test_message ("killed at %u points: %u left the old plan, %u the new one",
                  n_old + n_new - 1, n_old, n_new);
  /* before the file, in its bytes, before the rename; and behind it */
  g_assert_cmpuint (n_old, >=, 5);
  g_assert_cmpuint (n_new, >=, 2);
  empty_folder (source_folder);
  g_rmdir (source_folder);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  const char *runs = g_getenv ("FERRY_KILL_RUNS");
  guint n_runs = runs ? atoi (runs) : 3;

  g_test_init (&argc, &argv, NULL);

  for (guint i = 1; i <= n_runs; i++)
    {
      g_autofree char *path = g_strdup_printf ("/plan/kill/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_run);
    }

  return g_test_run ();
}
