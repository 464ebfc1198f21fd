/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "disk-tools.h"

#include "disk/system/ferry-ext.h"
#include "disk/system/ferry-os-release.h"
#include "disk/system/ferry-xfs.h"

/* Which Linux is on a disk: root folders that the real tools put into file systems. */

#define TITLE "Debian GNU/Linux 12 (bookworm)"
#define MAKE_ROOT \
  "mkdir -p root/etc root/usr/lib root/usr/lib64 root/usr/bin root/many; " \
  "printf 'NAME=\"Debian GNU/Linux\"\\nPRETTY_NAME=\"" TITLE "\"\\n' > root/usr/lib/os-release; " \
  "ln -s ../usr/lib/os-release root/etc/os-release; ln -s usr/lib64 root/lib64; " \
  "ln -s usr/bin root/bin; touch root/usr/lib64/ld-linux-x86-64.so.2; " \
  "for i in $(seq 16); do printf '%1024s' $i; done > root/whole; " \
  "for i in 0 2 4 6 8 10 12; do dd if=root/whole of=root/holes bs=1024 count=1 " \
  "seek=$i skip=$((i / 2)) conv=notrunc status=none; done; " \
  "ln -s $(printf 'long%090d' 1) root/link; "
/* so many that a folder has blocks and an index of its own */
#define FILL(n) "seq -f root/many/file-%.0f " #n " | xargs touch; "
#define EXT "truncate -s 32M image; mke2fs -q -F -d root "
#define PROTO \
  "echo x > x; { echo /dev/null; echo 0 0; echo d--755 0 0; " \
  "echo etc d--755 0 0; echo os-release l--777 0 0 ../usr/lib/os-release; echo '$'; " \
  "echo usr d--755 0 0; echo lib d--755 0 0; echo os-release ---644 0 0 root/usr/lib/os-release; " \
  "echo '$'; echo lib64 d--755 0 0; echo ld-linux-x86-64.so.2 ---755 0 0 x; echo '$'; echo '$'; " \
  "echo lib64 l--777 0 0 usr/lib64; echo whole ---644 0 0 root/whole; echo many d--755 0 0; " \
  "ls root/many | sed 's/$/ ---644 0 0 x/'; echo '$'; echo '$'; } > proto; "
#define XFS PROTO "truncate -s 64M image; mkfs.xfs --unsupported -q -p proto "

typedef struct {
  const char *name;
  const char *script;
  const char *type;
  const char *last;     /* of the folder with many names */
  gboolean    damaged;  /* whether to try how it reads damaged */
} Maker;

static const Maker makers[] = {
  { "ext2", MAKE_ROOT FILL (50) EXT "-t ext2 -b 1024 image", "ext2", "file-50", TRUE },
  { "ext3", MAKE_ROOT FILL (50) EXT "-t ext3 image", "ext3", "file-50" },
  { "ext4", MAKE_ROOT FILL (50) EXT "-t ext4 image", "ext4", "file-50" },
  { "ext4-1k", MAKE_ROOT FILL (900) EXT "-t ext4 -b 1024 image", "ext4", "file-900", TRUE },
  { "ext4-inline", MAKE_ROOT FILL (3) EXT "-t ext4 -I 512 -O inline_data image", "ext4", "file-3", TRUE },
  { "ext4-meta-groups", MAKE_ROOT FILL (50) EXT "-t ext4 -b 1024 -g 1024 -N 8192 "
                        "-O 64bit,meta_bg,^resize_inode,^flex_bg image", "ext4", "file-50" },
  { "ext4-hashed", MAKE_ROOT FILL (900) EXT "-t ext4 image; e2fsck -fyD image >/dev/null || true",
    "ext4", "file-899" },
  { "xfs", MAKE_ROOT FILL (3) XFS "image", "xfs", "file-3", TRUE },
  { "xfs-4", MAKE_ROOT FILL (3) XFS "-m crc=0 image", "xfs", "file-3" },
  { "xfs-4-kinds", MAKE_ROOT FILL (60) XFS "-m crc=0 -n ftype=1 image", "xfs", "file-60" },
  { "xfs-block", MAKE_ROOT FILL (60) XFS "image", "xfs", "file-60" },
  { "xfs-leaf", MAKE_ROOT FILL (400) XFS "image", "xfs", "file-400" },
  { "xfs-4-leaf", MAKE_ROOT FILL (400) XFS "-m crc=0 image", "xfs", "file-400", TRUE },
  { "xfs-node", MAKE_ROOT FILL (3000) XFS "-b size=1024 image", "xfs", "file-2999" },
  { "xfs-large-blocks", MAKE_ROOT FILL (400) XFS "-n size=16384 image", "xfs", "file-400" },
};

