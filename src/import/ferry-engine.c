/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-engine-private.h"

#include "base/ferry-error.h"
#include "import/ferry-machine-import-private.h"
#include "import/ferry-queue-private.h"
#include "import/ferry-task-cancel.h"

G_DEFINE_FINAL_TYPE (FerryEngine, ferry_engine, G_TYPE_OBJECT)

typedef enum {
  PROP_DAMAGED = 1,
  PROP_NEEDS_US,
} FerryEngineProperty;

static GParamSpec *properties[PROP_NEEDS_US + 1];

/* @error: (nullable) */
static void
end_load (FerryEngine  *self,
          const GError *error)
{
  g_autoptr(GPtrArray) loads = g_steal_pointer (&self->loads);

  self->loads = g_ptr_array_new_with_free_func (g_object_unref);
  self->stage = error ? FERRY_ENGINE_CLOSED : FERRY_ENGINE_LOADED;
  ferry_engine_begin_runs (self, error);
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
  ferry_engine_look_whether_adopted (self);
  ferry_engine_look_whether_needed (self);
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
  ferry_engine_take_journals (self, opened->journals);
  g_clear_pointer (&self->damaged, g_ptr_array_unref);
  self->damaged = g_steal_pointer (&opened->damaged);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAMAGED]);
  ferry_queue_file_read_async (self->queue_file, self->cancellable, queue_read_cb,
                               g_object_ref (self));
}

void
ferry_engine_load_if_closed (FerryEngine *self)
{
  if (self->stage != FERRY_ENGINE_CLOSED)
    return;

  self->stage = FERRY_ENGINE_LOADING;
  ferry_journal_folder_open_async (self->folder, self->writer, self->cancellable, opened_cb,
                                   g_object_ref (self));
}

static void
turn_cb (FerryEngine *self,
         FerryImport *import)
{
  FerryMachineImport *machine = ferry_queue_find (self->queue, ferry_import_get_task (import));

  if (machine)
    ferry_machine_import_begin (machine, import);
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
  ferry_engine_abandon_runs (self);
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
  g_signal_connect_object (self->queue, "notify::paused",
                           G_CALLBACK (ferry_engine_look_whether_needed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (tasks, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tasks, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (activity, "notify::busy",
                           G_CALLBACK (ferry_engine_look_whether_needed), self,
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

  if (self->stage == FERRY_ENGINE_LOADED)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  g_ptr_array_add (self->loads, task);
  ferry_engine_load_if_closed (self);
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

FerryClient *
ferry_engine_get_client (FerryEngine *self,
                         const char  *account_id)
{
  g_return_val_if_fail (FERRY_IS_ENGINE (self), NULL);

  return g_hash_table_lookup (self->clients, account_id);
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
