/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/system/ferry-ext-blocks.h"

#include "disk/image/ferry-image-bytes.h"

#define BLOCKS_SIZE    60
#define N_DIRECT       12
#define MAX_LEVEL      3       /* of blocks with block numbers */
#define EXTENT_MAGIC   0xF30A
#define EXTENT         12      /* its size, and that of the header before them */
#define MAX_DEPTH      5
#define MAX_LENGTH     32768   /* longer ones are shorter, and nothing was written yet */

static const guint8 *
read_block (const FerryExt *ext,
            guint64         block)
{
  /* block 0 holds the boot sector or the superblock, never a file's data */
  if (block == 0 || block > G_MAXINT64 / ext->block_size)
    return NULL;

  return ferry_volume_read (ext->volume, block * ext->block_size, ext->block_size,
                            ext->block_size);
}

/* Returns: entries in a node of the extent tree; 0 for none and for what is not one */
static guint
count_extents (const guint8 *node,
               gsize         size,
               guint         depth)
{
  guint count = ferry_image_le16 (node + 2);

  return ferry_image_le16 (node) == EXTENT_MAGIC && ferry_image_le16 (node + 6) == depth &&
         count <= size / EXTENT - 1 ? count : 0;
}

/* Returns: (nullable): the last entry that begins at or before @block */
static const guint8 *
find_extent (const guint8 *node,
             guint         count,
             guint64       block,
             guint64      *next)
{
  const guint8 *found = NULL;

  /* how far a hole at the end reaches, the next leaf tells */
  *next = block + 1;
  for (guint i = 1; i <= count; i++)
    {
      guint32 first = ferry_image_le32 (node + i * EXTENT);

      if (first > block)
        {
          *next = first;
          break;
        }
      found = node + i * EXTENT;
    }

  return found;
}

static void
fill_extent (const guint8  *extent,
             guint64        block,
             guint64        next,
             FerryBlockRun *run)
{
  guint64 skip = extent != NULL ? block - ferry_image_le32 (extent) : 0;
  guint length = extent != NULL ? ferry_image_le16 (extent + 4) : 0;

  run->hole = extent == NULL || length > MAX_LENGTH;
  if (length > MAX_LENGTH)
    length -= MAX_LENGTH;
  if (skip < length)
    {
      run->block = ((guint64) ferry_image_le16 (extent + 6) << 32 |
                    ferry_image_le32 (extent + 8)) + skip;
      run->count = length - skip;
    }
  else
    {
      run->hole = TRUE;
      run->count = MAX (next, block + 1) - block;
    }
}

static gboolean
locate_by_extents (const FerryExt *ext,
                   const guint8   *node,
                   guint64         block,
                   FerryBlockRun  *run)
{
  guint depth = ferry_image_le16 (node + 6);
  gsize size = BLOCKS_SIZE;
  const guint8 *extent;
  guint64 next;

  if (depth > MAX_DEPTH || ferry_image_le16 (node) != EXTENT_MAGIC)
    return FALSE;

  for (; depth > 0; depth--)
    {
      const guint8 *index = find_extent (node, count_extents (node, size, depth), block, &next);

      if (index == NULL)
        return FALSE;
      node = read_block (ext, (guint64) ferry_image_le16 (index + 8) << 32 |
                              ferry_image_le32 (index + 4));
      if (node == NULL)
        return FALSE;
      size = ext->block_size;
    }
  extent = find_extent (node, count_extents (node, size, 0), block, &next);
  fill_extent (extent, block, next, run);

  return TRUE;
}

/* The run that begins at @index of @count block numbers */
static void
fill_numbers (const guint8  *numbers,
              guint64        index,
              guint64        count,
              FerryBlockRun *run)
{
  guint32 first = ferry_image_le32 (numbers + index * 4);

  run->hole = first == 0;
  run->block = first;
  run->count = 1;
  while (index + run->count < count &&
         ferry_image_le32 (numbers + (index + run->count) * 4) ==
         (run->hole ? 0 : first + run->count))
    run->count++;
}

static gboolean
locate_by_numbers (const FerryExt *ext,
                   const guint8   *numbers,
                   guint64         block,
                   FerryBlockRun  *run)
{
  guint64 per_block = ext->block_size / 4;
  guint64 span = per_block;
  guint level = 1;

  if (block < N_DIRECT)
    {
      fill_numbers (numbers, block, N_DIRECT, run);
      return TRUE;
    }

  for (block -= N_DIRECT; block >= span; span *= per_block)
    {
      block -= span;
      if (++level > MAX_LEVEL)
        return FALSE;
    }

  numbers += (N_DIRECT + level - 1) * 4;
  for (; level > 0; level--)
    {
      guint32 table = ferry_image_le32 (numbers);

      span /= per_block;
      run->hole = TRUE;
      run->count = 1;
      if (table == 0)
        return TRUE;
      numbers = read_block (ext, table);
      if (numbers == NULL)
        return FALSE;
      if (level == 1)
        break;
      numbers += block / span * 4;
      block %= span;
    }
  fill_numbers (numbers, block, per_block, run);

  return TRUE;
}

gboolean
ferry_ext_locate (gconstpointer  file_system,
                  const guint8  *inode,
                  guint64        block,
                  FerryBlockRun *run)
{
  if (ferry_image_le32 (inode + FERRY_EXT_FLAGS) & FERRY_EXT_FLAG_EXTENTS)
    return locate_by_extents (file_system, inode + FERRY_EXT_BLOCKS, block, run);

  return locate_by_numbers (file_system, inode + FERRY_EXT_BLOCKS, block, run);
}
