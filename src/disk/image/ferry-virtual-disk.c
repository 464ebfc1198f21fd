/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/image/ferry-virtual-disk.h"

#include <string.h>

#define MAX_READ   (1024 * 1024)
#define MAX_PIECES 4096

FerryVirtualDisk *
ferry_virtual_disk_new (FerryDiskSource *source,
                        FerryDiskReport *report,
                        guint64          size,
                        FerryDiskLocate  locate,
                        gpointer         format,
                        GDestroyNotify   free_format)
{
  FerryVirtualDisk *self = g_new0 (FerryVirtualDisk, 1);

  self->source = source;
  self->report = report;
  self->size = size;
  self->sector_size = 512;
  self->locate = locate;
  self->format = format;
  self->free_format = free_format;

  return self;
}

void
ferry_virtual_disk_free (FerryVirtualDisk *self)
{
  if (self->free_format != NULL)
    self->free_format (self->format);
  g_free (self);
}

static gboolean
locate_plain (FerryVirtualDisk *self,
              guint64           offset,
              FerryDiskPiece   *piece)
{
  piece->kind = FERRY_DISK_PIECE_STORED;
  piece->offset = offset;
  piece->length = self->size - offset;

  return TRUE;
}

FerryVirtualDisk *
ferry_virtual_disk_new_plain (FerryDiskSource *source,
                              FerryDiskReport *report,
                              guint64          size)
{
  return ferry_virtual_disk_new (source, report, size, locate_plain, NULL, NULL);
}

static const guint8 *
read_piece (FerryVirtualDisk     *self,
            const FerryDiskPiece *piece,
            gsize                 length,
            gsize                 ahead)
{
  switch (piece->kind)
    {
    case FERRY_DISK_PIECE_STORED:
      return ferry_disk_source_read (self->source, piece->offset, length,
                                     (gsize) MIN (ahead, piece->length));
    case FERRY_DISK_PIECE_MADE:
      return piece->bytes;
    case FERRY_DISK_PIECE_ZERO:
    default:
      return ferry_disk_source_make (self->source, length);
    }
}

/* Bytes of several places, put one behind the other. Those that are to come are all noted first. */
static const guint8 *
assemble (FerryVirtualDisk *self,
          guint64           offset,
          gsize             length)
{
  guint8 *room = ferry_disk_source_make (self->source, length);
  gsize done = 0;
  gboolean whole = TRUE;
  gboolean must_wait = FALSE;

  if (room == NULL)
    return NULL;

  for (guint n = 0; done < length && n < MAX_PIECES; n++)
    {
      FerryDiskPiece piece = { 0 };
      const guint8 *bytes = NULL;
      gsize size = 0;

      gboolean located = self->locate (self, offset + done, &piece);

      size = (gsize) MIN (piece.length, length - done);
      if (located)
        {
          bytes = piece.kind == FERRY_DISK_PIECE_ZERO ? room + done
                                                      : read_piece (self, &piece, size, size);
        }
      if (bytes == NULL)
        {
          gboolean to_come = ferry_disk_source_must_wait (self->source);

          whole = FALSE;
          must_wait |= to_come;
          if (!to_come || size == 0)
            break;
        }
      else if (bytes != room + done)
        {
          memcpy (room + done, bytes, size);
        }
      done += size;
    }

  if (whole && done == length)
    return room;

  ferry_disk_source_settle (self->source, must_wait);

  return NULL;
}

const guint8 *
ferry_virtual_disk_read (FerryVirtualDisk *self,
                         guint64           offset,
                         gsize             length,
                         gsize             ahead)
{
  FerryDiskPiece piece = { 0 };

  g_return_val_if_fail (length > 0, NULL);

  if (length > MAX_READ || offset >= self->size || length > self->size - offset)
    {
      ferry_disk_source_settle (self->source, FALSE);
      return NULL;
    }

  if (!self->locate (self, offset, &piece))
    return NULL;

  if (piece.length >= length)
    return read_piece (self, &piece, length, ahead);

  return assemble (self, offset, length);
}
