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
#define MAX_LOGICAL   40             /* each costs a read */

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

static gboolean
contains (const guint64 *places,
          guint          n,
          guint64        place)
{
  for (guint i = 0; i < n; i++)
    if (places[i] == place)
      return TRUE;

  return FALSE;
}

static void
add_logical (FerryPartition  *partition,
             guint           *number,
             FerryDiskReport *report)
{
  if (partition == NULL)
    return;

  partition->number = (*number)++;
  g_ptr_array_add (report->partitions, partition);
}

/* Logical partitions are a chain of tables: the first entry of each is a partition, counted from
 * this table, the second the next table, counted from the extended partition.
 * Returns: whether none is still to come
 */
static gboolean
read_logical (FerryVirtualDisk     *disk,
              const FerryPartition *extended,
              FerryDiskReport      *report)
{
  guint64 places[MAX_LOGICAL];
  guint64 place = extended->start;
  guint number = FIRST_LOGICAL;

  /* a chain may go back to an earlier gap, but one that comes to the same place never ends */
  for (guint i = 0; i < MAX_LOGICAL && !contains (places, i, place); i++)
    {
      const guint8 *sector = ferry_virtual_disk_read (disk, place, SECTOR, SECTOR);
      g_autoptr(FerryPartition) next = NULL;

      places[i] = place;
      if (sector == NULL)
        return !ferry_disk_source_must_wait (disk->source);
      if (sector[MBR_SIGNATURE] != 0x55 || sector[MBR_SIGNATURE + 1] != 0xAA)
        {
          /* an extended partition that was never used has no table */
          if (i > 0)
            ferry_disk_report_complain (report, FERRY_DISK_FAULT_DAMAGED,
                                        "The partition table is damaged: there is none for logical "
                                        "partition %u, at byte %" G_GUINT64_FORMAT " of the disk.",
                                        number, place);
          return TRUE;
        }

      add_logical (read_entry (disk, sector, 0, place), &number, report);
      next = read_entry (disk, sector, 1, extended->start);
      if (next == NULL || !ferry_partition_is_extended (next))
        return TRUE;
      place = next->start;
    }

  return TRUE;
}

static gboolean
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
        return read_logical (disk, partition, report);
    }

  return TRUE;
}

static gboolean
has_entries (const guint8 *sector)
{
  for (guint i = 0; i < MBR_N_ENTRIES; i++)
    if (sector[MBR_ENTRIES + i * MBR_ENTRY + 4] != 0)
      return TRUE;

  return FALSE;
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

gboolean
ferry_partition_table_read (FerryVirtualDisk *disk,
                            FerryDiskReport  *report)
{
  gsize ahead = (gsize) MIN (disk->size, AHEAD);
  const guint8 *sector;
  gboolean protective;
  gboolean whole = TRUE;

  if (disk->size < SECTOR)
    {
      report->scheme = FERRY_PARTITION_SCHEME_NONE;
      return TRUE;
    }

  sector = ferry_virtual_disk_read (disk, 0, SECTOR, ahead);
  if (sector == NULL)
    return FALSE;

  report->has_boot_code = sector[MBR_SIGNATURE] == 0x55 && sector[MBR_SIGNATURE + 1] == 0xAA &&
                          has_code (sector);
  protective = is_mbr (sector) && has_protective_entry (sector);
  if (protective)
    guess_sector_size (disk, report);
  /* a GPT beside an MBR that does not speak of it is left over from before */
  if ((protective || !is_mbr (sector) || !has_entries (sector)) &&
      ferry_gpt_read (disk, protective, report))
    {
      report->scheme = FERRY_PARTITION_SCHEME_GPT;
    }
  else if (is_mbr (sector))
    {
      report->scheme = FERRY_PARTITION_SCHEME_MBR;
      whole = read_entries (disk, sector, report);
    }
  else
    {
      report->scheme = FERRY_PARTITION_SCHEME_NONE;
    }
  check_ends (report, disk->size);

  return whole;
}
