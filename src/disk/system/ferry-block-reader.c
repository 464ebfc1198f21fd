/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/system/ferry-block-reader.h"

#include <string.h>

#define MAX_RUNS 64  /* each may be a request */

/* Returns: FALSE where the run does not lie on the volume */
static gboolean
place_run (FerryVolume         *volume,
           const FerryBlockRun *run,
           guint32              block_size,
           guint64              skip,
           guint64             *place)
{
  if (run->block > G_MAXINT64 / block_size)
    return FALSE;

  *place = run->block * block_size + skip;

  return *place < ferry_volume_get_size (volume);
}

const guint8 *
ferry_block_read (FerryVolume      *volume,
                  guint32           block_size,
                  FerryBlockLocate  locate,
                  gconstpointer     file_system,
                  const guint8     *inode,
                  guint64           offset,
                  gsize             length)
{
  guint8 *room = NULL;
  gsize done = 0;
  guint64 missing = 0;
  gsize missing_size = 0;
  guint64 skip = offset % block_size;

  for (guint n = 0; done < length && n < MAX_RUNS; n++)
    {
      FerryBlockRun run = { FALSE, 0, 0 };
      const guint8 *bytes = NULL;
      guint64 place;
      gsize size;

      if (!locate (file_system, inode, (offset + done) / block_size, &run) || run.count == 0 ||
          (!run.hole && !place_run (volume, &run, block_size, skip, &place)))
        return NULL;

      size = length - done;
      if (run.count <= (size + skip - 1) / block_size)
        size = (gsize) (run.count * block_size - skip);
      skip = 0;
      if (!run.hole)
        {
          bytes = ferry_volume_read (volume, place, size, size);
          if (size == length)
            return bytes;
          if (bytes == NULL && !ferry_volume_must_wait (volume))
            return NULL;
          if (bytes == NULL)
            {
              missing = place;
              missing_size = size;
            }
        }

      if (room == NULL)
        room = ferry_volume_make (volume, length);
      if (room == NULL)
        return NULL;
      if (bytes != NULL)
        memcpy (room + done, bytes, size);
      done += size;
    }

  /* so that the volume says what this read came to, not what the last piece did */
  if (missing_size > 0)
    return ferry_volume_read (volume, missing, missing_size, missing_size), NULL;

  return done == length ? room : NULL;
}
