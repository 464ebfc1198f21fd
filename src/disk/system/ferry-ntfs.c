/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/system/ferry-ntfs.h"

#include "disk/image/ferry-image-bytes.h"
#include "disk/system/ferry-ntfs-volume.h"

#include <string.h>

#define MAX_DEPTH     12
#define MIN_BLOCK     512
#define MAX_BLOCK     (64 * 1024)
#define SECTOR        512  /* counts the blocks of an index that are smaller than a cluster */

#define ROOT_HEADER   16   /* in front of the index header of $INDEX_ROOT */
#define BLOCK_HEADER  24   /* in front of that of a block of $INDEX_ALLOCATION */
#define INDEX_HEADER  16
#define ENTRY_HEADER  16
#define FILE_NAME     66   /* bytes in front of the name itself */
#define ENTRY_PARENT  1    /* names that come before it are in a block of their own */
#define ENTRY_LAST    2

#define FLAG_REPARSE  0x00000400
#define FLAG_FOLDER   0x10000000

typedef struct {
  FerryNtfsVolume *volume;
  FerryNtfsStream *data;     /* (nullable): of the file that was read last */
  guint64          data_id;
} Format;

/* One node of a folder's B+ tree, from its index header on */
typedef struct {
  const guint8 *bytes;
  gsize         length;
} Index;

static void
free_format (gpointer data)
{
  Format *format = data;

  g_clear_pointer (&format->data, ferry_ntfs_stream_free);
  ferry_ntfs_volume_free (format->volume);
  g_free (format);
}

/* NTFS has its own table, where no foreign letter becomes one of ASCII. */
static gunichar2
fold (gunichar2 unit)
{
  gunichar upper = g_unichar_toupper (unit);

  return upper > G_MAXUINT16 || (unit >= 0x80 && upper < 0x80) ? unit : (gunichar2) upper;
}

static int
compare (const gunichar2 *name,
         glong            n_units,
         const guint8    *other,
         glong            n_other)
{
  for (glong i = 0; i < MIN (n_units, n_other); i++)
    {
      gunichar2 left = fold (name[i]);
      gunichar2 right = fold (ferry_image_le16 (other + i * 2));

      if (left != right)
        return left < right ? -1 : 1;
    }

  return n_units < n_other ? -1 : n_units > n_other;
}

/* Looks for the first entry that is not before the name. Returns: (nullable) */
static const guint8 *
find_entry (const Index     *index,
            const gunichar2 *name,
            glong            n_units,
            gboolean        *equal)
{
  gsize place = ferry_image_le32 (index->bytes);
  gsize end = MIN (index->length, ferry_image_le32 (index->bytes + 4));

  while (place < end && end - place >= ENTRY_HEADER)
    {
      const guint8 *entry = index->bytes + place;
      gsize size = ferry_image_le16 (entry + 8);
      gsize key = ferry_image_le16 (entry + 10);
      int order;

      *equal = FALSE;
      if (size < ENTRY_HEADER || size > end - place)
        return NULL;
      if ((ferry_image_le16 (entry + 12) & ENTRY_LAST) != 0)
        return entry;
      if (key < FILE_NAME || key > size - ENTRY_HEADER ||
          (gsize) entry[ENTRY_HEADER + 64] * 2 > key - FILE_NAME)
        return NULL;

      order = compare (name, n_units, entry + ENTRY_HEADER + FILE_NAME, entry[ENTRY_HEADER + 64]);
      *equal = order == 0;
      if (order <= 0)
        return entry;

      place += size;
    }

  return NULL;
}

/* @entry: whose names before it are wanted */
static gboolean
read_block (Format          *format,
            FerryNtfsStream *blocks,
            gsize            block_size,
            const guint8    *entry,
            Index           *index)
{
  guint cluster_size = ferry_ntfs_volume_get_cluster_size (format->volume);
  gsize size = ferry_image_le16 (entry + 8);
  guint64 number;
  guint64 offset;
  const guint8 *bytes;

  if ((ferry_image_le16 (entry + 12) & ENTRY_PARENT) == 0 || size < ENTRY_HEADER + 8)
    return FALSE;

  number = ferry_image_le64 (entry + size - 8);
  if (!g_uint64_checked_mul (&offset, number, block_size < cluster_size ? SECTOR : cluster_size))
    return FALSE;

  bytes = ferry_ntfs_stream_read (blocks, offset, block_size);
  if (bytes == NULL || memcmp (bytes, "INDX", 4) != 0 || ferry_image_le64 (bytes + 16) != number)
    return FALSE;

  bytes = ferry_ntfs_volume_fix_up (format->volume, bytes, block_size);
  if (bytes == NULL)
    return FALSE;

  index->bytes = bytes + BLOCK_HEADER;
  index->length = block_size - BLOCK_HEADER;

  return TRUE;
}

