/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/ferry-disk-source.h"

typedef struct {
  guint64  offset;
  GBytes  *bytes;
} Range;

struct _FerryDiskSource {
  guint64   file_size;
  guint64   end;
  GArray   *ranges;         /* (element-type Range) */
  guint64   wanted_offset;
  gsize     wanted_length;  /* 0: nothing is wanted */
  gboolean  outside;        /* of the last read that gave nothing: it lay beyond the end */
  guint     requests;
  guint64   bytes_read;
};

static void
clear_range (gpointer data)
{
  Range *range = data;

  g_bytes_unref (range->bytes);
}

FerryDiskSource *
ferry_disk_source_new (guint64 file_size)
{
  FerryDiskSource *self = g_new0 (FerryDiskSource, 1);

  self->file_size = file_size;
  self->end = file_size;
  self->ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  g_array_set_clear_func (self->ranges, clear_range);

  return self;
}

void
ferry_disk_source_free (FerryDiskSource *self)
{
  g_array_unref (self->ranges);
  g_free (self);
}

guint64
ferry_disk_source_get_end (FerryDiskSource *self)
{
  return self->end;
}

static const guint8 *
find (FerryDiskSource *self,
      guint64          offset,
      gsize            length)
{
  for (guint i = 0; i < self->ranges->len; i++)
    {
      const Range *range = &g_array_index (self->ranges, Range, i);
      gsize size;
      const guint8 *data = g_bytes_get_data (range->bytes, &size);

      if (offset >= range->offset &&
          offset - range->offset <= size &&
          length <= size - (offset - range->offset))
        return data + (offset - range->offset);
    }

  return NULL;
}

const guint8 *
ferry_disk_source_read (FerryDiskSource *self,
                        guint64          offset,
                        gsize            length,
                        gsize            ahead)
{
  const guint8 *data;
  guint64 left;

  g_return_val_if_fail (length > 0, NULL);

  self->outside = offset >= self->end || length > self->end - offset;
  if (self->outside)
    return NULL;

  data = find (self, offset, length);
  if (data != NULL || self->wanted_length > 0)
    return data;

  left = FERRY_DISK_SOURCE_MAX_BYTES - self->bytes_read;
  if (self->requests >= FERRY_DISK_SOURCE_MAX_REQUESTS ||
      length > MIN (left, FERRY_DISK_SOURCE_MAX_REQUEST))
    return NULL;

  self->wanted_offset = offset;
  self->wanted_length = MIN (MAX (length, ahead), FERRY_DISK_SOURCE_MAX_REQUEST);
  self->wanted_length = MIN (self->wanted_length, MIN (left, self->end - offset));

  return NULL;
}

void
ferry_disk_source_explain (FerryDiskSource *self,
                           const char      *what,
                           FerryDiskReport *report)
{
  if (self->outside)
    ferry_disk_report_complain (report,
                                "The image is cut or damaged: its %s lies beyond the end of the "
                                "file. Copy it to the bucket again.", what);
  else
    ferry_disk_report_complain (report, "The image's %s cannot be read without reading more than a "
                                "look may read.", what);
}

gboolean
ferry_disk_source_is_waiting (FerryDiskSource *self)
{
  return self->wanted_length > 0;
}

void
ferry_disk_source_get_wanted (FerryDiskSource *self,
                              guint64         *offset,
                              gsize           *length)
{
  *offset = self->wanted_offset;
  *length = self->wanted_length;
}

void
ferry_disk_source_feed (FerryDiskSource *self,
                        GBytes          *bytes)
{
  gsize got = MIN (g_bytes_get_size (bytes), self->wanted_length);
  Range range = { self->wanted_offset, g_bytes_new_from_bytes (bytes, 0, got) };

  if (got < self->wanted_length)
    self->end = MIN (self->end, self->wanted_offset + got);

  self->requests++;
  self->bytes_read += got;
  self->wanted_length = 0;
  g_array_append_val (self->ranges, range);
}

void
ferry_disk_source_count (FerryDiskSource *self,
                         FerryDiskReport *report)
{
  report->requests = self->requests;
  report->bytes_read = self->bytes_read;
  if (self->end < self->file_size)
    ferry_disk_report_complain (report, "The image is cut: it ends after %" G_GUINT64_FORMAT " of %"
                                G_GUINT64_FORMAT " bytes.", self->end, self->file_size);
}
