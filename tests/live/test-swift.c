/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-live.h"

#include "ferry-test-names.h"
#include "ferry-test-server.h"

#include <string.h>

/* What Ferry asks of S3, asked of a server that shares nothing with Ceph's but the protocol. It has
 * no conditional PUT, so what lies in it was put by a plain one.
 */

#define TEXT "What lies in the object."
#define N_KEYS 1010

#define X16 "xxxxxxxxxxxxxxxx"
#define X128 X16 X16 X16 X16 X16 X16 X16 X16
#define X1025 X128 X128 X128 X128 X128 X128 X128 X128 "x"

static void
plain_put_async (FerryLive           *live,
                 const char          *bucket,
                 const char          *key,
                 const char          *text,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  g_autoptr(FerryRequest) request = ferry_request_new (FERRY_SERVICE_S3, "PutObject", "PUT");
  g_autoptr(GBytes) body = g_bytes_new (text, strlen (text));

  ferry_request_set_bucket (request, bucket);
  ferry_request_set_key (request, key);
  ferry_request_set_body (request, body, "text/plain");
  ferry_client_send_async (live->client, request, NULL, callback, user_data);
}

static gboolean
plain_put (FerryLive   *live,
           const char  *bucket,
           const char  *key,
           const char  *text,
           GError     **error)
{
  g_autoptr(FerryReply) reply = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  plain_put_async (live, bucket, key, text, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  reply = ferry_client_send_finish (live->client, result, error);

  return reply != NULL;
}

static void
put (FerryLive  *live,
     const char *bucket,
     const char *key)
{
  g_autoptr(GError) error = NULL;

  plain_put (live, bucket, key, TEXT, &error);
  g_assert_no_error (error);
}

static char *
head_bucket (FerryClient  *client,
             const char   *bucket,
             GError      **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_head_bucket_async (client, bucket, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_s3_head_bucket_finish (client, result, error);
}

static void
test_buckets (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(GPtrArray) buckets = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *region = NULL;
  GAsyncResult *slot = NULL;
  guint found = 0;

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "first-bucket");
  ferry_live_make_bucket (live, "second.bucket");
  ferry_s3_list_buckets_async (live->client, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  buckets = ferry_s3_list_buckets_finish (live->client, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < buckets->len; i++)
    {
      const char *name = ferry_bucket_get_name (g_ptr_array_index (buckets, i));

      found += g_str_equal (name, "first-bucket") || g_str_equal (name, "second.bucket");
    }
  g_assert_cmpuint (found, ==, 2);

  region = head_bucket (live->client, "first-bucket", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (region, ==, live->region);
  g_assert_null (head_bucket (live->client, "not-there", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_BUCKET);
}

static void
assert_range (FerryLive  *live,
              guint64     offset,
              gsize       length,
              const char *etag,
              const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = ferry_live_get_range (live->client, "objects", "key", offset, length,
                                                etag, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_object (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(FerryObject) object = NULL;
  g_autoptr(GError) error = NULL;

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "objects");
  put (live, "objects", "key");
  object = ferry_live_head (live->client, "objects", "key", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ferry_object_get_size (object), ==, strlen (TEXT));
  g_assert_nonnull (ferry_object_get_modified (object));

  assert_range (live, 5, 4, ferry_object_get_etag (object), "lies");
  assert_range (live, strlen (TEXT) - 7, 100, NULL, "object.");
  assert_range (live, 0, 0, NULL, TEXT);
  g_assert_null (ferry_live_get_range (live->client, "objects", "key", 100, 4, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_null (ferry_live_get_range (live->client, "objects", "key", 0, 4,
                                       "\"d41d8cd98f00b204e9800998ecf8427e\"", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_CONFLICT);
  g_clear_error (&error);

  ferry_live_delete (live->client, "objects", "key", &error);
  g_assert_no_error (error);
  g_assert_null (ferry_live_head (live->client, "objects", "key", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY);
}

/* What a server cannot do stays undone, and is not asked for again and again. */
static void
test_put_once (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(GError) error = NULL;

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "once");
  g_assert_false (ferry_live_put (live->client, "once", "key", TEXT, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_assert_cmpuint (ferry_error_get_detail (error)->status, ==, 501);
  g_assert_cmpstr (ferry_error_get_detail (error)->code, ==, "NotImplemented");
  g_assert_nonnull (ferry_error_get_detail (error)->message);
  g_clear_error (&error);

  g_assert_null (ferry_live_head (live->client, "once", "key", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY);
}

static void
assert_refused (FerryLive  *live,
                const char *method,
                GUri       *link,
                int         code)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (ferry_live_use_link (live->client, method, link, NULL, &error));
  g_assert_error (error, FERRY_ERROR, code);
  g_assert_cmpuint (ferry_error_get_detail (error)->status, ==, 403);
}

static void
assert_link (FerryLive  *live,
             const char *method,
             GUri       *link,
             const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = ferry_live_use_link (live->client, method, link, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_verbs (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(GUri) head = NULL;
  g_autoptr(GUri) get = NULL;
  g_autoptr(GUri) delete = NULL;
  g_autoptr(GError) error = NULL;

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "links");
  put (live, "links", "key");
  head = ferry_live_sign (live->client,
                          ferry_s3_head_object_request (live->region, "links", "key"));
  get = ferry_live_sign (live->client, ferry_s3_get_object_request (live->region, "links", "key",
                                                                    0, 0, NULL));
  delete = ferry_live_sign (live->client, ferry_s3_delete_object_request (live->region, "links",
                                                                          "key", NULL));

  assert_link (live, "HEAD", head, "");
  assert_link (live, "GET", get, TEXT);
  assert_refused (live, "GET", head, FERRY_ERROR_BAD_SECRET);
  assert_refused (live, "GET", delete, FERRY_ERROR_BAD_SECRET);
  assert_refused (live, "DELETE", get, FERRY_ERROR_BAD_SECRET);
  assert_refused (live, "DELETE", head, FERRY_ERROR_BAD_SECRET);
  assert_refused (live, "HEAD", get, FERRY_ERROR_DENIED);
  assert_refused (live, "HEAD", delete, FERRY_ERROR_DENIED);

  assert_link (live, "DELETE", delete, "");
  g_assert_null (ferry_live_use_link (live->client, "GET", get, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY);
}

/* A link to "ended/key" that was signed @age seconds ago, for a minute */
static GUri *
sign_past (FerryLive *live,
           int        age)
{
  g_autoptr(FerryRequest) request =
    ferry_s3_get_object_request (live->region, "ended", "key", 0, 0, NULL);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) then = g_date_time_add_seconds (now, -age);
  g_autoptr(GError) error = NULL;
  g_autoptr(GUri) uri = ferry_endpoint_resolve (live->endpoint, live->region, request, &error);

  g_assert_no_error (error);

  return ferry_signer_presign (live->credentials, FERRY_SERVICE_S3, live->region, then, "GET", uri,
                               60);
}

static void
test_ended (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(GUri) fresh = NULL;
  g_autoptr(GUri) ended = NULL;

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "ended");
  put (live, "ended", "key");
  fresh = sign_past (live, 20);
  ended = sign_past (live, 80);
  assert_link (live, "GET", fresh, TEXT);
  assert_refused (live, "GET", ended, FERRY_ERROR_EXPIRED);
}

static void
assert_credentials (FerryLive  *live,
                    const char *access_key_id,
                    const char *secret,
                    int         code)
{
  g_autoptr(FerryCredentials) credentials =
    ferry_credentials_new (access_key_id, secret, NULL, NULL);
  g_autoptr(FerryClient) client = ferry_live_make_client (live, live->endpoint, credentials);
  g_autoptr(GUri) link = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (ferry_live_list (client, "credentials", NULL, &error));
  g_assert_error (error, FERRY_ERROR, code);
  link = ferry_live_sign (client, ferry_s3_get_object_request (live->region, "credentials", "key",
                                                               0, 0, NULL));
  assert_refused (live, "GET", link, code);
}

static void
test_credentials (void)
{
  FerryLive *live = ferry_live_get ();

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "credentials");
  put (live, "credentials", "key");
  assert_credentials (live, ferry_credentials_get_access_key_id (live->credentials),
                      "another secret", FERRY_ERROR_BAD_SECRET);
  /* Whoever asks this server does not learn whether it knows a key. */
  assert_credentials (live, "ferry:nobody", ferry_credentials_get_secret (live->credentials),
                      FERRY_ERROR_BAD_SECRET);
}

/* Signed for another region: the server tells its own, where Ferry asks again. A link was signed
 * before anybody was asked, and a HEAD has no body to name the region in.
 */
static void
test_region (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(FerryAccount) account = NULL;
  g_autoptr(FerryClient) client = NULL;
  g_autoptr(FerryObjectPage) page = NULL;
  g_autoptr(GUri) link = NULL;
  g_autoptr(GError) error = NULL;

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "regions");
  put (live, "regions", "key");
  account = ferry_account_new ("00000000-0000-4000-8000-000000000002", "Elsewhere", "eu-north-1",
                               live->endpoint,
                               ferry_credentials_get_access_key_id (live->credentials), FALSE);
  client = ferry_client_new (account, live->credentials);

  page = ferry_live_list (client, "regions", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->objects->len, ==, 1);

  link = ferry_live_sign (client, ferry_s3_get_object_request ("eu-north-1", "regions", "key", 0, 0,
                                                               NULL));
  g_assert_null (ferry_live_use_link (client, "GET", link, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_WRONG_REGION);
  g_assert_cmpstr (ferry_error_get_detail (error)->region, ==, live->region);
  g_clear_error (&error);

  g_assert_null (ferry_live_head (client, "regions", "key", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_assert_cmpuint (ferry_error_get_detail (error)->status, ==, 400);
}

static void
count_put_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  guint *left = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryReply) reply = ferry_client_send_finish (FERRY_CLIENT (source), result, &error);

  g_assert_no_error (error);
  (*left)--;
}

static void
count_cb (GListModel *model,
          guint       position,
          guint       removed,
          guint       added,
          gpointer    user_data)
{
  (*(guint *) user_data)++;
}

static void
test_pages (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(FerryBucket) bucket = NULL;
  g_autoptr(FerryObjectList) list = NULL;
  guint left = N_KEYS;
  guint pages = 0;

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "pages");
  for (guint i = 0; i < N_KEYS; i++)
    {
      g_autofree char *key = g_strdup_printf ("%04u +%%2B&amp;<\"\303\251/disk", i);

      plain_put_async (live, "pages", key, "", count_put_cb, &left);
    }
  while (left > 0)
    g_main_context_iteration (NULL, TRUE);

  bucket = ferry_bucket_new ("pages", live->region);
  list = ferry_object_list_new (live->client, bucket, "");
  g_signal_connect (list, "items-changed", G_CALLBACK (count_cb), &pages);
  ferry_object_list_load (list);
  while (ferry_object_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (ferry_object_list_is_complete (list));
  g_assert_cmpuint (pages, ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, N_KEYS);
  for (guint i = 0; i < N_KEYS; i++)
    {
      g_autoptr(FerryObject) object = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autofree char *key = g_strdup_printf ("%04u +%%2B&amp;<\"\303\251/", i);

      g_assert_cmpstr (ferry_object_get_key (object), ==, key);
    }
}

/* The key in its folder's list */
static gboolean
is_listed (FerryLive          *live,
           const FerryTestName *it)
{
  const char *slash = strrchr (it->key, '/');
  g_autofree char *prefix = g_strndup (it->key, slash ? slash + 1 - it->key : 0);
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryObjectPage) page = ferry_live_list (live->client, "names", prefix, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < page->objects->len; i++)
    {
      FerryObject *object = g_ptr_array_index (page->objects, i);

      if (g_str_equal (ferry_object_get_key (object), it->key))
        return ferry_object_get_size (object) == strlen (it->name);
    }

  return FALSE;
}

static void
test_name (gconstpointer data)
{
  const FerryTestName *it = data;
  FerryLive *live = ferry_live_get ();
  g_autoptr(GUri) link = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  static gboolean made;

  if (live == NULL)
    return;

  if (!made)
    ferry_live_make_bucket (live, "names");
  made = TRUE;
  plain_put (live, "names", it->key, it->name, &error);
  g_assert_no_error (error);
  g_assert_true (is_listed (live, it));
  text = ferry_live_get_range (live->client, "names", it->key, 0, 100, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, it->name);
  link = ferry_live_sign (live->client, ferry_s3_get_object_request (live->region, "names",
                                                                     it->key, 0, 0, NULL));
  assert_link (live, "GET", link, it->name);
}

/* It takes every key that S3 may hold, and none that is not UTF-8 or is over 1,024 bytes. */
static void
test_refused (void)
{
  static const char * const keys[] = { "a\377b.vmdk", "caf\351.vmdk", "a\300\257b", X1025 };
  FerryLive *live = ferry_live_get ();

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "refused-names");
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr(FerryObjectPage) page = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_false (plain_put (live, "refused-names", keys[i], TEXT, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_clear_error (&error);

      page = ferry_live_list (live->client, "refused-names", NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (page->objects->len, ==, 0);
    }
}

/* "folder:" and the keys, as the page has them */
static char *
describe_page (FerryLive  *live,
               const char *prefix)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryObjectPage) page = ferry_live_list (live->client, "delimiter", prefix, &error);
  g_autoptr(GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_null (page->next_token);
  for (guint i = 0; i < page->objects->len; i++)
    {
      FerryObject *object = g_ptr_array_index (page->objects, i);

      g_string_append_printf (text, "%s%s%s", i ? " " : "",
                              ferry_object_is_folder (object) ? "folder:" : "",
                              ferry_object_get_key (object));
    }

  return g_strdup (text->str);
}

static void
test_delimiter (void)
{
  static const char * const keys[] = { "b", "a/x", "a/y/z", "a/", "c/d" };
  FerryLive *live = ferry_live_get ();
  g_autofree char *top = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *nothing = NULL;

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "delimiter");
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    put (live, "delimiter", keys[i]);
  top = describe_page (live, NULL);
  folder = describe_page (live, "a/");
  nothing = describe_page (live, "d/");
  g_assert_cmpstr (top, ==, "folder:a/ b folder:c/");
  g_assert_cmpstr (folder, ==, "a/x folder:a/y/");
  g_assert_cmpstr (nothing, ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/swift/buckets", test_buckets);
  g_test_add_func ("/swift/object", test_object);
  g_test_add_func ("/swift/put-once", test_put_once);
  g_test_add_func ("/swift/verbs", test_verbs);
  g_test_add_func ("/swift/ended", test_ended);
  g_test_add_func ("/swift/credentials", test_credentials);
  g_test_add_func ("/swift/region", test_region);
  g_test_add_func ("/swift/pages", test_pages);
  g_test_add_func ("/swift/delimiter", test_delimiter);
  g_test_add_func ("/swift/refused", test_refused);
  for (guint i = 0; i < FERRY_TEST_N_NAMES; i++)
    {
      g_autofree char *path = g_strconcat ("/swift/names/", ferry_test_names[i].name, NULL);

      g_test_add_data_func (path, &ferry_test_names[i], test_name);
    }

  return ferry_live_run ();
}
