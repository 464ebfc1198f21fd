/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry.h"

#include <string.h>

/* The vectors: the first is AWS's own ("Authenticating Requests: Using Query Parameters"), the
 * others were made with botocore for the same key and clock.
 */
typedef struct {
  const char *name;
  const char *method;
  const char *uri;
  guint       expires;
  const char *token;
  const char *signature;
} Vector;

#define DISK "https://examplebucket.s3.us-east-1.amazonaws.com/vm%20images/disk-1.vmdk"

static const Vector vectors[] = {
  { "aws", "GET", "https://examplebucket.s3.amazonaws.com/test.txt", 86400, NULL,
    "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404" },
  { "get", "GET", DISK, 604800, NULL,
    "f9103b9a8542ca3071f99a0ed4bae223cda1bb1775e97588c63b0c1753e5143f" },
  { "head", "HEAD", DISK, 604800, NULL,
    "4fbbdc8e5299ff53263107daf2d749f264ebc19b4d7ffd0ec851ee7b8ae65bc3" },
  { "delete", "DELETE", DISK, 604800, NULL,
    "7a982e37349016a3486c2bc41f19af6ff3830967a46641b255daddfcbde915e1" },
  { "put", "PUT", DISK, 604800, NULL,
    "25e7b83a0ce4fb53acc799e2298e2dc35cff63aedcaa82bb657976f09255e2dc" },
  { "token", "GET", DISK, 3600, "IQoJb3JpZ2luX2VjE+/=EXAMPLE",
    "85fdc2aff344da426b67c663f958816c8de4754f6daa56c2978b8bc7b0712391" },
  { "path-style", "DELETE", "https://s3.us-east-1.amazonaws.com/my.dotted.bucket/a%2Bb/%C3%A9.xml",
    604800, NULL, "76a59db359317aab071fe1fd8a7d671218134e9e49058c1e8c6b2f7ed10f090d" },
};

static GDateTime *
vector_clock (void)
{
  return g_date_time_new_utc (2013, 5, 24, 0, 0, 0);
}

