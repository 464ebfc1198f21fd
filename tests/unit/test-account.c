/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "facts-fixture.h"

#include <glib/gstdio.h>

/* What libferry makes of the account that the rehearsal describes. */

static void
assert_prod (FerryAccountFacts *facts)
{
  GPtrArray *subnets = ferry_account_facts_get_subnets (facts);
  guint n_found = 0;

  for (guint i = 0; i < subnets->len; i++)
    {
      const FerrySubnet *subnet = g_ptr_array_index (subnets, i);
      const FerryVpc *vpc = ferry_account_facts_find_vpc (facts, subnet->vpc_id);

      g_assert_nonnull (vpc);
      g_assert_nonnull (ferry_account_facts_find_zone (facts, subnet->zone));
      g_assert_true (subnet->is_default == vpc->is_default);
      if (g_strcmp0 (subnet->name, "prod-a") != 0)
        continue;

      n_found++;
      g_assert_cmpstr (vpc->name, ==, "prod");
      g_assert_cmpstr (vpc->cidr, ==, "10.20.0.0/16");
      g_assert_cmpstr (subnet->cidr, ==, "10.20.4.0/24");
      g_assert_cmpstr (subnet->zone, ==, "eu-west-1a");
      g_assert_cmpuint (subnet->n_free, ==, 248);
      g_assert_true (ferry_account_facts_is_taken (facts, subnet->id, "10.20.4.10"));
      g_assert_false (ferry_account_facts_is_taken (facts, subnet->id, "10.20.4.12"));
      g_assert_false (ferry_account_facts_is_taken (facts, subnet->id, "10.20.5.10"));
    }
  g_assert_cmpuint (n_found, ==, 1);
}

static void
test_rehearsal (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(FerryAccountFacts) facts = ferry_account_facts_new (REGION);
  guint changes[FERRY_N_FACTS] = { 0 };
  gboolean offered;
  gboolean enabled;

  ferry_test_cloud_start (cloud, NULL, NULL);
  g_signal_connect (facts, "changed", G_CALLBACK (count_cb), changes);
  ferry_account_facts_load (facts, cloud->client);
  wait_loaded (facts);
  assert_known (facts);
  for (guint i = 0; i < FERRY_N_FACTS; i++)
    g_assert_cmpuint (changes[i], ==, 1);

  g_assert_cmpuint (ferry_account_facts_get_zones (facts)->len, ==, 3);
  g_assert_cmpuint (ferry_account_facts_get_vpcs (facts)->len, ==, 2);
  g_assert_cmpuint (ferry_account_facts_get_subnets (facts)->len, ==, 6);
  g_assert_cmpuint (ferry_account_facts_get_groups (facts)->len, ==, 4);
  g_assert_cmpuint (ferry_account_facts_get_instance_types (facts)->len, >=, 60);
  g_assert_cmpstr (ferry_account_facts_find_default_vpc (facts)->cidr, ==, "172.31.0.0/16");
  assert_prod (facts);
  g_assert_true (ferry_account_facts_is_offered (facts, "t2.micro", "eu-west-1a", &offered));
  g_assert_true (offered);
  g_assert_true (ferry_account_facts_is_offered (facts, "t2.micro", "eu-west-1c", &offered));
  g_assert_false (offered);
  g_assert_true (ferry_account_facts_is_enabled (facts, "eu-north-1", &enabled));
  g_assert_true (enabled);
  g_assert_true (ferry_account_facts_is_enabled (facts, "cn-north-1", &enabled));
  g_assert_false (enabled);
  g_assert_cmpint (ferry_account_facts_get_quota (facts, "max-instances"), ==, 20);
  g_assert_false (ferry_account_facts_is_encrypting (facts));

  /* Nothing is left to ask for. */
  g_ptr_array_unref (ferry_test_cloud_tell (cloud, "no-faults"));
  ferry_account_facts_load (facts, cloud->client);
  g_assert_false (ferry_account_facts_is_loading (facts));
}

