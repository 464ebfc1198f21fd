/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk-images.h"

#include "disk/volume/ferry-volume.h"

#include <glib/gstdio.h>

/* Disks with Windows, which windows-disk.py makes once for all tests */

static char *folder;  /* (nullable): where the disks are */

/* A disk in memory: what is written to it stays there. */
typedef struct {
  GMappedFile *file;
  GByteArray   bytes;
} Image;

static inline void
open_image (const char *name,
            Image      *image)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;

  image->file = g_mapped_file_new (path, TRUE, &error);
  g_assert_no_error (error);
  image->bytes.data = (guint8 *) g_mapped_file_get_contents (image->file);
  image->bytes.len = (guint) g_mapped_file_get_length (image->file);
}

static inline void
close_image (Image *image)
{
  g_mapped_file_unref (image->file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Image, close_image)

/* All that is in memory, without a probe: for what a look has no need of */
typedef struct {
  Image             image;
  FerryDiskSource  *source;
  FerryDiskReport  *report;
  FerryVirtualDisk *disk;
  FerryVolume      *volume;
} Direct;

static inline gboolean
locate (FerryVirtualDisk *disk,
        guint64           offset,
        FerryDiskPiece   *piece)
{
  const GByteArray *bytes = disk->format;

  piece->kind = FERRY_DISK_PIECE_MADE;
  piece->bytes = bytes->data + offset;
  piece->length = bytes->len - offset;

  return TRUE;
}

static inline void
open_direct (const char *name,
             Direct     *direct)
{
  open_image (name, &direct->image);
  direct->source = ferry_disk_source_new (direct->image.bytes.len);
  direct->report = ferry_disk_report_new ();
  direct->disk = ferry_virtual_disk_new (direct->source, direct->report, direct->image.bytes.len,
                                         locate, &direct->image.bytes, NULL);
  direct->volume = ferry_volume_new (direct->disk, 0, direct->image.bytes.len);
}

static inline void
close_direct (Direct *direct)
{
  ferry_volume_free (direct->volume);
  ferry_virtual_disk_free (direct->disk);
  ferry_disk_report_unref (direct->report);
  ferry_disk_source_free (direct->source);
  close_image (&direct->image);
}

static inline void
make_disks (void)
{
  const char *tools[] = { "wimapply", "hivexsh", "mcopy", "qemu-img", "dd" };
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "unit", "windows-disk.py", NULL);
  const char *argv[] = { g_getenv ("PYTHON") != NULL ? g_getenv ("PYTHON") : "python3", script, NULL,
                         NULL };
  g_autoptr(GError) error = NULL;
  int status;

  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      g_autofree char *program = g_find_program_in_path (tools[i]);

      if (program == NULL)
        return;
    }

  folder = g_dir_make_tmp ("ferry-windows-XXXXXX", NULL);
  argv[2] = folder;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static inline void
remove_disks (void)
{
  g_autoptr(GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  if (folder != NULL)
    g_rmdir (folder);
  g_free (folder);
}
