/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/ferry-vmdk-extent.h"

#include "disk/ferry-image-bytes.h"

#include <string.h>

/* VMware Virtual Disk Format 5.0, "Hosted sparse extents" and "Stream-optimized compressed sparse
 * extents". The documents say that grains are deflate data as they are; what is written everywhere
 * is a zlib stream.
 */

#define SECTOR            FERRY_VMDK_SECTOR
#define FLAG_COMPRESSED   0x10000
#define FLAG_MARKERS      0x20000
#define COMPRESSION_ZLIB  1
#define MIN_GRAIN         8             /* sectors */
#define MAX_GRAIN         1024
#define MAX_GT_ENTRIES    512
#define MARKER            12            /* u64 value, u32 size: what precedes a grain's data */
#define MAX_GROWTH        4096          /* what compressing may add to a grain */
#define TAIL              (64 * 1024)
#define TABLES_AHEAD      (16 * 1024)
#define MAX_DIRECTORY     (1024 * 1024) /* bytes: 8 TiB of the disk with grains of 64 KiB */
#define MAX_LAST_TABLES   (512 * 1024)  /* bytes: 8 GiB of the disk with grains of 64 KiB */
#define MAX_LAST_ROUNDS   4

gboolean
ferry_vmdk_header_parse (FerryVmdkHeader *header,
                         const guint8    *bytes)
{
  header->version = ferry_image_le32 (bytes + 4);
  header->flags = ferry_image_le32 (bytes + 8);
  header->capacity = ferry_image_le64 (bytes + 12);
  header->grain_size = ferry_image_le64 (bytes + 20);
  header->descriptor_offset = ferry_image_le64 (bytes + 28);
  header->descriptor_size = ferry_image_le64 (bytes + 36);
  header->gt_entries = ferry_image_le32 (bytes + 44);
  header->gd_offset = ferry_image_le64 (bytes + 56);
  header->overhead = ferry_image_le64 (bytes + 64);
  header->newlines_intact = memcmp (bytes + 73, "\n \r\n", 4) == 0;
  header->compression = ferry_image_le16 (bytes + 77);

  return memcmp (bytes, "KDMV", 4) == 0;
}

gboolean
ferry_vmdk_header_is_stream (const FerryVmdkHeader *header)
{
  return (header->flags & FLAG_COMPRESSED) != 0 &&
         (header->flags & FLAG_MARKERS) != 0 &&
         header->compression == COMPRESSION_ZLIB;
}

gboolean
ferry_vmdk_header_is_sane (const FerryVmdkHeader *header)
{
  return header->grain_size >= MIN_GRAIN &&
         header->grain_size <= MAX_GRAIN &&
         (header->grain_size & (header->grain_size - 1)) == 0 &&
         header->gt_entries > 0 &&
         header->gt_entries <= MAX_GT_ENTRIES;
}

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

static void
judge_end (const guint8    *tail,
           gsize            footer,
           gsize            length,
           FerryDiskReport *report)
{
  gsize end = footer + 2 * SECTOR;

  if (end > length)
    ferry_disk_report_complain (report,
                                "The image is cut: its end marker is missing. Copy it to the "
                                "bucket again.");
  else if (end < length)
    ferry_disk_report_complain (report,
                                "The file is longer than the image in it by %" G_GSIZE_FORMAT " "
                                "bytes, which VM Import may refuse. Copy the image again, or cut "
                                "these bytes off.", length - end);
  else if (ferry_image_le64 (tail + end - SECTOR) != 0 ||
           ferry_image_le64 (tail + end - SECTOR + 8) != 0)
    ferry_disk_report_complain (report, "The image's end marker is damaged. Copy it to the bucket "
                                "again.");
}

