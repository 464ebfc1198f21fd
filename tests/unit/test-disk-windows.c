/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "windows-images.h"

#include "disk/image/ferry-image-bytes.h"
#include "disk/system/ferry-hive.h"
#include "disk/system/ferry-ntfs.h"

#define SERVER "Windows Server 2019 Standard (1809, build 17763)"

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
    guint partition;
    gboolean has_efi_loader;
    guint requests;
  } cases[] = {
    { "windows.ntfs", SERVER, "Windows", "x86_64",
      "/Windows/System32/config/SOFTWARE", 0, FALSE, 20 },
    { "listed.ntfs", "Windows 11 Pro (23H2, build 22631)", "Windows", "arm64",
      "/Windows/System32/config/SOFTWARE", 0, FALSE, 12 },
    { "kernel.ntfs", NULL, "Windows", "i386",
      "/Windows/System32/ntoskrnl.exe", 0, FALSE, 12 },
    { "reserved.ntfs", NULL, "Windows", NULL,
      "/bootmgr", 0, FALSE, 8 },
    { "data.ntfs", NULL, NULL, NULL, NULL, 0, FALSE, 8 },
    { "mbr", SERVER, "Windows", "x86_64",
      "/Windows/System32/config/SOFTWARE", 2, FALSE, 24 },
    { "mbr.vmdk", SERVER, "Windows", "x86_64",
      "/Windows/System32/config/SOFTWARE", 2, FALSE, 40 },
    { "gpt", SERVER, "Windows", "x86_64",
      "/Windows/System32/config/SOFTWARE", 3, TRUE, 24 },
    { "gpt.vhd", SERVER, "Windows", "x86_64",
      "/Windows/System32/config/SOFTWARE", 3, TRUE, 30 },
    { "gpt.vhdx", SERVER, "Windows", "x86_64",
      "/Windows/System32/config/SOFTWARE", 3, TRUE, 30 },
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
      g_assert_cmpuint (report->evidence_partition, ==, cases[i].partition);
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

static guint8 *
get_mft (const Image *image)
{
  guint8 *boot = image->bytes.data;
  gsize cluster = (gsize) ferry_image_le16 (boot + 11) * boot[13];

  return boot + (gsize) ferry_image_le64 (boot + 48) * cluster;
}

/* Returns: where the clusters of the table of all records are told */
static guint8 *
get_mft_runs (const Image *image)
{
  guint8 *attribute = get_mft (image);

  attribute += ferry_image_le16 (attribute + 20);
  while (ferry_image_le32 (attribute) != 0x80)
    attribute += ferry_image_le32 (attribute + 4);

  return attribute + ferry_image_le16 (attribute + 32);
}

/* Moves all but the first 64 KiB of the table of all records to the end of the volume. */
static void
split_mft (Image *image)
{
  const gsize cluster = 4 * KIB;
  guint8 *runs = get_mft_runs (image);
  guint8 *rest = get_mft (image) + 16 * cluster;
  gsize n = ferry_image_le16 (runs + 1) - 16;
  gsize first = image->bytes.len / cluster - n - 16;
  guint8 *place = image->bytes.data + first * cluster;
  const guint8 two[] = { 0x11, 16, runs[3], 0x22, (guint8) n, (guint8) (n >> 8),
                         (guint8) (first - runs[3]), (guint8) ((first - runs[3]) >> 8) };

  g_assert_cmphex (runs[0], ==, 0x12);
  g_assert_true (place[0] == 0 && memcmp (place, place + 1, n * cluster - 1) == 0);
  memcpy (place, rest, n * cluster);
  memset (rest, 0xDB, n * cluster);
  memmove (runs + sizeof two, runs + 4, 4);
  memcpy (runs, two, sizeof two);
}

static void
check_names (gboolean is_split)
{
  Direct direct;

  open_direct ("windows.ntfs", &direct);
  if (is_split)
    split_mft (&direct.image);
  for (guint i = 0; i < 3100; i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/windows/SYSTEM32/A FILE of the system with a rather long name %04u.DLL",
                         i);
      g_autoptr(FerryFileTree) tree = NULL;
      FerryNode node;

      ferry_disk_source_begin (direct.source);
      tree = ferry_ntfs_new (direct.volume);
      g_assert_nonnull (tree);
      g_assert_true (ferry_file_tree_find (tree, path, &node) == (i < 3000));
      if (i < 3000)
        g_assert_cmpint (node.kind, ==, FERRY_NODE_FILE);
    }
  close_direct (&direct);
}

static void
test_ntfs_names (void)
{
  if (is_skipped ())
    return;

  check_names (FALSE);
  check_names (TRUE);
}

