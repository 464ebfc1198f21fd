/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/image/ferry-vhd.h"

#include "disk/image/ferry-image-bytes.h"

#include <string.h>

#define SECTOR         512
#define HEADER         1024
#define TYPE_FIXED     2
#define TYPE_DYNAMIC   3
#define TYPE_DIFF      4
#define UNALLOCATED    0xFFFFFFFF
#define MAX_SIZE       ((guint64) 64 << 40)  /* as VHDX; the format itself ends at 2040 GiB */
#define MAX_BLOCK      ((guint64) 256 << 20)
#define BAT_AHEAD      (16 * 1024)

/* the footer's fields, big-endian */
typedef struct {
  guint64  data_offset;  /* bytes: where the dynamic header is */
  guint64  size;         /* bytes: "current size", what the machine sees */
  guint32  type;
  gboolean intact;       /* the checksum holds */
} Footer;

typedef struct {
  guint64 table;         /* bytes: where the block allocation table is */
  guint32 n_blocks;
  guint32 block_size;    /* bytes */
  guint32 bitmap_size;   /* bytes before each block's data */
} Dynamic;

gboolean
ferry_vhd_is_vhd (const guint8 *bytes,
                  gsize         length)
{
  return length >= SECTOR && memcmp (bytes, "conectix", 8) == 0;
}

/* The one's complement of the sum of all bytes but the checksum's own */
static gboolean
is_sum_right (const guint8 *bytes,
              gsize         length,
              gsize         position)
{
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
  return TRUE;
#else
  guint32 sum = 0;

  for (gsize i = 0; i < length; i++)
    if (i < position || i >= position + 4)
      sum += bytes[i];

  return ferry_image_be32 (bytes + position) == ~sum;
#endif
}

static void
parse_footer (const guint8 *bytes,
              Footer       *footer)
{
  footer->data_offset = ferry_image_be64 (bytes + 16);
  footer->size = ferry_image_be64 (bytes + 48);
  footer->type = ferry_image_be32 (bytes + 60);
  footer->intact = is_sum_right (bytes, SECTOR, 64);
}

/* Chooses of the two footers, and tells what is wrong with them: EC2 compares them ("Footers not
 * identical"). @head: (nullable): the copy. Returns: whether there is one to go by
 */
static gboolean
choose_footer (FerryDiskSource *source,
               const guint8    *head,
               const guint8    *tail,
               Footer          *footer,
               FerryDiskReport *report)
{
  guint64 end = ferry_disk_source_get_end (source);

  if (tail == NULL || !ferry_vhd_is_vhd (tail, SECTOR))
    {
      ferry_disk_report_complain (report, FERRY_DISK_FAULT_CUT,
                                  "The image is cut, or something was added to it: there is no VHD "
                                  "footer at its end, byte %" G_GUINT64_FORMAT ". Copy it "
                                  "again.", end);
      parse_footer (head, footer);
      return footer->intact;
    }

  parse_footer (tail, footer);
  if (!footer->intact)
    ferry_disk_report_complain (report, FERRY_DISK_FAULT_DAMAGED,
                                "The image is damaged: the checksum of its VHD footer, at byte %"
                                G_GUINT64_FORMAT ", is wrong.", end - SECTOR);
  else if (footer->type != TYPE_FIXED && (head == NULL || memcmp (head, tail, SECTOR) != 0))
    ferry_disk_report_complain (report, FERRY_DISK_FAULT_DAMAGED,
                                "The image is damaged: its VHD footers, at bytes 0 and %"
                                G_GUINT64_FORMAT ", differ.", end - SECTOR);
  if (footer->intact || head == NULL)
    return footer->intact;

  parse_footer (head, footer);

  return footer->intact;
}

