/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-policy.h"

#include "plan/ferry-policy-scope.h"

#include <string.h>

/* What an action is allowed on: a statement each */
typedef enum {
  TARGET_BUCKETS,
  TARGET_LISTS,         /* a statement a bucket, for its condition is its own */
  TARGET_DISKS,
  TARGET_MANIFESTS,
  TARGET_KEYS,
  TARGET_ACCOUNT,       /* Describe…: EC2 knows no resources for them */
  TARGET_REGIONS,       /* acts that EC2 knows no resources for, in the plan's regions */
  TARGET_MADE,          /* instances and volumes */
  TARGET_DISKS_TO_DELETE,
  N_TARGETS
} Target;

/* What of a plan asks for an action; all of the bits must be there */
typedef enum {
  NEED_CLASSIC = 1 << 0,
  NEED_IMAGE   = 1 << 1,
  NEED_DATA    = 1 << 2,  /* data disks on the classic road */
  NEED_KEYS    = 1 << 3,
  NEED_DELETE  = 1 << 4,
  NEED_DISKS   = 1 << 5,
} Need;

typedef struct {
  FerryPolicyAction entry;
  Target            target;
  guint             needs;
} Action;

/* "Actions, resources, and condition keys", Service Authorization Reference. AWS's own sample
 * ("Required permissions for VM Import/Export") lacks listing, deleting and tagging.
 */
static const Action actions[] = {
  { { "s3:GetBucketLocation", FERRY_POLICY_WHY_FIND_BUCKET }, TARGET_BUCKETS, NEED_DISKS },
  { { "s3:GetBucketVersioning", FERRY_POLICY_WHY_FIND_BUCKET }, TARGET_BUCKETS, NEED_DISKS },
  { { "s3:GetBucketObjectLockConfiguration", FERRY_POLICY_WHY_FIND_BUCKET },
    TARGET_BUCKETS, NEED_DISKS },
  { { "s3:GetReplicationConfiguration", FERRY_POLICY_WHY_FIND_BUCKET },
    TARGET_BUCKETS, NEED_DISKS },
  { { "s3:GetBucketPolicy", FERRY_POLICY_WHY_FIND_BUCKET }, TARGET_BUCKETS, NEED_DISKS },
  { { "s3:ListBucket", FERRY_POLICY_WHY_LIST_DISKS }, TARGET_LISTS, NEED_DISKS },
  { { "s3:GetObject", FERRY_POLICY_WHY_READ_DISKS }, TARGET_DISKS, NEED_DISKS },
  { { "s3:PutObject", FERRY_POLICY_WHY_WRITE_MANIFEST }, TARGET_MANIFESTS, NEED_CLASSIC },
  { { "s3:GetObject", FERRY_POLICY_WHY_READ_MANIFEST }, TARGET_MANIFESTS, NEED_CLASSIC },
  { { "s3:DeleteObject", FERRY_POLICY_WHY_DELETE_MANIFEST }, TARGET_MANIFESTS, NEED_CLASSIC },
  /* of a bucket that keeps versions, or the links stay readable */
  { { "s3:DeleteObjectVersion", FERRY_POLICY_WHY_DELETE_MANIFEST },
    TARGET_MANIFESTS, NEED_CLASSIC },
  { { "kms:Decrypt", FERRY_POLICY_WHY_DECRYPT }, TARGET_KEYS, NEED_KEYS },
  /* a bucket's default key encrypts the manifest as well */
  { { "kms:GenerateDataKey", FERRY_POLICY_WHY_WRITE_MANIFEST },
    TARGET_KEYS, NEED_KEYS | NEED_CLASSIC },
  { { "ec2:DescribeAccountAttributes", FERRY_POLICY_WHY_CHECK }, TARGET_ACCOUNT, 0 },
  { { "ec2:DescribeAvailabilityZones", FERRY_POLICY_WHY_CHECK }, TARGET_ACCOUNT, 0 },
  { { "ec2:DescribeInstanceTypeOfferings", FERRY_POLICY_WHY_CHECK }, TARGET_ACCOUNT, 0 },
  { { "ec2:DescribeInstanceTypes", FERRY_POLICY_WHY_CHECK }, TARGET_ACCOUNT, 0 },
  { { "ec2:DescribeNetworkInterfaces", FERRY_POLICY_WHY_CHECK }, TARGET_ACCOUNT, 0 },
  { { "ec2:DescribeRegions", FERRY_POLICY_WHY_CHECK }, TARGET_ACCOUNT, 0 },
  { { "ec2:DescribeSecurityGroups", FERRY_POLICY_WHY_CHECK }, TARGET_ACCOUNT, 0 },
  { { "ec2:DescribeSubnets", FERRY_POLICY_WHY_CHECK }, TARGET_ACCOUNT, 0 },
  { { "ec2:DescribeVpcs", FERRY_POLICY_WHY_CHECK }, TARGET_ACCOUNT, 0 },
  { { "ec2:GetEbsDefaultKmsKeyId", FERRY_POLICY_WHY_CHECK }, TARGET_ACCOUNT, 0 },
  { { "ec2:GetEbsEncryptionByDefault", FERRY_POLICY_WHY_CHECK }, TARGET_ACCOUNT, 0 },
  { { "ec2:DescribeConversionTasks", FERRY_POLICY_WHY_FOLLOW }, TARGET_ACCOUNT, NEED_CLASSIC },
  { { "ec2:DescribeInstances", FERRY_POLICY_WHY_FOLLOW }, TARGET_ACCOUNT, NEED_DISKS },
  { { "ec2:DescribeVolumes", FERRY_POLICY_WHY_FOLLOW }, TARGET_ACCOUNT, NEED_DATA },
  { { "ec2:DescribeImportImageTasks", FERRY_POLICY_WHY_FOLLOW }, TARGET_ACCOUNT, NEED_IMAGE },
  { { "ec2:DescribeImages", FERRY_POLICY_WHY_FOLLOW }, TARGET_ACCOUNT, NEED_IMAGE },
  { { "ec2:ImportInstance", FERRY_POLICY_WHY_IMPORT_MACHINE }, TARGET_REGIONS, NEED_CLASSIC },
  { { "ec2:ImportVolume", FERRY_POLICY_WHY_IMPORT_DATA }, TARGET_REGIONS, NEED_DATA },
  { { "ec2:CancelConversionTask", FERRY_POLICY_WHY_CANCEL }, TARGET_REGIONS, NEED_CLASSIC },
  { { "ec2:ImportImage", FERRY_POLICY_WHY_IMPORT_MACHINE }, TARGET_REGIONS, NEED_IMAGE },
  { { "ec2:CancelImportTask", FERRY_POLICY_WHY_CANCEL }, TARGET_REGIONS, NEED_IMAGE },
  { { "ec2:RunInstances", FERRY_POLICY_WHY_RUN }, TARGET_REGIONS, NEED_IMAGE },
  { { "ec2:CreateTags", FERRY_POLICY_WHY_TAG }, TARGET_MADE, NEED_DISKS },
  { { "ec2:AttachVolume", FERRY_POLICY_WHY_ATTACH }, TARGET_MADE, NEED_DATA },
  { { "ec2:StartInstances", FERRY_POLICY_WHY_START }, TARGET_MADE, NEED_CLASSIC },
  { { "ec2:TerminateInstances", FERRY_POLICY_WHY_CLEAN_UP }, TARGET_MADE, NEED_CLASSIC },
  { { "ec2:DeleteVolume", FERRY_POLICY_WHY_CLEAN_UP }, TARGET_MADE, NEED_DATA },
  { { "s3:DeleteObject", FERRY_POLICY_WHY_DELETE_DISKS }, TARGET_DISKS_TO_DELETE, NEED_DELETE },
};

