/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/image/ferry-virtual-disk.h"

G_BEGIN_DECLS

/* Fills scheme, boot code and partitions of the report: MBR with its logical partitions, or GPT.
 * Returns: whether none of it is still to come, so that reads for what is in them are spent well
 */
gboolean ferry_partition_table_read (FerryVirtualDisk *disk,
                                     FerryDiskReport  *report);

G_END_DECLS
