/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-file-system.h"
#include "disk/volume/ferry-volume.h"

G_BEGIN_DECLS

/* What each kind of superblock says. A magic number alone is not enough: a second field must make
 * sense, so that random bytes are no file system. All return (transfer full) (nullable); types,
 * labels and UUIDs are as blkid spells them.
 */

/* Bytes at the beginning of the volume that @head must have, zeros where the volume ends before */
#define FERRY_SUPERBLOCK_HEAD 8192

typedef FerryFileSystem *(*FerrySuperblockRecognise) (FerryVolume  *volume,
                                                      const guint8 *head);

/* Those that the volume's head tells */
FerryFileSystem *ferry_superblock_bitlocker (FerryVolume  *volume,
                                             const guint8 *head);
FerryFileSystem *ferry_superblock_exfat     (FerryVolume  *volume,
                                             const guint8 *head);
FerryFileSystem *ferry_superblock_ext       (FerryVolume  *volume,
                                             const guint8 *head);
FerryFileSystem *ferry_superblock_ldm       (FerryVolume  *volume,
                                             const guint8 *head);
FerryFileSystem *ferry_superblock_luks      (FerryVolume  *volume,
                                             const guint8 *head);
FerryFileSystem *ferry_superblock_lvm       (FerryVolume  *volume,
                                             const guint8 *head);
FerryFileSystem *ferry_superblock_ntfs      (FerryVolume  *volume,
                                             const guint8 *head);
FerryFileSystem *ferry_superblock_refs      (FerryVolume  *volume,
                                             const guint8 *head);
FerryFileSystem *ferry_superblock_swap      (FerryVolume  *volume,
                                             const guint8 *head);
FerryFileSystem *ferry_superblock_vfat      (FerryVolume  *volume,
                                             const guint8 *head);
FerryFileSystem *ferry_superblock_xfs       (FerryVolume  *volume,
                                             const guint8 *head);

/* Those elsewhere. @bytes: 1024 of them for btrfs, 512 for JFS, 256 for RAID */
FerryFileSystem *ferry_superblock_btrfs     (const guint8 *bytes);
FerryFileSystem *ferry_superblock_jfs       (const guint8 *bytes);
/* @page_size: 4096, 8192, … 65536; @mark: the page's last 10 bytes */
FerryFileSystem *ferry_superblock_swap_page (const guint8 *head,
                                             const guint8 *mark,
                                             guint         page_size);
/* @place: of the bytes in the volume; versions 1.0, 1.1, 1.2 */
FerryFileSystem *ferry_superblock_raid      (const guint8 *bytes,
                                             guint64       place);
/* version 0.90 */
FerryFileSystem *ferry_superblock_raid_old  (const guint8 *bytes);

/* Whether the 512 bytes hold the geometry of a FAT. */
gboolean         ferry_superblock_is_fat    (const guint8 *sector);
/* Text of at most @length bytes that ends with the first zero, without spaces at its end.
 * Returns: (nullable): valid UTF-8; %NULL when nothing is left
 */
char            *ferry_superblock_dup_label (const guint8 *bytes,
                                             gsize         length);

static inline gboolean
ferry_superblock_is_power (guint64 value,
                           guint64 least,
                           guint64 most)
{
  return value >= least && value <= most && (value & (value - 1)) == 0;
}

G_END_DECLS
