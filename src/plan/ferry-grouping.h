/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "plan/ferry-disk.h"

G_BEGIN_DECLS

/**
 * FerryDiskGroup:
 * @name: the machine's name, valid UTF-8 and not empty; unique among the groups of one call
 * @disks: (element-type FerryDisk): the boot disk first, then the data disks in their order
 *
 * The disks of one machine, as their names, folders and contents tell.
 */
typedef struct {
  char      *name;
  GPtrArray *disks;
} FerryDiskGroup;

void       ferry_disk_group_free (FerryDiskGroup *group);

/* Pure; @disks: (element-type FerryDisk) in any order, and the answer does not depend on it. Every
 * disk is in exactly one group. Returns: (transfer full) (element-type FerryDiskGroup), by name
 */
GPtrArray *ferry_group_disks     (GPtrArray      *disks);

G_END_DECLS
