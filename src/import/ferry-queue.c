/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-queue-private.h"

#include "import/ferry-machine-import-private.h"
#include "import/ferry-queue-place.h"
#include "import/ferry-turns.h"

/* give_turns() counts and decides, in an idle callback: whatever happens in one go is one decision.
 * What decides is ferry_turns_next(). Counts are of all machines that are known, in the queue or
 * out of it, and of the rows of the task list that are nobody's here.
 */
struct _FerryQueue {
  GObject        parent_instance;

  FerryTaskList *tasks;
  guint          speed;
  GPtrArray     *machines;  /* FerryMachineImport: the model */
  GPtrArray     *known;     /* FerryMachineImport */
  GHashTable    *owners;    /* FerryTask → FerryMachineImport, which has it */
  GPtrArray     *places;    /* FerryQueuePlace */
  gboolean       paused;
  guint          slots;
  guint          idle;      /* source */
  gboolean       stopped;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FerryQueue, ferry_queue, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

typedef enum {
  PROP_PAUSED = 1,
  PROP_SLOTS,
} FerryQueueProperty;

static GParamSpec *properties[PROP_SLOTS + 1];

enum {
  TURN,
  REORDERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The end of a place's rest. */
typedef struct {
  FerryQueue      *self;
  FerryQueuePlace *place;
} Rest;

static GType
get_item_type (GListModel *model)
{
  return FERRY_TYPE_MACHINE_IMPORT;
}

static guint
get_n_items (GListModel *model)
{
  return FERRY_QUEUE (model)->machines->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  FerryQueue *self = FERRY_QUEUE (model);

  return position < self->machines->len
           ? g_object_ref (g_ptr_array_index (self->machines, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
tell_order (FerryQueue *self)
{
  g_signal_emit (self, signals[REORDERED], 0);
}

static guint
find_place (FerryQueue         *self,
            FerryMachineImport *machine)
{
  return ferry_queue_places_find (self->places, ferry_machine_import_get_account_id (machine),
                                  ferry_machine_import_get_region (machine));
}

static FerryQueuePlace *
get_place (FerryQueue         *self,
           FerryMachineImport *machine)
{
  guint place = find_place (self, machine);

  return g_ptr_array_index (self->places, place);
}

static GArray *
list_places (FerryQueue *self)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (FerryTurnPlace));

  for (guint i = 0; i < self->places->len; i++)
    {
      FerryQueuePlace *place = g_ptr_array_index (self->places, i);
      FerryTurnPlace turn = { place->n_active, place->timer != 0 || !place->is_known };

      g_array_append_val (places, turn);
    }

  return places;
}

static GArray *
list_machines (FerryQueue *self)
{
  GArray *machines = g_array_new (FALSE, FALSE, sizeof (FerryTurnMachine));

  for (guint i = 0; i < self->machines->len; i++)
    {
      FerryMachineImport *machine = g_ptr_array_index (self->machines, i);
      FerryTurnMachine turn = {
        .place = find_place (self, machine),
        .begun = ferry_machine_import_is_begun (machine),
        .ready = ferry_machine_import_get_ready (machine) != NULL,
        .held = ferry_machine_import_get_held (machine),
      };

      g_array_append_val (machines, turn);
    }

  return machines;
}

/* (nullable) (transfer full): whose turn it is */
static FerryMachineImport *
find_next (FerryQueue *self)
{
  g_autoptr(GArray) machines = NULL;
  g_autoptr(GArray) places = NULL;
  int next;

  if (self->paused || self->stopped)
    return NULL;

  ferry_queue_places_count (self->places, self->known, self->owners, G_LIST_MODEL (self->tasks));
  machines = list_machines (self);
  places = list_places (self);
  next = ferry_turns_next ((const FerryTurnMachine *) (void *) machines->data, machines->len,
                           (const FerryTurnPlace *) (void *) places->data, self->slots);

  return next < 0 ? NULL : g_object_ref (g_ptr_array_index (self->machines, next));
}

static void
tell_waits (FerryQueue *self)
{
  for (guint i = 0; i < self->machines->len; i++)
    {
      FerryMachineImport *machine = g_ptr_array_index (self->machines, i);
      FerryQueuePlace *place = get_place (self, machine);
      FerryTaskWait wait = FERRY_TASK_WAIT_TURN;

      if (self->paused || ferry_machine_import_get_held (machine))
        wait = FERRY_TASK_WAIT_PAUSED;
      else if (place->timer)
        wait = FERRY_TASK_WAIT_BACK_OFF;
      ferry_machine_import_set_wait (machine, wait, place->timer ? place->until : NULL);
    }
}

/* Whose disks have all had their turn is not in the queue any more. */
static void
drop_done (FerryQueue *self)
{
  gboolean dropped = FALSE;

  for (guint i = self->machines->len; i > 0; i--)
    {
      if (ferry_machine_import_is_queued (g_ptr_array_index (self->machines, i - 1)))
        continue;

      g_ptr_array_remove_index (self->machines, i - 1);
      g_list_model_items_changed (G_LIST_MODEL (self), i - 1, 1, 0);
      dropped = TRUE;
    }

  if (dropped)
    tell_order (self);
}

static gboolean
give_turns_cb (gpointer user_data)
{
  g_autoptr(FerryQueue) self = g_object_ref (FERRY_QUEUE (user_data));
  FerryMachineImport *next;

  self->idle = 0;
  while ((next = find_next (self)))
    {
      g_autoptr(FerryMachineImport) machine = next;
      FerryImport *import = ferry_machine_import_get_ready (machine);

      g_signal_emit (self, signals[TURN], 0, import);
      /* Nobody took it: it would be offered for ever. */
      if (ferry_machine_import_get_ready (machine) == import)
        break;
    }

  drop_done (self);
  tell_waits (self);

  return G_SOURCE_REMOVE;
}

static void
look_soon (FerryQueue *self)
{
  if (self->idle == 0 && !self->stopped)
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT, give_turns_cb, self, NULL);
}

static void
append (FerryQueue         *self,
        FerryMachineImport *machine)
{
  g_ptr_array_add (self->machines, g_object_ref (machine));
  g_list_model_items_changed (G_LIST_MODEL (self), self->machines->len - 1, 0, 1);
  tell_order (self);
}

/* EC2 has taken one again: the place does not have to rest longer and longer. */
static void
forget_refusals (FerryQueue         *self,
                 FerryMachineImport *machine)
{
  FerryQueuePlace *place = get_place (self, machine);
  GPtrArray *imports = ferry_machine_import_get_imports (machine);

  for (guint i = 0; place->timer == 0 && i < imports->len; i++)
    {
      FerryTask *task = ferry_import_get_task (g_ptr_array_index (imports, i));

      if (ferry_task_get_state (task) == FERRY_TASK_CONVERTING)
        place->n_refusals = 0;
    }
}

static void
machine_changed_cb (FerryQueue         *self,
                    FerryMachineImport *machine)
{
  if (ferry_machine_import_is_queued (machine) &&
      !g_ptr_array_find (self->machines, machine, NULL))
    append (self, machine);
  forget_refusals (self, machine);
  look_soon (self);
}

static void
held_cb (FerryQueue *self)
{
  tell_order (self);
  look_soon (self);
}

static gboolean
rested_cb (gpointer user_data)
{
  Rest *rest = user_data;

  rest->place->timer = 0;
  look_soon (rest->self);

  return G_SOURCE_REMOVE;
}

static void
ferry_queue_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  FerryQueue *self = FERRY_QUEUE (object);

