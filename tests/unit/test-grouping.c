/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-plan.h"

#include "plan/ferry-natural.h"
#include "plan/ferry-unique-names.h"

#include <string.h>

#define N_SHUFFLES 5
#define N_LAYOUTS 500
#define N_MANY 10000

/* A layout: keys with "; " between them. What a key ends in says what the content tells:
 *   !  a system that starts       ~  an active partition, no known system
 *   +  a system, nothing that starts it          ?  not readable
 *   ^  the changes to another disk               nothing: read, and nothing starts from it
 * The groups: "name = first; second | name = …", by name.
 */
typedef struct {
  const char *keys;
  const char *groups;
} Layout;

static const Layout layouts[] = {
  /* words */
  { "web01-boot.vmdk!; web01-data.vmdk", "web01 = web01-boot.vmdk; web01-data.vmdk" },
  { "srv-logs.vmdk; srv-os.vhd!; srv-data1.vhd",
    "srv = srv-os.vhd; srv-data1.vhd; srv-logs.vmdk" },
  { "db-swap.raw; db-root.raw!; db-boot.raw~", "db = db-boot.raw; db-root.raw; db-swap.raw" },
  { "db-system.raw!; db_home.raw; db.var.raw",
    "db = db-system.raw; db.var.raw; db_home.raw" },
  { "db-boot.raw~; db-root.raw+", "db = db-boot.raw; db-root.raw" },
  { "web01-boot.vmdk!; web01-data.vmdk~", "web01 = web01-boot.vmdk; web01-data.vmdk" },
  { "web01-data.vmdk!; web01-boot.vmdk!", "web01 = web01-boot.vmdk; web01-data.vmdk" },
  { "web01-os-disk1.vmdk!; web01-data-disk2.vmdk",
    "web01 = web01-os-disk1.vmdk; web01-data-disk2.vmdk" },
  { "web01.vmdk!; web01-oracle.vmdk", "web01 = web01.vmdk; web01-oracle.vmdk" },
  { "web01.vmdk!; web01-old.vmdk!", "web01 = web01.vmdk | web01-old = web01-old.vmdk" },
  { "web01-boot.vmdk!; web01-old.vmdk!; web01-data.vmdk",
    "web01 = web01-boot.vmdk; web01-data.vmdk | web01-old = web01-old.vmdk" },
  { "web01.vmdk!; web01-test.vmdk?", "web01 = web01.vmdk | web01-test = web01-test.vmdk" },
  { "log.vmdk!; data.vmdk!; web.vmdk!",
    "data = data.vmdk | log = log.vmdk | web = web.vmdk" },
  { "x/log.vmdk!; x/data.vmdk!", "data = x/data.vmdk | x log = x/log.vmdk" },
  /* VMware */
  { "web01_2.vmdk; web01_1.vmdk; web01.vmdk!",
    "web01 = web01.vmdk; web01_1.vmdk; web01_2.vmdk" },
  { "web01.vmdk!; web01_1.vmdk?; web01_2.vmdk?",
    "web01 = web01.vmdk; web01_1.vmdk; web01_2.vmdk" },
  { "web01.vmdk!; web01_1.vmdk~", "web01 = web01.vmdk; web01_1.vmdk" },
  { "web01.vmdk!; web01_1.vmdk!", "web01 = web01.vmdk | web01_1 = web01_1.vmdk" },
  { "web01.vmdk?; web01_1.vmdk?", "web01 = web01.vmdk; web01_1.vmdk" },
  { "web01-disk10.vmdk; web01-disk2.vmdk; web01-disk1.vmdk!; web01-disk9.vmdk",
    "web01 = web01-disk1.vmdk; web01-disk2.vmdk; web01-disk9.vmdk; web01-disk10.vmdk" },
  { "web01-disk1.vmdk; web01-disk2.vmdk!", "web01 = web01-disk2.vmdk; web01-disk1.vmdk" },
  { "web01-disk1.vmdk!; web01-disk2.vmdk~", "web01 = web01-disk1.vmdk; web01-disk2.vmdk" },
  { "web01-disk1.vmdk!; web01-disk2.vmdk!; web01-disk3.vmdk",
    "web01 = web01-disk1.vmdk; web01-disk3.vmdk | web01-disk2 = web01-disk2.vmdk" },
  { "web01-flat.vmdk!; web01.vmdk?", "web01 = web01-flat.vmdk; web01.vmdk" },
  { "web01-flat.vmdk!; web01.vmdk?; web01_1.vmdk?; web01_1-flat.vmdk",
    "web01 = web01-flat.vmdk; web01.vmdk; web01_1-flat.vmdk; web01_1.vmdk" },
  { "web01-s001.vmdk?; web01-s002.vmdk?; web01.vmdk?",
    "web01 = web01.vmdk; web01-s001.vmdk; web01-s002.vmdk" },
  { "db01.vmdk!; db01-000001.vmdk^; db01-000002.vmdk^",
    "db01 = db01.vmdk; db01-000001.vmdk; db01-000002.vmdk" },
  { "db01.vmdk!; db01_1-000002.vmdk?; db01_1.vmdk",
    "db01 = db01.vmdk; db01_1.vmdk; db01_1-000002.vmdk" },
  { "db01.vmdk!; db01-000001.vmdk!^", "db01 = db01.vmdk; db01-000001.vmdk" },
  { "host-000001.vmdk!; host-000002.vmdk!",
    "host-000001 = host-000001.vmdk | host-000002 = host-000002.vmdk" },
  { "exports/web01/disk2.vmdk; exports/web01/disk1.vmdk!",
    "web01 = exports/web01/disk1.vmdk; exports/web01/disk2.vmdk" },
  { "exports/web01/X-disk2.vmdk; exports/web01/X-disk1.vmdk!",
    "X = exports/web01/X-disk1.vmdk; exports/web01/X-disk2.vmdk" },
  { "web01/web01.vmdk!; web01/archive.vmdk", "web01 = web01/web01.vmdk; web01/archive.vmdk" },
  { "web01/web01.vmdk!; web01/archive.vmdk?",
    "archive = web01/archive.vmdk | web01 = web01/web01.vmdk" },
  { "all/web01.vmdk!; all/archive.vmdk", "archive = all/archive.vmdk | web01 = all/web01.vmdk" },
  /* Hyper-V */
  { "web01-disk-0.vhd!; web01-disk-1.vhd", "web01 = web01-disk-0.vhd; web01-disk-1.vhd" },
  { "WEB01-0.VHD!; WEB01-1.VHD", "WEB01 = WEB01-0.VHD; WEB01-1.VHD" },
  { "web01-C.vhd!; web01-D.vhd", "web01 = web01-C.vhd; web01-D.vhd" },
  { "web-a.vhd!; web-b.vhd!", "web-a = web-a.vhd | web-b = web-b.vhd" },
  { "vm/web01/C.vhdx!; vm/web01/D.vhdx", "web01 = vm/web01/C.vhdx; vm/web01/D.vhdx" },
  { "web01/Virtual Hard Disks/web01.vhdx!; web01/Virtual Hard Disks/E.vhdx",
    "web01 = web01/Virtual Hard Disks/web01.vhdx; web01/Virtual Hard Disks/E.vhdx" },
  { "web01.vhdx!; web01_5F3B5C1E-0D0A-4C55-9B7A-1234567890AB.avhdx^",
    "web01 = web01.vhdx; web01_5F3B5C1E-0D0A-4C55-9B7A-1234567890AB.avhdx" },
  { "web01.vhd!; web01 (2).vhd", "web01 = web01.vhd; web01 (2).vhd" },
  { "web01.vhd!; web01 (2).vhd!", "web01 = web01.vhd | web01 (2) = web01 (2).vhd" },
  { "exports\\web01\\disk1.vhd!; exports\\web01\\disk2.vhd",
    "web01 = exports\\web01\\disk1.vhd; exports\\web01\\disk2.vhd" },
  /* KVM, VirtualBox, Proxmox VE */
  { "web01/sdb.raw; web01/sda.raw!", "web01 = web01/sda.raw; web01/sdb.raw" },
  { "m/sdaa.raw; m/sdb.raw; m/sda.raw!", "m = m/sda.raw; m/sdb.raw; m/sdaa.raw" },
  { "sdb.raw; sda.raw!", "sda = sda.raw; sdb.raw" },
  { "m/sda.raw!; m/sdb.raw!", "m = m/sda.raw | m sdb = m/sdb.raw" },
  { "web01-vda.qcow2!; web01-vdb.qcow2", "web01 = web01-vda.qcow2; web01-vdb.qcow2" },
  { "m/nvme0n1.raw!; m/nvme1n1.raw", "m = m/nvme0n1.raw; m/nvme1n1.raw" },
  { "vm-100-disk-0.raw!; vm-100-disk-1.raw; vm-101-disk-0.raw!",
    "vm-100 = vm-100-disk-0.raw; vm-100-disk-1.raw | vm-101 = vm-101-disk-0.raw" },
  { "w/scsi0-0.raw!; w/scsi0-1.raw", "w = w/scsi0-0.raw; w/scsi0-1.raw" },
  { "web01/disk1/disk.raw!; web01/disk2/disk.raw",
    "web01 = web01/disk1/disk.raw; web01/disk2/disk.raw" },
  { "web01.raw.gz?; web01-data.img.xz?", "web01 = web01.raw.gz; web01-data.img.xz" },
  /* equal machines */
  { "web-01.raw!; web-02.raw!", "web-01 = web-01.raw | web-02 = web-02.raw" },
  { "web-01.raw!; web-02.raw", "web-01 = web-01.raw; web-02.raw" },
  { "web-01.raw!; web-02.raw?", "web-01 = web-01.raw | web-02 = web-02.raw" },
  { "web-01.raw!; web-01-data.raw; web-02.raw!; web-02-data.raw",
    "web-01 = web-01.raw; web-01-data.raw | web-02 = web-02.raw; web-02-data.raw" },
  { "web-01.raw!; web-02.raw!; web-03.raw",
    "web-01 = web-01.raw | web-02 = web-02.raw | web-03 = web-03.raw" },
  { "web01.raw!; web02.raw", "web01 = web01.raw | web02 = web02.raw" },
  { "web-data-01.raw!; web-data-02.raw!",
    "web-data-01 = web-data-01.raw | web-data-02 = web-data-02.raw" },
  { "10.0.0.5.vmdk!; 10.0.0.6.vmdk", "10.0.0.5 = 10.0.0.5.vmdk | 10.0.0.6 = 10.0.0.6.vmdk" },
  { "web01.vmdk!; web01.raw!; web01-data.raw",
    "web01 = web01.raw; web01-data.raw | web01 2 = web01.vmdk" },
  { "web01-20240131.vmdk!; web01-20240201.vmdk!",
    "web01-20240131 = web01-20240131.vmdk | web01-20240201 = web01-20240201.vmdk" },
  /* data alone */
  { "web01-data1.vmdk; web01-data2.vmdk", "web01 = web01-data1.vmdk; web01-data2.vmdk" },
  { "web01_1.vmdk; web01_2.vmdk", "web01 = web01_1.vmdk; web01_2.vmdk" },
  { "web01_1.vmdk?; web01_2.vmdk?", "web01_1 = web01_1.vmdk | web01_2 = web01_2.vmdk" },
  { "a/web01.vmdk!; a/db.vmdk!; a/data.vmdk",
    "data = a/data.vmdk | db = a/db.vmdk | web01 = a/web01.vmdk" },
  { "a/web01.vmdk!; b/web01-data.vmdk", "web01 = a/web01.vmdk | web01 2 = b/web01-data.vmdk" },
  /* names */
  { "Web01-Boot.VMDK!; WEB01-DATA.vmdk", "Web01 = Web01-Boot.VMDK; WEB01-DATA.vmdk" },
  { "B\xc3\xbcro-boot.vmdk!; B\xc3\x9cRO-data.vmdk; Bu\xcc\x88ro-swap.vmdk",
    "B\xc3\xbcro = B\xc3\xbcro-boot.vmdk; B\xc3\x9cRO-data.vmdk; Bu\xcc\x88ro-swap.vmdk" },
  { "\xff-boot.vmdk!; \xff-data.vmdk; \xfe-data.vmdk",
    "\xef\xbf\xbd = \xfe-data.vmdk | \xef\xbf\xbd 2 = \xff-boot.vmdk; \xff-data.vmdk" },
  { "web01.example.com-disk1.vmdk!; web01.example.com-disk2.vmdk",
    "web01.example.com = web01.example.com-disk1.vmdk; web01.example.com-disk2.vmdk" },
  { "a/disk1.raw!; b/a/disk1.raw!; a 2.raw!",
    "a = a/disk1.raw | a 2 = a 2.raw | a 3 = b/a/disk1.raw" },
  { "mail server.vmdk!; mail server_1.vmdk",
    "mail server = mail server.vmdk; mail server_1.vmdk" },
};

