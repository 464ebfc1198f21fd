/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/ferry-disk-probe.h"
#include "ferry-pieces.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* ferry-look [--trace FILE] IMAGE…: looks into images as Ferry does in a bucket and prints one JSON
 * object a line. An image may be a recorded one; --trace records the look into the last image.
 */

static char *trace_path;
static char **image_paths;

static const GOptionEntry options[] = {
  { "trace", 0, 0, G_OPTION_ARG_FILENAME, &trace_path, "Write what was read to FILE", "FILE" },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &image_paths, NULL, "IMAGE…" },
  G_OPTION_ENTRY_NULL
};

typedef struct {
  int          fd;
  guint64      size;
  FerryPieces *recorded;  /* (nullable): it is a recorded image, and read from there */
  FerryPieces *trace;
} Image;

static GBytes *
read_file (int     fd,
           guint64 offset,
           gsize   length)
{
  guint8 *room = g_malloc (length);
  gsize done = 0;

  while (done < length)
    {
      gssize n = pread (fd, room + done, length - done, (off_t) (offset + done));

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        break;
      done += (gsize) n;
    }

  return g_bytes_new_take (room, done);
}

static gboolean
open_image (Image      *image,
            const char *path)
{
  g_autoptr(GBytes) head = NULL;
  struct stat status;

  image->fd = open (path, O_RDONLY | O_CLOEXEC);
  if (image->fd < 0 || fstat (image->fd, &status) != 0)
    {
      g_printerr ("%s: %s\n", path, g_strerror (errno));
      return FALSE;
    }

  image->size = (guint64) status.st_size;
  head = read_file (image->fd, 0, strlen (FERRY_PIECES_MAGIC));
  if (g_bytes_get_size (head) == strlen (FERRY_PIECES_MAGIC) &&
      memcmp (g_bytes_get_data (head, NULL), FERRY_PIECES_MAGIC, g_bytes_get_size (head)) == 0)
    {
      g_autoptr(GBytes) bytes = read_file (image->fd, 0, (gsize) image->size);

      image->recorded = ferry_pieces_load (bytes);
      if (image->recorded != NULL)
        image->size = ferry_pieces_get_size (image->recorded);
    }
  image->trace = ferry_pieces_new (image->size);

  return TRUE;
}

static void
close_image (Image *image)
{
  if (image->fd >= 0)
    close (image->fd);
  g_clear_pointer (&image->recorded, ferry_pieces_free);
  g_clear_pointer (&image->trace, ferry_pieces_free);
}

static GBytes *
read_image (Image   *image,
            guint64  offset,
            gsize    length)
{
  GBytes *bytes = image->recorded != NULL ? ferry_pieces_read (image->recorded, offset, length)
                                          : read_file (image->fd, offset, length);

  ferry_pieces_record (image->trace, offset, bytes);

  return bytes;
}

static void
look (Image      *image,
      const char *path)
{
  g_autoptr(FerryDiskProbe) probe = ferry_disk_probe_new (image->size);
  g_autoptr(FerryDiskReport) report = NULL;
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  JsonObject *object;
  guint64 offset;
  gsize length;

  while (ferry_disk_probe_next (probe, &offset, &length))
    {
      g_autoptr(GBytes) bytes = read_image (image, offset, length);

      ferry_disk_probe_feed (probe, offset, bytes);
    }

  report = ferry_disk_probe_dup_report (probe);
  object = ferry_disk_report_to_json (report);
  json_object_set_string_member (object, "path", path);
  json_node_take_object (node, object);
  text = json_to_string (node, FALSE);
  /* not g_print (), which would fit names to the locale */
  puts (text);
}

static gboolean
look_into (const char *path)
{
  Image image = { .fd = -1 };
  gboolean opened = open_image (&image, path);

  if (opened)
    look (&image, path);
  if (opened && trace_path != NULL)
    {
      g_autoptr(GBytes) bytes = ferry_pieces_save (image.trace);
      g_autoptr(GError) error = NULL;
      gsize size;
      const char *data = g_bytes_get_data (bytes, &size);

      if (!g_file_set_contents (trace_path, data, (gssize) size, &error))
        {
          g_printerr ("%s\n", error->message);
          opened = FALSE;
        }
    }
  close_image (&image);

  return opened;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_autoptr(GError) error = NULL;
  int status = EXIT_SUCCESS;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || image_paths == NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "Name the images.");
      return EXIT_FAILURE;
    }

  for (guint i = 0; image_paths[i] != NULL; i++)
    if (!look_into (image_paths[i]))
      status = EXIT_FAILURE;

  return status;
}
