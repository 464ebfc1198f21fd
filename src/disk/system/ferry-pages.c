/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/system/ferry-pages.h"

#include <string.h>

#define PAGE     (64 * 1024)
#define MAX_READ (1024 * 1024)

/* What lies within one page. The page is asked for, but only what is needed is put together, where
 * it lies in several places.
 */
static const guint8 *
read_within (FerryVolume *volume,
             guint64      offset,
             gsize        length)
{
  guint64 start = offset - offset % PAGE;
  gsize size = (gsize) MIN (PAGE, ferry_volume_get_size (volume) - start);
  const guint8 *bytes = ferry_volume_read (volume, offset, length, length);

  if (bytes == NULL && ferry_volume_must_wait (volume))
    ferry_volume_read (volume, start, size, size);

  return bytes;
}

const guint8 *
ferry_pages_read (FerryVolume *volume,
                  guint64      offset,
                  gsize        length)
{
  guint64 size = ferry_volume_get_size (volume);
  gsize waiting_at = length;
  guint8 *room;

  /* out of bounds: the volume says so in its way */
  if (length > MAX_READ || offset >= size || length > size - offset)
    return ferry_volume_read (volume, offset, length, length);
  if (offset % PAGE + length <= PAGE)
    return read_within (volume, offset, length);

  room = ferry_volume_make (volume, length);
  for (gsize done = 0; room != NULL && done < length; )
    {
      gsize part = (gsize) MIN (PAGE - (offset + done) % PAGE, length - done);
      const guint8 *bytes = read_within (volume, offset + done, part);

      if (bytes != NULL)
        memcpy (room + done, bytes, part);
      else if (!ferry_volume_must_wait (volume))
        return NULL;
      else
        waiting_at = MIN (waiting_at, done);
      done += part;
    }

  if (waiting_at == length)
    return room;

  /* leaves the volume waiting, which a later page that was known has undone */
  read_within (volume, offset + waiting_at, 1);

  return NULL;
}
