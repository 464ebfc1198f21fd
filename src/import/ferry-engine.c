/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-engine.h"

#include "base/ferry-error.h"
#include "import/ferry-desk-adoption.h"
#include "import/ferry-journal-folder.h"
#include "import/ferry-machine-import-private.h"
#include "import/ferry-queue-file.h"
#include "import/ferry-queue-private.h"
#include "import/ferry-run-private.h"
#include "import/ferry-task-cancel.h"

typedef enum {
  CLOSED,   /* the folder is not ours, or not yet */
  LOADING,
  LOADED,
} Stage;

/* Runs that are wished for before the folder is read have no machines until it is. Callbacks of the
 * reading hold a strong reference, all others a weak one: when the engine goes, its runs are
 * abandoned: what they had sent is in their journals.
 */
struct _FerryEngine {
  GObject             parent_instance;

  GFile              *folder;
  FerryFolderLock    *lock;         /* (nullable): the folder is not ours */
  FerryDesk          *desk;         /* (nullable): likewise */
  gboolean            is_copy;      /* and not adopted */
  FerryTaskList      *tasks;
  FerryActivity      *activity;
  guint               speed;
  FerryDurableWriter *writer;
  FerryQueue         *queue;
  FerryQueueFile     *queue_file;
  GPtrArray          *damaged;      /* paths */
  GListStore         *runs;         /* FerryRun, the newest first */
  GHashTable         *clients;      /* account id → FerryClient */
  Stage               stage;
  GPtrArray          *loads;        /* GTask: who waits for it */
  GCancellable       *cancellable;  /* of the reading */
  gboolean            needs_us;
};

G_DEFINE_FINAL_TYPE (FerryEngine, ferry_engine, G_TYPE_OBJECT)

typedef enum {
  PROP_DAMAGED = 1,
  PROP_NEEDS_US,
} FerryEngineProperty;

static GParamSpec *properties[PROP_NEEDS_US + 1];

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

static void
look_whether_needed (FerryEngine *self)
{
  gboolean needs_us = FALSE;

  for_machines (self, add_need, &needs_us);
  if (needs_us == self->needs_us)
    return;

  self->needs_us = needs_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEEDS_US]);
}

static void
add_question (FerryEngine        *self,
              FerryMachineImport *machine,
              gpointer            user_data)
{
  gboolean *asks = user_data;

  *asks = *asks || ferry_machine_import_get_question (machine) == FERRY_QUESTION_COPY;
}

/* Once a person has answered for all that the copy's journals call unfinished, they are this
 * desk's own.
 */
static void
look_whether_adopted (FerryEngine *self)
{
  gboolean asks = FALSE;

  if (!self->is_copy)
    return;

  for_machines (self, add_question, &asks);
  if (asks)
    return;

  self->is_copy = FALSE;
  ferry_desk_adopt_later (self->folder, self->activity);
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
  look_whether_needed (self);
  look_whether_adopted (self);
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

static void
turn_cb (FerryEngine *self,
         FerryImport *import)
{
  FerryMachineImport *machine = ferry_queue_find (self->queue, ferry_import_get_task (import));

  if (machine)
    ferry_machine_import_begin (machine, import);
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

  ferry_run_open (run, journal, self->activity, self->speed, self->is_copy);
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
  return ferry_journal_new (self->writer, self->folder, self->desk ? self->desk->id : "",
                            ferry_run_get_id (run), ferry_run_get_plan (run),
                            ferry_run_get_started (run));
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

  ferry_run_open (run, journal, self->activity, self->speed, FALSE);
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

static void
take_journals (FerryEngine *self,
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

/* @error: (nullable) */
static void
end_load (FerryEngine  *self,
          const GError *error)
{
  g_autoptr(GPtrArray) loads = g_steal_pointer (&self->loads);

  self->loads = g_ptr_array_new_with_free_func (g_object_unref);
  self->stage = error ? CLOSED : LOADED;
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

  for (guint i = 0; i < loads->len; i++)
    if (error)
      g_task_return_error (g_ptr_array_index (loads, i), g_error_copy (error));
    else
      g_task_return_boolean (g_ptr_array_index (loads, i), TRUE);
}

static void
queue_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(FerryEngine) self = user_data;
  g_autoptr(GBytes) record = NULL;

  record = ferry_queue_file_read_finish (FERRY_QUEUE_FILE (source), result);
  if (record)
    ferry_queue_restore (self->queue, record);
  ferry_queue_file_follow (self->queue_file);
  look_whether_adopted (self);
  look_whether_needed (self);
  end_load (self, NULL);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(FerryEngine) self = user_data;
  g_autoptr(FerryJournalFolder) opened = NULL;
  g_autoptr(GError) error = NULL;

  opened = ferry_journal_folder_open_finish (result, &error);
  if (opened == NULL)
    {
      end_load (self, error);
      return;
    }

  self->lock = g_steal_pointer (&opened->lock);
  self->desk = g_steal_pointer (&opened->desk);
  self->is_copy = self->desk->is_copy;
  take_journals (self, opened->journals);
  g_clear_pointer (&self->damaged, g_ptr_array_unref);
  self->damaged = g_steal_pointer (&opened->damaged);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAMAGED]);
  ferry_queue_file_read_async (self->queue_file, self->cancellable, queue_read_cb,
                               g_steal_pointer (&self));
}

