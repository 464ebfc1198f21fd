/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-server.h"

#include <glib/gstdio.h>
#include <string.h>

/* A file in a folder of its own, neither of which is made yet, and the writer. */
typedef struct {
  char               *root;
  GFile              *file;
  FerryDurableWriter *writer;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->root = g_dir_make_tmp ("ferry-writer-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->file = g_file_new_build_filename (fixture->root, "lines", NULL);
  fixture->writer = ferry_durable_writer_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->writer);
  g_remove (g_file_peek_path (fixture->file));
  g_assert_cmpint (g_rmdir (fixture->root), ==, 0);
  g_clear_object (&fixture->file);
  g_clear_pointer (&fixture->root, g_free);
}

static char *
read_text (Fixture *fixture)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (g_file_peek_path (fixture->file), &text, NULL, NULL));

  return text;
}

/* Letting go of the writer writes what is queued. */
static void
test_drain (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GString) wanted = g_string_new (NULL);
  g_autofree char *text = NULL;
  GAsyncResult *slots[100] = { NULL, };

  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      g_autofree char *line = g_strdup_printf ("%u\n", i);
      g_autoptr(GBytes) bytes = g_bytes_new (line, strlen (line));

      ferry_durable_writer_append_async (fixture->writer, fixture->file, wanted->len, bytes,
                                         cancellable, ferry_test_take_result, &slots[i]);
      g_string_append (wanted, line);
    }

  g_assert_finalize_object (g_steal_pointer (&fixture->writer));
  text = read_text (fixture);
  g_assert_cmpstr (text, ==, wanted->str);

  for (guint i = 0; i < G_N_ELEMENTS (slots); i++)
    {
      g_autoptr(GAsyncResult) result = ferry_test_wait (&slots[i]);

      g_assert_true (ferry_durable_writer_append_finish (NULL, result, NULL));
    }
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GBytes) bytes = g_bytes_new_static ("line\n", 5);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  GAsyncResult *slot = NULL;

  ferry_durable_writer_append_async (fixture->writer, fixture->file, 0, bytes, cancellable,
                                     ferry_test_take_result, &slot);
  g_cancellable_cancel (cancellable);
  result = ferry_test_wait (&slot);
  g_assert_false (ferry_durable_writer_append_finish (fixture->writer, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_clear_object (&fixture->writer);
  text = read_text (fixture);
  g_assert_cmpstr (text, ==, "line\n");
}

/* What a person can do differs: make room, change a permission, take away what is in the way. */
static void
test_causes (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct { const char *path; FerryError code; } cases[] = {
    { "/dev/full", FERRY_ERROR_STORAGE_FULL },
    { "/sys/ferry.journal", FERRY_ERROR_STORAGE_DENIED },
    { "/dev/null/ferry.journal", FERRY_ERROR_STORAGE },
  };

  /* A device cannot be shortened either. */
  g_test_expect_message ("ferry", G_LOG_LEVEL_WARNING, "Cannot take back*");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GFile) file = g_file_new_for_path (cases[i].path);
      g_autoptr(GBytes) bytes = g_bytes_new_static ("line\n", 5);
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GError) error = NULL;
      GAsyncResult *slot = NULL;

      ferry_durable_writer_append_async (fixture->writer, file, 0, bytes, NULL,
                                         ferry_test_take_result, &slot);
      result = ferry_test_wait (&slot);
      g_assert_false (ferry_durable_writer_append_finish (fixture->writer, result, &error));
      g_assert_error (error, FERRY_ERROR, (int) cases[i].code);
    }
  g_test_assert_expected_messages ();
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/writer/drain", test_drain);
  ADD ("/writer/cancel", test_cancel);
  ADD ("/writer/causes", test_causes);
#undef ADD

  return g_test_run ();
}
