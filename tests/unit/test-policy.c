/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-plan.h"

#include <string.h>

static FerryMachine *
add_machine (FerryPlan  *plan,
             const char *region,
             const char *key)
{
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
  g_autoptr(FerryDisk) disk = ferry_test_disk_new (region, key, NULL, report);
  FerryMachine *machine = ferry_machine_new (disk);

  ferry_plan_add_machine (plan, machine);
  g_object_unref (machine);

  return machine;
}

static void
add_data_disk (FerryMachine *machine,
               const char   *key)
{
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();
  g_autoptr(FerryDisk) disk = ferry_test_disk_new (ferry_machine_get_region (machine), key, NULL,
                                                   report);
  g_autoptr(FerryMachineDisk) data = ferry_machine_disk_new (disk);

  ferry_machine_add_disk (machine, data);
}

static JsonArray *
find_strings (JsonObject *statement,
              const char *name)
{
  JsonArray *array = json_object_get_array_member (statement, name);

  g_assert_nonnull (array);
  g_assert_cmpuint (json_array_get_length (array), >, 0);

  return array;
}

static gboolean
has_string (JsonArray  *array,
            const char *text)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (g_str_equal (json_array_get_string_element (array, i), text))
      return TRUE;

  return FALSE;
}

/* Reads @text back and holds it against IAM's grammar. */
static JsonObject *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  JsonObject *policy = ferry_json_parse (text, -1, &error);
  g_autoptr(GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *statements;

  g_assert_no_error (error);
  g_assert_cmpstr (ferry_json_get_string (policy, "Version"), ==, "2012-10-17");
  statements = find_strings (policy, "Statement");
  for (guint i = 0; i < json_array_get_length (statements); i++)
    {
      JsonObject *statement = json_array_get_object_element (statements, i);
      const char *id = ferry_json_get_string (statement, "Sid");
      JsonArray *actions = find_strings (statement, "Action");

      g_assert_true (g_regex_match_simple ("^[A-Za-z0-9]+$", id, 0, 0));
      g_assert_true (g_hash_table_add (ids, (gpointer) id));
      g_assert_cmpstr (ferry_json_get_string (statement, "Effect"), ==, "Allow");
      find_strings (statement, "Resource");
      for (guint j = 0; j < json_array_get_length (actions); j++)
        g_assert_true (g_regex_match_simple ("^(s3|ec2|kms):[A-Za-z]+$",
                                             json_array_get_string_element (actions, j), 0, 0));
    }

  return policy;
}

/* Returns: (nullable): the statement that allows @action on @resource */
static JsonObject *
find_statement (JsonObject *policy,
                const char *action,
                const char *resource)
{
  JsonArray *statements = json_object_get_array_member (policy, "Statement");

  for (guint i = 0; i < json_array_get_length (statements); i++)
    {
      JsonObject *statement = json_array_get_object_element (statements, i);

      if (has_string (find_strings (statement, "Action"), action) &&
          (resource == NULL || has_string (find_strings (statement, "Resource"), resource)))
        return statement;
    }

  return NULL;
}

static JsonObject *
make_policy (FerryPlan         *plan,
             const char *const *keys)
{
  g_autofree char *text = ferry_policy_make (plan, keys);

  return parse (text);
}

