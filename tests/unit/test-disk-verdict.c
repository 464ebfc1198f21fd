/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry-test"

#include "config.h"

#include "base/ferry-error.h"
#include "disk/ferry-disk-verdict.h"

#define TIB ((guint64) 1 << 40)

/* What VM Import's guide says of formats, sizes and boot disks, per call. */

typedef enum { MBR, GPT_UEFI, GPT_BARE, BARE } Table;

typedef struct {
  const char         *title;
  FerryDiskFormat     format;
  FerryDiskFault      fault;
  Table               table;
  const char         *platform;
  const char         *file_system;
  guint64             size;
  FerryVerdictReason  reasons[FERRY_N_IMPORT_CALLS];
} Case;

#define OK         FERRY_VERDICT_REASON_NONE
#define FORMAT     FERRY_VERDICT_REASON_FORMAT
#define STREAM     FERRY_VERDICT_REASON_NOT_STREAM
#define CUT        FERRY_VERDICT_REASON_CUT
#define DIFF       FERRY_VERDICT_REASON_DIFFERENCING
#define LARGE      FERRY_VERDICT_REASON_TOO_LARGE
#define NO_TABLE   FERRY_VERDICT_REASON_NO_PARTITIONS
#define GPT        FERRY_VERDICT_REASON_GPT
#define NO_LOADER  FERRY_VERDICT_REASON_NO_LOADER
#define ENCRYPTED  FERRY_VERDICT_REASON_ENCRYPTED
#define SYSTEM     FERRY_VERDICT_REASON_SYSTEM
#define NOT_READ   FERRY_VERDICT_REASON_NOT_READ
#define NO_DISK    FERRY_VERDICT_REASON_NOT_A_DISK

static const Case cases[] = {
  { "a boot disk", FERRY_DISK_FORMAT_RAW, 0, MBR, "Linux", "ext4", TIB, { OK, OK, OK, OK } },
  { "VHD", FERRY_DISK_FORMAT_VHD, 0, MBR, "Windows", "ntfs", TIB, { OK, OK, OK, OK } },
  { "VHDX", FERRY_DISK_FORMAT_VHDX, 0, MBR, "Linux", "ext4", TIB, { FORMAT, FORMAT, OK, OK } },
  { "OVA", FERRY_DISK_FORMAT_OVA, 0, MBR, "Linux", "ext4", TIB, { FORMAT, FORMAT, OK, FORMAT } },
  { "QCOW2", FERRY_DISK_FORMAT_OTHER, FERRY_DISK_FAULT_FORMAT, BARE, NULL, NULL, 0,
    { FORMAT, FORMAT, FORMAT, FORMAT } },
  { "VMDK, sparse", FERRY_DISK_FORMAT_OTHER, FERRY_DISK_FAULT_NOT_STREAM, MBR, "Linux", "ext4", TIB,
    { STREAM, STREAM, STREAM, STREAM } },
  { "cut", FERRY_DISK_FORMAT_VMDK_STREAM, FERRY_DISK_FAULT_CUT, MBR, "Linux", "ext4", TIB,
    { CUT, CUT, CUT, CUT } },
  { "differencing", FERRY_DISK_FORMAT_OTHER, FERRY_DISK_FAULT_DIFFERENCING, BARE, NULL, NULL, TIB,
    { DIFF, DIFF, DIFF, DIFF } },
  { "GPT with an ESP", FERRY_DISK_FORMAT_RAW, 0, GPT_UEFI, "Linux", "ext4", TIB,
    { GPT, OK, OK, OK } },
  { "GPT without a loader", FERRY_DISK_FORMAT_RAW, 0, GPT_BARE, "Linux", "ext4", TIB,
    { GPT, OK, NO_LOADER, OK } },
  { "a data disk", FERRY_DISK_FORMAT_RAW, 0, BARE, NULL, "xfs", TIB,
    { NO_TABLE, OK, NO_TABLE, OK } },
  { "encrypted", FERRY_DISK_FORMAT_RAW, FERRY_DISK_FAULT_ENCRYPTED, MBR, "Linux", "crypto_LUKS",
    TIB, { ENCRYPTED, ENCRYPTED, ENCRYPTED, ENCRYPTED } },
  { "9 TiB", FERRY_DISK_FORMAT_RAW, 0, BARE, NULL, "xfs", 9 * TIB, { LARGE, OK, LARGE, LARGE } },
  { "8 TiB", FERRY_DISK_FORMAT_RAW, 0, BARE, NULL, "xfs", 8 * TIB, { LARGE, OK, LARGE, LARGE } },
  { "16 TiB", FERRY_DISK_FORMAT_RAW, 0, BARE, NULL, "xfs", 16 * TIB,
    { LARGE, LARGE, LARGE, LARGE } },
  { "no system", FERRY_DISK_FORMAT_RAW, 0, MBR, NULL, "ext4", TIB, { SYSTEM, OK, SYSTEM, OK } },
  { "3 TiB", FERRY_DISK_FORMAT_RAW, 0, MBR, "Linux", "ext4", 3 * TIB, { LARGE, OK, OK, OK } },
  { "17 TiB", FERRY_DISK_FORMAT_RAW, 0, BARE, NULL, "xfs", 17 * TIB,
    { LARGE, LARGE, LARGE, LARGE } },
  { "too scattered", FERRY_DISK_FORMAT_RAW, FERRY_DISK_FAULT_LIMIT, MBR, "Linux", NULL, TIB,
    { NOT_READ, NOT_READ, NOT_READ, NOT_READ } },
  { "nothing known", FERRY_DISK_FORMAT_UNKNOWN, FERRY_DISK_FAULT_NOT_A_DISK, BARE, NULL, NULL, 0,
    { NO_DISK, NO_DISK, NO_DISK, NO_DISK } },
};

