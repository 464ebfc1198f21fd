/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry-test"

#include "config.h"

#include "ferry-test-plan.h"

/* What a disk and a plan say about a failure. */

#define REGION "eu-west-1"
#define TIB ((guint64) 1 << 40)

typedef struct {
  FerryFailure          failure;
  void                (*spoil) (FerryDiskReport *report);
  const char           *storage_class;
  FerryFailureEvidence  evidence;
  const char           *value;
} Case;

static void
set_fault (FerryDiskReport *report,
           FerryDiskFault   fault,
           FerryDiskFormat  format,
           const char      *name)
{
  ferry_disk_report_set_format (report, format, name);
  ferry_disk_report_complain (report, fault, "it is %s", name);
}

static void
be_sparse (FerryDiskReport *report)
{
  set_fault (report, FERRY_DISK_FAULT_NOT_STREAM, FERRY_DISK_FORMAT_OTHER, "VMDK, sparse");
}

static void
be_difference (FerryDiskReport *report)
{
  set_fault (report, FERRY_DISK_FAULT_DIFFERENCING, FERRY_DISK_FORMAT_OTHER, "VHD, differencing");
}

static void
be_cut (FerryDiskReport *report)
{
  set_fault (report, FERRY_DISK_FAULT_CUT, FERRY_DISK_FORMAT_VHD, "VHD");
}

static void
be_damaged (FerryDiskReport *report)
{
  set_fault (report, FERRY_DISK_FAULT_DAMAGED, FERRY_DISK_FORMAT_VHD, "VHD");
}

static void
be_vhdx (FerryDiskReport *report)
{
  ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_VHDX, "VHDX");
}

static void
be_unknown (FerryDiskReport *report)
{
  ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_UNKNOWN, "unknown");
}

static void
be_large (FerryDiskReport *report)
{
  report->virtual_size = 17 * TIB;
}

static void
have_gpt (FerryDiskReport *report)
{
  report->scheme = FERRY_PARTITION_SCHEME_GPT;
}

static void
have_esp (FerryDiskReport *report)
{
  FerryPartition *partition = ferry_partition_new ();

  have_gpt (report);
  partition->type_id = g_strdup (FERRY_GPT_ESP);
  g_ptr_array_add (report->partitions, partition);
}

static void
have_no_table (FerryDiskReport *report)
{
  report->scheme = FERRY_PARTITION_SCHEME_NONE;
}

static void
have_no_partitions (FerryDiskReport *report)
{
  g_ptr_array_set_size (report->partitions, 0);
}

static void
have_unread_table (FerryDiskReport *report)
{
  report->scheme = FERRY_PARTITION_SCHEME_UNKNOWN;
}

static void
have_no_active (FerryDiskReport *report)
{
  for (guint i = 0; i < report->partitions->len; i++)
    ((FerryPartition *) g_ptr_array_index (report->partitions, i))->active = FALSE;
}

static void
hold (FerryDiskReport *report,
      const char      *type)
{
  FerryPartition *partition = ferry_partition_new ();

  partition->number = 5;
  partition->file_system = ferry_file_system_new (type);
  partition->file_system->encrypted = g_str_equal (type, "crypto_LUKS");
  g_ptr_array_add (report->partitions, partition);
}

static void
hold_luks (FerryDiskReport *report)
{
  hold (report, "crypto_LUKS");
}

static void
hold_btrfs (FerryDiskReport *report)
{
  hold (report, "btrfs");
}

static void
hold_lvm (FerryDiskReport *report)
{
  hold (report, "LVM2_member");
}

static void
be_system (FerryDiskReport *report,
           const char      *system)
{
  g_free (report->system);
  report->system = g_strdup (system);
}

static void
be_debian (FerryDiskReport *report)
{
  be_system (report, "Debian GNU/Linux 12 (bookworm)");
}

static void
be_two (FerryDiskReport *report)
{
  be_debian (report);
  g_free (report->other_system);
  report->other_system = g_strdup ("Ubuntu 24.04");
}

