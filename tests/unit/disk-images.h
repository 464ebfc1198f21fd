/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-disk-probe.h"

#include <string.h>

/* Disk images for the tests of disks: the samples, made ones, and a file
 * that a probe looks into.
 */

#define SECTOR 512
#define KIB    ((gsize) 1024)
#define GIB    ((guint64) 1 << 30)

static inline GByteArray *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "samples", "disks", name, NULL);
  g_autoptr(GError) error = NULL;
  char *data;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);

  return g_byte_array_new_take ((guint8 *) data, length);
}

static inline void
put (GByteArray *image,
     gsize       offset,
     guint       width,
     guint64     value)
{
  for (guint i = 0; i < width; i++)
    image->data[offset + i] = (guint8) (value >> (8 * i));
}

/* Plays the file: @size is what the probe is told, @image what is really there. */
static inline FerryDiskReport *
look (const GByteArray *image,
      guint64           size)
{
  g_autoptr(FerryDiskProbe) probe = ferry_disk_probe_new (size);
  FerryDiskReport *report;
  guint64 offset;
  gsize length;
  guint requests = 0;
  guint64 bytes_read = 0;

  while (ferry_disk_probe_next (probe, &offset, &length))
    {
      gsize start = (gsize) MIN (offset, image->len);
      gsize got = MIN (length, image->len - start);
      g_autoptr(GBytes) bytes = g_bytes_new (image->data + start, got);

      g_assert_cmpuint (length, >, 0);
      g_assert_cmpuint (length, <=, 1024 * KIB);
      g_assert_true (offset < size && length <= size - offset);
      requests++;
      bytes_read += got;
      ferry_disk_probe_feed (probe, offset, bytes);
    }

  g_assert_cmpuint (requests, <=, 64);
  g_assert_cmpuint (bytes_read, <=, 8192 * KIB);
  report = ferry_disk_probe_dup_report (probe);
  g_assert_cmpuint (report->requests, ==, requests);
  g_assert_cmpuint (report->bytes_read, ==, bytes_read);
  g_assert_cmpuint (report->file_size, ==, size);

  return report;
}

static inline void
assert_problem (FerryDiskReport *report,
                const char      *part)
{
  g_assert_nonnull (report->problem);
  if (strstr (report->problem, part) == NULL)
    g_error ("“%s” is not in “%s”", part, report->problem);
}

static inline GByteArray *
make_zeros (gsize size)
{
  GByteArray *image = g_byte_array_new ();

  if (size > 0)
    {
      g_byte_array_set_size (image, size);
      memset (image->data, 0, size);
    }

  return image;
}

static inline void
add_partition (GByteArray *image,
               guint       index,
               guint8      type,
               gboolean    active,
               guint32     first,
               guint32     sectors)
{
  gsize entry = 446 + 16 * index;

  put (image, entry, 1, active ? 0x80 : 0);
  put (image, entry + 4, 1, type);
  put (image, entry + 8, 4, first);
  put (image, entry + 12, 4, sectors);
  put (image, 510, 2, 0xAA55);
}
