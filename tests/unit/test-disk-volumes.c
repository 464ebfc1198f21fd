/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "disk-tools.h"

/* What fills a volume: what the tools make, as blkid sees it. */

typedef struct {
  const char *name;
  const char *script;  /* makes "image" */
} Maker;

#define UUID "2f9d3a11-7c04-4d0e-8a5b-0123456789ab"
#define BLANK "truncate -s 0 image; truncate -s "
#define LUKS "echo secret | cryptsetup luksFormat -q --pbkdf pbkdf2 --pbkdf-force-iterations 1000 "

static const Maker makers[] = {
  { "ext2", BLANK "4M image; mkfs.ext2 -q -F -L 'two words' -U " UUID " image" },
  { "ext3", BLANK "8M image; mkfs.ext3 -q -F -L root image" },
  { "ext4", BLANK "8M image; mkfs.ext4 -q -F -L root image" },
  { "ext4-without-journal", BLANK "8M image; mkfs.ext4 -q -F -O ^has_journal image" },
  { "ext4-1k-64bit", BLANK "8M image; mkfs.ext4 -q -F -b 1024 -O 64bit image" },
  { "ext4-like-ext3", BLANK "8M image; mkfs.ext4 -q -F -O ^extent,^64bit,^flex_bg,^huge_file,"
                      "^dir_nlink,^extra_isize,^metadata_csum image" },
  { "ext-journal", BLANK "8M image; mke2fs -q -F -O journal_dev image" },
  { "xfs", BLANK "64M image; mkfs.xfs --unsupported -q -L root image" },
  { "xfs-v4", BLANK "64M image; mkfs.xfs --unsupported -q -m crc=0 -L oldroot image" },
  { "btrfs", BLANK "32M image; mkfs.btrfs -q --mixed -L root image" },
  { "jfs", BLANK "16M image; mkfs.jfs -q -L root image" },
  { "exfat", BLANK "4M image; mkfs.exfat -L Grüße image" },
  { "exfat-unnamed", BLANK "4M image; mkfs.exfat image" },
  { "ntfs", BLANK "4M image; mkntfs -q -F -L Größe image" },
  { "ntfs-unnamed", BLANK "4M image; mkntfs -q -F image" },
  { "fat12", BLANK "1M image; mkfs.vfat -F 12 -n TWELVE image" },
  { "fat16", BLANK "16M image; mkfs.vfat -F 16 -n SIXTEEN image" },
  { "fat32", BLANK "40M image; mkfs.vfat -F 32 -n 'EFI 32' image" },
  { "fat-unnamed", BLANK "16M image; mkfs.vfat image" },
  { "swap", BLANK "1M image; mkswap -L swap image" },
  { "swap-64k", BLANK "1M image; mkswap -p 65536 -L large image" },
  { "luks1", BLANK "4M image; " LUKS "--type luks1 image -" },
  { "luks2", BLANK "20M image; " LUKS "--type luks2 --label hidden image -" },
};

/* Returns: (nullable) (transfer full) */
static char *
ask_blkid (Workshop   *shop,
           const char *name)
{
  g_autofree char *script = g_strdup_printf ("blkid -p -o value -s %s image || true", name);
  char *value = g_strchomp (workshop_run (shop, script));

  if (*value == '\0')
    g_clear_pointer (&value, g_free);

  return value;
}

static void
assert_as_blkid (const FerryFileSystem *file_system,
                 Workshop              *shop)
{
  g_autofree char *type = ask_blkid (shop, "TYPE");
  g_autofree char *label = ask_blkid (shop, "LABEL");
  g_autofree char *uuid = ask_blkid (shop, "UUID");

  g_assert_nonnull (file_system);
  g_assert_cmpstr (file_system->type, ==, type);
  g_assert_cmpstr (file_system->label, ==, label);
  g_assert_cmpstr (file_system->uuid, ==, uuid);
}

/* The smallest of several: what says a size says all of the image, but for the odd sectors. */
static void
assert_size (const FerryFileSystem *file_system,
             const GByteArray      *image)
{
  if (g_str_equal (file_system->type, "crypto_LUKS"))
    g_assert_cmpuint (file_system->size, ==, 0);
  else
    g_assert_cmpuint (file_system->size, >, image->len - image->len / 8);

  g_assert_cmpuint (file_system->size, <=, image->len);
}

static void
test_made (Workshop      *shop,
           gconstpointer  data)
{
  const Maker *maker = data;
  g_autoptr(GByteArray) image = NULL;
  g_autoptr(GByteArray) disk = NULL;
  g_autoptr(FerryDiskReport) whole = NULL;
  g_autoptr(FerryDiskReport) parted = NULL;
  const FerryPartition *partition;

  workshop_do (shop, maker->script);
  image = workshop_load (shop, "image");
  whole = look (image, image->len);
  g_assert_cmpuint (whole->scheme, ==, FERRY_PARTITION_SCHEME_NONE);
  assert_as_blkid (whole->file_system, shop);
  assert_size (whole->file_system, image);

  disk = put_into_partition (image, 0x83);
  parted = look (disk, disk->len);
  g_assert_cmpuint (parted->partitions->len, ==, 1);
  partition = g_ptr_array_index (parted->partitions, 0);
  assert_as_blkid (partition->file_system, shop);
  g_assert_cmpuint (parted->requests, <=, 8);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    {
      g_autofree char *path = g_strdup_printf ("/disk/volumes/%s", makers[i].name);

      g_test_add (path, Workshop, &makers[i], workshop_set_up, test_made, workshop_tear_down);
    }

  return g_test_run ();
}
