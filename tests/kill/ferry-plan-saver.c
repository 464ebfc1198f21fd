/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* ferry-plan-saver FROM TO: reads the plan FROM and saves it as TO, as the window does. */

#include "plan/ferry-plan-file.h"

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  gboolean *done = user_data;
  g_autoptr(GError) error = NULL;

  if (!ferry_plan_file_save_finish (result, &error))
    g_error ("%s", error->message);

  *done = TRUE;
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryPlan) plan = NULL;
  g_autoptr(FerryDurableWriter) writer = ferry_durable_writer_new ();
  g_autoptr(GFile) file = NULL;
  gboolean done = FALSE;
  gsize length;

  if (argc != 3 || !g_file_get_contents (argv[1], &text, &length, &error))
    return 2;

  bytes = g_bytes_new (text, length);
  plan = ferry_plan_file_from_bytes (bytes, &error);
  if (plan == NULL)
    return 2;

  file = g_file_new_for_path (argv[2]);
  ferry_plan_file_save_async (file, plan, writer, NULL, saved_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);

  return 0;
}