static void
test_types (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(FerryAccountFacts) facts = ferry_account_facts_new (REGION);
  const FerryInstanceType *t2, *m5, *metal, *t4g;

  ferry_test_cloud_start (cloud, NULL, NULL);
  ferry_account_facts_load (facts, cloud->client);
  wait_loaded (facts);

  t2 = ferry_account_facts_find_instance_type (facts, "t2.medium");
  g_assert_true (ferry_instance_type_runs (t2, "i386"));
  g_assert_cmpuint (t2->n_vcpus, ==, 2);
  g_assert_cmpuint (t2->memory, ==, 4096);
  g_assert_cmpstr (t2->hypervisor, ==, "xen");
  g_assert_false (t2->needs_ena || t2->needs_nvme || t2->is_bare_metal);
  m5 = ferry_account_facts_find_instance_type (facts, "m5.large");
  g_assert_true (m5->needs_ena && m5->needs_nvme && m5->is_current);
  g_assert_false (ferry_instance_type_runs (m5, "i386"));
  g_assert_cmpuint (g_strv_length (m5->boot_modes), ==, 2);
  metal = ferry_account_facts_find_instance_type (facts, "m5.metal");
  g_assert_true (metal->is_bare_metal);
  g_assert_null (metal->hypervisor);
  t4g = ferry_account_facts_find_instance_type (facts, "t4g.small");
  g_assert_true (ferry_instance_type_runs (t4g, "arm64"));
  g_assert_cmpstr (t4g->boot_modes[0], ==, "uefi");
  g_assert_false (ferry_account_facts_find_instance_type (facts, "m3.large")->is_current);
}

/* More than a page of each, and all of it there once. */
static void
test_pages (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(FerryAccountFacts) facts = ferry_account_facts_new (REGION);
  g_autoptr(GPtrArray) requests = NULL;
  guint n_subnet_pages = 0;

  ferry_test_cloud_start (cloud, "--account-size", "1203,250");
  ferry_account_facts_load (facts, cloud->client);
  wait_loaded (facts);
  assert_known (facts);
  g_assert_cmpuint (ferry_account_facts_get_subnets (facts)->len, ==, 1203);
  g_assert_cmpuint (ferry_account_facts_get_instance_types (facts)->len, ==, 250);
  requests = ferry_test_cloud_tell (cloud, "no-faults");
  for (guint i = 0; i < requests->len; i++)
    if (g_strcmp0 (ferry_json_get_string (g_ptr_array_index (requests, i), "operation"),
                   "DescribeSubnets") == 0)
      n_subnet_pages++;
  g_assert_cmpuint (n_subnet_pages, ==, 3);
}

static void
test_denied (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(FerryAccountFacts) facts = ferry_account_facts_new (REGION);
  const GError *error;

  ferry_test_cloud_start (cloud, "--fault", "status:DescribeSubnets:403");
  ferry_account_facts_load (facts, cloud->client);
  wait_loaded (facts);
  g_assert_cmpint (ferry_account_facts_get_state (facts, FERRY_FACT_SUBNETS), ==,
                   FERRY_FACT_STATE_DENIED);
  error = ferry_account_facts_get_error (facts, FERRY_FACT_SUBNETS);
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_DENIED);
  g_assert_cmpstr (ferry_error_get_detail (error)->code, ==, "UnauthorizedOperation");
  g_assert_true (ferry_account_facts_knows (facts, FERRY_FACT_VPCS));

  /* The answer would be the same: only whoever asks for it is asked again. */
  ferry_account_facts_load (facts, cloud->client);
  g_assert_false (ferry_account_facts_is_loading (facts));
  ferry_account_facts_forget (facts);
  ferry_account_facts_load (facts, cloud->client);
  wait_loaded (facts);
  assert_known (facts);
}