static void
assert_debian (FerryDiskReport *report,
               const char      *evidence,
               guint            partition)
{
  g_assert_cmpstr (report->problem, ==, NULL);
  g_assert_cmpstr (report->platform, ==, "Linux");
  g_assert_cmpstr (report->system, ==, TITLE);
  g_assert_cmpstr (report->architecture, ==, "x86_64");
  g_assert_cmpstr (report->evidence, ==, evidence);
  g_assert_cmpuint (report->evidence_partition, ==, partition);
}

/* Feeds the source what it wants. Returns: whether there was something */
static gboolean
feed (FerryDiskSource  *source,
      const GByteArray *image)
{
  guint64 offset;
  gsize length;
  gboolean fed = FALSE;

  while (ferry_disk_source_take (source, &offset, &length))
    {
      g_autoptr(GBytes) bytes = g_bytes_new (image->data + offset, length);

      fed = ferry_disk_source_feed (source, offset, bytes);
    }

  return fed;
}

/* @id: (out) (nullable)
 * Returns: (nullable) (transfer full): a file's bytes, those of a link without following it
 */
static GBytes *
read_path (const GByteArray *image,
           const char       *type,
           const char       *path,
           guint64          *id)
{
  g_autoptr(FerryDiskSource) source = ferry_disk_source_new (image->len);
  g_autoptr(FerryDiskReport) report = ferry_disk_report_new ();

  do
    {
      g_autoptr(FerryVirtualDisk) disk = ferry_virtual_disk_new_plain (source, report, image->len);
      g_autoptr(FerryVolume) volume = ferry_volume_new (disk, 0, image->len);
      g_autoptr(FerryFileTree) tree = NULL;
      FerryNode node;
      const guint8 *bytes;
      gsize length;

      ferry_disk_source_begin (source);
      tree = g_str_equal (type, "xfs") ? ferry_xfs_open (volume) : ferry_ext_open (volume);
      if (tree == NULL)
        continue;
      if (strchr (path + 1, '/') != NULL ? !ferry_file_tree_find (tree, path, &node)
                                         : !tree->find (tree, &tree->root, path + 1, &node))
        continue;
      if (id != NULL)
        *id = node.id;
      if (node.size == 0)
        return g_bytes_new (NULL, 0);
      bytes = ferry_file_tree_read (tree, &node, 0, 64 * KIB, &length);
      if (bytes != NULL)
        return g_bytes_new (bytes, length);
    }
  while (feed (source, image));

  return NULL;
}

static void
assert_file (Workshop         *shop,
             const GByteArray *image,
             const char       *type,
             const char       *name)
{
  g_autofree char *path = g_strconcat ("/", name, NULL);
  g_autofree char *original = g_strconcat ("root/", name, NULL);
  g_autoptr(GBytes) bytes = read_path (image, type, path, NULL);
  g_autoptr(GByteArray) right = workshop_load (shop, original);

  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), right->data,
                   right->len);
}

