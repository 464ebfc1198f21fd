/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-disk-report.h"
#include "disk/volume/ferry-volume.h"

G_BEGIN_DECLS

/* Looks for a Linux on the volume, or on the logical volumes in it: /etc/os-release and the like, a
 * root folder as Linux has it, a kernel. Fills platform, system, architecture and evidence of the
 * report.
 * @file_system: (nullable): what fills the volume
 * @partition_number: for the evidence; 0: the whole disk
 * Returns: whether a system was found that tells its release, so that other volumes need no look
 */
gboolean ferry_system_look_linux (FerryVolume           *volume,
                                  const FerryFileSystem *file_system,
                                  guint                  partition_number,
                                  FerryDiskReport       *report);

G_END_DECLS
