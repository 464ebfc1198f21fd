/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/ferry-disk-report.h"

#include "base/ferry-error.h"

#include <string.h>

#define GIB ((guint64) 1 << 30)

G_DEFINE_BOXED_TYPE (FerryDiskReport,
                     ferry_disk_report,
                     ferry_disk_report_ref,
                     ferry_disk_report_unref)

FerryDiskReport *
ferry_disk_report_new (void)
{
  FerryDiskReport *report = g_new0 (FerryDiskReport, 1);

  report->format_name = g_strdup ("Unknown");
  report->sector_size = 512;
  report->partitions = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_partition_free);
  report->disks = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_disk_report_unref);
  g_atomic_ref_count_init (&report->ref_count);

  return report;
}

/* S3 has no code for it. It answers a request without the key with "InvalidRequest: The object was
 * stored using a form of Server Side Encryption. The correct parameters must be provided to
 * retrieve the object."
 */
static gboolean
asks_for_key (const GError *error)
{
  const FerryErrorDetail *detail = ferry_error_get_detail (error);

  return detail != NULL && g_strcmp0 (detail->code, "InvalidRequest") == 0 &&
         detail->message != NULL && strstr (detail->message, "Server Side Encryption") != NULL;
}

FerryDiskReport *
ferry_disk_report_new_unread (const GError *error)
{
  FerryDiskReport *report = ferry_disk_report_new ();

  g_return_val_if_fail (error != NULL, report);

  ferry_disk_report_complain (report, asks_for_key (error) ? FERRY_DISK_FAULT_CUSTOMER_KEY
                                                           : FERRY_DISK_FAULT_NONE,
                              "%s", error->message);

  return report;
}

FerryDiskReport *
ferry_disk_report_ref (FerryDiskReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  g_atomic_ref_count_inc (&report->ref_count);

  return report;
}

void
ferry_disk_report_unref (FerryDiskReport *report)
{
  g_return_if_fail (report != NULL);

  if (!g_atomic_ref_count_dec (&report->ref_count))
    return;

  g_free (report->format_name);
  g_free (report->member);
  g_free (report->platform);
  g_free (report->system);
  g_free (report->other_system);
  g_free (report->architecture);
  g_free (report->evidence);
  g_free (report->problem);
  g_clear_pointer (&report->file_system, ferry_file_system_free);
  g_ptr_array_unref (report->partitions);
  g_ptr_array_unref (report->disks);
  g_free (report);
}

/* Code in the first sector has also what Windows once prepared for data. */
static guint
rate_boot_disk (FerryDiskReport *disk)
{
  if (disk->platform != NULL)
    return 3;
  if (ferry_disk_report_has_active_partition (disk) || ferry_disk_report_boots_uefi (disk))
    return 2;

  return ferry_disk_report_boots_bios (disk) ? 1 : 0;
}

FerryDiskReport *
ferry_disk_report_get_boot_disk (FerryDiskReport *report)
{
  FerryDiskReport *best = report;
  guint best_rate = 0;

  g_return_val_if_fail (report != NULL, NULL);

  for (guint i = 0; i < report->disks->len; i++)
    {
      FerryDiskReport *disk = g_ptr_array_index (report->disks, i);
      guint rate = rate_boot_disk (disk);

      if (i == 0 || rate > best_rate)
        {
          best = disk;
          best_rate = rate;
        }
    }

  return best;
}

const char *
ferry_disk_report_get_file_format (FerryDiskReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  switch (report->format)
    {
    case FERRY_DISK_FORMAT_RAW:
      return "RAW";
    case FERRY_DISK_FORMAT_VMDK_STREAM:
      return "VMDK";
    case FERRY_DISK_FORMAT_VHD:
      return "VHD";
    case FERRY_DISK_FORMAT_UNKNOWN:
    case FERRY_DISK_FORMAT_VHDX:
    case FERRY_DISK_FORMAT_OVA:
    case FERRY_DISK_FORMAT_OTHER:
    default:
      return NULL;
    }
}

guint64
ferry_disk_report_get_volume_size (FerryDiskReport *report)
{
  g_return_val_if_fail (report != NULL, 0);

  if (!report->has_virtual_size)
    return 0;

  return MAX (1, report->virtual_size / GIB + (report->virtual_size % GIB != 0 ? 1 : 0));
}