static void
test_root (Workshop      *shop,
           gconstpointer  data)
{
  const Maker *maker = data;
  gboolean is_xfs = g_str_equal (maker->type, "xfs");
  g_autofree char *last = g_strconcat ("/many/", maker->last, NULL);
  g_autofree char *wrong = g_strconcat ("/many/", maker->last, "x", NULL);
  g_autoptr(GByteArray) image = NULL;
  g_autoptr(GByteArray) disk = NULL;
  g_autoptr(FerryDiskReport) whole = NULL;
  g_autoptr(FerryDiskReport) parted = NULL;
  g_autoptr(GBytes) found = NULL;

  workshop_do (shop, maker->script);
  image = workshop_load (shop, "image");
  whole = look (image, image->len);
  assert_debian (whole, "/etc/os-release", 0);
  g_test_message ("%u requests, %" G_GUINT64_FORMAT " bytes, %u rounds", whole->requests,
                  whole->bytes_read, whole->rounds);
  g_assert_cmpuint (whole->requests, <=, 12);

  disk = put_into_partition (image, 0x83);
  parted = look (disk, disk->len);
  assert_debian (parted, "/etc/os-release", 1);

  assert_file (shop, image, maker->type, "whole");
  if (!is_xfs)
    assert_file (shop, image, maker->type, "holes");
  found = read_path (image, maker->type, last, NULL);
  g_assert_nonnull (found);
  g_assert_null (read_path (image, maker->type, wrong, NULL));
  if (!is_xfs)
    {
      g_autoptr(GBytes) target = read_path (image, maker->type, "/link", NULL);

      g_assert_cmpuint (g_bytes_get_size (target), ==, 94);
      g_assert_cmpint (memcmp (g_bytes_get_data (target, NULL), "long0", 5), ==, 0);
    }
}

static void
put_be (GByteArray *image,
        gsize       offset,
        guint       width,
        guint64     value)
{
  for (guint i = 0; i < width; i++)
    image->data[offset + i] = (guint8) (value >> (8 * (width - 1 - i)));
}

/* A file whose extents are in a tree: mkfs makes none, so those of a file are put into a block that
 * is free, the last one of the first group.
 */
static void
test_xfs_tree (Workshop      *shop,
               gconstpointer  data)
{
  gboolean is_5 = GPOINTER_TO_INT (data) == 5;
  gsize fork_offset = is_5 ? 176 : 100;
  gsize header = is_5 ? 72 : 24;
  g_autoptr(GByteArray) image = NULL;
  g_autoptr(GBytes) bytes = NULL;
  guint64 id;
  gsize inode;
  gsize fork;
  gsize room;
  gsize block;
  gsize last;

  workshop_do (shop, is_5 ? MAKE_ROOT FILL (3) XFS "image"
                          : MAKE_ROOT FILL (3) XFS "-m crc=0 image");
  image = workshop_load (shop, "image");
  bytes = read_path (image, "xfs", "/whole", &id);
  g_assert_nonnull (bytes);
  inode = (gsize) id << image->data[122];
  last = ((gsize) image->data[86] << 8 | image->data[87]) - 1;
  block = last << image->data[120];
  fork = inode + fork_offset;
  room = image->data[inode + 82] > 0 ? (gsize) image->data[inode + 82] * 8
                                     : ((gsize) 1 << image->data[122]) - fork_offset;
  g_assert_cmpmem (image->data + inode, 2, "IN", 2);

  memcpy (image->data + block, is_5 ? "BMA3" : "BMAP", 4);
  put_be (image, block + 4, 2, 0);
  put_be (image, block + 6, 2, 1);
  memcpy (image->data + block + header, image->data + fork, 16);
  image->data[inode + 5] = 3;
  memset (image->data + fork, 0, 16);
  put_be (image, fork, 2, 1);
  put_be (image, fork + 2, 2, 1);
  /* as many keys as there is room for come before the first pointer */
  put_be (image, fork + 4 + (room - 4) / 16 * 8, 8, last);
  assert_file (shop, image, "xfs", "whole");
}

