/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/image/ferry-virtual-disk.h"

G_BEGIN_DECLS

/* Microsoft Virtual Hard Disk Image Format Specification 1.0: fixed, dynamic and differencing
 * disks. All have a footer at the end; the latter two a copy of it at the head.
 */

/* @bytes: the file's first bytes, or its last 512 */
gboolean          ferry_vhd_is_vhd (const guint8    *bytes,
                                    gsize            length);
/* Returns: (transfer full) (nullable): the disk in it, as far as it can be read */
FerryVirtualDisk *ferry_vhd_look   (FerryDiskSource *source,
                                    FerryDiskReport *report);

G_END_DECLS
