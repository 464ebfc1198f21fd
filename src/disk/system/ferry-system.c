/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/system/ferry-system.h"

#include "disk/system/ferry-system-efi.h"
#include "disk/system/ferry-system-linux.h"
#include "disk/system/ferry-system-windows.h"

#define MAX_MORE 4  /* volumes that are looked into once a system is found: each costs requests */

/* Returns: (nullable): what fills a volume; @number: (out): of its partition, 0: the whole disk */
static const FerryFileSystem *
get_file_system (FerryDiskReport *report,
                 guint            index,
                 guint           *number)
{
  FerryPartition *partition;

  *number = 0;
  if (report->partitions->len == 0)
    return report->file_system;

  partition = g_ptr_array_index (report->partitions, index);
  *number = partition->number;

  return partition->file_system;
}

static void
look_at_volumes (GPtrArray       *volumes,
                 const char      *type,
                 FerryDiskReport *report)
{
  for (guint i = 0; i < volumes->len; i++)
    {
      guint number;
      const FerryFileSystem *file_system = get_file_system (report, i, &number);

      if (file_system == NULL || !g_str_equal (file_system->type, type))
        continue;

      if (g_str_equal (type, "ntfs"))
        ferry_system_look_windows (g_ptr_array_index (volumes, i), number, report);
      else
        ferry_system_look_efi (g_ptr_array_index (volumes, i), report);
    }
}

/* After the first system only whether there is another one matters. */
static gboolean
look_for_another (FerryVolume           *volume,
                  const FerryFileSystem *file_system,
                  guint                  number,
                  FerryDiskReport       *report)
{
  g_autoptr(FerryDiskReport) other = ferry_disk_report_new ();
  gboolean found = ferry_system_look_linux (volume, file_system, number, other);

  if (found)
    report->other_system = g_steal_pointer (&other->system);

  return found;
}

static void
look_for_linux (GPtrArray       *volumes,
                FerryDiskReport *report)
{
  guint n_more = 0;

  for (guint i = 0; i < volumes->len && n_more < MAX_MORE; i++)
    {
      FerryVolume *volume = g_ptr_array_index (volumes, i);
      guint number;
      const FerryFileSystem *file_system = get_file_system (report, i, &number);

      if (report->system == NULL)
        ferry_system_look_linux (volume, file_system, number, report);
      else if (look_for_another (volume, file_system, number, report))
        break;
      else
        n_more++;
    }
}

void
ferry_system_look (GPtrArray       *volumes,
                   FerryDiskReport *report)
{
  look_at_volumes (volumes, "ntfs", report);
  look_for_linux (volumes, report);
  /* names what the systems themselves did not */
  look_at_volumes (volumes, "vfat", report);
}