static void
add_partition (FerryDiskReport *report,
               const Case      *row)
{
  FerryPartition *partition = ferry_partition_new ();

  partition->number = 1;
  partition->active = row->table == MBR;
  partition->type = row->table == MBR ? 0x0C : 0;
  if (row->table == GPT_UEFI)
    partition->type_id = g_strdup (FERRY_GPT_ESP);
  else if (row->table == GPT_BARE)
    partition->type_id = g_strdup (FERRY_GPT_LINUX);
  if (row->file_system != NULL)
    {
      partition->file_system = ferry_file_system_new (row->file_system);
      partition->file_system->encrypted = g_str_equal (row->file_system, "crypto_LUKS");
    }
  g_ptr_array_add (report->partitions, partition);
}

static FerryDiskReport *
make_report (const Case *row)
{
  FerryDiskReport *report = ferry_disk_report_new ();

  ferry_disk_report_set_format (report, row->format, row->title);
  report->has_virtual_size = row->size > 0;
  report->virtual_size = row->size;
  report->platform = g_strdup (row->platform);
  report->system = g_strdup (row->platform);
  report->scheme = row->table == MBR ? FERRY_PARTITION_SCHEME_MBR
                 : row->table == BARE ? FERRY_PARTITION_SCHEME_NONE : FERRY_PARTITION_SCHEME_GPT;
  if (row->table != BARE)
    add_partition (report, row);
  if (row->fault != FERRY_DISK_FAULT_NONE)
    ferry_disk_report_complain (report, row->fault, "%s", row->title);

  return report;
}

static void
test_verdicts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryDiskReport) report = make_report (&cases[i]);

      for (guint call = 0; call < FERRY_N_IMPORT_CALLS; call++)
        {
          FerryDiskVerdict verdict;

          ferry_disk_report_judge (report, call, &verdict);
          if (verdict.reason != cases[i].reasons[call])
            g_error ("%s, %s: %u, not %u", cases[i].title, ferry_import_call_get_name (call),
                     verdict.reason, cases[i].reasons[call]);
          g_assert_true ((verdict.state == FERRY_VERDICT_ACCEPTED) == (verdict.reason == OK));
        }
    }
}

/* Not being known is no refusal, and a call that does not look inside takes what is locked. */
static void
test_unknown (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryDiskReport) report = make_report (&cases[i]);
      FerryDiskVerdict verdict;

      ferry_disk_report_judge (report, FERRY_IMPORT_CALL_SNAPSHOT, &verdict);
      if (verdict.reason == ENCRYPTED || verdict.reason == NOT_READ)
        g_assert_cmpuint (verdict.state, ==, FERRY_VERDICT_UNKNOWN);
      ferry_disk_report_judge (report, FERRY_IMPORT_CALL_INSTANCE, &verdict);
      if (verdict.reason == SYSTEM || verdict.reason == NOT_READ)
        g_assert_cmpuint (verdict.state, ==, FERRY_VERDICT_UNKNOWN);
      if (verdict.reason == ENCRYPTED)
        g_assert_cmpuint (verdict.state, ==, FERRY_VERDICT_REFUSED);
    }
}