static FerryDisk *
make_disk (const char *region,
           const char *bucket,
           const char *text)
{
  g_autoptr(FerryDiskReport) report = ferry_disk_report_new ();
  gsize length = strlen (text);
  g_autofree char *key = NULL;

  report->scheme = FERRY_PARTITION_SCHEME_NONE;
  for (; length > 1 && strchr ("!~+?^", text[length - 1]); length--)
    {
      char mark = text[length - 1];

      if (strchr ("!+", mark))
        report->platform = g_strdup ("Linux");
      if (strchr ("!~", mark))
        {
          FerryPartition *partition = ferry_partition_new ();

          report->scheme = FERRY_PARTITION_SCHEME_MBR;
          partition->active = TRUE;
          g_ptr_array_add (report->partitions, partition);
        }
      if (mark == '?')
        report->scheme = FERRY_PARTITION_SCHEME_UNKNOWN;
      if (mark == '^')
        report->fault = FERRY_DISK_FAULT_DIFFERENCING;
    }
  key = g_strndup (text, length);

  return ferry_disk_new (region, bucket, key, NULL, NULL, 1, report);
}

static GPtrArray *
make_disks (const char *keys)
{
  GPtrArray *disks = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto(GStrv) parts = g_strsplit (keys, "; ", -1);

  for (guint i = 0; parts[i]; i++)
    g_ptr_array_add (disks, make_disk ("eu-west-1", "b", parts[i]));

  return disks;
}

