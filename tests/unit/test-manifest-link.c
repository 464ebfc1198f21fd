/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry.h"

#include <string.h>

#define ACCESS_KEY_ID "AKIAIOSFODNN7EXAMPLE"
#define SECRET "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
#define TOKEN "IQoJb3JpZ2luX2VjE+/=EXAMPLE"

#define SIGNED(expires, signature) \
  "X-Amz-Algorithm=AWS4-HMAC-SHA256" \
  "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request" \
  "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=" expires "&X-Amz-SignedHeaders=host" \
  "&X-Amz-Signature=" signature

/* AWS's own: "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)". */
#define OF_AWS \
  "https://examplebucket.s3.amazonaws.com/test.txt?" \
  SIGNED ("86400", "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404")
#define DISK "https://examplebucket.s3.us-east-1.amazonaws.com/vm%20images/disk-1.vmdk"
#define OF_HEAD \
  DISK "?" SIGNED ("604800", "4fbbdc8e5299ff53263107daf2d749f264ebc19b4d7ffd0ec851ee7b8ae65bc3")

static FerryCredentials *
make_credentials (const char *token)
{
  return ferry_credentials_new (ACCESS_KEY_ID, SECRET, token, NULL);
}

static void
assert_time (GDateTime  *time,
             const char *expected)
{
  g_autofree char *text = time ? ferry_time_format (time) : NULL;

  g_assert_cmpstr (text, ==, expected);
}

static void
test_published (void)
{
  g_autoptr(FerryLink) link = ferry_link_parse (OF_AWS, NULL);

  g_assert_nonnull (link);
  g_assert_cmpstr (link->host, ==, "examplebucket.s3.amazonaws.com");
  g_assert_true (link->is_s3);
  g_assert_false (link->is_plain);
  g_assert_cmpstr (link->bucket, ==, "examplebucket");
  g_assert_cmpstr (link->key, ==, "test.txt");
  g_assert_null (link->host_region);
  g_assert_cmpint (link->signature, ==, FERRY_LINK_SIGNATURE_4);
  g_assert_cmpstr (link->access_key_id, ==, ACCESS_KEY_ID);
  g_assert_cmpstr (link->region, ==, "us-east-1");
  g_assert_cmpuint (link->lifetime, ==, 86400);
  g_assert_cmpstr (link->signed_headers, ==, "host");
  g_assert_false (link->is_temporary);
  g_assert_false (link->is_escaped_twice);
  assert_time (link->signed_at, "2013-05-24T00:00:00Z");
  assert_time (link->expiration, "2013-05-25T00:00:00Z");
}

typedef struct {
  const char *address;
  const char *bucket;
  const char *key;
  const char *region;
} Place;

static const Place places[] = {
  { "https://b-1.s3.amazonaws.com/k", "b-1", "k", NULL },
  { "https://B-1.S3.AmazonAWS.com/K", "b-1", "K", NULL },
  { "https://s3.amazonaws.com/b.c/k/l", "b.c", "k/l", NULL },
  { "https://b.c.d.s3.eu-west-1.amazonaws.com/k", "b.c.d", "k", "eu-west-1" },
  { "https://b.s3-us-west-2.amazonaws.com/k", "b", "k", "us-west-2" },
  { "https://s3-us-west-2.amazonaws.com/b/k", "b", "k", "us-west-2" },
  { "https://s3-external-1.amazonaws.com/b/k", "b", "k", "us-east-1" },
  { "https://b.s3.dualstack.us-gov-west-1.amazonaws.com/k", "b", "k", "us-gov-west-1" },
  { "https://s3.dualstack.us-gov-west-1.amazonaws.com/b/k", "b", "k", "us-gov-west-1" },
  { "https://b.s3-fips.us-east-2.amazonaws.com/k", "b", "k", "us-east-2" },
  { "https://b.s3-fips-us-gov-west-1.amazonaws.com/k", "b", "k", "us-gov-west-1" },
  { "https://b.s3.cn-north-1.amazonaws.com.cn/k", "b", "k", "cn-north-1" },
  { "https://b.s3.eusc-de-east-1.amazonaws.eu/k", "b", "k", "eusc-de-east-1" },
  { "https://b.s3-accelerate.amazonaws.com/k", "b", "k", NULL },
  { "https://b.s3-accelerate.dualstack.amazonaws.com/k", "b", "k", NULL },
  { "https://s3.s3.eu-west-1.amazonaws.com/k", "s3", "k", "eu-west-1" },
  { "https://us-east-1.s3.amazonaws.com/k", "us-east-1", "k", NULL },
  { "https://b.s3.xx-new-9.amazonaws.com:443/k", "b", "k", "xx-new-9" },
  { "https://b.s3.amazonaws.com//a//b", "b", "/a//b", NULL },
  { "https://b.s3.amazonaws.com/a/../b/./c", "b", "a/../b/./c", NULL },
  { "https://b.s3.amazonaws.com/a%2F..%2fb%25%2b+%C3%A9%ff", "b", "a/../b%++\xc3\xa9\xff", NULL },
  { "https://b.s3.amazonaws.com/k?versionId=1#part", "b", "k", NULL },
  { "https://s3.eu-west-1.amazonaws.com/b", "b", NULL, "eu-west-1" },
  { "https://s3.eu-west-1.amazonaws.com//k", NULL, NULL, "eu-west-1" },
  { "https://s3.eu-west-1.amazonaws.com", NULL, NULL, "eu-west-1" },
  { "https://b.s3.amazonaws.com", "b", NULL, NULL },
  { "https://b.s3.amazonaws.com/a%00b", "b", NULL, NULL },
  { "http://127.0.0.1:8014/b.c/a%20b", "b.c", "a b", NULL },
};

