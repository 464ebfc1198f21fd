/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/system/ferry-block-reader.h"

G_BEGIN_DECLS

typedef struct {
  FerryVolume *volume;
  guint32      block_size;     /* bytes */
  guint32      folder_block;   /* bytes: a folder's blocks may be larger */
  guint32      inode_size;
  guint32      groups;
  guint32      group_blocks;
  guint        group_log;      /* bits of a block's number within its group */
  guint        inode_log;      /* bits of an inode's number within its block */
  guint64      root;
  gboolean     is_5;
  gboolean     has_kinds;      /* a folder's entries tell the kind of file */
  gboolean     has_big_counts; /* of extents */
} FerryXfs;

typedef enum {
  FERRY_XFS_LOCAL = 1,  /* the data are in the inode */
  FERRY_XFS_EXTENTS,
  FERRY_XFS_BTREE,
} FerryXfsFormat;

/* Where an inode's data, extents or root of extents are, behind its fixed fields; @size: (out) */
const guint8 *ferry_xfs_get_fork (const FerryXfs *xfs,
                                  const guint8   *inode,
                                  gsize          *size);
/* A FerryBlockLocate; @file_system: FerryXfs */
gboolean      ferry_xfs_locate   (gconstpointer   file_system,
                                  const guint8   *inode,
                                  guint64         block,
                                  FerryBlockRun  *run);

static inline FerryXfsFormat
ferry_xfs_get_format (const guint8 *inode)
{
  return (FerryXfsFormat) inode[5];
}

G_END_DECLS