/* A file in many pieces that two records describe */
static void
test_ntfs_data (void)
{
  g_autofree char *path = NULL;
  g_autofree char *data = NULL;
  gsize length;
  Direct direct;
  g_autoptr(FerryFileTree) tree = NULL;
  FerryNode node;

  if (is_skipped ())
    return;

  path = g_build_filename (folder, "large.hive", NULL);
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  open_direct ("windows.ntfs", &direct);
  tree = ferry_ntfs_new (direct.volume);
  g_assert_true (ferry_file_tree_find (tree, "/Windows/System32/config/software", &node));
  g_assert_cmpuint (node.size, ==, length);
  for (gsize place = 0; place < length; )
    {
      gsize n = 0;
      const guint8 *bytes = ferry_file_tree_read (tree, &node, place, 100 * KIB + 1, &n);

      g_assert_nonnull (bytes);
      g_assert_cmpmem (bytes, n, data + place, n);
      place += n;
    }
  g_clear_pointer (&tree, ferry_file_tree_free);
  close_direct (&direct);
}

static const guint8 *
read_direct (FerryFileTree   *tree,
             const FerryNode *node,
             guint64          offset,
             gsize            length)
{
  return ferry_volume_read (tree->volume, offset, length, length);
}

static void
open_hive (Direct        *direct,
           FerryFileTree *tree,
           FerryHive    **hive)
{
  FerryNode node = { FERRY_NODE_FILE, 0, direct->image.bytes.len };

  tree->volume = direct->volume;
  tree->read = read_direct;
  *hive = ferry_hive_new (tree, &node);
}

static void
test_hive (void)
{
  FerryFileTree tree = { NULL };
  guint32 number = 0;
  guint32 key;
  Direct direct;
  FerryHive *hive;

  if (is_skipped ())
    return;

  open_direct ("large.hive", &direct);
  g_assert_cmpuint (direct.image.bytes.len, >, 1024 * KIB);
  for (guint i = 0; i < 700; i++)
    {
      g_autofree char *path = g_strdup_printf ("MICROSOFT\\vendor%03u", i);

      open_hive (&direct, &tree, &hive);
      g_assert_true (ferry_hive_find_key (hive, path, &key) == (i < 600));
      ferry_hive_free (hive);
    }

  open_hive (&direct, &tree, &hive);
  g_assert_true (ferry_hive_find_key (hive, "Microsoft\\Windows NT\\CurrentVersion", &key));
  for (guint i = 1; i < 30; i++)
    {
      g_autofree char *name = g_strdup_printf ("value%02u", i);
      g_autofree char *text = ferry_hive_dup_text (hive, key, name);

      g_assert_cmpuint (strspn (text, "x"), ==, i);
      g_assert_cmpuint (strlen (text), ==, i);
    }
  g_assert_false (ferry_hive_get_number (hive, key, "ProductName", &number));
  g_assert_null (ferry_hive_dup_text (hive, key, "Product"));
  g_assert_true (ferry_hive_find_key (hive, "Microsoft\\Windows NT\\CurrentVersion\\Number", &key));
  g_assert_true (ferry_hive_get_number (hive, key, "Size", &number));
  g_assert_cmphex (number, ==, 0x12345678);
  g_assert_null (ferry_hive_dup_text (hive, key, "Size"));
  ferry_hive_free (hive);
  close_direct (&direct);
}

static void
test_hive_lists (void)
{
  FerryFileTree tree = { NULL };
  Direct direct;
  FerryHive *hive;

  if (is_skipped ())
    return;

  open_direct ("listed.hive", &direct);
  open_hive (&direct, &tree, &hive);
  for (guint i = 0; i < 22; i++)
    {
      g_autofree char *upper = g_strdup_printf ("microsoft\\bbb%02u", i);
      g_autofree char *lower = g_strdup_printf ("microsoft\\windows nt\\AAA%02u", i);
      guint32 key;

      g_assert_true (ferry_hive_find_key (hive, upper, &key) == (i < 20));
      g_assert_true (ferry_hive_find_key (hive, lower, &key) == (i < 20));
    }
  g_assert_false (ferry_hive_must_wait (hive));
  ferry_hive_free (hive);
  close_direct (&direct);
}

static void
assert_unknown (const Image *image,
                const char  *name)
{
  g_autoptr(FerryDiskReport) report = look_at (image, name);

  g_assert_cmpstr (report->system, ==, NULL);
  g_assert_cmpstr (report->platform, ==, NULL);
  g_assert_cmpstr (report->architecture, ==, NULL);
  g_assert_false (report->has_efi_loader);
}

/* The last bytes of a sector are of another write. */
static void
test_torn (void)
{
  const guint records[] = { 0, 5 };

  if (is_skipped ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_auto(Image) image = { NULL };

      open_image ("listed.ntfs", &image);
      get_mft (&image)[records[i] * KIB + 1023] ^= 0xFF;
      assert_unknown (&image, "torn record");
    }
}

