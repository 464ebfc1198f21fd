/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-live.h"

#include "ferry-test-server.h"

#include <string.h>

#define N_KEYS 2500
#define TEXT "What lies in the object."

static void
put (FerryLive  *live,
     const char *bucket,
     const char *key)
{
  g_autoptr(GError) error = NULL;

  ferry_live_put (live->client, bucket, key, TEXT, &error);
  g_assert_no_error (error);
}

static void
test_buckets (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(GPtrArray) buckets = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
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
}

static char *
head_bucket (FerryLive   *live,
             const char  *bucket,
             GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_head_bucket_async (live->client, bucket, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_s3_head_bucket_finish (live->client, result, error);
}

static void
test_head_bucket (void)
{
  FerryLive *live = ferry_live_get ();
  g_autofree char *region = NULL;
  g_autoptr(GError) error = NULL;

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "headed");
  region = head_bucket (live, "headed", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (region, ==, live->region);

  g_assert_null (head_bucket (live, "not-there", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_BUCKET);
}

static void
test_missing (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(GError) bucket_error = NULL;
  g_autoptr(GError) key_error = NULL;
  g_autoptr(GError) head_error = NULL;

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "empty");
  g_assert_null (ferry_live_list (live->client, "not-there", NULL, &bucket_error));
  g_assert_error (bucket_error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_BUCKET);
  /* This server sends no sentence of its own: ours must hold something to go by. */
  g_assert_nonnull (strstr (bucket_error->message, "NoSuchBucket"));
  g_assert_null (ferry_live_get_range (live->client, "empty", "key", 0, 1, NULL, &key_error));
  g_assert_error (key_error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY);
  g_assert_null (ferry_live_head (live->client, "empty", "key", &head_error));
  g_assert_error (head_error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY);
}

static void
test_put_once (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(FerryObject) object = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "put");
  put (live, "put", "key");
  g_assert_false (ferry_live_put (live->client, "put", "key", "another text", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_CONFLICT);
  g_clear_error (&error);

  object = ferry_live_head (live->client, "put", "key", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ferry_object_get_size (object), ==, strlen (TEXT));
  g_assert_nonnull (ferry_object_get_modified (object));
  text = ferry_live_get_range (live->client, "put", "key", 0, 1000, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, TEXT);
}

static void
assert_range (FerryLive  *live,
              guint64     offset,
              gsize       length,
              const char *etag,
              const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = ferry_live_get_range (live->client, "ranges", "key", offset, length, etag,
                                                &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_ranges (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(FerryObject) object = NULL;
  g_autoptr(GError) error = NULL;

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "ranges");
  put (live, "ranges", "key");
  object = ferry_live_head (live->client, "ranges", "key", &error);
  g_assert_no_error (error);

  assert_range (live, 0, 4, NULL, "What");
  assert_range (live, 5, 4, ferry_object_get_etag (object), "lies");
  assert_range (live, strlen (TEXT) - 1, 1, NULL, ".");
  assert_range (live, strlen (TEXT) - 7, 100, NULL, "object.");
  assert_range (live, 0, 0, NULL, TEXT);

  g_assert_null (ferry_live_get_range (live->client, "ranges", "key", 0, 4,
                                       "\"d41d8cd98f00b204e9800998ecf8427e\"", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_CONFLICT);
}

static void
test_delete (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(GError) error = NULL;

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "delete");
  put (live, "delete", "key");
  for (guint i = 0; i < 2; i++)
    {
      ferry_live_delete (live->client, "delete", "key", &error);
      g_assert_no_error (error);
    }
  g_assert_null (ferry_live_head (live->client, "delete", "key", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY);
}

/* "folder/" and "file" in turn, as the page has them */
static char *
describe_page (FerryLive  *live,
               const char *bucket,
               const char *prefix)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryObjectPage) page = ferry_live_list (live->client, bucket, prefix, &error);
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

  top = describe_page (live, "delimiter", NULL);
  folder = describe_page (live, "delimiter", "a/");
  nothing = describe_page (live, "delimiter", "d/");
  g_assert_cmpstr (top, ==, "folder:a/ b folder:c/");
  g_assert_cmpstr (folder, ==, "a/x folder:a/y/");
  g_assert_cmpstr (nothing, ==, "");
}

static void
count_put_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  guint *left = user_data;
  g_autoptr(GError) error = NULL;

  ferry_s3_put_object_finish (FERRY_CLIENT (source), result, NULL, &error);
  g_assert_no_error (error);
  (*left)--;
}

