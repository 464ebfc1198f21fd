/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-plan-history.h"

#include "plan/ferry-machine-private.h"

/* A migration's evening holds fewer; it bounds the memory of one that does not. */
#define MAX_STEPS 500

/* A machine as it was: itself, and a copy that only learns what is found in its disks. */
typedef struct {
  FerryMachine *machine;
  FerryMachine *state;
} Memory;

/* Each step is the whole plan as it was, but states are shared: what a change costs is one machine.
 * Owned by the migration; main thread.
 */
struct _FerryPlanHistory {
  GObject       parent_instance;

  FerryPlan    *plan;
  GPtrArray    *now;        /* of Memory: as the plan is */
  GPtrArray    *undo;       /* of GPtrArray of Memory, the last is the newest */
  GPtrArray    *redo;
  GPtrArray    *saved;      /* of Memory */
  GPtrArray    *saving;     /* (nullable): of Memory */
  FerryMachine *machine;    /* whose setting was changed last; not owned, for comparison only */
  char         *what;       /* (nullable) */
  gboolean      restoring;
  gboolean      is_saved;
};

G_DEFINE_FINAL_TYPE (FerryPlanHistory, ferry_plan_history, G_TYPE_OBJECT)

typedef enum {
  PROP_CAN_UNDO = 1,
  PROP_CAN_REDO,
  PROP_SAVED,
} FerryPlanHistoryProperty;

static GParamSpec *properties[PROP_SAVED + 1];

static void
memory_free (gpointer data)
{
  Memory *memory = data;

  g_object_unref (memory->machine);
  g_object_unref (memory->state);
  g_free (memory);
}

/* @position: where @machine is now, and mostly was: with a thousand machines, at each key, looking
 * for each from the first would show. Returns: (nullable): what @memories hold of it, where it is
 * so still
 */
static FerryMachine *
find_state (GPtrArray    *memories,
            FerryMachine *machine,
            guint         position)
{
  guint length = memories ? memories->len : 0;

  for (guint i = 0; i < length; i++)
    {
      Memory *memory = g_ptr_array_index (memories, (position + i) % length);

      if (memory->machine == machine)
        return ferry_machine_equal (memory->state, machine) ? memory->state : NULL;
    }

  return NULL;
}

/* @last: (nullable): states that are shared where nothing has changed */
static GPtrArray *
remember (FerryPlan *plan,
          GPtrArray *last)
{
  GPtrArray *memories = g_ptr_array_new_with_free_func (memory_free);
  guint n_machines = ferry_plan_get_n_machines (plan);

  for (guint i = 0; i < n_machines; i++)
    {
      Memory *memory = g_new0 (Memory, 1);
      FerryMachine *state;

      memory->machine = g_object_ref (ferry_plan_get_machine (plan, i));
      state = find_state (last, memory->machine, i);
      memory->state = state ? g_object_ref (state) : ferry_machine_copy (memory->machine);
      g_ptr_array_add (memories, memory);
    }

  return memories;
}

static gboolean
is_same (GPtrArray *memories,
         GPtrArray *others)
{
  if (memories->len != others->len)
    return FALSE;

  for (guint i = 0; i < memories->len; i++)
    {
      Memory *memory = g_ptr_array_index (memories, i);
      Memory *other = g_ptr_array_index (others, i);

      if (memory->state != other->state && !ferry_machine_equal (memory->state, other->state))
        return FALSE;
    }

  return TRUE;
}

static void
notify_all (FerryPlanHistory *self)
{
  gboolean is_saved = is_same (self->now, self->saved);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
  if (self->is_saved == is_saved)
    return;

  self->is_saved = is_saved;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED]);
}

/* The next change begins a step of its own. */
static void
forget_last (FerryPlanHistory *self)
{
  self->machine = NULL;
  g_clear_pointer (&self->what, g_free);
}

static void
add_step (FerryPlanHistory *self)
{
  g_ptr_array_add (self->undo, g_ptr_array_ref (self->now));
  if (self->undo->len > MAX_STEPS)
    g_ptr_array_remove_index (self->undo, 0);
}

/* What was typed and deleted again is nothing that can be undone. */
static void
drop_empty_step (FerryPlanHistory *self)
{
  guint last = self->undo->len - 1;

  if (!is_same (self->now, g_ptr_array_index (self->undo, last)))
    return;

  g_ptr_array_remove_index (self->undo, last);
  forget_last (self);
}

static void
changed_cb (FerryPlanHistory *self,
            FerryMachine     *machine,
            const char       *what)
{
  g_autoptr(GPtrArray) now = NULL;
  gboolean goes_on;

  if (self->restoring)
    return;

  now = remember (self->plan, self->now);
  if (is_same (now, self->now))
    return;

  goes_on = self->undo->len > 0 && what && self->machine == machine &&
            g_strcmp0 (self->what, what) == 0;
  if (!goes_on)
    add_step (self);
  g_ptr_array_set_size (self->redo, 0);
  self->machine = machine;
  g_free (self->what);
  self->what = g_strdup (what);
  g_ptr_array_unref (self->now);
  self->now = g_steal_pointer (&now);
  if (goes_on)
    drop_empty_step (self);
  notify_all (self);
}

static void
learn (GPtrArray  *memories,
       FerryDisk  *disk,
       GHashTable *seen)
{
  for (guint i = 0; i < memories->len; i++)
    {
      Memory *memory = g_ptr_array_index (memories, i);

      if (g_hash_table_add (seen, memory->state))
        ferry_machine_learn_disk (memory->state, disk);
    }
}