gboolean
ferry_vmdk_find_footer (FerryDiskSource *source,
                        FerryVmdkHeader *footer,
                        FerryDiskReport *report)
{
  guint64 end = ferry_disk_source_get_end (source);
  guint64 first = end > TAIL ? (end - TAIL) / SECTOR : 1;
  gsize length = (gsize) (end - MIN (end, first * SECTOR));
  const guint8 *tail = NULL;

  if (length >= SECTOR)
    tail = read_sectors (source, first, length, length, "footer", report);
  if (tail == NULL && ferry_disk_source_is_waiting (source))
    return FALSE;

  for (gsize sector = length / SECTOR; tail != NULL && sector > 0; sector--)
    {
      gsize position = (sector - 1) * SECTOR;

      if (ferry_vmdk_header_parse (footer, tail + position) &&
          footer->gd_offset != FERRY_VMDK_GD_AT_END)
        {
          judge_end (tail, position, length, report);
          return TRUE;
        }
    }

  ferry_disk_report_complain (report,
                              "The image is cut, or something was added to it: there is no "
                              "footer at its end. Copy it to the bucket again.");

  return FALSE;
}

gboolean
ferry_vmdk_find_first_grain (FerryDiskSource       *source,
                             const FerryVmdkHeader *header,
                             guint64                gd_offset,
                             guint64               *sector,
                             FerryDiskReport       *report)
{
  const guint8 *entry;

  entry = read_sectors (source, gd_offset, 4, TABLES_AHEAD, "grain directory", report);
  if (entry == NULL)
    return FALSE;

  *sector = ferry_image_le32 (entry);
  if (*sector == 0)
    return TRUE;

  entry = read_sectors (source, *sector, 4, TABLES_AHEAD, "grain table", report);
  if (entry == NULL)
    return FALSE;

  /* 1 is no place for a grain, it stands for one that is all zeros */
  *sector = ferry_image_le32 (entry);
  if (*sector == 1)
    *sector = 0;

  return TRUE;
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

GBytes *
ferry_vmdk_read_first_grain (FerryDiskSource       *source,
                             const FerryVmdkHeader *header,
                             guint64                sector,
                             FerryDiskReport       *report)
{
  gsize limit = (gsize) header->grain_size * SECTOR;
  guint64 expected = MIN (header->grain_size, header->capacity) * SECTOR;
  g_autoptr(GBytes) grain = NULL;
  const guint8 *marker;
  const guint8 *data;
  guint32 size;

  marker = read_sectors (source, sector, MARKER, MARKER + limit + MAX_GROWTH,
                         "first grain", report);
  if (marker == NULL)
    return NULL;

  size = ferry_image_le32 (marker + 8);
  if (ferry_image_le64 (marker) != 0 || size == 0 || size > limit + MAX_GROWTH)
    {
      ferry_disk_report_complain (report,
                                  "The image is damaged: the first grain is not where it should "
                                  "be.");
      return NULL;
    }

  data = ferry_disk_source_read (source, sector * SECTOR + MARKER, size, size);
  if (data == NULL)
    {
      ferry_disk_source_explain (source, "first grain", report);
      return NULL;
    }

  grain = inflate (data, size, G_ZLIB_COMPRESSOR_FORMAT_ZLIB, limit);
  if (grain == NULL)
    grain = inflate (data, size, G_ZLIB_COMPRESSOR_FORMAT_RAW, limit);
  if (grain == NULL)
    ferry_disk_report_complain (report,
                                "The image is damaged: the first grain cannot be decompressed.");
  else if (g_bytes_get_size (grain) > limit || g_bytes_get_size (grain) < expected)
    ferry_disk_report_complain (report,
                                "The image is damaged: the first grain does not have its proper "
                                "size.");

  return g_steal_pointer (&grain);
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
      if (sector > 1)
        return sector;
    }

  return 0;
}

void
ferry_vmdk_check_last_grain (FerryDiskSource       *source,
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
    ferry_disk_report_complain (report, "The image is cut: it ends within a sector. Copy it to the "
                                "bucket again.");

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
    ferry_disk_report_complain (report,
                                "The image is cut: its last grain is not whole. Copy it to the "
                                "bucket again.");
}
