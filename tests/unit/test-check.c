/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-plan.h"

#include "aws/ferry-signer.h"

/* One thing that is wrong with an otherwise flawless plan, and all that the checks say of it. */
typedef struct {
  const char       *name;
  FerryCheckCode    code;
  FerrySeverity     real;
  FerrySeverity     rehearsal;
  const char       *evidence;
  const char       *region;
  const char       *key;
  const char       *storage_class;
  const char       *property;
  const char       *value;
  guint64           volume_size;
  void            (*spoil) (FerryDiskReport *report);
  FerryPlatform     platform;
  guint             link_seconds;
} CheckCase;

#define BOTH(severity) .real = severity, .rehearsal = severity
#define BLOCKS BOTH (FERRY_SEVERITY_BLOCKS)
#define LESSON .real = FERRY_SEVERITY_BLOCKS, .rehearsal = FERRY_SEVERITY_WARNING

static void
spoil_format_unknown (FerryDiskReport *report)
{
  report->format = FERRY_DISK_FORMAT_UNKNOWN;
  report->has_virtual_size = FALSE;
  report->scheme = FERRY_PARTITION_SCHEME_UNKNOWN;
}

static void
spoil_format_refused (FerryDiskReport *report)
{
  spoil_format_unknown (report);
  report->format = FERRY_DISK_FORMAT_OTHER;
  g_free (report->format_name);
  report->format_name = g_strdup ("VHDX");
  report->problem = g_strdup ("ImportInstance does not take VHDX");
}

static void
spoil_cut (FerryDiskReport *report)
{
  report->problem = g_strdup ("the footer is missing");
}

static void
spoil_size (FerryDiskReport *report)
{
  report->has_virtual_size = FALSE;
}

static void
spoil_scheme_unknown (FerryDiskReport *report)
{
  report->scheme = FERRY_PARTITION_SCHEME_UNKNOWN;
  report->problem = g_strdup ("the first grain is damaged");
}

static void
spoil_scheme_none (FerryDiskReport *report)
{
  report->scheme = FERRY_PARTITION_SCHEME_NONE;
}

static void
spoil_scheme_gpt (FerryDiskReport *report)
{
  report->scheme = FERRY_PARTITION_SCHEME_GPT;
}

static void
spoil_active (FerryDiskReport *report)
{
  ((FerryPartition *) g_ptr_array_index (report->partitions, 0))->active = FALSE;
}

static void
spoil_differencing (FerryDiskReport *report)
{
  report->format = FERRY_DISK_FORMAT_OTHER;
  g_free (report->format_name);
  report->format_name = g_strdup ("VHD, differencing");
  ferry_disk_report_complain (report, FERRY_DISK_FAULT_DIFFERENCING, "its parent is missing");
}

static void
spoil_dirty (FerryDiskReport *report)
{
  ferry_disk_report_complain (report, FERRY_DISK_FAULT_DIRTY, "its log was not played");
}

static void
spoil_encrypted (FerryDiskReport *report)
{
  FerryPartition *partition = g_ptr_array_index (report->partitions, 0);

  g_clear_pointer (&partition->file_system, ferry_file_system_free);
  partition->file_system = ferry_file_system_new ("crypto_LUKS");
  partition->file_system->encrypted = TRUE;
  ferry_disk_report_complain (report, FERRY_DISK_FAULT_ENCRYPTED, "partition 1 is encrypted");
}

static void
spoil_architecture (FerryDiskReport *report)
{
  report->architecture = g_strdup ("arm64");
}

static void
spoil_unread (FerryDiskReport *report)
{
  report->bytes_read = 0;
}

