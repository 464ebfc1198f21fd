/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/system/ferry-ext.h"

#include "disk/image/ferry-image-bytes.h"
#include "disk/system/ferry-ext-blocks.h"

#include <string.h>

/* The superblock leads to the groups' descriptors, these to the tables of inodes. The names of a
 * folder are walked one by one: a hashed folder reads as one whose index is unused room.
 */

#define SUPER            1024
#define SUPER_SIZE       1024
#define SUPER_AHEAD      (11 * 1024)  /* with the first descriptors */
#define ROOT             2
#define OLD_INODE        128
#define INODE_AHEAD      (16 * 1024)  /* a folder's files have inodes near its own */
#define MAX_FOLDER       (128 * 1024)
#define MAX_LOG          6
#define INLINE_SIZE      60
#define FLAG_INLINE      0x10000000
#define FEATURE_META_GROUPS 0x10      /* incompatible */
#define FEATURE_64BIT    0x80
#define FEATURE_SPARSE   0x1          /* read-only compatible */
#define FEATURE_SPARSE_2 0x200        /* compatible */
#define ATTRIBUTES_MAGIC 0xEA020000
#define ATTRIBUTE        16           /* its size without the name */
#define ATTRIBUTE_SYSTEM 7            /* the name's index; with "data": the rest of inline data */
#define MAX_ATTRIBUTES   32

static gboolean
read_super (FerryVolume *volume,
            FerryExt    *ext)
{
  const guint8 *super = ferry_volume_read (volume, SUPER, SUPER_SIZE, SUPER_AHEAD);
  guint32 incompatible;
  guint32 log;

  if (super == NULL || ferry_image_le16 (super + 56) != 0xEF53)
    return FALSE;

  incompatible = ferry_image_le32 (super + 96);
  log = ferry_image_le32 (super + 24);
  if (log > MAX_LOG)
    return FALSE;

  ext->volume = volume;
  ext->block_size = (guint32) 1024 << log;
  ext->inodes = ferry_image_le32 (super);
  ext->first_block = ferry_image_le32 (super + 20);
  ext->blocks_per_group = ferry_image_le32 (super + 32);
  ext->inodes_per_group = ferry_image_le32 (super + 40);
  ext->inode_size = ferry_image_le32 (super + 76) == 0 ? OLD_INODE : ferry_image_le16 (super + 88);
  ext->descriptor_size = incompatible & FEATURE_64BIT ? ferry_image_le16 (super + 254) : 32;
  ext->first_meta_group = incompatible & FEATURE_META_GROUPS ? ferry_image_le32 (super + 260)
                                                             : G_MAXUINT32;
  ext->sparse = (ferry_image_le32 (super + 100) & FEATURE_SPARSE) != 0;
  ext->sparse_2 = (ferry_image_le32 (super + 92) & FEATURE_SPARSE_2) != 0;
  ext->backups[0] = ferry_image_le32 (super + 588);
  ext->backups[1] = ferry_image_le32 (super + 592);

  return ext->blocks_per_group > 0 && ext->inodes_per_group > 0 &&
         ext->inode_size >= OLD_INODE && ext->inode_size <= ext->block_size &&
         ext->descriptor_size >= 32 && ext->descriptor_size <= ext->block_size;
}

static gboolean
is_power_of (guint32 value,
             guint32 base)
{
  guint64 power = base;

  while (power < value)
    power *= base;

  return power == value;
}

static gboolean
has_super (const FerryExt *ext,
           guint32         group)
{
  if (group == 0)
    return TRUE;
  if (ext->sparse_2)
    return group == ext->backups[0] || group == ext->backups[1];

  return !ext->sparse || group == 1 || is_power_of (group, 3) || is_power_of (group, 5) ||
         is_power_of (group, 7);
}

