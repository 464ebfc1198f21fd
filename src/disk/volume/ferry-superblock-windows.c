/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/volume/ferry-superblock.h"

#include "disk/image/ferry-image-bytes.h"

#include <string.h>

/* The boot sectors of DOS and Windows. The label is a file or a folder's entry: one more read. */

#define MAX_FOLDER      (16 * 1024)
#define ENTRY           32
#define FAT_LABEL       11
#define FAT12_MAX       0xFF4
#define FAT16_MAX       0xFFF4
#define FAT32_MAX       0x0FFFFFF6
#define EXFAT_LABEL     0x83        /* an entry's type */
#define EXFAT_UNITS     11
#define NTFS_VOLUME     3           /* the record of $Volume */
#define NTFS_NAME       0x60        /* its attribute with the label */
#define NTFS_AHEAD      (16 * 1024) /* the records that are wanted next */
#define MAX_ATTRIBUTES  64
#define PRIVHEAD        (6 * 512)

typedef struct {
  guint64 sector_size;
  guint64 cluster_size;  /* bytes */
  guint64 sectors;
  guint64 folder;        /* the root's first byte */
  guint64 folder_size;
  gboolean is_32;
} Fat;

/* Returns: (nullable) */
static char *
dup_units (const guint8 *bytes,
           gsize         n_units,
           gsize         most)
{
  g_autofree gunichar2 *units = NULL;

  if (n_units == 0 || n_units > most)
    return NULL;

  units = g_new (gunichar2, n_units);
  for (gsize i = 0; i < n_units; i++)
    units[i] = ferry_image_le16 (bytes + 2 * i);

  return g_utf16_to_utf8 (units, (glong) n_units, NULL, NULL, NULL);
}

static gboolean
read_geometry (const guint8 *head,
               Fat          *fat)
{
  guint64 short_size = ferry_image_le16 (head + 22);
  guint64 fat_size = short_size > 0 ? short_size : ferry_image_le32 (head + 36);
  guint64 tables;
  guint64 entries = ferry_image_le16 (head + 17);
  guint64 before;
  guint64 clusters;

  fat->sector_size = ferry_image_le16 (head + 11);
  if (!ferry_superblock_is_power (fat->sector_size, 512, 4096) ||
      !ferry_superblock_is_power (head[13], 1, 128) || ferry_image_le16 (head + 14) == 0 ||
      head[16] == 0 || (head[21] < 0xF8 && head[21] != 0xF0) || fat_size == 0)
    return FALSE;

  fat->is_32 = short_size == 0;
  fat->cluster_size = fat->sector_size * head[13];
  fat->sectors = ferry_image_le16 (head + 19);
  if (fat->sectors == 0)
    fat->sectors = ferry_image_le32 (head + 32);
  tables = ferry_image_le16 (head + 14) + fat_size * head[16];
  before = tables + (entries * ENTRY + fat->sector_size - 1) / fat->sector_size;
  if (before >= fat->sectors)
    return FALSE;

  clusters = (fat->sectors - before) / head[13];
  fat->folder = tables * fat->sector_size;
  fat->folder_size = entries * ENTRY;
  if (fat->is_32)
    {
      guint64 root = MAX (ferry_image_le32 (head + 44), 2);

      fat->folder = before * fat->sector_size + (root - 2) * fat->cluster_size;
      fat->folder_size = fat->cluster_size;
    }

  return clusters <= (fat->is_32 ? FAT32_MAX : clusters > FAT12_MAX ? FAT16_MAX : FAT12_MAX);
}

gboolean
ferry_superblock_is_fat (const guint8 *sector)
{
  Fat fat;

  return (sector[0] == 0xEB || sector[0] == 0xE9) && read_geometry (sector, &fat);
}

