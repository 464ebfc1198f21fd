/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-scene.h"

#include "manifest/ferry-draft.h"

#include <string.h>

#define N_PLANS 500
#define GIB (G_GUINT64_CONSTANT (1) << 30)

#define PICK(rand, words) words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]

typedef struct {
  GRand               *rand;
  FerryPlan           *plan;
  FerryCheckSituation  situation;
} Case;

static gboolean
one_in (GRand *rand,
        int    n)
{
  return g_rand_int_range (rand, 0, n) == 0;
}

static char *
pick_text (GRand *rand)
{
  static const char *const words[] = { NULL, NULL, "Windows 10 Pro", "Windows Server 2008", "", "7",
                                       "Debian GNU/Linux 10 (buster)", "Ubuntu 4294967295.99",
                                       "<b>\xe2\x80\xae.", "Linux", "CentOS 6" };

  return g_strdup (PICK (rand, words));
}

static void
add_partitions (GRand           *rand,
                FerryDiskReport *report)
{
  static const guint8 types[] = { 0x07, 0x83, 0x42, 0x05, 0x8e, 0xef, 0 };
  static const char *const file_systems[] = { "ext4", "ntfs", "vfat", "LVM2_member", "crypto_LUKS" };
  static const char *const ids[] = { NULL, FERRY_GPT_ESP, FERRY_GPT_LDM_DATA, FERRY_GPT_LINUX, "" };
  int n_partitions = g_rand_int_range (rand, 0, 4);

  for (int i = 0; i < n_partitions; i++)
    {
      FerryPartition *partition = ferry_partition_new ();

      partition->number = (guint) i + 1;
      partition->type = PICK (rand, types);
      partition->active = one_in (rand, 2);
      partition->type_id = g_strdup (PICK (rand, ids));
      if (one_in (rand, 2))
        {
          partition->file_system = ferry_file_system_new (PICK (rand, file_systems));
          partition->file_system->encrypted = one_in (rand, 4);
        }
      g_ptr_array_add (report->partitions, partition);
    }
}

static FerryDiskReport *
make_report (GRand *rand)
{
  static const guint64 sizes[] = { 1, 40, 2048, 2049, 8192, 16383, 16384, 99999999, 0 };
  static const char *const platforms[] = { NULL, NULL, "Linux", "Windows", "Plan 9" };
  static const char *const architectures[] = { NULL, "x86_64", "i386", "arm64", "" };
  FerryDiskReport *report = ferry_disk_report_new ();

  report->format = one_in (rand, 2) ? FERRY_DISK_FORMAT_RAW
                                    : (FerryDiskFormat) g_rand_int_range (rand, 0, 7);
  report->has_virtual_size = !one_in (rand, 8);
  report->virtual_size = PICK (rand, sizes) * GIB;
  report->scheme = one_in (rand, 2) ? FERRY_PARTITION_SCHEME_MBR
                                    : (FerryPartitionScheme) g_rand_int_range (rand, 0, 4);
  report->has_boot_code = one_in (rand, 2);
  report->has_efi_loader = one_in (rand, 4);
  report->platform = g_strdup (PICK (rand, platforms));
  report->system = pick_text (rand);
  report->other_system = one_in (rand, 8) ? pick_text (rand) : NULL;
  report->architecture = g_strdup (PICK (rand, architectures));
  report->fault = one_in (rand, 4) ? (FerryDiskFault) g_rand_int_range (rand, 0, 13) : 0;
  report->problem = one_in (rand, 4) ? pick_text (rand) : NULL;
  report->bytes_read = one_in (rand, 8) ? 0 : 4096;
  add_partitions (rand, report);
  if (report->format == FERRY_DISK_FORMAT_OVA && one_in (rand, 2))
    g_ptr_array_add (report->disks, ferry_test_report_new ());

  return report;
}