static void
be_arm (FerryDiskReport *report)
{
  g_free (report->architecture);
  report->architecture = g_strdup ("arm64");
}

static void
be_nothing (FerryDiskReport *report)
{
  g_clear_pointer (&report->system, g_free);
  g_clear_pointer (&report->platform, g_free);
  g_clear_pointer (&report->evidence, g_free);
}

static void
be_unread (FerryDiskReport *report)
{
  be_nothing (report);
  have_unread_table (report);
}

static const Case cases[] = {
  { FERRY_FAILURE_UNSUPPORTED_VMDK, be_sparse, NULL, FERRY_EVIDENCE_NOT_STREAM, "VMDK, sparse" },
  { FERRY_FAILURE_COMPRESSION, be_sparse, NULL, FERRY_EVIDENCE_NOT_STREAM, "VMDK, sparse" },
  { FERRY_FAILURE_FOOTERS, be_difference, NULL, FERRY_EVIDENCE_DIFFERENCING, NULL },
  { FERRY_FAILURE_FOOTERS, be_cut, NULL, FERRY_EVIDENCE_CUT, NULL },
  { FERRY_FAILURE_DISK_VALIDATION, be_damaged, NULL, FERRY_EVIDENCE_DAMAGED, "it is VHD" },
  { FERRY_FAILURE_DISK_VALIDATION, be_vhdx, NULL, FERRY_EVIDENCE_FORMAT, "VHDX" },
  { FERRY_FAILURE_DISK_VALIDATION, hold_luks, NULL, FERRY_EVIDENCE_ENCRYPTED, "LUKS" },
  { FERRY_FAILURE_DISK_FORMAT, be_unknown, NULL, FERRY_EVIDENCE_NONE, NULL },
  { FERRY_FAILURE_DAMAGED_GRAIN, NULL, NULL, FERRY_EVIDENCE_SOUND, "VMDK, stream-optimized" },
  { FERRY_FAILURE_IMAGE_CORRUPTED, NULL, NULL, FERRY_EVIDENCE_SOUND, "VMDK, stream-optimized" },
  { FERRY_FAILURE_DISK_TOO_LARGE, be_large, NULL, FERRY_EVIDENCE_SIZE, "18691697672192" },

  { FERRY_FAILURE_GPT, have_gpt, NULL, FERRY_EVIDENCE_GPT, NULL },
  { FERRY_FAILURE_NO_BOOTABLE, have_gpt, NULL, FERRY_EVIDENCE_GPT, NULL },
  { FERRY_FAILURE_NO_BOOTABLE, have_no_active, NULL, FERRY_EVIDENCE_NO_ACTIVE, NULL },
  { FERRY_FAILURE_NO_BOOTABLE, have_no_table, NULL, FERRY_EVIDENCE_NO_TABLE, NULL },
  { FERRY_FAILURE_NO_BOOTABLE, have_unread_table, NULL, FERRY_EVIDENCE_NONE, NULL },
  { FERRY_FAILURE_NO_BOOTABLE, NULL, NULL, FERRY_EVIDENCE_NONE, NULL },
  { FERRY_FAILURE_NO_PARTITIONS, have_no_partitions, NULL, FERRY_EVIDENCE_NO_PARTITIONS, NULL },
  { FERRY_FAILURE_EFI, have_esp, NULL, FERRY_EVIDENCE_ESP, NULL },
  { FERRY_FAILURE_EFI, have_gpt, NULL, FERRY_EVIDENCE_GPT, NULL },

  { FERRY_FAILURE_UNKNOWN_SYSTEM, hold_luks, NULL, FERRY_EVIDENCE_ENCRYPTED, "LUKS" },
  { FERRY_FAILURE_UNKNOWN_SYSTEM, hold_btrfs, NULL, FERRY_EVIDENCE_FILE_SYSTEM, "Btrfs" },
  { FERRY_FAILURE_UNKNOWN_SYSTEM, be_arm, NULL, FERRY_EVIDENCE_ARCHITECTURE, "arm64" },
  { FERRY_FAILURE_UNKNOWN_SYSTEM, be_nothing, NULL, FERRY_EVIDENCE_NO_SYSTEM, NULL },
  { FERRY_FAILURE_UNKNOWN_SYSTEM, be_unread, NULL, FERRY_EVIDENCE_NONE, NULL },
  { FERRY_FAILURE_MISSING_SYSTEM, be_debian, NULL, FERRY_EVIDENCE_SYSTEM,
    "Debian GNU/Linux 12 (bookworm)" },
  { FERRY_FAILURE_KERNEL_UNSUPPORTED, be_debian, NULL, FERRY_EVIDENCE_SYSTEM,
    "Debian GNU/Linux 12 (bookworm)" },
  { FERRY_FAILURE_SEVERAL_GRUBS, be_two, NULL, FERRY_EVIDENCE_TWO_SYSTEMS,
    "Debian GNU/Linux 12 (bookworm), Ubuntu 24.04" },
  { FERRY_FAILURE_SEVERAL_ROOTS, be_two, NULL, FERRY_EVIDENCE_TWO_SYSTEMS,
    "Debian GNU/Linux 12 (bookworm), Ubuntu 24.04" },
  { FERRY_FAILURE_FSTAB, hold_luks, NULL, FERRY_EVIDENCE_ENCRYPTED, "LUKS" },
  { FERRY_FAILURE_VOLUME_GROUP, hold_lvm, NULL, FERRY_EVIDENCE_VOLUME_GROUP, NULL },
  { FERRY_FAILURE_VOLUME_GROUP, NULL, NULL, FERRY_EVIDENCE_NONE, NULL },

  { FERRY_FAILURE_LINUX_TYPE, NULL, NULL, FERRY_EVIDENCE_INSTANCE_TYPE, "t3.micro" },
  { FERRY_FAILURE_NO_CAPACITY, NULL, NULL, FERRY_EVIDENCE_INSTANCE_TYPE, "t3.micro" },
  { FERRY_FAILURE_NO_DEFAULT_VPC, NULL, NULL, FERRY_EVIDENCE_NO_SUBNET, NULL },
  { FERRY_FAILURE_ZONE_UNKNOWN, NULL, NULL, FERRY_EVIDENCE_ZONE, REGION "z" },
  { FERRY_FAILURE_ADDRESS_TAKEN, NULL, NULL, FERRY_EVIDENCE_ADDRESS, "10.0.0.4" },
  { FERRY_FAILURE_GROUP_UNKNOWN, NULL, NULL, FERRY_EVIDENCE_GROUPS, "sg-1, sg-2" },
  { FERRY_FAILURE_NOT_LOCAL, NULL, NULL, FERRY_EVIDENCE_REGION, REGION },
  { FERRY_FAILURE_NOT_IN_REGION, NULL, NULL, FERRY_EVIDENCE_NONE, NULL },
  { FERRY_FAILURE_READ_FORBIDDEN, NULL, "GLACIER", FERRY_EVIDENCE_STORAGE_CLASS, "GLACIER" },
  { FERRY_FAILURE_READ_FORBIDDEN, NULL, NULL, FERRY_EVIDENCE_BUCKET, "vm-disks" },
  { FERRY_FAILURE_ARCHIVED, NULL, "DEEP_ARCHIVE", FERRY_EVIDENCE_STORAGE_CLASS, "DEEP_ARCHIVE" },
  { FERRY_FAILURE_ARCHIVED, NULL, NULL, FERRY_EVIDENCE_NONE, NULL },
  { FERRY_FAILURE_INTERNAL, NULL, NULL, FERRY_EVIDENCE_NONE, NULL },
  { FERRY_FAILURE_UNKNOWN, be_sparse, NULL, FERRY_EVIDENCE_NONE, NULL },
};

