/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-disk-source.h"

G_BEGIN_DECLS

/* DMTF DSP0243, Open Virtualization Format: a tar archive (POSIX ustar) whose first member is the
 * OVF descriptor. Its members are walked without reading them; the disks among them are looked into
 * where they are.
 * Returns: whether the file is one
 */
gboolean ferry_ova_look (FerryDiskSource *source,
                         FerryDiskReport *report);

G_END_DECLS
