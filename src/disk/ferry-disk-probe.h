/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-disk-report.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FerryDiskProbe:
 *
 * Looks into a disk image without reading anything itself (sans-I/O): it says which bytes it needs,
 * is fed them, and ends with a report. The same probe serves ranged GETs, local files and fuzzers.
 * All that comes from the image is untrusted: at most 64 requests, 8 MiB in all, 1 MiB each.
 *
 *   while (ferry_disk_probe_next (probe, &offset, &length))
 *     ferry_disk_probe_feed (probe, offset, bytes);
 *
 * Who can read several places at once takes all that there is before feeding the first:
 *
 *   while (ferry_disk_probe_next (probe, &offset, &length))
 *     n_running++, start_reading (offset, length);
 *
 * and again after each feed, until nothing runs any more.
 */
typedef struct _FerryDiskProbe FerryDiskProbe;

/* @file_size: bytes of the image file */
FerryDiskProbe  *ferry_disk_probe_new        (guint64         file_size);
/* @depth: where it ends; ferry_disk_probe_new () looks as far as it can */
FerryDiskProbe  *ferry_disk_probe_new_until  (guint64         file_size,
                                              FerryDiskDepth  depth);
void             ferry_disk_probe_free       (FerryDiskProbe *probe);
/* Takes the next bytes that are needed, always inside the file. FALSE: none for now; when all that
 * was taken has been fed, done.
 */
gboolean         ferry_disk_probe_next       (FerryDiskProbe *probe,
                                              guint64        *offset,
                                              gsize          *length);
/* @offset: as it was taken. @bytes: what was asked for; fewer bytes make the image count as cut */
void             ferry_disk_probe_feed       (FerryDiskProbe *probe,
                                              guint64         offset,
                                              GBytes         *bytes);
/* Once all is fed. (transfer full) */
FerryDiskReport *ferry_disk_probe_dup_report (FerryDiskProbe *probe);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryDiskProbe, ferry_disk_probe_free)

G_END_DECLS