static char *
read_fat_label (FerryVolume *volume,
                const Fat   *fat)
{
  gsize length = (gsize) MIN (fat->folder_size, MAX_FOLDER);
  const guint8 *folder = length == 0 ? NULL
                                     : ferry_volume_read (volume, fat->folder, length, length);

  for (gsize place = 0; folder != NULL && place + ENTRY <= length; place += ENTRY)
    {
      const guint8 *entry = folder + place;
      guint8 name[FAT_LABEL];

      if (entry[0] == 0)
        break;
      /* the pieces of long names have this flag too, with others */
      if (entry[0] == 0xE5 || (entry[11] & 0x3F) == 0x0F || (entry[11] & 0x18) != 0x08)
        continue;

      memcpy (name, entry, FAT_LABEL);
      if (name[0] == 0x05)
        name[0] = 0xE5;
      return ferry_superblock_dup_label (name, FAT_LABEL);
    }

  return NULL;
}

FerryFileSystem *
ferry_superblock_vfat (FerryVolume  *volume,
                       const guint8 *head)
{
  gboolean named = memcmp (head + 0x36, "FAT1", 4) == 0 || memcmp (head + 0x52, "FAT32   ", 8) == 0;
  FerryFileSystem *self;
  const guint8 *serial;
  Fat fat;

  if (!read_geometry (head, &fat) ||
      (!named && (!ferry_superblock_is_fat (head) || head[510] != 0x55 || head[511] != 0xAA)))
    return NULL;

  serial = head + (fat.is_32 ? 67 : 39);
  self = ferry_file_system_new ("vfat");
  self->uuid = g_strdup_printf ("%02X%02X-%02X%02X", serial[3], serial[2], serial[1], serial[0]);
  self->size = fat.sectors * fat.sector_size;
  self->label = read_fat_label (volume, &fat);

  return self;
}

static char *
read_exfat_label (FerryVolume *volume,
                  guint64      folder,
                  guint64      cluster_size)
{
  gsize length = (gsize) MIN (cluster_size, MAX_FOLDER);
  const guint8 *entries = ferry_volume_read (volume, folder, length, length);

  for (gsize place = 0; entries != NULL && place + ENTRY <= length; place += ENTRY)
    {
      const guint8 *entry = entries + place;

      if (entry[0] == 0)
        break;
      if (entry[0] == EXFAT_LABEL)
        return dup_units (entry + 2, entry[1], EXFAT_UNITS);
    }

  return NULL;
}

FerryFileSystem *
ferry_superblock_exfat (FerryVolume  *volume,
                        const guint8 *head)
{
  static const guint8 zeros[53] = { 0 };
  guint sector_log = head[108];
  guint cluster_log = head[109];
  guint64 sectors = ferry_image_le64 (head + 72);
  guint64 heap = ferry_image_le32 (head + 88);
  guint64 root = ferry_image_le32 (head + 96);
  const guint8 *serial = head + 100;
  FerryFileSystem *self;

  if (memcmp (head + 3, "EXFAT   ", 8) != 0 || memcmp (head + 11, zeros, sizeof zeros) != 0 ||
      sector_log < 9 || sector_log > 12 || cluster_log > 25 - sector_log ||
      (head[110] != 1 && head[110] != 2) || root < 2 ||
      sectors > (guint64) G_MAXINT64 >> sector_log)
    return NULL;

  self = ferry_file_system_new ("exfat");
  self->uuid = g_strdup_printf ("%02X%02X-%02X%02X", serial[3], serial[2], serial[1], serial[0]);
  self->size = sectors << sector_log;
  self->label = read_exfat_label (volume, (heap + ((root - 2) << cluster_log)) << sector_log,
                                  (guint64) 1 << (cluster_log + sector_log));

  return self;
}

/* @record: @size bytes */
static char *
find_ntfs_label (const guint8 *record,
                 gsize         size)
{
  gsize place = ferry_image_le16 (record + 20);

  if (memcmp (record, "FILE", 4) != 0)
    return NULL;

  for (guint i = 0; i < MAX_ATTRIBUTES && place + 24 <= size; i++)
    {
      const guint8 *attribute = record + place;
      gsize length = ferry_image_le32 (attribute + 4);
      gsize n_bytes = ferry_image_le32 (attribute + 16);
      gsize offset = ferry_image_le16 (attribute + 20);

      if (length < 24 || length > size - place)
        break;
      if (ferry_image_le32 (attribute) != NTFS_NAME)
        {
          place += length;
          continue;
        }

      return offset <= length && n_bytes <= length - offset
               ? dup_units (attribute + offset, n_bytes / 2, 128) : NULL;
    }

  return NULL;
}

