/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/volume/ferry-file-system-probe.h"

#include <string.h>

#define SECTOR 512
#define LOOK   (68 * 1024)

typedef struct {
  gsize       offset;
  const char *bytes;
  const char *name;
  gboolean    encrypted;
} FileSystem;

/* these end with 55 AA where an MBR does */
static const FileSystem boot_sectors[] = {
  { 3, "NTFS    ", "ntfs", FALSE },
  { 3, "EXFAT   ", "exfat", FALSE },
  { 3, "-FVE-FS-", "BitLocker", TRUE },
  { 0x36, "FAT12   ", "vfat", FALSE },
  { 0x36, "FAT16   ", "vfat", FALSE },
  { 0x52, "FAT32   ", "vfat", FALSE },
};

static const FileSystem volumes[] = {
  { 0, "LUKS\xBA\xBE", "crypto_LUKS", TRUE },
  { 0, "XFSB", "xfs", FALSE },
  { 0x200, "LABELONE", "LVM2_member", FALSE },
  { 0x438, "\x53\xEF", "ext4", FALSE },
  { 4086, "SWAPSPACE2", "swap", FALSE },
  { 0x8000, "JFS1", "jfs", FALSE },
  { 0x10040, "_BHRfS_M", "btrfs", FALSE },
};

static const FileSystem *
find (const FileSystem *table,
      gsize             n,
      const guint8     *data,
      gsize             length)
{
  for (gsize i = 0; i < n; i++)
    {
      gsize n_bytes = strlen (table[i].bytes);

      if (table[i].offset + n_bytes <= length &&
          memcmp (data + table[i].offset, table[i].bytes, n_bytes) == 0)
        return &table[i];
    }

  return NULL;
}

FerryFileSystem *
ferry_file_system_probe (FerryVolume *volume)
{
  gsize length = (gsize) MIN (ferry_volume_get_size (volume), LOOK);
  const guint8 *data = length > 0 ? ferry_volume_read (volume, 0, length, length) : NULL;
  const FileSystem *found = NULL;
  FerryFileSystem *file_system;

  if (data == NULL)
    return NULL;

  if (length >= SECTOR && data[510] == 0x55 && data[511] == 0xAA)
    found = find (boot_sectors, G_N_ELEMENTS (boot_sectors), data, length);
  if (found == NULL)
    found = find (volumes, G_N_ELEMENTS (volumes), data, length);
  if (found == NULL)
    return NULL;

  file_system = ferry_file_system_new (found->name);
  file_system->encrypted = found->encrypted;

  return file_system;
}

gboolean
ferry_file_system_is_boot_sector (const guint8 *sector)
{
  return find (boot_sectors, G_N_ELEMENTS (boot_sectors), sector, SECTOR) != NULL;
}
