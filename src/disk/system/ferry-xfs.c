/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/system/ferry-xfs.h"

#include "disk/image/ferry-image-bytes.h"
#include "disk/system/ferry-xfs-blocks.h"

#include <string.h>

/* An inode's number tells where it is. Small folders are within their inode; of larger ones the
 * blocks with names are walked one by one, and the index behind them is left aside.
 */

#define SUPER_SIZE      512
#define INODE_AHEAD     (16 * 1024)
#define MAX_FOLDER      (128 * 1024)
#define MAX_FOLDER_LOG  4
#define ENTRY           11          /* of a folder's block, without the name */
#define FREE_TAG        0xFFFF
#define FEATURE_KINDS_4 0x200
#define FEATURE_KINDS_5 0x1
#define FEATURE_BIG_COUNTS 0x20

/* Checks all that a division, a shift or a size depends on. */
static gboolean
check_super (const guint8 *super)
{
  guint32 block_size = ferry_image_be32 (super + 4);
  guint16 inode_size = ferry_image_be16 (super + 104);
  guint version = ferry_image_be16 (super + 100) & 0xF;

  return memcmp (super, "XFSB", 4) == 0 && (version == 4 || version == 5) &&
         super[120] >= 9 && super[120] <= 16 && block_size == (guint32) 1 << super[120] &&
         super[122] >= 8 && super[122] <= 11 && inode_size == 1 << super[122] &&
         super[120] >= super[122] && super[123] == super[120] - super[122] &&
         super[124] > 0 && super[124] < 32 && super[192] <= MAX_FOLDER_LOG &&
         ferry_image_be32 (super + 84) > 0;
}

static gboolean
read_super (FerryVolume *volume,
            FerryXfs    *xfs)
{
  const guint8 *super = ferry_volume_read (volume, 0, SUPER_SIZE, SUPER_SIZE);
  guint32 features;

  if (super == NULL || !check_super (super))
    return FALSE;

  xfs->volume = volume;
  xfs->block_size = ferry_image_be32 (super + 4);
  xfs->folder_block = xfs->block_size << super[192];
  xfs->inode_size = ferry_image_be16 (super + 104);
  xfs->group_blocks = ferry_image_be32 (super + 84);
  xfs->groups = ferry_image_be32 (super + 88);
  xfs->group_log = super[124];
  xfs->inode_log = super[123];
  xfs->root = ferry_image_be64 (super + 56);
  xfs->is_5 = (super[101] & 0xF) == 5;
  features = ferry_image_be32 (super + (xfs->is_5 ? 216 : 200));
  xfs->has_kinds = (features & (xfs->is_5 ? FEATURE_KINDS_5 : FEATURE_KINDS_4)) != 0;
  xfs->has_big_counts = xfs->is_5 && (features & FEATURE_BIG_COUNTS) != 0;

  return TRUE;
}

/* Returns: (nullable) */
static const guint8 *
read_inode (const FerryXfs *xfs,
            guint64         number)
{
  guint64 within = number & (((guint64) 1 << xfs->inode_log) - 1);
  guint64 block = (number >> xfs->inode_log) & (((guint64) 1 << xfs->group_log) - 1);
  guint64 group = number >> (xfs->inode_log + xfs->group_log);
  const guint8 *inode;

  if (group >= xfs->groups || block >= xfs->group_blocks)
    return NULL;

  inode = ferry_volume_read (xfs->volume,
                             (group * xfs->group_blocks + block) * xfs->block_size +
                             within * xfs->inode_size,
                             xfs->inode_size, INODE_AHEAD);

  return inode != NULL && memcmp (inode, "IN", 2) == 0 ? inode : NULL;
}

static gboolean
fill_node (const FerryXfs *xfs,
           guint64         number,
           FerryNode      *node)
{
  const guint8 *inode = read_inode (xfs, number);

  if (inode == NULL)
    return FALSE;

  node->id = number;
  node->size = ferry_image_be64 (inode + 56);
  switch (ferry_image_be16 (inode + 2) >> 12)
    {
    case 4:
      node->kind = FERRY_NODE_FOLDER;
      break;
    case 8:
      node->kind = FERRY_NODE_FILE;
      break;
    case 10:
      node->kind = FERRY_NODE_LINK;
      break;
    default:
      node->kind = FERRY_NODE_OTHER;
      break;
    }

  return TRUE;
}

static const guint8 *
read_file (FerryFileTree   *tree,
           const FerryNode *node,
           guint64          offset,
           gsize            length)
{
  const FerryXfs *xfs = tree->format;
  const guint8 *inode = read_inode (xfs, node->id);
  const guint8 *fork;
  gsize size;

  if (inode == NULL)
    return NULL;

  fork = ferry_xfs_get_fork (xfs, inode, &size);
  if (ferry_xfs_get_format (inode) == FERRY_XFS_LOCAL)
    return offset < size && length <= size - offset ? fork + offset : NULL;
  /* a link's own blocks have headers; so long a target leads nowhere that matters */
  if (node->kind == FERRY_NODE_LINK && xfs->is_5)
    return NULL;

  return ferry_block_read (xfs->volume, xfs->block_size, ferry_xfs_locate, xfs, inode, offset,
                           length);
}

