/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/ferry-disk-verdict.h"

#include <string.h>

#define TIB ((guint64) 1 << 40)

/* "Limitations for resources that you import": a disk image of less than 16 TiB, and one of 8 TiB
 * and more by manifest only. ImportInstance boots from an MBR, which ends at 2 TiB.
 */
#define MAX_SIZE      (16 * TIB)
#define MAX_IMAGE     (8 * TIB)
#define MAX_MBR       (2 * TIB)

static const char *const call_names[FERRY_N_IMPORT_CALLS] = {
  "ImportInstance", "ImportVolume", "ImportImage", "ImportSnapshot",
};

const char *
ferry_import_call_get_name (FerryImportCall call)
{
  return call_names[call];
}

static gboolean
takes_format (FerryDiskFormat format,
              FerryImportCall call)
{
  switch (format)
    {
    case FERRY_DISK_FORMAT_RAW:
    case FERRY_DISK_FORMAT_VMDK_STREAM:
    case FERRY_DISK_FORMAT_VHD:
      return TRUE;
    case FERRY_DISK_FORMAT_VHDX:
      return call == FERRY_IMPORT_CALL_IMAGE || call == FERRY_IMPORT_CALL_SNAPSHOT;
    case FERRY_DISK_FORMAT_OVA:
      return call == FERRY_IMPORT_CALL_IMAGE;
    case FERRY_DISK_FORMAT_UNKNOWN:
    case FERRY_DISK_FORMAT_OTHER:
    default:
      return FALSE;
    }
}

/* Whether the call looks for a system in the disk, to start it or to change it */
static gboolean
needs_system (FerryImportCall call)
{
  return call == FERRY_IMPORT_CALL_INSTANCE || call == FERRY_IMPORT_CALL_IMAGE;
}

static FerryVerdictReason
get_reason (FerryDiskFault fault)
{
  switch (fault)
    {
    case FERRY_DISK_FAULT_NOT_A_DISK:
      return FERRY_VERDICT_REASON_NOT_A_DISK;
    case FERRY_DISK_FAULT_FORMAT:
      return FERRY_VERDICT_REASON_FORMAT;
    case FERRY_DISK_FAULT_NOT_STREAM:
      return FERRY_VERDICT_REASON_NOT_STREAM;
    case FERRY_DISK_FAULT_PACKED:
      return FERRY_VERDICT_REASON_PACKED;
    case FERRY_DISK_FAULT_WITHOUT_DATA:
      return FERRY_VERDICT_REASON_WITHOUT_DATA;
    case FERRY_DISK_FAULT_DIFFERENCING:
      return FERRY_VERDICT_REASON_DIFFERENCING;
    case FERRY_DISK_FAULT_DIRTY:
      return FERRY_VERDICT_REASON_DIRTY;
    case FERRY_DISK_FAULT_CUT:
      return FERRY_VERDICT_REASON_CUT;
    case FERRY_DISK_FAULT_DAMAGED:
      return FERRY_VERDICT_REASON_DAMAGED;
    case FERRY_DISK_FAULT_ENCRYPTED:
      return FERRY_VERDICT_REASON_ENCRYPTED;
    case FERRY_DISK_FAULT_LIMIT:
    case FERRY_DISK_FAULT_CUSTOMER_KEY:
      return FERRY_VERDICT_REASON_NOT_READ;
    case FERRY_DISK_FAULT_NONE:
    default:
      return FERRY_VERDICT_REASON_NONE;
    }
}

/* Formats first: where the call does not take it, what is within does not matter. */
static FerryVerdictReason
judge_format (FerryDiskReport *report,
              FerryImportCall  call)
{
  FerryVerdictReason reason = get_reason (report->fault);

  if (takes_format (report->format, call))
    return FERRY_VERDICT_REASON_NONE;
  if (report->format == FERRY_DISK_FORMAT_UNKNOWN)
    return FERRY_VERDICT_REASON_NOT_A_DISK;

  /* what is wrong with its content is not why the call refuses it */
  return report->format == FERRY_DISK_FORMAT_OTHER && reason != FERRY_VERDICT_REASON_NONE &&
         reason != FERRY_VERDICT_REASON_ENCRYPTED ? reason : FERRY_VERDICT_REASON_FORMAT;
}

static FerryVerdictReason
judge_size (FerryDiskReport *report,
            FerryImportCall  call)
{
  gboolean too_large;

  if (call == FERRY_IMPORT_CALL_INSTANCE)
    too_large = report->virtual_size > MAX_MBR;
  else
    too_large = report->virtual_size >= (call == FERRY_IMPORT_CALL_VOLUME ? MAX_SIZE : MAX_IMAGE);

  return too_large ? FERRY_VERDICT_REASON_TOO_LARGE : FERRY_VERDICT_REASON_NONE;
}

