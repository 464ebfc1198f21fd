/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/ferry-disk-content.h"

#include "disk/system/ferry-system.h"
#include "disk/volume/ferry-file-system-probe.h"
#include "disk/volume/ferry-partition-table.h"
#include "disk/volume/ferry-volume.h"

#include <string.h>

#define MAX_LOOKED_AT 12  /* partitions */
#define SECTOR       512
#define TYPE_DYNAMIC 0x42
#define TYPE_RAID    0xFD

/* A raw file says by nothing that it is a disk but by what is on it. */
static void
deny (FerryVirtualDisk *disk,
      FerryDiskReport  *report)
{
  gsize length = (gsize) MIN (disk->size, 64 * 1024);
  const guint8 *head = length > 0 ? ferry_virtual_disk_read (disk, 0, length, length) : NULL;

  if (head == NULL || (head[0] == 0 && memcmp (head, head + 1, length - 1) == 0))
    ferry_disk_report_complain (report, FERRY_DISK_FAULT_NOT_A_DISK,
                                "The beginning of the file is empty: there is no boot sector and "
                                "no file system.");
  else
    ferry_disk_report_complain (report, FERRY_DISK_FAULT_NOT_A_DISK,
                                "Nothing in the file is recognised: no disk format, no boot "
                                "sector, no file system. It may be encrypted, or no disk at all.");

  ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_UNKNOWN, "Unknown");
  report->has_virtual_size = FALSE;
  report->virtual_size = 0;
}

static void
complain_of_encryption (const FerryFileSystem *file_system,
                        FerryDiskReport       *report)
{
  if (file_system != NULL && file_system->encrypted)
    ferry_disk_report_complain (report, FERRY_DISK_FAULT_ENCRYPTED,
                                "The disk is encrypted (%s), which VM Import does not take. "
                                "Decrypt it first.", ferry_file_system_get_name (file_system));
}

/* Each look costs reads, so of very many partitions only the largest are looked at. */
static gboolean
is_among_largest (const FerryPartition *partition,
                  FerryDiskReport      *report)
{
  guint n_larger = 0;

  for (guint i = 0; i < report->partitions->len; i++)
    {
      const FerryPartition *other = g_ptr_array_index (report->partitions, i);

      if (other->size > partition->size ||
          (other->size == partition->size && other->number < partition->number))
        n_larger++;
    }

  return n_larger < MAX_LOOKED_AT;
}

/* Nothing that a file system's reader would know is in some, and not finding it costs reads. */
static gboolean
holds_file_system (const FerryPartition *partition)
{
  return !ferry_partition_is_extended (partition) &&
         g_strcmp0 (partition->type_id, FERRY_GPT_BIOS_BOOT) != 0 &&
         g_strcmp0 (partition->type_id, FERRY_GPT_MS_RESERVED) != 0;
}

static gboolean
is_raid (const FerryPartition *partition)
{
  return partition->type == TYPE_RAID ||
         g_strcmp0 (partition->type_id, FERRY_GPT_LINUX_RAID) == 0;
}

/* The partition of a dynamic disk may begin with a volume's first stretch, but what is on it only
 * the database at the disk's end tells.
 */
static FerryFileSystem *
probe_partition (FerryVirtualDisk     *disk,
                 FerryVolume          *volume,
                 const FerryPartition *partition,
                 FerryDiskReport      *report)
{
  g_autoptr(FerryVolume) whole = ferry_volume_new (disk, 0, disk->size);

  if (!holds_file_system (partition) || !is_among_largest (partition, report))
    return NULL;
  if (partition->type == TYPE_DYNAMIC && ferry_file_system_is_dynamic_disk (whole))
    return ferry_file_system_new ("ldm");

  return is_raid (partition) ? ferry_file_system_probe_raid (volume)
                             : ferry_file_system_probe (volume);
}

static void
look_at_partitions (FerryVirtualDisk *disk,
                    GPtrArray        *volumes,
                    FerryDiskReport  *report)
{
  for (guint i = 0; i < report->partitions->len; i++)
    {
      FerryPartition *partition = g_ptr_array_index (report->partitions, i);
      FerryVolume *volume = ferry_volume_new (disk, partition->start, partition->size);

      g_ptr_array_add (volumes, volume);
      partition->file_system = probe_partition (disk, volume, partition, report);
      complain_of_encryption (partition->file_system, report);
    }
}

/* What the limits kept from being read is not absent. */
static void
complain_of_limits (FerryVirtualDisk *disk,
                    FerryDiskReport  *report)
{
  if (ferry_disk_source_is_exhausted (disk->source))
    ferry_disk_report_complain (report, FERRY_DISK_FAULT_LIMIT,
                                "What is on the disk lies too scattered: partitions and file "
                                "systems cannot be told without reading more than a look may "
                                "read.");
}

static gboolean
has_boot_signature (FerryVirtualDisk *disk)
{
  const guint8 *sector = disk->size < SECTOR ? NULL
                                             : ferry_virtual_disk_read (disk, 0, SECTOR, SECTOR);

  return sector != NULL && sector[510] == 0x55 && sector[511] == 0xAA;
}

void
ferry_disk_content_look (FerryVirtualDisk *disk,
                         FerryDiskReport  *report)
{
  g_autoptr(GPtrArray) volumes =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_volume_free);

  if (!ferry_partition_table_read (disk, report))
    return;

  if (report->partitions->len == 0)
    {
      FerryVolume *volume = ferry_volume_new (disk, 0, disk->size);

      g_ptr_array_add (volumes, volume);
      report->file_system = ferry_file_system_probe (volume);
      /* room for a boot loader before a file system that fills the disk */
      if (report->file_system != NULL)
        report->scheme = FERRY_PARTITION_SCHEME_NONE;
      complain_of_encryption (report->file_system, report);
      if (report->format == FERRY_DISK_FORMAT_RAW && report->file_system == NULL &&
          !has_boot_signature (disk) && !ferry_disk_source_is_exhausted (disk->source))
        {
          deny (disk, report);
          return;
        }
    }
  else
    {
      look_at_partitions (disk, volumes, report);
    }

  complain_of_limits (disk, report);
  if (report->format == FERRY_DISK_FORMAT_RAW && disk->size % SECTOR != 0)
    ferry_disk_report_complain (report, FERRY_DISK_FAULT_CUT,
                                "The file is not a whole number of 512-byte sectors: it is cut, "
                                "or something was added to it.");
  if (ferry_disk_source_get_depth (disk->source) >= FERRY_DISK_DEPTH_SYSTEM)
    ferry_system_look (volumes, report);
}
