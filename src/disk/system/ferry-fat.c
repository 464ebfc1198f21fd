/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/system/ferry-fat.h"

#include "disk/image/ferry-image-bytes.h"
#include "disk/system/ferry-pages.h"

#include <string.h>

#define SECTOR          512
#define MAX_CLUSTER     (256 * 1024)
#define FIRST_CLUSTER   2
#define MAX_STEPS       4096          /* along the chain of one file */
#define MAX_FOLDER      (128 * 1024)  /* bytes of a folder that are looked at */
#define MAX_READ        (1024 * 1024)

#define FAT12_CLUSTERS  4085          /* fewer than these: it is no FAT16 */

#define ENTRY           32
#define ENTRY_DELETED   0xE5
#define FLAG_LABEL      0x08
#define FLAG_FOLDER     0x10
#define FLAGS_LONG      0x0F
#define LONG_UNITS      13            /* of a name in one entry */
#define MAX_LONG        20            /* entries of one name */
#define LONG_LAST       0x40

typedef struct {
  guint   bits;            /* of an entry of the table: 12, 16 or 32 */
  guint   cluster_size;
  guint32 n_clusters;
  guint64 table;           /* bytes within the volume, as those that follow */
  guint64 root;            /* of a FAT12 or FAT16: a place of its own */
  gsize   root_size;
  guint64 clusters;
} Fat;

/* A long name, which is put together from its entries, the last of them first */
typedef struct {
  gunichar2 units[MAX_LONG * LONG_UNITS];
  guint     n_left;        /* entries that are still to come; 0: the name is whole */
  guint     checksum;      /* of the short name that it belongs to */
  gboolean  valid;
} LongName;

static gboolean
is_cluster (const Fat *fat,
            guint32    cluster)
{
  return cluster >= FIRST_CLUSTER && cluster - FIRST_CLUSTER < fat->n_clusters;
}

static guint64
get_place (const Fat *fat,
           guint32    cluster)
{
  return fat->clusters + (guint64) (cluster - FIRST_CLUSTER) * fat->cluster_size;
}

/* Returns: 0 behind the last cluster, and for what is no cluster */
static guint32
get_next (FerryFileTree *tree,
          guint32        cluster)
{
  const Fat *fat = tree->format;
  guint64 place = fat->table + (guint64) cluster * fat->bits / 8;
  const guint8 *bytes = ferry_pages_read (tree->volume, place, fat->bits == 32 ? 4 : 2);
  guint32 next;

  if (bytes == NULL)
    return 0;

  if (fat->bits == 32)
    next = ferry_image_le32 (bytes) & 0x0FFFFFFF;
  else
    next = ferry_image_le16 (bytes);
  if (fat->bits == 12)
    next = cluster % 2 == 0 ? next & 0xFFF : next >> 4;

  return is_cluster (fat, next) ? next : 0;
}

static const guint8 *
read_cluster (FerryFileTree *tree,
              guint32        cluster,
              gsize          skip,
              gsize          length)
{
  const Fat *fat = tree->format;

  return is_cluster (fat, cluster) ? ferry_pages_read (tree->volume,
                                                       get_place (fat, cluster) + skip, length)
                                   : NULL;
}

static const guint8 *
read_file (FerryFileTree   *tree,
           const FerryNode *node,
           guint64          offset,
           gsize            length)
{
  const Fat *fat = tree->format;
  guint32 cluster = (guint32) node->id;
  guint8 *room;
  gsize skip = (gsize) (offset % fat->cluster_size);

  if (length > MAX_READ || offset / fat->cluster_size > MAX_STEPS)
    return NULL;

  for (guint64 i = offset / fat->cluster_size; i > 0; i--)
    cluster = get_next (tree, cluster);
  if (length <= fat->cluster_size - skip)
    return read_cluster (tree, cluster, skip, length);

  room = ferry_volume_make (tree->volume, length);
  for (gsize done = 0; room != NULL && done < length; )
    {
      gsize size = MIN (fat->cluster_size - skip, length - done);
      const guint8 *bytes = read_cluster (tree, cluster, skip, size);

      if (bytes == NULL)
        return NULL;

      memcpy (room + done, bytes, size);
      done += size;
      skip = 0;
      if (done < length)
        cluster = get_next (tree, cluster);
    }

  return room;
}

