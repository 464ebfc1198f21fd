/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk-images.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

/* Images that the real tools make, in a folder of their own. */

typedef struct {
  char *folder;
} Workshop;

static inline void
workshop_set_up (Workshop      *shop,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  shop->folder = g_dir_make_tmp ("ferry-disk-XXXXXX", &error);
  g_assert_no_error (error);
}

/* Runs a shell script in the folder. Returns: (transfer full): what it wrote */
static inline char *
workshop_run (Workshop   *shop,
              const char *script)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_strconcat (g_getenv ("PATH"), ":/usr/sbin:/sbin", NULL);
  g_autofree char *complaint = NULL;
  char *output;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_set_cwd (launcher, shop->folder);
  g_subprocess_launcher_setenv (launcher, "PATH", path, TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, "sh", "-ec", script, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, &complaint, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process))
    g_error ("“%s” failed: %s", script, complaint);

  return output;
}

static inline void
workshop_do (Workshop   *shop,
             const char *script)
{
  g_free (workshop_run (shop, script));
}

static inline GByteArray *
workshop_load (Workshop   *shop,
               const char *name)
{
  g_autofree char *path = g_build_filename (shop->folder, name, NULL);
  g_autoptr(GError) error = NULL;
  char *data;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);

  return g_byte_array_new_take ((guint8 *) data, length);
}

static inline void
workshop_store (Workshop         *shop,
                const char       *name,
                const GByteArray *bytes)
{
  g_autofree char *path = g_build_filename (shop->folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, (const char *) bytes->data, bytes->len, &error);
  g_assert_no_error (error);
}

/* The image as the only partition of a disk, from sector 2048 on */
static inline GByteArray *
put_into_partition (const GByteArray *volume,
                    guint8            type)
{
  GByteArray *disk = make_zeros (2048 * SECTOR);

  add_partition (disk, 0, type, TRUE, 2048, (volume->len + SECTOR - 1) / SECTOR);
  g_byte_array_append (disk, volume->data, volume->len);

  return disk;
}

static inline void
workshop_tear_down (Workshop      *shop,
                    gconstpointer  data)
{
  workshop_do (shop, "rm -rf -- * .[!.]*");
  g_rmdir (shop->folder);
  g_free (shop->folder);
}
