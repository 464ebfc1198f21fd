/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/image/ferry-vhdx.h"

#include "disk/image/ferry-crc.h"
#include "disk/image/ferry-image-bytes.h"

#include <string.h>

#define KIB            1024
#define MIB            ((guint64) 1 << 20)
#define HEADER_1       (64 * KIB)
#define HEADER_2       (128 * KIB)
#define HEADER_SIZE    (4 * KIB)
#define REGIONS_1      (192 * KIB)
#define REGIONS_2      (256 * KIB)
#define REGIONS_SIZE   (64 * KIB)
#define MAX_REGIONS    2047
#define METADATA_SIZE  (64 * KIB)          /* of the table; the items follow it */
#define METADATA_AHEAD (68 * KIB)
#define MAX_ITEMS      2047
#define BAT_AHEAD      (16 * KIB)
#define MAX_SIZE       ((guint64) 64 << 40)
#define GUID           16

/* what a BAT entry's lowest bits say; 7 is of differencing disks, the rest reads as zeros */
#define BLOCK_PRESENT  6

#define FLAG_LEAVE_ALLOCATED 1
#define FLAG_HAS_PARENT      2

static const guint8 region_metadata[GUID] =
  "\x06\xA2\x7C\x8B\x90\x47\x9A\x4B\xB8\xFE\x57\x5F\x05\x0F\x88\x6E";
static const guint8 region_bat[GUID] =
  "\x66\x77\xC2\x2D\x23\xF6\x00\x42\x9D\x64\x11\x5E\x9B\xFD\x4A\x08";
static const guint8 item_parameters[GUID] =
  "\x37\x67\xA1\xCA\x36\xFA\x43\x4D\xB3\xB6\x33\xF0\xAA\x44\xE7\x6B";
static const guint8 item_size[GUID] =
  "\x24\x42\xA5\x2F\x1B\xCD\x76\x48\xB2\x11\x5D\xBE\xD8\x3B\xF4\xB8";
static const guint8 item_sector[GUID] =
  "\x1D\xBF\x41\x81\x6F\xA9\x09\x47\xBA\x47\xF2\x33\xA8\xFA\xAB\x5F";

typedef struct {
  guint64 offset;  /* bytes */
  guint32 length;
} Region;

typedef struct {
  Region  bat;
  guint64 size;         /* bytes that the machine sees */
  guint32 block_size;
  guint32 flags;
  guint32 sector_size;
} Vhdx;

gboolean
ferry_vhdx_is_vhdx (const guint8 *head,
                    gsize         length)
{
  return length >= 8 && memcmp (head, "vhdxfile", 8) == 0;
}

/* Returns: (nullable): the header, when it is a sound one */
static const guint8 *
read_header (FerryDiskSource *source,
             guint64          offset,
             gsize            ahead)
{
  const guint8 *header = ferry_disk_source_read (source, offset, HEADER_SIZE, ahead);

  if (header == NULL || memcmp (header, "head", 4) != 0 ||
      !ferry_crc32c_is_right (header, HEADER_SIZE, 4))
    return NULL;

  return header;
}

/* Of two sound headers the one with the higher sequence number holds. Where its log has a name
 * there are changes that were not written to their places yet. Returns: whether to go on
 */
static gboolean
check_headers (FerryDiskSource *source,
               FerryDiskReport *report)
{
  static const guint8 no_log[GUID] = { 0 };
  const guint8 *first = read_header (source, HEADER_1, HEADER_SIZE);
  const guint8 *second = read_header (source, HEADER_2,
                                      REGIONS_1 + REGIONS_SIZE - HEADER_2);
  const guint8 *header = first;

  if (second == NULL && ferry_disk_source_must_wait (source))
    return FALSE;

  if (first == NULL ||
      (second != NULL && ferry_image_le64 (second + 8) > ferry_image_le64 (first + 8)))
    header = second;
  if (header == NULL)
    {
      ferry_disk_report_complain (report, FERRY_DISK_FAULT_DAMAGED,
                                  "The image is damaged: neither of its VHDX headers, at bytes "
                                  "65536 and 131072, is sound.");
      return FALSE;
    }
  if (memcmp (header + 48, no_log, GUID) != 0)
    {
      ferry_disk_report_complain (report, FERRY_DISK_FAULT_DIRTY,
                                  "The disk was not closed properly: its log holds changes that "
                                  "are not in the disk yet. Attach it to a machine once and shut "
                                  "that down, or: qemu-img check -r all DISK.vhdx");
      return FALSE;
    }

  return TRUE;
}

