/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/image/ferry-virtual-disk.h"

G_BEGIN_DECLS

/* Knows the container and opens the disk in it. Fills format, sizes and problem of the report.
 * Returns: (transfer full) (nullable): the disk in it, as far as it can be read
 */
FerryVirtualDisk *ferry_image_open (FerryDiskSource *source,
                                    FerryDiskReport *report);

G_END_DECLS
