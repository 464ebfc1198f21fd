/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/image/ferry-virtual-disk.h"

G_BEGIN_DECLS

/* What is on a virtual disk: partitions, file systems, system; fills the report. */
void ferry_disk_content_look (FerryVirtualDisk *disk,
                              FerryDiskReport  *report);

G_END_DECLS