static guint
sum_short_name (const guint8 *name)
{
  guint8 sum = 0;

  for (guint i = 0; i < 11; i++)
    sum = (guint8) ((sum & 1) << 7 | sum >> 1) + name[i];

  return sum;
}

static void
add_long (LongName     *self,
          const guint8 *entry)
{
  static const guint8 places[LONG_UNITS] = { 1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30 };
  guint number = entry[0] & 0x3F;

  if ((entry[0] & LONG_LAST) != 0 && number > 0 && number <= MAX_LONG)
    {
      memset (self->units, 0, sizeof self->units);
      self->n_left = number;
      self->checksum = entry[13];
      self->valid = TRUE;
    }
  if (!self->valid || self->n_left == 0 || number != self->n_left || entry[13] != self->checksum)
    {
      self->valid = FALSE;
      return;
    }

  self->n_left--;
  for (guint i = 0; i < LONG_UNITS; i++)
    self->units[self->n_left * LONG_UNITS + i] = ferry_image_le16 (entry + places[i]);
}

/* Only what ASCII has is compared without case: firmware and boot loaders have no other names. */
static gboolean
is_long_name (const LongName *self,
              const guint8   *entry,
              const char     *name)
{
  gsize length = strlen (name);

  if (!self->valid || self->n_left > 0 || self->checksum != sum_short_name (entry) ||
      length > G_N_ELEMENTS (self->units) ||
      (length < G_N_ELEMENTS (self->units) && self->units[length] != 0))
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (self->units[i] >= 0x80 ||
        g_ascii_toupper ((char) self->units[i]) != g_ascii_toupper (name[i]))
      return FALSE;

  return TRUE;
}

static gboolean
is_short_name (const guint8 *entry,
               const char   *name)
{
  char text[13];
  gsize length = 0;

  for (guint i = 0; i < 8 && entry[i] != ' '; i++)
    text[length++] = (char) entry[i];
  if (entry[8] != ' ')
    text[length++] = '.';
  for (guint i = 8; i < 11 && entry[i] != ' '; i++)
    text[length++] = (char) entry[i];
  text[length] = '\0';

  return g_ascii_strcasecmp (text, name) == 0;
}

static void
fill_node (const Fat    *fat,
           const guint8 *entry,
           FerryNode    *node)
{
  gboolean is_folder = (entry[11] & FLAG_FOLDER) != 0;
  guint32 high = fat->bits == 32 ? ferry_image_le16 (entry + 20) : 0;

  node->kind = is_folder ? FERRY_NODE_FOLDER : FERRY_NODE_FILE;
  node->id = high << 16 | ferry_image_le16 (entry + 26);
  node->size = is_folder ? 0 : ferry_image_le32 (entry + 28);
}

/* @is_end: (out): whether the folder ends in these entries
 * Returns: (nullable): the entry of the name
 */
static const guint8 *
find_entry (const guint8 *entries,
            gsize         length,
            const char   *name,
            LongName     *long_name,
            gboolean     *is_end)
{
  for (gsize place = 0; place + ENTRY <= length; place += ENTRY)
    {
      const guint8 *entry = entries + place;

      *is_end = entry[0] == 0;
      if (*is_end)
        return NULL;

      if (entry[0] != ENTRY_DELETED && (entry[11] & 0x3F) == FLAGS_LONG)
        {
          add_long (long_name, entry);
          continue;
        }
      if (entry[0] != ENTRY_DELETED && (entry[11] & FLAG_LABEL) == 0 &&
          (is_long_name (long_name, entry, name) || is_short_name (entry, name)))
        return entry;

      long_name->valid = FALSE;
    }

  return NULL;
}

/* By sectors, of which none lies in two pages and so none has to be put together.
 * @is_end: (out): whether nothing can follow
 */