/* Through a container that packs the sectors */
static void
test_stream (Workshop      *shop,
             gconstpointer  data)
{
  g_autoptr(GByteArray) image = NULL;
  g_autoptr(GByteArray) disk = NULL;
  g_autoptr(GByteArray) stream = NULL;
  g_autoptr(FerryDiskReport) report = NULL;

  workshop_do (shop, MAKE_ROOT FILL (50) EXT "-t ext4 image");
  image = workshop_load (shop, "image");
  disk = put_into_partition (image, 0x83);
  workshop_store (shop, "disk", disk);
  workshop_do (shop, "qemu-img convert -f raw -O vmdk -o subformat=streamOptimized disk disk.vmdk");
  stream = workshop_load (shop, "disk.vmdk");
  report = look (stream, stream->len);
  assert_debian (report, "/etc/os-release", 1);
  g_test_message ("%u requests, %" G_GUINT64_FORMAT " bytes, %u rounds", report->requests,
                  report->bytes_read, report->rounds);
}

static GByteArray *
put_into_two (const GByteArray *first,
              const GByteArray *second)
{
  GByteArray *disk = put_into_partition (first, 0x83);

  add_partition (disk, 1, 0x83, FALSE, (guint32) (disk->len / SECTOR),
                 (guint32) (second->len / SECTOR));
  g_byte_array_append (disk, second->data, second->len);

  return disk;
}

/* Two roots are told; a root and its /usr are one system. */
static void
test_two (Workshop      *shop,
          gconstpointer  data)
{
  g_autoptr(GByteArray) root = NULL;
  g_autoptr(GByteArray) bare = NULL;
  g_autoptr(GByteArray) usr = NULL;
  g_autoptr(GByteArray) twice = NULL;
  g_autoptr(GByteArray) split = NULL;
  g_autoptr(FerryDiskReport) two = NULL;
  g_autoptr(FerryDiskReport) one = NULL;

  workshop_do (shop, MAKE_ROOT EXT "-t ext4 image; truncate -s 32M usr; "
               "mke2fs -q -F -d root/usr -t ext4 usr; rm -rf root/usr/*; mkdir -p root/sbin; "
               "truncate -s 32M bare; mke2fs -q -F -d root -t ext4 bare");
  root = workshop_load (shop, "image");
  bare = workshop_load (shop, "bare");
  usr = workshop_load (shop, "usr");

  twice = put_into_two (root, root);
  two = look (twice, twice->len);
  assert_debian (two, "/etc/os-release", 1);
  g_assert_cmpstr (two->other_system, ==, two->system);

  split = put_into_two (bare, usr);
  one = look (split, split->len);
  g_assert_cmpstr (one->system, ==, two->system);
  g_assert_cmpstr (one->evidence, ==, "/lib/os-release");
  g_assert_cmpuint (one->evidence_partition, ==, 2);
  g_assert_null (one->other_system);
}

/* LVM's own: the common polynomial, with another beginning and no inversion */
static guint32
compute_lvm_crc (const guint8 *bytes,
                 gsize         length)
{
  guint32 crc = 0xF597A6CF;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= bytes[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
    }

  return crc;
}

#define LVM_UUID "GPXTyR-2F6Q-Yj3J-D7EY-FUJn-GMde-U6ZinF"
#define LVM_LINEAR(n, start, count, pv, place) \
  "segment" n " {\nstart_extent = " start "\nextent_count = " count "\n\ntype = \"striped\"\n" \
  "stripe_count = 1\t# linear\n\nstripes = [\n\"" pv "\", " place "\n]\n}\n"
#define LVM_VISIBLE "status = [\"READ\", \"WRITE\", \"VISIBLE\"]\nflags = []\n"

