/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine-fixture.h"

#include <sys/stat.h>
#include <unistd.h>

/* A journal that somebody has given to this desk: nothing that it names is touched by itself. */

/* @disk: or FERRY_JOURNAL_WHOLE; @words: name, value, …, NULL */
static void
append (Fixture            *fixture,
        GFile              *file,
        guint               disk,
        const char         *state,
        const char *const  *words)
{
  g_autoptr(FerryDurableWriter) writer = ferry_durable_writer_new ();
  g_autoptr(FerryJournal) journal = ferry_journal_load (writer, file, NULL);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(JsonObject) fields = json_object_new ();
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  for (guint i = 0; words[i]; i += 2)
    ferry_json_set_string (fields, words[i], words[i + 1]);
  ferry_journal_append_async (journal, 0, disk, state, now, fields, NULL, ferry_test_take_result,
                              &slot);
  result = ferry_test_wait (&slot);
  g_assert_true (ferry_journal_append_finish (journal, result, NULL));
}

/* The journal alone comes into the folder of a desk that is there already. @file: where it was */
static void
give_to_other_desk (Fixture *fixture,
                    GFile   *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr(GFile) other = g_file_new_build_filename (fixture->cloud->folder, "other", NULL);
  g_autoptr(GFile) to = g_file_get_child (other, name);

  g_set_object (&fixture->folder, other);
  start_application (fixture);
  load (fixture);
  stop_application (fixture);
  g_assert_true (g_file_copy (file, to, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL));
  start_application (fixture);
  load (fixture);
  ferry_engine_attach (fixture->engine, fixture->cloud->client);
}

static void
answer (Fixture            *fixture,
        FerryMachineImport *machine,
        const char         *text)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_machine_import_answer_async (machine, text, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  g_assert_true (ferry_machine_import_answer_finish (machine, result, NULL));
}

/* (transfer full): its journal's file; the application has ended */
static GFile *
leave_on_the_way (Fixture *fixture)
{
  FerryRun *run;
  GFile *file;

  tell (fixture, "import-seconds 60");
  run = begin (fixture, 1, 1);
  while (ferry_task_get_state (get_task (get_machine (run, 0), 1)) != FERRY_TASK_CONVERTING)
    iterate (fixture);
  wait_idle (fixture);
  file = g_object_ref (ferry_journal_get_file (ferry_run_get_journal (run)));
  stop_application (fixture);

  return file;
}

static void
test_asks (Fixture       *fixture,
           gconstpointer  data)
{
  const char *const said[] = { "copy", "go-on", "undo", "i-0123456789abcdef0", NULL };
  g_autoptr(GFile) file = leave_on_the_way (fixture);
  FerryMachineImport *machine;

  /* Who has written it may have answered for the person, too. */
  append (fixture, file, FERRY_JOURNAL_WHOLE, "importing", said);
  give_to_other_desk (fixture, file);
  machine = get_machine (get_run (fixture, 0), 0);
  g_assert_cmpint (ferry_machine_import_get_question (machine), ==, FERRY_QUESTION_COPY);

  answer (fixture, machine, "go-on");
  tell (fixture, "import-seconds 0");
  wait_machine (fixture, machine, FERRY_MACHINE_LANDED);
  wait_idle (fixture);
  assert_whole (fixture, 1, 1);

  /* It is asked once. */
  restart (fixture);
  g_assert_cmpint (ferry_machine_import_get_state (get_machine (get_run (fixture, 0), 0)), ==,
                   FERRY_MACHINE_LANDED);
}

/* Of a run that was taken over all is this desk's from then on. */
static void
test_taken_over (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GFile) file = leave_on_the_way (fixture);
  FerryMachineImport *machine;

  give_to_other_desk (fixture, file);
  machine = get_machine (get_run (fixture, 0), 0);
  restart (fixture);
  machine = get_machine (get_run (fixture, 0), 0);
  g_assert_cmpint (ferry_machine_import_get_question (machine), ==, FERRY_QUESTION_COPY);

  answer (fixture, machine, "go-on");
  wait_idle (fixture);
  restart (fixture);
  machine = get_machine (get_run (fixture, 0), 0);
  g_assert_cmpint (ferry_machine_import_get_question (machine), ==, FERRY_QUESTION_NONE);
}

static gboolean
is_there (Fixture    *fixture,
          const char *key)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerryObject) object = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_head_object_async (fixture->cloud->client, REGION, BUCKET, key, NULL,
                              ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  object = ferry_s3_head_object_finish (fixture->cloud->client, result, NULL);

  return object != NULL;
}

