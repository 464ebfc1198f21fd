/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-parts.h"
#include "ferry-test-plan.h"

#include <string.h>

/* Disks that were cut, in a plan and in its file. */

static FerryDisk *
make_cut_disk (FerryParts *parts)
{
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();

  report->file_size = ferry_parts_get_total (parts);

  return ferry_disk_new_cut ("eu-west-1", "vm-disks", parts, NULL, report);
}

static FerryPlan *
make_plan (FerryParts *parts)
{
  g_autoptr(FerryDisk) disk = make_cut_disk (parts);
  g_autoptr(FerryMachine) machine = ferry_machine_new (disk);

  return ferry_plan_new_for (FERRY_TEST_ACCOUNT_ID, machine);
}

static FerryDisk *
get_disk (FerryPlan *plan)
{
  return ferry_machine_get_boot_disk (ferry_plan_get_machine (plan, 0));
}

static void
test_disk (void)
{
  g_autoptr(FerryParts) parts = ferry_test_parts_new ("vm/web.vmdk.part", 5, 1000, 24);
  g_autoptr(FerryParts) others = ferry_test_parts_new ("vm/web.vmdk.part", 5, 1000, 25);
  g_autoptr(FerryDisk) disk = make_cut_disk (parts);
  g_autoptr(FerryDisk) same = make_cut_disk (parts);
  g_autoptr(FerryDisk) other = make_cut_disk (others);
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
  g_autoptr(FerryDisk) first = ferry_disk_new ("eu-west-1", "vm-disks", "vm/web.vmdk.part0",
                                               "\"0\"", NULL, 1000, report);

  g_assert_cmpstr (ferry_disk_get_key (disk), ==, "vm/web.vmdk.part0");
  g_assert_cmpstr (ferry_disk_get_name (disk), ==, "web.vmdk");
  g_assert_cmpuint (ferry_disk_get_size (disk), ==, 4024);
  g_assert_cmpstr (ferry_disk_get_etag (disk), ==, ferry_parts_get_version (parts));
  g_assert_cmpstr (ferry_disk_get_storage_class (disk), ==, "STANDARD");
  g_assert_true (ferry_disk_get_parts (disk) == parts);
  g_assert_null (ferry_disk_get_parts (first));

  g_assert_true (ferry_disk_equal (disk, same));
  g_assert_true (ferry_disk_is_same (disk, same));
  g_assert_false (ferry_disk_equal (disk, other));
  g_assert_true (ferry_disk_is_same_object (disk, other));
  g_assert_false (ferry_disk_is_same_object (disk, first));
}

