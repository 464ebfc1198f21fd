/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "facts-fixture.h"

/* What is told of by hand */

static void
test_nothing (void)
{
  g_autoptr(FerryAccountFacts) facts = ferry_account_facts_new (REGION);
  gboolean offered = TRUE;

  g_assert_cmpstr (ferry_account_facts_get_region (facts), ==, REGION);
  g_assert_false (ferry_account_facts_is_loading (facts));
  for (FerryFact fact = 0; fact < FERRY_N_FACTS; fact++)
    {
      g_assert_cmpint (ferry_account_facts_get_state (facts, fact), ==, FERRY_FACT_STATE_PENDING);
      g_assert_null (ferry_account_facts_get_error (facts, fact));
      g_assert_false (ferry_account_facts_knows (facts, fact));
    }
  g_assert_cmpuint (ferry_account_facts_get_zones (facts)->len, ==, 0);
  g_assert_cmpuint (ferry_account_facts_get_vpcs (facts)->len, ==, 0);
  g_assert_cmpuint (ferry_account_facts_get_subnets (facts)->len, ==, 0);
  g_assert_cmpuint (ferry_account_facts_get_groups (facts)->len, ==, 0);
  g_assert_cmpuint (ferry_account_facts_get_instance_types (facts)->len, ==, 0);
  g_assert_null (ferry_account_facts_find_zone (facts, "eu-west-1a"));
  g_assert_null (ferry_account_facts_find_vpc (facts, NULL));
  g_assert_null (ferry_account_facts_find_default_vpc (facts));
  g_assert_null (ferry_account_facts_find_subnet (facts, "subnet-1"));
  g_assert_null (ferry_account_facts_find_group (facts, "sg-1"));
  g_assert_null (ferry_account_facts_find_instance_type (facts, "t2.micro"));
  g_assert_false (ferry_account_facts_is_offered (facts, "t2.micro", NULL, &offered));
  g_assert_false (offered);
  g_assert_false (ferry_account_facts_is_taken (facts, "subnet-1", "10.0.0.4"));
  g_assert_cmpint (ferry_account_facts_get_quota (facts, "max-instances"), ==, -1);
  g_assert_false (ferry_account_facts_is_encrypting (facts));
  g_assert_null (ferry_account_facts_get_key (facts));
}

/* (transfer full) */
static GPtrArray *
make_texts (const char *text)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; words[i] && *words[i]; i++)
    g_ptr_array_add (items, g_strdup (words[i]));

  return items;
}

static void
test_offerings (void)
{
  g_autoptr(FerryAccountFacts) facts = ferry_account_facts_new (REGION);
  gboolean offered;

  ferry_account_facts_take (facts, FERRY_FACT_OFFERINGS,
                            make_texts ("t2.micro/eu-west-1b t2.micro/eu-west-1a m5/eu-west-1a"));
  g_assert_true (ferry_account_facts_is_offered (facts, "t2.micro", "eu-west-1b", &offered));
  g_assert_true (offered);
  g_assert_true (ferry_account_facts_is_offered (facts, "t2.micro", "eu-west-1c", &offered));
  g_assert_false (offered);
  g_assert_true (ferry_account_facts_is_offered (facts, "t2.micro", NULL, &offered));
  g_assert_true (offered);
  g_assert_true (ferry_account_facts_is_offered (facts, "t2", NULL, &offered));
  g_assert_false (offered);
}

static void
test_enabled (void)
{
  g_autoptr(FerryAccountFacts) facts = ferry_account_facts_new (REGION);
  gboolean enabled = TRUE;

  g_assert_false (ferry_account_facts_is_enabled (facts, "eu-west-1", &enabled));
  ferry_account_facts_take (facts, FERRY_FACT_REGIONS, make_texts ("eu-west-1 us-east-1"));
  g_assert_true (ferry_account_facts_is_enabled (facts, "eu-south-1", &enabled));
  g_assert_false (enabled);
  g_assert_true (ferry_account_facts_is_enabled (facts, "us-east-1", &enabled));
  g_assert_true (enabled);
}

static void
test_quotas (void)
{
  g_autoptr(FerryAccountFacts) facts = ferry_account_facts_new (REGION);

  ferry_account_facts_take (facts, FERRY_FACT_QUOTAS,
                            make_texts ("max-instances/20 platforms/VPC zero/0 less/-1"));
  g_assert_cmpint (ferry_account_facts_get_quota (facts, "max-instances"), ==, 20);
  g_assert_cmpint (ferry_account_facts_get_quota (facts, "zero"), ==, 0);
  g_assert_cmpint (ferry_account_facts_get_quota (facts, "platforms"), ==, -1);
  g_assert_cmpint (ferry_account_facts_get_quota (facts, "less"), ==, -1);
  g_assert_cmpint (ferry_account_facts_get_quota (facts, "max-instances/20"), ==, -1);
}

