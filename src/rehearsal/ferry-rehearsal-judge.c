/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-judge.h"

#define GIB (G_GUINT64_CONSTANT (1) << 30)

/* The object that a link names: the link without its signature. (transfer full) (nullable) */
static char *
get_target (const char *link)
{
  g_autoptr(GUri) uri = g_uri_parse (link, G_URI_FLAGS_ENCODED, NULL);

  return uri ? g_strdup_printf ("%s:%d%s", g_uri_get_host (uri), g_uri_get_port (uri),
                                g_uri_get_path (uri))
             : NULL;
}

/* A self-destruct link on a part would delete the user's disk. */
static gboolean
destroys_part (const FerryManifest *manifest)
{
  g_autofree char *target = get_target (manifest->self_destruct_url);

  for (guint i = 0; i < manifest->parts->len; i++)
    {
      FerryManifestPart *part = g_ptr_array_index (manifest->parts, i);
      g_autofree char *part_target = get_target (part->get_url);

      if (target && g_strcmp0 (target, part_target) == 0)
        return TRUE;
    }

  return FALSE;
}

void
ferry_rehearsal_bear_manifest (FerryManifest *manifest)
{
  FerryManifestPart *last;

  if (manifest->parts->len == 0)
    return;

  last = g_ptr_array_index (manifest->parts, manifest->parts->len - 1);
  if (last->end == manifest->size && last->end > last->start)
    last->end--;
}

static char *
judge_parts (const FerryManifest *manifest)
{
  guint64 next = 0;

  for (guint i = 0; i < manifest->parts->len; i++)
    {
      FerryManifestPart *part = g_ptr_array_index (manifest->parts, i);

      if (part->start != next || part->end < part->start || part->end >= manifest->size)
        return g_strdup_printf ("ClientError: Disk validation failed [Part %u does not follow the "
                                "part before it]", i);
      next = part->end + 1;
    }
  if (next != manifest->size)
    return g_strdup ("ClientError: Disk validation failed [The parts do not add up to the size]");

  return NULL;
}

char *
ferry_rehearsal_judge_manifest (const FerryManifest *manifest,
                                FerryRehearsalTask  *task)
{
  char *verdict;

  if (manifest->size == 0 || manifest->parts->len == 0)
    return g_strdup ("ClientError: Parameter disk-image-size=0 has an invalid format");
  if (g_strcmp0 (manifest->file_format, task->format) != 0)
    return g_strdup ("ClientError: Disk validation failed [The manifest is of another format than "
                     "the request]");
  if (task->volume_size < manifest->volume_size)
    return g_strdup ("ClientError: Disk validation failed [The volume is smaller than the "
                     "manifest's]");
  verdict = judge_parts (manifest);
  if (verdict)
    return verdict;
  if (destroys_part (manifest))
    return g_strdup ("ClientError: Disk validation failed [The self-destruct link is not of the "
                     "manifest]");

  return NULL;
}

char *
ferry_rehearsal_judge_part (const FerryManifestPart *part,
                            guint64                  length)
{
  if (length == part->end - part->start + 1)
    return NULL;

  return g_strdup_printf ("ClientError: Disk validation failed [The object is %" G_GUINT64_FORMAT
                          " bytes, its part in the manifest is not]", length);
}

static char *
judge_format (const FerryManifest *manifest,
              FerryDiskReport     *report)
{
  const char *format = ferry_disk_report_get_file_format (report);

  if (g_strcmp0 (manifest->file_format, format) == 0)
    return NULL;
  if (g_strcmp0 (manifest->file_format, "VMDK") == 0)
    return g_strdup ("ClientError: Disk validation failed [Unsupported VMDK File Format]");
  if (g_strcmp0 (manifest->file_format, "RAW") == 0)
    return g_strdup ("ClientError: No valid partitions. Not a valid volume.");

  return g_strdup ("ClientError: Parameter disk-image-size=0 has an invalid format");
}

static char *
judge_partitions (FerryDiskReport    *report,
                  FerryRehearsalTask *task)
{
  const char *platform = ferry_disk_report_guess_platform (report);

  if (report->scheme == FERRY_PARTITION_SCHEME_GPT)
    return g_strdup ("ClientError: Client.Unsupported: No bootable partition found");
  if (report->scheme != FERRY_PARTITION_SCHEME_MBR || report->partitions->len == 0)
    return g_strdup ("ClientError: No valid partitions. Not a valid volume.");
  if (g_str_equal (task->platform, "Windows") && !ferry_disk_report_has_active_partition (report))
    return g_strdup ("ClientError: No bootable partition found");
  if (platform && !g_str_equal (platform, task->platform))
    return g_strdup ("ClientError: Unknown OS / Missing OS files");

  return NULL;
}

char *
ferry_rehearsal_judge_disk (const FerryManifest *manifest,
                            FerryDiskReport     *report,
                            FerryRehearsalTask  *task)
{
  char *verdict;

  /* The bytes of a volume may be anything, as long as they are no image of another kind. */
  if (task->instance_id == NULL && g_strcmp0 (manifest->file_format, "RAW") == 0 &&
      report->format == FERRY_DISK_FORMAT_UNKNOWN)
    return NULL;

  verdict = judge_format (manifest, report);
  if (verdict)
    return verdict;
  if (!report->has_virtual_size)
    return g_strdup ("ClientError: Disk validation failed");
  if (report->virtual_size > manifest->volume_size * GIB)
    return g_strdup ("ClientError: Disk validation failed [The disk is larger than its volume]");
  /* Nothing is started from a volume, so whatever is on it stays as it is. */
  verdict = task->instance_id ? judge_partitions (report, task) : NULL;
  if (verdict)
    return verdict;

  return report->problem ? g_strdup ("ClientError: Disk validation failed") : NULL;
}
