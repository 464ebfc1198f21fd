/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/image/ferry-vmdk-header.h"

#include "disk/image/ferry-image-bytes.h"

#include <string.h>

#define SECTOR            FERRY_VMDK_SECTOR
#define FLAG_COMPRESSED   0x10000
#define FLAG_MARKERS      0x20000
#define COMPRESSION_ZLIB  1
#define MIN_GRAIN         8             /* sectors */
#define MAX_GRAIN         1024
#define MAX_GT_ENTRIES    512
#define TAIL              (64 * 1024)

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
ferry_vmdk_header_is_compressed (const FerryVmdkHeader *header)
{
  return (header->flags & FLAG_COMPRESSED) != 0 && header->compression == COMPRESSION_ZLIB;
}

gboolean
ferry_vmdk_header_is_stream (const FerryVmdkHeader *header)
{
  return ferry_vmdk_header_is_compressed (header) && (header->flags & FLAG_MARKERS) != 0;
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

static void
judge_end (const guint8    *tail,
           gsize            footer,
           gsize            length,
           guint64          file_end,
           FerryDiskReport *report)
{
  gsize end = footer + 2 * SECTOR;

  if (end > length)
    ferry_disk_report_complain (report, FERRY_DISK_FAULT_CUT,
                                "The image is cut: its end marker is missing at byte %"
                                G_GUINT64_FORMAT ". Copy it again.", file_end);
  else if (end < length)
    ferry_disk_report_complain (report, FERRY_DISK_FAULT_CUT,
                                "The file is longer than the image in it by %" G_GSIZE_FORMAT " "
                                "bytes, which VM Import may refuse. Copy the image again, or cut "
                                "these bytes off.", length - end);
  else if (ferry_image_le64 (tail + end - SECTOR) != 0 ||
           ferry_image_le64 (tail + end - SECTOR + 8) != 0)
    ferry_disk_report_complain (report, FERRY_DISK_FAULT_DAMAGED,
                                "The image's end marker is damaged, at byte %" G_GUINT64_FORMAT ". "
                                "Copy it again.", file_end - SECTOR);
}

gboolean
ferry_vmdk_find_footer (FerryDiskSource *source,
                        FerryVmdkHeader *footer,
                        gboolean        *must_wait,
                        FerryDiskReport *report)
{
  guint64 end = ferry_disk_source_get_end (source);
  guint64 first = end > TAIL ? (end - TAIL) / SECTOR : 1;
  gsize length = (gsize) (end - MIN (end, first * SECTOR));
  const guint8 *tail = NULL;

  *must_wait = FALSE;
  if (length >= SECTOR)
    tail = ferry_disk_source_read (source, first * SECTOR, length, length);
  if (tail == NULL && length >= SECTOR && ferry_disk_source_must_wait (source))
    {
      *must_wait = TRUE;
      return FALSE;
    }

  for (gsize sector = length / SECTOR; tail != NULL && sector > 0; sector--)
    {
      gsize position = (sector - 1) * SECTOR;

      if (ferry_vmdk_header_parse (footer, tail + position) &&
          footer->gd_offset != FERRY_VMDK_GD_AT_END)
        {
          judge_end (tail, position, length, end, report);
          return TRUE;
        }
    }

  ferry_disk_report_complain (report, FERRY_DISK_FAULT_CUT,
                              "The image is cut, or something was added to it: there is no "
                              "footer at its end, byte %" G_GUINT64_FORMAT ". Copy it "
                              "again.", end);

  return FALSE;
}
