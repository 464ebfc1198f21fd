/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/image/ferry-virtual-disk.h"

G_BEGIN_DECLS

/**
 * FerryVolume:
 *
 * What a file system fills: the whole disk, a partition, a logical volume. Stretches of a virtual
 * disk, one behind the other. Lives in one run of the probe and keeps its disk only by pointer.
 */
typedef struct _FerryVolume FerryVolume;

/* @start, @size: bytes on the disk; cut to what there is of it */
FerryVolume     *ferry_volume_new       (FerryVirtualDisk *disk,
                                         guint64           start,
                                         guint64           size);
/* Of no stretch yet, on the same disk */
FerryVolume     *ferry_volume_new_empty (FerryVolume      *parent);
/* Adds bytes of @parent to the end. FALSE where @parent does not have them. */
gboolean         ferry_volume_append    (FerryVolume      *self,
                                         FerryVolume      *parent,
                                         guint64           start,
                                         guint64           size);
void             ferry_volume_free      (FerryVolume      *self);
guint64          ferry_volume_get_size  (FerryVolume      *self);
/* What a sector's address counts, in bytes: 512 or 4096 */
guint            ferry_volume_get_sector_size (FerryVolume *self);
/* As ferry_disk_source_read (). The bytes live until the next run. At most 1 MiB. */
const guint8    *ferry_volume_read      (FerryVolume      *self,
                                         guint64           offset,
                                         gsize             length,
                                         gsize             ahead);
/* Whether the last read gave nothing because its bytes are still to come. Who meets this must
 * conclude nothing from it, and may go on with what does not depend on it.
 */
gboolean         ferry_volume_must_wait (FerryVolume      *self);
/* Zeroed room that lives until the next run; %NULL when there is no more. */
guint8          *ferry_volume_make      (FerryVolume      *self,
                                         gsize             size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryVolume, ferry_volume_free)

G_END_DECLS
