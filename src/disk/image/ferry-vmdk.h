/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/image/ferry-virtual-disk.h"

G_BEGIN_DECLS

/* VMware Virtual Disk Format 5.0: sparse extents that hold their own descriptor. Only the
 * stream-optimized kind is importable.
 */

/* @head: the first bytes of the file */
gboolean          ferry_vmdk_is_sparse (const guint8    *head,
                                        gsize            length);
/* Returns: (transfer full) (nullable): the disk in it, as far as it can be read */
FerryVirtualDisk *ferry_vmdk_look      (FerryDiskSource *source,
                                        FerryDiskReport *report);

G_END_DECLS
