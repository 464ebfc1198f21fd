/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-grouping.h"

void
ferry_disk_group_free (FerryDiskGroup *group)
{
  g_free (group->name);
  g_ptr_array_unref (group->disks);
  g_free (group);
}

/* Each disk is a machine of its own. */
GPtrArray *
ferry_group_disks (GPtrArray *disks)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_disk_group_free);

  for (guint i = 0; i < disks->len; i++)
    {
      FerryDiskGroup *group = g_new0 (FerryDiskGroup, 1);

      group->name = g_strdup (ferry_disk_get_name (g_ptr_array_index (disks, i)));
      group->disks = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (group->disks, g_object_ref (g_ptr_array_index (disks, i)));
      g_ptr_array_add (groups, group);
    }

  return groups;
}
