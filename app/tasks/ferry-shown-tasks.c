/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-shown-tasks.h"

#include "tasks/ferry-item-text.h"
#include "tasks/ferry-list-change.h"

/* Only sync() changes "shown", and it says so. */
struct _FerryShownTasks {
  GObject            parent_instance;

  FerryTaskItems    *items;     /* (nullable) */
  FerryClearedTasks *cleared;   /* (nullable) */
  FerryTaskFilter    filter;
  GPtrArray         *shown;     /* FerryTaskItem */
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

/* Disks of a machine that came to its end before their turn have no end of their own. */
static gboolean
is_cleared (FerryShownTasks *self,
            FerryTaskItem   *item)
{
  gboolean any = FALSE;

  for (guint i = 0; i < ferry_task_item_get_n_tasks (item); i++)
    {
      FerryTask *task = ferry_task_item_get_task (item, i);
      gboolean cleared = ferry_cleared_tasks_contains (self->cleared, task);

      if (!cleared && ferry_task_get_state (task) != FERRY_TASK_PLANNED)
        return FALSE;
      any |= cleared;
    }

  return any && ferry_task_item_is_finished (item);
}

static gboolean
matches (FerryShownTasks *self,
         FerryTaskItem   *item,
         GDateTime       *now)
{
  switch (self->filter)
    {
    case FERRY_TASK_FILTER_ALL:
      return TRUE;
    case FERRY_TASK_FILTER_RUNNING:
      return !ferry_task_item_is_finished (item);
    case FERRY_TASK_FILTER_ATTENTION:
      return ferry_item_text_needs_attention (item, ferry_task_items_get_pace (self->items), now);
    case FERRY_TASK_FILTER_FINISHED:
      return ferry_task_item_is_finished (item);
    default:
      g_return_val_if_reached (TRUE);
    }
}

/* (transfer full) (element-type FerryTaskItem); counts all on the way */
static GPtrArray *
collect (FerryShownTasks *self)
{
  guint n_items = self->items ? g_list_model_get_n_items (G_LIST_MODEL (self->items)) : 0;
  GPtrArray *collected = g_ptr_array_new_full (n_items, g_object_unref);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  self->n_all = 0;
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(FerryTaskItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (self->cleared && is_cleared (self, item))
        continue;

      self->n_all++;
      if (matches (self, item, now))
        g_ptr_array_add (collected, g_steal_pointer (&item));
    }

  return collected;
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

static GType
ferry_shown_tasks_get_item_type (GListModel *model)
{
  return FERRY_TYPE_TASK_ITEM;
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
  g_clear_object (&self->items);
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
ferry_shown_tasks_set_items (FerryShownTasks *self,
                             FerryTaskItems  *items)
{
  g_return_if_fail (FERRY_IS_SHOWN_TASKS (self));

  if (self->items)
    g_signal_handlers_disconnect_by_func (self->items, queue_sync, self);
  g_set_object (&self->items, items);
  if (items)
    {
      g_signal_connect_object (items, "items-changed", G_CALLBACK (queue_sync), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (items, "mattered", G_CALLBACK (queue_sync), self,
                               G_CONNECT_SWAPPED);
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

  g_return_if_fail (FERRY_IS_SHOWN_TASKS (self));

  g_clear_handle_id (&self->idle, g_source_remove);
  after = collect (self);
  ferry_list_change_apply (G_LIST_MODEL (self), self->shown, after);
  g_signal_emit (self, signals[SIGNAL_SYNCED], 0);
}

guint
ferry_shown_tasks_get_n_all (FerryShownTasks *self)
{
  g_return_val_if_fail (FERRY_IS_SHOWN_TASKS (self), 0);

  return self->n_all;
}

gboolean
ferry_shown_tasks_can_clear (FerryShownTasks *self,
                             FerryTaskItem   *item)
{
  g_return_val_if_fail (FERRY_IS_SHOWN_TASKS (self), FALSE);

  if (self->cleared == NULL || !ferry_task_item_is_finished (item))
    return FALSE;

  for (guint i = 0; i < ferry_task_item_get_n_tasks (item); i++)
    {
      FerryTask *task = ferry_task_item_get_task (item, i);

      if (!ferry_cleared_tasks_can_clear (self->cleared, task) &&
          !ferry_cleared_tasks_contains (self->cleared, task) &&
          ferry_task_get_state (task) != FERRY_TASK_PLANNED)
        return FALSE;
    }

  return TRUE;
}

GPtrArray *
ferry_shown_tasks_dup_clearable (FerryShownTasks *self)
{
  GPtrArray *clearable = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (FERRY_IS_SHOWN_TASKS (self), clearable);

  for (guint i = 0; i < self->shown->len; i++)
    if (ferry_shown_tasks_can_clear (self, self->shown->pdata[i]))
      g_ptr_array_add (clearable, g_object_ref (self->shown->pdata[i]));

  return clearable;
}
