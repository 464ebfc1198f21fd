/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-plan-private.h"

#include "base/ferry-json.h"
#include "plan/ferry-grouping.h"
#include "plan/ferry-machine-private.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (FerryPlan, ferry_plan, G_TYPE_OBJECT)

enum {
  CHANGED,
  DISK_KNOWN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
tell (FerryPlan    *self,
      FerryMachine *machine,
      const char   *what)
{
  if (self->n_begun > 0)
    self->has_changed = TRUE;
  else
    g_signal_emit (self, signals[CHANGED], 0, machine, what);
}

/* Disks that move are told of by both machines; that is one change of the plan. */
static void
machine_changed_cb (FerryPlan    *self,
                    const char   *what,
                    FerryMachine *machine)
{
  if (strcmp (what, "disks") == 0)
    tell (self, NULL, NULL);
  else
    tell (self, machine, what);
}

static void
watch (FerryPlan    *self,
       FerryMachine *machine)
{
  g_signal_connect_object (machine, "changed", G_CALLBACK (machine_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
unwatch (FerryPlan    *self,
         FerryMachine *machine)
{
  g_signal_handlers_disconnect_by_func (machine, machine_changed_cb, self);
}

static void
ferry_plan_finalize (GObject *object)
{
  FerryPlan *self = FERRY_PLAN (object);

  g_free (self->id);
  g_free (self->account_id);
  g_clear_object (&self->machines);
  g_clear_pointer (&self->kept, json_object_unref);

  G_OBJECT_CLASS (ferry_plan_parent_class)->finalize (object);
}

static void
ferry_plan_class_init (FerryPlanClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ferry_plan_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, FERRY_TYPE_MACHINE, G_TYPE_STRING);
  signals[DISK_KNOWN] = g_signal_new ("disk-known", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 1, FERRY_TYPE_DISK);
}

static void
ferry_plan_init (FerryPlan *self)
{
  self->machines = g_list_store_new (FERRY_TYPE_MACHINE);
}

FerryPlan *
ferry_plan_new (const char *account_id)
{
  FerryPlan *self;

  g_return_val_if_fail (account_id != NULL, NULL);

  self = g_object_new (FERRY_TYPE_PLAN, NULL);
  self->id = g_uuid_string_random ();
  self->account_id = g_strdup (account_id);

  return self;
}

FerryPlan *
ferry_plan_new_for (const char   *account_id,
                    FerryMachine *machine)
{
  FerryPlan *self = ferry_plan_new (account_id);

  g_return_val_if_fail (FERRY_IS_MACHINE (machine), self);

  ferry_plan_add_machine (self, machine);

  return self;
}

FerryPlan *
ferry_plan_copy_machine (FerryPlan    *self,
                         FerryMachine *machine)
{
  g_autoptr(FerryMachine) copy = NULL;

  g_return_val_if_fail (FERRY_IS_PLAN (self), NULL);
  g_return_val_if_fail (FERRY_IS_MACHINE (machine), NULL);

  copy = ferry_machine_copy (machine);

  return ferry_plan_new_for (self->account_id, copy);
}

FerryPlan *
ferry_plan_copy (FerryPlan *self)
{
  FerryPlan *copy;
  guint n_machines;

  g_return_val_if_fail (FERRY_IS_PLAN (self), NULL);

  copy = ferry_plan_new (self->account_id);
  n_machines = ferry_plan_get_n_machines (self);
  for (guint i = 0; i < n_machines; i++)
    {
      g_autoptr(FerryMachine) machine = ferry_machine_copy (ferry_plan_get_machine (self, i));

      ferry_plan_add_machine (copy, machine);
    }
  copy->kept = self->kept ? json_object_ref (self->kept) : NULL;

  return copy;
}

gboolean
ferry_plan_equal (FerryPlan *self,
                  FerryPlan *other)
{
  guint n_machines;

  g_return_val_if_fail (FERRY_IS_PLAN (self), FALSE);
  g_return_val_if_fail (FERRY_IS_PLAN (other), FALSE);

  n_machines = ferry_plan_get_n_machines (self);
  if (strcmp (self->account_id, other->account_id) != 0 ||
      !ferry_json_equal_kept (self->kept, other->kept) ||
      n_machines != ferry_plan_get_n_machines (other))
    return FALSE;

  for (guint i = 0; i < n_machines; i++)
    if (!ferry_machine_equal (ferry_plan_get_machine (self, i),
                              ferry_plan_get_machine (other, i)))
      return FALSE;

  return TRUE;
}

const char *
ferry_plan_get_id (FerryPlan *self)
{
  g_return_val_if_fail (FERRY_IS_PLAN (self), NULL);

  return self->id;
}

const char *
ferry_plan_get_account_id (FerryPlan *self)
{
  g_return_val_if_fail (FERRY_IS_PLAN (self), NULL);

  return self->account_id;
}

void
ferry_plan_set_account_id (FerryPlan  *self,
                           const char *account_id)
{
  g_return_if_fail (FERRY_IS_PLAN (self));
  g_return_if_fail (account_id != NULL);

  if (strcmp (self->account_id, account_id) == 0)
    return;

  g_free (self->account_id);
  self->account_id = g_strdup (account_id);
  tell (self, NULL, NULL);
}

guint
ferry_plan_get_n_machines (FerryPlan *self)
{
  g_return_val_if_fail (FERRY_IS_PLAN (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->machines));
}

FerryMachine *
ferry_plan_get_machine (FerryPlan *self,
                        guint      position)
{
  g_autoptr(FerryMachine) machine = NULL;

  g_return_val_if_fail (FERRY_IS_PLAN (self), NULL);

  /* The list holds it on. */
  machine = g_list_model_get_item (G_LIST_MODEL (self->machines), position);

  return machine;
}

GPtrArray *
ferry_plan_dup_disks (FerryPlan *self)
{
  GPtrArray *disks;
  guint n_machines;

  g_return_val_if_fail (FERRY_IS_PLAN (self), NULL);

  disks = g_ptr_array_new_with_free_func (g_object_unref);
  n_machines = ferry_plan_get_n_machines (self);
  for (guint i = 0; i < n_machines; i++)
    {
      FerryMachine *machine = ferry_plan_get_machine (self, i);
      guint n_disks = ferry_machine_get_n_disks (machine);

      for (guint j = 0; j < n_disks; j++)
        g_ptr_array_add (disks, g_object_ref (ferry_machine_disk_get_disk
                                                (ferry_machine_get_disk (machine, j))));
    }

  return disks;
}

gboolean
ferry_plan_find (FerryPlan    *self,
                 FerryMachine *machine,
                 guint        *position)
{
  g_return_val_if_fail (FERRY_IS_PLAN (self), FALSE);

  return g_list_store_find (self->machines, machine, position);
}

void
ferry_plan_begin (FerryPlan *self)
{
  g_return_if_fail (FERRY_IS_PLAN (self));

  self->n_begun++;
}

void
ferry_plan_end (FerryPlan *self)
{
  g_return_if_fail (FERRY_IS_PLAN (self));
  g_return_if_fail (self->n_begun > 0);

  self->n_begun--;
  if (self->n_begun > 0 || !self->has_changed)
    return;

  self->has_changed = FALSE;
  g_signal_emit (self, signals[CHANGED], 0, NULL, NULL);
}

static void
insert (FerryPlan    *self,
        guint         position,
        FerryMachine *machine)
{
  watch (self, machine);
  g_list_store_insert (self->machines, position, machine);
  tell (self, NULL, NULL);
}

void
ferry_plan_add_machine (FerryPlan    *self,
                        FerryMachine *machine)
{
  g_return_if_fail (FERRY_IS_PLAN (self));
  g_return_if_fail (FERRY_IS_MACHINE (machine));

  insert (self, ferry_plan_get_n_machines (self), machine);
}

void
ferry_plan_remove_machine (FerryPlan    *self,
                           FerryMachine *machine)
{
  guint position;

  g_return_if_fail (FERRY_IS_PLAN (self));

  if (!ferry_plan_find (self, machine, &position))
    return;

  unwatch (self, machine);
  g_list_store_remove (self->machines, position);
  tell (self, NULL, NULL);
}

void
ferry_plan_set_machines (FerryPlan *self,
                         GPtrArray *machines)
{
  guint n_old;

  g_return_if_fail (FERRY_IS_PLAN (self));
  g_return_if_fail (machines != NULL);

  n_old = ferry_plan_get_n_machines (self);
  for (guint i = 0; i < n_old; i++)
    unwatch (self, ferry_plan_get_machine (self, i));
  for (guint i = 0; i < machines->len; i++)
    watch (self, g_ptr_array_index (machines, i));
  g_list_store_splice (self->machines, 0, n_old, machines->pdata, machines->len);
  tell (self, NULL, NULL);
}

/* Returns: (nullable): the machine that disks of this name and place belong to */
static FerryMachine *
find_home (FerryPlan      *self,
           FerryDiskGroup *group)
{
  FerryDisk *first = g_ptr_array_index (group->disks, 0);
  guint n_machines = ferry_plan_get_n_machines (self);

  for (guint i = 0; i < n_machines; i++)
    {
      FerryMachine *machine = ferry_plan_get_machine (self, i);
      FerryDisk *boot = ferry_machine_get_boot_disk (machine);

      if (strcmp (ferry_machine_get_name (machine), group->name) == 0 &&
          strcmp (ferry_disk_get_bucket (boot), ferry_disk_get_bucket (first)) == 0)
        return machine;
    }

  return NULL;
}

static void
add_group (FerryPlan      *self,
           FerryDiskGroup *group)
{
  g_autoptr(FerryMachine) made = NULL;
  FerryMachine *machine = find_home (self, group);
  guint start = 0;

  if (machine == NULL)
    {
      machine = made = ferry_machine_new (g_ptr_array_index (group->disks, 0));
      g_object_set (made, "name", group->name, NULL);
      start = 1;
    }

  for (guint i = start; i < group->disks->len; i++)
    {
      g_autoptr(FerryMachineDisk) disk =
        ferry_machine_disk_new (g_ptr_array_index (group->disks, i));

      ferry_machine_add_disk (machine, disk);
    }

  if (made)
    ferry_plan_add_machine (self, made);
}

void
ferry_plan_add_disks (FerryPlan *self,
                      GPtrArray *disks)
{
  g_autoptr(GPtrArray) groups = NULL;

  g_return_if_fail (FERRY_IS_PLAN (self));
  g_return_if_fail (disks != NULL);

  groups = ferry_group_disks (disks);
  ferry_plan_begin (self);
  for (guint i = 0; i < groups->len; i++)
    add_group (self, g_ptr_array_index (groups, i));
  ferry_plan_end (self);
}

void
ferry_plan_remove_disk (FerryPlan    *self,
                        FerryMachine *machine,
                        guint         position)
{
  g_return_if_fail (FERRY_IS_PLAN (self));
  g_return_if_fail (FERRY_IS_MACHINE (machine));
  g_return_if_fail (position < ferry_machine_get_n_disks (machine));

  if (ferry_machine_get_n_disks (machine) == 1)
    {
      ferry_plan_remove_machine (self, machine);
      return;
    }

  ferry_plan_begin (self);
  /* What the next disk tells of the system counts, as if it had been chosen. */
  if (position == 0)
    {
      ferry_machine_set_boot_disk (machine, 1);
      position = 1;
    }
  ferry_machine_remove_disk (machine, position);
  ferry_plan_end (self);
}

void
ferry_plan_move_disk (FerryPlan    *self,
                      FerryMachine *machine,
                      guint         position,
                      FerryMachine *to)
{
  g_autoptr(FerryMachineDisk) disk = NULL;

  g_return_if_fail (FERRY_IS_PLAN (self));
  g_return_if_fail (FERRY_IS_MACHINE (machine));
  g_return_if_fail (FERRY_IS_MACHINE (to));
  g_return_if_fail (position < ferry_machine_get_n_disks (machine));

  if (machine == to)
    return;

  ferry_plan_begin (self);
  /* The machine of a last disk goes with it, whole, for an undo. */
  disk = ferry_machine_get_n_disks (machine) == 1
         ? ferry_machine_disk_copy (ferry_machine_get_disk (machine, position))
         : g_object_ref (ferry_machine_get_disk (machine, position));
  ferry_plan_remove_disk (self, machine, position);
  ferry_machine_add_disk (to, disk);
  ferry_plan_end (self);
}

FerryMachine *
ferry_plan_split_disk (FerryPlan    *self,
                       FerryMachine *machine,
                       guint         position)
{
  g_autoptr(FerryMachine) split = NULL;
  g_autoptr(FerryMachineDisk) disk = NULL;
  guint place;

  g_return_val_if_fail (FERRY_IS_PLAN (self), NULL);
  g_return_val_if_fail (FERRY_IS_MACHINE (machine), NULL);
  g_return_val_if_fail (position < ferry_machine_get_n_disks (machine), NULL);

  if (ferry_machine_get_n_disks (machine) == 1 || !ferry_plan_find (self, machine, &place))
    return machine;

  disk = ferry_machine_disk_copy (ferry_machine_get_disk (machine, position));
  split = ferry_machine_new_of (disk);
  ferry_plan_begin (self);
  ferry_plan_remove_disk (self, machine, position);
  insert (self, place + 1, split);
  ferry_plan_end (self);

  return split;
}

void
ferry_plan_merge (FerryPlan    *self,
                  FerryMachine *machine,
                  FerryMachine *into)
{
  g_autoptr(FerryMachine) merged = NULL;

  g_return_if_fail (FERRY_IS_PLAN (self));
  g_return_if_fail (FERRY_IS_MACHINE (machine));
  g_return_if_fail (FERRY_IS_MACHINE (into));

  if (machine == into)
    return;

  ferry_plan_begin (self);
  merged = g_object_ref (machine);
  /* The machine of an undo is the one that is removed, whole. */
  ferry_plan_remove_machine (self, machine);
  for (guint i = 0; i < ferry_machine_get_n_disks (machine); i++)
    {
      g_autoptr(FerryMachineDisk) disk =
        ferry_machine_disk_copy (ferry_machine_get_disk (machine, i));

      ferry_machine_add_disk (into, disk);
    }
  ferry_plan_end (self);
}

void
ferry_plan_set_boot_disk (FerryPlan    *self,
                          FerryMachine *machine,
                          guint         position)
{
  g_return_if_fail (FERRY_IS_PLAN (self));
  g_return_if_fail (FERRY_IS_MACHINE (machine));

  ferry_plan_begin (self);
  ferry_machine_set_boot_disk (machine, position);
  ferry_plan_end (self);
}

void
ferry_plan_update_disk (FerryPlan *self,
                        FerryDisk *disk)
{
  guint n_machines;

  g_return_if_fail (FERRY_IS_PLAN (self));
  g_return_if_fail (FERRY_IS_DISK (disk));

  ferry_plan_begin (self);
  g_signal_emit (self, signals[DISK_KNOWN], 0, disk);
  n_machines = ferry_plan_get_n_machines (self);
  for (guint i = 0; i < n_machines; i++)
    ferry_machine_learn_disk (ferry_plan_get_machine (self, i), disk);
  ferry_plan_end (self);
}

/* What belongs to a region means nothing in another one. */
static gboolean
is_of_region (const char *property)
{
  static const char *const local[] = { "zone", "subnet-id", "security-groups", NULL };

  return g_strv_contains (local, property);
}

void
ferry_plan_apply_to_all (FerryPlan    *self,
                         FerryMachine *machine,
                         const char   *property)
{
  GParamSpec *pspec;
  g_auto(GValue) value = G_VALUE_INIT;
  guint n_machines;

  g_return_if_fail (FERRY_IS_PLAN (self));
  g_return_if_fail (FERRY_IS_MACHINE (machine));

  pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (machine), property);
  g_return_if_fail (pspec != NULL);

  g_value_init (&value, pspec->value_type);
  g_object_get_property (G_OBJECT (machine), property, &value);
  n_machines = ferry_plan_get_n_machines (self);

  ferry_plan_begin (self);
  for (guint i = 0; i < n_machines; i++)
    {
      FerryMachine *other = ferry_plan_get_machine (self, i);

      if (!is_of_region (property) || strcmp (ferry_machine_get_region (other),
                                              ferry_machine_get_region (machine)) == 0)
        g_object_set_property (G_OBJECT (other), property, &value);
    }
  ferry_plan_end (self);
}