static void
test_single (void)
{
  g_autoptr(FerryPlan) plan = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);
  g_autoptr(JsonObject) policy = NULL;
  JsonObject *condition;

  add_machine (plan, "eu-west-1", "exports/web01/boot.vmdk");
  policy = make_policy (plan, NULL);

  g_assert_nonnull (find_statement (policy, "s3:GetObject",
                                    "arn:aws:s3:::vm-disks/exports/web01/boot.vmdk"));
  g_assert_nonnull (find_statement (policy, "s3:PutObject",
                                    "arn:aws:s3:::vm-disks/exports/web01/ferry-*.manifest.xml"));
  g_assert_nonnull (find_statement (policy, "s3:DeleteObject",
                                    "arn:aws:s3:::vm-disks/exports/web01/ferry-*.manifest.xml"));
  g_assert_null (find_statement (policy, "s3:DeleteObject",
                                 "arn:aws:s3:::vm-disks/exports/web01/boot.vmdk"));
  g_assert_nonnull (find_statement (policy, "s3:GetBucketLocation", "arn:aws:s3:::vm-disks"));
  g_assert_nonnull (find_statement (policy, "ec2:ImportInstance", "*"));
  g_assert_nonnull (find_statement (policy, "ec2:CancelConversionTask", "*"));
  g_assert_nonnull (find_statement (policy, "ec2:DescribeConversionTasks", "*"));
  g_assert_nonnull (find_statement (policy, "ec2:CreateTags",
                                    "arn:aws:ec2:eu-west-1:*:instance/*"));
  g_assert_nonnull (find_statement (policy, "s3:PutObject",
                                    "arn:aws:s3:::vm-disks/exports/web01/.ferry-claim-*"));
  g_assert_nonnull (find_statement (policy, "ec2:StartInstances",
                                    "arn:aws:ec2:eu-west-1:*:instance/*"));
  g_assert_nonnull (find_statement (policy, "ec2:TerminateInstances",
                                    "arn:aws:ec2:eu-west-1:*:instance/*"));
  g_assert_null (find_statement (policy, "ec2:ImportVolume", NULL));
  g_assert_null (find_statement (policy, "ec2:AttachVolume", NULL));
  g_assert_null (find_statement (policy, "ec2:DeleteVolume", NULL));
  g_assert_null (find_statement (policy, "ec2:ImportImage", NULL));
  g_assert_null (find_statement (policy, "kms:Decrypt", NULL));

  condition = json_object_get_object_member (
    find_statement (policy, "s3:ListBucket", "arn:aws:s3:::vm-disks"), "Condition");
  condition = json_object_get_object_member (condition, "StringLike");
  g_assert_true (has_string (find_strings (condition, "s3:prefix"), "exports/web01/*"));
  g_assert_true (has_string (find_strings (condition, "s3:prefix"), "exports/"));
  g_assert_true (has_string (find_strings (condition, "s3:prefix"), ""));
  g_assert_false (has_string (find_strings (condition, "s3:prefix"), "*"));

  condition = json_object_get_object_member (find_statement (policy, "ec2:ImportInstance", "*"),
                                             "Condition");
  condition = json_object_get_object_member (condition, "StringEquals");
  g_assert_true (has_string (find_strings (condition, "aws:RequestedRegion"), "eu-west-1"));
}

static void
test_all (void)
{
  static const char *const keys[] = { "arn:aws:kms:eu-west-1:123456789012:key/1", NULL };
  g_autoptr(FerryPlan) plan = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);
  FerryMachine *first = add_machine (plan, "eu-west-1", "web01-boot.vmdk");
  FerryMachine *second = add_machine (plan, "eu-west-1", "db01.vmdk");
  g_autoptr(JsonObject) policy = NULL;

  add_data_disk (first, "data/web01-data.vmdk");
  g_object_set (first, "afterwards", FERRY_AFTERWARDS_ASK, NULL);
  g_object_set (second, "road", FERRY_ROAD_IMAGE, NULL);
  policy = make_policy (plan, keys);

  g_assert_nonnull (find_statement (policy, "ec2:ImportVolume", "*"));
  g_assert_nonnull (find_statement (policy, "ec2:AttachVolume",
                                    "arn:aws:ec2:eu-west-1:*:volume/*"));
  g_assert_nonnull (find_statement (policy, "ec2:DeleteVolume",
                                    "arn:aws:ec2:eu-west-1:*:volume/*"));
  g_assert_nonnull (find_statement (policy, "ec2:ImportImage", "*"));
  g_assert_nonnull (find_statement (policy, "ec2:RunInstances", "*"));
  g_assert_nonnull (find_statement (policy, "kms:Decrypt", keys[0]));
  g_assert_nonnull (find_statement (policy, "s3:DeleteObject",
                                    "arn:aws:s3:::vm-disks/data/web01-data.vmdk"));
  g_assert_null (find_statement (policy, "s3:DeleteObject", "arn:aws:s3:::vm-disks/db01.vmdk"));
  g_assert_nonnull (find_statement (policy, "s3:PutObject",
                                    "arn:aws:s3:::vm-disks/ferry-*.manifest.xml"));
}

