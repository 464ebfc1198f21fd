/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/volume/ferry-file-system-probe.h"

#include "disk/volume/ferry-superblock.h"

#include <string.h>

/* Most superblocks are in the first sectors, and what a look at the files needs next follows them.
 * Only a volume whose head tells nothing is asked for the rest, all in one round.
 */
#define HEAD_AHEAD (12 * 1024)
#define JFS        (32 * 1024)
#define JFS_SIZE   512
#define BTRFS      (64 * 1024)
#define BTRFS_SIZE 1024
#define RAID       4096
#define RAID_SIZE  256
#define SWAP_MARK  10
#define RAID_OLD_ALIGNMENT (64 * 1024)

/* RAID and encryption first, as blkid does: they may leave another superblock behind. */
static const FerrySuperblockRecognise kinds[] = {
  ferry_superblock_luks,
  ferry_superblock_lvm,
  ferry_superblock_bitlocker,
  ferry_superblock_swap,
  ferry_superblock_xfs,
  ferry_superblock_ext,
  ferry_superblock_ntfs,
  ferry_superblock_exfat,
  ferry_superblock_refs,
  ferry_superblock_vfat,
  ferry_superblock_ldm,
};

/* Returns: (nullable): FERRY_SUPERBLOCK_HEAD bytes, with zeros behind the end of a small volume */
static const guint8 *
read_head (FerryVolume *volume)
{
  gsize length = (gsize) MIN (ferry_volume_get_size (volume), FERRY_SUPERBLOCK_HEAD);
  const guint8 *bytes = length == 0 ? NULL : ferry_volume_read (volume, 0, length, HEAD_AHEAD);
  guint8 *room;

  if (bytes == NULL || length == FERRY_SUPERBLOCK_HEAD)
    return bytes;

  room = ferry_volume_make (volume, FERRY_SUPERBLOCK_HEAD);
  if (room != NULL)
    memcpy (room, bytes, length);

  return room;
}

static FerryFileSystem *
look_at_head (FerryVolume  *volume,
              const guint8 *head)
{
  FerryFileSystem *found = ferry_superblock_raid (head, 0);

  if (found == NULL)
    found = ferry_superblock_raid (head + RAID, RAID);
  for (guint i = 0; found == NULL && i < G_N_ELEMENTS (kinds); i++)
    found = kinds[i] (volume, head);

  return found;
}

/* RAID of version 1.0 lies 8 to 12 KiB before the end, that of version 0.90 64 to 128 KiB. */
static FerryFileSystem *
look_at_end (FerryVolume *volume)
{
  guint64 size = ferry_volume_get_size (volume);
  guint64 place = size < 2 * RAID_OLD_ALIGNMENT ? 0 : (size - 8192) / 4096 * 4096;
  guint64 old = size < 2 * RAID_OLD_ALIGNMENT ? 0 : (size / RAID_OLD_ALIGNMENT - 1) *
                                                    RAID_OLD_ALIGNMENT;
  const guint8 *new_bytes = NULL;
  const guint8 *old_bytes = NULL;
  FerryFileSystem *found = NULL;

  if (place == 0)
    return NULL;

  new_bytes = ferry_volume_read (volume, place, RAID_SIZE, RAID_SIZE);
  old_bytes = ferry_volume_read (volume, old, RAID_SIZE, RAID_SIZE);
  if (new_bytes != NULL)
    found = ferry_superblock_raid (new_bytes, place);
  if (found == NULL && old_bytes != NULL)
    found = ferry_superblock_raid_old (old_bytes);

  return found;
}

/* The pages of some processors are larger than the head. */
static FerryFileSystem *
look_at_swap (FerryVolume  *volume,
              const guint8 *head)
{
  const guint sizes[] = { 16384, 65536 };
  FerryFileSystem *found = NULL;

  for (guint i = 0; found == NULL && i < G_N_ELEMENTS (sizes); i++)
    {
      const guint8 *mark = ferry_volume_read (volume, sizes[i] - SWAP_MARK, SWAP_MARK, SWAP_MARK);

      if (mark != NULL)
        found = ferry_superblock_swap_page (head, mark, sizes[i]);
    }

  return found;
}

static FerryFileSystem *
look_elsewhere (FerryVolume  *volume,
                const guint8 *head)
{
  FerryFileSystem *found = look_at_end (volume);
  const guint8 *jfs = ferry_volume_read (volume, JFS, JFS_SIZE, JFS_SIZE);
  const guint8 *btrfs = ferry_volume_read (volume, BTRFS, BTRFS_SIZE, BTRFS_SIZE);

  if (found == NULL && btrfs != NULL)
    found = ferry_superblock_btrfs (btrfs);
  if (found == NULL && jfs != NULL)
    found = ferry_superblock_jfs (jfs);
  if (found == NULL)
    found = look_at_swap (volume, head);

  return found;
}

FerryFileSystem *
ferry_file_system_probe_raid (FerryVolume *volume)
{
  FerryFileSystem *found = look_at_end (volume);

  return found != NULL ? found : ferry_file_system_probe (volume);
}

FerryFileSystem *
ferry_file_system_probe (FerryVolume *volume)
{
  const guint8 *head = read_head (volume);
  FerryFileSystem *found;

  if (head == NULL)
    return NULL;

  found = look_at_head (volume, head);

  return found != NULL ? found : look_elsewhere (volume, head);
}

gboolean
ferry_file_system_is_boot_sector (const guint8 *sector)
{
  return memcmp (sector + 3, "NTFS    ", 8) == 0 || memcmp (sector + 3, "EXFAT   ", 8) == 0 ||
         memcmp (sector + 3, "-FVE-FS-", 8) == 0 || memcmp (sector + 0x36, "FAT12   ", 8) == 0 ||
         memcmp (sector + 0x36, "FAT16   ", 8) == 0 || memcmp (sector + 0x52, "FAT32   ", 8) == 0 ||
         ferry_superblock_is_fat (sector);
}

gboolean
ferry_file_system_is_dynamic_disk (FerryVolume *disk)
{
  const guint8 *head = read_head (disk);
  g_autoptr(FerryFileSystem) found = head != NULL ? ferry_superblock_ldm (disk, head) : NULL;

  return found != NULL;
}