static void
shuffle (GPtrArray *disks)
{
  for (guint i = disks->len; i > 1; i--)
    {
      gpointer *a = &g_ptr_array_index (disks, i - 1);
      gpointer *b = &g_ptr_array_index (disks, g_test_rand_int_range (0, (gint) i));
      gpointer swapped = *a;

      *a = *b;
      *b = swapped;
    }
}

static char *
describe (GPtrArray *groups)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < groups->len; i++)
    {
      const FerryDiskGroup *group = g_ptr_array_index (groups, i);

      g_string_append_printf (text, "%s%s = ", i ? " | " : "", group->name);
      for (guint j = 0; j < group->disks->len; j++)
        {
          g_string_append (text, j ? "; " : "");
          g_string_append (text, ferry_disk_get_key (g_ptr_array_index (group->disks, j)));
        }
    }

  return g_string_free (text, FALSE);
}

static void
test_layouts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_autoptr(GPtrArray) disks = make_disks (layouts[i].keys);

      for (guint j = 0; j < N_SHUFFLES; j++)
        {
          g_autoptr(GPtrArray) groups = ferry_group_disks (disks);
          g_autofree char *text = describe (groups);

          if (strcmp (text, layouts[i].groups) != 0)
            g_test_fail_printf ("%s: %s", layouts[i].keys, text);
          shuffle (disks);
        }
    }
}