/* The image road reads disks by EC2's own role, and writes no manifest. */
static void
test_image (void)
{
  g_autoptr(FerryPlan) plan = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);
  FerryMachine *machine = add_machine (plan, "eu-west-1", "web01-boot.vmdk");
  g_autoptr(JsonObject) policy = NULL;

  add_data_disk (machine, "web01-data.vmdk");
  g_object_set (machine, "road", FERRY_ROAD_IMAGE, NULL);
  policy = make_policy (plan, NULL);

  g_assert_nonnull (find_statement (policy, "ec2:ImportImage", "*"));
  g_assert_null (find_statement (policy, "ec2:ImportInstance", NULL));
  g_assert_null (find_statement (policy, "ec2:ImportVolume", NULL));
  g_assert_null (find_statement (policy, "s3:PutObject", NULL));
  g_assert_null (find_statement (policy, "s3:DeleteObject", NULL));
}

static void
test_nothing (void)
{
  g_autoptr(FerryPlan) plan = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);
  g_autoptr(JsonObject) policy = make_policy (plan, NULL);

  g_assert_nonnull (find_statement (policy, "ec2:DescribeSubnets", "*"));
  g_assert_null (find_statement (policy, "s3:GetObject", NULL));
  g_assert_null (find_statement (policy, "ec2:ImportInstance", NULL));
}

static void
test_partitions (void)
{
  static const struct {
    const char *region;
    const char *disk;
    const char *made;
  } cases[] = {
    { "us-east-1", "arn:aws:s3:::vm-disks/a.raw", "arn:aws:ec2:us-east-1:*:volume/*" },
    { "cn-north-1", "arn:aws-cn:s3:::vm-disks/a.raw", "arn:aws-cn:ec2:cn-north-1:*:volume/*" },
    { "us-gov-west-1", "arn:aws-us-gov:s3:::vm-disks/a.raw",
      "arn:aws-us-gov:ec2:us-gov-west-1:*:volume/*" },
    { "eusc-de-east-1", "arn:aws-eusc:s3:::vm-disks/a.raw",
      "arn:aws-eusc:ec2:eusc-de-east-1:*:volume/*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryPlan) plan = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);
      g_autoptr(JsonObject) policy = NULL;

      add_machine (plan, cases[i].region, "a.raw");
      policy = make_policy (plan, NULL);
      g_assert_nonnull (find_statement (policy, "s3:GetObject", cases[i].disk));
      g_assert_nonnull (find_statement (policy, "ec2:CreateTags", cases[i].made));
    }
}

static void
test_escapes (void)
{
  static const struct {
    const char *key;
    const char *disk;
  } cases[] = {
    { "a*b/c?.raw", "arn:aws:s3:::vm-disks/a${*}b/c${?}.raw" },
    { "${aws:username}.raw", "arn:aws:s3:::vm-disks/${$}{aws:username}.raw" },
    { "\"\\<&>.raw", "arn:aws:s3:::vm-disks/\"\\<&>.raw" },
    { "\xc3\xbc \xe6\x9c\x8d.raw", "arn:aws:s3:::vm-disks/\xc3\xbc \xe6\x9c\x8d.raw" },
    { "a\xff\xfe.raw", "arn:aws:s3:::vm-disks/a*.raw" },
    { "a\n.raw", "arn:aws:s3:::vm-disks/a\n.raw" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryPlan) plan = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);
      g_autoptr(JsonObject) policy = NULL;

      add_machine (plan, "eu-west-1", cases[i].key);
      policy = make_policy (plan, NULL);
      g_assert_nonnull (find_statement (policy, "s3:GetObject", cases[i].disk));
    }
}

/* A managed policy is not endless: sixty long keys become their folder. */
static void
test_many (void)
{
  g_autoptr(FerryPlan) plan = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);
  g_autofree char *text = NULL;
  g_autoptr(JsonObject) policy = NULL;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *key = g_strdup_printf ("exports/a machine with a rather long name and the "
                                              "number %u, its boot disk.vmdk", i);

      add_machine (plan, "eu-west-1", key);
    }
  text = ferry_policy_make (plan, NULL);
  policy = parse (text);

  g_assert_cmpuint (ferry_policy_get_length (text), <=, FERRY_POLICY_LONGEST);
  g_assert_nonnull (find_statement (policy, "s3:GetObject", "arn:aws:s3:::vm-disks/exports/*"));
}

