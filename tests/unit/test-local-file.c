/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "disk-images.h"
#include "ferry-test-server.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Looks into files of this computer. */

static char *folder;

static char *
make_file (const char *name,
           const void *bytes,
           gsize       length)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));

  return path;
}

static FerryDiskReport *
inspect (const char  *path,
         GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_disk_inspect_file_async (file, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_disk_inspect_file_finish (file, result, error);
}

static void
test_same_as_bytes (void)
{
  static const char *const names[] = { "web01-boot.vmdk", "gpt01-boot.vmdk", "db01-boot.raw" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GByteArray) image = load (names[i]);
      g_autoptr(FerryDiskReport) expected = look (image, image->len);
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "samples", "disks", names[i],
                                                     NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(FerryDiskReport) report = inspect (path, &error);
      g_autoptr(JsonObject) object = NULL;
      g_autoptr(JsonObject) expected_object = NULL;
      g_autofree char *line = NULL;
      g_autofree char *expected_line = NULL;

      g_assert_no_error (error);
      object = ferry_disk_report_to_json (report);
      expected_object = ferry_disk_report_to_json (expected);
      line = ferry_json_to_line (object);
      expected_line = ferry_json_to_line (expected_object);
      g_assert_cmpstr (line, ==, expected_line);
    }
}

static void
assert_refused (const char *path,
                FerryError  code,
                const char *detail_code)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (inspect (path, &error));
  g_assert_error (error, FERRY_ERROR, (int) code);
  g_assert_cmpstr (ferry_error_get_detail (error)->operation, ==, FERRY_FILE_OPERATION);
  g_assert_cmpstr (ferry_error_get_detail (error)->code, ==, detail_code);
}

static void
test_refused (void)
{
  g_autofree char *empty = make_file ("empty.raw", "", 0);
  g_autofree char *secret = make_file ("secret.raw", "x", 1);
  g_autofree char *gone = g_build_filename (folder, "gone.raw", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe.raw", NULL);

  assert_refused (folder, FERRY_ERROR_BAD_INPUT, FERRY_FILE_CODE_FOLDER);
  assert_refused (empty, FERRY_ERROR_BAD_INPUT, FERRY_FILE_CODE_EMPTY);
  assert_refused ("/dev/null", FERRY_ERROR_BAD_INPUT, NULL);
  assert_refused (gone, FERRY_ERROR_NO_SUCH_KEY, NULL);

  /* Nobody writes into it: to open it would wait for ever. */
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_refused (pipe, FERRY_ERROR_BAD_INPUT, NULL);

  g_assert_cmpint (g_chmod (secret, 0), ==, 0);
  if (g_access (secret, R_OK) != 0)
    assert_refused (secret, FERRY_ERROR_DENIED, NULL);
}

/* Between two steps of the look something is written each time. */
static void
test_changed (void)
{
  g_autoptr(GByteArray) image = load ("db01-boot.raw");
  g_autofree char *path = make_file ("changed.raw", image->data, image->len);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  FILE *stream = g_fopen (path, "ab");
  GAsyncResult *slot = NULL;

  ferry_disk_inspect_file_async (file, NULL, ferry_test_take_result, &slot);
  while (slot == NULL)
    {
      g_assert_cmpint (fputc (0, stream), ==, 0);
      g_assert_cmpint (fflush (stream), ==, 0);
      g_main_context_iteration (NULL, TRUE);
    }
  result = slot;
  fclose (stream);

  g_assert_null (ferry_disk_inspect_file_finish (file, result, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_CONFLICT);
}

static void
test_cancelled (void)
{
  g_autoptr(GByteArray) image = load ("db01-boot.raw");
  g_autofree char *path = make_file ("cancelled.raw", image->data, image->len);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  /* at each step there is, until there is none */
  for (guint n_steps = 0; n_steps < 100; n_steps++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(FerryDiskReport) report = NULL;
      g_autoptr(GError) error = NULL;
      GAsyncResult *slot = NULL;

      ferry_disk_inspect_file_async (file, cancellable, ferry_test_take_result, &slot);
      for (guint i = 0; i < n_steps && slot == NULL; i++)
        g_main_context_iteration (NULL, TRUE);
      if (slot == NULL)
        g_cancellable_cancel (cancellable);
      else
        n_steps = 100;
      result = ferry_test_wait (&slot);
      report = ferry_disk_inspect_file_finish (file, result, &error);
      if (n_steps < 100)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      else
        g_assert_no_error (error);
    }
}

static void
clean_up (void)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_dir_close (dir);
  g_rmdir (folder);
  g_free (folder);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("ferry-local-file-XXXXXX", NULL);
  g_assert_nonnull (folder);

  g_test_add_func ("/local-file/same-as-bytes", test_same_as_bytes);
  g_test_add_func ("/local-file/refused", test_refused);
  g_test_add_func ("/local-file/changed", test_changed);
  g_test_add_func ("/local-file/cancelled", test_cancelled);

  status = g_test_run ();
  clean_up ();

  return status;
}
