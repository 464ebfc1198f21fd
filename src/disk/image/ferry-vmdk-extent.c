/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/image/ferry-vmdk-extent.h"

#include "disk/image/ferry-image-bytes.h"

#include <string.h>

/* VMware Virtual Disk Format 5.0, "Hosted sparse extents" and "Stream-optimized compressed sparse
 * extents". The documents say that grains are deflate data as they are; what is written everywhere
 * is a zlib stream.
 */

#define SECTOR            FERRY_VMDK_SECTOR
#define ZERO_GRAIN        1             /* an entry that is no place but stands for zeros */
#define MARKER            12            /* u64 value, u32 size: what precedes a grain's data */
#define MAX_GROWTH        4096          /* what compressing may add to a grain */
#define DIRECTORY_AHEAD   (128 * 1024)  /* 1 TiB of the disk with grains of 64 KiB */
#define MAX_DIRECTORY     (1024 * 1024) /* bytes: 8 TiB */
#define MAX_LAST_TABLES   (128 * 1024)  /* bytes: 2 GiB of the disk */
#define MAX_LAST_ROUNDS   4

typedef struct {
  FerryVmdkHeader header;
  guint64         gd_offset;    /* sectors */
  guint64         gd_size;      /* bytes, in whole sectors */
  gsize           grain_bytes;
} Extent;

static const guint8 *
read_sectors (FerryDiskSource *source,
              guint64          sector,
              gsize            length,
              gsize            ahead,
              const char      *what,
              FerryDiskReport *report)
{
  const guint8 *bytes = NULL;
  guint64 offset;

  /* an offset that overflows is read as one beyond the end */
  if (!g_uint64_checked_mul (&offset, sector, SECTOR))
    offset = G_MAXUINT64;

  bytes = ferry_disk_source_read (source, offset, length, ahead);
  if (bytes == NULL)
    ferry_disk_source_explain (source, what, report);

  return bytes;
}

/* Returns: (transfer full) (nullable): up to @limit + 1 bytes, so that too many can be told */
static GBytes *
inflate (const guint8          *data,
         gsize                  size,
         GZlibCompressorFormat  format,
         gsize                  limit)
{
  g_autoptr(GConverter) decompressor = G_CONVERTER (g_zlib_decompressor_new (format));
  g_autofree guint8 *output = g_malloc (limit + 1);
  gsize in = 0;
  gsize out = 0;

  while (out <= limit)
    {
      gsize n_read = 0;
      gsize n_written = 0;
      GConverterResult result = g_converter_convert (decompressor, data + in, size - in,
                                                     output + out, limit + 1 - out,
                                                     G_CONVERTER_INPUT_AT_END,
                                                     &n_read, &n_written, NULL);

      if (result == G_CONVERTER_ERROR)
        return NULL;

      in += n_read;
      out += n_written;
      if (result == G_CONVERTER_FINISHED)
        break;
    }

  return g_bytes_new_take (g_steal_pointer (&output), out);
}

static const char *
name_grain (guint64 grain)
{
  return grain == 0 ? "first grain" : "grain";
}

/* Returns: (transfer full) (nullable): the grain's bytes as the machine sees them */
static GBytes *
unpack (FerryVirtualDisk *disk,
        guint64           grain,
        guint64           offset)
{
  const Extent *extent = disk->format;
  gsize limit = extent->grain_bytes;
  guint64 lba = grain * extent->header.grain_size;
  guint64 expected = MIN (extent->header.grain_size, extent->header.capacity - lba) * SECTOR;
  const char *name = name_grain (grain);
  g_autoptr(GBytes) bytes = NULL;
  const guint8 *marker;
  const guint8 *data;
  guint32 size;

  marker = ferry_disk_source_read (disk->source, offset, MARKER, MARKER + limit + MAX_GROWTH);
  if (marker == NULL)
    {
      ferry_disk_source_explain (disk->source, name, disk->report);
      return NULL;
    }

  size = ferry_image_le32 (marker + 8);
  if (ferry_image_le64 (marker) != lba || size == 0 || size > limit + MAX_GROWTH)
    {
      ferry_disk_report_complain (disk->report, FERRY_DISK_FAULT_DAMAGED,
                                  "The image is damaged: the %s is not where it should be, at byte "
                                  "%" G_GUINT64_FORMAT ".", name, offset);
      ferry_disk_source_settle (disk->source, FALSE);
      return NULL;
    }

  data = ferry_disk_source_read (disk->source, offset + MARKER, size, size);
  if (data == NULL)
    {
      ferry_disk_source_explain (disk->source, name, disk->report);
      return NULL;
    }

  bytes = inflate (data, size, G_ZLIB_COMPRESSOR_FORMAT_ZLIB, limit);
  if (bytes == NULL)
    bytes = inflate (data, size, G_ZLIB_COMPRESSOR_FORMAT_RAW, limit);
  if (bytes != NULL &&
      g_bytes_get_size (bytes) <= limit && g_bytes_get_size (bytes) >= expected)
    return g_steal_pointer (&bytes);

  if (bytes == NULL)
    ferry_disk_report_complain (disk->report, FERRY_DISK_FAULT_DAMAGED,
                                "The image is damaged: the %s at byte %" G_GUINT64_FORMAT " cannot "
                                "be decompressed.", name, offset);
  else
    ferry_disk_report_complain (disk->report, FERRY_DISK_FAULT_DAMAGED,
                                "The image is damaged: the %s at byte %" G_GUINT64_FORMAT " does "
                                "not have its proper size.", name, offset);
  ferry_disk_source_settle (disk->source, FALSE);

  return NULL;
}

