/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-items.h"

#include "tasks/ferry-list-change.h"

/* Only sync() changes "items", and it says so. */
struct _FerryTaskItems {
  GObject     parent_instance;

  GListModel *tasks;      /* (nullable) */
  GListModel *runs;       /* (nullable) */
  GListModel *queue;      /* (nullable) */
  GPtrArray  *extras;     /* FerryTaskItem: of no engine */
  GHashTable *known;      /* FerryMachineImport or FerryTask → FerryTaskItem */
  GPtrArray  *items;      /* FerryTaskItem */
  FerryPace  *pace;
  guint       n_running;
  guint       n_waiting;
  guint       idle;
};

typedef enum {
  PROP_N_RUNNING = 1,
  PROP_N_WAITING,
} FerryTaskItemsProperty;

static GParamSpec *properties[PROP_N_WAITING + 1];

enum {
  SIGNAL_MATTERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void ferry_task_items_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FerryTaskItems, ferry_task_items, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      ferry_task_items_model_init))

static gboolean
idle_cb (gpointer user_data)
{
  FerryTaskItems *self = user_data;

  self->idle = 0;
  ferry_task_items_sync (self);

  return G_SOURCE_REMOVE;
}

static void
queue_sync (FerryTaskItems *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, idle_cb, self, NULL);
}

static void
mattered_cb (FerryTaskItems *self)
{
  g_signal_emit (self, signals[SIGNAL_MATTERED], 0);
  queue_sync (self);
}

/* What is known of @key in the times before is kept. (transfer none) */
static FerryTaskItem *
keep (FerryTaskItems *self,
      GHashTable     *known,
      gpointer        key)
{
  FerryTaskItem *item = g_hash_table_lookup (self->known, key);

  if (item)
    {
      g_hash_table_insert (known, g_object_ref (key), g_object_ref (item));
      return item;
    }

  item = FERRY_IS_TASK (key) ? ferry_task_item_new_for_task (key)
                             : ferry_task_item_new_for_machine (key);
  g_signal_connect_object (item, "mattered", G_CALLBACK (mattered_cb), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (known, g_object_ref (key), item);

  return item;
}

/* The places of machines that wait, in the order of the queue. */
static void
order_waiting (GPtrArray *machines)
{
  g_autoptr(GPtrArray) waiting = g_ptr_array_new ();
  guint next = 0;

  for (guint i = 0; i < machines->len; i++)
    if (ferry_task_item_get_place (machines->pdata[i]) > 0)
      g_ptr_array_add (waiting, machines->pdata[i]);

  /* Few of them have moved, if any. */
  for (guint i = 1; i < waiting->len; i++)
    for (guint j = i; j > 0 && ferry_task_item_get_place (waiting->pdata[j - 1]) >
                               ferry_task_item_get_place (waiting->pdata[j]); j--)
      {
        gpointer other = waiting->pdata[j - 1];

        waiting->pdata[j - 1] = waiting->pdata[j];
        waiting->pdata[j] = other;
      }

  for (guint i = 0; i < machines->len; i++)
    if (ferry_task_item_get_place (machines->pdata[i]) > 0)
      machines->pdata[i] = waiting->pdata[next++];
}

/* Machines of which nothing has begun, by their places among themselves.
 * (element-type FerryMachineImport guint)
 */
static GHashTable *
find_places (FerryTaskItems *self)
{
  GHashTable *places = g_hash_table_new (NULL, NULL);
  guint place = 0;

  for (guint i = 0; self->queue && i < g_list_model_get_n_items (self->queue); i++)
    {
      g_autoptr(FerryMachineImport) import = g_list_model_get_item (self->queue, i);

      if (ferry_machine_import_get_state (import) == FERRY_MACHINE_WAITING)
        g_hash_table_insert (places, import, GUINT_TO_POINTER (++place));
    }

  return places;
}

/* (element-type FerryTaskItem) (transfer container) */
static GPtrArray *
list_machines (FerryTaskItems *self,
               FerryRun       *run,
               GHashTable     *places,
               GHashTable     *known)
{
  GListModel *imports = ferry_run_get_machines (run);
  GPtrArray *machines = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (imports); i++)
    {
      g_autoptr(FerryMachineImport) import = g_list_model_get_item (imports, i);
      FerryTaskItem *item = keep (self, known, import);

      ferry_task_item_set_place (item, GPOINTER_TO_UINT (g_hash_table_lookup (places, import)));
      g_ptr_array_add (machines, item);
    }
  order_waiting (machines);

  return machines;
}

