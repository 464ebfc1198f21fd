/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/ferry-partition-table.h"

#include "disk/ferry-file-system.h"
#include "disk/ferry-image-bytes.h"

#include <string.h>

#define SECTOR            512
#define MBR_ENTRIES       446
#define MBR_ENTRY         16
#define MBR_N_ENTRIES     4
#define MBR_SIGNATURE     510
#define TYPE_GPT          0xEE

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
is_gpt (const guint8    *sectors,
        gsize            length,
        FerryDiskReport *report)
{
  for (guint i = 0; i < report->partitions->len; i++)
    {
      const FerryPartition *partition = g_ptr_array_index (report->partitions, i);

      if (partition->type == TYPE_GPT)
        return TRUE;
    }

  return length >= SECTOR + 8 && memcmp (sectors + SECTOR, "EFI PART", 8) == 0;
}

static void
read_entries (const guint8    *sector,
              FerryDiskReport *report)
{
  for (guint i = 0; i < MBR_N_ENTRIES; i++)
    {
      const guint8 *entry = sector + MBR_ENTRIES + i * MBR_ENTRY;
      FerryPartition *partition;

      if (entry[4] == 0 || ferry_image_le32 (entry + 12) == 0)
        continue;

      partition = g_new0 (FerryPartition, 1);
      partition->active = (entry[0] & 0x80) != 0;
      partition->type = entry[4];
      partition->start = (guint64) ferry_image_le32 (entry + 8) * SECTOR;
      partition->size = (guint64) ferry_image_le32 (entry + 12) * SECTOR;
      g_ptr_array_add (report->partitions, partition);
    }
}

static void
check_ends (FerryDiskReport *report,
            guint64          disk_size)
{
  for (guint i = 0; i < report->partitions->len; i++)
    {
      const FerryPartition *partition = g_ptr_array_index (report->partitions, i);

      if (partition->start > disk_size || partition->size > disk_size - partition->start)
        ferry_disk_report_complain (report,
                                    "Partition %u ends beyond the end of the disk: the image is "
                                    "cut, or was made from a larger disk.", i + 1);
    }
}

void
ferry_partition_table_read (const guint8    *sectors,
                            gsize            length,
                            guint64          disk_size,
                            FerryDiskReport *report)
{
  gboolean mbr;

  if (length < SECTOR)
    return;

  mbr = is_mbr (sectors);
  if (mbr)
    read_entries (sectors, report);

  if (is_gpt (sectors, length, report))
    {
      report->scheme = FERRY_PARTITION_SCHEME_GPT;
    }
  else if (mbr)
    {
      report->scheme = FERRY_PARTITION_SCHEME_MBR;
      check_ends (report, disk_size);
    }
  else
    {
      report->scheme = FERRY_PARTITION_SCHEME_NONE;
    }
}