static void
test_places (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr(FerryLink) link = ferry_link_parse (places[i].address, "http://127.0.0.1:8014");

      g_test_message ("%s", places[i].address);
      g_assert_nonnull (link);
      g_assert_true (link->is_s3);
      g_assert_cmpstr (link->bucket, ==, places[i].bucket);
      g_assert_cmpstr (link->key, ==, places[i].key);
      g_assert_cmpstr (link->host_region, ==, places[i].region);
      g_assert_cmpint (link->signature, ==, FERRY_LINK_UNSIGNED);
    }
}

static void
test_elsewhere (void)
{
  const char * const addresses[] = {
    "https://amazonaws.com/b/k",
    "https://b.s3-website-us-east-1.amazonaws.com/k",
    "https://b.s3-website.eu-central-1.amazonaws.com/k",
    "https://a-1.s3-accesspoint.us-east-1.amazonaws.com/k",
    "https://ec2.us-east-1.amazonaws.com/k",
    "https://s3.us-east-1.amazonaws.com.evil.example/b/k",
    "https://s3.us-east-1.amazonaws.com./b/k",
    "https://s3.us-east-1.amazonaws.com@evil.example/b/k",
    "https://evil.example%2f.s3.amazonaws.com/k",
    "https://evil.example%40.s3.amazonaws.com/k",
    "https://evil.example\357\274\217.s3.amazonaws.com/k",
    "https://s3xamazonaws.com/b/k",
    "https://b.s3.amazonaws.org/k",
    "http://127.0.0.1:8015/b/k",
    "https://[::1]/b/k",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(FerryLink) link = ferry_link_parse (addresses[i], "http://127.0.0.1:8014");

      g_test_message ("%s", addresses[i]);
      g_assert_nonnull (link);
      g_assert_false (link->is_s3);
      g_assert_null (link->bucket);
      g_assert_null (link->key);
    }
}

static void
test_no_address (void)
{
  const char * const texts[] = {
    "", "/", "b/k", "https:", "https://", "https:///k", "https:/b/k", "//b.s3.amazonaws.com/k",
    "s3://b/k", "ftp://b/k", "javascript:alert(1)", "https://b.s3.amazonaws.com/a b",
    "https://b.s3.amazonaws.com/%zz", "https://b.s3.amazonaws.com/%4", "https://b\n.example/",
    "https://b.example:port/", "https://[::1/", "\xff\xfe", "&amp;&amp;", "https://%00/",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(FerryLink) link = ferry_link_parse (texts[i], NULL);
      g_autofree char *masked = ferry_link_mask (texts[i]);

      g_test_message ("text %zu", i);
      g_assert_null (link);
      g_assert_nonnull (masked);
    }
}