static const guint8 *
scan (FerryFileTree *tree,
      guint64        place,
      gsize          size,
      const char    *name,
      LongName      *long_name,
      gboolean      *is_end)
{
  const guint8 *entry = NULL;

  *is_end = FALSE;
  for (gsize done = 0; entry == NULL && !*is_end && done < size; done += SECTOR)
    {
      gsize length = MIN (SECTOR, size - done);
      const guint8 *entries = ferry_pages_read (tree->volume, place + done, length);

      if (entries != NULL)
        entry = find_entry (entries, length, name, long_name, is_end);
      else
        *is_end = TRUE;
    }

  return entry;
}

static gboolean
find_name (FerryFileTree   *tree,
           const FerryNode *folder,
           const char      *name,
           FerryNode       *node)
{
  const Fat *fat = tree->format;
  guint32 cluster = (guint32) folder->id;
  const guint8 *entry = NULL;
  gboolean is_end = FALSE;
  LongName long_name = { .valid = FALSE };

  if (cluster == 0)
    entry = scan (tree, fat->root, fat->root_size, name, &long_name, &is_end);
  for (gsize done = 0; is_cluster (fat, cluster) && done < MAX_FOLDER; done += fat->cluster_size)
    {
      entry = scan (tree, get_place (fat, cluster), fat->cluster_size, name, &long_name, &is_end);
      if (entry != NULL || is_end)
        break;

      cluster = get_next (tree, cluster);
    }
  if (entry != NULL)
    fill_node (fat, entry, node);

  return entry != NULL;
}

static gboolean
is_power_of_two (guint number)
{
  return number != 0 && (number & (number - 1)) == 0;
}

static gboolean
read_boot_sector (FerryVolume *volume,
                  Fat         *fat,
                  guint32     *root_cluster)
{
  const guint8 *bytes = ferry_volume_get_size (volume) >= SECTOR
                          ? ferry_pages_read (volume, 0, SECTOR) : NULL;
  guint sector_size;
  guint64 n_sectors;
  guint64 table_size;
  gboolean is_fat32;

  if (bytes == NULL)
    return FALSE;

  sector_size = ferry_image_le16 (bytes + 11);
  fat->cluster_size = sector_size * bytes[13];
  if (sector_size < SECTOR || !is_power_of_two (sector_size) || !is_power_of_two (bytes[13]) ||
      fat->cluster_size > MAX_CLUSTER || ferry_image_le16 (bytes + 14) == 0)
    return FALSE;

  table_size = ferry_image_le16 (bytes + 22);
  is_fat32 = table_size == 0;
  if (is_fat32)
    table_size = ferry_image_le32 (bytes + 36);
  n_sectors = ferry_image_le16 (bytes + 19);
  if (n_sectors == 0)
    n_sectors = ferry_image_le32 (bytes + 32);

  fat->table = (guint64) ferry_image_le16 (bytes + 14) * sector_size;
  fat->root = fat->table + table_size * sector_size * bytes[16];
  fat->root_size = (gsize) ferry_image_le16 (bytes + 17) * ENTRY;
  fat->clusters = fat->root + (fat->root_size + sector_size - 1) / sector_size * sector_size;
  if (table_size == 0 || fat->root_size > MAX_FOLDER || fat->clusters >= n_sectors * sector_size)
    return FALSE;

  fat->n_clusters = (guint32) ((n_sectors * sector_size - fat->clusters) / fat->cluster_size);
  /* not by their number: there are FAT32s of few clusters */
  fat->bits = is_fat32 ? 32 : fat->n_clusters < FAT12_CLUSTERS ? 12 : 16;
  *root_cluster = fat->bits == 32 ? ferry_image_le32 (bytes + 44) : 0;

  return fat->bits != 32 || *root_cluster != 0;
}

FerryFileTree *
ferry_fat_new (FerryVolume *volume)
{
  g_autofree Fat *fat = g_new0 (Fat, 1);
  guint32 root_cluster;
  FerryFileTree *tree;

  if (!read_boot_sector (volume, fat, &root_cluster))
    return NULL;

  tree = g_new0 (FerryFileTree, 1);
  tree->volume = volume;
  tree->root.kind = FERRY_NODE_FOLDER;
  tree->root.id = root_cluster;
  tree->find = find_name;
  tree->read = read_file;
  tree->format = g_steal_pointer (&fat);
  tree->free_format = g_free;

  return tree;
}