static FerryMachine *
make_machine (const Case *row)
{
  static const char *const groups[] = { "sg-1", "sg-2", NULL };
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
  g_autoptr(FerryDisk) disk = NULL;
  FerryMachine *machine;

  if (row->spoil != NULL)
    row->spoil (report);
  disk = ferry_test_disk_new (REGION, "web/disk.vmdk", row->storage_class, report);
  machine = ferry_machine_new (disk);
  g_object_set (machine, "instance-type", "t3.micro", "zone", REGION "z", "private-ip", "10.0.0.4",
                "security-groups", groups, "subnet-id", "", NULL);

  return machine;
}

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryMachine) machine = make_machine (&cases[i]);
      g_autofree char *value = NULL;
      FerryFailureEvidence found;

      found = ferry_failure_find_evidence (cases[i].failure, machine, 0, &value);
      if (found != cases[i].evidence || g_strcmp0 (value, cases[i].value) != 0)
        g_error ("row %u, %s: %u “%s”, not %u “%s”", i, ferry_failure_get_id (cases[i].failure),
                 found, value, cases[i].evidence, cases[i].value);
    }
}

static FerryMachine *
make_spread (void)
{
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
  g_autoptr(FerryDisk) boot = NULL;
  g_autoptr(FerryDisk) data = NULL;
  g_autoptr(FerryMachineDisk) second = NULL;
  FerryMachine *machine;

  hold_lvm (report);
  boot = ferry_test_disk_new (REGION, "db/boot.vmdk", NULL, report);
  data = ferry_test_disk_new ("us-east-1", "db/data.vmdk", NULL, report);
  machine = ferry_machine_new (boot);
  second = ferry_machine_disk_new (data);
  ferry_machine_add_disk (machine, second);

  return machine;
}