static const char lvm_text[] =
  "vg0 {\nid = \"u4ErdT-pkho-W6Om-zcMV-7OzC-hqCm-cRpbEI\"\nseqno = 7\nformat = \"lvm2\"\n"
  "status = [\"RESIZEABLE\", \"READ\", \"WRITE\"]\nflags = []\nextent_size = 2048\n\n"
  "physical_volumes {\n\npv0 {\nid = \"AAAAAA-2F6Q-Yj3J-D7EY-FUJn-GMde-U6ZinF\"\n"
  "pe_start = 2048\npe_count = 99\n}\n\npv1 {\nid = \"" LVM_UUID "\"\ndevice = \"/dev/sda2\"\n\n"
  "dev_size = 131072\npe_start = 2048\npe_count = 40\n}\n}\n\nlogical_volumes {\n\n"
  "elsewhere {\n" LVM_VISIBLE "segment_count = 1\n\n" LVM_LINEAR ("1", "0", "9", "pv0", "0") "}\n\n"
  "hidden {\nstatus = [\"READ\", \"WRITE\"]\nsegment_count = 1\n"
  LVM_LINEAR ("1", "0", "9", "pv1", "0") "}\n\n"
  "thin {\n" LVM_VISIBLE "segment_count = 1\nsegment1 {\nstart_extent = 0\nextent_count = 9\n"
  "type = \"thin\"\nthin_pool = \"pool\"\ndevice_id = 1\n}\n}\n\n"
  "root {\nid = \"m\\\"x\"\n" LVM_VISIBLE "segment_count = 2\n\n"
  LVM_LINEAR ("1", "0", "24", "pv1", "10") LVM_LINEAR ("2", "24", "8", "pv1", "0") "}\n}\n\n}\n"
  "# Generated by LVM2\ncontents = \"Text Format Volume Group\"\nversion = 1\n";

/* @offset: of the text in its ring of 60 KiB */
static GByteArray *
make_lvm (const GByteArray *root,
          gsize             offset)
{
  GByteArray *image = make_zeros (41 * 1024 * KIB);
  gsize area = 4 * KIB;
  gsize size = 60 * KIB;
  gsize length = sizeof lvm_text;
  guint8 *data = image->data;

  memcpy (data + SECTOR, "LABELONE", 8);
  put (image, SECTOR + 8, 8, 1);
  put (image, SECTOR + 20, 4, 32);
  memcpy (data + SECTOR + 24, "LVM2 001GPXTyR2F6QYj3JD7EYFUJnGMdeU6ZinF", 40);
  put (image, SECTOR + 64, 8, image->len);
  put (image, SECTOR + 72, 8, 1024 * KIB);
  put (image, SECTOR + 104, 8, area);
  put (image, SECTOR + 112, 8, size);
  put (image, SECTOR + 16, 4, compute_lvm_crc (data + SECTOR + 20, SECTOR - 20));
  memcpy (data + area + 4, " LVM2 x[5A%r0N*>", 16);
  put (image, area + 20, 4, 1);
  put (image, area + 24, 8, area);
  put (image, area + 32, 8, size);
  put (image, area + 40, 8, offset);
  put (image, area + 48, 8, length);
  for (gsize i = 0; i < length; i++)
    data[area + (offset + i < size ? offset + i : offset + i - size + SECTOR)] =
      (guint8) lvm_text[i];

  memcpy (data + 11 * 1024 * KIB, root->data, 24 * 1024 * KIB);
  memcpy (data + 1024 * KIB, root->data + 24 * 1024 * KIB, 8 * 1024 * KIB);

  return image;
}

