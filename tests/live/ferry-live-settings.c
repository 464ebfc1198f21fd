/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-live-tests.h"

#include "ferry-test-server.h"

#include <string.h>

#define BY_POLICY (FERRY_BUCKET_BY_ADDRESS | FERRY_BUCKET_BY_AGE | FERRY_BUCKET_BY_SIGNING)

/* Of a bucket's settings, what a real server makes of them. */

static FerryBucketFacts *
load (FerryLive  *live,
      const char *bucket)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;
  FerryBucketFacts *facts;

  ferry_bucket_facts_load_async (live->client, live->region, bucket, NULL, ferry_test_take_result,
                                 &slot);
  result = ferry_test_wait (&slot);
  facts = ferry_bucket_facts_load_finish (live->client, result, &error);
  g_assert_no_error (error);

  return facts;
}

/* As "Content-MD5" has it, which some settings need. (transfer full) */
static char *
dup_md5 (const char *text)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  guint8 digest[16];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) text, -1);
  g_checksum_get_digest (checksum, digest, &length);

  return g_base64_encode (digest, length);
}

/* Ferry itself sets nothing. @subresource: (nullable): the bucket itself is made */
static void
put (FerryLive  *live,
     const char *bucket,
     const char *subresource,
     const char *text)
{
  g_autoptr(FerryRequest) request = ferry_request_new (FERRY_SERVICE_S3, "Put", "PUT");
  g_autoptr(GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerryReply) reply = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_request_set_bucket (request, bucket);
  if (subresource)
    {
      g_autofree char *sum = dup_md5 (text);

      ferry_request_add_header (request, "Content-MD5", sum);
      ferry_request_add_query (request, subresource, "");
      ferry_request_set_body (request, body, "application/xml");
    }
  else
    ferry_request_add_header (request, "x-amz-bucket-object-lock-enabled", "true");
  ferry_client_send_async (live->client, request, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  reply = ferry_client_send_finish (live->client, result, &error);
  g_assert_no_error (error);
}

static void
test_none (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(FerryBucketFacts) facts = NULL;

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "no-settings");
  facts = load (live, "no-settings");
  g_assert_cmpuint (facts->traits, ==, 0);
  g_assert_cmpuint (facts->known, ==, FERRY_BUCKET_VERSIONED | FERRY_BUCKET_LOCKED |
                                      FERRY_BUCKET_REPLICATED | BY_POLICY);
}

static void
test_some (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(FerryBucketFacts) facts = NULL;

  if (live == NULL)
    return;

  put (live, "settings", NULL, "");
  put (live, "settings", "object-lock",
       "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule>"
       "<DefaultRetention><Mode>GOVERNANCE</Mode><Days>1</Days></DefaultRetention></Rule>"
       "</ObjectLockConfiguration>");
  put (live, "settings", "policy",
       "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\","
       "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::settings/*\",\"Condition\":"
       "{\"NotIpAddress\":{\"aws:SourceIp\":\"192.0.2.0/24\"}}}]}");
  facts = load (live, "settings");
  /* Objects are locked by their versions, so a bucket with the one has the other. */
  g_assert_cmpuint (facts->traits, ==, FERRY_BUCKET_VERSIONED | FERRY_BUCKET_LOCKED |
                                       FERRY_BUCKET_BY_ADDRESS);
}

void
ferry_live_tests_add_settings (void)
{
  g_test_add_func ("/settings/none", test_none);
  g_test_add_func ("/settings/some", test_some);
}