gboolean
ferry_disk_report_has_active_partition (FerryDiskReport *report)
{
  g_return_val_if_fail (report != NULL, FALSE);

  report = ferry_disk_report_get_boot_disk (report);
  for (guint i = 0; i < report->partitions->len; i++)
    {
      const FerryPartition *partition = g_ptr_array_index (report->partitions, i);

      if (partition->active)
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_type_id (FerryDiskReport *report,
             const char      *type_id)
{
  for (guint i = 0; i < report->partitions->len; i++)
    {
      const FerryPartition *partition = g_ptr_array_index (report->partitions, i);

      if (g_strcmp0 (partition->type_id, type_id) == 0)
        return TRUE;
    }

  return FALSE;
}

/* From a GPT a BIOS starts only what GRUB put into a partition of its own. */
gboolean
ferry_disk_report_boots_bios (FerryDiskReport *report)
{
  g_return_val_if_fail (report != NULL, FALSE);

  report = ferry_disk_report_get_boot_disk (report);
  if (!report->has_boot_code)
    return FALSE;
  if (report->scheme == FERRY_PARTITION_SCHEME_GPT)
    return has_type_id (report, FERRY_GPT_BIOS_BOOT);

  return report->scheme == FERRY_PARTITION_SCHEME_MBR && report->partitions->len > 0;
}

gboolean
ferry_disk_report_boots_uefi (FerryDiskReport *report)
{
  g_return_val_if_fail (report != NULL, FALSE);

  report = ferry_disk_report_get_boot_disk (report);
  if (report->has_efi_loader)
    return TRUE;

  for (guint i = 0; i < report->partitions->len; i++)
    {
      const FerryPartition *partition = g_ptr_array_index (report->partitions, i);

      /* one that could be looked into would have shown its loader */
      if (ferry_partition_is_esp (partition) &&
          (partition->file_system == NULL || !g_str_equal (partition->file_system->type, "vfat")))
        return TRUE;
    }

  return FALSE;
}

/* Extended, EFI and FAT partitions are made by both, so they tell nothing. */
static void
judge_partition (const FerryPartition *partition,
                 gboolean             *windows,
                 gboolean             *gnu_linux)
{
  static const char *const windows_ids[] = {
    FERRY_GPT_MS_RESERVED, FERRY_GPT_MS_RECOVERY, FERRY_GPT_LDM_META, FERRY_GPT_LDM_DATA, NULL
  };
  static const char *const linux_ids[] = {
    FERRY_GPT_LINUX, FERRY_GPT_LINUX_SWAP, FERRY_GPT_LINUX_LVM, FERRY_GPT_LINUX_RAID, NULL
  };

  if (partition->type_id != NULL)
    {
      *windows |= g_strv_contains (windows_ids, partition->type_id);
      *gnu_linux |= g_strv_contains (linux_ids, partition->type_id);
      return;
    }

  switch (partition->type)
    {
    case 0x07: /* NTFS */
    case 0x27: /* Windows recovery */
    case 0x42: /* Windows dynamic disk */
      *windows = TRUE;
      break;
    case 0x82: /* swap */
    case 0x83:
    case 0x8E: /* LVM */
    case 0xFD: /* RAID */
      *gnu_linux = TRUE;
      break;
    default:
      break;
    }
}

const char *
ferry_disk_report_guess_platform (FerryDiskReport *report)
{
  gboolean windows = FALSE;
  gboolean gnu_linux = FALSE;

  g_return_val_if_fail (report != NULL, NULL);

  report = ferry_disk_report_get_boot_disk (report);
  if (report->platform != NULL)
    return report->platform;

  for (guint i = 0; i < report->partitions->len; i++)
    judge_partition (g_ptr_array_index (report->partitions, i), &windows, &gnu_linux);
  if (windows == gnu_linux)
    return NULL;

  return windows ? "Windows" : "Linux";
}

const FerryFileSystem *
ferry_disk_report_find_encryption (FerryDiskReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  report = ferry_disk_report_get_boot_disk (report);
  if (report->file_system != NULL && report->file_system->encrypted)
    return report->file_system;

  for (guint i = 0; i < report->partitions->len; i++)
    {
      const FerryPartition *partition = g_ptr_array_index (report->partitions, i);

      if (partition->file_system != NULL && partition->file_system->encrypted)
        return partition->file_system;
    }

  return NULL;
}

gboolean
ferry_disk_report_is_encrypted (FerryDiskReport *report)
{
  return ferry_disk_report_find_encryption (report) != NULL;
}

void
ferry_disk_report_set_format (FerryDiskReport *report,
                              FerryDiskFormat  format,
                              const char      *name)
{
  char *copy = g_strdup (name);

  report->format = format;
  g_free (report->format_name);
  report->format_name = copy;
}

void
ferry_disk_report_complain (FerryDiskReport *report,
                            FerryDiskFault   fault,
                            const char      *format,
                            ...)
{
  va_list args;

  if (report->problem != NULL)
    return;

  report->fault = fault;
  va_start (args, format);
  report->problem = g_strdup_vprintf (format, args);
  va_end (args);
}
