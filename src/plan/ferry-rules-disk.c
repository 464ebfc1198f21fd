/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-rule.h"

#include "base/ferry-xml-writer.h"

#include <string.h>

#define TIB ((guint64) 1 << 40)

/* GiB: EBS makes volumes of up to 16 TiB. VM Import takes images of less ("Limitations"). */
#define MAX_VOLUME_SIZE (16 * 1024)
#define MAX_VOLUME_CHOICE "16384"
#define MAX_DISK_SIZE   (16 * TIB)
#define MAX_IMAGE_SIZE  (8 * TIB)

static gboolean
is_known (const FerryJudgedDisk *disk)
{
  return disk->report->format != FERRY_DISK_FORMAT_UNKNOWN;
}

/* An archived object whose bytes could be read has been restored. */
static gboolean
is_archived (const FerryJudgedDisk *disk)
{
  return ferry_object_class_is_archive (ferry_disk_get_storage_class (disk->object)) &&
         disk->report->bytes_read == 0;
}

static gboolean
is_customer_key (const FerryJudgedDisk *disk)
{
  return disk->report->fault == FERRY_DISK_FAULT_CUSTOMER_KEY;
}

static gboolean
is_unread (const FerryJudgedDisk *disk)
{
  return !is_known (disk) && disk->report->bytes_read == 0;
}

/* Without its format no manifest can be written, not even for a rehearsal. */
static void
judge_archived (FerryJudge *judge)
{
  FerryRuling ruling = is_known (judge->disk) ? FERRY_RULING_LESSON : FERRY_RULING_BLOCKS;

  if (is_archived (judge->disk))
    ferry_judge_find (judge, ruling, ruling, ferry_disk_get_storage_class (judge->disk->object));
}

static void
judge_customer_key (FerryJudge *judge)
{
  if (is_customer_key (judge->disk))
    ferry_judge_find (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS,
                      judge->disk->report->problem);
}

static void
judge_unreadable (FerryJudge *judge)
{
  const FerryJudgedDisk *disk = judge->disk;

  if (is_unread (disk) && !is_archived (disk) && !is_customer_key (disk) &&
      ferry_disk_get_size (disk->object) > 0)
    ferry_judge_find (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, disk->report->problem);
}

/* (nullable): the first key of the disk that XML does not take */
static const char *
find_key_not_xml (FerryDisk *disk)
{
  FerryParts *parts = ferry_disk_get_parts (disk);
  guint n = parts ? ferry_parts_get_n (parts) : 0;
  const char *key = ferry_disk_get_key (disk);

  if (!ferry_xml_is_text (key))
    return key;

  for (guint i = 1; i < n; i++)
    {
      key = ferry_parts_get_key (parts, i);
      if (!ferry_xml_is_text (key))
        return key;
    }

  return NULL;
}

/* XML is of the manifest; in a request any UTF-8 can be sent. */
static void
judge_key (FerryJudge *judge)
{
  const char *key = find_key_not_xml (judge->disk->object);

  if (key != NULL)
    ferry_judge_find (judge, FERRY_RULING_BLOCKS,
                      g_utf8_validate (key, -1, NULL) ? FERRY_RULING_SILENT : FERRY_RULING_BLOCKS,
                      ferry_disk_get_name (judge->disk->object));
}

/* ImportImage's DiskContainers name one object each. */
static void
judge_cut (FerryJudge *judge)
{
  if (ferry_disk_get_parts (judge->disk->object))
    ferry_judge_find (judge, FERRY_RULING_SILENT, FERRY_RULING_BLOCKS, NULL);
}

static void
judge_format_unknown (FerryJudge *judge)
{
  const FerryJudgedDisk *disk = judge->disk;

  if (ferry_disk_get_size (disk->object) == 0)
    ferry_judge_find (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, "0 bytes");
  else if (!is_known (disk) && !is_unread (disk))
    ferry_judge_find (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, NULL);
}

/* Where the state of the image keeps its format from being read, no manifest can be written. */
static FerryRuling
rule_on_reason (const FerryJudgedDisk *disk,
                FerryRoad              road,
                FerryVerdictReason     reason)
{
  if (!is_known (disk) || disk->verdicts[road].reason != reason)
    return FERRY_RULING_SILENT;

  return disk->is_taken[road] ? FERRY_RULING_LESSON : FERRY_RULING_BLOCKS;
}