static void
put_many (FerryLive  *live,
          const char *bucket)
{
  g_autoptr(GBytes) body = g_bytes_new_static ("", 0);
  guint left = N_KEYS;

  for (guint i = 0; i < N_KEYS; i++)
    {
      g_autofree char *key = g_strdup_printf ("disk-%04u.vmdk", i);

      ferry_s3_put_object_async (live->client, live->region, bucket, key, body, NULL, NULL,
                                 count_put_cb, &left);
    }
  while (left > 0)
    g_main_context_iteration (NULL, TRUE);
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
  guint pages = 0;

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "pages");
  put_many (live, "pages");
  bucket = ferry_bucket_new ("pages", live->region);
  list = ferry_object_list_new (live->client, bucket, "");
  g_signal_connect (list, "items-changed", G_CALLBACK (count_cb), &pages);
  ferry_object_list_load (list);
  while (ferry_object_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (ferry_object_list_is_complete (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, N_KEYS);
  g_assert_cmpuint (pages, ==, 3);
  for (guint i = 0; i < N_KEYS; i++)
    {
      g_autoptr(FerryObject) object = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autofree char *key = g_strdup_printf ("disk-%04u.vmdk", i);

      g_assert_cmpstr (ferry_object_get_key (object), ==, key);
    }
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
test_links (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(GUri) head = NULL;
  g_autoptr(GUri) get = NULL;
  g_autoptr(GUri) delete = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *part = NULL;
  g_autofree char *gone = NULL;

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

  nothing = ferry_live_use_link (live->client, "HEAD", head, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (nothing, ==, "");
  whole = ferry_live_use_link (live->client, "GET", get, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (whole, ==, TEXT);
  part = ferry_live_use_link (live->client, "GET", get, "bytes=5-8", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (part, ==, "lies");

  /* Each is for its own verb only; a HEAD has no body to say why not. */
  assert_refused (live, "GET", head, FERRY_ERROR_BAD_SECRET);
  assert_refused (live, "GET", delete, FERRY_ERROR_BAD_SECRET);
  assert_refused (live, "DELETE", get, FERRY_ERROR_BAD_SECRET);
  assert_refused (live, "HEAD", get, FERRY_ERROR_DENIED);

  gone = ferry_live_use_link (live->client, "DELETE", delete, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (ferry_live_use_link (live->client, "GET", get, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY);
}

/* A link to "links-ended/key" that was signed @age seconds ago, for a minute */
static GUri *
sign_past (FerryLive *live,
           int        age)
{
  g_autoptr(FerryRequest) request =
    ferry_s3_get_object_request (live->region, "links-ended", "key", 0, 0, NULL);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) then = g_date_time_add_seconds (now, -age);
  g_autoptr(GError) error = NULL;
  g_autoptr(GUri) uri = ferry_endpoint_resolve (live->endpoint, live->region, request, &error);

  g_assert_no_error (error);

  return ferry_signer_presign (live->credentials, FERRY_SERVICE_S3, live->region, then, "GET", uri,
                               60);
}

static void
test_link_ended (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(GUri) fresh = NULL;
  g_autoptr(GUri) ended = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "links-ended");
  put (live, "links-ended", "key");
  fresh = sign_past (live, 20);
  ended = sign_past (live, 80);
  text = ferry_live_use_link (live->client, "GET", fresh, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, TEXT);
  /* Amazon's own sentence, by which an ended link is told from a denied one, is not sent here. */
  assert_refused (live, "GET", ended, FERRY_ERROR_DENIED);
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
  g_autoptr(GError) link_error = NULL;

  g_assert_null (ferry_live_list (client, "credentials", NULL, &error));
  g_assert_error (error, FERRY_ERROR, code);

  link = ferry_live_sign (client, ferry_s3_get_object_request (live->region, "credentials", "key",
                                                               0, 0, NULL));
  g_assert_null (ferry_live_use_link (client, "GET", link, NULL, &link_error));
  g_assert_error (link_error, FERRY_ERROR, code);
}

static void
test_credentials (void)
{
  FerryLive *live = ferry_live_get ();
  const char *access_key_id;

  if (live == NULL)
    return;

  access_key_id = ferry_credentials_get_access_key_id (live->credentials);
  ferry_live_make_bucket (live, "credentials");
  put (live, "credentials", "key");
  assert_credentials (live, access_key_id, "another secret", FERRY_ERROR_BAD_SECRET);
  assert_credentials (live, "AKIANOBODY", ferry_credentials_get_secret (live->credentials),
                      FERRY_ERROR_BAD_ACCESS_KEY);
}

/* Nothing of a PUT that was refused has come to the other door of the same server. */
static void
assert_tls_refused (FerryLive  *live,
                    const char *endpoint)
{
  g_autoptr(FerryClient) client = ferry_live_make_client (live, endpoint, live->credentials);
  g_autoptr(GError) error = NULL;

  g_assert_false (ferry_live_put (client, "tls", "key", TEXT, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_TLS);
  g_clear_error (&error);

  g_assert_null (ferry_live_head (live->client, "tls", "key", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY);
}

/* What the system trusts, Ferry trusts, and has no list of its own: so the system's is changed. */
static void
test_tls (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(FerryClient) client = NULL;
  g_autoptr(FerryObject) object = NULL;
  g_autoptr(GTlsDatabase) authority = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *elsewhere = NULL;

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "tls");
  assert_tls_refused (live, live->tls_endpoint);

  authority = g_tls_file_database_new (live->authority, &error);
  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), authority);

  /* The certificate is for 127.0.0.1 and for no other name. */
  elsewhere = g_strdup_printf ("https://localhost%s", strrchr (live->tls_endpoint, ':'));
  assert_tls_refused (live, elsewhere);

  client = ferry_live_make_client (live, live->tls_endpoint, live->credentials);
  ferry_live_put (client, "tls", "key", TEXT, &error);
  g_assert_no_error (error);
  object = ferry_live_head (live->client, "tls", "key", &error);
  g_assert_no_error (error);

  g_tls_backend_set_default_database (g_tls_backend_get_default (), NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/live/buckets", test_buckets);
  g_test_add_func ("/live/head-bucket", test_head_bucket);
  g_test_add_func ("/live/missing", test_missing);
  g_test_add_func ("/live/put-once", test_put_once);
  g_test_add_func ("/live/ranges", test_ranges);
  g_test_add_func ("/live/delete", test_delete);
  g_test_add_func ("/live/delimiter", test_delimiter);
  g_test_add_func ("/live/pages", test_pages);
  g_test_add_func ("/live/links", test_links);
  g_test_add_func ("/live/link-ended", test_link_ended);
  g_test_add_func ("/live/credentials", test_credentials);
  g_test_add_func ("/live/tls", test_tls);

  return ferry_live_run ();
}
