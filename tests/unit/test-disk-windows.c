/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "disk-images.h"

#include <glib/gstdio.h>

#define SERVER "Windows Server 2019 Standard (1809, build 17763)"

static char *folder;  /* (nullable): where the disks are */

/* A disk in memory: what is written to it stays there. */
typedef struct {
  GMappedFile *file;
  GByteArray   bytes;
} Image;

static void
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

static void
close_image (Image *image)
{
  g_mapped_file_unref (image->file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Image, close_image)

static FerryDiskReport *
look_at (const Image *image,
         const char  *name)
{
  FerryDiskReport *report = look (&image->bytes, image->bytes.len);

  g_test_message ("%s: %u requests in %u rounds, %" G_GUINT64_FORMAT " KiB", name,
                  report->requests, report->rounds, report->bytes_read / 1024);
  g_assert_cmpuint (report->requests, <=, 40);
  g_assert_cmpuint (report->bytes_read, <=, 4096 * KIB);

  return report;
}

static gboolean
is_skipped (void)
{
  if (folder == NULL)
    g_test_skip ("a tool that makes NTFS, FAT or a registry is not installed");

  return folder == NULL;
}

static void
test_windows (void)
{
  const struct {
    const char *name, *system, *platform, *architecture, *evidence;
    gboolean has_efi_loader;
    guint requests;
  } cases[] = {
    { "windows.ntfs", SERVER, "Windows", "x86_64",
      "registry of the NTFS file system of the whole disk", FALSE, 20 },
    { "listed.ntfs", "Windows 11 Pro (23H2, build 22631)", "Windows", "arm64",
      "registry of the NTFS file system of the whole disk", FALSE, 12 },
    { "kernel.ntfs", NULL, "Windows", "i386",
      "kernel (ntoskrnl.exe) of the NTFS file system of the whole disk", FALSE, 12 },
    { "reserved.ntfs", NULL, "Windows", NULL,
      "boot manager (bootmgr) of the NTFS file system of the whole disk", FALSE, 8 },
    { "data.ntfs", NULL, NULL, NULL, NULL, FALSE, 8 },
    { "mbr", SERVER, "Windows", "x86_64",
      "registry of the NTFS file system of partition 2", FALSE, 24 },
    { "mbr.vmdk", SERVER, "Windows", "x86_64",
      "registry of the NTFS file system of partition 2", FALSE, 40 },
    { "gpt", SERVER, "Windows", "x86_64",
      "registry of the NTFS file system of partition 3", TRUE, 24 },
    { "gpt.vhd", SERVER, "Windows", "x86_64",
      "registry of the NTFS file system of partition 3", TRUE, 30 },
    { "gpt.vhdx", SERVER, "Windows", "x86_64",
      "registry of the NTFS file system of partition 3", TRUE, 30 },
  };

  if (is_skipped ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(Image) image = { NULL };
      g_autoptr(FerryDiskReport) report = NULL;

      open_image (cases[i].name, &image);
      report = look_at (&image, cases[i].name);
      g_assert_cmpstr (report->problem, ==, NULL);
      g_assert_cmpstr (report->system, ==, cases[i].system);
      g_assert_cmpstr (report->platform, ==, cases[i].platform);
      g_assert_cmpstr (report->architecture, ==, cases[i].architecture);
      g_assert_cmpstr (report->evidence, ==, cases[i].evidence);
      g_assert_true (report->has_efi_loader == cases[i].has_efi_loader);
      g_assert_cmpuint (report->requests, <=, cases[i].requests);
    }
}

static void
test_efi (void)
{
  const struct {
    const char *name, *platform, *architecture;
    gboolean has_efi_loader;
  } cases[] = {
    { "fat12", NULL, "i386", TRUE },
    { "fat16", NULL, "arm64", TRUE },
    { "fat32", NULL, "x86_64", TRUE },
    { "empty", NULL, NULL, FALSE },
    { "microsoft", "Windows", "arm64", TRUE },
    { "esp", "Windows", "x86_64", TRUE },
  };

  if (is_skipped ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(Image) image = { NULL };
      g_autoptr(FerryDiskReport) report = NULL;

      open_image (cases[i].name, &image);
      report = look_at (&image, cases[i].name);
      g_assert_cmpstr (report->problem, ==, NULL);
      g_assert_cmpstr (report->platform, ==, cases[i].platform);
      g_assert_cmpstr (report->architecture, ==, cases[i].architecture);
      g_assert_true (report->has_efi_loader == cases[i].has_efi_loader);
      g_assert_cmpuint (report->requests, <=, 8);
    }
}

static void
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

static void
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

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  make_disks ();

  g_test_add_func ("/disk-windows/windows", test_windows);
  g_test_add_func ("/disk-windows/efi", test_efi);

  result = g_test_run ();
  remove_disks ();

  return result;
}
