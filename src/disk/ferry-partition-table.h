/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-disk-report.h"

G_BEGIN_DECLS

/* Fills scheme and partitions from the first sectors of the virtual disk.
 * @length: 512 bytes tell MBR from GPT by the protective entry, 1024 by the GPT header too.
 * @disk_size: bytes of the virtual disk; a partition beyond it is a problem
 */
void ferry_partition_table_read (const guint8    *sectors,
                                 gsize            length,
                                 guint64          disk_size,
                                 FerryDiskReport *report);

G_END_DECLS