/* Each disk is in one group, and what the header promises of a group holds. */
static void
assert_sound (GPtrArray *disks,
              GPtrArray *groups)
{
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < groups->len; i++)
    {
      const FerryDiskGroup *group = g_ptr_array_index (groups, i);

      g_assert_true (g_utf8_validate (group->name, -1, NULL));
      g_assert_cmpstr (group->name, !=, "");
      g_assert_cmpint (g_utf8_strlen (group->name, -1), <=, 126);
      g_assert_true (g_hash_table_add (names, ferry_natural_fold (group->name)));
      g_assert_cmpuint (group->disks->len, >, 0);

      for (guint j = 0; j < group->disks->len; j++)
        {
          FerryDisk *first = g_ptr_array_index (group->disks, 0);
          FerryDisk *disk = g_ptr_array_index (group->disks, j);

          g_assert_true (g_hash_table_add (seen, disk));
          g_assert_cmpstr (ferry_disk_get_region (disk), ==, ferry_disk_get_region (first));
          g_assert_cmpstr (ferry_disk_get_bucket (disk), ==, ferry_disk_get_bucket (first));
        }
    }

  g_assert_cmpuint (g_hash_table_size (seen), ==, disks->len);
  for (guint i = 0; i < disks->len; i++)
    g_assert_true (g_hash_table_contains (seen, g_ptr_array_index (disks, i)));
}

