/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/image/ferry-vmdk.h"

#include "disk/image/ferry-vmdk-extent.h"

#include <string.h>

#define SECTOR         FERRY_VMDK_SECTOR
#define MAX_DESCRIPTOR (64 * 1024)
#define MAX_CAPACITY   (G_MAXINT64 / SECTOR)

#define CONVERT "VM Import takes only stream-optimized VMDK. Convert it: " \
                "qemu-img convert -O vmdk -o subformat=streamOptimized SOURCE NEW.vmdk"

gboolean
ferry_vmdk_is_sparse (const guint8 *head,
                      gsize         length)
{
  return length >= SECTOR && memcmp (head, "KDMV", 4) == 0;
}

/* The value of createType="…" in the text. (transfer full) (nullable) */
static char *
find_create_type (const char *text)
{
  const char *line = strstr (text, "createType");
  const char *open = line != NULL ? line + strlen ("createType") : NULL;
  const char *close;

  if (open == NULL)
    return NULL;

  open += strspn (open, " \t=");
  if (*open != '"')
    return NULL;

  close = strpbrk (open + 1, "\"\r\n");
  if (close == NULL || *close != '"')
    return NULL;

  return g_strndup (open + 1, (gsize) (close - open - 1));
}

/* Returns: whether the descriptor could be read; @create_type: (out) (nullable) */
static gboolean
read_descriptor (FerryDiskSource        *source,
                 const FerryVmdkHeader  *header,
                 char                  **create_type,
                 FerryDiskReport        *report)
{
  g_autofree char *text = NULL;
  const guint8 *bytes;
  guint64 offset;
  gsize length;

  *create_type = NULL;
  if (header->descriptor_offset == 0 || header->descriptor_size == 0)
    return TRUE;

  length = (gsize) MIN (header->descriptor_size, MAX_DESCRIPTOR / SECTOR) * SECTOR;
  if (!g_uint64_checked_mul (&offset, header->descriptor_offset, SECTOR))
    offset = G_MAXUINT64;
  bytes = ferry_disk_source_read (source, offset, length, length);
  if (bytes == NULL)
    {
      ferry_disk_source_explain (source, "descriptor", report);
      return FALSE;
    }

  text = g_strndup ((const char *) bytes, length);
  *create_type = find_create_type (text);

  return TRUE;
}

/* Returns: whether it is the kind that VM Import takes */
static gboolean
check_kind (FerryDiskSource       *source,
            const FerryVmdkHeader *header,
            FerryDiskReport       *report)
{
  g_autofree char *create_type = NULL;

  if (!ferry_vmdk_header_is_stream (header))
    {
      ferry_disk_report_complain (report, FERRY_DISK_FAULT_NOT_STREAM, CONVERT);
      return FALSE;
    }

  if (!read_descriptor (source, header, &create_type, report))
    return FALSE;

  if (g_strcmp0 (create_type, "streamOptimized") != 0)
    {
      ferry_disk_report_complain (report, FERRY_DISK_FAULT_NOT_STREAM,
                                  "Its descriptor does not call it stream-optimized. " CONVERT);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_header (const FerryVmdkHeader *header,
              FerryDiskReport       *report)
{
  if (!header->newlines_intact)
    {
      ferry_disk_report_complain (report, FERRY_DISK_FAULT_DAMAGED,
                                  "The image was damaged by a transfer as text: line ends were "
                                  "changed, at byte 73 and elsewhere. Copy it again as binary "
                                  "data.");
      return FALSE;
    }
  if (header->version < 1 || header->version > 3)
    {
      ferry_disk_report_complain (report, FERRY_DISK_FAULT_FORMAT,
                                  "VMDK version %u is not known.", header->version);
      return FALSE;
    }
  if (header->capacity == 0 || header->capacity > MAX_CAPACITY)
    {
      ferry_disk_report_complain (report, FERRY_DISK_FAULT_DAMAGED,
                                  "The header's disk size, at byte 12, makes no sense: the image "
                                  "is damaged.");
      return FALSE;
    }

  return TRUE;
}

/* Where the grain directory is. A stream whose end is missing still shows its first grain, which
 * follows the overhead: then @gd_offset is 0. Returns: FALSE where it is still to come
 */
static gboolean
find_directory (FerryDiskSource       *source,
                const FerryVmdkHeader *header,
                guint64               *gd_offset,
                FerryDiskReport       *report)
{
  FerryVmdkHeader footer;
  gboolean must_wait;

  *gd_offset = 0;
  if (header->gd_offset == 0)
    ferry_disk_report_complain (report, FERRY_DISK_FAULT_DAMAGED,
                                "The image is damaged: its header, at byte 56, names no grain "
                                "directory.");
  if (header->gd_offset != FERRY_VMDK_GD_AT_END)
    {
      *gd_offset = header->gd_offset;
      return TRUE;
    }

  if (!ferry_vmdk_find_footer (source, &footer, &must_wait, report))
    return !must_wait;

  if (footer.capacity != header->capacity ||
      footer.grain_size != header->grain_size ||
      footer.gt_entries != header->gt_entries ||
      footer.gd_offset == 0)
    {
      ferry_disk_report_complain (report, FERRY_DISK_FAULT_DAMAGED,
                                  "The image is damaged: header and footer differ.");
      return TRUE;
    }

  *gd_offset = footer.gd_offset;

  return TRUE;
}

/* Also of a kind that VM Import does not take: what is in it is told all the same. */
static FerryVirtualDisk *
open_extent (FerryDiskSource       *source,
             const FerryVmdkHeader *header,
             gboolean               importable,
             FerryDiskReport       *report)
{
  guint64 gd_offset;

  if (!ferry_vmdk_header_is_sane (header))
    {
      ferry_disk_report_complain (report, FERRY_DISK_FAULT_DAMAGED,
                                  "The sizes of grains and tables in the header, at bytes 20 and "
                                  "44, make no sense: the image is damaged.");
      return NULL;
    }

  if (!find_directory (source, header, &gd_offset, report))
    return NULL;

  if (importable && gd_offset == header->gd_offset && gd_offset != 0)
    ferry_vmdk_extent_check_last_grain (source, header, gd_offset, report);

  return ferry_vmdk_extent_open (source, header, gd_offset, report);
}

FerryVirtualDisk *
ferry_vmdk_look (FerryDiskSource *source,
                 FerryDiskReport *report)
{
  const guint8 *bytes = ferry_disk_source_read (source, 0, SECTOR, SECTOR);
  FerryVmdkHeader header;
  gboolean importable;

  if (bytes == NULL || !ferry_vmdk_header_parse (&header, bytes))
    return NULL;

  if (ferry_vmdk_header_is_stream (&header))
    ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_OTHER, "VMDK, damaged");
  else
    ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_OTHER,
                                  "VMDK, sparse (not stream-optimized)");
  if (!check_header (&header, report))
    return NULL;

  report->has_virtual_size = TRUE;
  report->virtual_size = header.capacity * SECTOR;
  importable = check_kind (source, &header, report);
  if (importable)
    ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_VMDK_STREAM, "VMDK, stream-optimized");

  return open_extent (source, &header, importable, report);
}