static const CheckCase check_cases[] = {
  { "name-missing", FERRY_CHECK_NAME_MISSING, BLOCKS, .property = "name", .value = " " },
  { "platform-unset", FERRY_CHECK_PLATFORM_UNSET, BLOCKS, .property = "platform" },
  { "type-missing", FERRY_CHECK_TYPE_MISSING, BLOCKS, .property = "instance-type", .value = "" },
  { "type-not-for-linux", FERRY_CHECK_TYPE_NOT_FOR_LINUX, BLOCKS, "t3.large",
    .property = "instance-type", .value = "t3.large", .platform = FERRY_PLATFORM_LINUX },
  { "subnet-form", FERRY_CHECK_SUBNET_FORM, BLOCKS, "vpc-12",
    .property = "subnet-id", .value = "vpc-12" },
  { "subnet-form-empty", FERRY_CHECK_SUBNET_FORM, BLOCKS, "subnet-",
    .property = "subnet-id", .value = "subnet-" },
  { "subnet-form-space", FERRY_CHECK_SUBNET_FORM, BLOCKS, "subnet-12 ",
    .property = "subnet-id", .value = "subnet-12 " },
  { "volume-too-small", FERRY_CHECK_VOLUME_TOO_SMALL, BLOCKS, "39 GiB < 40 GiB",
    .volume_size = 39 },
  { "volume-too-large", FERRY_CHECK_VOLUME_TOO_LARGE, BLOCKS, "16385 GiB", .volume_size = 16385 },
  { "region", FERRY_CHECK_REGION_NOT_CLASSIC, LESSON, "eu-north-1", .region = "eu-north-1" },
  { "format-unknown", FERRY_CHECK_FORMAT_UNKNOWN, BLOCKS, .spoil = spoil_format_unknown },
  { "format-refused", FERRY_CHECK_FORMAT_REFUSED, BLOCKS, "VHDX", .spoil = spoil_format_refused },
  { "image-cut", FERRY_CHECK_FORMAT_REFUSED, LESSON, "the footer is missing", .spoil = spoil_cut },
  { "size-unknown", FERRY_CHECK_SIZE_UNKNOWN, BLOCKS, .spoil = spoil_size },
  { "boot-sector-unknown", FERRY_CHECK_BOOT_SECTOR_UNKNOWN, LESSON, "the first grain is damaged",
    .spoil = spoil_scheme_unknown },
  { "no-boot-sector", FERRY_CHECK_NO_BOOT_SECTOR, LESSON, .spoil = spoil_scheme_none },
  { "gpt", FERRY_CHECK_GPT, LESSON, "GPT", .spoil = spoil_scheme_gpt },
  { "no-active-partition/windows", FERRY_CHECK_NO_ACTIVE_PARTITION, LESSON, .spoil = spoil_active },
  { "no-active-partition/linux", FERRY_CHECK_NO_ACTIVE_PARTITION, BOTH (FERRY_SEVERITY_WARNING),
    .spoil = spoil_active, .platform = FERRY_PLATFORM_LINUX },
  { "differencing", FERRY_CHECK_DIFFERENCING, BLOCKS, "VHD, differencing",
    .spoil = spoil_differencing },
  { "dirty", FERRY_CHECK_DIRTY, LESSON, "VMDK, stream-optimized",
    .spoil = spoil_dirty },
  { "encrypted", FERRY_CHECK_ENCRYPTED, LESSON, "LUKS", .spoil = spoil_encrypted },
  { "architecture", FERRY_CHECK_ARCHITECTURE, BLOCKS, "arm64", .spoil = spoil_architecture },
  { "archived/glacier", FERRY_CHECK_ARCHIVED, LESSON, "GLACIER", .storage_class = "GLACIER",
    .spoil = spoil_unread },
  { "archived/deep", FERRY_CHECK_ARCHIVED, LESSON, "DEEP_ARCHIVE", .storage_class = "DEEP_ARCHIVE",
    .spoil = spoil_unread },
  { "key-not-utf8", FERRY_CHECK_KEY_NOT_XML, BLOCKS, "\xef\xbf\xbd.raw", .key = "vm/\xff.raw" },
  { "key-control", FERRY_CHECK_KEY_NOT_XML, BLOCKS, "a\x01.raw", .key = "vm/a\x01.raw" },
  { "links-too-short", FERRY_CHECK_LINKS_TOO_SHORT, BLOCKS, "23 h 59 min", .link_seconds = 86399 },
  { "links-outlive", FERRY_CHECK_LINKS_OUTLIVE, BOTH (FERRY_SEVERITY_NOTE), "24 h 0 min",
    .link_seconds = 86400 },
};

static FerryPlan *
make_case_plan (const CheckCase *data)
{
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
  FerryPlan *plan;
  FerryMachine *machine;

  if (data->spoil)
    data->spoil (report);
  plan = ferry_test_plan_new (data->region ? data->region : "eu-west-1",
                              data->key ? data->key : "vm/web01.vmdk",
                              data->storage_class, report);
  machine = ferry_plan_get_machine (plan, 0);

  if (data->platform != FERRY_PLATFORM_UNSET)
    g_object_set (machine, "platform", data->platform, NULL);
  if (data->volume_size)
    ferry_machine_disk_set_size (ferry_machine_get_disk (machine, 0), data->volume_size);
  if (data->property && data->value)
    g_object_set (machine, data->property, data->value, NULL);
  else if (data->property)
    g_object_set (machine, data->property, FERRY_PLATFORM_UNSET, NULL);

  return plan;
}

static void
test_check (gconstpointer user_data)
{
  const CheckCase *data = user_data;
  g_autoptr(FerryPlan) plan = make_case_plan (data);

  for (guint i = 0; i < 2; i++)
    {
      FerryCheckSituation situation = { .rehearsal = i == 1, .link_seconds = data->link_seconds };
      FerrySeverity severity = situation.rehearsal ? data->rehearsal : data->real;
      g_autoptr(GPtrArray) checks = ferry_check_plan (plan, &situation);
      const FerryCheck *check;

      g_assert_cmpuint (checks->len, ==, 1);
      check = g_ptr_array_index (checks, 0);
      g_assert_cmpint (check->code, ==, data->code);
      g_assert_cmpint (check->severity, ==, severity);
      g_assert_cmpstr (check->evidence, ==, data->evidence);
      g_assert_cmpint (ferry_check_any_blocks (checks), ==, severity == FERRY_SEVERITY_BLOCKS);
    }
}

