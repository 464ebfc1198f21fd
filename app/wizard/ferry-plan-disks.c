/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-plan-disks.h"

FerryDisk *
ferry_plan_disks_find (GPtrArray *disks,
                       FerryDisk *disk)
{
  g_return_val_if_fail (disks != NULL, NULL);
  g_return_val_if_fail (FERRY_IS_DISK (disk), NULL);

  for (guint i = 0; i < disks->len; i++)
    if (ferry_disk_is_same_object (g_ptr_array_index (disks, i), disk))
      return g_ptr_array_index (disks, i);

  return NULL;
}

/* Another version, or the same of which more is known by now. */
static gboolean
is_other (FerryDisk *disk,
          FerryDisk *now)
{
  FerryDiskReport *before = ferry_disk_get_report (disk);
  FerryDiskReport *after = ferry_disk_get_report (now);

  return !ferry_disk_equal (disk, now) || before->format != after->format ||
         before->has_virtual_size != after->has_virtual_size ||
         before->virtual_size != after->virtual_size;
}

/* From the end: a machine may go with its last disk. */
static void
follow_machine (FerryPlan    *plan,
                FerryMachine *machine,
                GPtrArray    *old,
                GPtrArray    *disks)
{
  for (guint i = ferry_machine_get_n_disks (machine); i > 0; i--)
    {
      FerryDisk *disk = ferry_machine_disk_get_disk (ferry_machine_get_disk (machine, i - 1));
      FerryDisk *now = ferry_plan_disks_find (disks, disk);

      if (now == NULL && ferry_plan_disks_find (old, disk))
        ferry_plan_remove_disk (plan, machine, i - 1);
      else if (now && is_other (disk, now))
        ferry_plan_update_disk (plan, now);
    }
}

void
ferry_plan_disks_follow (FerryPlan *plan,
                         GPtrArray *old,
                         GPtrArray *disks)
{
  g_autoptr(GPtrArray) fresh = g_ptr_array_new ();

  g_return_if_fail (FERRY_IS_PLAN (plan));
  g_return_if_fail (old != NULL);
  g_return_if_fail (disks != NULL);

  ferry_plan_begin (plan);
  for (guint i = ferry_plan_get_n_machines (plan); i > 0; i--)
    {
      g_autoptr(FerryMachine) machine = g_object_ref (ferry_plan_get_machine (plan, i - 1));

      follow_machine (plan, machine, old, disks);
    }

  for (guint i = 0; i < disks->len; i++)
    if (ferry_plan_disks_find (old, g_ptr_array_index (disks, i)) == NULL)
      g_ptr_array_add (fresh, g_ptr_array_index (disks, i));
  if (fresh->len > 0)
    ferry_plan_add_disks (plan, fresh);
  ferry_plan_end (plan);
}
