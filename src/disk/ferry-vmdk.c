/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/ferry-vmdk.h"

#include "disk/ferry-partition-table.h"
#include "disk/ferry-vmdk-extent.h"

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
  bytes = g_uint64_checked_mul (&offset, header->descriptor_offset, SECTOR)
    ? ferry_disk_source_read (source, offset, length, length)
    : NULL;
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
      ferry_disk_report_complain (report, CONVERT);
      return FALSE;
    }

  if (!read_descriptor (source, header, &create_type, report))
    return FALSE;

  if (g_strcmp0 (create_type, "streamOptimized") != 0)
    {
      ferry_disk_report_complain (report,
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
      ferry_disk_report_complain (report,
                                  "The image was damaged by a transfer as text (line ends were "
                                  "changed). Copy it again as binary data.");
      return FALSE;
    }
  if (header->version < 1 || header->version > 3)
    {
      ferry_disk_report_complain (report, "VMDK version %u is not known.", header->version);
      return FALSE;
    }
  if (header->capacity == 0 || header->capacity > MAX_CAPACITY)
    {
      ferry_disk_report_complain (report,
                                  "The header's disk size makes no sense: the image is damaged.");
      return FALSE;
    }

  return TRUE;
}

/* Where the grain directory is. A stream whose end is missing still shows its first grain, which
 * follows the overhead: then @gd_offset is 0.
 */
static gboolean
find_directory (FerryDiskSource       *source,
                const FerryVmdkHeader *header,
                guint64               *gd_offset,
                FerryDiskReport       *report)
{
  FerryVmdkHeader footer;

  *gd_offset = 0;
  if (header->gd_offset == 0)
    ferry_disk_report_complain (report, "The image is damaged: it has no grain directory.");
  if (header->gd_offset != FERRY_VMDK_GD_AT_END)
    {
      *gd_offset = header->gd_offset;
      return TRUE;
    }

  if (!ferry_vmdk_find_footer (source, &footer, report))
    return !ferry_disk_source_is_waiting (source);

  if (footer.capacity != header->capacity ||
      footer.grain_size != header->grain_size ||
      footer.gt_entries != header->gt_entries ||
      footer.gd_offset == 0)
    {
      ferry_disk_report_complain (report, "The image is damaged: header and footer differ.");
      return TRUE;
    }

  *gd_offset = footer.gd_offset;

  return TRUE;
}

static void
read_partitions (FerryDiskSource       *source,
                 const FerryVmdkHeader *header,
                 guint64                sector,
                 FerryDiskReport       *report)
{
  g_autoptr(GBytes) grain = NULL;
  gconstpointer data;
  gsize size;

  /* nothing was ever written there: the machine sees zeros */
  if (sector == 0)
    {
      report->scheme = FERRY_PARTITION_SCHEME_NONE;
      return;
    }

  grain = ferry_vmdk_read_first_grain (source, header, sector, report);
  if (grain == NULL)
    return;

  data = g_bytes_get_data (grain, &size);
  ferry_partition_table_read (data, size, report->virtual_size, report);
}

void
ferry_vmdk_look (FerryDiskSource *source,
                 FerryDiskReport *report)
{
  const guint8 *bytes = ferry_disk_source_read (source, 0, SECTOR, SECTOR);
  FerryVmdkHeader header;
  guint64 gd_offset;
  guint64 sector;

  if (bytes == NULL || !ferry_vmdk_header_parse (&header, bytes))
    return;

  if (ferry_vmdk_header_is_stream (&header))
    ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_OTHER, "VMDK, damaged");
  else
    ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_OTHER,
                                  "VMDK, sparse (not stream-optimized)");
  if (!check_header (&header, report))
    return;

  report->has_virtual_size = TRUE;
  report->virtual_size = header.capacity * SECTOR;
  if (!check_kind (source, &header, report))
    return;

  ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_VMDK_STREAM, "VMDK, stream-optimized");
  if (!ferry_vmdk_header_is_sane (&header))
    {
      ferry_disk_report_complain (report,
                                  "The sizes in the header make no sense: the image is damaged.");
      return;
    }

  if (!find_directory (source, &header, &gd_offset, report))
    return;

  sector = header.overhead;
  if (gd_offset == 0 || ferry_vmdk_find_first_grain (source, &header, gd_offset, &sector, report))
    read_partitions (source, &header, sector, report);
  if (gd_offset == header.gd_offset && gd_offset != 0)
    ferry_vmdk_check_last_grain (source, &header, gd_offset, report);
}
