/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-shown-tasks.h"

#include "tasks/ferry-explanation.h"

/* After so many places that differ, a view is better told of one large change. */
#define MOST_CHANGES 16

/* Only sync() changes "shown", and it says so. */
struct _FerryShownTasks {
  GObject            parent_instance;

  GListModel        *tasks;     /* (nullable) */
  FerryClearedTasks *cleared;   /* (nullable) */
  FerryTaskFilter    filter;
  GPtrArray         *shown;     /* FerryTask */
  guint              n_all;
  guint              idle;
};

enum {
  SIGNAL_SYNCED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void ferry_shown_tasks_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FerryShownTasks, ferry_shown_tasks, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      ferry_shown_tasks_model_init))

G_DEFINE_ENUM_TYPE (FerryTaskFilter, ferry_task_filter,
                    G_DEFINE_ENUM_VALUE (FERRY_TASK_FILTER_ALL, "all"),
                    G_DEFINE_ENUM_VALUE (FERRY_TASK_FILTER_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (FERRY_TASK_FILTER_ATTENTION, "attention"),
                    G_DEFINE_ENUM_VALUE (FERRY_TASK_FILTER_FINISHED, "finished"))

static gboolean
matches (FerryShownTasks *self,
         FerryTask       *task)
{
  switch (self->filter)
    {
    case FERRY_TASK_FILTER_ALL:
      return TRUE;
    case FERRY_TASK_FILTER_RUNNING:
      return !ferry_task_state_is_finished (ferry_task_get_state (task));
    case FERRY_TASK_FILTER_ATTENTION:
      return ferry_explanation_is_needed (task);
    case FERRY_TASK_FILTER_FINISHED:
      return ferry_task_state_is_finished (ferry_task_get_state (task));
    default:
      g_return_val_if_reached (TRUE);
    }
}

/* (transfer full) (element-type FerryTask); counts all on the way */
static GPtrArray *
collect (FerryShownTasks *self)
{
  guint n_tasks = self->tasks ? g_list_model_get_n_items (self->tasks) : 0;
  GPtrArray *collected = g_ptr_array_new_full (n_tasks, g_object_unref);

  self->n_all = 0;
  for (guint i = 0; i < n_tasks; i++)
    {
      g_autoptr(FerryTask) task = g_list_model_get_item (self->tasks, i);

      if (self->cleared && ferry_cleared_tasks_contains (self->cleared, task))
        continue;

      self->n_all++;
      if (matches (self, task))
        g_ptr_array_add (collected, g_steal_pointer (&task));
    }

  return collected;
}

static GHashTable *
make_set (GPtrArray *tasks)
{
  GHashTable *set = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < tasks->len; i++)
    g_hash_table_add (set, g_ptr_array_index (tasks, i));

  return set;
}

typedef struct {
  guint position;   /* in the new order, when all changes before it have been told */
  guint removed;
  guint added;
} Change;

/* Walks both side by side: tasks never change places, they come and go.
 * (element-type Change)
 */
static GArray *
compare (GPtrArray *before,
         GPtrArray *after)
{
  g_autoptr(GHashTable) had = make_set (before);
  g_autoptr(GHashTable) has = make_set (after);
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (Change));
  guint b = 0;
  guint a = 0;

  while (b < before->len || a < after->len)
    {
      Change change = { a, 0, 0 };

      for (; b < before->len && !g_hash_table_contains (has, before->pdata[b]); b++)
        change.removed++;
      for (; a < after->len && !g_hash_table_contains (had, after->pdata[a]); a++)
        change.added++;

      if (change.removed > 0 || change.added > 0)
        g_array_append_val (changes, change);
      else if (before->pdata[b] == after->pdata[a])
        b++, a++;
      else
        break;  /* not in the same order after all */
    }

  if (b < before->len || a < after->len || changes->len > MOST_CHANGES)
    {
      Change all = { 0, before->len, after->len };

      g_array_set_size (changes, 0);
      g_array_append_val (changes, all);
    }

  return changes;
}

/* While a change is told the model must be as it then is, so each is made by itself. */
static void
apply (FerryShownTasks *self,
       const Change    *change,
       GPtrArray       *after)
{
  if (change->removed > 0)
    g_ptr_array_remove_range (self->shown, change->position, change->removed);
  for (guint i = 0; i < change->added; i++)
    g_ptr_array_insert (self->shown, change->position + i,
                        g_object_ref (after->pdata[change->position + i]));
  g_list_model_items_changed (G_LIST_MODEL (self), change->position, change->removed,
                              change->added);
}

static gboolean
idle_cb (gpointer user_data)
{
  FerryShownTasks *self = user_data;

  self->idle = 0;
  ferry_shown_tasks_sync (self);

  return G_SOURCE_REMOVE;
}

static void
queue_sync (FerryShownTasks *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, idle_cb, self, NULL);
}

