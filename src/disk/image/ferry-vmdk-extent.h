/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/image/ferry-virtual-disk.h"
#include "disk/image/ferry-vmdk-header.h"

G_BEGIN_DECLS

/* The disk in a sparse extent, through grain directory and grain tables. @gd_offset: in sectors;
 * 0 where the directory is lost: then only the first grain, which follows the overhead, is known.
 * @header: sane
 */
FerryVirtualDisk *ferry_vmdk_extent_open             (FerryDiskSource       *source,
                                                      const FerryVmdkHeader *header,
                                                      guint64                gd_offset,
                                                      FerryDiskReport       *report);
/* Complains where the last grain is not whole: the file is cut. For an image whose directory is at
 * the head, so that no footer shows its end. The tables at the end of the directory are looked at,
 * some GiB of the disk; where these are empty a cut may go unnoticed.
 */
void              ferry_vmdk_extent_check_last_grain (FerryDiskSource       *source,
                                                      const FerryVmdkHeader *header,
                                                      guint64                gd_offset,
                                                      FerryDiskReport       *report);

G_END_DECLS