static FerryCredentials *
vector_credentials (const char *token)
{
  return ferry_credentials_new ("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                                token, NULL);
}

static void
test_presign (gconstpointer data)
{
  const Vector *vector = data;
  g_autoptr(FerryCredentials) credentials = vector_credentials (vector->token);
  g_autoptr(GDateTime) now = vector_clock ();
  g_autoptr(GUri) uri = g_uri_parse (vector->uri, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr(GUri) link = ferry_signer_presign (credentials, FERRY_SERVICE_S3, "us-east-1", now,
                                               vector->method, uri, vector->expires);
  const char *query = g_uri_get_query (link);

  g_assert_cmpstr (strrchr (query, '=') + 1, ==, vector->signature);
  g_assert_nonnull (strstr (query, "X-Amz-SignedHeaders=host"));
  g_assert_cmpstr (g_uri_get_path (link), ==, g_uri_get_path (uri));
}

static const char *
find_pair (GPtrArray  *pairs,
           const char *name)
{
  for (guint i = 0; i < pairs->len; i++)
    {
      const FerryPair *pair = g_ptr_array_index (pairs, i);

      if (g_ascii_strcasecmp (pair->name, name) == 0)
        return pair->value;
    }

  return NULL;
}

static void
test_sign_ec2 (void)
{
  g_autoptr(FerryCredentials) credentials = vector_credentials (NULL);
  g_autoptr(GDateTime) now = vector_clock ();
  g_autoptr(GUri) uri = g_uri_parse ("https://ec2.us-east-1.amazonaws.com/",
                                     G_URI_FLAGS_ENCODED, NULL);
  g_autoptr(GPtrArray) headers = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_pair_free);
  const char *text = "Action=DescribeConversionTasks&ConversionTaskId.1=import-i-abcd1234"
                     "&Version=2016-11-15";
  g_autoptr(GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr(GPtrArray) added = NULL;
  const char *authorization;

  g_ptr_array_add (headers,
                   ferry_pair_new ("Content-Type",
                                   "application/x-www-form-urlencoded; charset=utf-8"));
  added = ferry_signer_sign (credentials, FERRY_SERVICE_EC2, "us-east-1", now, "POST", uri,
                             headers, body);

  authorization = find_pair (added, "Authorization");
  g_assert_nonnull (strstr (authorization, "SignedHeaders=content-type;host;x-amz-date, "));
  g_assert_true (g_str_has_suffix (authorization,
                                   "acf874bcfc81977072de9d8ff175d329"
                                   "125af1578335bdb607ee84dfefae320c"));
  g_assert_cmpstr (find_pair (added, "X-Amz-Date"), ==, "20130524T000000Z");
  g_assert_null (find_pair (added, "X-Amz-Content-Sha256"));
}

/* AWS's example "GET Object" of "Signature Calculations for the Authorization Header". */
static void
test_sign_s3 (void)
{
  g_autoptr(FerryCredentials) credentials = vector_credentials (NULL);
  g_autoptr(GDateTime) now = vector_clock ();
  g_autoptr(GUri) uri = g_uri_parse ("https://examplebucket.s3.amazonaws.com/test.txt",
                                     G_URI_FLAGS_ENCODED, NULL);
  g_autoptr(GPtrArray) headers = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_pair_free);
  g_autoptr(GPtrArray) added = NULL;

  g_ptr_array_add (headers, ferry_pair_new ("Range", "bytes=0-9"));
  added = ferry_signer_sign (credentials, FERRY_SERVICE_S3, "us-east-1", now, "GET", uri,
                             headers, NULL);

  g_assert_cmpstr (find_pair (added, "X-Amz-Content-Sha256"), ==,
                   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  g_assert_true (g_str_has_suffix (find_pair (added, "Authorization"),
                                   "f0e8bdb87c964420e857bd35b5d6ed31"
                                   "0bd44f0170aba48dd91039c6036bdb41"));
}

/* AWS's example "GET Bucket (List Objects)": sorting, and values that are empty. */
static void
test_sign_query (void)
{
  g_autoptr(FerryCredentials) credentials = vector_credentials (NULL);
  g_autoptr(GDateTime) now = vector_clock ();
  g_autoptr(GUri) uri = g_uri_parse ("https://examplebucket.s3.amazonaws.com/?prefix=J&max-keys=2",
                                     G_URI_FLAGS_ENCODED, NULL);
  g_autoptr(GPtrArray) added = ferry_signer_sign (credentials, FERRY_SERVICE_S3, "us-east-1", now,
                                                  "GET", uri, NULL, NULL);
  g_autoptr(GUri) empty = g_uri_parse ("https://examplebucket.s3.amazonaws.com/?lifecycle",
                                       G_URI_FLAGS_ENCODED, NULL);
  g_autoptr(GPtrArray) other = ferry_signer_sign (credentials, FERRY_SERVICE_S3, "us-east-1", now,
                                                  "GET", empty, NULL, NULL);

  g_assert_true (g_str_has_suffix (find_pair (added, "Authorization"),
                                   "34b48302e7b5fa45bde8084f4b7868a8"
                                   "6f0a534bc59db6670ed5711ef69dc6f7"));
  g_assert_true (g_str_has_suffix (find_pair (other, "Authorization"),
                                   "fea454ca298b7da1c68078a5d1bdbfbb"
                                   "e0d65c699e0f91ac7a200a0136783543"));
}

static void
test_token_is_signed (void)
{
  g_autoptr(FerryCredentials) credentials = vector_credentials ("TOKEN");
  g_autoptr(GDateTime) now = vector_clock ();
  g_autoptr(GUri) uri = g_uri_parse ("https://sts.us-east-1.amazonaws.com/",
                                     G_URI_FLAGS_ENCODED, NULL);
  g_autoptr(GPtrArray) added = ferry_signer_sign (credentials, FERRY_SERVICE_STS, "us-east-1", now,
                                                  "POST", uri, NULL, NULL);

  g_assert_cmpstr (find_pair (added, "X-Amz-Security-Token"), ==, "TOKEN");
  g_assert_nonnull (strstr (find_pair (added, "Authorization"),
                            "host;x-amz-date;x-amz-security-token"));
}

static void
test_canonical (void)
{
  g_autoptr(GPtrArray) headers = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_pair_free);
  g_autofree char *text = NULL;

  g_ptr_array_add (headers, ferry_pair_new ("X-B", "  two   words "));
  g_ptr_array_add (headers, ferry_pair_new ("Host", "h"));
  text = ferry_signer_canonical_request ("GET", "/a//../b",
                                         "b=2&a-b=1&a=&a=0&X-Amz-Signature=gone&flag",
                                         headers, "HASH");

  g_assert_cmpstr (text, ==,
                   "GET\n/a//../b\na=&a=0&a-b=1&b=2&flag=\n"
                   "host:h\nx-b:two words\n\nhost;x-b\nHASH");
}

/* Every byte that a key can hold, and the way back by an independent decoder. */
static void
test_every_byte (void)
{
  char key[256];
  g_autofree char *encoded = NULL;
  g_autoptr(GBytes) decoded = NULL;

  for (guint i = 0; i < 255; i++)
    key[i] = (char) (i + 1);
  key[255] = '\0';

  encoded = ferry_endpoint_encode (key, TRUE);
  for (const char *p = encoded; *p; p++)
    g_assert_true (g_ascii_isalnum (*p) || strchr ("-._~/%", *p));
  g_assert_nonnull (strstr (encoded, "%20%21%22%23%24%25%26%27%28%29%2A%2B%2C-./0"));
  g_assert_nonnull (strstr (encoded, "%C3"));

  decoded = g_uri_unescape_bytes (encoded, -1, NULL, NULL);
  g_assert_cmpmem (g_bytes_get_data (decoded, NULL), g_bytes_get_size (decoded), key, 255);

  g_clear_pointer (&encoded, g_free);
  encoded = ferry_endpoint_encode ("a/b", FALSE);
  g_assert_cmpstr (encoded, ==, "a%2Fb");
}

static void
assert_address (const char *override,
                const char *region,
                const char *bucket,
                const char *key,
                const char *expected)
{
  g_autoptr(FerryRequest) request = ferry_request_new (FERRY_SERVICE_S3, "GetObject", "GET");
  g_autoptr(GError) error = NULL;
  g_autoptr(GUri) uri = NULL;
  g_autofree char *text = NULL;

  ferry_request_set_bucket (request, bucket);
  ferry_request_set_key (request, key);
  uri = ferry_endpoint_resolve (override, region, request, &error);
  g_assert_no_error (error);
  text = g_uri_to_string (uri);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_addresses (void)
{
  assert_address (NULL, "eu-west-1", "acme-exports", "a b.vmdk",
                  "https://acme-exports.s3.eu-west-1.amazonaws.com/a%20b.vmdk");
  assert_address (NULL, "us-east-1", "my.dotted.bucket", "x",
                  "https://s3.us-east-1.amazonaws.com/my.dotted.bucket/x");
  assert_address (NULL, "us-east-1", "Old_Bucket", "x",
                  "https://s3.us-east-1.amazonaws.com/Old_Bucket/x");
  assert_address (NULL, "cn-north-1", "bucket", "x",
                  "https://bucket.s3.cn-north-1.amazonaws.com.cn/x");
  assert_address (NULL, "eu-west-1", "bucket", "a/../b",
                  "https://bucket.s3.eu-west-1.amazonaws.com/a/../b");
  assert_address (NULL, "eu-west-1", "bucket", "/lead",
                  "https://bucket.s3.eu-west-1.amazonaws.com//lead");
  assert_address ("http://127.0.0.1:8014", "eu-west-1", "bucket", "k/é",
                  "http://127.0.0.1:8014/bucket/k/%C3%A9");
}

static void
test_bad_endpoints (void)
{
  const char *bad[] = { "", "s3.example.com", "http://s3.example.com", "ftp://127.0.0.1",
                        "https://a/b", "https://a?b", "https://u:p@a" };
  const char *good[] = { "https://s3.example.com", "https://s3.example.com:9000/",
                         "http://127.0.0.1:1", "http://[::1]:1", "http://localhost" };
  g_autoptr(FerryRequest) request = ferry_request_new (FERRY_SERVICE_STS, "GetCallerIdentity",
                                                       "POST");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (ferry_endpoint_check (bad[i], &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
    }
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr(GError) error = NULL;

      ferry_endpoint_check (good[i], &error);
      g_assert_no_error (error);
    }

  {
    g_autoptr(GError) error = NULL;

    g_assert_null (ferry_endpoint_resolve (NULL, "evil.com/", request, &error));
    g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT);
  }
}

static void
test_regions (void)
{
  gsize n;
  guint classic = 0;
  const FerryRegion *list = ferry_region_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_assert_true (ferry_region_is_valid (list[i].id));
      classic += list[i].classic;
    }
  g_assert_cmpuint (classic, ==, 15);
  g_assert_true (ferry_region_is_classic ("cn-north-1"));
  g_assert_false (ferry_region_is_classic ("eu-west-2"));
  g_assert_false (ferry_region_is_classic ("mars-1"));
  g_assert_false (ferry_region_is_valid ("eu west"));
  g_assert_false (ferry_region_is_valid (""));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *path = g_strconcat ("/signer/presign/", vectors[i].name, NULL);

      g_test_add_data_func (path, &vectors[i], test_presign);
    }
  g_test_add_func ("/signer/sign/ec2", test_sign_ec2);
  g_test_add_func ("/signer/sign/s3", test_sign_s3);
  g_test_add_func ("/signer/sign/query", test_sign_query);
  g_test_add_func ("/signer/sign/token", test_token_is_signed);
  g_test_add_func ("/signer/canonical-request", test_canonical);
  g_test_add_func ("/endpoint/every-byte", test_every_byte);
  g_test_add_func ("/endpoint/addresses", test_addresses);
  g_test_add_func ("/endpoint/override", test_bad_endpoints);
  g_test_add_func ("/region/list", test_regions);

  return g_test_run ();
}
