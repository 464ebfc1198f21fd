/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/volume/ferry-gpt.h"

#include "disk/image/ferry-crc.h"
#include "disk/image/ferry-image-bytes.h"

#include <string.h>

#define HEADER_SIZE  92
#define MAX_HEADER   512
#define MIN_ENTRY    128
#define MAX_ENTRIES  (64 * 1024)  /* bytes; a common table has 16 KiB */
#define NAME         56           /* within an entry: UTF-16LE, 72 bytes */
#define NAME_UNITS   36

typedef struct {
  guint64       entries;       /* bytes on the disk */
  guint32       count;
  guint32       entry_size;
  guint32       crc;           /* of all entries */
} Header;

typedef enum {
  TABLE_WHOLE,
  TABLE_DAMAGED,
  TABLE_ABSENT,
  TABLE_TO_COME,
} TableState;

char *
ferry_gpt_dup_guid (const guint8 *bytes)
{
  return g_strdup_printf ("%08X-%04X-%04X-%02X%02X-%02X%02X%02X%02X%02X%02X",
                          ferry_image_le32 (bytes), ferry_image_le16 (bytes + 4),
                          ferry_image_le16 (bytes + 6), bytes[8], bytes[9], bytes[10], bytes[11],
                          bytes[12], bytes[13], bytes[14], bytes[15]);
}

static gboolean
is_crc_right (const guint8 *bytes,
              gsize         length,
              guint32       crc)
{
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
  return TRUE;
#else
  return ferry_crc32 (bytes, length) == crc;
#endif
}

static gboolean
is_header_right (const guint8 *bytes,
                 gsize         sector_size)
{
  guint32 size = ferry_image_le32 (bytes + 12);
  g_autofree guint8 *copy = NULL;

  if (size < HEADER_SIZE || size > MIN (sector_size, MAX_HEADER))
    return FALSE;

  copy = g_memdup2 (bytes, size);
  memset (copy + 16, 0, 4);

  return is_crc_right (copy, size, ferry_image_le32 (bytes + 16));
}

/* @place: bytes on the disk */
static TableState
read_header (FerryVirtualDisk *disk,
             guint64           place,
             Header           *header)
{
  const guint8 *bytes = ferry_virtual_disk_read (disk, place, MAX_HEADER, MAX_HEADER);

  if (bytes == NULL)
    return ferry_disk_source_must_wait (disk->source) ? TABLE_TO_COME : TABLE_ABSENT;
  if (memcmp (bytes, "EFI PART", 8) != 0)
    return TABLE_ABSENT;
  if (!is_header_right (bytes, disk->sector_size))
    return TABLE_DAMAGED;

  if (!g_uint64_checked_mul (&header->entries, ferry_image_le64 (bytes + 72), disk->sector_size))
    return TABLE_DAMAGED;
  header->count = ferry_image_le32 (bytes + 80);
  header->entry_size = ferry_image_le32 (bytes + 84);
  header->crc = ferry_image_le32 (bytes + 88);

  return header->entry_size >= MIN_ENTRY && header->count > 0 &&
         header->count <= MAX_ENTRIES / header->entry_size ? TABLE_WHOLE : TABLE_DAMAGED;
}

/* Returns: (nullable): the entries */
static const guint8 *
read_table (FerryVirtualDisk *disk,
            guint64           place,
            Header           *header,
            TableState       *state)
{
  const guint8 *entries;
  gsize size;

  *state = read_header (disk, place, header);
  if (*state != TABLE_WHOLE)
    return NULL;

  size = (gsize) header->count * header->entry_size;
  entries = ferry_virtual_disk_read (disk, header->entries, size, size);
  if (entries == NULL)
    *state = ferry_disk_source_must_wait (disk->source) ? TABLE_TO_COME : TABLE_DAMAGED;
  else if (!is_crc_right (entries, size, header->crc))
    *state = TABLE_DAMAGED;

  return *state == TABLE_WHOLE ? entries : NULL;
}

/* Returns: (transfer full) (nullable) */
static char *
read_name (const guint8 *bytes)
{
  gunichar2 units[NAME_UNITS];
  glong length = 0;

  while (length < NAME_UNITS && ferry_image_le16 (bytes + length * 2) != 0)
    {
      units[length] = ferry_image_le16 (bytes + length * 2);
      length++;
    }

  return length > 0 ? g_utf16_to_utf8 (units, length, NULL, NULL, NULL) : NULL;
}

static void
add_entries (FerryVirtualDisk *disk,
             const guint8     *entries,
             const Header     *header,
             FerryDiskReport  *report)
{
  static const guint8 unused[16] = { 0 };

  for (guint32 i = 0; i < header->count; i++)
    {
      const guint8 *entry = entries + (gsize) i * header->entry_size;
      guint64 first = ferry_image_le64 (entry + 32);
      guint64 last = ferry_image_le64 (entry + 40);
      FerryPartition *partition;

      if (memcmp (entry, unused, sizeof unused) == 0)
        continue;
      if (last < first || last >= (guint64) G_MAXINT64 / disk->sector_size)
        {
          ferry_disk_report_complain (report, FERRY_DISK_FAULT_DAMAGED,
                                      "The partition table is damaged: partition %u begins at "
                                      "sector %" G_GUINT64_FORMAT " and ends at sector %"
                                      G_GUINT64_FORMAT ".", i + 1, first, last);
          continue;
        }

      partition = ferry_partition_new ();
      partition->number = i + 1;
      partition->type_id = ferry_gpt_dup_guid (entry);
      partition->name = read_name (entry + NAME);
      partition->active = (entry[48] & 4) != 0;
      partition->start = first * disk->sector_size;
      partition->size = (last - first + 1) * disk->sector_size;
      g_ptr_array_add (report->partitions, partition);
    }
}

gboolean
ferry_gpt_read (FerryVirtualDisk *disk,
                gboolean          expected,
                FerryDiskReport  *report)
{
  TableState state;
  TableState copy_state;
  Header header;
  const guint8 *entries = read_table (disk, disk->sector_size, &header, &state);
  guint64 copy = disk->size - MIN (disk->size, disk->sector_size);

  if (entries != NULL)
    add_entries (disk, entries, &header, report);
  if (entries != NULL || state == TABLE_TO_COME || (state == TABLE_ABSENT && !expected))
    return state != TABLE_ABSENT;

  entries = read_table (disk, copy, &header, &copy_state);
  if (copy_state == TABLE_TO_COME || ferry_disk_source_is_exhausted (disk->source))
    return TRUE;

  if (entries != NULL)
    {
      ferry_disk_report_complain (report, FERRY_DISK_FAULT_DAMAGED,
                                  "The partition table at the disk's head (GPT, byte %u) is "
                                  "damaged; its copy at the end is whole. Repair it with sgdisk "
                                  "before the machine is moved.", disk->sector_size);
      add_entries (disk, entries, &header, report);
    }
  else
    {
      ferry_disk_report_complain (report, FERRY_DISK_FAULT_DAMAGED,
                                  "The partition table (GPT, byte %u) is damaged, and so is its "
                                  "copy at the end of the disk, byte %" G_GUINT64_FORMAT ".",
                                  disk->sector_size, copy);
    }

  return TRUE;
}