static FerryDisk *
make_disk (GRand *rand)
{
  static const char *const regions[] = { "eu-west-1", "eu-west-1", "eu-west-1", "us-east-1",
                                         "eu-north-1", "moon-1", "" };
  static const char *const buckets[] = { "vm-disks", "vm-disks", "vm.disks", "other" };
  static const char *const classes[] = { NULL, NULL, NULL, "GLACIER", "DEEP_ARCHIVE", "STANDARD_IA" };
  g_autoptr(FerryDiskReport) report = make_report (rand);
  g_autofree char *key = NULL;

  key = g_strdup_printf ("%s%d%s", one_in (rand, 9) ? "a/\xff" : one_in (rand, 9) ? "\x02" : "vm/",
                         g_rand_int_range (rand, 0, 30), one_in (rand, 9) ? "/" : ".raw");

  return ferry_disk_new (PICK (rand, regions), PICK (rand, buckets), key, "\"abc\"",
                         PICK (rand, classes), one_in (rand, 20) ? 0 : 4096, report);
}

static void
set_strings (GRand        *rand,
             FerryMachine *machine)
{
  static const char *const names[] = { "a", "a", "b", "", " ", "a-2", "\xe2\x80\xae" };
  static const char *const types[] = { "t2.medium", "t2.medium", "t2.micro", "m5.large", "m5.metal",
                                       "t4g.small", "x9.large", "m3.medium", "", " ", "m9.none" };
  static const char *const zones[] = { "", "", "eu-west-1a", "eu-west-1b", "eu-west-1c",
                                       "eu-west-1-far-1a", "us-east-1a", "?" };
  static const char *const subnets[] = { "", "subnet-1a", "subnet-2b", "subnet-3c", "subnet-9",
                                         "subnet-", "x" };
  static const char *const addresses[] = { "", "", "10.0.4.9", "10.0.4.20", "10.0.4.0", "10.0.4.255",
                                           "10.1.0.31", "::1", "1", "10.0.4.9 " };
  static const char *const data[] = { "", "", "file:///u", "file:///gone", "keyring:1" };

  if (one_in (rand, 2))
    g_object_set (machine, "name", PICK (rand, names), NULL);
  g_object_set (machine,
                "instance-type", PICK (rand, types),
                "zone", PICK (rand, zones),
                "subnet-id", PICK (rand, subnets),
                "private-ip", PICK (rand, addresses),
                "user-data", PICK (rand, data),
                NULL);
}

static void
set_lists (GRand        *rand,
           FerryMachine *machine)
{
  static const char *const words[] = { "sg-1", "sg-2", "sg-99", "default", "", "aws:x", "a", "sg-" };
  static const char *const properties[] = { "security-groups", "tags" };

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
      g_auto(GStrv) list = NULL;
      int n_words = one_in (rand, 20) ? 120 : g_rand_int_range (rand, 0, 5);

      for (int j = 0; j < n_words; j++)
        g_strv_builder_add (builder, PICK (rand, words));
      list = g_strv_builder_end (builder);
      g_object_set (machine, properties[i], list, NULL);
    }
}

static void
set_choices (GRand        *rand,
             FerryMachine *machine)
{
  g_object_set (machine,
                "road", one_in (rand, 3) ? FERRY_ROAD_IMAGE : FERRY_ROAD_CLASSIC,
                "tenancy", one_in (rand, 4) ? FERRY_TENANCY_DEDICATED : FERRY_TENANCY_DEFAULT,
                "shutdown", one_in (rand, 4) ? FERRY_SHUTDOWN_TERMINATE : FERRY_SHUTDOWN_STOP,
                NULL);
  if (one_in (rand, 2))
    g_object_set (machine,
                  "platform", g_rand_int_range (rand, 0, 3),
                  "architecture", g_rand_int_range (rand, 0, 2),
                  NULL);
}

static void
add_disks (GRand        *rand,
           FerryMachine *machine)
{
  int n_disks = one_in (rand, 30) ? 45 : g_rand_int_range (rand, 0, 4);

  for (int i = 0; i < n_disks; i++)
    {
      g_autoptr(FerryDisk) object = make_disk (rand);
      g_autoptr(FerryMachineDisk) disk = ferry_machine_disk_new (object);

      if (one_in (rand, 4))
        ferry_machine_disk_set_size (disk, one_in (rand, 2) ? 0 : G_MAXUINT64);
      ferry_machine_add_disk (machine, disk);
    }
}