static void
test_lvm (Workshop      *shop,
          gconstpointer  data)
{
  const gsize offsets[] = { SECTOR, 59 * KIB, 40 * KIB };
  g_autoptr(GByteArray) root = NULL;
  g_autoptr(GRand) random = g_rand_new_with_seed (7);

  workshop_do (shop, MAKE_ROOT FILL (50) EXT "-t ext4 image");
  root = workshop_load (shop, "image");
  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      g_autoptr(GByteArray) image = make_lvm (root, offsets[i]);
      g_autoptr(FerryDiskReport) report = look (image, image->len);
      g_autofree char *blkid = NULL;

      workshop_store (shop, "pv", image);
      blkid = workshop_run (shop, "blkid -p -o value -s TYPE -s UUID pv");
      g_assert_cmpstr (blkid, ==, LVM_UUID "\nLVM2_member\n");
      g_assert_cmpstr (report->file_system->type, ==, "LVM2_member");
      g_assert_cmpstr (report->file_system->uuid, ==, LVM_UUID);
      g_assert_cmpuint (report->file_system->size, ==, image->len);
      assert_debian (report, "vg0/root: /etc/os-release", 0);
      g_test_message ("%u requests, %u rounds", report->requests, report->rounds);

      for (guint n = 0; n < 100; n++)
        {
          g_autoptr(FerryDiskReport) damaged = NULL;
          gsize place = 4 * KIB + (i == 0 ? 0 : offsets[i]);

          place += (gsize) g_rand_int_range (random, 0, 900);
          image->data[place] = (guint8) g_rand_int (random);
          damaged = look (image, image->len);
          g_assert_nonnull (damaged);
        }
    }
}

static void
test_encrypted (Workshop      *shop,
                gconstpointer  data)
{
  g_autoptr(GByteArray) locked = NULL;
  g_autoptr(GByteArray) image = NULL;
  g_autoptr(FerryDiskReport) report = NULL;

  workshop_do (shop, "truncate -s 32M image; echo secret | cryptsetup -q luksFormat "
               "--pbkdf pbkdf2 --pbkdf-force-iterations 1000 image -");
  locked = workshop_load (shop, "image");
  image = make_lvm (locked, SECTOR);
  report = look (image, image->len);
  g_assert_cmpuint (report->fault, ==, FERRY_DISK_FAULT_ENCRYPTED);
  g_assert_null (report->platform);
}

