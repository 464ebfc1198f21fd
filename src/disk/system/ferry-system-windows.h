/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-disk-report.h"
#include "disk/volume/ferry-volume.h"

G_BEGIN_DECLS

/* Looks for Windows on an NTFS volume. @partition_number: for the evidence; 0: the whole disk.
 * Returns: whether Windows is there; the report may name a boot manager all the same
 */
gboolean ferry_system_look_windows (FerryVolume     *volume,
                                    guint            partition_number,
                                    FerryDiskReport *report);

G_END_DECLS
