/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/volume/ferry-volume.h"

G_BEGIN_DECLS

/* As ferry_volume_read (), in pages of 64 KiB of the volume: records and folders that are needed
 * one after the other often lie together, and a page that came once serves all of them.
 */
const guint8 *ferry_pages_read (FerryVolume *volume,
                                guint64      offset,
                                gsize        length);

G_END_DECLS