static void
test_cache (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(FerryAccountCache) cache = ferry_account_cache_new ();
  FerryAccountFacts *facts, *other;

  ferry_test_cloud_start (cloud, NULL, NULL);
  facts = ferry_account_cache_get (cache, cloud->client, REGION);
  g_assert_true (ferry_account_facts_is_loading (facts));
  other = ferry_account_cache_get (cache, cloud->client, "eu-north-1");
  g_assert_true (other != facts);
  g_assert_true (ferry_account_cache_get (cache, cloud->client, REGION) == facts);
  wait_loaded (facts);
  wait_loaded (other);
  assert_known (facts);
  g_assert_nonnull (ferry_account_facts_find_zone (other, "eu-north-1a"));

  /* Stopped or forgotten, it goes on. */
  ferry_account_facts_forget (facts);
  g_assert_true (ferry_account_cache_get (cache, cloud->client, REGION) == facts);
  g_assert_true (ferry_account_facts_is_loading (facts));
  wait_loaded (facts);

  /* Young enough; then old, and still there while it is asked for anew. */
  g_assert_true (ferry_account_cache_get (cache, cloud->client, REGION) == facts);
  g_assert_false (ferry_account_facts_is_loading (facts));
  ferry_account_cache_set_lifetime (cache, 0);
  g_assert_true (ferry_account_cache_get (cache, cloud->client, REGION) == facts);
  g_assert_true (ferry_account_facts_is_loading (facts));
  assert_known (facts);
  wait_loaded (facts);
  assert_known (facts);

  /* Other keys may not do the same. */
  g_assert_true (ferry_account_cache_get (cache, cloud->session, REGION) != facts);
}

/* The rehearsal refuses what EC2 would not know. */
static void
test_strict (void)
{
  static const struct {
    const char *operation;
    const char *name;
    const char *value;
    const char *code;
  } cases[] = {
    { "DescribeSubnets", "MaxResult", "5", "UnknownParameter" },
    { "DescribeSubnets", "MaxResults", "4", "InvalidParameterValue" },
    { "DescribeInstanceTypes", "MaxResults", "101", "InvalidParameterValue" },
    { "DescribeSubnets", "NextToken", "bm9uc2Vuc2U=", "InvalidNextToken" },
    { "DescribeAvailabilityZones", "MaxResults", "5", "UnknownParameter" },
    { "DescribeInstanceTypeOfferings", NULL, NULL, "InvalidParameterValue" },
    { "GetEbsEncryptionByDefault", "NextToken", "x", "UnknownParameter" },
    { "DescribeVpcs", "DryRun", "true", "DryRunOperation" },
  };
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();

  ferry_test_cloud_start (cloud, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FerryRequest) request =
        ferry_request_new_action (FERRY_SERVICE_EC2, cases[i].operation, "2016-11-15");
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GError) error = NULL;
      GAsyncResult *slot = NULL;

      if (cases[i].name)
        ferry_request_add_form (request, cases[i].name, cases[i].value);
      ferry_client_send_async (cloud->client, request, NULL, ferry_test_take_result, &slot);
      result = ferry_test_wait (&slot);
      g_assert_null (ferry_client_send_finish (cloud->client, result, &error));
      g_assert_nonnull (error);
      g_assert_cmpstr (ferry_error_get_detail (error)->code, ==, cases[i].code);
    }
}

static void
test_sizes (void)
{
  static const char *const sizes[] = { "", "5", "5,", "5,6,7", "-1,5", "a,b", "5,1000001" };
  g_autofree char *folder = g_dir_make_tmp ("ferry-rehearsal-XXXXXX", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GSubprocess) process =
        g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                          g_getenv ("FERRY_REHEARSAL"), "--state-dir", folder,
                          "--account-size", sizes[i], NULL);

      g_assert_no_error (error);
      g_subprocess_wait (process, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account/rehearsal", test_rehearsal);
  g_test_add_func ("/account/types", test_types);
  g_test_add_func ("/account/pages", test_pages);
  g_test_add_func ("/account/denied", test_denied);
  g_test_add_func ("/account/cache", test_cache);
  g_test_add_func ("/account/strict", test_strict);
  g_test_add_func ("/account/sizes", test_sizes);

  return g_test_run ();
}
