/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/system/ferry-block-reader.h"

G_BEGIN_DECLS

typedef struct {
  FerryVolume *volume;
  guint32      block_size;         /* bytes, as all sizes here */
  guint32      inode_size;
  guint32      descriptor_size;    /* of a group */
  guint32      inodes;
  guint32      inodes_per_group;
  guint32      blocks_per_group;
  guint32      first_block;        /* of the first group */
  guint32      first_meta_group;   /* descriptors from this block on lie in their groups */
  gboolean     sparse;             /* not every group has a copy of the superblock */
  gboolean     sparse_2;           /* only these two have: */
  guint32      backups[2];
} FerryExt;

/* Offsets within an inode */
#define FERRY_EXT_FLAGS  32
#define FERRY_EXT_BLOCKS 40  /* 60 bytes: block numbers, extents, or data themselves */

#define FERRY_EXT_FLAG_EXTENTS 0x80000

/* A FerryBlockLocate: by the inode's extents or block numbers; @file_system: FerryExt */
gboolean ferry_ext_locate (gconstpointer  file_system,
                           const guint8  *inode,
                           guint64        block,
                           FerryBlockRun *run);

G_END_DECLS
