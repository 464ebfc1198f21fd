/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-file-system.h"
#include "disk/volume/ferry-volume.h"

G_BEGIN_DECLS

/* Knows a file system, or what else fills a volume, by its superblock.
 * Returns: (transfer full) (nullable): %NULL also while bytes are still to come
 */
FerryFileSystem *ferry_file_system_probe          (FerryVolume  *volume);
/* The same for a partition that says it is a member of a RAID: the superblock may lie at the end,
 * and a file system show at the head.
 */
FerryFileSystem *ferry_file_system_probe_raid     (FerryVolume  *volume);
/* Whether the 512 bytes are the boot sector of a file system, which ends like an MBR. */
gboolean         ferry_file_system_is_boot_sector (const guint8 *sector);
/* Whether Windows manages the volumes of the disk, its partitions say little then. */
gboolean         ferry_file_system_is_dynamic_disk (FerryVolume *disk);

G_END_DECLS