static FerryDisk *
make_sound_disk (GRand *rand)
{
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
  g_autofree char *key = g_strdup_printf ("vm/%d.vmdk", g_rand_int_range (rand, 0, 99));

  return ferry_test_disk_new ("eu-west-1", key, NULL, report);
}

/* In half of the machines all is wrong at once; in the others one thing may be. */
static FerryMachine *
make_machine (GRand *rand)
{
  gboolean is_wild = one_in (rand, 2);
  g_autoptr(FerryDisk) disk = is_wild || one_in (rand, 4) ? make_disk (rand)
                                                          : make_sound_disk (rand);
  FerryMachine *machine = ferry_machine_new (disk);

  if (is_wild || one_in (rand, 4))
    set_strings (rand, machine);
  if (is_wild || one_in (rand, 4))
    set_lists (rand, machine);
  if (is_wild || one_in (rand, 4))
    set_choices (rand, machine);
  if (is_wild || one_in (rand, 4))
    add_disks (rand, machine);

  return machine;
}

static void
make_plan (Case *data)
{
  int n_machines = g_rand_int_range (data->rand, 0, 9);

  data->plan = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);
  for (int i = 0; i < n_machines; i++)
    {
      g_autoptr(FerryMachine) machine = make_machine (data->rand);

      ferry_plan_add_machine (data->plan, machine);
    }
}

/* Any of the facts may be one that the account may not ask for. */
static FerryAccountFacts *
make_facts (GRand *rand)
{
  FerryAccountFacts *facts = ferry_test_facts_new ("eu-west-1");
  g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "denied");

  for (guint fact = 0; fact < FERRY_N_FACTS; fact++)
    if (one_in (rand, 4))
      ferry_account_facts_fail (facts, fact, error);
    else if (one_in (rand, 8))
      ferry_account_facts_take (facts, fact, g_ptr_array_new ());

  return facts;
}

static void
free_bytes_cb (gpointer bytes)
{
  g_clear_pointer ((GBytes **) &bytes, g_bytes_unref);
}

static void
make_situation (Case *data)
{
  FerryCheckSituation *situation = &data->situation;
  GRand *rand = data->rand;
  FerryBucketFacts *bucket = g_new0 (FerryBucketFacts, 1);

  situation->rehearsal = one_in (rand, 4);
  situation->link_seconds = one_in (rand, 3) ? 604800 : (guint) g_rand_int_range (rand, 0, 800000);
  situation->n_active = one_in (rand, 4) ? g_rand_int (rand) : 0;
  situation->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  g_hash_table_insert (situation->accounts, (gpointer) "eu-west-1", make_facts (rand));
  bucket->traits = one_in (rand, 2) ? 0 : (FerryBucketTrait) g_rand_int_range (rand, 0, 64);
  bucket->signature_age = one_in (rand, 2) ? 0 : g_rand_int (rand);
  situation->buckets = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_hash_table_insert (situation->buckets, (gpointer) "vm-disks", bucket);
  situation->imported = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (situation->imported, (gpointer) "vm-disks/vm/3.raw",
                       (gpointer) "import-i-1");
  situation->user_data = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_bytes_cb);
  g_hash_table_insert (situation->user_data, (gpointer) "file:///gone", NULL);
  g_hash_table_insert (situation->user_data, (gpointer) "file:///u",
                       g_bytes_new_take (g_malloc0 (20000), 20000));
}

static void
clear_case (Case *data)
{
  g_object_unref (data->plan);
  g_hash_table_unref (data->situation.accounts);
  g_hash_table_unref (data->situation.buckets);
  g_hash_table_unref (data->situation.imported);
  g_hash_table_unref (data->situation.user_data);
  g_rand_free (data->rand);
}