static void
test_encryption (void)
{
  g_autoptr(FerryAccountFacts) facts = ferry_account_facts_new (REGION);
  g_autoptr(GPtrArray) unknown_key = make_texts ("");

  ferry_account_facts_take (facts, FERRY_FACT_ENCRYPTION, make_texts (""));
  g_assert_false (ferry_account_facts_is_encrypting (facts));
  ferry_account_facts_take (facts, FERRY_FACT_ENCRYPTION, make_texts ("alias/aws/ebs"));
  g_assert_true (ferry_account_facts_is_encrypting (facts));
  g_assert_cmpstr (ferry_account_facts_get_key (facts), ==, "alias/aws/ebs");
  g_ptr_array_add (unknown_key, g_strdup (""));
  ferry_account_facts_take (facts, FERRY_FACT_ENCRYPTION, g_steal_pointer (&unknown_key));
  g_assert_true (ferry_account_facts_is_encrypting (facts));
  g_assert_null (ferry_account_facts_get_key (facts));
}

/* Pages overlap when something is made in between. */
static void
test_order (void)
{
  g_autoptr(FerryAccountFacts) facts = ferry_account_facts_new (REGION);
  const char *const names[] = { "c", "a", "b", "a", "c", "a" };
  GPtrArray *zones = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_zone_free);
  GString *order = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      FerryZone *zone = ferry_zone_new ();

      zone->name = g_strdup (names[i]);
      g_ptr_array_add (zones, zone);
    }
  ferry_account_facts_take (facts, FERRY_FACT_ZONES, zones);
  zones = ferry_account_facts_get_zones (facts);
  for (guint i = 0; i < zones->len; i++)
    g_string_append (order, ((FerryZone *) g_ptr_array_index (zones, i))->name);
  g_assert_cmpstr (order->str, ==, "abc");
  g_assert_true (ferry_account_facts_find_zone (facts, "b") == g_ptr_array_index (zones, 1));
  g_string_free (order, TRUE);
}

static void
test_states (void)
{
  static const struct {
    FerryError     code;
    FerryFactState state;
  } cases[] = {
    { FERRY_ERROR_DENIED, FERRY_FACT_STATE_DENIED },
    { FERRY_ERROR_UNREACHABLE, FERRY_FACT_STATE_FAILED },
    { FERRY_ERROR_EXPIRED, FERRY_FACT_STATE_FAILED },
    { FERRY_ERROR_BAD_REPLY, FERRY_FACT_STATE_FAILED },
  };
  g_autoptr(FerryAccountFacts) facts = ferry_account_facts_new (REGION);
  guint changes[FERRY_N_FACTS] = { 0 };

  g_signal_connect (facts, "changed", G_CALLBACK (count_cb), changes);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = g_error_new_literal (FERRY_ERROR, (int) cases[i].code, "no");

      ferry_account_facts_take (facts, FERRY_FACT_QUOTAS, make_texts ("max-instances/20"));
      ferry_account_facts_fail (facts, FERRY_FACT_QUOTAS, error);
      g_assert_cmpint (ferry_account_facts_get_state (facts, FERRY_FACT_QUOTAS), ==,
                       cases[i].state);
      g_assert_error (ferry_account_facts_get_error (facts, FERRY_FACT_QUOTAS), FERRY_ERROR,
                      (int) cases[i].code);
      g_assert_cmpint (ferry_account_facts_get_quota (facts, "max-instances"), ==, -1);
    }
  g_assert_cmpuint (changes[FERRY_FACT_QUOTAS], ==, 2 * G_N_ELEMENTS (cases));

  ferry_account_facts_forget (facts);
  g_assert_cmpint (ferry_account_facts_get_state (facts, FERRY_FACT_QUOTAS), ==,
                   FERRY_FACT_STATE_PENDING);
  g_assert_null (ferry_account_facts_get_error (facts, FERRY_FACT_QUOTAS));
  g_assert_cmpuint (changes[FERRY_FACT_QUOTAS], ==, 2 * G_N_ELEMENTS (cases) + 1);
  g_assert_cmpuint (changes[FERRY_FACT_ZONES], ==, 0);
}

/* A far side that leads in a circle, and one that has no answer yet */

typedef struct {
  const char *subnets;  /* the body of the reply to DescribeSubnets */
  gboolean    hangs;
  guint       n_subnets;
} FarSide;

