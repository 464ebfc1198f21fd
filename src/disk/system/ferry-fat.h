/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/system/ferry-file-tree.h"

G_BEGIN_DECLS

/* The files of a FAT12, FAT16 or FAT32; names are found whatever their case, long ones and short.
 * Returns: (transfer full) (nullable): %NULL when it is no FAT, or bytes are still to come
 */
FerryFileTree *ferry_fat_new (FerryVolume *volume);

G_END_DECLS