static void
load_if_closed (FerryEngine *self)
{
  if (self->stage != CLOSED)
    return;

  self->stage = LOADING;
  ferry_journal_folder_open_async (self->folder, self->writer, self->cancellable, opened_cb,
                                   g_object_ref (self));
}

static void
answered_cb (FerryEngine *self,
             FerryClient *client)
{
  ferry_queue_set_answered (self->queue, client);
}

static void
failed_cb (FerryEngine  *self,
           FerryClient  *client,
           const GError *error)
{
  ferry_queue_set_answered (self->queue, client);
}

static void
ferry_engine_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  FerryEngine *self = FERRY_ENGINE (object);

  switch ((FerryEngineProperty) prop_id)
    {
    case PROP_DAMAGED:
      g_value_set_boxed (value, self->damaged);
      break;

    case PROP_NEEDS_US:
      g_value_set_boolean (value, ferry_engine_get_needs_us (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_engine_dispose (GObject *object)
{
  FerryEngine *self = FERRY_ENGINE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->queue_file)
    ferry_queue_file_stop (self->queue_file);
  if (self->queue)
    ferry_queue_stop (self->queue);
  for (guint i = 0; i < count_runs (self); i++)
    ferry_run_abandon (get_run (self, i));
  g_list_store_remove_all (self->runs);
  g_hash_table_remove_all (self->clients);
  g_clear_object (&self->queue_file);
  g_clear_object (&self->queue);
  g_clear_object (&self->tasks);

  G_OBJECT_CLASS (ferry_engine_parent_class)->dispose (object);
}

static void
ferry_engine_finalize (GObject *object)
{
  FerryEngine *self = FERRY_ENGINE (object);

  g_clear_object (&self->runs);
  g_clear_pointer (&self->loads, g_ptr_array_unref);
  g_clear_pointer (&self->damaged, g_ptr_array_unref);
  g_clear_pointer (&self->clients, g_hash_table_unref);
  /* What is queued is written first. */
  g_clear_object (&self->writer);
  g_clear_pointer (&self->lock, ferry_folder_lock_free);
  g_clear_pointer (&self->desk, ferry_desk_free);
  g_clear_object (&self->activity);
  g_clear_object (&self->folder);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (ferry_engine_parent_class)->finalize (object);
}

static void
ferry_engine_class_init (FerryEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ferry_engine_get_property;
  object_class->dispose = ferry_engine_dispose;
  object_class->finalize = ferry_engine_finalize;

  properties[PROP_DAMAGED] = g_param_spec_boxed ("damaged", NULL, NULL, G_TYPE_PTR_ARRAY, flags);
  properties[PROP_NEEDS_US] = g_param_spec_boolean ("needs-us", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ferry_engine_init (FerryEngine *self)
{
  self->writer = ferry_durable_writer_new ();
  self->damaged = g_ptr_array_new_with_free_func (g_free);
  self->runs = g_list_store_new (FERRY_TYPE_RUN);
  self->loads = g_ptr_array_new_with_free_func (g_object_unref);
  self->clients = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->cancellable = g_cancellable_new ();
}

FerryEngine *
ferry_engine_new (GFile         *folder,
                  FerryTaskList *tasks,
                  FerryActivity *activity,
                  guint          speed)
{
  FerryEngine *self = g_object_new (FERRY_TYPE_ENGINE, NULL);

  self->folder = g_object_ref (folder);
  self->tasks = g_object_ref (tasks);
  self->activity = g_object_ref (activity);
  self->speed = speed;
  self->queue = ferry_queue_new (tasks, speed);
  self->queue_file = ferry_queue_file_new (folder, self->queue, self->writer, activity);
  g_signal_connect_object (self->queue, "turn", G_CALLBACK (turn_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "notify::paused", G_CALLBACK (look_whether_needed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (tasks, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tasks, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (activity, "notify::busy", G_CALLBACK (look_whether_needed), self,
                           G_CONNECT_SWAPPED);

  return self;
}

void
ferry_engine_load_async (FerryEngine         *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (FERRY_IS_ENGINE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_engine_load_async);

  if (self->stage == LOADED)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  g_ptr_array_add (self->loads, task);
  load_if_closed (self);
}

gboolean
ferry_engine_load_finish (FerryEngine   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

GPtrArray *
ferry_engine_get_damaged (FerryEngine *self)
{
  g_return_val_if_fail (FERRY_IS_ENGINE (self), NULL);

  return self->damaged;
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
  look_whether_needed (self);
}

FerryClient *
ferry_engine_get_client (FerryEngine *self,
                         const char  *account_id)
{
  g_return_val_if_fail (FERRY_IS_ENGINE (self), NULL);

  return g_hash_table_lookup (self->clients, account_id);
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
  else if (self->stage == LOADED)
    begin_run (self, run);
  else
    load_if_closed (self);

  return run;
}

GListModel *
ferry_engine_get_runs (FerryEngine *self)
{
  g_return_val_if_fail (FERRY_IS_ENGINE (self), NULL);

  return G_LIST_MODEL (self->runs);
}

FerryQueue *
ferry_engine_get_queue (FerryEngine *self)
{
  g_return_val_if_fail (FERRY_IS_ENGINE (self), NULL);

  return self->queue;
}

FerryMachineImport *
ferry_engine_find_machine (FerryEngine *self,
                           FerryTask   *task)
{
  g_return_val_if_fail (FERRY_IS_ENGINE (self), NULL);

  return ferry_queue_find (self->queue, task);
}

gboolean
ferry_engine_get_needs_us (FerryEngine *self)
{
  g_return_val_if_fail (FERRY_IS_ENGINE (self), FALSE);

  return self->needs_us;
}

static void
cancelled_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FerryEngine *self = g_task_get_source_object (task);
  GError *error = NULL;
  gboolean done = ferry_task_cancel_finish (FERRY_CLIENT (source), result, &error);

  if (self->tasks)
    ferry_task_list_refresh (self->tasks);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  ferry_activity_end (self->activity);
}

void
ferry_engine_cancel_async (FerryEngine         *self,
                           FerryTask           *task,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  FerryClient *client = g_hash_table_lookup (self->clients, ferry_task_get_account_id (task));
  const char *id = ferry_task_get_conversion_task_id (task);
  g_autoptr(GTask) cancelling = NULL;

  g_return_if_fail (FERRY_IS_ENGINE (self));

  cancelling = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (cancelling, ferry_engine_cancel_async);

  if (client == NULL || id == NULL)
    {
      g_task_return_new_error (cancelling, FERRY_ERROR, FERRY_ERROR_FAILED,
                               client ? "EC2 has no task yet that could be cancelled"
                                      : "The account of this task is not at hand");
      return;
    }

  ferry_activity_begin (self->activity);
  ferry_task_cancel_async (client, ferry_task_get_region (task), id, cancellable, cancelled_cb,
                           g_steal_pointer (&cancelling));
}

gboolean
ferry_engine_cancel_finish (FerryEngine   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
