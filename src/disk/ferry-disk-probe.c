/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/ferry-disk-probe.h"

#include "disk/ferry-disk-signature.h"
#include "disk/ferry-disk-source.h"
#include "disk/ferry-file-system.h"
#include "disk/ferry-partition-table.h"
#include "disk/ferry-vmdk.h"

#include <string.h>

/* Decides which format's reader runs. After each feed the readers start over from the first byte,
 * with a new report, until nothing is wanted any more: see FerryDiskSource. May be used on any
 * thread, by one at a time.
 */

#define HEAD   (128 * 1024)
#define SECTOR 512

struct _FerryDiskProbe {
  guint64          file_size;
  FerryDiskSource *source;
  FerryDiskReport *report;
};

static gboolean
is_zero (const guint8 *data,
         gsize         length)
{
  return data[0] == 0 && memcmp (data, data + 1, length - 1) == 0;
}

static void
look_at_nothing (const guint8    *head,
                 gsize            length,
                 FerryDiskReport *report)
{
  if (is_zero (head, length))
    ferry_disk_report_complain (report,
                                "The beginning of the file is empty: there is no boot sector and "
                                "no file system.");
  else
    ferry_disk_report_complain (report,
                                "Nothing in the file is recognised: no disk format, no boot "
                                "sector, no file system. It may be encrypted, or no disk at all.");
}

static void
look_at_sectors (FerryDiskProbe *self,
                 const guint8   *head,
                 gsize           length)
{
  FerryDiskReport *report = self->report;
  gboolean encrypted;
  const char *file_system = ferry_file_system_recognise (head, length, &encrypted);
  gboolean signature = length >= SECTOR && head[510] == 0x55 && head[511] == 0xAA;

  report->scheme = FERRY_PARTITION_SCHEME_NONE;
  ferry_partition_table_read (head, length, self->file_size, report);
  if (!signature && file_system == NULL && report->scheme == FERRY_PARTITION_SCHEME_NONE)
    {
      look_at_nothing (head, length, report);
      return;
    }

  ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_RAW, "Raw disk");
  report->has_virtual_size = TRUE;
  report->virtual_size = self->file_size;
  if (encrypted)
    ferry_disk_report_complain (report,
                                "The disk is encrypted (%s), which VM Import does not take. "
                                "Decrypt it first.", file_system);
  if (self->file_size % SECTOR != 0)
    ferry_disk_report_complain (report,
                                "The file is not a whole number of 512-byte sectors: it is cut, "
                                "or something was added to it.");
}

static void
look_at_raw (FerryDiskProbe *self,
             const guint8   *head,
             gsize           length)
{
  if (self->file_size > SECTOR)
    {
      guint64 end = ferry_disk_source_get_end (self->source);
      const guint8 *footer = NULL;

      if (end == self->file_size)
        footer = ferry_disk_source_read (self->source, end - SECTOR, SECTOR, SECTOR);
      if (footer == NULL && ferry_disk_source_is_waiting (self->source))
        return;
      if (footer != NULL && ferry_disk_signature_is_vhd (footer, self->report))
        return;
    }

  look_at_sectors (self, head, length);
}

static void
look (FerryDiskProbe *self)
{
  guint64 end = ferry_disk_source_get_end (self->source);
  gsize length = (gsize) MIN (end, HEAD);
  const guint8 *head;

  if (length == 0)
    {
      if (self->file_size == 0)
        ferry_disk_report_complain (self->report, "The file is empty.");
      return;
    }

  head = ferry_disk_source_read (self->source, 0, length, length);
  if (head == NULL)
    return;

  if (ferry_vmdk_is_sparse (head, length))
    ferry_vmdk_look (self->source, self->report);
  else if (!ferry_disk_signature_recognise (head, length, self->report))
    look_at_raw (self, head, length);
}

static void
run (FerryDiskProbe *self)
{
  g_clear_pointer (&self->report, ferry_disk_report_unref);
  self->report = ferry_disk_report_new ();
  self->report->file_size = self->file_size;

  look (self);
  ferry_disk_source_count (self->source, self->report);
}

FerryDiskProbe *
ferry_disk_probe_new (guint64 file_size)
{
  FerryDiskProbe *self = g_new0 (FerryDiskProbe, 1);

  self->file_size = file_size;
  self->source = ferry_disk_source_new (file_size);
  run (self);

  return self;
}

void
ferry_disk_probe_free (FerryDiskProbe *self)
{
  g_return_if_fail (self != NULL);

  ferry_disk_source_free (self->source);
  ferry_disk_report_unref (self->report);
  g_free (self);
}

gboolean
ferry_disk_probe_next (FerryDiskProbe *self,
                       guint64        *offset,
                       gsize          *length)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!ferry_disk_source_is_waiting (self->source))
    return FALSE;

  ferry_disk_source_get_wanted (self->source, offset, length);

  return TRUE;
}

void
ferry_disk_probe_feed (FerryDiskProbe *self,
                       GBytes         *bytes)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (bytes != NULL);
  g_return_if_fail (ferry_disk_source_is_waiting (self->source));

  ferry_disk_source_feed (self->source, bytes);
  run (self);
}

FerryDiskReport *
ferry_disk_probe_dup_report (FerryDiskProbe *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return ferry_disk_report_ref (self->report);
}