static FerryVerdictReason
judge_boot (FerryDiskReport *report,
            FerryImportCall  call)
{
  const char *platform = ferry_disk_report_guess_platform (report);

  report = ferry_disk_report_get_boot_disk (report);
  if (report->scheme == FERRY_PARTITION_SCHEME_GPT)
    {
      if (call == FERRY_IMPORT_CALL_INSTANCE)
        return FERRY_VERDICT_REASON_GPT;
      if (!ferry_disk_report_boots_uefi (report) && !ferry_disk_report_boots_bios (report))
        return FERRY_VERDICT_REASON_NO_LOADER;
    }
  if (report->scheme == FERRY_PARTITION_SCHEME_NONE ||
      (report->scheme != FERRY_PARTITION_SCHEME_UNKNOWN && report->partitions->len == 0))
    return FERRY_VERDICT_REASON_NO_PARTITIONS;
  if (report->scheme == FERRY_PARTITION_SCHEME_MBR && g_strcmp0 (platform, "Windows") == 0 &&
      !ferry_disk_report_has_active_partition (report))
    return FERRY_VERDICT_REASON_NO_ACTIVE;
  if (report->architecture != NULL && !g_str_equal (report->architecture, "x86_64") &&
      !g_str_equal (report->architecture, "i386"))
    return FERRY_VERDICT_REASON_ARCHITECTURE;

  return FERRY_VERDICT_REASON_NONE;
}

/* A partition, or a volume within one */
static gboolean
hides_content (FerryDiskReport *report)
{
  return report->fault == FERRY_DISK_FAULT_ENCRYPTED || ferry_disk_report_is_encrypted (report);
}

/* What keeps from saying yes without being a no */
static FerryVerdictReason
judge_doubt (FerryDiskReport *report,
             FerryImportCall  call)
{
  report = ferry_disk_report_get_boot_disk (report);
  if (report->fault == FERRY_DISK_FAULT_LIMIT || !report->has_virtual_size)
    return FERRY_VERDICT_REASON_NOT_READ;
  if (hides_content (report))
    return FERRY_VERDICT_REASON_ENCRYPTED;
  if (!needs_system (call))
    return FERRY_VERDICT_REASON_NONE;
  if (report->scheme == FERRY_PARTITION_SCHEME_UNKNOWN)
    return FERRY_VERDICT_REASON_NOT_READ;

  if (report->other_system != NULL)
    return FERRY_VERDICT_REASON_DUAL_BOOT;

  /* partition types and a kernel tell what it is like, not that there is a system to be started */
  return report->system == NULL ? FERRY_VERDICT_REASON_SYSTEM : FERRY_VERDICT_REASON_NONE;
}

static FerryVerdictReason
find_refusal (FerryDiskReport *report,
              FerryImportCall  call)
{
  FerryVerdictReason reason = judge_format (report, call);

  if (reason == FERRY_VERDICT_REASON_NONE && report->fault != FERRY_DISK_FAULT_LIMIT &&
      report->fault != FERRY_DISK_FAULT_ENCRYPTED)
    reason = get_reason (report->fault);
  if (reason == FERRY_VERDICT_REASON_NONE)
    reason = judge_size (report, call);
  if (reason == FERRY_VERDICT_REASON_NONE && needs_system (call))
    {
      reason = judge_boot (report, call);
      if (reason == FERRY_VERDICT_REASON_NONE && hides_content (report))
        reason = FERRY_VERDICT_REASON_ENCRYPTED;
    }

  return reason;
}

/* The words are those of the troubleshooting page and of reports by users; none is known for the
 * rest.
 */
static const char *
get_words (FerryDiskReport    *report,
           FerryImportCall     call,
           FerryVerdictReason  reason)
{
  gboolean classic = call == FERRY_IMPORT_CALL_INSTANCE || call == FERRY_IMPORT_CALL_VOLUME;

  switch (reason)
    {
    case FERRY_VERDICT_REASON_NOT_STREAM:
      return classic ? "File uses unsupported compression algorithm 0"
                     : "Disk validation failed [Unsupported VMDK File Format]";
    case FERRY_VERDICT_REASON_FORMAT:
    case FERRY_VERDICT_REASON_NOT_A_DISK:
    case FERRY_VERDICT_REASON_PACKED:
    case FERRY_VERDICT_REASON_WITHOUT_DATA:
      return "Parameter disk-image-size=0 has an invalid format";
    case FERRY_VERDICT_REASON_DIFFERENCING:
      return classic ? "Footers not identical" : "Disk validation failed";
    case FERRY_VERDICT_REASON_CUT:
    case FERRY_VERDICT_REASON_DAMAGED:
      return classic && report->format == FERRY_DISK_FORMAT_VMDK_STREAM
             ? "Uncompressed data has an invalid length" : "Disk validation failed";
    case FERRY_VERDICT_REASON_GPT:
      return "Client.Unsupported: No bootable partition found";
    case FERRY_VERDICT_REASON_NO_ACTIVE:
    case FERRY_VERDICT_REASON_NO_LOADER:
      return "No bootable partition found";
    case FERRY_VERDICT_REASON_NO_PARTITIONS:
      return "No valid partitions. Not a valid volume.";
    case FERRY_VERDICT_REASON_DUAL_BOOT:
      return "Multiple different grub/menu.lst files found";
    case FERRY_VERDICT_REASON_ENCRYPTED:
    case FERRY_VERDICT_REASON_SYSTEM:
      return "Unknown OS / Missing OS files";
    case FERRY_VERDICT_REASON_NONE:
    case FERRY_VERDICT_REASON_DIRTY:
    case FERRY_VERDICT_REASON_TOO_LARGE:
    case FERRY_VERDICT_REASON_ARCHITECTURE:
    case FERRY_VERDICT_REASON_NOT_READ:
    default:
      return NULL;
    }
}

