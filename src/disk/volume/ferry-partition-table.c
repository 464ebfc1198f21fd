/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/volume/ferry-partition-table.h"

#include "disk/image/ferry-image-bytes.h"
#include "disk/volume/ferry-file-system-probe.h"
#include "disk/volume/ferry-gpt.h"

#include <string.h>

#define SECTOR        512
#define LARGE_SECTOR  4096
#define AHEAD         (34 * SECTOR)  /* a GPT with its entries */
#define MBR_CODE      440
#define MBR_ENTRIES   446
#define MBR_ENTRY     16
#define MBR_N_ENTRIES 4
#define MBR_SIGNATURE 510
#define TYPE_GPT      0xEE
#define FIRST_LOGICAL 5
#define MAX_LOGICAL   32             /* each costs a read */

/* A boot flag is 0x80 or 0; anything else is the code of a boot sector that has no table. */
static gboolean
is_mbr (const guint8 *sector)
{
  if (sector[MBR_SIGNATURE] != 0x55 || sector[MBR_SIGNATURE + 1] != 0xAA)
    return FALSE;
  if (ferry_file_system_is_boot_sector (sector))
    return FALSE;

  for (guint i = 0; i < MBR_N_ENTRIES; i++)
    if ((sector[MBR_ENTRIES + i * MBR_ENTRY] & 0x7F) != 0)
      return FALSE;

  return TRUE;
}

static gboolean
has_code (const guint8 *sector)
{
  for (guint i = 0; i < MBR_CODE; i++)
    if (sector[i] != 0)
      return TRUE;

  return FALSE;
}

/* Returns: (transfer full) (nullable): the partition of an entry; its start counts from @base */
static FerryPartition *
read_entry (FerryVirtualDisk *disk,
            const guint8     *sector,
            guint             index,
            guint64           base)
{
  const guint8 *entry = sector + MBR_ENTRIES + index * MBR_ENTRY;
  FerryPartition *partition;

  if (entry[4] == 0 || ferry_image_le32 (entry + 12) == 0)
    return NULL;

  partition = ferry_partition_new ();
  partition->active = (entry[0] & 0x80) != 0;
  partition->type = entry[4];
  partition->start = base + (guint64) ferry_image_le32 (entry + 8) * disk->sector_size;
  partition->size = (guint64) ferry_image_le32 (entry + 12) * disk->sector_size;

  return partition;
}

/* Logical partitions are a chain of tables: the first entry of each is a partition, counted from
 * this table, the second the next table, counted from the extended partition.
 */
static void
read_logical (FerryVirtualDisk     *disk,
              const FerryPartition *extended,
              FerryDiskReport      *report)
{
  guint64 place = extended->start;

  for (guint i = 0; i < MAX_LOGICAL; i++)
    {
      const guint8 *sector = ferry_virtual_disk_read (disk, place, SECTOR, SECTOR);
      g_autoptr(FerryPartition) next = NULL;
      FerryPartition *partition;

      if (sector == NULL)
        return;
      if (sector[MBR_SIGNATURE] != 0x55 || sector[MBR_SIGNATURE + 1] != 0xAA)
        {
          ferry_disk_report_complain (report, FERRY_DISK_FAULT_DAMAGED,
                                      "The partition table is damaged: there is none for logical "
                                      "partition %u, at byte %" G_GUINT64_FORMAT " of the disk.",
                                      FIRST_LOGICAL + i, place);
          return;
        }

      partition = read_entry (disk, sector, 0, place);
      if (partition != NULL)
        {
          partition->number = FIRST_LOGICAL + i;
          g_ptr_array_add (report->partitions, partition);
        }

      next = read_entry (disk, sector, 1, extended->start);
      /* a chain that goes back would never end */
      if (next == NULL || !ferry_partition_is_extended (next) || next->start <= place)
        return;
      place = next->start;
    }
}

static void
read_entries (FerryVirtualDisk *disk,
              const guint8     *sector,
              FerryDiskReport  *report)
{
  for (guint i = 0; i < MBR_N_ENTRIES; i++)
    {
      FerryPartition *partition = read_entry (disk, sector, i, 0);

      if (partition == NULL)
        continue;

      partition->number = i + 1;
      g_ptr_array_add (report->partitions, partition);
    }

  for (guint i = 0; i < report->partitions->len; i++)
    {
      const FerryPartition *partition = g_ptr_array_index (report->partitions, i);

      if (ferry_partition_is_extended (partition))
        {
          read_logical (disk, partition, report);
          break;
        }
    }
}

static gboolean
has_protective_entry (const guint8 *sector)
{
  for (guint i = 0; i < MBR_N_ENTRIES; i++)
    if (sector[MBR_ENTRIES + i * MBR_ENTRY + 4] == TYPE_GPT)
      return TRUE;

  return FALSE;
}

/* An image of 4096-byte sectors does not say so; its GPT lies where only such a disk has one. */
static void
guess_sector_size (FerryVirtualDisk *disk,
                   FerryDiskReport  *report)
{
  const guint8 *small = ferry_virtual_disk_read (disk, SECTOR, SECTOR, SECTOR);
  const guint8 *large = ferry_virtual_disk_read (disk, LARGE_SECTOR, SECTOR, SECTOR);

  if (small == NULL || large == NULL ||
      memcmp (small, "EFI PART", 8) == 0 || memcmp (large, "EFI PART", 8) != 0)
    return;

  disk->sector_size = LARGE_SECTOR;
  report->sector_size = LARGE_SECTOR;
}

static void
check_ends (FerryDiskReport *report,
            guint64          disk_size)
{
  for (guint i = 0; i < report->partitions->len; i++)
    {
      const FerryPartition *partition = g_ptr_array_index (report->partitions, i);

      if (partition->start > disk_size || partition->size > disk_size - partition->start)
        ferry_disk_report_complain (report, FERRY_DISK_FAULT_CUT,
                                    "Partition %u ends beyond the end of the disk, at byte %"
                                    G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT ": the image is cut, "
                                    "or was made from a larger disk.", partition->number,
                                    partition->start + partition->size, disk_size);
    }
}

void
ferry_partition_table_read (FerryVirtualDisk *disk,
                            FerryDiskReport  *report)
{
  gsize ahead = (gsize) MIN (disk->size, AHEAD);
  const guint8 *sector;
  gboolean protective;

  if (disk->size < SECTOR)
    {
      report->scheme = FERRY_PARTITION_SCHEME_NONE;
      return;
    }

  sector = ferry_virtual_disk_read (disk, 0, SECTOR, ahead);
  if (sector == NULL)
    return;

  report->has_boot_code = sector[MBR_SIGNATURE] == 0x55 && sector[MBR_SIGNATURE + 1] == 0xAA &&
                          has_code (sector);
  protective = is_mbr (sector) && has_protective_entry (sector);
  if (protective)
    guess_sector_size (disk, report);
  if (ferry_gpt_read (disk, protective, report))
    {
      report->scheme = FERRY_PARTITION_SCHEME_GPT;
    }
  else if (is_mbr (sector))
    {
      report->scheme = FERRY_PARTITION_SCHEME_MBR;
      read_entries (disk, sector, report);
    }
  else
    {
      report->scheme = FERRY_PARTITION_SCHEME_NONE;
    }
  check_ends (report, disk->size);
}
