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
 * whole file were there; what is not known yet is noted, and the reader is run again from its start
 * once the bytes have come. So readers are plain functions without states. A reader that meets
 * something unknown gives up what depends on it and goes on with what does not: all that one run
 * notes is asked for at once. What it concludes while the source is waiting does not count.
 *
 * A source is the whole file or a window into it (a disk within an OVA); offsets are those of the
 * window. Windows live as long as the source that they look into.
 */
typedef struct _FerryDiskSource FerryDiskSource;

#define FERRY_DISK_SOURCE_MAX_REQUESTS 64
#define FERRY_DISK_SOURCE_MAX_BYTES    (8 * 1024 * 1024)
#define FERRY_DISK_SOURCE_MAX_REQUEST  (1024 * 1024)
/* what one run may build from the bytes: inflated grains, pieces put together */
#define FERRY_DISK_SOURCE_MAX_MADE     (32 * 1024 * 1024)

FerryDiskSource *ferry_disk_source_new              (guint64           file_size);
void             ferry_disk_source_free             (FerryDiskSource  *self);
/* @offset, @size: cut to what there is of @self. Returns: (transfer none): lives until the next
 * run begins
 */
FerryDiskSource *ferry_disk_source_get_window       (FerryDiskSource  *self,
                                                     guint64           offset,
                                                     guint64           size);
/* How far the look goes that reads this source, and its windows */
FerryDiskDepth   ferry_disk_source_get_depth        (FerryDiskSource  *self);
/* Bytes of the file or the window, as it was told */
guint64          ferry_disk_source_get_size         (FerryDiskSource  *self);
/* Where it ends: its size, or less once a request came back short */
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
/* Whether the last read gave nothing because its bytes are still to come: only then may the next
 * run have another answer.
 */
gboolean         ferry_disk_source_must_wait        (FerryDiskSource  *self);
/* For who reads through a source: what the last read of theirs came to, when it gave nothing. */
void             ferry_disk_source_settle           (FerryDiskSource  *self,
                                                     gboolean          must_wait);
/* Says in the report why the last read gave nothing, and where. @what: "grain table" */
void             ferry_disk_source_explain          (FerryDiskSource  *self,
                                                     const char       *what,
                                                     FerryDiskReport  *report);
/* Whether some read of this run lay beyond the limits: what was not found may be there all the
 * same.
 */
gboolean         ferry_disk_source_is_exhausted     (FerryDiskSource  *self);

/* Zeroed room for what is put together from the bytes; lives until the next run begins.
 * Returns: (transfer none) (nullable): %NULL beyond FERRY_DISK_SOURCE_MAX_MADE
 */
guint8          *ferry_disk_source_make             (FerryDiskSource  *self,
                                                     gsize             size);
/* What was made from the bytes at @offset and is the same in each run, such as an inflated grain.
 * recall: (transfer none) (nullable)
 */
GBytes          *ferry_disk_source_recall           (FerryDiskSource  *self,
                                                     guint64           offset);
/* @bytes: (transfer full); FALSE when there is no more room, @bytes is freed then. */
gboolean         ferry_disk_source_remember         (FerryDiskSource  *self,
                                                     guint64           offset,
                                                     GBytes           *bytes);

/* For the probe, on the whole file's source only */

void             ferry_disk_source_set_depth        (FerryDiskSource  *self,
                                                     FerryDiskDepth    depth);
/* Forgets what the last run noted and made. */
void             ferry_disk_source_begin            (FerryDiskSource  *self);
/* Whether bytes are wanted or asked for, so that a run is to come */
gboolean         ferry_disk_source_is_waiting       (FerryDiskSource  *self);
/* Takes the next request; FALSE when all are taken. */
gboolean         ferry_disk_source_take             (FerryDiskSource  *self,
                                                     guint64          *offset,
                                                     gsize            *length);
/* @offset: that of a request that was taken. Returns: FALSE when there is no such request */
gboolean         ferry_disk_source_feed             (FerryDiskSource  *self,
                                                     guint64           offset,
                                                     GBytes           *bytes);
void             ferry_disk_source_count            (FerryDiskSource  *self,
                                                     FerryDiskReport  *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryDiskSource, ferry_disk_source_free)

G_END_DECLS