static void
answer_cb (FerryTestServer   *server,
           SoupServerMessage *message,
           const char        *path,
           gpointer           user_data)
{
  FarSide *side = user_data;
  g_autofree char *action = ferry_test_server_dup_form (message, "Action");
  g_autofree char *body = g_strdup_printf ("<%sResponse><ebsEncryptionByDefault>true"
                                           "</ebsEncryptionByDefault></%sResponse>",
                                           action, action);

  if (side->hangs)
    {
      soup_server_message_pause (message);
      return;
    }
  if (g_str_equal (action, "DescribeSubnets"))
    side->n_subnets++;
  if (g_str_equal (action, "DescribeSubnets") && side->subnets)
    ferry_test_server_answer (message, 200, "text/xml", side->subnets);
  else if (g_str_equal (action, "GetEbsDefaultKmsKeyId"))
    ferry_test_server_answer (message, 403, "text/xml",
                              "<Response><Errors><Error><Code>UnauthorizedOperation</Code>"
                              "<Message>No</Message></Error></Errors></Response>");
  else
    ferry_test_server_answer (message, 200, "text/xml", body);
}

static void
test_circle (void)
{
  FarSide side = { "<DescribeSubnetsResponse><subnetSet><item><subnetId>subnet-1</subnetId></item>"
                   "</subnetSet><nextToken>again</nextToken></DescribeSubnetsResponse>" };
  g_autoptr(FerryTestServer) server = ferry_test_server_new (answer_cb, &side);
  g_autoptr(FerryClient) client = ferry_test_server_make_client (server);
  g_autoptr(FerryAccountFacts) facts = ferry_account_facts_new (REGION);

  ferry_account_facts_load (facts, client);
  wait_loaded (facts);
  g_assert_cmpint (ferry_account_facts_get_state (facts, FERRY_FACT_SUBNETS), ==,
                   FERRY_FACT_STATE_FAILED);
  g_assert_error (ferry_account_facts_get_error (facts, FERRY_FACT_SUBNETS), FERRY_ERROR,
                  FERRY_ERROR_BAD_REPLY);
  g_assert_cmpuint (side.n_subnets, ==, 2);
  g_assert_cmpuint (ferry_account_facts_get_subnets (facts)->len, ==, 0);
  g_assert_true (ferry_account_facts_knows (facts, FERRY_FACT_VPCS));

  /* Whoever may not ask for the key knows of the encryption. */
  g_assert_true (ferry_account_facts_knows (facts, FERRY_FACT_ENCRYPTION));
  g_assert_true (ferry_account_facts_is_encrypting (facts));
  g_assert_null (ferry_account_facts_get_key (facts));

  /* Only what failed is asked again. */
  side.subnets = NULL;
  ferry_account_facts_load (facts, client);
  g_assert_cmpint (ferry_account_facts_get_state (facts, FERRY_FACT_SUBNETS), ==,
                   FERRY_FACT_STATE_PENDING);
  g_assert_true (ferry_account_facts_knows (facts, FERRY_FACT_VPCS));
  wait_loaded (facts);
  assert_known (facts);
  g_assert_cmpuint (ferry_test_server_count (server), ==, FERRY_N_FACTS + 1 + 1 + 1);
}

/* What is known stays where asking anew fails. */
static void
test_refresh_fails (void)
{
  FarSide side = { "<DescribeSubnetsResponse><subnetSet><item><subnetId>subnet-1</subnetId></item>"
                   "</subnetSet></DescribeSubnetsResponse>" };
  g_autoptr(FerryTestServer) server = ferry_test_server_new (answer_cb, &side);
  g_autoptr(FerryClient) client = ferry_test_server_make_client (server);
  g_autoptr(FerryAccountFacts) facts = ferry_account_facts_new (REGION);

  ferry_account_facts_load (facts, client);
  wait_loaded (facts);
  side.subnets = "<html/>";
  ferry_account_facts_refresh (facts, client);
  g_assert_true (ferry_account_facts_is_loading (facts));
  g_assert_nonnull (ferry_account_facts_find_subnet (facts, "subnet-1"));
  wait_loaded (facts);
  g_assert_cmpuint (side.n_subnets, ==, 2);
  g_assert_nonnull (ferry_account_facts_find_subnet (facts, "subnet-1"));

  side.subnets = NULL;
  ferry_account_facts_refresh (facts, client);
  wait_loaded (facts);
  g_assert_true (ferry_account_facts_knows (facts, FERRY_FACT_SUBNETS));
  g_assert_null (ferry_account_facts_find_subnet (facts, "subnet-1"));
}

