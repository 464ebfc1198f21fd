/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-engine.h"

#include "base/ferry-error.h"
#include "ec2/ferry-conversion-tasks.h"
#include "import/ferry-journal-folder.h"

/* Finds imports by token and by account, and lets the task list watch where they are. Main thread;
 * the journals of an earlier run are read by a worker. When it goes, its imports are abandoned:
 * what they had sent is in their journals.
 */
struct _FerryEngine {
  GObject             parent_instance;

  GFile              *folder;
  FerryFolderLock    *lock;       /* (nullable): the folder is not ours */
  FerryTaskList      *tasks;
  FerryActivity      *activity;
  FerryDurableWriter *writer;
  GPtrArray          *damaged;    /* paths */
  GPtrArray          *imports;    /* FerryImport */
  GHashTable         *clients;    /* account id → FerryClient */
};

G_DEFINE_FINAL_TYPE (FerryEngine, ferry_engine, G_TYPE_OBJECT)

typedef enum {
  PROP_DAMAGED = 1,
} FerryEngineProperty;

static GParamSpec *properties[PROP_DAMAGED + 1];

/* What is to be cancelled. */
typedef struct {
  char   *region;
  char   *id;
  GError *error;  /* (nullable): what came of it */
} Cancel;

static void
cancel_free (Cancel *cancel)
{
  g_clear_pointer (&cancel->region, g_free);
  g_clear_pointer (&cancel->id, g_free);
  g_clear_error (&cancel->error);
  g_free (cancel);
}

static const char *
get_account_id (FerryImport *import)
{
  return ferry_task_get_account_id (ferry_import_get_task (import));
}

static gboolean
is_open (FerryImport *import)
{
  return !ferry_task_state_is_finished (ferry_task_get_state (ferry_import_get_task (import)));
}

static FerryImport *
find_by_token (FerryEngine *self,
               const char  *token)
{
  for (guint i = 0; i < self->imports->len; i++)
    {
      FerryImport *import = g_ptr_array_index (self->imports, i);

      if (g_str_equal (ferry_task_get_token (ferry_import_get_task (import)), token))
        return import;
    }

  return NULL;
}

/* From the moment in which EC2 may have a task, it is asked. */
static void
state_changed_cb (FerryEngine *self,
                  GParamSpec  *pspec,
                  FerryTask   *task)
{
  FerryTaskState state = ferry_task_get_state (task);
  FerryClient *client = g_hash_table_lookup (self->clients, ferry_task_get_account_id (task));

  if (client == NULL || (state != FERRY_TASK_UNCONFIRMED && state != FERRY_TASK_CONVERTING))
    return;

  ferry_task_list_watch (self->tasks, client, ferry_task_get_region (task));
  ferry_task_list_refresh (self->tasks);
}

/* What a person tells it by: "BUCKET/KEY". (transfer full) */
static char *
make_source (FerryDisk *disk)
{
  g_autofree char *key = g_utf8_make_valid (ferry_disk_get_key (disk), -1);

  return g_strconcat (ferry_disk_get_bucket (disk), "/", key, NULL);
}

