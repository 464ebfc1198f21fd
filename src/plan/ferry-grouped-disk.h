/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "plan/ferry-disk-name.h"
#include "plan/ferry-disk.h"

G_BEGIN_DECLS

/* How surely a machine starts from a disk, as far as its content tells. */
typedef enum {
  FERRY_BOOT_RANK_NONE,
  FERRY_BOOT_RANK_SYSTEM,       /* a system, and nothing that starts it: /boot is on another disk */
  FERRY_BOOT_RANK_STARTS,       /* an active partition or an ESP, and no known system */
  FERRY_BOOT_RANK_BOTH,
} FerryBootRank;

/**
 * FerryGroupedDisk:
 * @container: of one number are disks of one region, bucket and folder
 * @is_dependent: cannot be a machine by itself: it was read and nothing starts from it, or it only
 *   holds the changes to another
 *
 * A disk while it is grouped: its name and its content in short.
 */
typedef struct {
  FerryDisk     *disk;
  FerryDiskName *name;
  guint          container;
  FerryBootRank  rank;
  gboolean       is_dependent;
} FerryGroupedDisk;

FerryGroupedDisk *ferry_grouped_disk_new      (FerryDisk              *disk);
void              ferry_grouped_disk_free     (FerryGroupedDisk       *self);
/* By region, bucket and folder */
int               ferry_grouped_disk_place    (const FerryGroupedDisk *a,
                                               const FerryGroupedDisk *b);
/* As the disks of a machine are listed; never 0 for two keys */
int               ferry_grouped_disk_order    (const FerryGroupedDisk *a,
                                               const FerryGroupedDisk *b);
/* Whether both are files of one disk. Two formats of one disk are two disks. */
gboolean          ferry_grouped_disk_is_same  (const FerryGroupedDisk *a,
                                               const FerryGroupedDisk *b);
/* Whether @self can be told from @first, from which its machine starts, by its name or its content,
 * so that it is no machine of its own
 */
gboolean          ferry_grouped_disk_follows  (const FerryGroupedDisk *self,
                                               const FerryGroupedDisk *first);
/* What the machine that starts from @self is called. @is_second: where another one starts under the
 * same stem; @is_family: where the index at the end of the stem counts disks. (transfer full)
 */
char             *ferry_grouped_disk_dup_name (const FerryGroupedDisk *self,
                                               gboolean                is_second,
                                               gboolean                is_family);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryGroupedDisk, ferry_grouped_disk_free)

G_END_DECLS