static void
tasks_changed_cb (FerryShownTasks *self,
                  guint            position,
                  guint            removed,
                  guint            added,
                  GListModel      *tasks)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(FerryTask) task = g_list_model_get_item (tasks, i);

      /* One that was taken away may come back. */
      g_signal_handlers_disconnect_by_func (task, queue_sync, self);
      g_signal_connect_object (task, "notify::state", G_CALLBACK (queue_sync), self,
                               G_CONNECT_SWAPPED);
    }

  queue_sync (self);
}

static GType
ferry_shown_tasks_get_item_type (GListModel *model)
{
  return FERRY_TYPE_TASK;
}

static guint
ferry_shown_tasks_get_n_items (GListModel *model)
{
  return FERRY_SHOWN_TASKS (model)->shown->len;
}

static gpointer
ferry_shown_tasks_get_item (GListModel *model,
                            guint       position)
{
  FerryShownTasks *self = FERRY_SHOWN_TASKS (model);

  return position < self->shown->len ? g_object_ref (self->shown->pdata[position]) : NULL;
}

static void
ferry_shown_tasks_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ferry_shown_tasks_get_item_type;
  iface->get_n_items = ferry_shown_tasks_get_n_items;
  iface->get_item = ferry_shown_tasks_get_item;
}

static void
ferry_shown_tasks_dispose (GObject *object)
{
  FerryShownTasks *self = FERRY_SHOWN_TASKS (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->tasks);
  g_clear_object (&self->cleared);

  G_OBJECT_CLASS (ferry_shown_tasks_parent_class)->dispose (object);
}

static void
ferry_shown_tasks_finalize (GObject *object)
{
  FerryShownTasks *self = FERRY_SHOWN_TASKS (object);

  g_clear_pointer (&self->shown, g_ptr_array_unref);

  G_OBJECT_CLASS (ferry_shown_tasks_parent_class)->finalize (object);
}

static void
ferry_shown_tasks_class_init (FerryShownTasksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_shown_tasks_dispose;
  object_class->finalize = ferry_shown_tasks_finalize;

  signals[SIGNAL_SYNCED] = g_signal_new ("synced", FERRY_TYPE_SHOWN_TASKS, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ferry_shown_tasks_init (FerryShownTasks *self)
{
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
}

FerryShownTasks *
ferry_shown_tasks_new (void)
{
  return g_object_new (FERRY_TYPE_SHOWN_TASKS, NULL);
}

void
ferry_shown_tasks_set_tasks (FerryShownTasks *self,
                             GListModel      *tasks)
{
  g_return_if_fail (FERRY_IS_SHOWN_TASKS (self));

  if (self->tasks)
    g_signal_handlers_disconnect_by_func (self->tasks, tasks_changed_cb, self);
  g_set_object (&self->tasks, tasks);
  if (tasks)
    {
      g_signal_connect_object (tasks, "items-changed", G_CALLBACK (tasks_changed_cb), self,
                               G_CONNECT_SWAPPED);
      tasks_changed_cb (self, 0, 0, g_list_model_get_n_items (tasks), tasks);
    }
  ferry_shown_tasks_sync (self);
}

void
ferry_shown_tasks_set_cleared (FerryShownTasks   *self,
                               FerryClearedTasks *cleared)
{
  g_return_if_fail (FERRY_IS_SHOWN_TASKS (self));

  if (self->cleared)
    g_signal_handlers_disconnect_by_func (self->cleared, queue_sync, self);
  g_set_object (&self->cleared, cleared);
  if (cleared)
    g_signal_connect_object (cleared, "changed", G_CALLBACK (queue_sync), self,
                             G_CONNECT_SWAPPED);
  ferry_shown_tasks_sync (self);
}

void
ferry_shown_tasks_set_filter (FerryShownTasks *self,
                              FerryTaskFilter  filter)
{
  g_return_if_fail (FERRY_IS_SHOWN_TASKS (self));

  self->filter = filter;
  ferry_shown_tasks_sync (self);
}

void
ferry_shown_tasks_sync (FerryShownTasks *self)
{
  g_autoptr(GPtrArray) after = NULL;
  g_autoptr(GArray) changes = NULL;

  g_return_if_fail (FERRY_IS_SHOWN_TASKS (self));

  g_clear_handle_id (&self->idle, g_source_remove);
  after = collect (self);
  changes = compare (self->shown, after);
  for (guint i = 0; i < changes->len; i++)
    apply (self, &g_array_index (changes, Change, i), after);
  g_signal_emit (self, signals[SIGNAL_SYNCED], 0);
}

guint
ferry_shown_tasks_get_n_all (FerryShownTasks *self)
{
  g_return_val_if_fail (FERRY_IS_SHOWN_TASKS (self), 0);

  return self->n_all;
}

GPtrArray *
ferry_shown_tasks_dup_clearable (FerryShownTasks *self)
{
  GPtrArray *clearable = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (FERRY_IS_SHOWN_TASKS (self), clearable);

  for (guint i = 0; self->cleared && i < self->shown->len; i++)
    {
      FerryTask *task = self->shown->pdata[i];

      if (ferry_cleared_tasks_can_clear (self->cleared, task))
        g_ptr_array_add (clearable, g_object_ref (task));
    }

  return clearable;
}