static FerryImport *
add_import (FerryEngine  *self,
            FerryJournal *journal)
{
  FerryPlan *plan = ferry_journal_get_plan (journal);
  FerryMachine *machine = ferry_plan_get_machine (plan, 0);
  FerryDisk *disk = ferry_journal_get_disk (journal);
  g_autofree char *source = make_source (disk);
  g_autoptr(FerryTask) task = NULL;
  FerryImport *import;

  task = ferry_task_new (ferry_plan_get_account_id (plan), ferry_disk_get_region (disk),
                         ferry_plan_get_id (plan), ferry_machine_get_name (machine),
                         ferry_journal_get_started (journal));
  ferry_task_set_source (task, source);
  if (ferry_journal_get_position (journal) > 0)
    ferry_task_set_disk_name (task, ferry_disk_get_name (disk));
  import = ferry_import_new (journal, task, self->activity);
  g_ptr_array_add (self->imports, import);
  g_signal_connect_object (task, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return import;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  FerryEngine *self = g_task_get_source_object (task);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(FerryJournalFolder) opened = NULL;
  GError *error = NULL;

  opened = ferry_journal_folder_open_finish (result, &error);
  if (opened == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  self->lock = g_steal_pointer (&opened->lock);
  for (guint i = 0; i < opened->journals->len; i++)
    {
      FerryJournal *journal = g_ptr_array_index (opened->journals, i);
      FerryImport *import;

      if (find_by_token (self, ferry_plan_get_id (ferry_journal_get_plan (journal))))
        continue;

      import = add_import (self, journal);
      ferry_import_resume (import, now);
      ferry_task_list_add (self->tasks, ferry_import_get_task (import));
    }

  g_clear_pointer (&self->damaged, g_ptr_array_unref);
  self->damaged = g_steal_pointer (&opened->damaged);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAMAGED]);
  g_task_return_boolean (task, TRUE);
}

static gboolean
is_active (GPtrArray *said)
{
  FerryConversionTask *task = said->len > 0 ? g_ptr_array_index (said, 0) : NULL;

  return task == NULL || task->state == FERRY_CONVERSION_ACTIVE ||
         task->state == FERRY_CONVERSION_UNKNOWN;
}

static void
end_cancel (FerryEngine *self,
            GTask       *task,
            GError      *error)
{
  ferry_task_list_refresh (self->tasks);
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  ferry_activity_end (self->activity);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Cancel *cancel = g_task_get_task_data (task);
  g_autoptr(GPtrArray) said = NULL;

  said = ferry_describe_conversion_tasks_finish (FERRY_CLIENT (source), result, NULL);
  if (said && !is_active (said))
    g_clear_error (&cancel->error);
  end_cancel (g_task_get_source_object (task), task, g_steal_pointer (&cancel->error));
}

/* The request is repeated when its answer is lost, and EC2 may refuse the second one because the
 * first one worked: then what counts is what became of the task.
 */
static void
cancelled_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  FerryClient *client = FERRY_CLIENT (source);
  g_autoptr(GTask) task = user_data;
  Cancel *cancel = g_task_get_task_data (task);

  if (ferry_cancel_conversion_task_finish (client, result, &cancel->error) ||
      cancel->error->domain != FERRY_ERROR)
    end_cancel (g_task_get_source_object (task), task, g_steal_pointer (&cancel->error));
  else
    ferry_describe_conversion_tasks_async (client, cancel->region, cancel->id,
                                           g_task_get_cancellable (task), looked_cb,
                                           g_object_ref (task));
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

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_engine_dispose (GObject *object)
{
  FerryEngine *self = FERRY_ENGINE (object);

  for (guint i = 0; i < self->imports->len; i++)
    ferry_import_abandon (g_ptr_array_index (self->imports, i));
  g_ptr_array_set_size (self->imports, 0);
  g_hash_table_remove_all (self->clients);
  g_clear_object (&self->tasks);

  G_OBJECT_CLASS (ferry_engine_parent_class)->dispose (object);
}

static void
ferry_engine_finalize (GObject *object)
{
  FerryEngine *self = FERRY_ENGINE (object);

  g_clear_pointer (&self->imports, g_ptr_array_unref);
  g_clear_pointer (&self->damaged, g_ptr_array_unref);
  g_clear_pointer (&self->clients, g_hash_table_unref);
  /* What is queued is written first. */
  g_clear_object (&self->writer);
  g_clear_pointer (&self->lock, ferry_folder_lock_free);
  g_clear_object (&self->activity);
  g_clear_object (&self->folder);

  G_OBJECT_CLASS (ferry_engine_parent_class)->finalize (object);
}