static gboolean
is_same (const FerryCheck *one,
         const FerryCheck *other)
{
  return one->code == other->code && one->machine == other->machine && one->disk == other->disk &&
         g_strcmp0 (one->evidence, other->evidence) == 0;
}

static FerryRoad
get_road (FerryPlan    *plan,
          FerryMachine *machine)
{
  if (machine != NULL)
    return ferry_machine_get_road (machine);

  for (guint i = 0; i < ferry_plan_get_n_machines (plan); i++)
    if (ferry_machine_get_road (ferry_plan_get_machine (plan, i)) == FERRY_ROAD_CLASSIC)
      return FERRY_ROAD_CLASSIC;

  return ferry_plan_get_n_machines (plan) > 0 ? FERRY_ROAD_IMAGE : FERRY_ROAD_CLASSIC;
}

static void
assert_sound (FerryPlan *plan,
              GPtrArray *checks)
{
  for (guint i = 0; i < checks->len; i++)
    {
      const FerryCheck *check = g_ptr_array_index (checks, i);
      const FerryCheck *before = i > 0 ? g_ptr_array_index (checks, i - 1) : check;
      FerryRoad road = get_road (plan, check->machine);

      g_assert_cmpint (before->severity, >=, check->severity);
      g_assert_cmpint ((check->roads & (1u << road)) != 0, ==,
                       check->severity < FERRY_SEVERITY_BLOCKS);
      g_assert_true (check->machine == NULL || ferry_plan_find (plan, check->machine, NULL));
      g_assert_true (check->disk == NULL || check->machine != NULL);
      g_assert_true (check->fix == FERRY_FIX_NONE || check->machine != NULL);
      for (guint j = 0; j < i; j++)
        g_assert_false (is_same (check, g_ptr_array_index (checks, j)));
    }
}

/* What the whole list says and what is picked from it are the same. */
static void
assert_views_agree (FerryPlan *plan,
                    GPtrArray *checks)
{
  guint n_machines = ferry_plan_get_n_machines (plan);
  gboolean blocks = FALSE;
  guint n_checks = 0;

  for (guint i = 0; i <= n_machines; i++)
    {
      FerryMachine *machine = i < n_machines ? ferry_plan_get_machine (plan, i) : NULL;
      g_autoptr(GPtrArray) some = ferry_check_filter (checks, machine);
      const FerryCheck *worst = ferry_check_find_worst (checks, machine);

      g_assert_true (worst == (some->len > 0 ? g_ptr_array_index (some, 0) : NULL));
      blocks |= ferry_check_any_blocks (some);
      n_checks += some->len;
    }
  g_assert_cmpuint (n_checks, ==, checks->len);
  g_assert_cmpint (blocks, ==, ferry_check_any_blocks (checks));
}

static void
assert_pure (Case      *data,
             GPtrArray *checks)
{
  g_autoptr(FerryPlan) before = ferry_plan_copy (data->plan);
  g_autoptr(GPtrArray) again = ferry_check_plan (data->plan, &data->situation);

  g_assert_true (ferry_plan_equal (before, data->plan));
  g_assert_cmpuint (again->len, ==, checks->len);
  for (guint i = 0; i < checks->len; i++)
    {
      const FerryCheck *one = g_ptr_array_index (checks, i);
      const FerryCheck *other = g_ptr_array_index (again, i);

      g_assert_true (is_same (one, other));
      g_assert_cmpint (one->severity, ==, other->severity);
      g_assert_cmpint (one->fix, ==, other->fix);
      g_assert_cmpstr (one->choice, ==, other->choice);
      g_assert_cmpuint (one->roads, ==, other->roads);
    }
}

/* A type is not chosen for one reason only to be refused for the next. */
static gboolean
is_of_type (const FerryCheck *check)
{
  return (check->code >= FERRY_CHECK_TYPE_MISSING && check->code <= FERRY_CHECK_TYPE_BARE_METAL) ||
         (check->code == FERRY_CHECK_TENANCY && check->severity == FERRY_SEVERITY_BLOCKS);
}

