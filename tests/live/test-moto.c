/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-live.h"

#include "ferry-test-server.h"

#include <string.h>

/* What Ferry asks of EC2, asked of a server that nobody here wrote. It verifies the signatures with
 * AWS's own library, and knows users who may not do everything. Of instance types it writes truths
 * as "True", which EC2 does not and botocore does not read either: those are not looked at.
 */

#define LIMITED_KEY "AKIAFERRYLIMITED"

/* (transfer full): all that the account has */
static FerryAccountFacts *
load (FerryLive   *live,
      FerryClient *client)
{
  FerryAccountFacts *facts = ferry_account_facts_new (live->region);

  ferry_account_facts_load (facts, client);
  while (ferry_account_facts_is_loading (facts))
    g_main_context_iteration (NULL, TRUE);

  return facts;
}

static void
assert_known (FerryAccountFacts *facts)
{
  for (FerryFact fact = 0; fact < FERRY_N_FACTS; fact++)
    {
      g_assert_no_error (ferry_account_facts_get_error (facts, fact));
      g_assert_true (ferry_account_facts_knows (facts, fact));
    }
}

/* A client of another user, or with another secret */
static FerryClient *
make_client (FerryLive  *live,
             const char *access_key_id,
             const char *secret)
{
  g_autoptr(FerryCredentials) credentials =
    ferry_credentials_new (access_key_id, secret, NULL, NULL);

  return ferry_live_make_client (live, live->endpoint, credentials);
}

/* Ferry itself makes nothing of all this. The server hashes not what came but what it would have
 * written itself, with "+" for blanks, so there are none in here. @...: names and values, %NULL at
 * the end. Returns: (transfer full): the text at @path in the reply
 */
static char *
act (FerryLive  *live,
     const char *action,
     const char *path,
     ...)
{
  g_autoptr(FerryRequest) request = ferry_request_new_action (FERRY_SERVICE_EC2, action,
                                                              "2016-11-15");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerryReply) reply = NULL;
  g_autoptr(FerryXml) root = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;
  const char *name;
  va_list more;

  va_start (more, path);
  while ((name = va_arg (more, const char *)) != NULL)
    ferry_request_add_form (request, name, va_arg (more, const char *));
  va_end (more);
  ferry_client_send_async (live->client, request, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  reply = ferry_client_send_finish (live->client, result, &error);
  g_assert_no_error (error);
  root = ferry_xml_parse (ferry_reply_get_body (reply), &error);
  g_assert_no_error (error);

  return g_strdup (ferry_xml_find_text (root, path));
}

static void
test_facts (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(FerryAccountFacts) facts = NULL;
  const FerryInstanceType *type;
  const FerryVpc *vpc;
  gboolean offered;

  if (live == NULL)
    return;

  facts = load (live, live->client);
  assert_known (facts);
  g_assert_cmpuint (ferry_account_facts_get_zones (facts)->len, ==, 3);
  g_assert_true (ferry_account_facts_find_zone (facts, "eu-west-1b")->is_available);
  vpc = ferry_account_facts_find_default_vpc (facts);
  g_assert_cmpstr (vpc->cidr, ==, "172.31.0.0/16");
  g_assert_cmpuint (ferry_account_facts_get_groups (facts)->len, >=, 1);

  g_assert_cmpuint (ferry_account_facts_get_instance_types (facts)->len, >, 500);
  type = ferry_account_facts_find_instance_type (facts, "t2.medium");
  g_assert_cmpuint (type->memory, ==, 4096);
  g_assert_cmpuint (type->n_vcpus, ==, 2);
  g_assert_cmpstr (type->hypervisor, ==, "xen");
  g_assert_true (ferry_instance_type_runs (type, "i386"));
  type = ferry_account_facts_find_instance_type (facts, "m5.large");
  g_assert_true (type->needs_ena && type->needs_nvme);
  g_assert_true (ferry_account_facts_is_offered (facts, "t2.medium", "eu-west-1a", &offered));
  g_assert_true (offered);
  g_assert_true (ferry_account_facts_is_offered (facts, "no.such", NULL, &offered));
  g_assert_false (offered);
  g_assert_cmpint (ferry_account_facts_get_quota (facts, "max-instances"), ==, 20);
  g_assert_false (ferry_account_facts_is_encrypting (facts));
}