/* What was found in a disk, or that there is another version of it, nobody did in the plan: it is
 * no step, and an undo does not make it unknown again.
 */
static void
disk_known_cb (FerryPlanHistory *self,
               FerryDisk        *disk)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  learn (self->now, disk, seen);
  learn (self->saved, disk, seen);
  for (guint i = 0; i < self->undo->len; i++)
    learn (g_ptr_array_index (self->undo, i), disk, seen);
  for (guint i = 0; i < self->redo->len; i++)
    learn (g_ptr_array_index (self->redo, i), disk, seen);
}

static void
ferry_plan_history_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  FerryPlanHistory *self = FERRY_PLAN_HISTORY (object);

  switch ((FerryPlanHistoryProperty) prop_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, ferry_plan_history_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, ferry_plan_history_can_redo (self));
      break;
    case PROP_SAVED:
      g_value_set_boolean (value, self->is_saved);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_plan_history_finalize (GObject *object)
{
  FerryPlanHistory *self = FERRY_PLAN_HISTORY (object);

  g_clear_object (&self->plan);
  g_clear_pointer (&self->now, g_ptr_array_unref);
  g_clear_pointer (&self->undo, g_ptr_array_unref);
  g_clear_pointer (&self->redo, g_ptr_array_unref);
  g_clear_pointer (&self->saved, g_ptr_array_unref);
  g_clear_pointer (&self->saving, g_ptr_array_unref);
  g_free (self->what);

  G_OBJECT_CLASS (ferry_plan_history_parent_class)->finalize (object);
}

static void
ferry_plan_history_class_init (FerryPlanHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ferry_plan_history_get_property;
  object_class->finalize = ferry_plan_history_finalize;

  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_SAVED] = g_param_spec_boolean ("saved", NULL, NULL, TRUE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ferry_plan_history_init (FerryPlanHistory *self)
{
  self->undo = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->redo = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->is_saved = TRUE;
}

FerryPlanHistory *
ferry_plan_history_new (FerryPlan *plan)
{
  FerryPlanHistory *self;

  g_return_val_if_fail (FERRY_IS_PLAN (plan), NULL);

  self = g_object_new (FERRY_TYPE_PLAN_HISTORY, NULL);
  self->plan = g_object_ref (plan);
  self->now = remember (plan, NULL);
  self->saved = g_ptr_array_ref (self->now);
  g_signal_connect_object (plan, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (plan, "disk-known", G_CALLBACK (disk_known_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

FerryPlan *
ferry_plan_history_get_plan (FerryPlanHistory *self)
{
  g_return_val_if_fail (FERRY_IS_PLAN_HISTORY (self), NULL);

  return self->plan;
}

gboolean
ferry_plan_history_can_undo (FerryPlanHistory *self)
{
  g_return_val_if_fail (FERRY_IS_PLAN_HISTORY (self), FALSE);

  return self->undo->len > 0;
}

gboolean
ferry_plan_history_can_redo (FerryPlanHistory *self)
{
  g_return_val_if_fail (FERRY_IS_PLAN_HISTORY (self), FALSE);

  return self->redo->len > 0;
}

static void
restore (FerryPlanHistory *self,
         GPtrArray        *memories)
{
  g_autoptr(GPtrArray) machines = g_ptr_array_new ();

  self->restoring = TRUE;
  ferry_plan_begin (self->plan);
  for (guint i = 0; i < memories->len; i++)
    {
      Memory *memory = g_ptr_array_index (memories, i);

      ferry_machine_assign (memory->machine, memory->state);
      g_ptr_array_add (machines, memory->machine);
    }
  ferry_plan_set_machines (self->plan, machines);
  ferry_plan_end (self->plan);
  self->restoring = FALSE;
}

static void
step (FerryPlanHistory *self,
      GPtrArray        *from,
      GPtrArray        *to)
{
  g_autoptr(GPtrArray) memories = NULL;

  if (from->len == 0)
    return;

  memories = g_ptr_array_steal_index (from, from->len - 1);
  restore (self, memories);
  g_ptr_array_add (to, self->now);
  self->now = g_steal_pointer (&memories);
  forget_last (self);
  notify_all (self);
}

void
ferry_plan_history_undo (FerryPlanHistory *self)
{
  g_return_if_fail (FERRY_IS_PLAN_HISTORY (self));

  step (self, self->undo, self->redo);
}

void
ferry_plan_history_redo (FerryPlanHistory *self)
{
  g_return_if_fail (FERRY_IS_PLAN_HISTORY (self));

  step (self, self->redo, self->undo);
}

void
ferry_plan_history_begin_save (FerryPlanHistory *self)
{
  g_return_if_fail (FERRY_IS_PLAN_HISTORY (self));

  g_clear_pointer (&self->saving, g_ptr_array_unref);
  self->saving = g_ptr_array_ref (self->now);
  forget_last (self);
}

void
ferry_plan_history_mark_saved (FerryPlanHistory *self)
{
  g_return_if_fail (FERRY_IS_PLAN_HISTORY (self));

  g_ptr_array_unref (self->saved);
  self->saved = self->saving ? g_steal_pointer (&self->saving) : g_ptr_array_ref (self->now);
  forget_last (self);
  notify_all (self);
}

gboolean
ferry_plan_history_is_saved (FerryPlanHistory *self)
{
  g_return_val_if_fail (FERRY_IS_PLAN_HISTORY (self), FALSE);

  return self->is_saved;
}