/* What is asked is what stood there: nothing merged, nothing decoded. */
static void
test_unchanged (void)
{
  const char * const addresses[] = {
    "https://b.s3.amazonaws.com/a/../b?X=%7E%2f",
    "https://s3.amazonaws.com/b/%7E%41/./c%2fd",
    "http://127.0.0.1:8014/b//k?",
    "https://[::1]:8014/b/k?a=b%26",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(FerryLink) link = ferry_link_parse (addresses[i], NULL);
      g_autofree char *text = g_uri_to_string (link->uri);

      g_assert_cmpstr (text, ==, addresses[i]);
    }
}

typedef struct {
  const char         *query;
  FerryLinkSignature  signature;
} Signed;

#define DIGITS "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define SCOPE "%2F20260101%2Feu-west-1%2Fs3%2Faws4_request"
#define REST "&X-Amz-SignedHeaders=host&X-Amz-Signature=" DIGITS
#define DATES "&X-Amz-Date=20260101T000000Z&X-Amz-Expires=60"
#define ALGORITHM "X-Amz-Algorithm=AWS4-HMAC-SHA256"

static const Signed signatures[] = {
  { "versionId=7", FERRY_LINK_UNSIGNED },
  { "Expires=7", FERRY_LINK_UNSIGNED },
  { ALGORITHM "&X-Amz-Credential=AK" SCOPE DATES REST, FERRY_LINK_SIGNATURE_4 },
  { "x-id=GetObject&" ALGORITHM "&X-Amz-Credential=AK" SCOPE DATES REST, FERRY_LINK_SIGNATURE_4 },
  { ALGORITHM "&X-Amz-Credential=ASIAX" SCOPE DATES REST, FERRY_LINK_MALFORMED },
  { ALGORITHM "&X-Amz-Credential=ASIAX" SCOPE DATES "&X-Amz-Security-Token=t" REST,
    FERRY_LINK_SIGNATURE_4 },
  { "X-Amz-Algorithm=AWS3&X-Amz-Credential=AK" SCOPE DATES REST, FERRY_LINK_MALFORMED },
  { "X-Amz-Credential=AK" SCOPE DATES REST, FERRY_LINK_MALFORMED },
  { ALGORITHM "&X-Amz-Credential=" SCOPE DATES REST, FERRY_LINK_MALFORMED },
  { ALGORITHM "&X-Amz-Credential=AK%2F20260102%2Feu-west-1%2Fs3%2Faws4_request" DATES REST,
    FERRY_LINK_MALFORMED },
  { ALGORITHM "&X-Amz-Credential=AK%2F20260101%2Feu-west-1%2Fec2%2Faws4_request" DATES REST,
    FERRY_LINK_MALFORMED },
  { ALGORITHM "&X-Amz-Credential=AK" DATES REST, FERRY_LINK_MALFORMED },
  { ALGORITHM "&X-Amz-Credential=AK" SCOPE "&X-Amz-Date=yesterday&X-Amz-Expires=60" REST,
    FERRY_LINK_MALFORMED },
  { ALGORITHM "&X-Amz-Credential=AK" SCOPE "&X-Amz-Date=20260101T000000Z&X-Amz-Expires=0" REST,
    FERRY_LINK_MALFORMED },
  { ALGORITHM "&X-Amz-Credential=AK" SCOPE "&X-Amz-Date=20260101T000000Z&X-Amz-Expires=1h" REST,
    FERRY_LINK_MALFORMED },
  { ALGORITHM "&X-Amz-Credential=AK" SCOPE "&X-Amz-Date=20260101T000000Z" REST,
    FERRY_LINK_MALFORMED },
  { ALGORITHM "&X-Amz-Credential=AK" SCOPE DATES "&X-Amz-SignedHeaders=&X-Amz-Signature=" DIGITS,
    FERRY_LINK_MALFORMED },
  { ALGORITHM "&X-Amz-Credential=AK" SCOPE DATES "&X-Amz-SignedHeaders=host&X-Amz-Signature=ab",
    FERRY_LINK_MALFORMED },
  { ALGORITHM "&X-Amz-Credential=AK" SCOPE DATES REST "&X-Amz-Expires=60", FERRY_LINK_MALFORMED },
  { "x-amz-algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AK" SCOPE DATES REST,
    FERRY_LINK_MALFORMED },
  { "AWSAccessKeyId=AK&Expires=1800000000&Signature=vjbyPxybdZaNmGa%2ByT272YEAiv4%3D",
    FERRY_LINK_SIGNATURE_2 },
  { "AWSAccessKeyId=AK&Expires=1800000000", FERRY_LINK_MALFORMED },
  { "AWSAccessKeyId=AK&Signature=vjbyPxybdZaNmGa%2ByT272YEAiv4%3D", FERRY_LINK_MALFORMED },
  { "AWSAccessKeyId=AK&Expires=9223372036854775807&Signature=vjbyPxybdZaNmGa%2ByT272YEAiv4%3D",
    FERRY_LINK_MALFORMED },
  { "AWSAccessKeyId=AK&Expires=1800000000&Signature=abcd", FERRY_LINK_MALFORMED },
  { "AWSAccessKeyId=AK&Expires=1800000000&Signature=vjbyPxybdZaNmGa%2ByT272YEAiv4%3D&" ALGORITHM,
    FERRY_LINK_MALFORMED },
};

