/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/image/ferry-virtual-disk.h"

G_BEGIN_DECLS

/* UEFI Specification 2.10, chapter 5: GUID Partition Table. Adds its partitions to the report;
 * where the table at the disk's head is damaged, by the copy at its end.
 * @expected: the MBR speaks of a GPT
 * Returns: whether the disk has one, though it be damaged
 */
gboolean ferry_gpt_read (FerryVirtualDisk *disk,
                         gboolean          expected,
                         FerryDiskReport  *report);

/* A GUID as a GPT stores it, in text. (transfer full) */
char    *ferry_gpt_dup_guid (const guint8 *bytes);

G_END_DECLS
