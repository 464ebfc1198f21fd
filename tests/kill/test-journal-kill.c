/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writes a journal in a process of its own and kills that at each point at which it changes a file.
 * What was acknowledged must be there, what is there must be the beginning of what was meant, and
 * the next process must be able to go on with it.
 *
 * FERRY_KILL_RUNS: so many times, with more lines each time (2).
 */

#include "ferry-test-plan.h"
#include "ferry-test-server.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* A line has seven points, the folder and the head twenty; more would mean that it never ends. */
#define MAX_POINTS 400

typedef struct {
  char  *folder;
  char  *plan;
  guint  n_lines;
} Job;

static void
write_plan (const char *path)
{
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
  g_autoptr(FerryPlan) plan = ferry_test_plan_new ("eu-west-1", "vm/web.vmdk", NULL, report);
  g_autoptr(GBytes) bytes = ferry_plan_file_to_bytes (plan);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  g_assert_true (g_file_set_contents (path, data, length, NULL));
}

/* @point: 0: it is not killed. Returns: whether it lived to its end. @n_acknowledged: (out) */
static gboolean
run_writer (Job   *job,
            guint  point,
            guint *n_acknowledged)
{
  g_autofree char *writer = g_test_build_filename (G_TEST_BUILT, "kill", "ferry-journal-writer",
                                                   NULL);
  g_autofree char *number = g_strdup_printf ("%u", point);
  g_autofree char *n_lines = g_strdup_printf ("%u", job->n_lines);
  g_autofree char *output = NULL;
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_subprocess_launcher_setenv (launcher, "LD_PRELOAD", g_getenv ("FERRY_KILL_LIBRARY"), TRUE);
  g_subprocess_launcher_setenv (launcher, "FERRY_KILL_FOLDER", job->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "FERRY_KILL_AT", number, TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, writer, job->folder, job->plan, n_lines,
                                         NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error));
  g_assert_no_error (error);
  *n_acknowledged = strlen (output);

  if (g_subprocess_get_if_signaled (process))
    {
      g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGKILL);
      return FALSE;
    }

  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  return TRUE;
}

static FerryJournalFolder *
open_folder (Job                *job,
             FerryDurableWriter *writer)
{
  g_autoptr(GFile) place = g_file_new_for_path (job->folder);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;
  FerryJournalFolder *folder;

  ferry_journal_folder_open_async (place, writer, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  folder = ferry_journal_folder_open_finish (result, &error);
  g_assert_no_error (error);

  return folder;
}

static void
assert_whole_chain (FerryJournal *journal)
{
  g_autoptr(GBytes) bytes = g_file_load_bytes (ferry_journal_get_file (journal), NULL, NULL, NULL);
  FerryJournalCheck check;

  g_assert_true (ferry_journal_check (bytes, &check));
  g_assert_cmpuint (check.n_chained, ==, ferry_journal_get_entries (journal)->len);
}

/* Returns: how many lines are there behind the head. */
static guint
look (Job *job)
{
  g_autoptr(FerryDurableWriter) writer = ferry_durable_writer_new ();
  g_autoptr(FerryJournalFolder) folder = open_folder (job, writer);
  FerryJournal *journal;
  GPtrArray *entries;

  g_assert_false (folder->desk->is_copy);
  g_assert_cmpuint (folder->damaged->len, ==, 0);
  g_assert_cmpuint (folder->journals->len, <=, 1);
  if (folder->journals->len == 0)
    return 0;

  journal = g_ptr_array_index (folder->journals, 0);
  entries = ferry_journal_get_entries (journal);
  g_assert_null (ferry_journal_get_damage (journal));
  g_assert_cmpstr (ferry_journal_get_desk_id (journal), ==, folder->desk->id);
  assert_whole_chain (journal);
  for (guint i = 0; i < entries->len; i++)
    {
      FerryJournalEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *wanted = g_strdup_printf ("state-%u", i);

      g_assert_cmpstr (entry->state, ==, wanted);
    }

  return entries->len;
}

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
  g_autofree char *root = g_dir_make_tmp ("ferry-kill-XXXXXX", NULL);
  Job job = { NULL, NULL, GPOINTER_TO_UINT (data) * 3 };
  gboolean lived = FALSE;
  guint n_unacknowledged = 0;
  guint point;

  job.folder = g_build_filename (root, "imports", NULL);
  job.plan = g_build_filename (root, "plan", NULL);
  write_plan (job.plan);
  g_assert_cmpint (g_mkdir (job.folder, 0700), ==, 0);
  for (point = 1; !lived; point++)
    {
      guint n_acknowledged;
      guint n_found;
      guint n_more;

      g_assert_cmpuint (point, <, MAX_POINTS);
      empty_folder (job.folder);
      lived = run_writer (&job, point, &n_acknowledged);
      n_found = look (&job);
      g_assert_cmpuint (n_found, >=, n_acknowledged);
      n_unacknowledged += n_found > n_acknowledged;

      g_assert_true (run_writer (&job, 0, &n_more));
      g_assert_cmpuint (n_found + n_more, ==, job.n_lines);
      g_assert_cmpuint (look (&job), ==, job.n_lines);
    }

  g_test_message ("killed at %u points; at %u of them more was there than was acknowledged",
                  point - 2, n_unacknowledged);
  /* before and behind the sync of each line */
  g_assert_cmpuint (point, >, 5 * job.n_lines);
  g_assert_cmpuint (n_unacknowledged, >=, job.n_lines);
  empty_folder (job.folder);
  g_rmdir (job.folder);
  g_unlink (job.plan);
  g_rmdir (root);
  g_free (job.folder);
  g_free (job.plan);
}

int
main (int   argc,
      char *argv[])
{
  const char *runs = g_getenv ("FERRY_KILL_RUNS");
  guint n_runs = runs ? atoi (runs) : 2;

  g_test_init (&argc, &argv, NULL);

  for (guint i = 1; i <= n_runs; i++)
    {
      g_autofree char *path = g_strdup_printf ("/journal/kill/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_run);
    }

  return g_test_run ();
}
