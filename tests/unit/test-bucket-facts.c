/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-cloud.h"

#include <string.h>

#define BY_POLICY (FERRY_BUCKET_BY_ADDRESS | FERRY_BUCKET_BY_AGE | FERRY_BUCKET_BY_SIGNING)
#define ALL (FERRY_BUCKET_VERSIONED | FERRY_BUCKET_LOCKED | FERRY_BUCKET_REPLICATED | BY_POLICY)

/* Policies */

#define POLICY(statement) "{\"Version\":\"2012-10-17\",\"Statement\":" statement "}"
#define DENY(action, condition) \
  "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":" action ",\"Resource\":" \
  "\"arn:aws:s3:::b/*\",\"Condition\":{" condition "}}"
#define DENY_ALL(condition) POLICY (DENY ("\"s3:*\"", condition))

static const struct {
  const char *name;
  const char *policy;
  guint       traits;
  guint       age;
} policies[] = {
  { "address", DENY_ALL ("\"NotIpAddress\":{\"aws:SourceIp\":[\"192.0.2.0/24\"]}"),
    FERRY_BUCKET_BY_ADDRESS },
  { "vpc", DENY_ALL ("\"StringNotEquals\":{\"aws:sourceVpc\":\"vpc-1\"}"),
    FERRY_BUCKET_BY_ADDRESS },
  { "endpoint", DENY_ALL ("\"ForAnyValue:StringNotEqualsIfExists\":{\"aws:SourceVpce\":\"v\"}"),
    FERRY_BUCKET_BY_ADDRESS },
  { "vpc-address", DENY_ALL ("\"NotIpAddress\":{\"aws:VpcSourceIp\":\"10.0.0.0/8\"}"),
    FERRY_BUCKET_BY_ADDRESS },
  { "no-vpc", DENY_ALL ("\"Null\":{\"aws:SourceVpc\":true}"), FERRY_BUCKET_BY_ADDRESS },
  { "one-address", DENY_ALL ("\"IpAddress\":{\"aws:SourceIp\":\"192.0.2.1/32\"}"), 0 },
  { "age", DENY_ALL ("\"NumericGreaterThan\":{\"s3:signatureAge\":\"600000\"}"),
    FERRY_BUCKET_BY_AGE, 600 },
  { "age-number", DENY_ALL ("\"NumericGreaterThan\":{\"s3:signatureAge\":3600000}"),
    FERRY_BUCKET_BY_AGE, 3600 },
  { "age-short", DENY_ALL ("\"NumericGreaterThan\":{\"s3:signatureAge\":[90000,1]}"),
    FERRY_BUCKET_BY_AGE, 1 },
  { "age-unreadable", DENY_ALL ("\"NumericGreaterThan\":{\"s3:signatureAge\":\"-5\"}"),
    FERRY_BUCKET_BY_AGE, 0 },
  { "signing", DENY_ALL ("\"StringNotEquals\":{\"s3:authType\":\"REST-HEADER\"}"),
    FERRY_BUCKET_BY_SIGNING },
  { "signing-named", DENY_ALL ("\"StringEquals\":{\"s3:authType\":[\"REST-QUERY-STRING\"]}"),
    FERRY_BUCKET_BY_SIGNING },
  { "signing-allowed", DENY_ALL ("\"StringNotEquals\":{\"s3:authType\":[\"REST-HEADER\","
                                 "\"REST-QUERY-STRING\"]}"), 0 },
  { "signing-forms", DENY_ALL ("\"StringEquals\":{\"s3:authType\":\"POST\"}"), 0 },
  { "several", POLICY ("[{\"Effect\":\"Allow\"},"
                       DENY ("[\"s3:Put*\",\"s3:getobject\"]",
                             "\"NumericGreaterThan\":{\"s3:signatureAge\":60000},"
                             "\"Bool\":{\"aws:SecureTransport\":false}") ","
                       DENY ("\"*\"", "\"NotIpAddress\":{\"aws:SourceIp\":\"192.0.2.0/24\"}") "]"),
    FERRY_BUCKET_BY_ADDRESS | FERRY_BUCKET_BY_AGE, 60 },
  { "other-action", POLICY (DENY ("[\"s3:PutObject\",\"s3:ListBucket\"]",
                                  "\"NotIpAddress\":{\"aws:SourceIp\":\"192.0.2.0/24\"}")), 0 },
  { "all-but", POLICY ("{\"Effect\":\"Deny\",\"NotAction\":\"s3:ListBucket\",\"Condition\":"
                       "{\"NotIpAddress\":{\"aws:SourceIp\":\"192.0.2.0/24\"}}}"),
    FERRY_BUCKET_BY_ADDRESS },
  { "allowed", POLICY ("[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Condition\":"
                       "{\"NotIpAddress\":{\"aws:SourceIp\":\"192.0.2.0/24\"}}}]"), 0 },
  { "empty", POLICY ("[]"), 0 },
  { "odd", POLICY ("[1,null,\"x\",[],{},{\"Effect\":1},{\"Effect\":\"Deny\",\"Action\":{},"
                   "\"Condition\":[]},{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Condition\":"
                   "{\"Null\":7,\"NotIpAddress\":{\"aws:SourceIp\":{}},\"A\":{\"s3:authType\":[[],{},"
                   "null,1.5]}}}]"), FERRY_BUCKET_BY_ADDRESS },
};

