/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-disk-report.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FerryDiskSource:
 *
 * The bytes of an image that are known so far. A format's reader takes what it needs as if the
 * whole file were there; the first thing that is not known yet becomes the next request, and the
 * reader is run again from its start once the bytes have come. So readers are plain functions
 * without states, and whatever they conclude while the source is waiting does not count.
 */
typedef struct _FerryDiskSource FerryDiskSource;

#define FERRY_DISK_SOURCE_MAX_REQUESTS 16
#define FERRY_DISK_SOURCE_MAX_BYTES    (4 * 1024 * 1024)
#define FERRY_DISK_SOURCE_MAX_REQUEST  (1024 * 1024)

FerryDiskSource *ferry_disk_source_new              (guint64           file_size);
void             ferry_disk_source_free             (FerryDiskSource  *self);
/* Where the file ends: its size, or less once a request came back short */
guint64          ferry_disk_source_get_end          (FerryDiskSource  *self);

/* @ahead: how much to ask for when the bytes are not known yet, because what follows is likely to
 * be needed next; at least @length is asked for.
 * Returns: (transfer none) (nullable): @length bytes that live as long as the source; %NULL when
 * they are still to come, lie outside the file or beyond the limits
 */
const guint8    *ferry_disk_source_read             (FerryDiskSource  *self,
                                                     guint64           offset,
                                                     gsize             length,
                                                     gsize             ahead);
/* Says in the report why the last read gave nothing. @what: "grain table" */
void             ferry_disk_source_explain          (FerryDiskSource  *self,
                                                     const char       *what,
                                                     FerryDiskReport  *report);

gboolean         ferry_disk_source_is_waiting       (FerryDiskSource  *self);
void             ferry_disk_source_get_wanted       (FerryDiskSource  *self,
                                                     guint64          *offset,
                                                     gsize            *length);
void             ferry_disk_source_feed             (FerryDiskSource  *self,
                                                     GBytes           *bytes);
void             ferry_disk_source_count            (FerryDiskSource  *self,
                                                     FerryDiskReport  *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryDiskSource, ferry_disk_source_free)

G_END_DECLS