static void
test_less (Workshop      *shop,
           gconstpointer  data)
{
  const struct { const char *script; const char *system; const char *evidence; } cases[] = {
    { "mkdir -p root/etc; printf 'CentOS release 6.10 (Final)\\n' > root/etc/redhat-release; ",
      "CentOS release 6.10 (Final)", "/etc/redhat-release" },
    { "mkdir -p root/etc; echo 7.8 > root/etc/debian_version; ", "Debian 7.8",
      "/etc/debian_version" },
    { "mkdir -p root/usr/lib; echo ID=void > root/usr/lib/os-release; ", "void",
      "/usr/lib/os-release" },
    { "mkdir -p root/etc root/usr root/bin; ", NULL,
      "/etc, /usr, /bin" },
    { "mkdir -p root/grub; touch root/vmlinuz-6.1.0-18-amd64; ", NULL,
      "/boot/vmlinuz-*" },
    { "mkdir -p root/music; ", NULL, NULL },
    { "mkdir -p root/etc root/usr/lib; ln -s /etc/os-release root/etc/os-release; ", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *script = g_strconcat ("rm -rf root image; ", cases[i].script,
                                             EXT "-t ext4 image", NULL);
      g_autoptr(GByteArray) image = NULL;
      g_autoptr(FerryDiskReport) report = NULL;

      workshop_do (shop, script);
      image = workshop_load (shop, "image");
      report = look (image, image->len);
      g_assert_cmpstr (report->evidence, ==, cases[i].evidence);
      g_assert_cmpstr (report->system, ==, cases[i].system);
      g_assert_cmpstr (report->platform, ==, cases[i].evidence != NULL ? "Linux" : NULL);
    }
}

/* Bytes turned over anywhere in what is read, and images cut anywhere: unknown, never a crash. */
static void
test_damage (Workshop      *shop,
             gconstpointer  data)
{
  const Maker *maker = data;
  g_autoptr(GByteArray) image = NULL;
  g_autoptr(GRand) random = g_rand_new_with_seed (20260101);

  workshop_do (shop, maker->script);
  image = workshop_load (shop, "image");
  for (guint n = 0; n < 300; n++)
    {
      g_autoptr(GByteArray) copy = g_byte_array_new ();
      g_autoptr(FerryDiskReport) report = NULL;
      guint flips = 1 + (guint) g_rand_int_range (random, 0, 3000);
      gsize size = n % 10 == 0 ? (gsize) g_rand_int_range (random, 1, 512 * 1024) : 1024 * KIB;

      g_byte_array_append (copy, image->data, (guint) size);
      /* what the superblock leads to lies near it; a damaged superblock leads nowhere */
      for (guint i = 0; i < flips; i++)
        {
          gsize end = MIN (size, n % 3 == 0 ? size : 300 * KIB);
          gsize place = (gsize) g_rand_int_range (random, 0, (gint) end);

          if (n % 4 == 0 || place >= 4 * KIB)
            copy->data[place] = (guint8) g_rand_int (random);
        }
      report = look (copy, n % 2 == 0 ? copy->len : image->len);
      g_assert_nonnull (report);
    }
}

static void
test_os_release (void)
{
  const struct { const char *text; const char *title; } cases[] = {
    { "PRETTY_NAME=\"A \\\"B\\\" \\$1\"\n", "A \"B\" $1" },
    { "# PRETTY_NAME=no\nPRETTY_NAME='Single $quotes'", "Single $quotes" },
    { "NAME=Fedora\r\nVERSION=\"39 (Server)\"\r\n", "Fedora 39 (Server)" },
    { "NAME=Alpine\n", "Alpine" },
    { "ID=arch\n", "arch" },
    { "PRETTY_NAME=\"\"\nNAME=\"X\"\n", "X" },
    { "PRETTY_NAME=\"broken\n", "\"broken" },
    { "PRETTY_NAME=\xFF\xFE\n", "\xEF\xBF\xBD\xEF\xBF\xBD" },
    { "PRETTY_NAMES=no\nVERSION=1\n", NULL },
    { "\n\n", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *title = ferry_os_release_dup_title (cases[i].text, strlen (cases[i].text));

      g_assert_cmpstr (title, ==, cases[i].title);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/disk/linux/os-release", test_os_release);
  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    {
      g_autofree char *root = g_strdup_printf ("/disk/linux/root/%s", makers[i].name);
      g_autofree char *damage = g_strdup_printf ("/disk/linux/damage/%s", makers[i].name);

      g_test_add (root, Workshop, &makers[i], workshop_set_up, test_root, workshop_tear_down);
      if (makers[i].damaged)
        g_test_add (damage, Workshop, &makers[i], workshop_set_up, test_damage,
                    workshop_tear_down);
    }
  g_test_add ("/disk/linux/stream", Workshop, NULL, workshop_set_up, test_stream,
              workshop_tear_down);
  g_test_add ("/disk/linux/xfs-tree/4", Workshop, GINT_TO_POINTER (4), workshop_set_up,
              test_xfs_tree, workshop_tear_down);
  g_test_add ("/disk/linux/xfs-tree/5", Workshop, GINT_TO_POINTER (5), workshop_set_up,
              test_xfs_tree, workshop_tear_down);
  g_test_add ("/disk/linux/lvm", Workshop, NULL, workshop_set_up, test_lvm, workshop_tear_down);
  g_test_add ("/disk/linux/two", Workshop, NULL, workshop_set_up, test_two, workshop_tear_down);
  g_test_add ("/disk/linux/encrypted", Workshop, NULL, workshop_set_up, test_encrypted,
              workshop_tear_down);
  g_test_add ("/disk/linux/less", Workshop, NULL, workshop_set_up, test_less, workshop_tear_down);

  return g_test_run ();
}