  switch ((FerryQueueProperty) prop_id)
    {
    case PROP_PAUSED:
      g_value_set_boolean (value, self->paused);
      break;

    case PROP_SLOTS:
      g_value_set_uint (value, self->slots);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_queue_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  FerryQueue *self = FERRY_QUEUE (object);

  switch ((FerryQueueProperty) prop_id)
    {
    case PROP_PAUSED:
      ferry_queue_set_paused (self, g_value_get_boolean (value));
      break;

    case PROP_SLOTS:
      ferry_queue_set_slots (self, g_value_get_uint (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_queue_dispose (GObject *object)
{
  FerryQueue *self = FERRY_QUEUE (object);

  ferry_queue_stop (self);
  g_hash_table_remove_all (self->owners);
  g_ptr_array_set_size (self->machines, 0);
  g_ptr_array_set_size (self->known, 0);
  g_clear_object (&self->tasks);

  G_OBJECT_CLASS (ferry_queue_parent_class)->dispose (object);
}

static void
ferry_queue_finalize (GObject *object)
{
  FerryQueue *self = FERRY_QUEUE (object);

  g_clear_pointer (&self->owners, g_hash_table_unref);
  g_clear_pointer (&self->machines, g_ptr_array_unref);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);

  G_OBJECT_CLASS (ferry_queue_parent_class)->finalize (object);
}

static void
ferry_queue_class_init (FerryQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ferry_queue_get_property;
  object_class->set_property = ferry_queue_set_property;
  object_class->dispose = ferry_queue_dispose;
  object_class->finalize = ferry_queue_finalize;

  properties[PROP_PAUSED] = g_param_spec_boolean ("paused", NULL, NULL, FALSE, flags);
  properties[PROP_SLOTS] = g_param_spec_uint ("slots", NULL, NULL, 1, FERRY_QUEUE_MOST_SLOTS,
                                              FERRY_QUEUE_SLOTS, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[TURN] = g_signal_new ("turn", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, FERRY_TYPE_IMPORT);
  signals[REORDERED] = g_signal_new ("reordered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ferry_queue_init (FerryQueue *self)
{
  self->machines = g_ptr_array_new_with_free_func (g_object_unref);
  self->known = g_ptr_array_new_with_free_func (g_object_unref);
  self->owners = g_hash_table_new (NULL, NULL);
  self->places = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_queue_place_free);
  self->slots = FERRY_QUEUE_SLOTS;
}

FerryQueue *
ferry_queue_new (FerryTaskList *tasks,
                 guint          speed)
{
  FerryQueue *self = g_object_new (FERRY_TYPE_QUEUE, NULL);

  self->tasks = g_object_ref (tasks);
  self->speed = speed;
  g_signal_connect_object (tasks, "notify::n-running", G_CALLBACK (look_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (tasks, "items-changed", G_CALLBACK (look_soon), self,
                           G_CONNECT_SWAPPED);

  return self;
}

gboolean
ferry_queue_get_paused (FerryQueue *self)
{
  g_return_val_if_fail (FERRY_IS_QUEUE (self), FALSE);

  return self->paused;
}

void
ferry_queue_set_paused (FerryQueue *self,
                        gboolean    paused)
{
  g_return_if_fail (FERRY_IS_QUEUE (self));

  if (self->paused == paused)
    return;

  self->paused = paused;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAUSED]);
  tell_order (self);
  look_soon (self);
}

guint
ferry_queue_get_slots (FerryQueue *self)
{
  g_return_val_if_fail (FERRY_IS_QUEUE (self), 0);

  return self->slots;
}

void
ferry_queue_set_slots (FerryQueue *self,
                       guint       slots)
{
  g_return_if_fail (FERRY_IS_QUEUE (self));
  g_return_if_fail (slots > 0 && slots <= FERRY_QUEUE_MOST_SLOTS);

  if (self->slots == slots)
    return;

  self->slots = slots;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SLOTS]);
  tell_order (self);
  look_soon (self);
}

void
ferry_queue_add (FerryQueue         *self,
                 FerryMachineImport *machine)
{
  g_return_if_fail (FERRY_IS_QUEUE (self));

  ferry_queue_know (self, machine);
  if (!g_ptr_array_find (self->machines, machine, NULL))
    append (self, machine);
  look_soon (self);
}

void
ferry_queue_move (FerryQueue         *self,
                  FerryMachineImport *machine,
                  guint               position)
{
  guint from;

  g_return_if_fail (FERRY_IS_QUEUE (self));

  if (!g_ptr_array_find (self->machines, machine, &from))
    return;

  position = MIN (position, self->machines->len - 1);
  if (position == from)
    return;

  g_ptr_array_insert (self->machines, position, g_ptr_array_steal_index (self->machines, from));
  g_list_model_items_changed (G_LIST_MODEL (self), MIN (from, position),
                              MAX (from, position) - MIN (from, position) + 1,
                              MAX (from, position) - MIN (from, position) + 1);
  tell_order (self);
  look_soon (self);
}

GDateTime *
ferry_queue_back_off (FerryQueue  *self,
                      FerryImport *import,
                      GDateTime   *now)
{
  FerryTask *task = ferry_import_get_task (import);
  FerryQueuePlace *place;
  guint position;

  g_return_val_if_fail (FERRY_IS_QUEUE (self), NULL);

  position = ferry_queue_places_find (self->places, ferry_task_get_account_id (task),
                                      ferry_task_get_region (task));
  place = g_ptr_array_index (self->places, position);
  /* Several that were refused at once are one refusal. */
  if (place->timer == 0)
    {
      guint delay = ferry_queue_place_back_off (place, now, self->speed, g_random_int ());
      Rest *rest = g_new (Rest, 1);

      *rest = (Rest) { self, place };
      place->timer = g_timeout_add_full (G_PRIORITY_DEFAULT, delay, rested_cb, rest, g_free);
    }
  look_soon (self);

  return g_date_time_ref (place->until);
}

void
ferry_queue_count (FerryQueue         *self,
                   FerryMachineImport *machine,
                   guint              *n_active,
                   guint              *n_foreign)
{
  FerryQueuePlace *place;

  g_return_if_fail (FERRY_IS_QUEUE (self));

  ferry_queue_places_count (self->places, self->known, self->owners, G_LIST_MODEL (self->tasks));
  place = get_place (self, machine);
  *n_active = place->n_active;
  *n_foreign = place->n_foreign;
}

void
ferry_queue_know (FerryQueue         *self,
                  FerryMachineImport *machine)
{
  GListModel *tasks = ferry_machine_import_get_tasks (machine);
  guint n_tasks = g_list_model_get_n_items (tasks);

  if (g_ptr_array_find (self->known, machine, NULL))
    return;

  g_ptr_array_add (self->known, g_object_ref (machine));
  for (guint i = 0; i < n_tasks; i++)
    {
      g_autoptr(FerryTask) task = g_list_model_get_item (tasks, i);

      g_hash_table_insert (self->owners, task, machine);
    }
  g_signal_connect_object (machine, "changed", G_CALLBACK (machine_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (machine, "notify::held", G_CALLBACK (held_cb), self,
                           G_CONNECT_SWAPPED);
}

FerryMachineImport *
ferry_queue_find (FerryQueue *self,
                  FerryTask  *task)
{
  return g_hash_table_lookup (self->owners, task);
}

void
ferry_queue_set_answered (FerryQueue  *self,
                          FerryClient *client)
{
  const char *account_id = ferry_account_get_id (ferry_client_get_account (client));

  for (guint i = 0; i < self->places->len; i++)
    {
      FerryQueuePlace *place = g_ptr_array_index (self->places, i);

      if (g_str_equal (place->account_id, account_id))
        place->is_known = TRUE;
    }
  look_soon (self);
}

void
ferry_queue_stop (FerryQueue *self)
{
  self->stopped = TRUE;
  g_clear_handle_id (&self->idle, g_source_remove);
  for (guint i = 0; i < self->places->len; i++)
    {
      FerryQueuePlace *place = g_ptr_array_index (self->places, i);

      g_clear_handle_id (&place->timer, g_source_remove);
    }
}
