/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-desk-adoption.h"

static void
adopt_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  GError *error = NULL;

  if (ferry_desk_adopt (task_data, G_FILE (source), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
adopted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(FerryActivity) activity = user_data;
  g_autoptr(GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_message ("The folder of journals could not be made this computer's own: %s", error->message);
  ferry_activity_end (activity);
}

void
ferry_desk_adopt_later (FerryDesk     *desk,
                        GFile         *folder,
                        FerryActivity *activity)
{
  g_autoptr(GTask) task = NULL;

  ferry_activity_begin (activity);
  task = g_task_new (folder, NULL, adopted_cb, g_object_ref (activity));
  g_task_set_source_tag (task, ferry_desk_adopt_later);
  g_task_set_task_data (task, ferry_desk_copy (desk), (GDestroyNotify) ferry_desk_free);
  g_task_run_in_thread (task, adopt_in_thread);
}