/* A folder may be read where its disks are many; what may be deleted is named. */
static void
test_many_to_delete (void)
{
  g_autoptr(FerryPlan) plan = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);
  g_autoptr(JsonObject) policy = NULL;

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *key = g_strdup_printf ("exports/machine with the number %u.vmdk", i);

      add_machine (plan, "eu-west-1", key);
    }
  g_object_set (ferry_plan_get_machine (plan, 7), "afterwards", FERRY_AFTERWARDS_ASK, NULL);
  policy = make_policy (plan, NULL);

  g_assert_nonnull (find_statement (policy, "s3:GetObject", "arn:aws:s3:::vm-disks/exports/*"));
  g_assert_null (find_statement (policy, "s3:DeleteObject", "arn:aws:s3:::vm-disks/exports/*"));
  g_assert_nonnull (find_statement (policy, "s3:DeleteObject",
                                    "arn:aws:s3:::vm-disks/exports/machine with the number "
                                    "7.vmdk"));
}

/* Each action that is explained is in the policy, and the other way round. */
static void
test_actions (void)
{
  g_autoptr(FerryPlan) plan = ferry_plan_new (FERRY_TEST_ACCOUNT_ID);
  g_autoptr(GHashTable) explained = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) actions = NULL;
  g_autoptr(JsonObject) policy = NULL;
  JsonArray *statements;

  add_data_disk (add_machine (plan, "eu-west-1", "a/a.raw"), "b/b.raw");
  actions = ferry_policy_list_actions (plan, NULL);
  policy = make_policy (plan, NULL);
  for (guint i = 0; i < actions->len; i++)
    {
      const FerryPolicyAction *action = g_ptr_array_index (actions, i);

      g_hash_table_add (explained, (gpointer) action->action);
      g_assert_nonnull (find_statement (policy, action->action, NULL));
    }

  statements = json_object_get_array_member (policy, "Statement");
  for (guint i = 0; i < json_array_get_length (statements); i++)
    {
      JsonArray *allowed = find_strings (json_array_get_object_element (statements, i), "Action");

      for (guint j = 0; j < json_array_get_length (allowed); j++)
        g_assert_true (g_hash_table_contains (explained,
                                              json_array_get_string_element (allowed, j)));
    }
}

/* A plan of somebody else must not widen what its user allows. */
static void
test_bucket (void)
{
  static const struct {
    const char *bucket;
    const char *wanted;
  } cases[] = {
    { "*", "arn:aws:s3:::${*}" },
    { "vm-*", "arn:aws:s3:::vm-${*}" },
    { "a?c", "arn:aws:s3:::a${?}c" },
    { "${aws:username}", "arn:aws:s3:::${$}{aws:username}" },
    { "x\"],\n\"y", "arn:aws:s3:::x\"],\n\"y" },
  };
  g_autoptr(FerryDiskReport) report = ferry_test_report_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryDisk) disk = ferry_disk_new ("eu-west-1", cases[i].bucket, "k", NULL, NULL, 1,
                                                  report);
      g_autoptr(FerryMachine) machine = ferry_machine_new (disk);
      g_autoptr(FerryPlan) plan = ferry_plan_new_for (FERRY_TEST_ACCOUNT_ID, machine);
      g_autoptr(JsonObject) policy = make_policy (plan, NULL);
      g_autofree char *object = g_strconcat (cases[i].wanted, "/k", NULL);

      g_assert_nonnull (find_statement (policy, "s3:GetBucketLocation", cases[i].wanted));
      g_assert_nonnull (find_statement (policy, "s3:ListBucket", cases[i].wanted));
      g_assert_nonnull (find_statement (policy, "s3:GetObject", object));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/policy/single", test_single);
  g_test_add_func ("/policy/all", test_all);
  g_test_add_func ("/policy/image", test_image);
  g_test_add_func ("/policy/nothing", test_nothing);
  g_test_add_func ("/policy/partitions", test_partitions);
  g_test_add_func ("/policy/escapes", test_escapes);
  g_test_add_func ("/policy/many", test_many);
  g_test_add_func ("/policy/many-to-delete", test_many_to_delete);
  g_test_add_func ("/policy/actions", test_actions);
  g_test_add_func ("/policy/bucket", test_bucket);

  return g_test_run ();
}
