/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/ferry-disk-probe.h"

#include "disk/ferry-disk-content.h"
#include "disk/ferry-disk-source.h"
#include "disk/image/ferry-image.h"
#include "disk/image/ferry-ova.h"

/* Decides whether the file is one disk or an archive with several. After each round of feeding the
 * readers start over from the first byte, with a new report, until nothing is wanted any more: see
 * FerryDiskSource. May be used on any thread, by one at a time.
 */

struct _FerryDiskProbe {
  guint64          file_size;
  FerryDiskSource *source;
  FerryDiskReport *report;
};

static void
run (FerryDiskProbe *self)
{
  g_clear_pointer (&self->report, ferry_disk_report_unref);
  self->report = ferry_disk_report_new ();
  self->report->file_size = self->file_size;

  ferry_disk_source_begin (self->source);
  if (!ferry_ova_look (self->source, self->report))
    {
      g_autoptr(FerryVirtualDisk) disk = ferry_image_open (self->source, self->report);

      if (disk != NULL)
        ferry_disk_content_look (disk, self->report);
    }
  ferry_disk_source_count (self->source, self->report);
}

FerryDiskProbe *
ferry_disk_probe_new (guint64 file_size)
{
  return ferry_disk_probe_new_until (file_size, FERRY_DISK_DEPTH_SYSTEM);
}

FerryDiskProbe *
ferry_disk_probe_new_until (guint64        file_size,
                            FerryDiskDepth depth)
{
  FerryDiskProbe *self = g_new0 (FerryDiskProbe, 1);

  self->file_size = file_size;
  self->source = ferry_disk_source_new (file_size);
  ferry_disk_source_set_depth (self->source, depth);
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

  return ferry_disk_source_take (self->source, offset, length);
}

void
ferry_disk_probe_feed (FerryDiskProbe *self,
                       guint64         offset,
                       GBytes         *bytes)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (bytes != NULL);

  if (!ferry_disk_source_feed (self->source, offset, bytes))
    g_return_if_reached ();
  if (!ferry_disk_source_is_waiting (self->source))
    run (self);
}

FerryDiskReport *
ferry_disk_probe_dup_report (FerryDiskProbe *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return ferry_disk_report_ref (self->report);
}
