/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/volume/ferry-superblock.h"

#include "disk/image/ferry-image-bytes.h"

#include <string.h>

/* The superblocks of Linux: file systems, and what they are packed into. */

#define EXT            1024
#define EXT_MAX_LOG    6            /* blocks of 64 KiB */
#define EXT_JOURNAL    0x4          /* compatible */
#define EXT_JOURNAL_DEVICE 0x8      /* incompatible */
#define EXT_RECOVER    0x4
#define EXT_64BIT      0x80
#define EXT2_INCOMPATIBLE  0x12     /* what ext2 and ext3 know: file types, meta_bg */
#define EXT2_READ_ONLY 0x7          /* sparse superblocks, large files, B-tree folders */

#define LVM_SECTORS    4
#define LVM_UUID       32
#define RAID_MAGIC     0xA92B4EFC
#define BTRFS          (64 * 1024)

char *
ferry_superblock_dup_label (const guint8 *bytes,
                            gsize         length)
{
  g_autofree char *text = g_strndup ((const char *) bytes, length);
  g_autofree char *label = g_strchomp (g_utf8_make_valid (text, -1));

  return *label != '\0' ? g_steal_pointer (&label) : NULL;
}

/* Returns: (nullable): a UUID of zeros is none */
static char *
dup_uuid (const guint8 *bytes)
{
  static const guint8 none[16] = { 0 };

  if (memcmp (bytes, none, sizeof none) == 0)
    return NULL;

  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6],
                          bytes[7], bytes[8], bytes[9], bytes[10], bytes[11], bytes[12], bytes[13],
                          bytes[14], bytes[15]);
}

/* Returns: 0 for what makes no sense */
static guint64
multiply (guint64 count,
          guint64 size)
{
  guint64 product;

  return g_uint64_checked_mul (&product, count, size) && product <= G_MAXINT64 ? product : 0;
}

static const char *
tell_ext (const guint8 *super)
{
  guint32 compatible = ferry_image_le32 (super + 92);
  guint32 incompatible = ferry_image_le32 (super + 96);
  guint32 read_only = ferry_image_le32 (super + 100);

  if (incompatible & EXT_JOURNAL_DEVICE)
    return "jbd";
  if ((read_only & ~EXT2_READ_ONLY) != 0 ||
      (incompatible & ~(EXT2_INCOMPATIBLE | EXT_RECOVER)) != 0)
    return "ext4";

  return compatible & EXT_JOURNAL ? "ext3" : "ext2";
}

FerryFileSystem *
ferry_superblock_ext (FerryVolume  *volume,
                      const guint8 *head)
{
  const guint8 *super = head + EXT;
  guint32 log = ferry_image_le32 (super + 24);
  guint64 blocks = ferry_image_le32 (super + 4);
  guint32 incompatible = ferry_image_le32 (super + 96);
  FerryFileSystem *self;

  if (ferry_image_le16 (super + 56) != 0xEF53 || log > EXT_MAX_LOG || blocks == 0)
    return NULL;
  /* a journal of its own has no files */
  if (!(incompatible & EXT_JOURNAL_DEVICE) &&
      (ferry_image_le32 (super) == 0 || ferry_image_le32 (super + 32) == 0))
    return NULL;

  if (incompatible & EXT_64BIT)
    blocks |= (guint64) ferry_image_le32 (super + 336) << 32;
  self = ferry_file_system_new (tell_ext (super));
  self->uuid = dup_uuid (super + 104);
  self->label = ferry_superblock_dup_label (super + 120, 16);
  self->size = multiply (blocks, (guint64) 1024 << log);

  return self;
}

FerryFileSystem *
ferry_superblock_xfs (FerryVolume  *volume,
                      const guint8 *head)
{
  guint32 block_size = ferry_image_be32 (head + 4);
  guint16 sector_size = ferry_image_be16 (head + 102);
  guint16 inode_size = ferry_image_be16 (head + 104);
  FerryFileSystem *self;

  if (memcmp (head, "XFSB", 4) != 0 || !ferry_superblock_is_power (block_size, 512, 65536) ||
      !ferry_superblock_is_power (sector_size, 512, 32768) ||
      !ferry_superblock_is_power (inode_size, 256, 2048) ||
      head[120] > 16 || block_size != (guint32) 1 << head[120] || ferry_image_be32 (head + 88) == 0)
    return NULL;

  self = ferry_file_system_new ("xfs");
  self->uuid = dup_uuid (head + 32);
  self->label = ferry_superblock_dup_label (head + 108, 12);
  self->size = multiply (ferry_image_be64 (head + 8), block_size);

  return self;
}

FerryFileSystem *
ferry_superblock_luks (FerryVolume  *volume,
                       const guint8 *head)
{
  guint16 version = ferry_image_be16 (head + 6);
  FerryFileSystem *self;

  if (memcmp (head, "LUKS\xBA\xBE", 6) != 0 || (version != 1 && version != 2))
    return NULL;

  self = ferry_file_system_new ("crypto_LUKS");
  self->uuid = ferry_superblock_dup_label (head + 168, 40);
  if (version == 2)
    self->label = ferry_superblock_dup_label (head + 24, 48);
  self->encrypted = TRUE;

  return self;
}

/* Six letters, five times four, six again */
static char *
dup_lvm_uuid (const guint8 *bytes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < LVM_UUID; i++)
    {
      if (!g_ascii_isalnum (bytes[i]))
        return g_string_free (text, TRUE), NULL;
      if (i >= 6 && i <= 26 && (i - 6) % 4 == 0)
        g_string_append_c (text, '-');
      g_string_append_c (text, (char) bytes[i]);
    }

  return g_string_free (text, FALSE);
}

