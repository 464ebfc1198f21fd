/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-rule.h"

#include <string.h>

#define MAX_MBR ((guint64) 2 << 40)

/* The first entry of a partition that Windows's logical disk manager owns */
#define TYPE_LDM 0x42

/* What a boot disk starts with. A format that the road's call does not take is told already: what
 * is within does not matter there.
 */
static void
find (FerryJudge  *judge,
      FerryRuling  classic,
      FerryRuling  image,
      const char  *evidence,
      const char  *boot_disk)
{
  const FerryJudgedDisk *disk = judge->disk;

  ferry_judge_find_fixable (judge,
                            disk->is_taken[FERRY_ROAD_CLASSIC] ? classic : FERRY_RULING_SILENT,
                            disk->is_taken[FERRY_ROAD_IMAGE] ? image : FERRY_RULING_SILENT,
                            evidence, FERRY_FIX_CHOOSE_BOOT_DISK, boot_disk);
}

static gboolean
has_scheme (const FerryJudgedDisk *disk,
            FerryPartitionScheme   scheme)
{
  return disk->is_boot && disk->inner->scheme == scheme;
}

static void
judge_boot_sector_unknown (FerryJudge *judge)
{
  if (has_scheme (judge->disk, FERRY_PARTITION_SCHEME_UNKNOWN))
    find (judge, FERRY_RULING_LESSON, FERRY_RULING_WARNING, judge->disk->inner->problem, NULL);
}

static void
judge_no_boot_sector (FerryJudge *judge)
{
  if (has_scheme (judge->disk, FERRY_PARTITION_SCHEME_NONE))
    find (judge, FERRY_RULING_LESSON, FERRY_RULING_LESSON, NULL,
          ferry_judge_find_boot_disk (judge));
}

/* ImportImage starts it by UEFI, if there is something to start. */
static void
judge_gpt (FerryJudge *judge)
{
  FerryVerdictReason reason = judge->disk->verdicts[FERRY_ROAD_IMAGE].reason;

  if (has_scheme (judge->disk, FERRY_PARTITION_SCHEME_GPT))
    find (judge, FERRY_RULING_LESSON,
          reason == FERRY_VERDICT_REASON_NO_LOADER ? FERRY_RULING_WARNING : FERRY_RULING_SILENT,
          "GPT", NULL);
}

/* Windows needs the active partition ("No bootable partition found"); a Linux boot loader in the
 * MBR mostly does not.
 */
static void
judge_no_active_partition (FerryJudge *judge)
{
  gboolean is_windows = ferry_machine_get_platform (judge->machine) == FERRY_PLATFORM_WINDOWS;
  FerryRuling ruling = is_windows ? FERRY_RULING_LESSON : FERRY_RULING_WARNING;

  if (has_scheme (judge->disk, FERRY_PARTITION_SCHEME_MBR) &&
      !ferry_disk_report_has_active_partition (judge->disk->report))
    find (judge, ruling, ruling, NULL, NULL);
}

static void
judge_over_2_tib (FerryJudge *judge)
{
  const FerryJudgedDisk *disk = judge->disk;
  g_autofree char *evidence = NULL;

  if (!disk->is_boot || !disk->report->has_virtual_size || disk->report->virtual_size <= MAX_MBR)
    return;

  evidence = g_strdup_printf ("%" G_GUINT64_FORMAT " GiB",
                              ferry_disk_report_get_volume_size (disk->report));
  find (judge, FERRY_RULING_LESSON, FERRY_RULING_SILENT, evidence, NULL);
}

static gboolean
is_dynamic (const FerryPartition *partition)
{
  if (partition->type_id != NULL)
    return g_ascii_strcasecmp (partition->type_id, FERRY_GPT_LDM_META) == 0 ||
           g_ascii_strcasecmp (partition->type_id, FERRY_GPT_LDM_DATA) == 0;

  return partition->type == TYPE_LDM;
}

static void
judge_dynamic (FerryJudge *judge)
{
  GPtrArray *partitions = judge->disk->inner->partitions;

  if (!judge->disk->is_boot)
    return;

  for (guint i = 0; i < partitions->len; i++)
    if (is_dynamic (g_ptr_array_index (partitions, i)))
      {
        find (judge, FERRY_RULING_WARNING, FERRY_RULING_WARNING, NULL, NULL);
        return;
      }
}

/* Whether somebody has looked into the volumes, all were open to him, and there is nothing that a
 * firmware would start. What LVM, RAID or an unknown content hold is not known.
 */
static gboolean
is_without_system (FerryDiskReport *report)
{
  static const char *const opaque[] = { "LVM2_member", "linux_raid_member", NULL };
  guint n_open = 0;

  if (report->system != NULL || report->platform != NULL || report->evidence != NULL ||
      report->has_boot_code || report->has_efi_loader)
    return FALSE;

  for (guint i = 0; i < report->partitions->len; i++)
    {
      const FerryPartition *partition = g_ptr_array_index (report->partitions, i);

      if (ferry_partition_is_extended (partition))
        continue;
      if (partition->file_system == NULL || partition->file_system->encrypted ||
          g_strv_contains (opaque, partition->file_system->type) ||
          ferry_partition_is_esp (partition))
        return FALSE;
      n_open++;
    }

  return n_open > 0;
}

static void
judge_no_system (FerryJudge *judge)
{
  if (judge->disk->is_boot && is_without_system (judge->disk->inner))
    find (judge, FERRY_RULING_WARNING, FERRY_RULING_WARNING, NULL,
          ferry_judge_find_boot_disk (judge));
}

static gboolean
holds_system (const FerryJudgedDisk *disk)
{
  return disk->report->system != NULL &&
         (disk->report->scheme == FERRY_PARTITION_SCHEME_MBR ||
          disk->report->scheme == FERRY_PARTITION_SCHEME_GPT);
}

const char *
ferry_judge_find_boot_disk (FerryJudge *judge)
{
  for (guint i = 1; i < judge->disks->len; i++)
    {
      const FerryJudgedDisk *disk = ferry_judge_get_disk (judge, i);

      if (holds_system (disk))
        return ferry_disk_get_name (disk->object);
    }

  return NULL;
}

const FerryRule ferry_rules_boot[] = {
  { FERRY_CHECK_BOOT_SECTOR_UNKNOWN, "boot-sector-unknown", FERRY_RULE_DISK,
    judge_boot_sector_unknown },
  { FERRY_CHECK_NO_BOOT_SECTOR, "no-boot-sector", FERRY_RULE_DISK, judge_no_boot_sector },
  { FERRY_CHECK_GPT, "gpt-boot-disk", FERRY_RULE_DISK, judge_gpt },
  { FERRY_CHECK_NO_ACTIVE_PARTITION, "no-active-partition", FERRY_RULE_DISK,
    judge_no_active_partition },
  { FERRY_CHECK_BOOT_OVER_2_TIB, "boot-over-2-tib", FERRY_RULE_DISK, judge_over_2_tib },
  { FERRY_CHECK_DYNAMIC_DISK, "dynamic-disk", FERRY_RULE_DISK, judge_dynamic },
  { FERRY_CHECK_NO_SYSTEM, "no-system", FERRY_RULE_DISK, judge_no_system },
  { .id = NULL },
};