FerryFileSystem *
ferry_superblock_ntfs (FerryVolume  *volume,
                       const guint8 *head)
{
  guint64 sector_size = ferry_image_le16 (head + 11);
  guint64 per_cluster = head[13] <= 128 ? head[13] : (guint64) 1 << MIN (256 - head[13], 63);
  guint64 sectors = ferry_image_le64 (head + 40);
  guint64 table = ferry_image_le64 (head + 48);
  gint8 record_log = (gint8) head[64];
  guint64 record_size;
  const guint8 *records;
  FerryFileSystem *self;

  if (memcmp (head + 3, "NTFS    ", 8) != 0 ||
      !ferry_superblock_is_power (sector_size, 256, 4096) ||
      !ferry_superblock_is_power (per_cluster, 1, 4096) || ferry_image_le16 (head + 14) != 0 ||
      head[16] != 0 || sectors > G_MAXINT64 / sector_size || table >= sectors / per_cluster)
    return NULL;

  record_size = record_log > 0 ? (guint64) record_log * per_cluster * sector_size
                               : (guint64) 1 << MIN (-record_log, 63);
  if (!ferry_superblock_is_power (record_size, 256, 65536))
    return NULL;

  self = ferry_file_system_new ("ntfs");
  self->uuid = g_strdup_printf ("%016" G_GINT64_MODIFIER "X", ferry_image_le64 (head + 72));
  self->size = sectors * sector_size;
  records = ferry_volume_read (volume, table * per_cluster * sector_size,
                               (gsize) (NTFS_VOLUME + 1) * record_size, NTFS_AHEAD);
  if (records != NULL)
    self->label = find_ntfs_label (records + NTFS_VOLUME * record_size, (gsize) record_size);

  return self;
}

FerryFileSystem *
ferry_superblock_refs (FerryVolume  *volume,
                       const guint8 *head)
{
  guint64 sector_size = ferry_image_le32 (head + 32);
  guint64 sectors = ferry_image_le64 (head + 24);
  FerryFileSystem *self;

  if (memcmp (head, "\0\0\0ReFS\0", 8) != 0 || memcmp (head + 16, "FSRS", 4) != 0 ||
      !ferry_superblock_is_power (sector_size, 512, 4096))
    return NULL;

  self = ferry_file_system_new ("ReFS");
  self->size = sectors <= G_MAXINT64 / sector_size ? sectors * sector_size : 0;

  return self;
}

FerryFileSystem *
ferry_superblock_bitlocker (FerryVolume  *volume,
                            const guint8 *head)
{
  /* BitLocker To Go lives in what looks like a FAT */
  static const guint8 to_go[16] =
    "\x3B\xD6\x67\x49\x29\x2E\xD8\x4A\x83\x99\xF6\xA3\x39\xE3\xD0\x01";
  gboolean whole = memcmp (head + 3, "-FVE-FS-", 8) == 0;
  gboolean portable = memcmp (head + 3, "MSWIN4.1", 8) == 0 &&
                      memcmp (head + 424, to_go, sizeof to_go) == 0;
  FerryFileSystem *self;

  if ((!whole && !portable) || head[0] != 0xEB || head[2] != 0x90 ||
      !ferry_superblock_is_power (ferry_image_le16 (head + 11), 512, 4096))
    return NULL;

  self = ferry_file_system_new ("BitLocker");
  self->encrypted = TRUE;

  return self;
}

FerryFileSystem *
ferry_superblock_ldm (FerryVolume  *volume,
                      const guint8 *head)
{
  /* versions 2.11 and 2.12 */
  if (memcmp (head + PRIVHEAD, "PRIVHEAD", 8) != 0 || ferry_image_be16 (head + PRIVHEAD + 12) != 2)
    return NULL;

  return ferry_file_system_new ("ldm");
}
