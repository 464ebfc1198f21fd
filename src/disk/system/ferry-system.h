/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-disk-report.h"
#include "disk/volume/ferry-volume.h"

G_BEGIN_DECLS

/* Finds out what system is on the disk: platform, release, architecture, EFI boot loader, with the
 * evidence. Bounded, and what is not found stays unknown.
 * @volumes: (element-type FerryVolume): one for each of the report's partitions, in their order; of
 * a disk without partitions the whole disk
 */
void ferry_system_look (GPtrArray       *volumes,
                        FerryDiskReport *report);

G_END_DECLS
