/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-oracle-facts.h"
#include "ferry-oracle-estate.h"

typedef GPtrArray  *(*Parse)    (GBytes      *body,
                                 char       **next_token,
                                 GError     **error);
typedef void        (*Describe) (JsonObject  *value,
                                 gconstpointer item);

static void
set_text (JsonObject *object,
          const char *name,
          const char *value)
{
  if (value)
    json_object_set_string_member (object, name, value);
  else
    json_object_set_null_member (object, name);
}

/* @describe: (nullable): the items are strings */
static JsonObject *
read_page (GBytes    *body,
           Parse      parse,
           Describe   describe,
           GError   **error)
{
  g_autofree char *token = NULL;
  g_autoptr(GPtrArray) items = parse (body, &token, error);
  JsonArray *array;
  JsonObject *value;

  if (items == NULL)
    return NULL;

  array = json_array_new ();
  for (guint i = 0; i < items->len; i++)
    {
      JsonObject *object;

      if (describe == NULL)
        {
          json_array_add_string_element (array, g_ptr_array_index (items, i));
          continue;
        }
      object = json_object_new ();
      describe (object, g_ptr_array_index (items, i));
      json_array_add_object_element (array, object);
    }
  value = json_object_new ();
  json_object_set_array_member (value, "items", array);
  set_text (value, "token", token);

  return value;
}

static void
describe_zone (JsonObject    *value,
               gconstpointer  item)
{
  const FerryZone *zone = item;

  set_text (value, "name", zone->name);
  set_text (value, "id", zone->id);
  set_text (value, "type", zone->type);
  json_object_set_boolean_member (value, "available", zone->is_available);
}

static JsonObject *
read_zones (GBytes  *body,
            GError **error)
{
  return read_page (body, ferry_describe_zones_parse, describe_zone, error);
}

static void
describe_vpc (JsonObject    *value,
              gconstpointer  item)
{
  const FerryVpc *vpc = item;

  set_text (value, "id", vpc->id);
  set_text (value, "name", vpc->name);
  set_text (value, "cidr", vpc->cidr);
  json_object_set_boolean_member (value, "default", vpc->is_default);
}

static JsonObject *
read_vpcs (GBytes  *body,
           GError **error)
{
  return read_page (body, ferry_describe_vpcs_parse, describe_vpc, error);
}

static void
describe_subnet (JsonObject    *value,
                 gconstpointer  item)
{
  const FerrySubnet *subnet = item;

  set_text (value, "id", subnet->id);
  set_text (value, "vpc", subnet->vpc_id);
  set_text (value, "zone", subnet->zone);
  set_text (value, "name", subnet->name);
  set_text (value, "cidr", subnet->cidr);
  json_object_set_int_member (value, "free", subnet->n_free);
  json_object_set_boolean_member (value, "default", subnet->is_default);
}

static JsonObject *
read_subnets (GBytes  *body,
              GError **error)
{
  return read_page (body, ferry_describe_subnets_parse, describe_subnet, error);
}

static void
describe_group (JsonObject    *value,
                gconstpointer  item)
{
  const FerrySecurityGroup *group = item;

  set_text (value, "id", group->id);
  set_text (value, "name", group->name);
  set_text (value, "description", group->description);
  set_text (value, "vpc", group->vpc_id);
}

static JsonObject *
read_groups (GBytes  *body,
             GError **error)
{
  return read_page (body, ferry_describe_groups_parse, describe_group, error);
}

static JsonObject *
read_addresses (GBytes  *body,
                GError **error)
{
  return read_page (body, ferry_describe_addresses_parse, NULL, error);
}

static void
set_words (JsonObject  *value,
           const char  *name,
           char       **words)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; words[i]; i++)
    json_array_add_string_element (array, words[i]);
  json_object_set_array_member (value, name, array);
}

static void
describe_type (JsonObject    *value,
               gconstpointer  item)
{
  const FerryInstanceType *type = item;

  set_text (value, "name", type->name);
  set_words (value, "architectures", type->architectures);
  set_words (value, "boot-modes", type->boot_modes);
  set_text (value, "hypervisor", type->hypervisor);
  json_object_set_int_member (value, "vcpus", type->n_vcpus);
  json_object_set_int_member (value, "memory", (gint64) type->memory);
  json_object_set_boolean_member (value, "current", type->is_current);
  json_object_set_boolean_member (value, "metal", type->is_bare_metal);
  json_object_set_boolean_member (value, "ena", type->needs_ena);
  json_object_set_boolean_member (value, "nvme", type->needs_nvme);
}

static JsonObject *
read_types (GBytes  *body,
            GError **error)
{
  return read_page (body, ferry_describe_instance_types_parse, describe_type, error);
}

static JsonObject *
read_offerings (GBytes  *body,
                GError **error)
{
  return read_page (body, ferry_describe_offerings_parse, NULL, error);
}

