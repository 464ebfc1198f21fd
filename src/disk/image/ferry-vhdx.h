/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/image/ferry-virtual-disk.h"

G_BEGIN_DECLS

/* MS-VHDX, Virtual Hard Disk v2 (VHDX) File Format. */

/* @head: the first bytes of the file */
gboolean          ferry_vhdx_is_vhdx (const guint8    *head,
                                      gsize            length);
/* Returns: (transfer full) (nullable): the disk in it, as far as it can be read */
FerryVirtualDisk *ferry_vhdx_look    (FerryDiskSource *source,
                                      FerryDiskReport *report);

G_END_DECLS