static void
test_signatures (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (signatures); i++)
    {
      g_autofree char *text = g_strconcat ("https://b.s3.amazonaws.com/k?", signatures[i].query,
                                           NULL);
      g_autoptr(FerryLink) link = ferry_link_parse (text, NULL);

      g_test_message ("%s", signatures[i].query);
      g_assert_cmpint (link->signature, ==, signatures[i].signature);
    }
}

static void
test_lifetimes (void)
{
  const char *forever = "https://b.s3.amazonaws.com/k?" ALGORITHM "&X-Amz-Credential=AK" SCOPE
                        "&X-Amz-Date=20260101T000000Z&X-Amz-Expires=9223372036854775807" REST;
  const char *old = "https://b.s3.amazonaws.com/k?AWSAccessKeyId=AK&Expires=1800000000"
                    "&Signature=vjbyPxybdZaNmGa%2ByT272YEAiv4%3D";
  g_autoptr(FerryLink) first = ferry_link_parse (forever, NULL);
  g_autoptr(FerryLink) second = ferry_link_parse (old, NULL);

  g_assert_cmpint (first->signature, ==, FERRY_LINK_SIGNATURE_4);
  g_assert_cmpuint (first->lifetime, ==, G_MAXINT64);
  g_assert_cmpuint (second->lifetime, ==, 0);
  assert_time (second->expiration, "2027-01-15T08:00:00Z");
  g_assert_null (second->signed_at);
  g_assert_null (second->region);
}

typedef struct {
  const char *link;
  const char *token;
  const char *verb;
} Verb;

static const Verb found[] = {
  { OF_AWS, NULL, "GET" },
  { OF_HEAD, NULL, "HEAD" },
  { DISK "?" SIGNED ("604800", "f9103b9a8542ca3071f99a0ed4bae223cda1bb1775e97588c63b0c1753e5143f"),
    NULL, "GET" },
  { DISK "?" SIGNED ("604800", "7a982e37349016a3486c2bc41f19af6ff3830967a46641b255daddfcbde915e1"),
    NULL, "DELETE" },
  { DISK "?" SIGNED ("604800", "25e7b83a0ce4fb53acc799e2298e2dc35cff63aedcaa82bb657976f09255e2dc"),
    NULL, "PUT" },
  { DISK "?" SIGNED ("604799", "25e7b83a0ce4fb53acc799e2298e2dc35cff63aedcaa82bb657976f09255e2dc"),
    NULL, "" },
  { DISK "?X-Amz-Security-Token=IQoJb3JpZ2luX2VjE%2B%2F%3DEXAMPLE&"
    SIGNED ("3600", "85fdc2aff344da426b67c663f958816c8de4754f6daa56c2978b8bc7b0712391"),
    TOKEN, "GET" },
  /* "+" is a blank, and so another token */
  { DISK "?X-Amz-Security-Token=IQoJb3JpZ2luX2VjE+%2F%3DEXAMPLE&"
    SIGNED ("3600", "85fdc2aff344da426b67c663f958816c8de4754f6daa56c2978b8bc7b0712391"),
    TOKEN, "" },
  { "https://s3.us-east-1.amazonaws.com/my.dotted.bucket/a%2Bb/%C3%A9.xml?"
    SIGNED ("604800", "76a59db359317aab071fe1fd8a7d671218134e9e49058c1e8c6b2f7ed10f090d"),
    NULL, "DELETE" },
  /* encoded in another way, and meant as the same */
  { "https://s3.us-east-1.amazonaws.com/my%2edotted.bucket/%61%2bb/%c3%a9.xml?"
    SIGNED ("604800", "76a59db359317aab071fe1fd8a7d671218134e9e49058c1e8c6b2f7ed10f090d"),
    NULL, "DELETE" },
  { "https://examplebucket.s3.amazonaws.com/test.txt", NULL, NULL },
  { "https://examplebucket.s3.amazonaws.com/test.txt?AWSAccessKeyId=" ACCESS_KEY_ID
    "&Expires=1800000000&Signature=vjbyPxybdZaNmGa%2ByT272YEAiv4%3D", NULL, NULL },
  { "https://b.s3.amazonaws.com/k?" ALGORITHM "&X-Amz-Credential=OTHER" SCOPE DATES REST, NULL,
    NULL },
  { "https://b.s3.amazonaws.com/k?" ALGORITHM "&X-Amz-Credential=" ACCESS_KEY_ID SCOPE DATES
    "&X-Amz-SignedHeaders=host%3Brange&X-Amz-Signature=" DIGITS, NULL, NULL },
};