static JsonObject *
read_quotas (GBytes  *body,
             GError **error)
{
  return read_page (body, ferry_describe_quotas_parse, NULL, error);
}

static JsonObject *
read_encryption (GBytes  *body,
                 GError **error)
{
  JsonObject *value;
  gboolean encrypting;

  if (!ferry_get_ebs_encryption_parse (body, &encrypting, error))
    return NULL;

  value = json_object_new ();
  json_object_set_boolean_member (value, "encrypting", encrypting);

  return value;
}

static JsonObject *
read_key (GBytes  *body,
          GError **error)
{
  g_autofree char *key = ferry_get_ebs_key_parse (body, error);
  JsonObject *value;

  if (key == NULL)
    return NULL;

  value = json_object_new ();
  set_text (value, "key", key);

  return value;
}

static JsonObject *
read_regions (GBytes  *body,
              GError **error)
{
  return read_page (body, ferry_describe_regions_parse, NULL, error);
}

static FerryRequest *
request_encryption (const char *region,
                    const char *token)
{
  return ferry_get_ebs_encryption_request (region);
}

static FerryRequest *
request_key (const char *region,
             const char *token)
{
  return ferry_get_ebs_key_request (region);
}

static JsonObject *
read_bucket (GBytes    *body,
             gboolean (*read) (FerryBucketFacts  *facts,
                               GBytes            *body,
                               GError           **error),
             GError   **error)
{
  FerryBucketFacts facts = { 0 };
  JsonObject *value;

  if (!read (&facts, body, error))
    return NULL;

  value = json_object_new ();
  json_object_set_int_member (value, "traits", facts.traits);
  json_object_set_int_member (value, "age", facts.signature_age);

  return value;
}

static JsonObject *
read_versioning (GBytes  *body,
                 GError **error)
{
  return read_bucket (body, ferry_bucket_facts_read_versioning, error);
}

static JsonObject *
read_object_lock (GBytes  *body,
                  GError **error)
{
  return read_bucket (body, ferry_bucket_facts_read_object_lock, error);
}

static JsonObject *
read_replication (GBytes  *body,
                  GError **error)
{
  return read_bucket (body, ferry_bucket_facts_read_replication, error);
}

static JsonObject *
read_policy (GBytes  *body,
             GError **error)
{
  return read_bucket (body, ferry_bucket_facts_read_policy, error);
}

const FerryOracleFact ferry_oracle_facts[FERRY_ORACLE_N_FACTS] = {
  { "DescribeRegions", 0, ferry_describe_regions_request, NULL, read_regions },
  { "DescribeAvailabilityZones", 0, ferry_describe_zones_request, NULL, read_zones },
  { "DescribeVpcs", 500, ferry_describe_vpcs_request, NULL, read_vpcs },
  { "DescribeSubnets", 500, ferry_describe_subnets_request, NULL, read_subnets },
  { "DescribeSecurityGroups", 100, ferry_describe_groups_request, NULL, read_groups },
  { "DescribeNetworkInterfaces", 250, ferry_describe_addresses_request, NULL, read_addresses },
  { "DescribeInstanceTypes", 100, ferry_describe_instance_types_request, NULL, read_types },
  { "DescribeInstanceTypeOfferings", 1000, ferry_describe_offerings_request, NULL,
    read_offerings },
  { "DescribeAccountAttributes", 0, ferry_describe_quotas_request, NULL, read_quotas },
  { "GetEbsEncryptionByDefault", 0, request_encryption, NULL, read_encryption },
  { "GetEbsDefaultKmsKeyId", 0, request_key, NULL, read_key },
  { "GetBucketVersioning", 0, NULL, ferry_s3_get_bucket_versioning_request, read_versioning },
  { "GetObjectLockConfiguration", 0, NULL, ferry_s3_get_object_lock_request, read_object_lock },
  { "GetBucketReplication", 0, NULL, ferry_s3_get_bucket_replication_request, read_replication },
  { "GetBucketPolicy", 0, NULL, ferry_s3_get_bucket_policy_request, read_policy },
  { "DescribeVolumes", .read = ferry_oracle_read_volumes, .make = ferry_oracle_make_volumes },
  { "DescribeInstances", .read = ferry_oracle_read_instances, .make = ferry_oracle_make_instances },
  { "AttachVolume", .read = ferry_oracle_read_attach, .make = ferry_oracle_make_attach },
  { "DeleteVolume", .read = ferry_oracle_read_delete, .make = ferry_oracle_make_delete },
  { "StartInstances", .read = ferry_oracle_read_start, .make = ferry_oracle_make_start },
  { "TerminateInstances", .read = ferry_oracle_read_terminate,
    .make = ferry_oracle_make_terminate },
  { "CreateTags", .read = ferry_oracle_read_tags, .make = ferry_oracle_make_tags },
};
