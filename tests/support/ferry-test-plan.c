/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-plan.h"

#define GIB (G_GUINT64_CONSTANT (1) << 30)

FerryDiskReport *
ferry_test_report_new (void)
{
  FerryDiskReport *report = ferry_disk_report_new ();
  FerryPartition *partition = ferry_partition_new ();

  report->format = FERRY_DISK_FORMAT_VMDK_STREAM;
  g_free (report->format_name);
  report->format_name = g_strdup ("VMDK, stream-optimized");
  report->file_size = 6000000000;
  report->has_virtual_size = TRUE;
  report->virtual_size = 40 * GIB;
  report->scheme = FERRY_PARTITION_SCHEME_MBR;
  report->bytes_read = 131072;
  report->requests = 3;

  partition->type = 0x07;
  partition->active = TRUE;
  partition->start = 1048576;
  partition->size = 39 * GIB;
  g_ptr_array_add (report->partitions, partition);

  return report;
}

FerryDisk *
ferry_test_disk_new (const char      *region,
                     const char      *key,
                     const char      *storage_class,
                     FerryDiskReport *report)
{
  return ferry_disk_new (region, "vm-disks", key, "\"abc\"", storage_class, 6000000000, report);
}

FerryPlan *
ferry_test_plan_new (const char      *region,
                     const char      *key,
                     const char      *storage_class,
                     FerryDiskReport *report)
{
  g_autoptr(FerryDisk) disk = ferry_test_disk_new (region, key, storage_class, report);
  g_autoptr(FerryMachine) machine = ferry_machine_new (disk);

  return ferry_plan_new_for (FERRY_TEST_ACCOUNT_ID, machine);
}