static gboolean
locate_in_grain (FerryVirtualDisk *disk,
                 guint64           grain,
                 guint64           offset,
                 gsize             skip,
                 FerryDiskPiece   *piece)
{
  const Extent *extent = disk->format;
  GBytes *bytes;
  gsize size;

  if (!ferry_vmdk_header_is_compressed (&extent->header))
    {
      piece->kind = FERRY_DISK_PIECE_STORED;
      piece->offset = offset + skip;
      piece->length = extent->grain_bytes - skip;

      return TRUE;
    }

  bytes = ferry_disk_source_recall (disk->source, offset);
  if (bytes == NULL)
    {
      bytes = unpack (disk, grain, offset);
      if (bytes == NULL || !ferry_disk_source_remember (disk->source, offset, bytes))
        return FALSE;
    }

  piece->kind = FERRY_DISK_PIECE_MADE;
  piece->bytes = (const guint8 *) g_bytes_get_data (bytes, &size) + skip;
  if (skip >= size)
    {
      ferry_disk_source_settle (disk->source, FALSE);
      return FALSE;
    }
  piece->length = size - skip;

  return TRUE;
}

/* Returns: whether the grain's sector, or 0 for a hole, is known. @n_grains: (out): how many grains
 * from this one on a hole has
 */
static gboolean
find_grain (FerryVirtualDisk *disk,
            guint64           grain,
            guint64          *sector,
            guint64          *n_grains)
{
  const Extent *extent = disk->format;
  guint entries = extent->header.gt_entries;
  guint64 position = grain / entries * 4;
  guint64 table;
  const guint8 *bytes;

  *n_grains = 1;
  if (extent->gd_offset == 0)
    {
      *sector = extent->header.overhead;
      if (grain > 0)
        ferry_disk_source_settle (disk->source, FALSE);
      return grain == 0;
    }

  bytes = read_sectors (disk->source, extent->gd_offset + position / SECTOR, SECTOR,
                        (gsize) MIN (DIRECTORY_AHEAD, extent->gd_size - position / SECTOR * SECTOR),
                        "grain directory", disk->report);
  if (bytes == NULL)
    return FALSE;

  table = ferry_image_le32 (bytes + position % SECTOR);
  if (table == 0)
    {
      *sector = 0;
      *n_grains = entries - grain % entries;
      return TRUE;
    }

  bytes = read_sectors (disk->source, table, entries * 4, entries * 4, "grain table",
                        disk->report);
  if (bytes == NULL)
    return FALSE;

  *sector = ferry_image_le32 (bytes + grain % entries * 4);
  if (*sector == ZERO_GRAIN)
    *sector = 0;

  return TRUE;
}

static gboolean
locate (FerryVirtualDisk *disk,
        guint64           offset,
        FerryDiskPiece   *piece)
{
  const Extent *extent = disk->format;
  guint64 grain = offset / extent->grain_bytes;
  gsize skip = (gsize) (offset % extent->grain_bytes);
  guint64 n_grains;
  guint64 sector;

  if (!find_grain (disk, grain, &sector, &n_grains))
    return FALSE;

  /* known before the grain is: what lies behind it can be asked for at once */
  piece->length = n_grains * extent->grain_bytes - skip;
  if (sector > 0)
    return locate_in_grain (disk, grain, sector * SECTOR, skip, piece);

  piece->kind = FERRY_DISK_PIECE_ZERO;

  return TRUE;
}

