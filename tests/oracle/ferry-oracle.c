/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-oracle.h"

/* Debian's own Python: another one in PATH does not see Debian's modules. */
#define PYTHON "/usr/bin/python3"
#define EXIT_SKIPPED 77

char *
ferry_oracle_run (const char         *script,
                  const char *const  *arguments,
                  const char         *input)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "oracle", script, NULL);
  g_autoptr(GPtrArray) command = g_ptr_array_new ();
  g_autoptr(GSubprocess) judge = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *output = NULL;

  g_ptr_array_add (command, (char *) PYTHON);
  g_ptr_array_add (command, path);
  for (guint i = 0; arguments && arguments[i]; i++)
    g_ptr_array_add (command, (char *) arguments[i]);
  g_ptr_array_add (command, NULL);

  judge = g_subprocess_newv ((const char *const *) command->pdata,
                             G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                             &error);
  if (judge == NULL)
    {
      g_test_skip ("NOT COMPARED: " PYTHON " cannot be run");
      return NULL;
    }

  g_subprocess_communicate_utf8 (judge, input, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  if (g_subprocess_get_exit_status (judge) == EXIT_SKIPPED)
    {
      g_test_skip ("NOT COMPARED: botocore is not installed (package python3-botocore)");
      return NULL;
    }

  g_assert_cmpint (g_subprocess_get_exit_status (judge), ==, 0);

  return g_steal_pointer (&output);
}
