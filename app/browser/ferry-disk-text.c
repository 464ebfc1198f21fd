/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "browser/ferry-disk-text.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>

static const char *
name_scheme (FerryPartitionScheme scheme)
{
  switch (scheme)
    {
    case FERRY_PARTITION_SCHEME_MBR:
      return "MBR";
    case FERRY_PARTITION_SCHEME_GPT:
      return "GPT";
    case FERRY_PARTITION_SCHEME_NONE:
    case FERRY_PARTITION_SCHEME_UNKNOWN:
    default:
      return NULL;
    }
}

static const char *
name_start (FerryDiskReport *report)
{
  gboolean bios = ferry_disk_report_boots_bios (report);
  gboolean uefi = ferry_disk_report_boots_uefi (report);

  if (bios && uefi)
    return _("BIOS and UEFI");
  if (bios)
    return "BIOS";

  return uefi ? "UEFI" : NULL;
}

char *
ferry_disk_report_to_facts (FerryDiskReport *report)
{
  g_autoptr(GStrvBuilder) facts = g_strv_builder_new ();
  g_auto(GStrv) parts = NULL;
  const char *scheme = name_scheme (report->scheme);
  const char *start = name_start (report);
  gboolean known = report->format != FERRY_DISK_FORMAT_UNKNOWN;

  g_strv_builder_add (facts, known ? report->format_name : _("Unknown format"));
  if (report->has_virtual_size)
    {
      g_autofree char *size = ferry_format_disk (report->virtual_size);
      /* Translators: %s is the size of a disk, "40 GiB" */
      g_autofree char *text = g_strdup_printf (_("%s disk"), size);

      g_strv_builder_add (facts, text);
    }
  if (scheme)
    g_strv_builder_add (facts, scheme);
  if (start)
    g_strv_builder_add (facts, start);
  parts = g_strv_builder_end (facts);

  return g_strjoinv (" · ", parts);
}

char *
ferry_disk_report_to_system (FerryDiskReport *report)
{
  const char *platform = ferry_disk_report_guess_platform (report);

  if (report->system && report->other_system)
    {
      g_autofree char *first = ferry_format_name (report->system);
      g_autofree char *second = ferry_format_name (report->other_system);

      /* Translators: the names of two systems on one disk */
      return g_strdup_printf (_("%s and %s"), first, second);
    }
  if (report->system)
    return ferry_format_name (report->system);
  if (g_strcmp0 (platform, "Windows") == 0)
    return g_strdup (_("Looks like Windows"));
  if (g_strcmp0 (platform, "Linux") == 0)
    return g_strdup (_("Looks like Linux"));
  /* a data disk, a machine whose disks say it, no disk at all */
  if (report->partitions->len == 0)
    return NULL;

  return g_strdup (_("Its system is not known"));
}

char *
ferry_disk_report_to_effort (FerryDiskReport *report)
{
  g_autofree char *amount = ferry_format_bytes (report->bytes_read);

  /* Translators: %s is an amount like "128 KiB" */
  return g_strdup_printf (ngettext ("Read %s in %u request.", "Read %s in %u requests.",
                                    report->requests),
                          amount, report->requests);
}