static void
test_verbs (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (found); i++)
    {
      g_autoptr(FerryCredentials) credentials = make_credentials (found[i].token);
      g_autoptr(FerryLink) link = ferry_link_parse (found[i].link, NULL);

      g_test_message ("%s", found[i].link);
      g_assert_cmpstr (ferry_link_find_verb (link, credentials), ==, found[i].verb);
    }
}

/* Links as our own signer makes them, of keys that are hard to write. */
static void
test_signed_here (void)
{
  const char * const keys[] = {
    "a", "a/../b", "./a", "//", "a b+c%20d", "\xc3\xa9\xff", "?a=b&c#d", "a'\"<>&amp;", "~*!()",
  };
  const char * const endpoints[] = { NULL, "http://127.0.0.1:8014" };
  g_autoptr(FerryCredentials) credentials = make_credentials (TOKEN);

  for (gsize i = 0; i < G_N_ELEMENTS (keys) * G_N_ELEMENTS (endpoints); i++)
    {
      const char *key = keys[i / 2];
      const char *endpoint = endpoints[i % 2];
      g_autoptr(FerryAccount) account = ferry_account_new ("1", "Test", "eu-west-1", endpoint,
                                                           ACCESS_KEY_ID, FALSE);
      g_autoptr(FerryClient) client = ferry_client_new (account, credentials);
      g_autoptr(FerryLinkSigner) signer = ferry_link_signer_new (client, NULL);
      g_autoptr(FerryRequest) request = ferry_s3_head_object_request ("eu-west-1", "b.c", key);
      g_autoptr(GUri) uri = ferry_link_signer_sign (signer, request, NULL);
      g_autofree char *text = g_uri_to_string (uri);
      g_autoptr(FerryLink) link = ferry_link_parse (text, endpoint);
      g_autofree char *masked = ferry_link_mask (text);

      g_assert_cmpstr (link->bucket, ==, "b.c");
      g_assert_cmpstr (link->key, ==, key);
      g_assert_true (link->is_temporary);
      g_assert_cmpuint (link->lifetime, ==, FERRY_SIGNER_MAX_EXPIRES);
      g_assert_true (g_date_time_equal (link->expiration,
                                        ferry_link_signer_get_expiration (signer)));
      g_assert_cmpstr (ferry_link_find_verb (link, credentials), ==, "HEAD");
      g_assert_null (strstr (masked, "IQoJb3JpZ2luX2Vj"));
      g_assert_null (strstr (masked, ACCESS_KEY_ID));
    }
}

/* Each link by the key of its own region, whichever came before. */
static void
test_signer_regions (void)
{
  const char * const regions[] = { "eu-west-1", "eu-west-3", "eu-west-1", "eu-west-1", "eu" };
  g_autoptr(FerryCredentials) credentials = make_credentials (TOKEN);
  g_autoptr(FerryAccount) account = ferry_account_new ("1", "Test", "eu-west-1", NULL,
                                                       ACCESS_KEY_ID, FALSE);
  g_autoptr(FerryClient) client = ferry_client_new (account, credentials);
  g_autoptr(FerryLinkSigner) signer = ferry_link_signer_new (client, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      g_autoptr(FerryRequest) request = ferry_s3_head_object_request (regions[i], "bucket", "k");
      g_autoptr(GUri) uri = ferry_link_signer_sign (signer, request, NULL);
      g_autofree char *text = g_uri_to_string (uri);
      g_autoptr(FerryLink) link = ferry_link_parse (text, NULL);

      g_assert_cmpstr (link->region, ==, regions[i]);
      g_assert_cmpstr (ferry_link_find_verb (link, credentials), ==, "HEAD");
    }
}

