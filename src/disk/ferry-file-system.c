/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/ferry-file-system.h"

#include <string.h>

#define SECTOR 512

typedef struct {
  gsize       offset;
  const char *bytes;
  const char *name;
  gboolean    encrypted;
} FileSystem;

/* these end with 55 AA where an MBR does */
static const FileSystem boot_sectors[] = {
  { 3, "NTFS    ", "NTFS", FALSE },
  { 3, "EXFAT   ", "exFAT", FALSE },
  { 3, "-FVE-FS-", "BitLocker", TRUE },
  { 0x36, "FAT12   ", "FAT", FALSE },
  { 0x36, "FAT16   ", "FAT", FALSE },
  { 0x52, "FAT32   ", "FAT", FALSE },
};

static const FileSystem volumes[] = {
  { 0, "LUKS\xBA\xBE", "LUKS", TRUE },
  { 0, "XFSB", "XFS", FALSE },
  { 0x200, "LABELONE", "LVM", FALSE },
  { 0x438, "\x53\xEF", "ext", FALSE },
  { 4086, "SWAPSPACE2", "swap", FALSE },
  { 0x8000, "JFS1", "JFS", FALSE },
  { 0x10040, "_BHRfS_M", "Btrfs", FALSE },
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

const char *
ferry_file_system_recognise (const guint8 *data,
                             gsize         length,
                             gboolean     *encrypted)
{
  const FileSystem *found = NULL;

  if (length >= SECTOR && data[510] == 0x55 && data[511] == 0xAA)
    found = find (boot_sectors, G_N_ELEMENTS (boot_sectors), data, length);
  if (found == NULL)
    found = find (volumes, G_N_ELEMENTS (volumes), data, length);

  *encrypted = found != NULL && found->encrypted;

  return found != NULL ? found->name : NULL;
}

gboolean
ferry_file_system_is_boot_sector (const guint8 *sector)
{
  return find (boot_sectors, G_N_ELEMENTS (boot_sectors), sector, SECTOR) != NULL;
}