/* What a finished run names is not asked about, so it is left alone for good. */
static void
test_finished (Fixture       *fixture,
               gconstpointer  data)
{
  const char *const deletes[] = { "sources", "deleting", NULL };
  const char *const stored[] = { "manifest-key", "run/machine0-data0.raw", "manifest-deleted", "",
                                 NULL };
  FerryRun *run = begin (fixture, 1, 1);
  g_autoptr(GFile) file = NULL;
  g_autoptr(GPtrArray) accounts = NULL;
  FerryMachineImport *machine;

  wait_finished (fixture, run);
  assert_landed (run);
  file = g_object_ref (ferry_journal_get_file (ferry_run_get_journal (run)));
  stop_application (fixture);
  append (fixture, file, 0, "landed", stored);
  append (fixture, file, FERRY_JOURNAL_WHOLE, "landed", deletes);
  give_to_other_desk (fixture, file);

  machine = get_machine (get_run (fixture, 0), 0);
  wait_idle (fixture);
  accounts = ferry_engine_dup_open_accounts (fixture->engine);
  g_assert_cmpuint (accounts->len, ==, 0);
  g_assert_cmpint (ferry_machine_import_get_question (machine), ==, FERRY_QUESTION_NONE);
  g_assert_false (ferry_machine_import_can_retry (machine));
  g_assert_false (ferry_machine_import_can_start (machine));
  g_assert_true (is_there (fixture, "run/machine0-boot.raw"));
  g_assert_true (is_there (fixture, "run/machine0-data0.raw"));
}

/* Words of the right journal, but of no import: by them nothing is found, and nothing removed. */
static void
test_words (Fixture       *fixture,
            gconstpointer  data)
{
  const char *const words[] = { "attempt", "machine0", "manifest-key", "run/machine0-data0.raw",
                                "manifest-version", "null", "requested", "9999-12-31T23:59:59Z",
                                "link-expiration", "9999-12-31T23:59:59Z", "percent",
                                "99999999999999999999", NULL };
  g_autoptr(GFile) file = leave_on_the_way (fixture);
  FerryMachineImport *machine;

  append (fixture, file, 0, "converting", words);
  append (fixture, file, 1, "converting", words);
  start_application (fixture);
  load (fixture);
  machine = get_machine (get_run (fixture, 0), 0);
  g_assert_true (g_str_has_prefix (ferry_task_get_token (get_task (machine, 0)), "ferry1:"));
  ferry_engine_attach (fixture->engine, fixture->cloud->client);
  tell (fixture, "import-seconds 0");
  wait_machine (fixture, machine, FERRY_MACHINE_LANDED);
  wait_idle (fixture);
  g_assert_true (is_there (fixture, "run/machine0-data0.raw"));
}

/* What lies in the folder beside the journals may be anything. */
static void
test_files (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const texts[] = {
    "", "[", "[[[[", "{\"format\":1,\"slots\":1e999}", "\xff\xfe", "{}",
    "{\"format\":1,\"slots\":-1,\"paused\":[],\"machines\":{}}",
    "{\"format\":1,\"slots\":9223372036854775807,\"paused\":2,\"machines\":[1,null,[],"
    "{\"run\":3,\"machine\":\"x\"},{\"run\":\"r\",\"machine\":-1,\"held\":{}}]}",
  };
  const char *folder = g_file_peek_path (fixture->folder);
  g_autofree char *queue = g_build_filename (folder, "queue.json", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe.journal", NULL);
  g_autofree char *loop = g_build_filename (folder, "loop.journal", NULL);
  g_autofree char *directory = g_build_filename (folder, "directory.journal", NULL);

  g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink (loop, loop), ==, 0);
  for (guint i = 0; i <= G_N_ELEMENTS (texts); i++)
    {
      stop_application (fixture);
      if (i < G_N_ELEMENTS (texts))
        g_assert_true (g_file_set_contents (queue, texts[i], -1, NULL));
      else
        g_assert_true (g_remove (queue) == 0 && mkfifo (queue, 0600) == 0);
      start_application (fixture);
      load (fixture);
      g_assert_cmpuint (ferry_engine_get_damaged (fixture->engine)->len, ==, 3);
      g_assert_cmpuint (ferry_queue_get_slots (ferry_engine_get_queue (fixture->engine)), ==,
                        FERRY_QUEUE_SLOTS);
      g_assert_false (ferry_queue_get_paused (ferry_engine_get_queue (fixture->engine)));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

  ADD ("/stranger/asks", test_asks);
  ADD ("/stranger/taken-over", test_taken_over);
  ADD ("/stranger/files", test_files);
  ADD ("/stranger/finished", test_finished);
  ADD ("/stranger/words", test_words);

  return g_test_run ();
}
