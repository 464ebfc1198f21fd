/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/volume/ferry-volume.h"

#include <string.h>

#define MAX_READ     (1024 * 1024)
#define MAX_STRETCHES 4096

typedef struct {
  guint64 start;   /* bytes on the disk */
  guint64 offset;  /* bytes within the volume */
  guint64 size;
} Stretch;

struct _FerryVolume {
  FerryVirtualDisk *disk;
  GArray           *stretches;  /* (element-type Stretch) */
  guint64           size;
};

static FerryVolume *
new_empty (FerryVirtualDisk *disk)
{
  FerryVolume *self = g_new0 (FerryVolume, 1);

  self->disk = disk;
  self->stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));

  return self;
}

static void
add_stretch (FerryVolume *self,
             guint64      start,
             guint64      size)
{
  Stretch stretch = { start, self->size, size };

  if (size == 0)
    return;

  g_array_append_val (self->stretches, stretch);
  self->size += size;
}

FerryVolume *
ferry_volume_new (FerryVirtualDisk *disk,
                  guint64           start,
                  guint64           size)
{
  FerryVolume *self = new_empty (disk);

  if (start < disk->size)
    add_stretch (self, start, MIN (size, disk->size - start));

  return self;
}

FerryVolume *
ferry_volume_new_empty (FerryVolume *parent)
{
  return new_empty (parent->disk);
}

/* Returns: (nullable): the stretch that holds the byte */
static const Stretch *
find (FerryVolume *self,
      guint64      offset)
{
  for (guint i = 0; i < self->stretches->len; i++)
    {
      const Stretch *stretch = &g_array_index (self->stretches, Stretch, i);

      if (offset >= stretch->offset && offset - stretch->offset < stretch->size)
        return stretch;
    }

  return NULL;
}

gboolean
ferry_volume_append (FerryVolume *self,
                     FerryVolume *parent,
                     guint64      start,
                     guint64      size)
{
  if (start > parent->size || size > parent->size - start ||
      size > G_MAXINT64 - self->size || self->stretches->len >= MAX_STRETCHES)
    return FALSE;

  while (size > 0)
    {
      const Stretch *stretch = find (parent, start);
      guint64 skip = start - stretch->offset;
      guint64 length = MIN (size, stretch->size - skip);

      add_stretch (self, stretch->start + skip, length);
      start += length;
      size -= length;
    }

  return TRUE;
}

void
ferry_volume_free (FerryVolume *self)
{
  g_array_unref (self->stretches);
  g_free (self);
}

guint64
ferry_volume_get_size (FerryVolume *self)
{
  return self->size;
}

guint
ferry_volume_get_sector_size (FerryVolume *self)
{
  return self->disk->sector_size;
}

static const guint8 *
assemble (FerryVolume *self,
          guint64      offset,
          gsize        length)
{
  guint8 *room = ferry_volume_make (self, length);
  gboolean must_wait = FALSE;
  gboolean whole = TRUE;

  if (room == NULL)
    return NULL;

  for (gsize done = 0; done < length; )
    {
      const Stretch *stretch = find (self, offset + done);
      guint64 skip = offset + done - stretch->offset;
      gsize size = (gsize) MIN (stretch->size - skip, length - done);
      const guint8 *bytes = ferry_virtual_disk_read (self->disk, stretch->start + skip, size, size);

      if (bytes != NULL)
        memcpy (room + done, bytes, size);
      else
        must_wait |= ferry_volume_must_wait (self);
      whole &= bytes != NULL;
      done += size;
    }
  if (whole)
    return room;

  ferry_disk_source_settle (self->disk->source, must_wait);

  return NULL;
}

const guint8 *
ferry_volume_read (FerryVolume *self,
                   guint64      offset,
                   gsize        length,
                   gsize        ahead)
{
  const Stretch *stretch;
  guint64 skip;

  g_return_val_if_fail (length > 0, NULL);

  if (length > MAX_READ || offset >= self->size || length > self->size - offset)
    {
      ferry_disk_source_settle (self->disk->source, FALSE);
      return NULL;
    }

  stretch = find (self, offset);
  skip = offset - stretch->offset;
  if (length > stretch->size - skip)
    return assemble (self, offset, length);

  ahead = (gsize) MIN (MAX (ahead, length), stretch->size - skip);

  return ferry_virtual_disk_read (self->disk, stretch->start + skip, length, ahead);
}

gboolean
ferry_volume_must_wait (FerryVolume *self)
{
  return ferry_disk_source_must_wait (self->disk->source);
}

guint8 *
ferry_volume_make (FerryVolume *self,
                   gsize        size)
{
  return ferry_disk_source_make (self->disk->source, size);
}