/* In another thread than the client's; and not beyond the end of the credentials. */
static gpointer
sign_in_thread (gpointer data)
{
  g_autoptr(FerryRequest) request = ferry_s3_get_object_request ("eu-west-1", "bucket", "k", 0, 0,
                                                                 NULL);
  g_autoptr(GUri) uri = ferry_link_signer_sign (data, request, NULL);

  ferry_link_signer_unref (data);

  return g_uri_to_string (uri);
}

static void
test_signer_ends (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) soon = g_date_time_add_hours (now, 1);
  g_autoptr(GDateTime) past = g_date_time_add_hours (now, -1);
  g_autoptr(FerryAccount) account = ferry_account_new ("1", "Test", "eu-west-1", NULL,
                                                       ACCESS_KEY_ID, FALSE);
  g_autoptr(FerryCredentials) short_lived = ferry_credentials_new (ACCESS_KEY_ID, SECRET, TOKEN,
                                                                   soon);
  g_autoptr(FerryCredentials) ended = ferry_credentials_new (ACCESS_KEY_ID, SECRET, TOKEN, past);
  g_autoptr(FerryClient) client = ferry_client_new (account, short_lived);
  g_autoptr(FerryClient) late = ferry_client_new (account, ended);
  g_autoptr(FerryLinkSigner) signer = ferry_link_signer_new (client, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryLink) link = NULL;
  g_autofree char *text = NULL;

  text = g_thread_join (g_thread_new ("sign", sign_in_thread, ferry_link_signer_ref (signer)));
  link = ferry_link_parse (text, NULL);
  g_assert_cmpint (g_date_time_compare (link->expiration, soon), <=, 0);
  g_assert_cmpint (g_date_time_difference (soon, link->expiration), <, 5 * G_TIME_SPAN_SECOND);
  g_assert_cmpstr (ferry_link_find_verb (link, short_lived), ==, "GET");

  g_assert_null (ferry_link_signer_new (late, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_EXPIRED);
}

static void
test_escaped_twice (void)
{
  g_autofree char *text = g_strdup (OF_HEAD);
  g_auto(GStrv) parts = g_strsplit (text, "&", -1);
  g_autofree char *twice = g_strjoinv ("&amp;", parts);
  g_autoptr(FerryLink) link = ferry_link_parse (twice, NULL);
  g_autofree char *masked = ferry_link_mask (twice);

  g_assert_true (link->is_escaped_twice);
  g_assert_cmpint (link->signature, ==, FERRY_LINK_SIGNATURE_4);
  assert_time (link->expiration, "2013-05-31T00:00:00Z");
  g_assert_null (strstr (masked, "4fbbdc8e"));
  g_assert_null (strstr (masked, ACCESS_KEY_ID));
  g_assert_nonnull (strstr (masked, "&amp;X-Amz-Date=20130524T000000Z&amp;"));
}

#define M FERRY_REDACTED