static void
never_cb (FerryAccountFacts *facts,
          guint              fact,
          gpointer           user_data)
{
  g_assert_not_reached ();
}

/* Stopped or let go of, it leaves nothing behind, and never calls back. */
static void
test_stop (void)
{
  FarSide side = { .hangs = TRUE };
  g_autoptr(FerryTestServer) server = ferry_test_server_new (answer_cb, &side);
  FerryClient *client = ferry_test_server_make_client (server);
  FerryAccountFacts *facts = ferry_account_facts_new (REGION);
  gulong handler = g_signal_connect (facts, "changed", G_CALLBACK (never_cb), NULL);

  ferry_account_facts_load (facts, client);
  /* at most three at once */
  while (ferry_test_server_count (server) < 3)
    g_main_context_iteration (NULL, TRUE);
  ferry_account_facts_stop (facts);
  g_assert_false (ferry_account_facts_is_loading (facts));
  g_assert_cmpuint (ferry_test_server_count (server), ==, 3);

  /* Begun again at once, while the old calls still end. */
  g_signal_handler_disconnect (facts, handler);
  side.hangs = FALSE;
  ferry_account_facts_load (facts, client);
  wait_loaded (facts);
  assert_known (facts);

  side.hangs = TRUE;
  ferry_account_facts_refresh (facts, client);
  g_signal_connect (facts, "changed", G_CALLBACK (never_cb), NULL);
  g_assert_finalize_object (facts);
  while (G_OBJECT (client)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (client);
}

static void
forget_cb (FerryAccountFacts *facts,
           guint              fact,
           gpointer           user_data)
{
  g_signal_handlers_disconnect_by_func (facts, forget_cb, user_data);
  ferry_account_facts_forget (facts);
}

/* A handler may do anything. */
static void
test_forget_while_loading (void)
{
  FarSide side = { NULL };
  g_autoptr(FerryTestServer) server = ferry_test_server_new (answer_cb, &side);
  g_autoptr(FerryClient) client = ferry_test_server_make_client (server);
  g_autoptr(FerryAccountFacts) facts = ferry_account_facts_new (REGION);

  g_signal_connect (facts, "changed", G_CALLBACK (forget_cb), NULL);
  ferry_account_facts_load (facts, client);
  wait_loaded (facts);
  for (FerryFact fact = 0; fact < FERRY_N_FACTS; fact++)
    g_assert_cmpint (ferry_account_facts_get_state (facts, fact), ==, FERRY_FACT_STATE_PENDING);
  ferry_account_facts_load (facts, client);
  wait_loaded (facts);
  assert_known (facts);
}

/* What a new access key of the same account may see is another thing. */
static void
test_cache_new_key (void)
{
  FarSide side = { NULL };
  g_autoptr(FerryTestServer) server = ferry_test_server_new (answer_cb, &side);
  g_autoptr(FerryClient) client = ferry_test_server_make_client (server);
  FerryAccount *account = ferry_client_get_account (client);
  g_autoptr(FerryAccount) edited =
    ferry_account_new (ferry_account_get_id (account), "Edited", REGION,
                       ferry_account_get_endpoint (account), "AKIAEDITED", FALSE);
  g_autoptr(FerryCredentials) credentials = ferry_credentials_new ("AKIAEDITED", "s", NULL, NULL);
  g_autoptr(FerryClient) second = ferry_client_new (edited, credentials);
  g_autoptr(FerryAccountCache) cache = ferry_account_cache_new ();
  g_autoptr(FerryAccountFacts) facts = NULL;

  facts = g_object_ref (ferry_account_cache_get (cache, client, REGION));
  wait_loaded (facts);
  g_assert_true (ferry_account_cache_get (cache, second, REGION) != facts);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/account-facts/nothing", test_nothing);
  g_test_add_func ("/account-facts/offerings", test_offerings);
  g_test_add_func ("/account-facts/quotas", test_quotas);
  g_test_add_func ("/account-facts/enabled", test_enabled);
  g_test_add_func ("/account-facts/encryption", test_encryption);
  g_test_add_func ("/account-facts/order", test_order);
  g_test_add_func ("/account-facts/states", test_states);
  g_test_add_func ("/account-facts/circle", test_circle);
  g_test_add_func ("/account-facts/refresh-fails", test_refresh_fails);
  g_test_add_func ("/account-facts/stop", test_stop);
  g_test_add_func ("/account-facts/forget-while-loading", test_forget_while_loading);
  g_test_add_func ("/account-facts/cache-new-key", test_cache_new_key);

  return g_test_run ();
}