static void
test_places (void)
{
  g_autoptr(GPtrArray) disks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) groups = NULL;

  g_ptr_array_add (disks, make_disk ("eu-west-1", "a", "web01-boot.raw!"));
  g_ptr_array_add (disks, make_disk ("eu-west-1", "b", "web01-data.raw"));
  g_ptr_array_add (disks, make_disk ("us-east-1", "a", "web01-data.raw"));
  g_ptr_array_add (disks, make_disk ("eu-west-1", "a", "web01-data.raw"));
  groups = ferry_group_disks (disks);

  assert_sound (disks, groups);
  g_assert_cmpuint (groups->len, ==, 3);
}

static void
test_nothing (void)
{
  g_autoptr(GPtrArray) disks = g_ptr_array_new ();
  g_autoptr(GPtrArray) groups = ferry_group_disks (disks);

  g_assert_cmpuint (groups->len, ==, 0);
}

/* the same key twice, as two objects */
static void
test_twice (void)
{
  g_autoptr(GPtrArray) disks = make_disks ("web01.raw!; web01.raw!; web01-data.raw");
  g_autoptr(GPtrArray) groups = ferry_group_disks (disks);

  assert_sound (disks, groups);
  g_assert_cmpuint (groups->len, ==, 2);
}

static char *
make_random_key (void)
{
  static const char *const pieces[] = {
    "web", "db", "01", "2", "10", "-", "_", ".", " ", "/", "\\", "boot", "data", "disk", "sda",
    "flat", "-flat", "-s001", "-000001", "(2)", ")", "os", "C", "\xff", "\xc3\xbc", "\xc3\x9c",
    ".vmdk", ".vhd", ".avhdx", ".gz", "nvme0n1", "scsi0", "\n", "Virtual Hard Disks/", "disk1/",
    "x_5F3B5C1E-0D0A-4C55-9B7A-1234567890AB", "-----------------------------",
  };
  static const char *const marks[] = { "", "", "!", "!", "~", "+", "?", "^", "!^" };
  GString *key = g_string_new (NULL);
  gint n_pieces = g_test_rand_int_range (1, 9);

  for (gint i = 0; i < n_pieces; i++)
    g_string_append (key, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  g_string_append (key, marks[g_test_rand_int_range (0, G_N_ELEMENTS (marks))]);

  return g_string_free (key, FALSE);
}

static void
test_random (void)
{
  for (guint i = 0; i < N_LAYOUTS; i++)
    {
      g_autoptr(GPtrArray) disks = g_ptr_array_new_with_free_func (g_object_unref);
      gint n_disks = g_test_rand_int_range (1, 60);
      g_autoptr(GPtrArray) groups = NULL;
      g_autoptr(GPtrArray) again = NULL;
      g_autofree char *text = NULL;
      g_autofree char *text_again = NULL;

      for (gint j = 0; j < n_disks; j++)
        {
          g_autofree char *key = make_random_key ();

          g_ptr_array_add (disks, make_disk ("eu-west-1", j % 7 ? "a" : "b", key));
        }
      groups = ferry_group_disks (disks);
      text = describe (groups);
      assert_sound (disks, groups);

      shuffle (disks);
      again = ferry_group_disks (disks);
      text_again = describe (again);
      g_assert_cmpstr (text, ==, text_again);
    }
}

static void
test_names (void)
{
  static const struct {
    const char *key;
    const char *name;
  } cases[] = {
    { "vm/web01-boot.vmdk!", "web01" },
    { "vm/db.VMDK!", "db" },
    { "mail_boot.raw", "mail" },
    { "-boot", "-boot" },
    { "web.example.com!", "web.example.com" },
    { "web-01.raw!", "web-01" },
    { "vm/sda.raw!", "vm" },
    { "sda.raw!", "sda" },
    { ".vmdk!", ".vmdk" },
    { "x//!", "x" },
    { "//!", "disk" },
    { "\x01\x02!", "disk" },
    { "a\nb.raw!", "a b" },
    { "\xff.raw!", "\xef\xbf\xbd" },
    { "web01-flat.vmdk?", "web01" },
    { "web-data-01.raw!", "web-data-01" },
    { "web01.ova!", "web01" },
  };
  g_autofree char *filler = g_strnfill (900, 'x');
  g_autoptr(FerryDisk) disk = make_disk ("eu-west-1", "b", filler);
  g_autofree char *longest = ferry_group_dup_machine_name (disk);

  g_assert_cmpint (strlen (longest), ==, 120);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryDisk) one = make_disk ("eu-west-1", "b", cases[i].key);
      g_autofree char *name = ferry_group_dup_machine_name (one);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static void
test_unique_names (void)
{
  static const char *const given[] = { "a", "A", "a 2", "b", "a", "a 2" };
  static const char *const made[] = { "a", "A 3", "a 2", "b", "a 4", "a 2 2" };
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    g_ptr_array_add (names, g_strdup (given[i]));
  ferry_unique_names_make (names);
  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    g_assert_cmpstr (g_ptr_array_index (names, i), ==, made[i]);
}

static void
test_natural (void)
{
  static const char *const sorted[] = {
    "", "a", "a1", "a2", "a10", "a010b", "a10b", "a11", "a99999999999999999999999999999999", "b",
    "\xff",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (sorted); j++)
        {
          int order = ferry_natural_compare (sorted[i], sorted[j]);

          g_assert_cmpint ((order > 0) - (order < 0), ==, (i > j) - (i < j));
        }
    }
}