FerryVirtualDisk *
ferry_vmdk_extent_open (FerryDiskSource       *source,
                        const FerryVmdkHeader *header,
                        guint64                gd_offset,
                        FerryDiskReport       *report)
{
  Extent *extent = g_new0 (Extent, 1);
  guint64 per_table = header->grain_size * header->gt_entries;

  extent->header = *header;
  extent->gd_size = (header->capacity / per_table + 1) * 4;
  extent->gd_size += SECTOR - extent->gd_size % SECTOR;
  extent->gd_offset = gd_offset;
  extent->grain_bytes = (gsize) header->grain_size * SECTOR;

  return ferry_virtual_disk_new (source, report, header->capacity * SECTOR, locate, extent, g_free);
}

/* Takes tables from the end of the directory that lie one behind the other, as in every image that
 * qemu-img writes. @n_tables: (inout): how many of the directory's tables are left to look at
 * Returns: (nullable): their bytes; @n_entries: (out)
 */
static const guint8 *
take_last_tables (FerryDiskSource       *source,
                  const FerryVmdkHeader *header,
                  const guint8          *directory,
                  gsize                 *n_tables,
                  gsize                 *n_entries,
                  FerryDiskReport       *report)
{
  guint32 table_sectors = (header->gt_entries * 4 + SECTOR - 1) / SECTOR;
  gsize max_tables = MAX_LAST_TABLES / SECTOR / table_sectors;
  gsize last = *n_tables;
  gsize first;
  gsize length;

  while (last > 0 && ferry_image_le32 (directory + (last - 1) * 4) == 0)
    last--;
  if (last == 0)
    return NULL;

  for (first = last - 1; first > 0 && last - first < max_tables; first--)
    if ((guint64) ferry_image_le32 (directory + (first - 1) * 4) + table_sectors !=
        ferry_image_le32 (directory + first * 4))
      break;

  length = (last - first) * table_sectors * SECTOR;
  *n_tables = first;
  *n_entries = length / 4;

  return read_sectors (source, ferry_image_le32 (directory + first * 4), length, length,
                       "grain table", report);
}

/* Returns: its sector, or 0 where the tables that were looked at are empty */
static guint64
find_last_grain (FerryDiskSource       *source,
                 const FerryVmdkHeader *header,
                 const guint8          *directory,
                 gsize                  n_tables,
                 FerryDiskReport       *report)
{
  for (guint round = 0; round < MAX_LAST_ROUNDS; round++)
    {
      gsize n_entries;
      guint64 sector = 0;
      const guint8 *tables = take_last_tables (source, header, directory, &n_tables, &n_entries,
                                               report);

      if (tables == NULL)
        return 0;

      for (gsize i = 0; i < n_entries; i++)
        sector = MAX (sector, ferry_image_le32 (tables + i * 4));
      if (sector > ZERO_GRAIN)
        return sector;
    }

  return 0;
}

void
ferry_vmdk_extent_check_last_grain (FerryDiskSource       *source,
                                    const FerryVmdkHeader *header,
                                    guint64                gd_offset,
                                    FerryDiskReport       *report)
{
  guint64 per_table = header->grain_size * header->gt_entries;
  guint64 n_tables = header->capacity / per_table + (header->capacity % per_table != 0 ? 1 : 0);
  guint64 end = ferry_disk_source_get_end (source);
  const guint8 *directory;
  const guint8 *marker;
  guint64 last;

  /* what follows a grain is padded to a whole sector */
  if (end % SECTOR != 0)
    ferry_disk_report_complain (report, FERRY_DISK_FAULT_CUT,
                                "The image is cut: it ends within a sector, at byte %"
                                G_GUINT64_FORMAT ". Copy it again.", end);

  /* larger than VM Import takes: not worth the bytes */
  if (n_tables > MAX_DIRECTORY / 4)
    return;

  directory = read_sectors (source, gd_offset, n_tables * 4, n_tables * 4,
                            "grain directory", report);
  if (directory == NULL)
    return;

  last = find_last_grain (source, header, directory, n_tables, report);
  if (last == 0)
    return;

  marker = read_sectors (source, last, MARKER, MARKER, "last grain", report);
  if (marker != NULL && ferry_image_le32 (marker + 8) > end - last * SECTOR - MARKER)
    ferry_disk_report_complain (report, FERRY_DISK_FAULT_CUT,
                                "The image is cut: its last grain, at byte %" G_GUINT64_FORMAT ", "
                                "is not whole. Copy it again.", last * SECTOR);
}
