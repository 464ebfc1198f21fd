/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-engine-private.h"

#include "import/ferry-desk-adoption.h"
#include "import/ferry-machine-import-private.h"
#include "import/ferry-queue-private.h"
#include "import/ferry-run-private.h"

/* How runs come and go on. */

typedef void (*ForMachine) (FerryEngine        *self,
                            FerryMachineImport *machine,
                            gpointer            user_data);

static guint
count_runs (FerryEngine *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->runs));
}

/* (transfer none) */
static FerryRun *
get_run (FerryEngine *self,
         guint        position)
{
  g_autoptr(FerryRun) run = g_list_model_get_item (G_LIST_MODEL (self->runs), position);

  return run;
}

static void
for_machines_of (FerryEngine *self,
                 FerryRun    *run,
                 ForMachine   callback,
                 gpointer     user_data)
{
  GListModel *machines = ferry_run_get_machines (run);

  for (guint i = 0; i < g_list_model_get_n_items (machines); i++)
    {
      g_autoptr(FerryMachineImport) machine = g_list_model_get_item (machines, i);

      callback (self, machine, user_data);
    }
}

static void
for_machines (FerryEngine *self,
              ForMachine   callback,
              gpointer     user_data)
{
  for (guint i = 0; i < count_runs (self); i++)
    for_machines_of (self, get_run (self, i), callback, user_data);
}

static void
add_need (FerryEngine        *self,
          FerryMachineImport *machine,
          gpointer            user_data)
{
  gboolean *needs_us = user_data;
  gboolean rests = ferry_queue_get_paused (self->queue) &&
                   ferry_machine_import_is_queued (machine) &&
                   ferry_machine_import_count_active (machine) == 0;

  *needs_us = *needs_us || (!rests && ferry_machine_import_needs_us (machine));
}

void
ferry_engine_look_whether_needed (FerryEngine *self)
{
  gboolean needs_us = FALSE;

  for_machines (self, add_need, &needs_us);
  if (needs_us == self->needs_us)
    return;

  self->needs_us = needs_us;
  g_object_notify (G_OBJECT (self), "needs-us");
}

static void
add_question (FerryEngine        *self,
              FerryMachineImport *machine,
              gpointer            user_data)
{
  gboolean *asks = user_data;

  *asks = *asks || ferry_machine_import_get_question (machine) == FERRY_QUESTION_COPY;
}

static gboolean
is_foreign (FerryEngine  *self,
            FerryJournal *journal)
{
  return self->desk && !ferry_desk_owns (self->desk, ferry_journal_get_desk_id (journal),
                                         ferry_journal_get_run_id (journal));
}

/* Returns: whether there are any that the desk does not know yet */
static gboolean
take_runs_over (FerryEngine *self,
                gboolean     all)
{
  gboolean is_new = FALSE;

  for (guint i = 0; i < count_runs (self); i++)
    {
      FerryRun *run = get_run (self, i);
      FerryJournal *journal = ferry_run_get_journal (run);

      if (journal && (ferry_run_is_taken_over (run) || (all && !is_foreign (self, journal))) &&
          g_hash_table_add (self->desk->runs, g_strdup (ferry_run_get_id (run))))
        is_new = TRUE;
    }

  return is_new;
}

/* Once a person has answered for all that the copy's journals call unfinished, they are this
 * desk's own, and so is a journal of another desk that was taken over.
 */
void
ferry_engine_look_whether_adopted (FerryEngine *self)
{
  gboolean asks = FALSE;

  if (self->desk == NULL)
    return;

  if (self->is_copy)
    for_machines (self, add_question, &asks);
  if (asks || (!take_runs_over (self, self->is_copy) && !self->is_copy))
    return;

  if (self->is_copy)
    {
      g_free (self->desk->id);
      self->desk->id = g_uuid_string_random ();
    }
  self->is_copy = FALSE;
  ferry_desk_adopt_later (self->desk, self->folder, self->activity);
}

/* From the moment in which EC2 may have a task, or others may take its slots, it is asked. */
static void
watch (FerryEngine        *self,
       FerryMachineImport *machine,
       gpointer            user_data)
{
  FerryClient *client = g_hash_table_lookup (self->clients,
                                             ferry_machine_import_get_account_id (machine));

  if (client && ferry_machine_import_needs_client (machine))
    ferry_task_list_watch (self->tasks, client, ferry_machine_import_get_region (machine));
}