/* Letters and digits only ("IAM JSON policy elements: Sid") */
static const char *const statement_ids[N_TARGETS] = {
  [TARGET_BUCKETS] = "KnowTheBuckets",
  [TARGET_LISTS] = "ListTheDisks",
  [TARGET_DISKS] = "ReadTheDisks",
  [TARGET_MANIFESTS] = "KeepManifestsBesideTheDisks",
  [TARGET_KEYS] = "UseTheKeysOfTheDisks",
  [TARGET_ACCOUNT] = "KnowTheAccount",
  [TARGET_REGIONS] = "Import",
  [TARGET_MADE] = "FinishTheMachines",
  [TARGET_DISKS_TO_DELETE] = "DeleteTheDisksAfterwards",
};

static guint
find_needs (FerryPlan         *plan,
            const char *const *kms_keys)
{
  guint needs = kms_keys && *kms_keys ? NEED_KEYS : 0;

  for (guint i = 0; i < ferry_plan_get_n_machines (plan); i++)
    {
      FerryMachine *machine = ferry_plan_get_machine (plan, i);

      needs |= NEED_DISKS;
      if (ferry_machine_get_afterwards (machine) == FERRY_AFTERWARDS_ASK)
        needs |= NEED_DELETE;
      if (ferry_machine_get_road (machine) == FERRY_ROAD_IMAGE)
        needs |= NEED_IMAGE;
      else
        needs |= NEED_CLASSIC | (ferry_machine_get_n_disks (machine) > 1 ? NEED_DATA : 0);
    }

  return needs;
}

static gboolean
is_needed (const Action *action,
           guint         needs)
{
  return (action->needs & needs) == action->needs;
}

GPtrArray *
ferry_policy_list_actions (FerryPlan         *plan,
                           const char *const *kms_keys)
{
  GPtrArray *list = g_ptr_array_new ();
  guint needs;

  g_return_val_if_fail (FERRY_IS_PLAN (plan), list);

  needs = find_needs (plan, kms_keys);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (is_needed (&actions[i], needs))
        g_ptr_array_add (list, (gpointer) &actions[i].entry);
    }

  return list;
}

static void
add_texts (JsonBuilder *builder,
           const char  *name,
           GPtrArray   *texts)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < texts->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (texts, i));
  json_builder_end_array (builder);
}