static void
ferry_engine_class_init (FerryEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_engine_get_property;
  object_class->dispose = ferry_engine_dispose;
  object_class->finalize = ferry_engine_finalize;

  properties[PROP_DAMAGED] =
    g_param_spec_boxed ("damaged", NULL, NULL, G_TYPE_PTR_ARRAY,
                        G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ferry_engine_init (FerryEngine *self)
{
  self->writer = ferry_durable_writer_new ();
  self->damaged = g_ptr_array_new_with_free_func (g_free);
  self->imports = g_ptr_array_new_with_free_func (g_object_unref);
  self->clients = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

FerryEngine *
ferry_engine_new (GFile         *folder,
                  FerryTaskList *tasks,
                  FerryActivity *activity)
{
  FerryEngine *self = g_object_new (FERRY_TYPE_ENGINE, NULL);

  self->folder = g_object_ref (folder);
  self->tasks = g_object_ref (tasks);
  self->activity = g_object_ref (activity);

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

  ferry_journal_folder_open_async (self->folder, self->writer, cancellable, opened_cb, task);
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

GPtrArray *
ferry_engine_dup_open_accounts (FerryEngine *self)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (FERRY_IS_ENGINE (self), accounts);

  for (guint i = 0; i < self->imports->len; i++)
    {
      FerryImport *import = g_ptr_array_index (self->imports, i);
      const char *id = get_account_id (import);

      if (ferry_import_needs_client (import) &&
          !g_ptr_array_find_with_equal_func (accounts, id, g_str_equal, NULL))
        g_ptr_array_add (accounts, g_strdup (id));
    }

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
  for (guint i = 0; i < self->imports->len; i++)
    {
      FerryImport *import = g_ptr_array_index (self->imports, i);
      FerryTask *task = ferry_import_get_task (import);

      if (!g_str_equal (get_account_id (import), account_id))
        continue;

      ferry_import_set_client (import, client);
      if (is_open (import))
        ferry_task_list_watch (self->tasks, client, ferry_task_get_region (task));
    }
}

FerryTask *
ferry_engine_import (FerryEngine *self,
                     FerryClient *client,
                     FerryDraft  *draft)
{
  FerryPlan *plan = ferry_draft_get_plan (draft);
  const char *account_id = ferry_account_get_id (ferry_client_get_account (client));
  g_autoptr(GDateTime) now = ferry_client_dup_now (client);
  g_autoptr(FerryJournal) journal = NULL;
  g_autoptr(GError) error = NULL;
  FerryImport *import;

  g_return_val_if_fail (FERRY_IS_ENGINE (self), NULL);
  g_return_val_if_fail (g_str_equal (ferry_plan_get_account_id (plan), account_id), NULL);

  /* A draft is sent once, however often the button is pressed. */
  import = find_by_token (self, ferry_plan_get_id (plan));
  if (import)
    return ferry_import_get_task (import);

  g_hash_table_insert (self->clients, g_strdup (account_id), g_object_ref (client));
  journal = ferry_journal_new (self->writer, self->folder, plan, ferry_draft_get_position (draft),
                               now);
  import = add_import (self, journal);
  ferry_task_list_add (self->tasks, ferry_import_get_task (import));
  if (self->lock == NULL)
    self->lock = ferry_folder_lock_new (self->folder, &error);
  if (self->lock)
    ferry_import_start (import, client, draft);
  else
    ferry_import_refuse (import, error, now);

  return ferry_import_get_task (import);
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
  Cancel *cancel;

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

  cancel = g_new0 (Cancel, 1);
  cancel->region = g_strdup (ferry_task_get_region (task));
  cancel->id = g_strdup (id);
  g_task_set_task_data (cancelling, cancel, (GDestroyNotify) cancel_free);

  ferry_activity_begin (self->activity);
  ferry_cancel_conversion_task_async (client, cancel->region, id, NULL, cancellable, cancelled_cb,
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