static void
mark_tasks (FerryTaskItem *item,
            GHashTable    *taken)
{
  for (guint i = 0; i < ferry_task_item_get_n_tasks (item); i++)
    g_hash_table_add (taken, ferry_task_item_get_task (item, i));
}

/* Adds those of @tasks from *@next on that are not older than @time. */
static void
add_tasks_before (FerryTaskItems *self,
                  GDateTime      *time,
                  guint          *next,
                  GHashTable     *taken,
                  GHashTable     *known,
                  GPtrArray      *after)
{
  guint n_tasks = self->tasks ? g_list_model_get_n_items (self->tasks) : 0;

  for (; *next < n_tasks; (*next)++)
    {
      g_autoptr(FerryTask) task = g_list_model_get_item (self->tasks, *next);

      if (g_hash_table_contains (taken, task))
        continue;
      if (time && g_date_time_compare (ferry_task_get_started (task), time) < 0)
        return;

      g_ptr_array_add (after, g_object_ref (keep (self, known, task)));
    }
}

static void
count (FerryTaskItems *self)
{
  guint n_running = 0;
  guint n_waiting = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      FerryTaskItem *item = self->items->pdata[i];

      n_running += !ferry_task_item_is_finished (item);
      n_waiting += ferry_task_item_is_machine (item) &&
                   ferry_task_item_get_state (item) == FERRY_MACHINE_WAITING;
    }

  if (self->n_running != n_running)
    {
      self->n_running = n_running;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_RUNNING]);
    }
  if (self->n_waiting != n_waiting)
    {
      self->n_waiting = n_waiting;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WAITING]);
    }
}

