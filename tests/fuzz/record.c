/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-pieces.h"

#include "disk/ferry-disk-probe.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* ferry-fuzz-record IMAGE PIECES: keeps of a real image what a look reads, and of a small one what
 * else is in it, so that readers of another day find something: at most 56 KiB.
 */

#define BLOCK    4096
#define MOST     (56 * 1024)
#define RUN      64                  /* zeros that are left out, or cost no more than these */
#define MOST_ALL (64 * 1024 * 1024)  /* a larger file is not searched for what else is in it */

typedef struct {
  int          file;
  guint64      size;
  FerryPieces *pieces;
  GHashTable  *blocks;  /* (element-type guint64): those that were looked at */
  gsize        used;
} Recording;

static GBytes *
read_file (Recording *recording,
           guint64    offset,
           gsize      length)
{
  guint8 *room = g_malloc0 (length);
  ssize_t n = pread (recording->file, room, length, (off_t) offset);

  return g_bytes_new_take (room, n > 0 ? (gsize) n : 0);
}

/* What the bytes take as pieces, which leave out runs of zeros; 0 where all are zeros */
static gsize
count (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gsize zeros = 0;
  gsize n = 0;

  for (gsize i = 0; i < size; i++)
    {
      if (data[i] == 0)
        {
          zeros++;
          continue;
        }
      n += 1 + MIN (zeros, RUN);
      zeros = 0;
    }

  return n;
}

static void
record (Recording *recording,
        guint64    offset,
        guint64    length)
{
  for (guint64 block = offset / BLOCK; block * BLOCK < offset + length; block++)
    {
      g_autoptr(GBytes) bytes = NULL;
      gsize n;

      if (!g_hash_table_add (recording->blocks, g_memdup2 (&block, sizeof block)))
        continue;

      bytes = read_file (recording, block * BLOCK, BLOCK);
      n = count (bytes);
      if (n == 0 || recording->used + n > MOST)
        continue;

      recording->used += n;
      ferry_pieces_record (recording->pieces, block * BLOCK, bytes);
    }
}

static void
look (Recording *recording)
{
  g_autoptr(FerryDiskProbe) probe = ferry_disk_probe_new (recording->size);
  guint64 offset;
  gsize length;

  while (ferry_disk_probe_next (probe, &offset, &length))
    {
      g_autoptr(GBytes) bytes = read_file (recording, offset, length);

      record (recording, offset, length);
      ferry_disk_probe_feed (probe, offset, bytes);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(FerryPieces) pieces = NULL;
  g_autoptr(GHashTable) blocks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GBytes) saved = NULL;
  g_autoptr(GError) error = NULL;
  Recording recording = { 0 };
  struct stat status;

  if (argc != 3)
    {
      g_printerr ("ferry-fuzz-record IMAGE PIECES\n");
      return 2;
    }

  recording.file = open (argv[1], O_RDONLY | O_CLOEXEC);
  if (recording.file < 0 || fstat (recording.file, &status) != 0)
    {
      g_printerr ("%s: %s\n", argv[1], g_strerror (errno));
      return EXIT_FAILURE;
    }

  recording.size = (guint64) status.st_size;
  recording.pieces = pieces = ferry_pieces_new (recording.size);
  recording.blocks = blocks;
  look (&recording);
  if (recording.size <= MOST_ALL)
    record (&recording, 0, recording.size);
  close (recording.file);

  saved = ferry_pieces_save (pieces);
  if (!g_file_set_contents (argv[2], g_bytes_get_data (saved, NULL),
                            (gssize) g_bytes_get_size (saved), &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }

  return EXIT_SUCCESS;
}
