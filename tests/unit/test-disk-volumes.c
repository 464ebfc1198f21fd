/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "disk-tools.h"

/* What fills a volume: what the tools make, as blkid sees it. */

typedef struct {
  const char *name;
  const char *script;  /* makes "image" */
  gboolean    damaged; /* whether to try how it reads damaged */
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
  { "exfat", BLANK "4M image; mkfs.exfat -L Grüße image", TRUE },
  { "exfat-unnamed", BLANK "4M image; mkfs.exfat image" },
  { "ntfs", BLANK "4M image; mkntfs -q -F -L Größe image", TRUE },
  { "ntfs-unnamed", BLANK "4M image; mkntfs -q -F image" },
  { "fat12", BLANK "1M image; mkfs.vfat -F 12 -n TWELVE image", TRUE },
  { "fat16", BLANK "16M image; mkfs.vfat -F 16 -n SIXTEEN image" },
  { "fat32", BLANK "40M image; mkfs.vfat -F 32 -n 'EFI 32' image", TRUE },
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

#define RAID_MAGIC 0xA92B4EFC

/* The array's superblock of version 1: see the kernel's mdp_superblock_1 */
static void
put_raid (GByteArray *image,
          gsize       place)
{
  guint32 sum = 0;

  put (image, place, 4, RAID_MAGIC);
  put (image, place + 4, 4, 1);
  for (guint i = 0; i < 16; i++)
    put (image, place + 16 + i, 1, 0xA0 + i);
  strcpy ((char *) image->data + place + 32, "web01:store");
  put (image, place + 72, 4, 1);
  put (image, place + 80, 8, 1024);
  put (image, place + 92, 4, 2);
  put (image, place + 128, 8, 2048);
  put (image, place + 136, 8, 1024);
  put (image, place + 144, 8, place / SECTOR);
  for (gsize i = 0; i < 256; i += 4)
    sum += (guint32) image->data[place + i] | (guint32) image->data[place + i + 1] << 8 |
           (guint32) image->data[place + i + 2] << 16 | (guint32) image->data[place + i + 3] << 24;
  put (image, place + 216, 4, sum);
}

static void
put_old_raid (GByteArray *image,
              gsize       place)
{
  put (image, place, 4, RAID_MAGIC);
  put (image, place + 8, 4, 90);
  put (image, place + 20, 4, 0x01234567);
  put (image, place + 32, 4, 1024);
  for (guint i = 0; i < 3; i++)
    put (image, place + 52 + 4 * i, 4, 0x89ABCDEF + i);
}

/* A mirror's member begins with the file system, and only its end and its partition's type tell. */
static void
test_mirror (Workshop      *shop,
             gconstpointer  data)
{
  g_autoptr(GByteArray) image = NULL;
  g_autoptr(GByteArray) disk = NULL;
  g_autoptr(FerryDiskReport) member = NULL;
  g_autoptr(FerryDiskReport) plain = NULL;

  workshop_do (shop, "truncate -s 4M image; mke2fs -q -F -t ext4 image 3M");
  image = workshop_load (shop, "image");
  put_raid (image, image->len - 8192);
  workshop_store (shop, "image", image);
  disk = put_into_partition (image, 0xFD);
  member = look (disk, disk->len);
  assert_as_blkid (((FerryPartition *) g_ptr_array_index (member->partitions, 0))->file_system,
                   shop);

  disk->data[446 + 4] = 0x83;
  plain = look (disk, disk->len);
  g_assert_cmpstr (((FerryPartition *) g_ptr_array_index (plain->partitions, 0))->file_system->type,
                   ==, "ext4");
}

static void
test_raid (Workshop      *shop,
           gconstpointer  data)
{
  /* 1.1, 1.2, 1.0, 0.90 */
  const gsize places[] = { 0, 4096, 4096 * KIB + 512 - 8704, 4096 * KIB - 64 * KIB };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr(GByteArray) image = make_zeros (4096 * KIB + (i == 2 ? 512 : 0));
      g_autoptr(FerryDiskReport) report = NULL;
      g_autoptr(FerryDiskReport) damaged = NULL;

      if (i < 3)
        put_raid (image, places[i]);
      else
        put_old_raid (image, places[i]);
      workshop_store (shop, "image", image);
      report = look (image, image->len);
      assert_as_blkid (report->file_system, shop);
      g_assert_cmpstr (report->file_system->type, ==, "linux_raid_member");
      g_assert_cmpuint (report->requests, <=, 8);

      put (image, places[i] + 4, 4, 7);
      damaged = look (image, image->len);
      g_assert_null (damaged->file_system);
    }
}

