/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/system/ferry-file-tree.h"

G_BEGIN_DECLS

/* For which processors a program of Windows or of UEFI is.
 * Returns: (nullable): as EC2 spells it, "x86_64"
 */
const char *ferry_pe_read_architecture (FerryFileTree   *tree,
                                        const FerryNode *node);

G_END_DECLS