/* As its machine is: the parts' numbers count no machines and no disks. */
static void
test_name (void)
{
  static const char *const names[][2] = {
    { "vm/web.vmdk.part", "web" },
    { "vm/db01-boot.vhd_", "db01" },
    { "mail01/part", "mail01" },
    { "part", "part0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(FerryParts) parts = ferry_test_parts_new (names[i][0], 5, 1000, 24);
      g_autoptr(FerryDisk) disk = make_cut_disk (parts);
      g_autofree char *name = ferry_group_dup_machine_name (disk);

      g_assert_cmpstr (name, ==, names[i][1]);
    }
}

static FerryPlan *
through_file (FerryPlan  *plan,
              char      **text)
{
  g_autoptr(GBytes) bytes = ferry_plan_file_to_bytes (plan);
  g_autoptr(GError) error = NULL;
  FerryPlan *read = ferry_plan_file_from_bytes (bytes, &error);

  g_assert_no_error (error);
  if (text)
    *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return read;
}

/* 100,000 parts are a few lines, and come back as they were but for their ETags. */
static void
test_runs (void)
{
  g_autoptr(FerryParts) parts = ferry_test_parts_new ("vm/web.vmdk.part", 100000, 10485760, 4096);
  g_autoptr(FerryPlan) plan = make_plan (parts);
  g_autofree char *text = NULL;
  g_autoptr(FerryPlan) read = through_file (plan, &text);
  FerryParts *read_parts = ferry_disk_get_parts (get_disk (read));

  g_assert_cmpuint (strlen (text), <, 8192);
  g_assert_nonnull (strstr (text, "\"format\" : 3"));
  g_assert_true (ferry_parts_equal (parts, read_parts));
  g_assert_cmpstr (ferry_parts_get_key (read_parts, 99999), ==, "vm/web.vmdk.part99999");
  g_assert_null (ferry_parts_get_etag (read_parts, 7));
  g_assert_true (ferry_plan_equal (plan, read));
}

/* A plan without such a disk is still read by who does not know them. */
static void
test_format (void)
{
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
  g_autoptr(FerryPlan) plan = ferry_test_plan_new ("eu-west-1", "web.vmdk.part0", NULL, report);
  g_autoptr(JsonObject) object = ferry_plan_to_json (plan);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (ferry_json_get_int (object, "format", 0), ==, FERRY_PLAN_FORMAT);
  json_object_set_int_member (object, "format", 4);
  g_assert_null (ferry_plan_from_json (object, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NEWER);
}

/* Whatever the keys are like: padded or not, of several kinds, not UTF-8, all alike. */
static void
test_keys (void)
{
  static const char * const cases[] = {
    "d.001 d.002 d.003 d.004",
    "d.998 d.999 d.1000 d.1001",
    "d.008 d.009 d.10 d.11",
    "p/0 p/1 p/2",
    "a b c",
    "x1y x2y x3y x5y",
    "d\xff.1 d\xff.2 d\xff.3",
    "d.1\xff d.2\xff",
    "d\xff e\xff",
    "same same same",
    "d.part99999999999999999999998 d.part99999999999999999999999",
    "d.part999999999999999998 d.part999999999999999999 d.part1000000000000000000",
    "0 1 2 3",
    "00 01 02",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
      g_auto(GStrv) keys = g_strsplit (cases[i], " ", -1);
      g_autoptr(FerryParts) parts = NULL;
      g_autoptr(FerryPlan) plan = NULL;
      g_autoptr(FerryPlan) read = NULL;

      for (char **key = keys; *key; key++)
        g_ptr_array_add (objects, ferry_object_new (*key, key[1] ? 9 : 5, NULL, NULL, NULL));
      parts = ferry_parts_new (objects, NULL);
      plan = make_plan (parts);
      read = through_file (plan, NULL);
      g_assert_true (ferry_parts_equal (parts, ferry_disk_get_parts (get_disk (read))));
      g_assert_true (ferry_plan_equal (plan, read));
    }
}

/* @runs: in the place of a disk's parts. Returns: whether it could be read */
static gboolean
is_read (const char *runs,
         gint64      size,
         guint       n_machines)
{
  g_autoptr(FerryParts) parts = ferry_test_parts_new ("w.part", 2, 9, 9);
  g_autoptr(FerryPlan) plan = make_plan (parts);
  g_autoptr(JsonNode) node = json_from_string (runs, NULL);
  g_autoptr(JsonObject) object = NULL;
  g_autoptr(FerryPlan) read = NULL;
  g_autoptr(GError) error = NULL;
  JsonArray *machines;

  for (guint i = 1; i < n_machines; i++)
    {
      g_autoptr(FerryMachine) copy = ferry_machine_copy (ferry_plan_get_machine (plan, 0));

      ferry_plan_add_machine (plan, copy);
    }
  object = ferry_plan_to_json (plan);
  machines = json_object_get_array_member (object, "machines");
  for (guint i = 0; i < n_machines; i++)
    {
      JsonObject *disk = json_object_get_object_member (json_array_get_object_element (machines, i),
                                                        "boot-disk");

      json_object_set_int_member (disk, "size", size);
      json_object_set_member (disk, "parts", json_node_copy (node));
    }

  read = ferry_plan_from_json (object, &error);
  if (read == NULL)
    g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);

  return read != NULL;
}

#define RUN(first, digits, count, size) \
  "{\"prefix\":\"w.part\",\"first\":" first ",\"digits\":" digits ",\"suffix\":\"\"," \
  "\"count\":" count ",\"size\":" size "}"

static void
test_hostile (void)
{
  static const struct {
    const char *runs;
    gint64      size;
  } refused[] = {
    { "[]", 18 }, { "null", 18 }, { "{}", 18 }, { "3", 18 }, { "[3]", 18 }, { "[[]]", 18 },
    { "[{}]", 18 },
    { "[" RUN ("0", "0", "0", "9") "]", 0 },
    { "[" RUN ("0", "0", "-1", "9") "]", 18 },
    { "[" RUN ("-1", "0", "2", "9") "]", 18 },
    { "[" RUN ("0", "-1", "2", "9") "]", 18 },
    { "[" RUN ("0", "99999", "2", "9") "]", 18 },
    { "[" RUN ("0", "0", "2", "0") "]", 0 },
    { "[" RUN ("0", "0", "2", "-9") "]", 18 },
    { "[" RUN ("0", "0", "1000001", "1") "]", 1000001 },
    { "[" RUN ("0", "0", "600000", "1") "," RUN ("600000", "0", "600000", "1") "]", 1200000 },
    { "[" RUN ("0", "0", "9223372036854775807", "1") "]", 18 },
    { "[" RUN ("9223372036854775807", "0", "2", "9") "]", 18 },
    { "[" RUN ("0", "0", "2", "9223372036854775807") "]", 18 },
    { "[" RUN ("0", "0", "2", "9") "]", 17 },
    { "[" RUN ("1", "0", "2", "9") "]", 18 },
    { "[{\"key\":\"\",\"size\":18}]", 18 },
    { "[{\"key\":\"w.part0\",\"size\":0}]", 0 },
    { "[{\"key\":\"w.part0\",\"key-base64\":\"AAAA\",\"size\":18}]", 18 },
  };

  g_assert_true (is_read ("[" RUN ("0", "0", "2", "9") "]", 18, 1));
  g_assert_true (is_read ("[{\"key\":\"w.part0\",\"size\":18}]", 18, 1));
  g_assert_true (is_read ("[" RUN ("0", "0", "1000000", "1") "]", 1000000, 1));
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_test_message ("%s", refused[i].runs);
      g_assert_false (is_read (refused[i].runs, refused[i].size, 1));
    }
}

