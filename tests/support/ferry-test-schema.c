/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-schema.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

gboolean
ferry_test_xmllint_accepts (const char *xml)
{
  g_autofree char *schema = g_test_build_filename (G_TEST_DIST, "manifest",
                                                   "vm-import-manifest.xsd", NULL);
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process = NULL;
  int fd = g_file_open_tmp ("ferry-manifest-XXXXXX.xml", &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (path, xml, -1, &error);
  g_assert_no_error (error);

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                              "xmllint", "--noout", "--nonet", "--schema", schema, path, NULL);
  g_assert_no_error (error);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);

  /* 3 is "does not fit the schema", 1 is "not well-formed"; others are about the schema itself. */
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_true (g_subprocess_get_exit_status (process) == 0 ||
                 g_subprocess_get_exit_status (process) == 1 ||
                 g_subprocess_get_exit_status (process) == 3);

  return g_subprocess_get_exit_status (process) == 0;
}

gboolean
ferry_test_has_xmllint (void)
{
  g_autofree char *path = g_find_program_in_path ("xmllint");

  if (path)
    return TRUE;

  g_test_skip ("xmllint (libxml2-utils) is missing: nothing was held against the schema");
  return FALSE;
}