/* Returns: (nullable): the group's descriptor */
static const guint8 *
read_descriptor (const FerryExt *ext,
                 guint32         group)
{
  guint32 per_block = ext->block_size / ext->descriptor_size;
  guint32 index = group / per_block;
  guint64 block = (guint64) ext->first_block + 1 + index;

  if (index >= ext->first_meta_group)
    block = ext->first_block + (guint64) index * per_block * ext->blocks_per_group +
            has_super (ext, index * per_block);
  if (block > G_MAXINT64 / ext->block_size)
    return NULL;

  return ferry_volume_read (ext->volume,
                            block * ext->block_size +
                            (guint64) (group % per_block) * ext->descriptor_size,
                            ext->descriptor_size, ext->block_size);
}

/* Returns: (nullable) */
static const guint8 *
read_inode (const FerryExt *ext,
            guint64         number)
{
  const guint8 *descriptor;
  guint64 table;
  guint64 index;

  if (number == 0 || number > ext->inodes)
    return NULL;

  descriptor = read_descriptor (ext, (guint32) (number - 1) / ext->inodes_per_group);
  if (descriptor == NULL)
    return NULL;

  table = ferry_image_le32 (descriptor + 8);
  if (ext->descriptor_size >= 64)
    table |= (guint64) ferry_image_le32 (descriptor + 40) << 32;
  index = (number - 1) % ext->inodes_per_group;
  if (table == 0 || table > G_MAXINT64 / ext->block_size / 2)
    return NULL;

  return ferry_volume_read (ext->volume, table * ext->block_size + index * ext->inode_size,
                            ext->inode_size, INODE_AHEAD);
}

static guint64
get_size (const guint8 *inode)
{
  return ferry_image_le32 (inode + 4) | (guint64) ferry_image_le32 (inode + 108) << 32;
}