static void
test_other_disks (void)
{
  g_autoptr(FerryMachine) machine = make_spread ();
  g_autofree char *spread = NULL;
  g_autofree char *missing = NULL;
  g_autofree char *region = NULL;

  g_assert_cmpint (ferry_failure_find_evidence (FERRY_FAILURE_VOLUME_GROUP, machine, 0, &spread),
                   ==, FERRY_EVIDENCE_SPREAD);
  g_assert_cmpstr (spread, ==, "data.vmdk");
  g_assert_cmpint (ferry_failure_find_evidence (FERRY_FAILURE_FIRST_BOOT, machine, 0, &missing),
                   ==, FERRY_EVIDENCE_DATA_DISKS);
  g_assert_cmpstr (missing, ==, "1");
  g_assert_cmpint (ferry_failure_find_evidence (FERRY_FAILURE_NOT_LOCAL, machine, 1, &region),
                   ==, FERRY_EVIDENCE_OTHER_REGION);
  g_assert_cmpstr (region, ==, "us-east-1");
}

/* Of a task that somebody else has started nothing is known. */
static void
test_nothing_known (void)
{
  g_autoptr(FerryMachine) machine = make_spread ();

  for (guint i = 0; i < FERRY_N_FAILURES; i++)
    {
      char *value = NULL;

      g_assert_cmpint (ferry_failure_find_evidence (i, NULL, 0, &value), ==, FERRY_EVIDENCE_NONE);
      g_assert_cmpint (ferry_failure_find_evidence (i, machine, 2, &value), ==,
                       FERRY_EVIDENCE_NONE);
      g_assert_null (value);
    }
}

static void
test_other_region (void)
{
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
  g_autoptr(FerryDisk) disk = ferry_test_disk_new ("eu-north-1", "web.vmdk", NULL, report);
  g_autoptr(FerryMachine) machine = ferry_machine_new (disk);
  g_autofree char *value = NULL;

  g_assert_cmpint (ferry_failure_find_evidence (FERRY_FAILURE_NOT_IN_REGION, machine, 0, &value),
                   ==, FERRY_EVIDENCE_NOT_CLASSIC);
  g_assert_cmpstr (value, ==, "eu-north-1");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/failure-evidence/cases", test_cases);
  g_test_add_func ("/failure-evidence/other-disks", test_other_disks);
  g_test_add_func ("/failure-evidence/nothing-known", test_nothing_known);
  g_test_add_func ("/failure-evidence/other-region", test_other_region);

  return g_test_run ();
}
