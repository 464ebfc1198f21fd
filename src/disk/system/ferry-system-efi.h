/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-disk-report.h"
#include "disk/volume/ferry-volume.h"

G_BEGIN_DECLS

/* Looks for what UEFI firmware starts from a FAT volume. */
void ferry_system_look_efi (FerryVolume     *volume,
                            FerryDiskReport *report);

G_END_DECLS
