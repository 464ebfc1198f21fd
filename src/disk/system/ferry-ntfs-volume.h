/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/volume/ferry-volume.h"

G_BEGIN_DECLS

/* An NTFS volume below its folders: file records and their attributes. */

#define FERRY_NTFS_DATA             0x80
#define FERRY_NTFS_INDEX_ROOT       0x90
#define FERRY_NTFS_INDEX_ALLOCATION 0xA0

#define FERRY_NTFS_ROOT 5

typedef struct _FerryNtfsVolume FerryNtfsVolume;
typedef struct _FerryNtfsStream FerryNtfsStream;

/* Returns: (transfer full) (nullable): %NULL when it is no NTFS, or bytes are still to come */
FerryNtfsVolume *ferry_ntfs_volume_new              (FerryVolume     *volume);
void             ferry_ntfs_volume_free             (FerryNtfsVolume *self);
guint            ferry_ntfs_volume_get_cluster_size (FerryNtfsVolume *self);
/* Turns a record or an index block into what it was before it was written.
 * Returns: (nullable): a copy that lives until the next run; %NULL when a sector of it is of
 * another write
 */
guint8          *ferry_ntfs_volume_fix_up           (FerryNtfsVolume *self,
                                                     const guint8    *bytes,
                                                     gsize            size);

/* An attribute's bytes. @reference: of the file's record. @name: "$I30", or "" for the one without
 * a name. Returns: (transfer full) (nullable)
 */
FerryNtfsStream *ferry_ntfs_stream_new              (FerryNtfsVolume *volume,
                                                     guint64          reference,
                                                     guint32          type,
                                                     const char      *name);
void             ferry_ntfs_stream_free             (FerryNtfsStream *self);
guint64          ferry_ntfs_stream_get_size         (FerryNtfsStream *self);
/* Returns: (nullable): @length bytes, at most 1 MiB, that live until the next run */
const guint8    *ferry_ntfs_stream_read             (FerryNtfsStream *self,
                                                     guint64          offset,
                                                     gsize            length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryNtfsVolume, ferry_ntfs_volume_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryNtfsStream, ferry_ntfs_stream_free)

G_END_DECLS