static gboolean
fill_node (const FerryExt *ext,
           guint64         number,
           FerryNode      *node)
{
  const guint8 *inode = read_inode (ext, number);

  if (inode == NULL)
    return FALSE;

  node->id = number;
  node->size = get_size (inode);
  switch (ferry_image_le16 (inode) >> 12)
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

/* What does not fit among the block numbers is an attribute of the inode's own.
 * Returns: (nullable)
 */
static const guint8 *
find_inline_rest (const FerryExt *ext,
                  const guint8   *inode,
                  gsize          *length)
{
  gsize place = OLD_INODE;
  gsize base;

  if (ext->inode_size > OLD_INODE)
    place += ferry_image_le16 (inode + OLD_INODE);
  base = place + 4;
  if (base > ext->inode_size || ferry_image_le32 (inode + place) != ATTRIBUTES_MAGIC)
    return NULL;

  place = base;
  for (guint i = 0; i < MAX_ATTRIBUTES && place + ATTRIBUTE <= ext->inode_size; i++)
    {
      const guint8 *attribute = inode + place;
      gsize name_length = attribute[0];
      gsize offset = ferry_image_le16 (attribute + 2);

      if (ferry_image_le32 (attribute) == 0 || name_length > ext->inode_size - place - ATTRIBUTE)
        break;
      *length = ferry_image_le32 (attribute + 8);
      if (attribute[1] == ATTRIBUTE_SYSTEM && name_length == 4 &&
          memcmp (attribute + ATTRIBUTE, "data", 4) == 0)
        return offset <= ext->inode_size - base && *length <= ext->inode_size - base - offset
                 ? inode + base + offset : NULL;
      place += (ATTRIBUTE + name_length + 3) / 4 * 4;
    }

  return NULL;
}

/* Returns: (nullable): all that is within the inode; @length: (out) */
static const guint8 *
read_inline (const FerryExt *ext,
             const guint8   *inode,
             gsize          *length)
{
  gsize rest_length = 0;
  const guint8 *rest = find_inline_rest (ext, inode, &rest_length);
  guint8 *room;

  *length = INLINE_SIZE + (rest != NULL ? rest_length : 0);
  room = ferry_volume_make (ext->volume, *length);
  if (room == NULL)
    return NULL;

  memcpy (room, inode + FERRY_EXT_BLOCKS, INLINE_SIZE);
  if (rest != NULL)
    memcpy (room + INLINE_SIZE, rest, rest_length);

  return room;
}

static gboolean
is_inline (const guint8 *inode)
{
  guint32 flags = ferry_image_le32 (inode + FERRY_EXT_FLAGS);
  gboolean is_link = ferry_image_le16 (inode) >> 12 == 10;

  return (flags & FLAG_INLINE) != 0 ||
         (is_link && (flags & FERRY_EXT_FLAG_EXTENTS) == 0 && get_size (inode) < INLINE_SIZE);
}

static const guint8 *
read_file (FerryFileTree   *tree,
           const FerryNode *node,
           guint64          offset,
           gsize            length)
{
  const FerryExt *ext = tree->format;
  const guint8 *inode = read_inode (ext, node->id);
  const guint8 *bytes;
  gsize size;

  if (inode == NULL)
    return NULL;
  if (!is_inline (inode))
    return ferry_block_read (ext->volume, ext->block_size, ferry_ext_locate, ext, inode, offset,
                             length);

  bytes = read_inline (ext, inode, &size);

  return bytes != NULL && offset < size && length <= size - offset ? bytes + offset : NULL;
}

/* @length: of a block, which no entry leaves. Returns: the inode's number, 0 where it is not */
static guint64
find_name (const guint8 *bytes,
           gsize         length,
           const char   *name,
           gboolean      is_prefix)
{
  gsize name_length = strlen (name);

  for (gsize place = 0; place + 8 <= length;)
    {
      const guint8 *entry = bytes + place;
      gsize size = ferry_image_le16 (entry + 4);

      /* 64 KiB do not fit in 16 bits */
      if (size == 0 || size == 65535)
        size = 65536;
      if (size < 8 || size > length - place)
        return 0;
      if (ferry_image_le32 (entry) != 0 && name_length <= entry[6] && name_length <= size - 8 &&
          (is_prefix || entry[6] == name_length) &&
          memcmp (entry + 8, name, name_length) == 0)
        return ferry_image_le32 (entry);
      place += size;
    }

  return 0;
}

/* The first number is the folder's parent; what is in the attribute is as a block of its own. */
static guint64
find_inline_name (const FerryExt *ext,
                  const guint8   *inode,
                  const char     *name,
                  gboolean        is_prefix)
{
  gsize length;
  const guint8 *bytes = read_inline (ext, inode, &length);
  guint64 number = bytes != NULL ? find_name (bytes + 4, INLINE_SIZE - 4, name, is_prefix) : 0;

  return bytes == NULL || number != 0 ? number
                                      : find_name (bytes + INLINE_SIZE, length - INLINE_SIZE, name,
                                                   is_prefix);
}

static gboolean
find (FerryFileTree   *tree,
      const FerryNode *folder,
      const char      *name,
      gboolean         is_prefix,
      FerryNode       *node)
{
  const FerryExt *ext = tree->format;
  const guint8 *inode = read_inode (ext, folder->id);
  const guint8 *bytes;
  guint64 number = 0;
  gsize length;

  if (inode == NULL)
    return FALSE;
  if (is_inline (inode))
    {
      number = find_inline_name (ext, inode, name, is_prefix);
      return number != 0 && fill_node (ext, number, node);
    }

  length = (gsize) MIN (get_size (inode), MAX_FOLDER);
  bytes = length == 0 ? NULL : ferry_block_read (ext->volume, ext->block_size, ferry_ext_locate,
                                                 ext, inode, 0, length);
  for (gsize place = 0; bytes != NULL && number == 0 && place < length; place += ext->block_size)
    number = find_name (bytes + place, MIN (length - place, ext->block_size), name, is_prefix);

  return number != 0 && fill_node (ext, number, node);
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
ferry_ext_open (FerryVolume *volume)
{
  g_autofree FerryExt *ext = g_new0 (FerryExt, 1);
  FerryFileTree *tree;

  if (!read_super (volume, ext))
    return NULL;

  tree = g_new0 (FerryFileTree, 1);
  tree->volume = volume;
  tree->root.kind = FERRY_NODE_FOLDER;
  tree->root.id = ROOT;
  tree->find = find_file;
  tree->find_prefix = find_prefix;
  tree->read = read_file;
  tree->format = g_steal_pointer (&ext);
  tree->free_format = g_free;

  return tree;
}
