/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-orphan-private.h"

#include "import/ferry-orphan-search.h"

static gboolean
is_of_account (FerryRun    *run,
               FerryClient *client)
{
  return g_strcmp0 (ferry_plan_get_account_id (ferry_run_get_plan (run)),
                    ferry_account_get_id (ferry_client_get_account (client))) == 0;
}

static void
remember (FerryOrphanMemory *memory,
          FerryRun          *run,
          GDateTime         *now)
{
  GListModel *machines = ferry_run_get_machines (run);
  guint n = g_list_model_get_n_items (machines);
  g_autofree FerryMachineState *states = g_new0 (FerryMachineState, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(FerryMachineImport) machine = g_list_model_get_item (machines, i);

      states[i] = ferry_machine_import_get_state (machine);
    }

  ferry_orphan_memory_add_run (memory, ferry_run_get_journal (run), states, now);
}

FerryOrphanMemory *
ferry_orphan_memory_of (FerryEngine *engine,
                        FerryClient *client)
{
  FerryOrphanMemory *memory = ferry_orphan_memory_new ();
  GListModel *runs = ferry_engine_get_runs (engine);
  g_autoptr(GDateTime) now = ferry_client_dup_now (client);

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr(FerryRun) run = g_list_model_get_item (runs, i);

      if (is_of_account (run, client))
        remember (memory, run, now);
    }

  return memory;
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FerryEngine *engine = g_task_get_source_object (task);
  g_autoptr(GPtrArray) orphans = NULL;
  GPtrArray *problems = NULL;
  g_autoptr(GError) error = NULL;

  orphans = ferry_orphan_search_finish (FERRY_CLIENT (source), result, &problems, &error);
  g_task_set_task_data (task, problems, (GDestroyNotify) g_ptr_array_unref);
  if (orphans == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  for (guint i = 0; i < orphans->len; i++)
    ferry_orphan_set_engine (g_ptr_array_index (orphans, i), G_OBJECT (engine));
  g_task_return_pointer (task, g_steal_pointer (&orphans), (GDestroyNotify) g_ptr_array_unref);
}

void
ferry_orphans_find_async (FerryEngine         *engine,
                          FerryClient         *client,
                          const char          *region,
                          const char          *bucket,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (engine, cancellable, callback, user_data);
  FerryOrphanMemory *memory = ferry_orphan_memory_of (engine, client);

  g_task_set_source_tag (task, ferry_orphans_find_async);
  if (bucket)
    ferry_orphan_memory_add_folder (memory, region, bucket, "");

  ferry_orphan_search_async (client, region, memory, cancellable, searched_cb, task);
}

GPtrArray *
ferry_orphans_find_finish (FerryEngine   *engine,
                           GAsyncResult  *result,
                           GPtrArray    **problems,
                           GError       **error)
{
  GPtrArray *found;

  g_return_val_if_fail (g_task_is_valid (result, engine), NULL);

  found = g_task_get_task_data (G_TASK (result));
  *problems = found ? g_ptr_array_ref (found) : g_ptr_array_new ();

  return g_task_propagate_pointer (G_TASK (result), error);
}
