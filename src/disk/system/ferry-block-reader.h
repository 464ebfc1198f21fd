/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/volume/ferry-volume.h"

G_BEGIN_DECLS

/* Blocks of a file that lie one behind the other */
typedef struct {
  gboolean hole;   /* nothing is stored: zeros */
  guint64  block;  /* of the volume */
  guint64  count;  /* at least 1 */
} FerryBlockRun;

/* @inode: as its file system has it. @block: of the file. FALSE where it is not known: still to
 * come or damaged; the volume knows which
 */
typedef gboolean (*FerryBlockLocate) (gconstpointer  file_system,
                                      const guint8  *inode,
                                      guint64        block,
                                      FerryBlockRun *run);

/* Bytes of a file, put together from its blocks; all that are to come are asked for at once.
 * @length: at most 1 MiB. Returns: (nullable) (transfer none): they live until the next run
 */
const guint8 *ferry_block_read (FerryVolume      *volume,
                                guint32           block_size,
                                FerryBlockLocate  locate,
                                gconstpointer     file_system,
                                const guint8     *inode,
                                guint64           offset,
                                gsize             length);

G_END_DECLS