/* The names in the inode itself, in short entries. Returns: the inode's number, or 0 */
static guint64
find_short_name (const FerryXfs *xfs,
                 const guint8   *fork,
                 gsize           size,
                 const char     *name,
                 gboolean        is_prefix)
{
  gsize name_length = strlen (name);
  gsize number_size = fork[1] > 0 ? 8 : 4;
  gsize place = 2 + number_size;
  guint count = fork[0];

  for (guint i = 0; i < count && place + 3 <= size; i++)
    {
      const guint8 *entry = fork + place;
      gsize length = 3 + (gsize) entry[0] + (xfs->has_kinds ? 1 : 0) + number_size;
      const guint8 *number = entry + length - number_size;

      if (length > size - place)
        break;
      if (name_length <= entry[0] && (is_prefix || entry[0] == name_length) &&
          memcmp (entry + 3, name, name_length) == 0)
        return number_size == 8 ? ferry_image_be64 (number) : ferry_image_be32 (number);
      place += length;
    }

  return 0;
}

/* Returns: where the names begin, 0 where the block has none; @end: (out) */
static gsize
find_names (const guint8 *block,
            gsize         size,
            gsize        *end)
{
  gboolean is_5 = memcmp (block, "XDB3", 4) == 0 || memcmp (block, "XDD3", 4) == 0;
  gboolean alone = memcmp (block, "XD2B", 4) == 0 || memcmp (block, "XDB3", 4) == 0;

  *end = size;
  if (!is_5 && !alone && memcmp (block, "XD2D", 4) != 0)
    return 0;

  /* a folder of one block has its index at the block's end */
  if (alone)
    *end -= MIN (8 + (guint64) ferry_image_be32 (block + size - 8) * 8, size);

  return is_5 ? 64 : 16;
}

/* Returns: the inode's number, or 0 */
static guint64
find_name (const FerryXfs *xfs,
           const guint8   *block,
           const char     *name,
           gboolean        is_prefix)
{
  gsize name_length = strlen (name);
  gsize end;
  gsize place = find_names (block, xfs->folder_block, &end);

  while (place > 0 && place + ENTRY < end)
    {
      const guint8 *entry = block + place;
      gsize length = ((gsize) entry[8] + ENTRY + (xfs->has_kinds ? 1 : 0) + 7) / 8 * 8;
      gboolean is_free = ferry_image_be16 (entry) == FREE_TAG;

      if (is_free)
        length = ferry_image_be16 (entry + 2);
      if (length < 8 || length > end - place)
        break;
      if (!is_free && name_length <= entry[8] && (is_prefix || entry[8] == name_length) &&
          memcmp (entry + 9, name, name_length) == 0)
        return ferry_image_be64 (entry);
      place += length;
    }

  return 0;
}

static gboolean
find (FerryFileTree   *tree,
      const FerryNode *folder,
      const char      *name,
      gboolean         is_prefix,
      FerryNode       *node)
{
  const FerryXfs *xfs = tree->format;
  const guint8 *inode = read_inode (xfs, folder->id);
  const guint8 *bytes;
  guint64 number = 0;
  gsize length;

  if (inode == NULL)
    return FALSE;
  if (ferry_xfs_get_format (inode) == FERRY_XFS_LOCAL)
    {
      const guint8 *fork = ferry_xfs_get_fork (xfs, inode, &length);

      number = find_short_name (xfs, fork, length, name, is_prefix);
      return number != 0 && fill_node (xfs, number, node);
    }

  length = (gsize) MIN (ferry_image_be64 (inode + 56), MAX (MAX_FOLDER, xfs->folder_block));
  length = length / xfs->folder_block * xfs->folder_block;
  bytes = length == 0 ? NULL : ferry_block_read (xfs->volume, xfs->block_size, ferry_xfs_locate,
                                                 xfs, inode, 0, length);
  for (gsize place = 0; bytes != NULL && number == 0 && place < length; place += xfs->folder_block)
    number = find_name (xfs, bytes + place, name, is_prefix);

  return number != 0 && fill_node (xfs, number, node);
}

static gboolean
find_file (FerryFileTree   *tree,
           const FerryNode *folder,
           const char      *name,
           FerryNode       *node)
{
  return find (tree, folder, name, FALSE, node);
}

static gboolean
find_prefix (FerryFileTree   *tree,
             const FerryNode *folder,
             const char      *prefix,
             FerryNode       *node)
{
  return find (tree, folder, prefix, TRUE, node);
}

FerryFileTree *
ferry_xfs_open (FerryVolume *volume)
{
  g_autofree FerryXfs *xfs = g_new0 (FerryXfs, 1);
  FerryFileTree *tree;

  if (!read_super (volume, xfs))
    return NULL;

  tree = g_new0 (FerryFileTree, 1);
  tree->volume = volume;
  tree->root.kind = FERRY_NODE_FOLDER;
  tree->root.id = xfs->root;
  tree->find = find_file;
  tree->find_prefix = find_prefix;
  tree->read = read_file;
  tree->format = g_steal_pointer (&xfs);
  tree->free_format = g_free;

  return tree;
}
