/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/system/ferry-file-tree.h"

G_BEGIN_DECLS

/* The files of ext2, ext3 and ext4. @volume lives longer than the tree.
 * Returns: (transfer full) (nullable)
 */
FerryFileTree *ferry_ext_open (FerryVolume *volume);

G_END_DECLS