static const char * const masks[][2] = {
  { "https://b.s3.amazonaws.com/k", "https://b.s3.amazonaws.com/k" },
  { "https://b/k?versionId=3&x-id=GetObject&partNumber=1",
    "https://b/k?versionId=3&x-id=GetObject&partNumber=1" },
  { "https://b/k?X-Amz-Algorithm=A&X-Amz-Credential=C%2F2&X-Amz-Date=D&X-Amz-Expires=E"
    "&X-Amz-SignedHeaders=host&X-Amz-Security-Token=T&X-Amz-Signature=S",
    "https://b/k?X-Amz-Algorithm=A&X-Amz-Credential=" M "&X-Amz-Date=D&X-Amz-Expires=E"
    "&X-Amz-SignedHeaders=host&X-Amz-Security-Token=" M "&X-Amz-Signature=" M },
  { "https://b/k?x-amz-signature=S&x-amz-date=D", "https://b/k?x-amz-signature=" M "&x-amz-date=D" },
  { "https://b/k?AWSAccessKeyId=A&Expires=12&Signature=S%3D",
    "https://b/k?AWSAccessKeyId=" M "&Expires=12&Signature=" M },
  { "https://b/k?sv=1&sig=S&se=2", "https://b/k?sv=" M "&sig=" M "&se=" M },
  { "https://b/k?X-Goog-Signature=S&Key-Pair-Id=K&Policy=P",
    "https://b/k?X-Goog-Signature=" M "&Key-Pair-Id=" M "&Policy=" M },
  { "https://b/k?token&&empty=&response-content-type=text%2Fplain",
    "https://b/k?" M "&&empty=&response-content-type=text%2Fplain" },
  { "https://me:secret@b/k@l", "https://" M "@b/k@l" },
  { "me:sec@ret@b/k?a=b", M "@b/k?a=" M },
  { "https://b/k#b?X-Amz-Signature=S", "https://b/k#" M },
  { "https://b/k?x-id=1#x-amz", "https://b/k?x-id=1#" M },
  { "https://b/k%3FX-Amz-Signature%3DS%26a", "https://b/k%3FX-Amz-Signature%3D" M "%26a" },
  { "https://b/k?Expires=1%26Signature%3DS", "https://b/k?Expires=1%26Signature%3D" M },
  { "https://b/k?a=b?X-Amz-Date=1", "https://b/k?a=" M },
  { "no address?secret=1", "no address?secret=" M },
};

static void
test_masks (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (masks); i++)
    {
      g_autofree char *once = ferry_link_mask (masks[i][0]);
      g_autofree char *twice = ferry_link_mask (once);

      g_assert_cmpstr (once, ==, masks[i][1]);
      g_assert_cmpstr (twice, ==, once);
    }
}

/* No text makes it fall, and none of the secret comes through whatever is around it. */
static void
test_hostile (void)
{
  const char letters[] = "?&=#@:/%;+.5sX\xff\xc3";
  GRand *random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr(GString) text = g_string_new (i % 2 ? "https://" : "https://b.s3.amazonaws.com/k?");
      g_autoptr(FerryCredentials) credentials = make_credentials (NULL);
      g_autoptr(FerryLink) link = NULL;
      g_autofree char *masked = NULL;
      g_autofree char *again = NULL;

      for (int n = g_rand_int_range (random, 0, 12); n > 0; n--)
        g_string_append_c (text, letters[g_rand_int_range (random, 0, sizeof letters - 1)]);
      g_string_append (text, "&X-Amz-Signature=TOPSECRET");
      for (int n = g_rand_int_range (random, 0, 5); n > 0; n--)
        g_string_append_c (text, letters[g_rand_int_range (random, 0, sizeof letters - 1)]);

      link = ferry_link_parse (text->str, NULL);
      masked = ferry_link_mask (text->str);
      again = ferry_link_mask (masked);
      if (strstr (masked, "TOPSECRET"))
        g_error ("%s became %s", text->str, masked);
      g_assert_cmpstr (again, ==, masked);
      if (link)
        ferry_link_find_verb (link, credentials);
    }

  g_rand_free (random);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/manifest/link/published", test_published);
  g_test_add_func ("/manifest/link/places", test_places);
  g_test_add_func ("/manifest/link/elsewhere", test_elsewhere);
  g_test_add_func ("/manifest/link/no-address", test_no_address);
  g_test_add_func ("/manifest/link/unchanged", test_unchanged);
  g_test_add_func ("/manifest/link/signatures", test_signatures);
  g_test_add_func ("/manifest/link/lifetimes", test_lifetimes);
  g_test_add_func ("/manifest/link/verbs", test_verbs);
  g_test_add_func ("/manifest/link/signed-here", test_signed_here);
  g_test_add_func ("/manifest/link/signer-regions", test_signer_regions);
  g_test_add_func ("/manifest/link/signer-ends", test_signer_ends);
  g_test_add_func ("/manifest/link/escaped-twice", test_escaped_twice);
  g_test_add_func ("/manifest/link/masks", test_masks);
  g_test_add_func ("/manifest/link/hostile", test_hostile);

  return g_test_run ();
}
