/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The desk, and the folder of journals that it is the name of. */

#include "ferry-test-journal.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static void
make_folder (Fixture *fixture)
{
  g_assert_cmpint (g_mkdir_with_parents (g_file_peek_path (fixture->folder), 0700), ==, 0);
}

static FerryDesk *
open_desk (GFile *folder)
{
  g_autoptr(GError) error = NULL;
  FerryDesk *desk = ferry_desk_open (folder, &error);

  g_assert_no_error (error);
  g_assert_true (g_uuid_string_is_valid (desk->id));

  return desk;
}

static char *
read_desk (GFile *folder)
{
  g_autoptr(GFile) file = g_file_get_child (folder, "desk.json");
  char *text = NULL;

  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));

  return text;
}

/* It is the same file, so only what it says can tell. */
static void
overwrite_desk (GFile      *folder,
                const char *text)
{
  g_autoptr(GFile) file = g_file_get_child (folder, "desk.json");
  int fd = open (g_file_peek_path (file), O_WRONLY | O_TRUNC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, text, strlen (text)), ==, strlen (text));
  close (fd);
}

/* As cp -a does it. */
static GFile *
copy_folder (GFile      *folder,
             const char *name)
{
  g_autoptr(GFile) parent = g_file_get_parent (folder);
  GFile *copy = g_file_get_child (parent, name);
  const char *argv[] = { "cp", "-a", g_file_peek_path (folder), g_file_peek_path (copy), NULL };
  int status = -1;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);

  return copy;
}

static void
test_same (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(FerryDesk) desk = NULL;
  g_autoptr(FerryDesk) again = NULL;
  g_autoptr(GFile) file = g_file_get_child (fixture->folder, "desk.json");
  g_autofree char *id = NULL;
  g_autofree char *text = NULL;
  struct stat info;

  make_folder (fixture);
  desk = open_desk (fixture->folder);
  g_assert_false (desk->is_copy);
  again = open_desk (fixture->folder);
  g_assert_cmpstr (again->id, ==, desk->id);
  g_assert_false (again->is_copy);

  g_assert_cmpint (stat (g_file_peek_path (file), &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  /* machine-id(5) asks that nobody is told */
  text = read_desk (fixture->folder);
  if (g_file_get_contents ("/etc/machine-id", &id, NULL, NULL))
    g_assert_null (strstr (text, g_strstrip (id)));
}

static void
test_copied (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(FerryDesk) desk = NULL;
  g_autoptr(FerryDesk) copied = NULL;
  g_autoptr(FerryDesk) adopted = NULL;
  g_autoptr(FerryDesk) first = NULL;
  g_autoptr(GFile) copy = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  make_folder (fixture);
  desk = open_desk (fixture->folder);
  copy = copy_folder (fixture->folder, "copy");
  before = read_desk (copy);
  copied = open_desk (copy);
  g_assert_true (copied->is_copy);
  g_assert_cmpstr (copied->id, ==, desk->id);
  after = read_desk (copy);
  g_assert_cmpstr (after, ==, before);

  g_assert_true (ferry_desk_owns (copied, desk->id, RUN));
  g_free (copied->id);
  copied->id = g_uuid_string_random ();
  g_assert_false (ferry_desk_owns (copied, desk->id, RUN));
  g_hash_table_add (copied->runs, g_strdup (RUN));
  g_assert_true (ferry_desk_adopt (copied, copy, NULL));
  adopted = open_desk (copy);
  g_assert_false (adopted->is_copy);
  g_assert_cmpstr (adopted->id, !=, desk->id);
  /* What was taken over, and what has no name of a desk, stays its own; nothing else is. */
  g_assert_true (ferry_desk_owns (adopted, desk->id, RUN));
  g_assert_true (ferry_desk_owns (adopted, NULL, adopted->id));
  g_assert_false (ferry_desk_owns (adopted, desk->id, adopted->id));
  first = open_desk (fixture->folder);
  g_assert_false (first->is_copy);
  g_assert_cmpstr (first->id, ==, desk->id);
}

/* Another name for the same folder. */
static void
test_renamed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GFile) parent = g_file_get_parent (fixture->folder);
  g_autoptr(GFile) other = g_file_get_child (parent, "renamed");
  g_autoptr(FerryDesk) desk = NULL;
  g_autoptr(FerryDesk) renamed = NULL;

  make_folder (fixture);
  desk = open_desk (fixture->folder);
  g_assert_cmpint (g_rename (g_file_peek_path (fixture->folder), g_file_peek_path (other)), ==, 0);
  renamed = open_desk (other);
  g_assert_false (renamed->is_copy);
  g_assert_cmpstr (renamed->id, ==, desk->id);
}

