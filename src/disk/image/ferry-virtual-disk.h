/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-disk-source.h"

G_BEGIN_DECLS

typedef enum {
  FERRY_DISK_PIECE_ZERO,    /* nothing was ever written there */
  FERRY_DISK_PIECE_STORED,  /* in the file as they are, at @offset of the source */
  FERRY_DISK_PIECE_MADE,    /* @bytes, out of something compressed */
} FerryDiskPieceKind;

/* Where the bytes of a virtual disk are, from some place on. */
typedef struct {
  FerryDiskPieceKind  kind;
  guint64             length;  /* bytes from that place on, at least 1 */
  guint64             offset;  /* STORED */
  const guint8       *bytes;   /* MADE: @length of them, alive until the next run */
} FerryDiskPiece;

typedef struct _FerryVirtualDisk FerryVirtualDisk;

/* Fills @piece for the byte at @offset, which is less than the size.
 * Returns: FALSE where it is not known: still to come, damaged (which has been told in the report);
 * the piece's length may be known all the same
 */
typedef gboolean (*FerryDiskLocate) (FerryVirtualDisk *disk,
                                     guint64           offset,
                                     FerryDiskPiece   *piece);

/**
 * FerryVirtualDisk:
 *
 * The disk that the machine sees, read through its container. Each format says where a byte is;
 * what spans several places is put together here. Made anew in each run of the probe.
 */
struct _FerryVirtualDisk {
  FerryDiskSource *source;
  FerryDiskReport *report;
  FerryDiskLocate  locate;
  gpointer         format;       /* the container's own, freed with the disk */
  GDestroyNotify   free_format;
  guint64          size;         /* bytes */
  guint            sector_size;  /* 512 or 4096 */
};

/* @format: (transfer full) (nullable) */
FerryVirtualDisk *ferry_virtual_disk_new       (FerryDiskSource  *source,
                                                FerryDiskReport  *report,
                                                guint64           size,
                                                FerryDiskLocate   locate,
                                                gpointer          format,
                                                GDestroyNotify    free_format);
void              ferry_virtual_disk_free      (FerryVirtualDisk *self);
/* The sectors as they are in @source */
FerryVirtualDisk *ferry_virtual_disk_new_plain (FerryDiskSource  *source,
                                                FerryDiskReport  *report,
                                                guint64           size);
/* As ferry_disk_source_read (): %NULL also where the container is damaged there. At most 1 MiB. */
const guint8     *ferry_virtual_disk_read      (FerryVirtualDisk *self,
                                                guint64           offset,
                                                gsize             length,
                                                gsize             ahead);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryVirtualDisk, ferry_virtual_disk_free)

G_END_DECLS
