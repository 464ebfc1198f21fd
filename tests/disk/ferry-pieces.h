/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FerryPieces:
 *
 * A recorded image: the places of a file that were read, and zeros elsewhere. So a look into a disk
 * of a TiB can be kept, replayed and mutated as a file of some hundred KiB.
 *
 * All numbers are little-endian. The file is the magic "FERRYPCS", the image's size in bytes (64
 * bits), and records of an offset (64 bits), a length (32 bits) and so many bytes. Where records
 * overlap the first one holds.
 */
typedef struct _FerryPieces FerryPieces;

#define FERRY_PIECES_MAGIC "FERRYPCS"

/* @size: bytes of the image. All of it reads as zeros. */
FerryPieces *ferry_pieces_new      (guint64       size);
/* Takes what it can: a record that is cut holds what there is of it.
 * Returns: (transfer full) (nullable): %NULL when @bytes do not begin as such a file
 */
FerryPieces *ferry_pieces_load     (GBytes       *bytes);
void         ferry_pieces_free     (FerryPieces  *self);
guint64      ferry_pieces_get_size (FerryPieces  *self);
/* Adds what the image has at @offset; what was recorded before stays. */
void         ferry_pieces_record   (FerryPieces  *self,
                                    guint64       offset,
                                    GBytes       *bytes);
/* Returns: (transfer full): @length bytes, fewer where the image ends before */
GBytes      *ferry_pieces_read     (FerryPieces  *self,
                                    guint64       offset,
                                    gsize         length);
/* Returns: (transfer full): as ferry_pieces_load () takes it; runs of zeros are left out */
GBytes      *ferry_pieces_save     (FerryPieces  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryPieces, ferry_pieces_free)

G_END_DECLS