/* A backup is put back into the folder that is there: the folder is the same, its files are not. */
static void
test_restored (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(FerryDesk) desk = NULL;
  g_autoptr(FerryDesk) restored = NULL;
  g_autoptr(GFile) copy = NULL;
  g_autoptr(GFile) from = NULL;
  g_autoptr(GFile) to = g_file_get_child (fixture->folder, "desk.json");

  make_folder (fixture);
  desk = open_desk (fixture->folder);
  copy = copy_folder (fixture->folder, "backup");
  from = g_file_get_child (copy, "desk.json");
  g_assert_cmpint (g_rename (g_file_peek_path (from), g_file_peek_path (to)), ==, 0);
  restored = open_desk (fixture->folder);
  g_assert_true (restored->is_copy);
  g_assert_cmpstr (restored->id, ==, desk->id);
}

static void
assert_copy (GFile      *folder,
             const char *was,
             const char *is)
{
  g_autofree char *text = read_desk (folder);
  g_autoptr(GString) other = g_string_new (text);
  g_autoptr(FerryDesk) desk = NULL;
  g_autoptr(FerryDesk) again = NULL;

  g_assert_cmpuint (g_string_replace (other, was, is, 1), ==, 1);
  overwrite_desk (folder, other->str);
  desk = open_desk (folder);
  g_assert_true (desk->is_copy);
  overwrite_desk (folder, text);
  again = open_desk (folder);
  g_assert_false (again->is_copy);
}

/* Another computer, or what no longer says which. */
static void
test_changed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(FerryDesk) desk = NULL;
  g_autoptr(FerryDesk) damaged = NULL;
  g_autoptr(FerryDesk) older = NULL;
  g_autofree char *text = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GRegex) born = g_regex_new ("@[0-9]+", 0, 0, NULL);
  g_autofree char *unborn = NULL;

  make_folder (fixture);
  desk = open_desk (fixture->folder);
  assert_copy (fixture->folder, "\"machine\":\"", "\"machine\":\"0");
  assert_copy (fixture->folder, "\"machine\"", "\"computer\"");
  assert_copy (fixture->folder, "\"folder\":\"", "\"folder\":\"1");
  assert_copy (fixture->folder, "\"file\":\"", "\"file\":\"1");
  assert_copy (fixture->folder, "\"id\":\"", "\"id\":\"no");
  assert_copy (fixture->folder, "@", "@1");

  /* The file system did not say before when a file was made. */
  text = read_desk (fixture->folder);
  unborn = g_regex_replace_literal (born, text, -1, 0, "@0", 0, NULL);
  overwrite_desk (fixture->folder, unborn);
  older = open_desk (fixture->folder);
  g_assert_false (older->is_copy);

  overwrite_desk (fixture->folder, "{\"form");
  damaged = open_desk (fixture->folder);
  g_assert_true (damaged->is_copy);
  after = read_desk (fixture->folder);
  g_assert_cmpstr (after, ==, "{\"form");
}

/* What somebody else has put there is a copy at most, and takes no memory or time. */
static void
test_hostile (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const texts[] = {
    "[]", "{\"id\":[],\"runs\":{}}", "{\"id\":1e999}", "{\"id\":\"\\u0000\"}", "\xff", "",
    "{\"id\":\"" DESK "\",\"machine\":{},\"folder\":1,\"file\":null,"
    "\"runs\":[1,[[]],{},null,\"x\",\"" RUN "\"]}",
  };
  g_autofree char *path = g_build_filename (g_file_peek_path (fixture->folder), "desk.json", NULL);
  g_autoptr(FerryDesk) large = NULL;

  make_folder (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(FerryDesk) desk = NULL;

      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      desk = open_desk (fixture->folder);
      g_assert_true (desk->is_copy);
      g_assert_cmpuint (g_hash_table_size (desk->runs), ==, strstr (texts[i], RUN) ? 1 : 0);
    }

  g_assert_cmpint (truncate (path, G_GINT64_CONSTANT (1) << 38), ==, 0);
  large = open_desk (fixture->folder);
  g_assert_true (large->is_copy);
}