/* What no tool here makes */
static void
test_windows (void)
{
  g_autoptr(GByteArray) refs = make_zeros (1024 * KIB);
  g_autoptr(GByteArray) locked = make_zeros (1024 * KIB);
  g_autoptr(GByteArray) dynamic = make_zeros (2048 * KIB);
  g_autoptr(FerryDiskReport) report = NULL;
  g_autoptr(FerryDiskReport) encrypted = NULL;
  g_autoptr(FerryDiskReport) managed = NULL;
  g_autoptr(FerryDiskReport) basic = NULL;
  const FerryPartition *partition;

  memcpy (refs->data + 3, "ReFS", 4);
  memcpy (refs->data + 16, "FSRS", 4);
  put (refs, 24, 8, 2000);
  put (refs, 32, 4, SECTOR);
  report = look (refs, refs->len);
  g_assert_cmpstr (report->file_system->type, ==, "ReFS");
  g_assert_cmpuint (report->file_system->size, ==, 2000 * SECTOR);

  memcpy (locked->data, "\xEB\x58\x90-FVE-FS-", 11);
  put (locked, 11, 2, SECTOR);
  put (locked, 510, 2, 0xAA55);
  encrypted = look (locked, locked->len);
  g_assert_cmpstr (encrypted->file_system->type, ==, "BitLocker");
  g_assert_true (encrypted->file_system->encrypted);
  assert_problem (encrypted, "encrypted (BitLocker)");

  add_partition (dynamic, 0, 0x42, TRUE, 63, 1900);
  basic = look (dynamic, dynamic->len);
  partition = g_ptr_array_index (basic->partitions, 0);
  g_assert_null (partition->file_system);
  memcpy (dynamic->data + 6 * SECTOR, "PRIVHEAD\0\0\x2F\x96\0\2\0\x0C", 16);
  managed = look (dynamic, dynamic->len);
  partition = g_ptr_array_index (managed->partitions, 0);
  g_assert_nonnull (partition->file_system);
  g_assert_cmpstr (partition->file_system->type, ==, "ldm");
}

/* A magic number in random bytes is no file system. */
static void
test_random (void)
{
  const struct { gsize offset; const char *bytes; gsize length; } magic[] = {
    { 3, "NTFS    ", 8 }, { 3, "EXFAT   ", 8 }, { 3, "-FVE-FS-", 8 }, { 0, "\0\0\0ReFS\0", 8 },
    { 0x36, "FAT16   ", 8 }, { 0x52, "FAT32   ", 8 }, { 0, "LUKS\xBA\xBE", 6 }, { 0, "XFSB", 4 },
    { 0x200, "LABELONE", 8 }, { 0x438, "\x53\xEF", 2 }, { 4086, "SWAPSPACE2", 10 },
    { 0x8000, "JFS1", 4 }, { 0x10040, "_BHRfS_M", 8 }, { 4096, "\xFC\x4E\x2B\xA9", 4 },
  };
  g_autoptr(GRand) random = g_rand_new_with_seed (20260102);

  for (guint n = 0; n < 20 * G_N_ELEMENTS (magic); n++)
    {
      guint i = n % G_N_ELEMENTS (magic);
      g_autoptr(GByteArray) image = make_zeros (192 * KIB);
      g_autoptr(FerryDiskReport) report = NULL;

      for (gsize place = 0; place < image->len; place += 4)
        put (image, place, 4, g_rand_int (random));
      put (image, 510, 2, 0);
      memcpy (image->data + magic[i].offset, magic[i].bytes, magic[i].length);
      report = look (image, image->len);
      g_assert_null (report->file_system);
    }
}

/* Bytes turned over in the superblocks, and volumes cut short */
static void
test_damaged (Workshop      *shop,
              gconstpointer  data)
{
  const Maker *maker = data;
  g_autoptr(GByteArray) image = NULL;
  g_autoptr(GRand) random = g_rand_new_with_seed (20260103);

  workshop_do (shop, maker->script);
  image = workshop_load (shop, "image");
  for (guint n = 0; n < 200; n++)
    {
      g_autoptr(GByteArray) copy = g_byte_array_new ();
      g_autoptr(FerryDiskReport) report = NULL;
      guint size = n % 4 == 0 ? (guint) g_rand_int_range (random, 1, 70000) : 512 * KIB;

      g_byte_array_append (copy, image->data, size);
      for (guint i = 0; i < 40; i++)
        copy->data[g_rand_int_range (random, 0, (gint) MIN (size, 2048))] =
          (guint8) g_rand_int (random);
      report = look (copy, n % 2 == 0 ? copy->len : image->len);
      g_assert_nonnull (report);
    }
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
      if (makers[i].damaged)
        {
          g_autofree char *damaged = g_strconcat (path, "-damaged", NULL);

          g_test_add (damaged, Workshop, &makers[i], workshop_set_up, test_damaged,
                      workshop_tear_down);
        }
    }
  g_test_add ("/disk/volumes/mirror", Workshop, NULL, workshop_set_up, test_mirror,
              workshop_tear_down);
  g_test_add ("/disk/volumes/raid", Workshop, NULL, workshop_set_up, test_raid, workshop_tear_down);
  g_test_add_func ("/disk/volumes/windows", test_windows);
  g_test_add_func ("/disk/volumes/random", test_random);

  return g_test_run ();
}