static void
test_windows_inactive (void)
{
  const Case row = { "Windows", FERRY_DISK_FORMAT_RAW, 0, MBR, "Windows", "ntfs", TIB, { 0 } };
  g_autoptr(FerryDiskReport) report = make_report (&row);
  FerryDiskVerdict verdict;

  ((FerryPartition *) g_ptr_array_index (report->partitions, 0))->active = FALSE;
  ferry_disk_report_judge (report, FERRY_IMPORT_CALL_INSTANCE, &verdict);
  g_assert_cmpuint (verdict.reason, ==, FERRY_VERDICT_REASON_NO_ACTIVE);
  g_assert_cmpstr (verdict.words, ==, "No bootable partition found");

  report->architecture = g_strdup ("arm64");
  ((FerryPartition *) g_ptr_array_index (report->partitions, 0))->active = TRUE;
  ferry_disk_report_judge (report, FERRY_IMPORT_CALL_IMAGE, &verdict);
  g_assert_cmpuint (verdict.reason, ==, FERRY_VERDICT_REASON_ARCHITECTURE);
}

static void
test_dual_boot (void)
{
  g_autoptr(FerryDiskReport) report = make_report (&cases[0]);
  FerryDiskVerdict verdict;

  report->other_system = g_strdup ("Windows Server 2019");
  ferry_disk_report_judge (report, FERRY_IMPORT_CALL_INSTANCE, &verdict);
  g_assert_cmpuint (verdict.reason, ==, FERRY_VERDICT_REASON_DUAL_BOOT);
  ferry_disk_report_judge (report, FERRY_IMPORT_CALL_VOLUME, &verdict);
  g_assert_cmpuint (verdict.state, ==, FERRY_VERDICT_ACCEPTED);
}

static void
test_commands (void)
{
  const struct { guint row; FerryImportCall call; const char *name, *command; } rows[] = {
    { 0, FERRY_IMPORT_CALL_INSTANCE, "web.raw", NULL },
    { 2, FERRY_IMPORT_CALL_INSTANCE, "web 01.vhdx",
      "qemu-img convert -f vhdx -O vmdk -o subformat=streamOptimized './web 01.vhdx' "
      "'./web 01-stream.vmdk'" },
    { 2, FERRY_IMPORT_CALL_IMAGE, "web.vhdx", NULL },
    { 5, FERRY_IMPORT_CALL_SNAPSHOT, "-it's",
      "qemu-img convert -f vmdk -O vmdk -o subformat=streamOptimized './-it'\\''s' "
      "'./-it'\\''s-stream.vmdk'" },
    { 7, FERRY_IMPORT_CALL_INSTANCE, "child.vhd", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(FerryDiskReport) report = make_report (&cases[rows[i].row]);
      g_autofree char *command = ferry_disk_report_dup_command (report, rows[i].call,
                                                                rows[i].name);

      g_assert_cmpstr (command, ==, rows[i].command);
    }
}

/* What S3 says of an object whose key it does not keep; any other refusal may be of many things. */
static void
test_unread (void)
{
  static const struct { const char *code, *message; FerryDiskFault fault; } rows[] = {
    { "InvalidRequest", "The object was stored using a form of Server Side Encryption. The correct "
      "parameters must be provided to retrieve the object.", FERRY_DISK_FAULT_CUSTOMER_KEY },
    { "InvalidRequest", "Missing required header", FERRY_DISK_FAULT_NONE },
    { "AccessDenied", NULL, FERRY_DISK_FAULT_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      FerryErrorDetail detail = { .service = (char *) "s3", .operation = (char *) "GetObject",
                                  .status = 400, .code = (char *) rows[i].code,
                                  .message = (char *) rows[i].message };
      g_autoptr(GError) error = ferry_error_new_detailed (FERRY_ERROR_REFUSED, &detail, "refused");
      g_autoptr(FerryDiskReport) report = ferry_disk_report_new_unread (error);
      g_autoptr(JsonObject) object = ferry_disk_report_to_json (report);
      g_autoptr(FerryDiskReport) again = ferry_disk_report_from_json (object);
      FerryDiskVerdict verdict;

      g_assert_cmpint (report->fault, ==, rows[i].fault);
      g_assert_cmpint (report->format, ==, FERRY_DISK_FORMAT_UNKNOWN);
      g_assert_nonnull (report->problem);
      if (rows[i].fault != FERRY_DISK_FAULT_NONE)
        g_assert_cmpint (again->fault, ==, rows[i].fault);
      ferry_disk_report_judge (report, FERRY_IMPORT_CALL_INSTANCE, &verdict);
      g_assert_cmpint (verdict.state, ==, FERRY_VERDICT_REFUSED);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/verdict/calls", test_verdicts);
  g_test_add_func ("/verdict/unknown", test_unknown);
  g_test_add_func ("/verdict/windows-inactive", test_windows_inactive);
  g_test_add_func ("/verdict/dual-boot", test_dual_boot);
  g_test_add_func ("/verdict/commands", test_commands);
  g_test_add_func ("/verdict/unread", test_unread);

  return g_test_run ();
}