/* What a power cut left while it was made does not count, and is not in the way. */
static void
test_interrupted (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *path = g_build_filename (g_file_peek_path (fixture->folder), "desk.json.new",
                                            NULL);
  g_autoptr(FerryDesk) desk = NULL;

  make_folder (fixture);
  g_assert_true (g_file_set_contents (path, "{", 1, NULL));
  desk = open_desk (fixture->folder);
  g_assert_false (desk->is_copy);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_unwritable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *path = g_build_filename (g_file_peek_path (fixture->folder), "desk.json", NULL);
  g_autoptr(FerryDesk) desk = NULL;
  g_autoptr(GError) error = NULL;

  /* there is no folder */
  g_assert_null (ferry_desk_open (fixture->folder, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_STORAGE);
  g_clear_error (&error);

  make_folder (fixture);
  desk = open_desk (fixture->folder);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_assert_null (ferry_desk_open (fixture->folder, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_STORAGE);
  g_clear_error (&error);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_assert_null (ferry_desk_open (fixture->folder, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_STORAGE);
  g_clear_error (&error);
  g_assert_false (ferry_desk_adopt (desk, fixture->folder, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_STORAGE);
}

static FerryJournalFolder *
open_folder (Fixture  *fixture,
             GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_journal_folder_open_async (fixture->folder, fixture->writer, NULL, ferry_test_take_result,
                                   &slot);
  result = ferry_test_wait (&slot);

  return ferry_journal_folder_open_finish (result, error);
}

static void
put_sample (Fixture    *fixture,
            const char *sample,
            const char *name)
{
  g_autofree char *from = g_test_build_filename (G_TEST_DIST, "samples", "journals", sample, NULL);
  g_autofree char *to = g_build_filename (g_file_peek_path (fixture->folder), name, NULL);
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &text, &length, NULL));
  g_assert_true (g_file_set_contents (to, text, length, NULL));
}

/* A folder as an older Ferry left it is not a copy; both formats are read, the oldest first. */
static void
test_old_folder (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(FerryJournalFolder) folder = NULL;
  g_autoptr(FerryJournalFolder) second = NULL;
  g_autoptr(FerryJournal) journal = write_three_lines (fixture);
  g_autofree char *path = g_build_filename (g_file_peek_path (fixture->folder), "desk.json", NULL);
  g_autoptr(GError) error = NULL;

  put_sample (fixture, "requesting.journal", "c712c304-6eac-4ac9-84a0-72d019fd4680.journal");
  put_sample (fixture, "landed.journal", "626a0358-e789-417f-9216-b3c16e423fca.journal");
  folder = open_folder (fixture, &error);
  g_assert_no_error (error);
  g_assert_false (folder->desk->is_copy);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpuint (folder->damaged->len, ==, 0);
  g_assert_cmpuint (folder->journals->len, ==, 3);
  g_assert_cmpstr (ferry_journal_get_run_id (g_ptr_array_index (folder->journals, 0)), ==,
                   "626a0358-e789-417f-9216-b3c16e423fca");
  g_assert_cmpstr (ferry_journal_get_run_id (g_ptr_array_index (folder->journals, 2)), ==, RUN);

  second = open_folder (fixture, &error);
  g_assert_null (second);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_IN_USE);
}

/* What cannot be read is told; a journal beside itself is not carried out twice. */
static void
test_damaged_folder (Fixture       *fixture,
                     gconstpointer  data)
{
  static const struct {
    const char *name;
    const char *text;
    gboolean    is_told;
  } files[] = {
    { "empty.journal", "", FALSE },
    { "cut.journal", "{\"format\":2,", FALSE },
    { "damaged.journal", "{\"format\":2,\n", TRUE },
    { "notes.txt", "{\"format\":2,\n", FALSE },
  };
  g_autoptr(FerryJournalFolder) folder = NULL;
  g_autoptr(GError) error = NULL;
  guint n_told = 1;

  make_folder (fixture);
  put_sample (fixture, "landed.journal", "626a0358-e789-417f-9216-b3c16e423fca.journal");
  put_sample (fixture, "landed.journal", "626a0358-e789-417f-9216-b3c16e423fca (copy).journal");
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (g_file_peek_path (fixture->folder), files[i].name,
                                                NULL);

      g_assert_true (g_file_set_contents (path, files[i].text, -1, NULL));
      n_told += files[i].is_told;
    }

  folder = open_folder (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (folder->journals->len, ==, 1);
  g_assert_cmpuint (folder->damaged->len, ==, n_told);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/desk/same", test_same);
  ADD ("/desk/copied", test_copied);
  ADD ("/desk/renamed", test_renamed);
  ADD ("/desk/restored", test_restored);
  ADD ("/desk/changed", test_changed);
  ADD ("/desk/hostile", test_hostile);
  ADD ("/desk/interrupted", test_interrupted);
  ADD ("/desk/unwritable", test_unwritable);
  ADD ("/desk/old-folder", test_old_folder);
  ADD ("/desk/damaged-folder", test_damaged_folder);
#undef ADD

  return g_test_run ();
}