static const guint8 *
read_regions (FerryDiskSource *source)
{
  const guint64 places[] = { REGIONS_1, REGIONS_2 };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const guint8 *table = ferry_disk_source_read (source, places[i], REGIONS_SIZE, REGIONS_SIZE);

      if (table != NULL && memcmp (table, "regi", 4) == 0 &&
          ferry_crc32c_is_right (table, REGIONS_SIZE, 4))
        return table;
      if (table == NULL && ferry_disk_source_must_wait (source))
        return NULL;
    }

  ferry_disk_source_settle (source, FALSE);

  return NULL;
}

static gboolean
find_region (const guint8 *table,
             const guint8 *guid,
             Region       *region)
{
  guint32 count = MIN (ferry_image_le32 (table + 8), MAX_REGIONS);

  for (guint32 i = 0; i < count; i++)
    {
      const guint8 *entry = table + 16 + i * 32;

      if (memcmp (entry, guid, GUID) != 0)
        continue;

      region->offset = ferry_image_le64 (entry + GUID);
      region->length = ferry_image_le32 (entry + GUID + 8);

      return region->offset >= MIB && region->offset <= G_MAXINT64;
    }

  return FALSE;
}

/* Returns: (nullable): the item's @size bytes */
static const guint8 *
find_item (FerryDiskSource *source,
           const Region    *metadata,
           const guint8    *table,
           const guint8    *guid,
           gsize            size)
{
  guint16 count = MIN (ferry_image_le16 (table + 10), MAX_ITEMS);

  for (guint16 i = 0; i < count; i++)
    {
      const guint8 *entry = table + 32 + i * 32;
      guint32 offset = ferry_image_le32 (entry + GUID);
      guint32 length = ferry_image_le32 (entry + GUID + 4);

      if (memcmp (entry, guid, GUID) != 0)
        continue;
      if (length < size || offset > metadata->length || length > metadata->length - offset)
        break;

      return ferry_disk_source_read (source, metadata->offset + offset, size, size);
    }

  ferry_disk_source_settle (source, FALSE);

  return NULL;
}

/* Returns: whether all are known */
static gboolean
read_metadata (FerryDiskSource *source,
               const Region    *metadata,
               Vhdx            *vhdx,
               FerryDiskReport *report)
{
  gsize ahead = MIN (metadata->length, METADATA_AHEAD);
  const guint8 *table = ferry_disk_source_read (source, metadata->offset, METADATA_SIZE, ahead);
  const guint8 *size = NULL;
  const guint8 *parameters = NULL;
  const guint8 *sector = NULL;

  /* the first blocks' places are wanted whatever the metadata say */
  ferry_disk_source_read (source, vhdx->bat.offset, 8, MIN (vhdx->bat.length, BAT_AHEAD));
  if (table == NULL)
    {
      table = ferry_disk_source_read (source, metadata->offset, METADATA_SIZE, ahead);
      ferry_disk_source_explain (source, "metadata", report);
      return FALSE;
    }

  if (memcmp (table, "metadata", 8) == 0)
    {
      size = find_item (source, metadata, table, item_size, 8);
      parameters = find_item (source, metadata, table, item_parameters, 8);
      sector = find_item (source, metadata, table, item_sector, 4);
    }
  if (size == NULL || parameters == NULL || sector == NULL)
    {
      if (!ferry_disk_source_must_wait (source))
        ferry_disk_report_complain (report, FERRY_DISK_FAULT_DAMAGED,
                                    "The image is damaged: the metadata at byte %"
                                    G_GUINT64_FORMAT " do not tell the disk's sizes.",
                                    metadata->offset);
      return FALSE;
    }

  vhdx->size = ferry_image_le64 (size);
  vhdx->block_size = ferry_image_le32 (parameters);
  vhdx->flags = ferry_image_le32 (parameters + 4);
  vhdx->sector_size = ferry_image_le32 (sector);

  return TRUE;
}

static gboolean
check_sizes (const Vhdx      *vhdx,
             FerryDiskReport *report)
{
  if (vhdx->size > 0 && vhdx->size <= MAX_SIZE &&
      vhdx->block_size >= MIB && vhdx->block_size <= 256 * MIB &&
      (vhdx->block_size & (vhdx->block_size - 1)) == 0 &&
      (vhdx->sector_size == 512 || vhdx->sector_size == 4096))
    return TRUE;

  ferry_disk_report_complain (report, FERRY_DISK_FAULT_DAMAGED,
                              "The sizes in the VHDX metadata make no sense: the image is "
                              "damaged.");

  return FALSE;
}