FerryFileSystem *
ferry_superblock_lvm (FerryVolume  *volume,
                      const guint8 *head)
{
  for (guint i = 0; i < LVM_SECTORS; i++)
    {
      const guint8 *label = head + i * 512;
      guint32 offset = ferry_image_le32 (label + 20);
      FerryFileSystem *self;
      char *uuid;

      if (memcmp (label, "LABELONE", 8) != 0 || memcmp (label + 24, "LVM2 001", 8) != 0 ||
          ferry_image_le64 (label + 8) != i || offset < 32 || offset > 512 - LVM_UUID - 8)
        continue;
      uuid = dup_lvm_uuid (label + offset);
      if (uuid == NULL)
        continue;

      self = ferry_file_system_new ("LVM2_member");
      self->uuid = uuid;
      self->size = multiply (ferry_image_le64 (label + offset + LVM_UUID), 1);

      return self;
    }

  return NULL;
}

FerryFileSystem *
ferry_superblock_swap_page (const guint8 *head,
                            const guint8 *mark,
                            guint         page_size)
{
  guint32 last = ferry_image_le32 (head + 1028);
  FerryFileSystem *self;

  if (memcmp (mark, "SWAPSPACE2", 10) != 0 || ferry_image_le32 (head + 1024) != 1 || last == 0)
    return NULL;

  self = ferry_file_system_new ("swap");
  self->uuid = dup_uuid (head + 1036);
  self->label = ferry_superblock_dup_label (head + 1052, 16);
  self->size = multiply ((guint64) last + 1, page_size);

  return self;
}

FerryFileSystem *
ferry_superblock_swap (FerryVolume  *volume,
                       const guint8 *head)
{
  FerryFileSystem *self = NULL;

  for (guint size = 4096; self == NULL && size <= FERRY_SUPERBLOCK_HEAD; size *= 2)
    self = ferry_superblock_swap_page (head, head + size - 10, size);

  return self;
}

FerryFileSystem *
ferry_superblock_btrfs (const guint8 *bytes)
{
  FerryFileSystem *self;

  if (memcmp (bytes + 64, "_BHRfS_M", 8) != 0 || ferry_image_le64 (bytes + 48) != BTRFS ||
      !ferry_superblock_is_power (ferry_image_le32 (bytes + 144), 512, 65536) ||
      !ferry_superblock_is_power (ferry_image_le32 (bytes + 148), 512, 65536))
    return NULL;

  self = ferry_file_system_new ("btrfs");
  self->uuid = dup_uuid (bytes + 32);
  self->label = ferry_superblock_dup_label (bytes + 299, 256);
  self->size = multiply (ferry_image_le64 (bytes + 112), 1);

  return self;
}

FerryFileSystem *
ferry_superblock_jfs (const guint8 *bytes)
{
  guint32 block_size = ferry_image_le32 (bytes + 16);
  guint16 block_log = ferry_image_le16 (bytes + 20);
  guint32 sector_size = ferry_image_le32 (bytes + 24);
  guint16 sector_log = ferry_image_le16 (bytes + 28);
  FerryFileSystem *self;

  if (memcmp (bytes, "JFS1", 4) != 0 || block_log > 16 || sector_log > block_log ||
      block_size != (guint32) 1 << block_log || sector_size != (guint32) 1 << sector_log ||
      ferry_image_le16 (bytes + 22) != block_log - sector_log)
    return NULL;

  self = ferry_file_system_new ("jfs");
  self->uuid = dup_uuid (bytes + 136);
  self->label = ferry_superblock_dup_label (bytes + 152, 16);
  self->size = multiply (ferry_image_le64 (bytes + 8), sector_size);

  return self;
}

FerryFileSystem *
ferry_superblock_raid (const guint8 *bytes,
                       guint64       place)
{
  FerryFileSystem *self;

  if (ferry_image_le32 (bytes) != RAID_MAGIC || ferry_image_le32 (bytes + 4) != 1 ||
      ferry_image_le32 (bytes + 12) != 0 || ferry_image_le64 (bytes + 144) != place / 512)
    return NULL;

  self = ferry_file_system_new ("linux_raid_member");
  self->uuid = dup_uuid (bytes + 16);
  self->label = ferry_superblock_dup_label (bytes + 32, 32);
  self->size = multiply (ferry_image_le64 (bytes + 136), 512);

  return self;
}

FerryFileSystem *
ferry_superblock_raid_old (const guint8 *bytes)
{
  FerryFileSystem *self;
  guint8 uuid[16];

  if (ferry_image_le32 (bytes) != RAID_MAGIC || ferry_image_le32 (bytes + 4) != 0 ||
      ferry_image_le32 (bytes + 8) < 90)
    return NULL;

  /* four numbers, which blkid prints one behind the other */
  for (guint i = 0; i < 4; i++)
    {
      guint32 word = GUINT32_TO_BE (ferry_image_le32 (bytes + (i == 0 ? 20 : 48 + 4 * i)));

      memcpy (uuid + 4 * i, &word, 4);
    }
  self = ferry_file_system_new ("linux_raid_member");
  self->uuid = dup_uuid (uuid);
  self->size = multiply (ferry_image_le32 (bytes + 32), 1024);

  return self;
}