static GPtrArray *
collect (FerryTaskItems *self)
{
  g_autoptr(GHashTable) known = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
  g_autoptr(GHashTable) taken = g_hash_table_new (NULL, NULL);
  g_autoptr(GHashTable) places = find_places (self);
  g_autoptr(GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *after = g_ptr_array_new_with_free_func (g_object_unref);
  guint next = 0;

  for (guint i = 0; i < self->extras->len; i++)
    g_ptr_array_add (after, g_object_ref (self->extras->pdata[i]));
  g_ptr_array_foreach (self->extras, (GFunc) mark_tasks, taken);
  for (guint i = 0; self->runs && i < g_list_model_get_n_items (self->runs); i++)
    {
      g_autoptr(FerryRun) run = g_list_model_get_item (self->runs, i);

      g_ptr_array_add (runs, list_machines (self, run, places, known));
    }
  for (guint i = 0; i < runs->len; i++)
    g_ptr_array_foreach (runs->pdata[i], (GFunc) mark_tasks, taken);

  for (guint i = 0; i < runs->len; i++)
    {
      GPtrArray *machines = runs->pdata[i];

      if (machines->len > 0)
        add_tasks_before (self, ferry_task_item_get_started (machines->pdata[0]), &next, taken,
                          known, after);
      for (guint j = 0; j < machines->len; j++)
        g_ptr_array_add (after, g_object_ref (machines->pdata[j]));
    }
  add_tasks_before (self, NULL, &next, taken, known, after);

  g_hash_table_unref (self->known);
  self->known = g_steal_pointer (&known);

  return after;
}

static GType
ferry_task_items_get_item_type (GListModel *model)
{
  return FERRY_TYPE_TASK_ITEM;
}

static guint
ferry_task_items_get_n_items (GListModel *model)
{
  return FERRY_TASK_ITEMS (model)->items->len;
}

static gpointer
ferry_task_items_get_item (GListModel *model,
                           guint       position)
{
  FerryTaskItems *self = FERRY_TASK_ITEMS (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
ferry_task_items_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ferry_task_items_get_item_type;
  iface->get_n_items = ferry_task_items_get_n_items;
  iface->get_item = ferry_task_items_get_item;
}

static void
ferry_task_items_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  FerryTaskItems *self = FERRY_TASK_ITEMS (object);

  switch ((FerryTaskItemsProperty) property_id)
    {
    case PROP_N_RUNNING:
      g_value_set_uint (value, self->n_running);
      break;

    case PROP_N_WAITING:
      g_value_set_uint (value, self->n_waiting);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
ferry_task_items_dispose (GObject *object)
{
  FerryTaskItems *self = FERRY_TASK_ITEMS (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->tasks);
  g_clear_object (&self->runs);
  g_clear_object (&self->queue);
  g_clear_object (&self->pace);

  G_OBJECT_CLASS (ferry_task_items_parent_class)->dispose (object);
}

static void
ferry_task_items_finalize (GObject *object)
{
  FerryTaskItems *self = FERRY_TASK_ITEMS (object);

  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->extras);
  g_hash_table_unref (self->known);

  G_OBJECT_CLASS (ferry_task_items_parent_class)->finalize (object);
}

static void
ferry_task_items_class_init (FerryTaskItemsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_task_items_get_property;
  object_class->dispose = ferry_task_items_dispose;
  object_class->finalize = ferry_task_items_finalize;

  properties[PROP_N_RUNNING] =
    g_param_spec_uint ("n-running", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_N_WAITING] =
    g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_MATTERED] = g_signal_new ("mattered", FERRY_TYPE_TASK_ITEMS, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ferry_task_items_init (FerryTaskItems *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->extras = g_ptr_array_new_with_free_func (g_object_unref);
  self->known = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
}

/* (nullable) (transfer full) */
static GListModel *
follow (FerryTaskItems *self,
        GListModel     *model)
{
  if (model == NULL)
    return NULL;

  g_signal_connect_object (model, "items-changed", G_CALLBACK (queue_sync), self,
                           G_CONNECT_SWAPPED);

  return g_object_ref (model);
}

FerryTaskItems *
ferry_task_items_new (GListModel *tasks,
                      GListModel *runs,
                      GListModel *queue)
{
  FerryTaskItems *self = g_object_new (FERRY_TYPE_TASK_ITEMS, NULL);

  self->tasks = follow (self, tasks);
  self->runs = follow (self, runs);
  self->queue = follow (self, queue);
  if (tasks)
    self->pace = ferry_pace_new (tasks);
  ferry_task_items_sync (self);

  return self;
}

void
ferry_task_items_add (FerryTaskItems *self,
                      FerryTaskItem  *item)
{
  g_return_if_fail (FERRY_IS_TASK_ITEMS (self));

  g_ptr_array_insert (self->extras, 0, g_object_ref (item));
  g_signal_connect_object (item, "mattered", G_CALLBACK (mattered_cb), self, G_CONNECT_SWAPPED);
  queue_sync (self);
}

void
ferry_task_items_sync (FerryTaskItems *self)
{
  g_autoptr(GPtrArray) after = NULL;

  g_return_if_fail (FERRY_IS_TASK_ITEMS (self));

  g_clear_handle_id (&self->idle, g_source_remove);
  after = collect (self);
  ferry_list_change_apply (G_LIST_MODEL (self), self->items, after);
  count (self);
}

guint
ferry_task_items_get_n_running (FerryTaskItems *self)
{
  g_return_val_if_fail (FERRY_IS_TASK_ITEMS (self), 0);

  return self->n_running;
}

guint
ferry_task_items_get_n_waiting (FerryTaskItems *self)
{
  g_return_val_if_fail (FERRY_IS_TASK_ITEMS (self), 0);

  return self->n_waiting;
}

FerryPace *
ferry_task_items_get_pace (FerryTaskItems *self)
{
  g_return_val_if_fail (FERRY_IS_TASK_ITEMS (self), NULL);

  return self->pace;
}
