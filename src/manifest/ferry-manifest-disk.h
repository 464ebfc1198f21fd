/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-disk-report.h"
#include "manifest/ferry-manifest.h"

G_BEGIN_DECLS

/* What a manifest says of its disk as a whole; for judging and mending it. */

/* EBS's largest volume, and VM Import's largest disk. */
#define FERRY_MANIFEST_MOST_GIB 16384

/* "RAW", "VHD", "VMDK", however @text spells it and pads it; (nullable): it names none of them */
const char *ferry_manifest_find_format       (const char          *text);
/* The smallest volume for the disk, in GiB; 0 where it is not known: of a format with a capacity of
 * its own the size of a file does not tell. @report: (nullable)
 */
guint64     ferry_manifest_find_least_volume (const FerryManifest *manifest,
                                              FerryDiskReport     *report);

G_END_DECLS