static gboolean
locate_block (FerryVirtualDisk *disk,
              guint64           offset,
              FerryDiskPiece   *piece)
{
  const Dynamic *dynamic = disk->format;
  guint64 block = offset / dynamic->block_size;
  guint64 skip = offset % dynamic->block_size;
  const guint8 *entry;
  guint32 sector;

  entry = ferry_disk_source_read (disk->source, dynamic->table + block * 4, 4,
                                  (gsize) MIN ((dynamic->n_blocks - block) * 4, BAT_AHEAD));
  if (entry == NULL)
    {
      ferry_disk_source_explain (disk->source, "block allocation table", disk->report);
      return FALSE;
    }

  sector = ferry_image_be32 (entry);
  piece->length = dynamic->block_size - skip;
  if (sector == UNALLOCATED)
    {
      piece->kind = FERRY_DISK_PIECE_ZERO;
      return TRUE;
    }

  piece->kind = FERRY_DISK_PIECE_STORED;
  piece->offset = (guint64) sector * SECTOR + dynamic->bitmap_size + skip;
  if (piece->offset >= ferry_disk_source_get_end (disk->source))
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
check_dynamic (const Dynamic   *dynamic,
               const guint8    *header,
               guint64          offset,
               FerryDiskReport *report)
{
  if (memcmp (header, "cxsparse", 8) != 0 || !is_sum_right (header, HEADER, 36))
    {
      ferry_disk_report_complain (report, FERRY_DISK_FAULT_DAMAGED,
                                  "The image is damaged: its dynamic disk header, at byte %"
                                  G_GUINT64_FORMAT ", is none or has a wrong checksum.", offset);
      return FALSE;
    }
  if (dynamic->block_size < SECTOR || dynamic->block_size > MAX_BLOCK ||
      (dynamic->block_size & (dynamic->block_size - 1)) != 0 ||
      dynamic->n_blocks < report->virtual_size / dynamic->block_size +
                          (report->virtual_size % dynamic->block_size != 0 ? 1 : 0) ||
      dynamic->table > G_MAXINT64)
    {
      ferry_disk_report_complain (report, FERRY_DISK_FAULT_DAMAGED,
                                  "The image is damaged: the sizes in its dynamic disk header, at "
                                  "byte %" G_GUINT64_FORMAT ", make no sense.", offset);
      return FALSE;
    }

  return TRUE;
}

static FerryVirtualDisk *
open_dynamic (FerryDiskSource *source,
              guint64          offset,
              FerryDiskReport *report)
{
  g_autofree Dynamic *dynamic = g_new0 (Dynamic, 1);
  const guint8 *header = ferry_disk_source_read (source, offset, HEADER, HEADER);

  if (header == NULL)
    {
      ferry_disk_source_explain (source, "dynamic disk header", report);
      return NULL;
    }

  dynamic->table = ferry_image_be64 (header + 16);
  dynamic->n_blocks = ferry_image_be32 (header + 28);
  dynamic->block_size = ferry_image_be32 (header + 32);
  dynamic->bitmap_size = ((dynamic->block_size / SECTOR + 7) / 8 + SECTOR - 1) / SECTOR * SECTOR;
  if (!check_dynamic (dynamic, header, offset, report))
    return NULL;

  return ferry_virtual_disk_new (source, report, report->virtual_size, locate_block,
                                 g_steal_pointer (&dynamic), g_free);
}

static FerryVirtualDisk *
open_fixed (FerryDiskSource *source,
            FerryDiskReport *report)
{
  guint64 data = ferry_disk_source_get_size (source) - SECTOR;

  if (data != report->virtual_size)
    ferry_disk_report_complain (report, FERRY_DISK_FAULT_CUT,
                                "The image is cut, or something was added to it: its VHD footer "
                                "speaks of %" G_GUINT64_FORMAT " bytes, and %" G_GUINT64_FORMAT
                                " precede it.", report->virtual_size, data);

  return ferry_virtual_disk_new_plain (source, report, MIN (data, report->virtual_size));
}

static FerryVirtualDisk *
open_kind (FerryDiskSource *source,
           const Footer    *footer,
           FerryDiskReport *report)
{
  switch (footer->type)
    {
    case TYPE_FIXED:
      ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_VHD, "VHD, fixed");
      return open_fixed (source, report);
    case TYPE_DYNAMIC:
      ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_VHD, "VHD, dynamic");
      return open_dynamic (source, footer->data_offset, report);
    case TYPE_DIFF:
      ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_OTHER, "VHD, differencing");
      ferry_disk_report_complain (report, FERRY_DISK_FAULT_DIFFERENCING,
                                  "It holds only the changes to another disk. Merge it into its "
                                  "parent first.");
      return NULL;
    default:
      ferry_disk_report_complain (report, FERRY_DISK_FAULT_FORMAT,
                                  "VHD type %u is not known.", footer->type);
      return NULL;
    }
}

FerryVirtualDisk *
ferry_vhd_look (FerryDiskSource *source,
                FerryDiskReport *report)
{
  guint64 end = ferry_disk_source_get_end (source);
  const guint8 *head = ferry_disk_source_read (source, 0, SECTOR, SECTOR);
  const guint8 *tail = end < 2 * SECTOR ? NULL : ferry_disk_source_read (source, end - SECTOR,
                                                                         SECTOR, SECTOR);
  Footer footer;

  if (head == NULL)
    return NULL;

  ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_OTHER, "VHD, damaged");
  if (!ferry_vhd_is_vhd (head, SECTOR))
    head = NULL;
  if (head == NULL && tail == NULL)
    return NULL;
  if (!choose_footer (source, head, tail, &footer, report))
    return NULL;

  if (footer.size == 0 || footer.size > MAX_SIZE)
    {
      ferry_disk_report_complain (report, FERRY_DISK_FAULT_DAMAGED,
                                  "The VHD footer's disk size makes no sense: the image is "
                                  "damaged.");
      return NULL;
    }

  report->has_virtual_size = TRUE;
  report->virtual_size = footer.size;

  return open_kind (source, &footer, report);
}
