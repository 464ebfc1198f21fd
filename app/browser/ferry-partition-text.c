/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-partition-text.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>

static const struct {
  guint8      type;
  const char *name;
} types[] = {
  { 0x05, N_("Extended") },
  { 0x06, "FAT16" },
  { 0x07, "NTFS" },
  { 0x0b, "FAT32" },
  { 0x0c, "FAT32" },
  { 0x0e, "FAT16" },
  { 0x0f, N_("Extended") },
  { 0x27, N_("Windows recovery") },
  { 0x42, N_("Windows dynamic disk") },
  { 0x82, N_("Linux swap") },
  { 0x83, "Linux" },
  { 0x85, N_("Extended") },
  { 0x8e, "Linux LVM" },
  { 0xef, N_("EFI system") },
  { 0xfd, "Linux RAID" },
};

static const struct {
  const char *type_id;
  const char *name;
} type_ids[] = {
  { FERRY_GPT_ESP, N_("EFI system") },
  { FERRY_GPT_BIOS_BOOT, N_("BIOS boot") },
  { FERRY_GPT_MS_DATA, N_("Windows data") },
  { FERRY_GPT_MS_RESERVED, N_("Windows reserved") },
  { FERRY_GPT_MS_RECOVERY, N_("Windows recovery") },
  { FERRY_GPT_LDM_META, N_("Windows dynamic disk") },
  { FERRY_GPT_LDM_DATA, N_("Windows dynamic disk") },
  { FERRY_GPT_LINUX, "Linux" },
  { FERRY_GPT_LINUX_SWAP, N_("Linux swap") },
  { FERRY_GPT_LINUX_LVM, "Linux LVM" },
  { FERRY_GPT_LINUX_RAID, "Linux RAID" },
};

static char *
name_type (const FerryPartition *partition)
{
  if (partition->type_id)
    {
      for (guint i = 0; i < G_N_ELEMENTS (type_ids); i++)
        if (g_ascii_strcasecmp (type_ids[i].type_id, partition->type_id) == 0)
          return g_strdup (_(type_ids[i].name));

      return g_strdup (_("Unknown type"));
    }

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].type == partition->type)
      return g_strdup (_(types[i].name));

  /* Translators: the type of a partition, a hexadecimal number */
  return g_strdup_printf (_("Type %02X"), partition->type);
}

char *
ferry_disk_segment_to_kind (const FerryDiskSegment *segment)
{
  if (segment->file_system)
    return ferry_format_name (ferry_file_system_get_name (segment->file_system));
  if (segment->partition)
    return name_type (segment->partition);

  return g_strdup (_("Free"));
}

char *
ferry_disk_segment_to_title (const FerryDiskSegment *segment)
{
  g_autofree char *kind = ferry_disk_segment_to_kind (segment);
  g_autofree char *shown = NULL;
  const char *label = segment->file_system ? segment->file_system->label : NULL;

  if ((label == NULL || *label == '\0') && segment->partition)
    label = segment->partition->name;
  if (label == NULL || *label == '\0')
    return g_steal_pointer (&kind);

  shown = ferry_format_name (label);

  /* Translators: what is in a partition and how it is called: NTFS “System Reserved” */
  return g_strdup_printf (_("%s “%s”"), kind, shown);
}

char *
ferry_disk_segment_to_marks (const FerryDiskSegment *segment)
{
  g_autoptr(GPtrArray) marks = g_ptr_array_new ();
  const FerryPartition *partition = segment->partition;

  if (partition && partition->active)
    g_ptr_array_add (marks, (gpointer) C_("partition", "boots"));
  if (partition && ferry_partition_is_esp (partition))
    g_ptr_array_add (marks, (gpointer) C_("partition", "EFI"));
  if (segment->file_system && segment->file_system->encrypted)
    g_ptr_array_add (marks, (gpointer) C_("partition", "encrypted"));
  if (marks->len == 0)
    return NULL;

  g_ptr_array_add (marks, NULL);

  return g_strjoinv (", ", (char **) marks->pdata);
}

static char *
describe_segment (const FerryDiskSegment *segment)
{
  g_autofree char *title = ferry_disk_segment_to_title (segment);
  g_autofree char *marks = ferry_disk_segment_to_marks (segment);
  g_autofree char *size = ferry_format_disk_part (segment->size);

  if (segment->partition == NULL)
    /* Translators: a part of a disk, NTFS “System Reserved”, and its size, 500 MiB */
    return g_strdup_printf (_("%s, %s"), title, size);
  if (marks == NULL)
    /* Translators: its number, NTFS “System Reserved”, its size */
    return g_strdup_printf (_("partition %u, %s, %s"), segment->partition->number, title, size);

  /* Translators: its number, NTFS “System Reserved”, its size, what is special: "boots" */
  return g_strdup_printf (_("partition %u, %s, %s, %s"), segment->partition->number, title, size,
                          marks);
}

char *
ferry_disk_layout_to_words (GArray          *segments,
                            FerryDiskReport *report)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) parts = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *size = ferry_format_disk (report->virtual_size);

  for (guint i = 0; i < segments->len; i++)
    {
      g_autofree char *part = describe_segment (&g_array_index (segments, FerryDiskSegment, i));

      g_strv_builder_add (builder, part);
    }
  parts = g_strv_builder_end (builder);
  joined = g_strjoinv ("; ", parts);

  /* Translators: the size of a disk, and what is on it, one thing after the other */
  return g_strdup_printf (_("Disk of %s: %s"), size, joined);
}