static void
judge_reason (FerryJudge         *judge,
              FerryVerdictReason  reason)
{
  const FerryJudgedDisk *disk = judge->disk;

  ferry_judge_find (judge,
                    rule_on_reason (disk, FERRY_ROAD_CLASSIC, reason),
                    rule_on_reason (disk, FERRY_ROAD_IMAGE, reason),
                    disk->report->format_name);
}

static void
judge_not_stream (FerryJudge *judge)
{
  judge_reason (judge, FERRY_VERDICT_REASON_NOT_STREAM);
}

static void
judge_differencing (FerryJudge *judge)
{
  judge_reason (judge, FERRY_VERDICT_REASON_DIFFERENCING);
}

static void
judge_dirty (FerryJudge *judge)
{
  judge_reason (judge, FERRY_VERDICT_REASON_DIRTY);
}

static gboolean
has_rule (FerryVerdictReason reason)
{
  return reason == FERRY_VERDICT_REASON_NOT_STREAM ||
         reason == FERRY_VERDICT_REASON_DIFFERENCING || reason == FERRY_VERDICT_REASON_DIRTY;
}

/* Damage that no other rule names: a cut image, say, whose first sectors are whole. */
static gboolean
has_damage (const FerryJudgedDisk *disk)
{
  FerryDiskReport *report = disk->report;

  return report->problem != NULL && report->has_virtual_size &&
         report->fault != FERRY_DISK_FAULT_ENCRYPTED &&
         report->fault != FERRY_DISK_FAULT_LIMIT &&
         !(disk->is_boot && report->scheme == FERRY_PARTITION_SCHEME_UNKNOWN);
}

static FerryRuling
rule_on_format (const FerryJudgedDisk *disk,
                FerryRoad              road)
{
  if (!is_known (disk) || has_rule (disk->verdicts[road].reason))
    return FERRY_RULING_SILENT;
  if (!disk->is_taken[road])
    return FERRY_RULING_BLOCKS;

  return has_damage (disk) ? FERRY_RULING_LESSON : FERRY_RULING_SILENT;
}

static void
judge_format_refused (FerryJudge *judge)
{
  const FerryJudgedDisk *disk = judge->disk;
  gboolean is_taken = disk->is_taken[ferry_machine_get_road (judge->machine)];

  ferry_judge_find (judge,
                    rule_on_format (disk, FERRY_ROAD_CLASSIC),
                    rule_on_format (disk, FERRY_ROAD_IMAGE),
                    is_taken ? disk->report->problem : disk->report->format_name);
}

/* A manifest tells EC2 how large the volume must be; ImportImage sees for itself. */
static void
judge_size_unknown (FerryJudge *judge)
{
  const FerryJudgedDisk *disk = judge->disk;

  if (is_known (disk) && !disk->report->has_virtual_size)
    ferry_judge_find (judge,
                      disk->is_taken[FERRY_ROAD_CLASSIC] ? FERRY_RULING_BLOCKS
                                                         : FERRY_RULING_SILENT,
                      disk->is_taken[FERRY_ROAD_IMAGE] ? FERRY_RULING_WARNING
                                                       : FERRY_RULING_SILENT,
                      disk->report->problem);
}

/* The boot disk's system has to be found; a data disk travels as it is. */
static void
judge_encrypted (FerryJudge *judge)
{
  const FerryJudgedDisk *disk = judge->disk;
  const FerryFileSystem *hidden = ferry_disk_report_find_encryption (disk->report);
  FerryRuling ruling = disk->is_boot ? FERRY_RULING_LESSON : FERRY_RULING_WARNING;

  if (is_known (disk) && (hidden != NULL || disk->report->fault == FERRY_DISK_FAULT_ENCRYPTED))
    ferry_judge_find (judge, ruling, ruling,
                      hidden != NULL ? ferry_file_system_get_name (hidden) : NULL);
}

static gboolean
is_too_large (const FerryJudgedDisk *disk)
{
  return disk->report->has_virtual_size && disk->report->virtual_size >= MAX_DISK_SIZE;
}

static guint64
get_needed (const FerryJudgedDisk *disk)
{
  return MAX (ferry_disk_report_get_volume_size (disk->report), 1);
}