static void
add_condition (JsonBuilder *builder,
               const char  *operator,
               const char  *key,
               GPtrArray   *values)
{
  json_builder_set_member_name (builder, "Condition");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, operator);
  json_builder_begin_object (builder);
  add_texts (builder, key, values);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/* Leaves the statement open for a condition. */
static void
begin_statement (JsonBuilder *builder,
                 const char  *id,
                 Target       target,
                 guint        needs,
                 GPtrArray   *resources)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "Sid");
  json_builder_add_string_value (builder, id);
  json_builder_set_member_name (builder, "Effect");
  json_builder_add_string_value (builder, "Allow");
  json_builder_set_member_name (builder, "Action");
  json_builder_begin_array (builder);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (actions[i].target == target && is_needed (&actions[i], needs))
        json_builder_add_string_value (builder, actions[i].entry.action);
    }
  json_builder_end_array (builder);
  add_texts (builder, "Resource", resources);
}

static void
add_lists (JsonBuilder      *builder,
           FerryPolicyScope *scope,
           guint             needs)
{
  for (guint i = 0; i < scope->buckets->len; i++)
    {
      g_autoptr(GPtrArray) resources = g_ptr_array_new ();
      g_autoptr(GPtrArray) prefixes = ferry_policy_scope_list_prefixes (scope, i);
      g_autofree char *id = g_strdup_printf ("%s%u", statement_ids[TARGET_LISTS], i + 1);

      g_ptr_array_add (resources, g_ptr_array_index (scope->buckets, i));
      begin_statement (builder, id, TARGET_LISTS, needs, resources);
      add_condition (builder, "StringLike", "s3:prefix", prefixes);
      json_builder_end_object (builder);
    }
}

static GPtrArray *
list_resources (FerryPolicyScope  *scope,
                Target             target,
                const char *const *kms_keys)
{
  GPtrArray *resources = NULL;

  switch (target)
    {
    case TARGET_BUCKETS:
      return g_ptr_array_ref (scope->buckets);
    case TARGET_DISKS:
      return g_ptr_array_ref (scope->disks);
    case TARGET_MANIFESTS:
      return g_ptr_array_ref (scope->manifests);
    case TARGET_DISKS_TO_DELETE:
      return g_ptr_array_ref (scope->disks_to_delete);
    case TARGET_MADE:
      return g_ptr_array_ref (scope->made);

    case TARGET_KEYS:
      resources = g_ptr_array_new ();
      for (guint i = 0; kms_keys && kms_keys[i]; i++)
        g_ptr_array_add (resources, (gpointer) kms_keys[i]);
      return resources;

    case TARGET_LISTS:
    case TARGET_ACCOUNT:
    case TARGET_REGIONS:
    case N_TARGETS:
    default:
      resources = g_ptr_array_new ();
      g_ptr_array_add (resources, (gpointer) "*");
      return resources;
    }
}

static gboolean
has_actions (Target target,
             guint  needs)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (actions[i].target == target && is_needed (&actions[i], needs))
        return TRUE;
    }

  return FALSE;
}

static void
add_statement (JsonBuilder       *builder,
               FerryPolicyScope  *scope,
               Target             target,
               guint              needs,
               const char *const *kms_keys)
{
  g_autoptr(GPtrArray) resources = NULL;

  if (!has_actions (target, needs))
    return;
  if (target == TARGET_LISTS)
    {
      add_lists (builder, scope, needs);
      return;
    }

  resources = list_resources (scope, target, kms_keys);
  begin_statement (builder, statement_ids[target], target, needs, resources);
  if (target == TARGET_REGIONS)
    add_condition (builder, "StringEquals", "aws:RequestedRegion", scope->regions);
  json_builder_end_object (builder);
}

static char *
make_policy (FerryPlan         *plan,
             const char *const *kms_keys,
             gboolean           by_folder)
{
  g_autoptr(FerryPolicyScope) scope = ferry_policy_scope_new (plan, by_folder);
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr(JsonGenerator) generator = json_generator_new ();
  g_autoptr(JsonNode) root = NULL;
  guint needs = find_needs (plan, kms_keys);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "Version");
  json_builder_add_string_value (builder, "2012-10-17");
  json_builder_set_member_name (builder, "Statement");
  json_builder_begin_array (builder);
  for (Target target = 0; target < N_TARGETS; target++)
    add_statement (builder, scope, target, needs, kms_keys);
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, root);

  return json_generator_to_data (generator, NULL);
}

char *
ferry_policy_make (FerryPlan         *plan,
                   const char *const *kms_keys)
{
  g_autofree char *policy = NULL;

  g_return_val_if_fail (FERRY_IS_PLAN (plan), NULL);

  policy = make_policy (plan, kms_keys, FALSE);
  if (ferry_policy_get_length (policy) <= FERRY_POLICY_LONGEST)
    return g_steal_pointer (&policy);

  return make_policy (plan, kms_keys, TRUE);
}

gsize
ferry_policy_get_length (const char *policy)
{
  gsize length = 0;

  g_return_val_if_fail (policy != NULL, 0);

  for (const char *p = policy; *p; p = g_utf8_next_char (p))
    length += !g_ascii_isspace (*p);

  return length;
}