/* Returns: the size of the other blocks; 0 where the root cannot be read */
static gsize
read_root (FerryNtfsStream *root,
           Index           *index)
{
  guint64 size = ferry_ntfs_stream_get_size (root);
  const guint8 *bytes = size >= ROOT_HEADER + INDEX_HEADER && size <= MAX_BLOCK
                          ? ferry_ntfs_stream_read (root, 0, (gsize) size) : NULL;
  gsize block_size;

  if (bytes == NULL)
    return 0;

  index->bytes = bytes + ROOT_HEADER;
  index->length = (gsize) size - ROOT_HEADER;
  block_size = ferry_image_le32 (bytes + 8);

  return block_size >= MIN_BLOCK && block_size <= MAX_BLOCK ? block_size : 0;
}

/* Returns: (nullable): the entry of the name */
static const guint8 *
walk (Format          *format,
      guint64          folder,
      const gunichar2 *name,
      glong            n_units)
{
  g_autoptr(FerryNtfsStream) root = ferry_ntfs_stream_new (format->volume, folder,
                                                           FERRY_NTFS_INDEX_ROOT, "$I30");
  g_autoptr(FerryNtfsStream) blocks = NULL;
  Index index;
  gsize block_size = root != NULL ? read_root (root, &index) : 0;

  if (block_size == 0)
    return NULL;

  for (guint depth = 0; depth < MAX_DEPTH; depth++)
    {
      gboolean equal;
      const guint8 *entry = find_entry (&index, name, n_units, &equal);

      if (entry == NULL || equal)
        return entry;

      if (blocks == NULL)
        blocks = ferry_ntfs_stream_new (format->volume, folder, FERRY_NTFS_INDEX_ALLOCATION,
                                        "$I30");
      if (blocks == NULL || !read_block (format, blocks, block_size, entry, &index))
        return NULL;
    }

  return NULL;
}

/* The data of a file, kept for the next read of the same file. Returns: (nullable) */
static FerryNtfsStream *
open_data (Format *format,
           guint64 id)
{
  if (format->data == NULL || format->data_id != id)
    {
      g_clear_pointer (&format->data, ferry_ntfs_stream_free);
      format->data = ferry_ntfs_stream_new (format->volume, id, FERRY_NTFS_DATA, "");
      format->data_id = id;
    }

  return format->data;
}

static gboolean
find_name (FerryFileTree   *tree,
           const FerryNode *folder,
           const char      *name,
           FerryNode       *node)
{
  Format *format = tree->format;
  glong n_units;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (name, -1, NULL, &n_units, NULL);
  const guint8 *entry = units != NULL ? walk (format, folder->id, units, n_units) : NULL;
  FerryNtfsStream *data;
  guint32 flags;

  if (entry == NULL)
    return FALSE;

  flags = ferry_image_le32 (entry + ENTRY_HEADER + 56);
  node->kind = (flags & FLAG_REPARSE) != 0 ? FERRY_NODE_OTHER
               : (flags & FLAG_FOLDER) != 0 ? FERRY_NODE_FOLDER : FERRY_NODE_FILE;
  node->id = ferry_image_le64 (entry);
  node->size = 0;
  if (node->kind != FERRY_NODE_FILE)
    return TRUE;

  /* a folder may be late with the size of a file that was open; the file's record is not */
  data = open_data (format, node->id);
  if (data == NULL && ferry_volume_must_wait (tree->volume))
    return FALSE;

  node->size = data != NULL ? ferry_ntfs_stream_get_size (data)
                            : ferry_image_le64 (entry + ENTRY_HEADER + 48);

  return TRUE;
}

static const guint8 *
read_file (FerryFileTree   *tree,
           const FerryNode *node,
           guint64          offset,
           gsize            length)
{
  FerryNtfsStream *data = node->kind == FERRY_NODE_FILE ? open_data (tree->format, node->id) : NULL;

  return data != NULL ? ferry_ntfs_stream_read (data, offset, length) : NULL;
}

FerryFileTree *
ferry_ntfs_new (FerryVolume *volume)
{
  FerryNtfsVolume *ntfs = ferry_ntfs_volume_new (volume);
  FerryFileTree *tree;
  Format *format;

  if (ntfs == NULL)
    return NULL;

  format = g_new0 (Format, 1);
  format->volume = ntfs;
  tree = g_new0 (FerryFileTree, 1);
  tree->volume = volume;
  tree->root.kind = FERRY_NODE_FOLDER;
  tree->root.id = FERRY_NTFS_ROOT;
  tree->find = find_name;
  tree->read = read_file;
  tree->format = format;
  tree->free_format = free_format;

  return tree;
}
