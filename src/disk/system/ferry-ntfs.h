/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/system/ferry-file-tree.h"

G_BEGIN_DECLS

/* The files of an NTFS volume; names are found whatever their case. What is compressed or encrypted
 * cannot be read.
 * Returns: (transfer full) (nullable): %NULL when it is no NTFS, or bytes are still to come
 */
FerryFileTree *ferry_ntfs_new (FerryVolume *volume);

G_END_DECLS
