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

void       ferry_disk_group_free        (FerryDiskGroup *group);
/* Pure; @disks: (element-type FerryDisk) in any order, and the answer does not depend on it. Every
 * disk is in exactly one group, and a group is of one bucket.
 *
 * Disks of one folder whose names differ only by a role or a number ("web01-boot", "web01_1") are
 * of one machine, names out of nothing else ("sda", "C", "disk2") of the folder's. But of several
 * disks that start, each is a machine, unless names say otherwise ("-data") or only one holds a
 * system. What nothing starts from stays alone where no machine, or more than one, may be meant.
 *
 * Returns: (transfer full) (element-type FerryDiskGroup): by name
 */
GPtrArray *ferry_group_disks            (GPtrArray      *disks);
/* What a machine that is made from @disk alone is called: valid UTF-8, not empty, at most 120
 * characters. (transfer full)
 */
char      *ferry_group_dup_machine_name (FerryDisk      *disk);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryDiskGroup, ferry_disk_group_free)

G_END_DECLS
