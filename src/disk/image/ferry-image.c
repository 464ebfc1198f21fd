/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/image/ferry-image.h"

#include "disk/image/ferry-disk-signature.h"
#include "disk/image/ferry-vhd.h"
#include "disk/image/ferry-vhdx.h"
#include "disk/image/ferry-vmdk.h"

#define SECTOR 512
#define HEAD   (128 * 1024)
#define TAIL   (64 * 1024)  /* what ferry-vmdk-header looks for a footer in */

static FerryVirtualDisk *
open_raw (FerryDiskSource *source,
          FerryDiskReport *report)
{
  guint64 size = ferry_disk_source_get_size (source);

  ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_RAW, "Raw disk");
  report->has_virtual_size = TRUE;
  report->virtual_size = size;

  return ferry_virtual_disk_new_plain (source, report, size);
}

/* Both ends are asked for at once: what the file is shows at its head, a VHD's footer, the end of a
 * stream and the copy of a GPT at its tail.
 */
FerryVirtualDisk *
ferry_image_open (FerryDiskSource *source,
                  FerryDiskReport *report)
{
  guint64 end = ferry_disk_source_get_end (source);
  gsize length = (gsize) MIN (end, HEAD);
  gsize tail_length = (gsize) MIN (end, TAIL);
  const guint8 *tail;
  const guint8 *head;

  if (length == 0)
    {
      if (ferry_disk_source_get_size (source) == 0)
        ferry_disk_report_complain (report, FERRY_DISK_FAULT_NOT_A_DISK, "The file is empty.");
      return NULL;
    }

  tail = ferry_disk_source_read (source, end - tail_length, tail_length, tail_length);
  head = ferry_disk_source_read (source, 0, length, length);
  if (head == NULL || tail == NULL)
    ferry_disk_source_explain (source, head == NULL ? "beginning" : "end", report);
  if (head == NULL)
    return NULL;

  if (ferry_vmdk_is_sparse (head, length))
    return ferry_vmdk_look (source, report);
  if (ferry_vhdx_is_vhdx (head, length))
    return ferry_vhdx_look (source, report);
  if (ferry_disk_signature_recognise (head, length, report) || tail == NULL)
    return NULL;
  if (ferry_vhd_is_vhd (head, length) ||
      (tail_length >= SECTOR && ferry_vhd_is_vhd (tail + tail_length - SECTOR, SECTOR)))
    return ferry_vhd_look (source, report);

  return open_raw (source, report);
}