void
ferry_disk_report_judge (FerryDiskReport  *report,
                         FerryImportCall   call,
                         FerryDiskVerdict *verdict)
{
  g_return_if_fail (report != NULL);

  verdict->state = FERRY_VERDICT_REFUSED;
  verdict->reason = find_refusal (report, call);
  verdict->words = get_words (report, call, verdict->reason);
  if (verdict->reason != FERRY_VERDICT_REASON_NONE)
    return;

  verdict->reason = judge_doubt (report, call);
  verdict->words = get_words (report, call, verdict->reason);
  verdict->state = verdict->reason == FERRY_VERDICT_REASON_NONE ? FERRY_VERDICT_ACCEPTED
                                                                : FERRY_VERDICT_UNKNOWN;
}

/* Returns: (transfer full): the name without its extension, so that the new one tells its format */
static char *
dup_stem (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot != name ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);
}

/* A name that begins with a dash would be taken for an option, and one with a colon by qemu-img for
 * a protocol. (transfer full)
 */
static char *
dup_quoted (const char *name)
{
  g_autofree char *path = g_strconcat (*name == '/' ? "" : "./", name, NULL);

  return g_shell_quote (path);
}

/* As qemu-img calls it, so that it need not guess: what a raw disk's first sectors say is not to be
 * believed. (nullable)
 */
static const char *
get_qemu_format (FerryDiskReport *report)
{
  static const struct { const char *prefix, *format; } formats[] = {
    { "VMDK", "vmdk" }, { "VHDX", "vhdx" }, { "VHD", "vpc" }, { "QCOW2", "qcow2" },
    { "QCOW", "qcow" }, { "QED", "qed" }, { "VDI", "vdi" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_has_prefix (report->format_name, formats[i].prefix))
      return formats[i].format;

  return NULL;
}

static char *
dup_convert (FerryDiskReport *report,
             const char      *name)
{
  const char *format = get_qemu_format (report);
  g_autofree char *stem = dup_stem (name);
  g_autofree char *target = g_strconcat (stem, "-stream.vmdk", NULL);
  g_autofree char *quoted = dup_quoted (name);
  g_autofree char *quoted_target = dup_quoted (target);

  return format == NULL
         ? NULL
         : g_strdup_printf ("qemu-img convert -f %s -O vmdk -o subformat=streamOptimized %s %s",
                            format, quoted, quoted_target);
}

/* An OVA is no disk: the one that the machine starts from is taken out. */
static char *
dup_extract (FerryDiskReport *report,
             const char      *name)
{
  FerryDiskReport *boot = ferry_disk_report_get_boot_disk (report);
  g_autofree char *quoted = dup_quoted (name);
  g_autofree char *member = NULL;

  if (boot->member == NULL)
    return NULL;

  member = g_shell_quote (boot->member);

  return g_strdup_printf ("tar -xf %s -- %s", quoted, member);
}

char *
ferry_disk_report_dup_command (FerryDiskReport *report,
                               FerryImportCall  call,
                               const char      *name)
{
  FerryDiskVerdict verdict;

  g_return_val_if_fail (report != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  ferry_disk_report_judge (report, call, &verdict);
  if (verdict.reason != FERRY_VERDICT_REASON_NOT_STREAM &&
      verdict.reason != FERRY_VERDICT_REASON_FORMAT &&
      verdict.reason != FERRY_VERDICT_REASON_DIRTY)
    return NULL;

  if (report->format == FERRY_DISK_FORMAT_OVA)
    return dup_extract (report, name);
  if (verdict.reason == FERRY_VERDICT_REASON_DIRTY)
    {
      g_autofree char *quoted = dup_quoted (name);

      return g_strdup_printf ("qemu-img check -f vhdx -r all %s", quoted);
    }

  return dup_convert (report, name);
}