/* The table of all records is said to be where there is no volume. */
static void
test_runs (void)
{
  const guint8 runs[][9] = {
    { 0x21, 0x7F, 0xFF, 0x7F }, { 0x41, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F }, { 0x11, 0xFF, 0x04 },
    { 0x11, 0x10, 0x80 }, { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, { 0x10, 0x10 },
  };

  if (is_skipped ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      g_auto(Image) image = { NULL };

      open_image ("listed.ntfs", &image);
      memcpy (get_mft_runs (&image), runs[i], sizeof runs[i]);
      assert_unknown (&image, "runs");
    }
}

/* Each node of a folder's tree that has others below it says that it is below itself. */
static void
test_index_loop (void)
{
  g_auto(Image) image = { NULL };
  guint n = 0;

  if (is_skipped ())
    return;

  open_image ("windows.ntfs", &image);
  for (gsize place = 0; place < image.bytes.len; place += 4 * KIB)
    {
      guint8 *block = image.bytes.data + place;
      gsize entry = 24 + ferry_image_le32 (block + 24);

      if (memcmp (block, "INDX", 4) != 0 || (block[36] & 1) == 0)
        continue;

      while (entry + 16 < 4 * KIB && ferry_image_le16 (block + entry + 8) >= 16)
        {
          gsize size = ferry_image_le16 (block + entry + 8);
          gsize number = entry + size - 8;

          if (number / 512 == (number + 9) / 512)
            {
              memcpy (block + number, block + 16, 8);
              n++;
            }
          if ((block[entry + 12] & 2) != 0)
            break;

          entry += size;
        }
    }
  g_assert_cmpuint (n, >, 10);
  assert_unknown (&image, "index loop");
}

/* The root folder has no end, and its chain none either. */
static void
test_fat_loop (void)
{
  g_auto(Image) image = { NULL };
  guint8 *boot;
  gsize sector;
  gsize table;
  gsize root;
  gsize cluster;

  if (is_skipped ())
    return;

  open_image ("fat32", &image);
  boot = image.bytes.data;
  sector = ferry_image_le16 (boot + 11);
  cluster = sector * boot[13];
  table = ferry_image_le16 (boot + 14) * sector;
  root = table + (gsize) boot[16] * ferry_image_le32 (boot + 36) * sector;
  put (&image.bytes, table + 8, 4, 2);
  for (gsize place = 0; place < cluster; place += 32)
    boot[root + place] = 0xE5;
  assert_unknown (&image, "FAT loop");
}

static gsize
find_hive (const Image *image)
{
  for (gsize place = 0; place < image->bytes.len; place += 512)
    if (memcmp (image->bytes.data + place, "regf", 4) == 0)
      return place;

  g_assert_not_reached ();
}

static void
test_cells (void)
{
  const guint32 sizes[] = { 0, 1, 0x7FFFFFFF, 0x80000000, 0x80000001, 0xFFFFFFFF, 0xFFFFFFF0 };

  if (is_skipped ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_auto(Image) image = { NULL };
      gsize hive;

      open_image ("listed.ntfs", &image);
      hive = find_hive (&image);
      for (gsize place = hive + 4096 + 32; place < hive + 8192; place += 8)
        if (memcmp (image.bytes.data + place + 4, "nk", 2) == 0)
          put (&image.bytes, place, 4, sizes[i]);
      assert_unknown (&image, "cell size");
    }
}

/* Whatever bytes are damaged, the look ends within its limits. */
static void
test_random_damage (void)
{
  const char *names[] = { "listed.ntfs", "windows.ntfs", "fat12", "fat16", "microsoft" };

  if (is_skipped ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint n = 0; n < 150; n++)
      {
        g_auto(Image) image = { NULL };
        gsize places[4] = { 0 };
        gsize n_places = 1;

        open_image (names[i], &image);
        if (g_str_has_suffix (names[i], ".ntfs"))
          {
            places[1] = (gsize) (get_mft (&image) - image.bytes.data);
            places[2] = find_hive (&image);
            places[3] = places[2] + 4096;
            n_places = 4;
          }
        for (gsize j = 0; j < 24; j++)
          {
            gsize span = j % n_places == 0 ? 128 : 8 * KIB;
            gsize place = places[j % n_places] + (gsize) g_test_rand_int_range (0, (int) span);

            image.bytes.data[place] = (guint8) g_test_rand_int_range (0, 256);
          }
        ferry_disk_report_unref (look (&image.bytes, image.bytes.len));
      }
}

static void
test_cut (void)
{
  g_auto(Image) image = { NULL };

  if (is_skipped ())
    return;

  open_image ("listed.ntfs", &image);
  for (gsize size = 512; size < image.bytes.len; size += image.bytes.len / 60)
    {
      GByteArray cut = { image.bytes.data, (guint) size };

      ferry_disk_report_unref (look (&cut, size / 512 * 512));
      ferry_disk_report_unref (look (&cut, image.bytes.len));
    }
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
  g_test_add_func ("/disk-windows/ntfs-names", test_ntfs_names);
  g_test_add_func ("/disk-windows/ntfs-data", test_ntfs_data);
  g_test_add_func ("/disk-windows/hive", test_hive);
  g_test_add_func ("/disk-windows/hive-lists", test_hive_lists);
  g_test_add_func ("/disk-windows/torn", test_torn);
  g_test_add_func ("/disk-windows/runs", test_runs);
  g_test_add_func ("/disk-windows/index-loop", test_index_loop);
  g_test_add_func ("/disk-windows/fat-loop", test_fat_loop);
  g_test_add_func ("/disk-windows/cells", test_cells);
  g_test_add_func ("/disk-windows/random-damage", test_random_damage);
  g_test_add_func ("/disk-windows/cut", test_cut);

  result = g_test_run ();
  remove_disks ();

  return result;
}