static void
assert_subnet (FerryAccountFacts *facts,
               const char        *id,
               const char        *vpc_id)
{
  const FerrySubnet *subnet = ferry_account_facts_find_subnet (facts, id);
  const FerryVpc *vpc = ferry_account_facts_find_vpc (facts, vpc_id);

  g_assert_cmpstr (subnet->name, ==, "<b>a&b</b>\xf0\x9f\x9a\xa2");
  g_assert_cmpstr (subnet->vpc_id, ==, vpc_id);
  g_assert_cmpstr (subnet->zone, ==, "eu-west-1b");
  g_assert_cmpstr (subnet->cidr, ==, "10.20.4.0/24");
  g_assert_cmpuint (subnet->n_free, ==, 250);
  g_assert_false (subnet->is_default);
  g_assert_cmpstr (vpc->cidr, ==, "10.20.0.0/16");
  g_assert_null (vpc->name);
  g_assert_false (vpc->is_default);
  g_assert_true (ferry_account_facts_is_taken (facts, id, "10.20.4.9"));
  g_assert_false (ferry_account_facts_is_taken (facts, id, "10.20.4.10"));
}

static void
test_made (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(FerryAccountFacts) facts = NULL;
  g_autofree char *vpc_id = NULL;
  g_autofree char *subnet_id = NULL;
  g_autofree char *group_id = NULL;
  const FerrySecurityGroup *group;

  if (live == NULL)
    return;

  vpc_id = act (live, "CreateVpc", "vpc/vpcId", "CidrBlock", "10.20.0.0/16", NULL);
  subnet_id = act (live, "CreateSubnet", "subnet/subnetId", "VpcId", vpc_id,
                   "CidrBlock", "10.20.4.0/24", "AvailabilityZone", "eu-west-1b", NULL);
  g_free (act (live, "CreateTags", "return", "ResourceId.1", subnet_id, "Tag.1.Key", "Name",
               "Tag.1.Value", "<b>a&b</b>\xf0\x9f\x9a\xa2", NULL));
  group_id = act (live, "CreateSecurityGroup", "groupId", "VpcId", vpc_id, "GroupName", "web",
                  "GroupDescription", "what-is-seen", NULL);
  g_free (act (live, "CreateNetworkInterface", "networkInterface/networkInterfaceId",
               "SubnetId", subnet_id, "PrivateIpAddress", "10.20.4.9", NULL));

  facts = load (live, live->client);
  assert_known (facts);
  assert_subnet (facts, subnet_id, vpc_id);
  group = ferry_account_facts_find_group (facts, group_id);
  g_assert_cmpstr (group->name, ==, "web");
  g_assert_cmpstr (group->description, ==, "what-is-seen");
  g_assert_cmpstr (group->vpc_id, ==, vpc_id);
}

/* The server wraps its errors in a shape of its own, neither EC2's nor that of STS: all that can be
 * read of them is the status.
 */
static void
test_signature (void)
{
  FerryLive *live = ferry_live_get ();
  const char *const keys[][2] = {
    { "AKIAFERRYLIVE", "another secret" }, { "AKIANOBODY", "ferry-live-secret/0123456789+" },
  };

  if (live == NULL)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr(FerryClient) client = make_client (live, keys[i][0], keys[i][1]);
      g_autoptr(FerryAccountFacts) facts = load (live, client);

      for (FerryFact fact = 0; fact < FERRY_N_FACTS; fact++)
        {
          const GError *error = ferry_account_facts_get_error (facts, fact);

          g_assert_false (ferry_account_facts_knows (facts, fact));
          g_assert_true (error->domain == FERRY_ERROR);
          g_assert_cmpuint (ferry_error_get_detail (error)->status, ==, 401);
        }
    }
}

static void
test_denied (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(FerryClient) client = NULL;
  g_autoptr(FerryAccountFacts) facts = NULL;

  if (live == NULL)
    return;

  client = make_client (live, LIMITED_KEY, ferry_credentials_get_secret (live->credentials));
  facts = load (live, client);
  for (FerryFact fact = 0; fact < FERRY_N_FACTS; fact++)
    g_assert_cmpint (ferry_account_facts_get_state (facts, fact), ==,
                     fact == FERRY_FACT_SUBNETS ? FERRY_FACT_STATE_DENIED
                                                : FERRY_FACT_STATE_KNOWN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/moto/facts", test_facts);
  g_test_add_func ("/moto/made", test_made);
  g_test_add_func ("/moto/signature", test_signature);
  g_test_add_func ("/moto/denied", test_denied);

  return ferry_live_run ();
}
