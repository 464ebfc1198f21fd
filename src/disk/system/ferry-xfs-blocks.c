/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/system/ferry-xfs-blocks.h"

#include "disk/image/ferry-image-bytes.h"

#include <string.h>

#define CORE_4     100  /* the fixed fields of an inode */
#define CORE_5     176
#define HEADER_4   24   /* of a block of the tree of extents */
#define HEADER_5   72
#define RECORD     16   /* an extent; a key and a pointer together */
#define KEY        8
#define MAX_LEVEL  8
#define FLAG_BIG_COUNTS 0x10

const guint8 *
ferry_xfs_get_fork (const FerryXfs *xfs,
                    const guint8   *inode,
                    gsize          *size)
{
  gsize core = inode[4] >= 3 ? CORE_5 : CORE_4;
  gsize fork = (gsize) inode[82] * 8;

  *size = xfs->inode_size - core;
  if (fork > 0)
    *size = MIN (*size, fork);

  return inode + core;
}

static guint64
count_extents (const FerryXfs *xfs,
               const guint8   *inode)
{
  if (xfs->has_big_counts && inode[4] >= 3 &&
      (ferry_image_be64 (inode + 120) & FLAG_BIG_COUNTS) != 0)
    return ferry_image_be64 (inode + 24);

  return ferry_image_be32 (inode + 76);
}

/* Where a block lies, whose number holds that of its group in its upper bits */
static gboolean
place_block (const FerryXfs *xfs,
             guint64         number,
             guint64        *block)
{
  guint64 group = number >> xfs->group_log;
  guint64 within = number & (((guint64) 1 << xfs->group_log) - 1);

  *block = group * xfs->group_blocks + within;

  return group < xfs->groups && within < xfs->group_blocks;
}

/* Blocks of the file begin in the upper of the two numbers, those of the disk straddle them. */
static gboolean
fill_run (const FerryXfs *xfs,
          const guint8   *records,
          guint64         count,
          guint64         block,
          FerryBlockRun  *run)
{
  /* how far a hole at the end reaches, the next leaf tells */
  run->hole = TRUE;
  run->count = 1;
  for (guint64 i = 0; i < count; i++)
    {
      guint64 upper = ferry_image_be64 (records + i * RECORD);
      guint64 lower = ferry_image_be64 (records + i * RECORD + 8);
      guint64 first = (upper & G_MAXINT64) >> 9;
      guint64 length = lower & 0x1FFFFF;

      if (first > block)
        {
          run->count = first - block;
          break;
        }
      if (block - first >= length)
        continue;

      /* the topmost bit: nothing was written yet */
      run->hole = upper >> 63 != 0;
      run->count = length - (block - first);
      if (!place_block (xfs, (upper & 0x1FF) << 43 | lower >> 21, &run->block))
        return FALSE;
      run->block += block - first;
      break;
    }

  return TRUE;
}

/* Returns: (nullable): the place of the pointer to what holds @block */
static const guint8 *
find_pointer (const guint8 *keys,
              gsize         size,
              guint64       count,
              guint64       block)
{
  gsize most = size / RECORD;
  gsize found = 0;

  if (count == 0 || count > most)
    return NULL;

  while (found + 1 < count && ferry_image_be64 (keys + (found + 1) * KEY) <= block)
    found++;

  return keys + most * KEY + found * 8;
}

static const guint8 *
read_tree_block (const FerryXfs *xfs,
                 const guint8   *pointer,
                 guint           level)
{
  const guint8 *bytes;
  guint64 block;

  if (pointer == NULL || !place_block (xfs, ferry_image_be64 (pointer), &block))
    return NULL;

  bytes = ferry_volume_read (xfs->volume, block * xfs->block_size, xfs->block_size,
                             xfs->block_size);

  return bytes != NULL && memcmp (bytes, xfs->is_5 ? "BMA3" : "BMAP", 4) == 0 &&
         ferry_image_be16 (bytes + 4) == level ? bytes : NULL;
}

static gboolean
locate_by_tree (const FerryXfs *xfs,
                const guint8   *fork,
                gsize           size,
                guint64         block,
                FerryBlockRun  *run)
{
  gsize header = xfs->is_5 ? HEADER_5 : HEADER_4;
  guint level = ferry_image_be16 (fork);
  const guint8 *node = fork;
  const guint8 *entries = fork + 4;
  guint count = ferry_image_be16 (fork + 2);

  if (level == 0 || level > MAX_LEVEL || size < 4)
    return FALSE;

  for (size -= 4; level > 0; size = xfs->block_size - header)
    {
      node = read_tree_block (xfs, find_pointer (entries, size, count, block), --level);
      if (node == NULL)
        return FALSE;
      entries = node + header;
      count = ferry_image_be16 (node + 6);
    }

  return count <= size / RECORD && fill_run (xfs, entries, count, block, run);
}

gboolean
ferry_xfs_locate (gconstpointer  file_system,
                  const guint8  *inode,
                  guint64        block,
                  FerryBlockRun *run)
{
  const FerryXfs *xfs = file_system;
  gsize size;
  const guint8 *fork = ferry_xfs_get_fork (xfs, inode, &size);
  guint64 count = count_extents (xfs, inode);

  if (ferry_xfs_get_format (inode) == FERRY_XFS_BTREE)
    return locate_by_tree (xfs, fork, size, block, run);

  return ferry_xfs_get_format (inode) == FERRY_XFS_EXTENTS && count <= size / RECORD &&
         fill_run (xfs, fork, count, block, run);
}