/* Each disk by itself would pass: what they take together does not. */
static void
test_hostile_together (void)
{
  g_assert_false (is_read ("[" RUN ("0", "0", "1000000", "1") "]", 1000000, 4));
  g_assert_true (is_read ("[" RUN ("0", "0", "100", "1") "]", 100, 4));
}

/* All parts may be read, and nobody has to read 100,000 lines of a policy. */
static void
test_policy (void)
{
  g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(FerryParts) parts = NULL;
  g_autoptr(FerryPlan) plan = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *key = g_strdup_printf ("vm/web*.vmdk.part%u", i);

      g_ptr_array_add (objects, ferry_object_new (key, 9, NULL, NULL, NULL));
    }
  g_ptr_array_add (objects, ferry_object_new ("vm/rest", 9, NULL, NULL, NULL));
  parts = ferry_parts_new (objects, NULL);
  plan = make_plan (parts);
  text = ferry_policy_make (plan, NULL);
  g_assert_nonnull (strstr (text, "\"arn:aws:s3:::vm-disks/vm/web${*}.vmdk.part*\""));
  g_assert_nonnull (strstr (text, "\"arn:aws:s3:::vm-disks/vm/rest\""));
  g_assert_cmpuint (strlen (text), <, 8192);
}

/* Who learns of a disk's parts anew keeps what the file had of it. */
static void
test_succeed (void)
{
  g_autoptr(FerryParts) parts = ferry_test_parts_new ("vm/web.vmdk.part", 5, 1000, 24);
  g_autoptr(FerryDisk) disk = make_cut_disk (parts);
  g_autoptr(JsonObject) object = ferry_disk_to_json (disk);
  g_autoptr(FerryDisk) old = NULL;
  g_autoptr(FerryDisk) next = NULL;
  g_autoptr(JsonObject) next_object = NULL;
  g_autoptr(GError) error = NULL;

  json_object_set_string_member (object, "later", "kept");
  old = ferry_disk_from_json (object, &error);
  g_assert_no_error (error);
  next = ferry_disk_succeed (disk, old);
  g_assert_true (ferry_parts_equal (ferry_disk_get_parts (next), parts));
  g_assert_nonnull (ferry_parts_get_etag (ferry_disk_get_parts (next), 0));
  next_object = ferry_disk_to_json (next);
  g_assert_cmpstr (ferry_json_get_string (next_object, "later"), ==, "kept");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/manifest-parts-plan/disk", test_disk);
  g_test_add_func ("/manifest-parts-plan/name", test_name);
  g_test_add_func ("/manifest-parts-plan/runs", test_runs);
  g_test_add_func ("/manifest-parts-plan/format", test_format);
  g_test_add_func ("/manifest-parts-plan/keys", test_keys);
  g_test_add_func ("/manifest-parts-plan/hostile", test_hostile);
  g_test_add_func ("/manifest-parts-plan/hostile-together", test_hostile_together);
  g_test_add_func ("/manifest-parts-plan/policy", test_policy);
  g_test_add_func ("/manifest-parts-plan/succeed", test_succeed);

  return g_test_run ();
}