static void
machine_changed_cb (FerryEngine        *self,
                    FerryMachineImport *machine)
{
  /* One that is tried again may be the first at its place since the start. */
  if (ferry_machine_import_is_queued (machine))
    watch (self, machine, NULL);
  ferry_engine_look_whether_needed (self);
  ferry_engine_look_whether_adopted (self);
}

static void
task_changed_cb (FerryEngine *self,
                 GParamSpec  *pspec,
                 FerryTask   *task)
{
  FerryTaskState state = ferry_task_get_state (task);

  if (state == FERRY_TASK_UNCONFIRMED || state == FERRY_TASK_CONVERTING)
    ferry_task_list_refresh (self->tasks);
}

static void
held_back_cb (FerryEngine        *self,
              FerryImport        *import,
              FerryMachineImport *machine)
{
  FerryClient *client = g_hash_table_lookup (self->clients,
                                             ferry_machine_import_get_account_id (machine));
  g_autoptr(GDateTime) now = client ? ferry_client_dup_now (client) : g_date_time_new_now_utc ();
  g_autoptr(GDateTime) until = ferry_queue_back_off (self->queue, import, now);

  ferry_import_set_wait (import, FERRY_TASK_WAIT_BACK_OFF, until);
}

/* The last disk first, for rows are added on top. */
static void
add_machine (FerryEngine        *self,
             FerryMachineImport *machine)
{
  GListModel *tasks = ferry_machine_import_get_tasks (machine);

  for (guint i = g_list_model_get_n_items (tasks); i > 0; i--)
    {
      g_autoptr(FerryTask) task = g_list_model_get_item (tasks, i - 1);

      g_signal_connect_object (task, "notify::state", G_CALLBACK (task_changed_cb), self,
                               G_CONNECT_SWAPPED);
      ferry_task_list_add (self->tasks, task);
    }
  g_signal_connect_object (machine, "changed", G_CALLBACK (machine_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (machine, "held-back", G_CALLBACK (held_back_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
queue_machine (FerryEngine        *self,
               FerryMachineImport *machine,
               gpointer            user_data)
{
  ferry_queue_know (self->queue, machine);
  if (ferry_machine_import_is_queued (machine))
    ferry_queue_add (self->queue, machine);
}

static void
open_run (FerryEngine  *self,
          FerryRun     *run,
          FerryJournal *journal)
{
  FerryClient *client = g_hash_table_lookup (self->clients, ferry_run_get_account_id (run));
  GListModel *machines = ferry_run_get_machines (run);

  ferry_run_open (run, journal, self->activity, self->speed, self->is_copy,
                  is_foreign (self, journal));
  for (guint i = g_list_model_get_n_items (machines); i > 0; i--)
    {
      g_autoptr(FerryMachineImport) machine = g_list_model_get_item (machines, i - 1);

      add_machine (self, machine);
    }
  for_machines_of (self, run, queue_machine, NULL);
  if (client)
    ferry_run_set_client (run, client);
  for_machines_of (self, run, watch, NULL);
}

static FerryJournal *
make_journal (FerryEngine *self,
              FerryRun    *run)
{
  const char *id = ferry_run_get_id (run);

  /* Where there is no desk, it is never written. */
  return ferry_journal_new (self->writer, self->folder, self->desk ? self->desk->id : id, id,
                            ferry_run_get_plan (run), ferry_run_get_started (run));
}

static void
begin_run (FerryEngine *self,
           FerryRun    *run)
{
  g_autoptr(FerryJournal) journal = make_journal (self, run);

  open_run (self, run, journal);
  ferry_run_begin (run);
  ferry_task_list_refresh (self->tasks);
}

static void
refuse_run (FerryEngine  *self,
            FerryRun     *run,
            const GError *error)
{
  g_autoptr(FerryJournal) journal = make_journal (self, run);

  ferry_run_open (run, journal, self->activity, self->speed, FALSE, FALSE);
  ferry_run_refuse (run, error);
}

static gboolean
has_run (FerryEngine *self,
         const char  *id)
{
  for (guint i = 0; i < count_runs (self); i++)
    if (g_str_equal (ferry_run_get_id (get_run (self, i)), id))
      return TRUE;

  return FALSE;
}

void
ferry_engine_take_journals (FerryEngine *self,
               GPtrArray   *journals)
{
  guint n_pending = count_runs (self);

  for (guint i = 0; i < journals->len; i++)
    {
      FerryJournal *journal = g_ptr_array_index (journals, i);
      g_autoptr(FerryRun) run = NULL;

      if (has_run (self, ferry_journal_get_run_id (journal)))
        continue;

      run = ferry_run_new (ferry_journal_get_plan (journal), ferry_journal_get_run_id (journal),
                           ferry_journal_get_started (journal));
      g_list_store_insert (self->runs, MIN (n_pending, count_runs (self)), run);
      open_run (self, run, journal);
    }
}

void
ferry_engine_begin_runs (FerryEngine  *self,
                         const GError *error)
{
  for (guint i = count_runs (self); i > 0; i--)
    {
      FerryRun *run = get_run (self, i - 1);

      if (ferry_run_get_journal (run))
        continue;

      if (error)
        refuse_run (self, run, error);
      else
        begin_run (self, run);
    }
}

void
ferry_engine_abandon_runs (FerryEngine *self)
{
  for (guint i = 0; i < count_runs (self); i++)
    ferry_run_abandon (get_run (self, i));
  g_list_store_remove_all (self->runs);
}

static void
add_account (FerryEngine        *self,
             FerryMachineImport *machine,
             gpointer            user_data)
{
  GPtrArray *accounts = user_data;
  const char *id = ferry_machine_import_get_account_id (machine);

  if (ferry_machine_import_needs_client (machine) &&
      !g_ptr_array_find_with_equal_func (accounts, id, g_str_equal, NULL))
    g_ptr_array_add (accounts, g_strdup (id));
}

GPtrArray *
ferry_engine_dup_open_accounts (FerryEngine *self)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (FERRY_IS_ENGINE (self), accounts);

  for_machines (self, add_account, accounts);

  return accounts;
}

void
ferry_engine_attach (FerryEngine *self,
                     FerryClient *client)
{
  const char *account_id = ferry_account_get_id (ferry_client_get_account (client));

  g_return_if_fail (FERRY_IS_ENGINE (self));

  g_hash_table_insert (self->clients, g_strdup (account_id), g_object_ref (client));
  ferry_task_list_set_client (self->tasks, client);
  for (guint i = 0; i < count_runs (self); i++)
    {
      FerryRun *run = get_run (self, i);

      if (!g_str_equal (ferry_run_get_account_id (run), account_id))
        continue;

      ferry_run_set_client (run, client);
      for_machines_of (self, run, watch, NULL);
    }
  ferry_engine_look_whether_needed (self);
}

/* (nullable) */
static FerryRun *
find_unfinished (FerryEngine *self,
                 FerryPlan   *plan)
{
  for (guint i = 0; i < count_runs (self); i++)
    {
      FerryRun *run = get_run (self, i);

      if (!ferry_run_is_finished (run) &&
          g_str_equal (ferry_plan_get_id (ferry_run_get_plan (run)), ferry_plan_get_id (plan)))
        return run;
    }

  return NULL;
}

/* As a restart will read it, so with its id. (transfer full) */
static FerryPlan *
copy_plan (FerryPlan  *plan,
           GError    **error)
{
  g_autoptr(JsonObject) object = ferry_plan_to_json (plan);

  return ferry_plan_from_json (object, error);
}

FerryRun *
ferry_engine_import (FerryEngine *self,
                     FerryClient *client,
                     FerryPlan   *plan)
{
  const char *account_id = ferry_account_get_id (ferry_client_get_account (client));
  g_autoptr(GDateTime) now = ferry_client_dup_now (client);
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr(FerryPlan) copy = NULL;
  g_autoptr(FerryRun) run = NULL;
  g_autoptr(GError) error = NULL;
  FerryRun *earlier;

  g_return_val_if_fail (FERRY_IS_ENGINE (self), NULL);
  g_return_val_if_fail (g_str_equal (ferry_plan_get_account_id (plan), account_id), NULL);

  earlier = find_unfinished (self, plan);
  if (earlier)
    return earlier;

  if (g_hash_table_lookup (self->clients, account_id) != client)
    ferry_engine_attach (self, client);
  copy = copy_plan (plan, &error);
  run = ferry_run_new (copy ? copy : plan, id, now);
  g_list_store_insert (self->runs, 0, run);
  if (copy == NULL)
    refuse_run (self, run, error);
  else if (self->stage == FERRY_ENGINE_LOADED)
    begin_run (self, run);
  else
    ferry_engine_load_if_closed (self);

  return run;
}