static void
test_policy (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr(GBytes) bytes = g_bytes_new_static (policies[i].policy, strlen (policies[i].policy));
  g_autoptr(GError) error = NULL;
  FerryBucketFacts facts = { 0 };

  g_assert_true (ferry_bucket_facts_read_policy (&facts, bytes, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (facts.traits, ==, policies[i].traits);
  g_assert_cmpuint (facts.signature_age, ==, policies[i].age);
}

static void
test_hostile_policy (void)
{
  g_autofree char *deep = g_strnfill (50000, '[');
  g_autofree char *deep_policy = g_strconcat ("{\"Statement\":", deep, NULL);
  g_autofree char *large = g_strnfill (100000, ' ');
  const char *const texts[] = {
    "", "{}", "[]", "null", "\"Statement\"", "{\"Statement\"", "{\"Statement\":[{]}", "\xff\xfe{}",
    "<Error/>", deep_policy, large,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (texts[i], strlen (texts[i]));
      g_autoptr(GError) error = NULL;
      FerryBucketFacts facts = { 0 };

      g_assert_false (ferry_bucket_facts_read_policy (&facts, bytes, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY);
      g_assert_cmpuint (facts.traits, ==, 0);
    }
}

/* The four calls */

typedef struct {
  guint       status;
  const char *body;
} Answer;

/* Indexed as the questions. */
static const char *const subresources[] = { "versioning", "object-lock", "replication", "policy" };

typedef struct {
  Answer answers[G_N_ELEMENTS (subresources)];
} Script;

static void
answer_cb (FerryTestServer   *server,
           SoupServerMessage *message,
           const char        *path,
           gpointer           user_data)
{
  const Script *script = user_data;
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));

  g_assert_cmpstr (soup_server_message_get_method (message), ==, "GET");
  g_assert_cmpstr (path, ==, "/disks");
  for (gsize i = 0; i < G_N_ELEMENTS (subresources); i++)
    if (g_str_has_prefix (query, subresources[i]))
      {
        ferry_test_server_answer (message, script->answers[i].status,
                                  i == 3 ? "application/json" : "application/xml",
                                  script->answers[i].body);
        return;
      }
  g_assert_not_reached ();
}

static FerryBucketFacts *
load (FerryClient   *client,
      const char    *bucket,
      GError       **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_bucket_facts_load_async (client, "eu-west-1", bucket, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_bucket_facts_load_finish (client, result, error);
}

static FerryBucketFacts *
play (Script  *script,
      GError **error)
{
  g_autoptr(FerryTestServer) server = ferry_test_server_new (answer_cb, script);
  g_autoptr(FerryClient) client = ferry_test_server_make_client (server);

  return load (client, "disks", error);
}

#define ERROR(code) "<Error><Code>" code "</Code><RequestId>r</RequestId></Error>"

static void
test_all_set (void)
{
  Script script = { {
    { 200, "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>" },
    { 200, "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule>"
           "<DefaultRetention><Mode>GOVERNANCE</Mode><Days>1</Days></DefaultRetention></Rule>"
           "</ObjectLockConfiguration>" },
    { 200, "<ReplicationConfiguration><Rule><Status>Disabled</Status></Rule><Rule><Status>Enabled"
           "</Status></Rule></ReplicationConfiguration>" },
    { 200, DENY_ALL ("\"NumericGreaterThan\":{\"s3:signatureAge\":\"600000\"}") },
  } };
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryBucketFacts) facts = play (&script, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (facts->known, ==, ALL);
  g_assert_cmpuint (facts->traits, ==, FERRY_BUCKET_VERSIONED | FERRY_BUCKET_LOCKED |
                                       FERRY_BUCKET_REPLICATED | FERRY_BUCKET_BY_AGE);
  g_assert_cmpuint (facts->signature_age, ==, 600);
}

/* There, and yet without effect. */
static void
test_none_set (void)
{
  Script script = { {
    { 200, "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>" },
    { 200, "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled>"
           "</ObjectLockConfiguration>" },
    { 200, "<ReplicationConfiguration><Rule><Status>Disabled</Status></Rule>"
           "</ReplicationConfiguration>" },
    { 404, ERROR ("NoSuchBucketPolicy") },
  } };
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryBucketFacts) facts = play (&script, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (facts->known, ==, ALL);
  g_assert_cmpuint (facts->traits, ==, 0);
}

static void
test_denied (void)
{
  Script some = { {
    { 200, "<VersioningConfiguration/>" },
    { 403, ERROR ("AccessDenied") },
    { 404, ERROR ("ReplicationConfigurationNotFoundError") },
    { 200, "no JSON" },
  } };
  Script all = { {
    { 403, ERROR ("AccessDenied") }, { 403, ERROR ("AccessDenied") },
    { 403, ERROR ("AccessDenied") }, { 403, ERROR ("AccessDenied") },
  } };
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryBucketFacts) facts = play (&some, &error);
  g_autoptr(FerryBucketFacts) nothing = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (facts->known, ==, FERRY_BUCKET_VERSIONED | FERRY_BUCKET_REPLICATED);
  g_assert_cmpuint (facts->traits, ==, 0);
  nothing = play (&all, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (nothing->known, ==, 0);
}

static void
test_failed (void)
{
  Script script = { {
    { 404, ERROR ("NoSuchBucket") }, { 404, ERROR ("NoSuchBucket") },
    { 404, ERROR ("NoSuchBucket") }, { 404, ERROR ("NoSuchBucket") },
  } };
  g_autoptr(GError) error = NULL;

  g_assert_null (play (&script, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_BUCKET);
}

static void
hang_cb (FerryTestServer   *server,
         SoupServerMessage *message,
         const char        *path,
         gpointer           user_data)
{
  soup_server_message_pause (message);
}

static void
test_cancel (void)
{
  g_autoptr(FerryTestServer) server = ferry_test_server_new (hang_cb, NULL);
  FerryClient *client = ferry_test_server_make_client (server);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_bucket_facts_load_async (client, NULL, "disks", cancellable, ferry_test_take_result, &slot);
  while (ferry_test_server_count (server) < G_N_ELEMENTS (subresources))
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  result = ferry_test_wait (&slot);
  g_assert_null (ferry_bucket_facts_load_finish (client, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  while (G_OBJECT (client)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (client);
}

static void
test_rehearsal (void)
{
  g_autoptr(FerryTestCloud) cloud = ferry_test_cloud_new ();
  g_autoptr(FerryBucketFacts) facts = NULL;
  g_autoptr(GError) error = NULL;

  ferry_test_cloud_start (cloud, NULL, NULL);
  facts = load (cloud->client, "acme-exports", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (facts->known, ==, ALL);
  g_assert_cmpuint (facts->traits, ==, 0);
  g_assert_null (load (cloud->client, "no-such-bucket", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_BUCKET);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (policies); i++)
    {
      g_autofree char *path = g_strconcat ("/bucket-facts/policy/", policies[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_policy);
    }
  g_test_add_func ("/bucket-facts/hostile-policy", test_hostile_policy);
  g_test_add_func ("/bucket-facts/all-set", test_all_set);
  g_test_add_func ("/bucket-facts/none-set", test_none_set);
  g_test_add_func ("/bucket-facts/denied", test_denied);
  g_test_add_func ("/bucket-facts/failed", test_failed);
  g_test_add_func ("/bucket-facts/cancel", test_cancel);
  g_test_add_func ("/bucket-facts/rehearsal", test_rehearsal);

  return g_test_run ();
}