static void
assert_flawless (const CheckCase *data)
{
  g_autoptr(FerryPlan) plan = make_case_plan (data);
  FerryCheckSituation situation = { .link_seconds = data->link_seconds };
  g_autoptr(GPtrArray) checks = ferry_check_plan (plan, &situation);

  g_assert_cmpuint (checks->len, ==, 0);
  g_assert_false (ferry_check_any_blocks (checks));
}

static void
test_check_flawless (void)
{
  static const CheckCase cases[] = {
    { "plain" },
    { "links of a week", .link_seconds = 604800 },
    { "any type for Windows", .property = "instance-type", .value = "m6i.large" },
    { "an old type for Linux", .property = "instance-type", .value = "hi1.8xlarge",
      .platform = FERRY_PLATFORM_LINUX },
    { "a subnet", .property = "subnet-id", .value = "subnet-0123456789abcdef0" },
    { "the largest volume", .volume_size = 16384 },
    { "instant archive", .storage_class = "GLACIER_IR", .spoil = spoil_unread },
    { "a restored copy", .storage_class = "GLACIER" },
    { "a key to escape", .key = "vm/a&b<c>\xc3\xa9.vmdk" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name);
      assert_flawless (&cases[i]);
    }
}

static void
test_check_order (void)
{
  const CheckCase data = { .region = "eu-north-1", .spoil = spoil_active,
                           .property = "name", .value = "",
                           .platform = FERRY_PLATFORM_LINUX };
  g_autoptr(FerryPlan) plan = make_case_plan (&data);
  FerryCheckSituation situation = { .rehearsal = TRUE };
  g_autoptr(GPtrArray) checks = ferry_check_plan (plan, &situation);
  const FerryCheckCode expected[] = {
    FERRY_CHECK_NAME_MISSING, FERRY_CHECK_REGION_NOT_CLASSIC, FERRY_CHECK_NO_ACTIVE_PARTITION,
  };

  g_assert_cmpuint (checks->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < checks->len; i++)
    g_assert_cmpint (((FerryCheck *) g_ptr_array_index (checks, i))->code, ==, expected[i]);
}

static void
test_link_seconds (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_utc (2026, 11, 23, 12, 0, 0.5);
  g_autoptr(GDateTime) before = g_date_time_add_seconds (now, -1);
  g_autoptr(GDateTime) hour = g_date_time_add_hours (now, 1);
  g_autoptr(GDateTime) bit_less = g_date_time_add (hour, -1);
  g_autoptr(GDateTime) year = g_date_time_add_years (now, 1);

  g_assert_cmpuint (ferry_check_link_seconds (now, NULL), ==, FERRY_SIGNER_MAX_EXPIRES);
  g_assert_cmpuint (ferry_check_link_seconds (now, year), ==, FERRY_SIGNER_MAX_EXPIRES);
  g_assert_cmpuint (ferry_check_link_seconds (now, hour), ==, 3600);
  g_assert_cmpuint (ferry_check_link_seconds (now, bit_less), ==, 3599);
  g_assert_cmpuint (ferry_check_link_seconds (now, now), ==, 0);
  g_assert_cmpuint (ferry_check_link_seconds (now, before), ==, 0);
}

/* A check may be older than the plan: what was raised further by hand is not lowered again. */
static void
test_fix_late (void)
{
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
  g_autoptr(FerryDisk) disk = ferry_test_disk_new ("eu-west-1", "web.vmdk", NULL, report);
  g_autoptr(FerryMachine) machine = ferry_machine_new (disk);
  g_autoptr(FerryPlan) plan = ferry_plan_new_for (FERRY_TEST_ACCOUNT_ID, machine);
  FerryMachineDisk *boot = ferry_machine_get_disk (machine, 0);
  char choice[] = "40";
  const FerryCheck raise = { .code = FERRY_CHECK_VOLUME_TOO_SMALL, .machine = machine,
                             .disk = boot, .fix = FERRY_FIX_RAISE_VOLUME, .choice = choice };
  const FerryCheck lower = { .code = FERRY_CHECK_VOLUME_TOO_LARGE, .machine = machine,
                             .disk = boot, .fix = FERRY_FIX_LOWER_VOLUME, .choice = choice };

  ferry_machine_disk_set_size (boot, 500);
  g_assert_false (ferry_check_fix (&raise, plan));
  g_assert_cmpuint (ferry_machine_disk_get_size (boot), ==, 500);
  ferry_machine_disk_set_size (boot, 30);
  g_assert_false (ferry_check_fix (&lower, plan));
  g_assert_cmpuint (ferry_machine_disk_get_size (boot), ==, 30);
  g_assert_true (ferry_check_fix (&raise, plan));
  g_assert_cmpuint (ferry_machine_disk_get_size (boot), ==, 40);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (check_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/plan/check/%s", check_cases[i].name);

      g_test_add_data_func (path, &check_cases[i], test_check);
    }
  g_test_add_func ("/plan/check/flawless", test_check_flawless);
  g_test_add_func ("/plan/check/order", test_check_order);
  g_test_add_func ("/plan/check/fix-late", test_fix_late);
  g_test_add_func ("/plan/link-seconds", test_link_seconds);

  return g_test_run ();
}