typedef enum {
  MANY_MACHINES,      /* a boot disk and three more each */
  MANY_EQUAL_NAMES,   /* one folder each, one name */
  MANY_IN_ONE_STEM,   /* all of them start */
  MANY_SEPARATORS,    /* as long as a key may be */
  N_MANY_KINDS,
} ManyKind;

static char *
make_one_of_many (ManyKind kind,
                  guint    i)
{
  g_autofree char *hyphens = NULL;

  switch (kind)
    {
    case MANY_MACHINES:
      return g_strdup_printf ("exports/web%u-%s%u.vmdk%s", i / 4, i % 4 ? "data" : "boot", i % 4,
                              i % 4 ? "" : "!");
    case MANY_EQUAL_NAMES:
      return g_strdup_printf ("f%u/web.vmdk!", i);
    case MANY_IN_ONE_STEM:
      return g_strdup_printf ("web-disk%u.vmdk!", i % 1000);
    case MANY_SEPARATORS:
      hyphens = g_strnfill (500, '-');
      return g_strdup_printf ("web%sx%u-y-1-2-3-4-5-6-7-8-9-10-11-12%s1", hyphens, i, hyphens);
    case N_MANY_KINDS:
    default:
      g_assert_not_reached ();
    }
}

static void
test_speed (void)
{
  for (guint kind = 0; kind < N_MANY_KINDS; kind++)
    {
      g_autoptr(GPtrArray) disks = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr(GPtrArray) groups = NULL;
      gint64 start;
      double seconds;

      for (guint i = 0; i < N_MANY; i++)
        {
          g_autofree char *key = make_one_of_many (kind, i);

          g_ptr_array_add (disks, make_disk ("eu-west-1", "b", key));
        }
      shuffle (disks);

      start = g_get_monotonic_time ();
      groups = ferry_group_disks (disks);
      seconds = (g_get_monotonic_time () - start) / 1e6;
      g_test_message ("kind %u: %u disks, %u groups, %.3f s", kind, N_MANY, groups->len, seconds);
      assert_sound (disks, groups);
      /* a quadratic one takes minutes; the machine may be slow, and sanitizers are */
      g_assert_cmpfloat (seconds, <, 10);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/grouping/layouts", test_layouts);
  g_test_add_func ("/grouping/places", test_places);
  g_test_add_func ("/grouping/nothing", test_nothing);
  g_test_add_func ("/grouping/twice", test_twice);
  g_test_add_func ("/grouping/random", test_random);
  g_test_add_func ("/grouping/names", test_names);
  g_test_add_func ("/grouping/unique-names", test_unique_names);
  g_test_add_func ("/grouping/natural", test_natural);
  g_test_add_func ("/grouping/speed", test_speed);

  return g_test_run ();
}
