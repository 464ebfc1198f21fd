/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-plan-opening.h"

#include "ferry-application.h"
#include "wizard/ferry-plan-look.h"
#include "wizard/ferry-user-data-question.h"

typedef struct {
  gboolean     is_table;
  FerryClient *client;
  GtkWindow   *parent;  /* (nullable) */
  FerryPlan   *plan;    /* (nullable): while it is asked about */
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->client);
  g_clear_object (&opening->parent);
  g_clear_object (&opening->plan);
  g_free (opening);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;

  if (ferry_user_data_ask_finish (FERRY_PLAN (source), result, &error))
    g_task_return_pointer (task, g_steal_pointer (&opening->plan), g_object_unref);
  else
    g_task_return_error (task, error);
}

/* @plan: (transfer full) */
static void
ask (GTask     *task,
     FerryPlan *plan)
{
  Opening *opening = g_task_get_task_data (task);

  opening->plan = plan;
  ferry_user_data_ask_async (plan, opening->parent, g_task_get_cancellable (task), asked_cb,
                             g_object_ref (task));
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  FerryPlan *plan = ferry_plan_file_load_finish (result, &error);

  if (plan)
    ask (task, plan);
  else
    g_task_return_error (task, error);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FerryPlan *plan = FERRY_PLAN (source);
  GError *error = NULL;

  if (ferry_plan_look_finish (plan, result, &error))
    ask (task, g_object_ref (plan));
  else
    g_task_return_error (task, error);
}

static void
table_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  FerryAccount *account = ferry_client_get_account (opening->client);
  GError *error = NULL;
  g_autoptr(GBytes) bytes = ferry_small_file_read_finish (result, &error);
  g_autoptr(FerryPlan) plan = NULL;

  if (bytes)
    plan = ferry_plan_csv_read (bytes, ferry_account_get_id (account), &error);
  if (plan)
    ferry_plan_look_async (plan, opening->client,
                           ferry_application_get_inspections (ferry_application_get ()),
                           g_task_get_cancellable (task), looked_cb, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

void
ferry_plan_opening_async (GFile               *file,
                          gboolean             is_table,
                          FerryClient         *client,
                          GtkWindow           *parent,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;
  Opening *opening;

  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (FERRY_IS_CLIENT (client));

  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_plan_opening_async);
  opening = g_new0 (Opening, 1);
  opening->is_table = is_table;
  opening->client = g_object_ref (client);
  g_set_object (&opening->parent, parent);
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);

  if (is_table)
    ferry_small_file_read_async (file, FERRY_CSV_MOST_BYTES, cancellable, table_read_cb, task);
  else
    ferry_plan_file_load_async (file, cancellable, loaded_cb, task);
}

FerryPlan *
ferry_plan_opening_finish (GFile         *file,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
ferry_plan_opening_is_table (GAsyncResult *result)
{
  Opening *opening = g_task_get_task_data (G_TASK (result));

  return opening->is_table;
}
