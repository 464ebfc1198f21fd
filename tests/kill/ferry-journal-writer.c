/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* ferry-journal-writer FOLDER PLAN N: opens the folder of journals as the application does, goes on
 * with the journal that is there or begins one, until that has N lines behind its head; all are
 * asked for at once. What is acknowledged is said in a line on standard output.
 */

#include "import/ferry-journal-folder.h"
#include "import/ferry-journal.h"
#include "plan/ferry-plan-file.h"

#include <stdlib.h>
#include <unistd.h>

#define RUN "00000000-0000-4000-8000-000000000b0b"

static FerryJournalFolder *folder;
static guint n_left;

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  folder = ferry_journal_folder_open_finish (result, &error);
  if (folder == NULL)
    g_error ("%s", error->message);
}

static void
appended_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!ferry_journal_append_finish (FERRY_JOURNAL (source), result, &error))
    g_error ("%s", error->message);

  n_left--;
  if (write (STDOUT_FILENO, "\n", 1) != 1)
    exit (3);
}

static FerryPlan *
load_plan (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return NULL;

  bytes = g_bytes_new (text, length);

  return ferry_plan_file_from_bytes (bytes, NULL);
}

static FerryJournal *
get_journal (FerryDurableWriter *writer,
             GFile              *place,
             FerryPlan          *plan)
{
  g_autoptr(GDateTime) now = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);

  if (folder->journals->len > 0)
    return g_object_ref (g_ptr_array_index (folder->journals, 0));

  return ferry_journal_new (writer, place, folder->desk->id, RUN, plan, now);
}

static void
append_all (FerryJournal *journal,
            guint         n)
{
  g_autoptr(GDateTime) now = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);

  for (guint i = ferry_journal_get_entries (journal)->len; i < n; i++)
    {
      g_autofree char *state = g_strdup_printf ("state-%u", i);
      g_autoptr(JsonObject) fields = json_object_new ();

      json_object_set_string_member (fields, "message", "so that a line has a middle");
      n_left++;
      ferry_journal_append_async (journal, 0, 0, state, now, fields, NULL, appended_cb, NULL);
    }

  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(FerryDurableWriter) writer = ferry_durable_writer_new ();
  g_autoptr(FerryJournal) journal = NULL;
  g_autoptr(FerryPlan) plan = NULL;
  g_autoptr(GFile) place = NULL;

  plan = argc == 4 ? load_plan (argv[2]) : NULL;
  if (plan == NULL)
    return 2;

  place = g_file_new_for_path (argv[1]);
  ferry_journal_folder_open_async (place, writer, NULL, opened_cb, NULL);
  while (folder == NULL)
    g_main_context_iteration (NULL, TRUE);

  journal = get_journal (writer, place, plan);
  append_all (journal, atoi (argv[3]));
  ferry_journal_folder_free (folder);

  return 0;
}