/* Between the entries of so many blocks that one sector bitmap covers, there is one for it. */
static gboolean
locate_block (FerryVirtualDisk *disk,
              guint64           offset,
              FerryDiskPiece   *piece)
{
  const Vhdx *vhdx = disk->format;
  guint64 block = offset / vhdx->block_size;
  guint64 skip = offset % vhdx->block_size;
  guint64 per_bitmap = ((guint64) 1 << 23) * vhdx->sector_size / vhdx->block_size;
  guint64 position = (block + block / per_bitmap) * 8;
  const guint8 *bytes;
  guint64 entry;

  if (position + 8 > vhdx->bat.length)
    {
      ferry_disk_report_complain (disk->report, FERRY_DISK_FAULT_DAMAGED,
                                  "The image is damaged: its block allocation table, at byte %"
                                  G_GUINT64_FORMAT ", is too short for the disk.",
                                  vhdx->bat.offset);
      ferry_disk_source_settle (disk->source, FALSE);
      return FALSE;
    }

  bytes = ferry_disk_source_read (disk->source, vhdx->bat.offset + position, 8,
                                  (gsize) MIN (vhdx->bat.length - position, BAT_AHEAD));
  if (bytes == NULL)
    {
      ferry_disk_source_explain (disk->source, "block allocation table", disk->report);
      return FALSE;
    }

  entry = ferry_image_le64 (bytes);
  piece->length = vhdx->block_size - skip;
  piece->kind = FERRY_DISK_PIECE_ZERO;
  if ((entry & 7) != BLOCK_PRESENT)
    return TRUE;

  piece->kind = FERRY_DISK_PIECE_STORED;
  piece->offset = (entry >> 20) * MIB + skip;
  if (entry >> 20 > G_MAXINT64 / MIB ||
      piece->offset >= ferry_disk_source_get_end (disk->source))
    {
      ferry_disk_report_complain (disk->report, FERRY_DISK_FAULT_CUT,
                                  "The image is cut or damaged: block %" G_GUINT64_FORMAT " lies "
                                  "beyond the end of the file, at byte %" G_GUINT64_FORMAT ". Copy "
                                  "it again.", block, piece->offset);
      ferry_disk_source_settle (disk->source, FALSE);
      return FALSE;
    }

  return TRUE;
}

static gboolean
find_regions (FerryDiskSource *source,
              Region          *metadata,
              Region          *bat,
              FerryDiskReport *report)
{
  const guint8 *table = read_regions (source);

  if (table != NULL &&
      find_region (table, region_metadata, metadata) && find_region (table, region_bat, bat))
    return TRUE;

  if (table != NULL || !ferry_disk_source_must_wait (source))
    ferry_disk_report_complain (report, FERRY_DISK_FAULT_DAMAGED,
                                "The image is damaged: its region tables, at bytes 196608 and "
                                "262144, do not tell where metadata and blocks are.");

  return FALSE;
}

FerryVirtualDisk *
ferry_vhdx_look (FerryDiskSource *source,
                 FerryDiskReport *report)
{
  g_autofree Vhdx *vhdx = g_new0 (Vhdx, 1);
  FerryVirtualDisk *disk;
  Region metadata;
  guint sector_size;

  ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_VHDX, "VHDX");
  if (!check_headers (source, report) ||
      !find_regions (source, &metadata, &vhdx->bat, report) ||
      !read_metadata (source, &metadata, vhdx, report) ||
      !check_sizes (vhdx, report))
    return NULL;

  report->has_virtual_size = TRUE;
  report->virtual_size = vhdx->size;
  if (vhdx->flags & FLAG_HAS_PARENT)
    {
      ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_OTHER, "VHDX, differencing");
      ferry_disk_report_complain (report, FERRY_DISK_FAULT_DIFFERENCING,
                                  "It holds only the changes to another disk. Merge it into its "
                                  "parent first.");
      return NULL;
    }

  ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_VHDX,
                                vhdx->flags & FLAG_LEAVE_ALLOCATED ? "VHDX, fixed"
                                                                   : "VHDX, dynamic");
  sector_size = vhdx->sector_size;
  report->sector_size = sector_size;
  disk = ferry_virtual_disk_new (source, report, report->virtual_size, locate_block,
                                 g_steal_pointer (&vhdx), g_free);
  disk->sector_size = sector_size;

  return disk;
}
