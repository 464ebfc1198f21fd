/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "base/ferry-json.h"
#include "disk/ferry-disk-probe.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* ferry-bench-inspect file-systems|system IMAGE: what a look costs that goes so far, and what it
 * found: the report as JSON. With FERRY_BENCH_READS set it tells each request on standard error.
 */

static void
feed (FerryDiskProbe *probe,
      int             file,
      guint64         offset,
      gsize           length)
{
  guint8 *room = g_malloc (length);
  ssize_t n = pread (file, room, length, (off_t) offset);
  g_autoptr(GBytes) bytes = g_bytes_new_take (room, n > 0 ? (gsize) n : 0);

  if (g_getenv ("FERRY_BENCH_READS") != NULL)
    g_printerr ("  %" G_GUINT64_FORMAT " + %" G_GSIZE_FORMAT "\n", offset, length);
  ferry_disk_probe_feed (probe, offset, bytes);
}

/* In the order of the inspector, which takes all that there is before it feeds. */
static void
look (FerryDiskProbe *probe,
      int             file)
{
  g_autoptr(GArray) offsets = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr(GArray) lengths = g_array_new (FALSE, FALSE, sizeof (gsize));
  guint64 offset;
  gsize length;

  do
    {
      while (ferry_disk_probe_next (probe, &offset, &length))
        {
          g_array_append_val (offsets, offset);
          g_array_append_val (lengths, length);
        }
      if (offsets->len == 0)
        return;

      if (g_getenv ("FERRY_BENCH_READS") != NULL)
        g_printerr ("round of %u\n", offsets->len);
      for (guint i = 0; i < offsets->len; i++)
        feed (probe, file, g_array_index (offsets, guint64, i), g_array_index (lengths, gsize, i));
      g_array_set_size (offsets, 0);
      g_array_set_size (lengths, 0);
    }
  while (TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(FerryDiskProbe) probe = NULL;
  g_autoptr(FerryDiskReport) report = NULL;
  g_autoptr(JsonObject) object = NULL;
  g_autofree char *line = NULL;
  struct stat status;
  int file;

  if (argc != 3)
    {
      g_printerr ("ferry-bench-inspect file-systems|system IMAGE\n");
      return 2;
    }

  file = open (argv[2], O_RDONLY | O_CLOEXEC);
  if (file < 0 || fstat (file, &status) != 0)
    {
      g_printerr ("%s: %s\n", argv[2], g_strerror (errno));
      return EXIT_FAILURE;
    }

  probe = ferry_disk_probe_new_until ((guint64) status.st_size,
                                      g_str_equal (argv[1], "system")
                                        ? FERRY_DISK_DEPTH_SYSTEM
                                        : FERRY_DISK_DEPTH_FILE_SYSTEMS);
  look (probe, file);
  close (file);

  report = ferry_disk_probe_dup_report (probe);
  object = ferry_disk_report_to_json (report);
  line = ferry_json_to_line (object);
  g_print ("%s\n", line);

  return EXIT_SUCCESS;
}