static void
judge_volume_too_small (FerryJudge *judge)
{
  guint64 wanted = ferry_machine_disk_get_size (judge->disk->disk);
  guint64 needed = get_needed (judge->disk);
  g_autofree char *evidence = NULL;
  g_autofree char *choice = NULL;

  if (wanted >= needed)
    return;

  evidence = g_strdup_printf ("%" G_GUINT64_FORMAT " GiB < %" G_GUINT64_FORMAT " GiB",
                              wanted, needed);
  choice = g_strdup_printf ("%" G_GUINT64_FORMAT, needed);
  ferry_judge_find_fixable (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, evidence,
                            FERRY_FIX_RAISE_VOLUME,
                            is_too_large (judge->disk) ? NULL : choice);
}

static void
judge_volume_too_large (FerryJudge *judge)
{
  const FerryJudgedDisk *disk = judge->disk;
  guint64 wanted = ferry_machine_disk_get_size (disk->disk);
  g_autofree char *evidence = NULL;

  if (wanted < get_needed (disk) || (wanted <= MAX_VOLUME_SIZE && !is_too_large (disk)))
    return;

  evidence = g_strdup_printf ("%" G_GUINT64_FORMAT " GiB", wanted);
  ferry_judge_find_fixable (judge, FERRY_RULING_BLOCKS, FERRY_RULING_BLOCKS, evidence,
                            FERRY_FIX_LOWER_VOLUME,
                            is_too_large (disk) ? NULL : MAX_VOLUME_CHOICE);
}

/* By a manifest it goes, but nobody should take the other road for a way out. */
static void
judge_over_8_tib (FerryJudge *judge)
{
  FerryDiskReport *report = judge->disk->report;
  g_autofree char *evidence = NULL;

  if (!report->has_virtual_size || report->virtual_size < MAX_IMAGE_SIZE)
    return;

  evidence = g_strdup_printf ("%" G_GUINT64_FORMAT " GiB",
                              ferry_disk_report_get_volume_size (report));
  ferry_judge_find (judge, FERRY_RULING_NOTE, FERRY_RULING_BLOCKS, evidence);
}

const FerryRule ferry_rules_disk[] = {
  { FERRY_CHECK_ARCHIVED, "archived", FERRY_RULE_DISK, judge_archived },
  { FERRY_CHECK_CUSTOMER_KEY, "customer-key", FERRY_RULE_DISK, judge_customer_key },
  { FERRY_CHECK_DISK_UNREADABLE, "disk-unreadable", FERRY_RULE_DISK, judge_unreadable },
  { FERRY_CHECK_KEY_NOT_XML, "key-not-xml", FERRY_RULE_DISK, judge_key },
  { FERRY_CHECK_DISK_CUT, "disk-cut", FERRY_RULE_DISK, judge_cut },
  { FERRY_CHECK_FORMAT_UNKNOWN, "format-unknown", FERRY_RULE_DISK, judge_format_unknown },
  { FERRY_CHECK_ENCRYPTED, "encrypted", FERRY_RULE_DISK, judge_encrypted },
  { FERRY_CHECK_NOT_STREAM_OPTIMIZED, "not-stream-optimized", FERRY_RULE_DISK, judge_not_stream },
  { FERRY_CHECK_DIFFERENCING, "differencing", FERRY_RULE_DISK, judge_differencing },
  { FERRY_CHECK_DIRTY, "dirty", FERRY_RULE_DISK, judge_dirty },
  { FERRY_CHECK_FORMAT_REFUSED, "format-refused", FERRY_RULE_DISK, judge_format_refused },
  { FERRY_CHECK_SIZE_UNKNOWN, "size-unknown", FERRY_RULE_DISK, judge_size_unknown },
  { FERRY_CHECK_VOLUME_TOO_SMALL, "volume-too-small", FERRY_RULE_DISK, judge_volume_too_small },
  { FERRY_CHECK_VOLUME_TOO_LARGE, "volume-too-large", FERRY_RULE_DISK, judge_volume_too_large },
  { FERRY_CHECK_OVER_8_TIB, "over-8-tib", FERRY_RULE_DISK, judge_over_8_tib },
  { .id = NULL },
};
