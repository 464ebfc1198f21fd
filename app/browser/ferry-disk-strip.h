/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_DISK_STRIP (ferry_disk_strip_get_type ())
/**
 * FerryDiskStrip:
 *
 * Below the folders: the one disk that is chosen, while its card is not there to say so.
 *
 * Signal: "open": the card is wanted.
 */
G_DECLARE_FINAL_TYPE (FerryDiskStrip, ferry_disk_strip, FERRY, DISK_STRIP, AdwBin)

/* @disk: (nullable): then the strip is not there */
void ferry_disk_strip_show_disk (FerryDiskStrip *self,
                                 FerryDisk      *disk);

G_END_DECLS