static void
assert_gone (const FerryCheck *mended,
             GPtrArray        *checks)
{
  for (guint i = 0; i < checks->len; i++)
    {
      const FerryCheck *check = g_ptr_array_index (checks, i);

      g_assert_false (is_same (mended, check));
      if (mended->fix == FERRY_FIX_CHANGE_TYPE && check->machine == mended->machine)
        g_assert_false (is_of_type (check));
    }
}

static void
assert_fix (Case  *data,
            guint  position)
{
  g_autoptr(FerryPlan) plan = ferry_plan_copy (data->plan);
  g_autoptr(GPtrArray) checks = ferry_check_plan (plan, &data->situation);
  const FerryCheck *check = g_ptr_array_index (checks, position);
  g_autoptr(GPtrArray) after = NULL;

  g_test_message ("%s, choice %s", ferry_check_get_id (check->code), check->choice);
  g_assert_true (ferry_check_fix (check, plan));
  g_assert_false (ferry_plan_equal (plan, data->plan));
  after = ferry_check_plan (plan, &data->situation);
  assert_gone (check, after);
}

static FerryClient *
make_client (void)
{
  g_autoptr(FerryAccount) account =
    ferry_account_new (FERRY_TEST_ACCOUNT_ID, "Test", "us-east-1", NULL, "AKIAIOSFODNN7EXAMPLE",
                       FALSE);
  g_autoptr(FerryCredentials) credentials =
    ferry_credentials_new ("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                           NULL, NULL);

  return ferry_client_new (account, credentials);
}

/* What nothing blocks can be written down. Returns: how many drafts were made */
static guint
assert_drafts (Case      *data,
               GPtrArray *checks)
{
  g_autoptr(FerryClient) client = make_client ();
  guint n_drafts = 0;

  for (guint i = 0; i < ferry_plan_get_n_machines (data->plan); i++)
    {
      FerryMachine *machine = ferry_plan_get_machine (data->plan, i);
      g_autoptr(GPtrArray) some = ferry_check_filter (checks, machine);
      guint n_disks = ferry_machine_get_n_disks (machine);
      const char *reference = ferry_machine_get_user_data (machine);
      GBytes *user_data = g_hash_table_lookup (data->situation.user_data, reference);

      /* user data that nobody has tried to read yet is no finding, and no draft either */
      if (ferry_check_any_blocks (some) || (*reference != '\0' && user_data == NULL))
        continue;

      for (guint j = 0; j < n_disks; j++)
        {
          g_autoptr(GError) error = NULL;
          g_autoptr(FerryDraft) draft =
            ferry_draft_new (client, data->plan, machine, j, NULL, j > 0 ? "eu-west-1a" : NULL,
                             user_data, &error);

          g_assert_no_error (error);
          n_drafts++;
        }
    }

  return n_drafts;
}

static void
test_random (void)
{
  guint n_checks = 0, n_fixes = 0, n_drafts = 0;

  for (guint32 seed = 0; seed < N_PLANS; seed++)
    {
      Case data = { .rand = g_rand_new_with_seed (seed) };
      g_autoptr(GPtrArray) checks = NULL;

      make_situation (&data);
      make_plan (&data);
      checks = ferry_check_plan (data.plan, &data.situation);
      assert_sound (data.plan, checks);
      assert_views_agree (data.plan, checks);
      assert_pure (&data, checks);
      n_drafts += assert_drafts (&data, checks);
      for (guint i = 0; i < checks->len; i++)
        if (((FerryCheck *) g_ptr_array_index (checks, i))->fix != FERRY_FIX_NONE)
          {
            assert_fix (&data, i);
            n_fixes++;
          }
      n_checks += checks->len;
      clear_case (&data);
    }

  g_test_message ("%u findings, %u mended, %u machines drafted", n_checks, n_fixes, n_drafts);
  g_assert_cmpuint (n_fixes, >, 1000);
  g_assert_cmpuint (n_drafts, >, 100);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plan/rules/random", test_random);

  return g_test_run ();
}
