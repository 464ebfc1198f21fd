/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-live-tests.h"

#include "ferry-test-server.h"

#include <string.h>

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
test_buckets (gconstpointer data)
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
test_object (gconstpointer data)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(FerryObject) object = NULL;
  g_autoptr(GError) error = NULL;

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "objects");
  ferry_live_lay (live, "objects", "key");
  object = ferry_live_head (live->client, "objects", "key", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ferry_object_get_size (object), ==, strlen (FERRY_LIVE_TEXT));
  g_assert_nonnull (ferry_object_get_modified (object));

  assert_range (live, 0, 4, NULL, "What");
  assert_range (live, 5, 4, ferry_object_get_etag (object), "lies");
  assert_range (live, strlen (FERRY_LIVE_TEXT) - 1, 1, NULL, ".");
  assert_range (live, strlen (FERRY_LIVE_TEXT) - 7, 100, NULL, "object.");
  assert_range (live, 0, 0, NULL, FERRY_LIVE_TEXT);
  g_assert_null (ferry_live_get_range (live->client, "objects", "key", 100, 4, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_null (ferry_live_get_range (live->client, "objects", "key", 0, 4,
                                       "\"d41d8cd98f00b204e9800998ecf8427e\"", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_CONFLICT);
  g_clear_error (&error);

  for (guint i = 0; i < 2; i++)
    {
      ferry_live_delete (live->client, "objects", "key", &error);
      g_assert_no_error (error);
    }
  g_assert_null (ferry_live_head (live->client, "objects", "key", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY);
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
test_delimiter (gconstpointer data)
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
    ferry_live_lay (live, "delimiter", keys[i]);
  top = describe_page (live, NULL);
  folder = describe_page (live, "a/");
  nothing = describe_page (live, "d/");
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
  g_autoptr(FerryReply) reply = ferry_client_send_finish (FERRY_CLIENT (source), result, &error);

  g_assert_no_error (error);
  (*left)--;
}

static char *
make_key (guint       number,
          const char *ending)
{
  return g_strdup_printf ("%04u +%%2B&amp;<\"#?;\303\251\n%s", number, ending);
}

static void
put_many (FerryLive  *live,
          const char *bucket,
          guint       n_keys,
          const char *ending)
{
  guint left = n_keys;

  for (guint i = 0; i < n_keys; i++)
    {
      g_autofree char *key = make_key (i, ending);

      ferry_live_plain_put_async (live, bucket, key, "", count_put_cb, &left);
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

void
ferry_live_assert_pages (FerryLive  *live,
                         const char *name,
                         guint       n_keys,
                         const char *ending,
                         guint       n_pages)
{
  g_autoptr(FerryBucket) bucket = ferry_bucket_new (name, live->region);
  g_autoptr(FerryObjectList) list = ferry_object_list_new (live->client, bucket, "");
  const char *slash = strchr (ending, '/');
  g_autofree char *listed = slash ? g_strndup (ending, slash + 1 - ending) : g_strdup (ending);
  guint pages = 0;

  ferry_live_make_bucket (live, name);
  put_many (live, name, n_keys, ending);
  g_signal_connect (list, "items-changed", G_CALLBACK (count_cb), &pages);
  ferry_object_list_load (list);
  while (ferry_object_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (ferry_object_list_is_complete (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n_keys);
  g_assert_cmpuint (pages, ==, n_pages);
  for (guint i = 0; i < n_keys; i++)
    {
      g_autoptr(FerryObject) object = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autofree char *key = make_key (i, listed);

      g_assert_cmpstr (ferry_object_get_key (object), ==, key);
    }
}

static void
test_folders (gconstpointer data)
{
  const FerryLiveDialect *dialect = data;
  FerryLive *live = ferry_live_get ();

  if (live)
    ferry_live_assert_pages (live, "folders", dialect->n_folders, "/disk.vmdk", 2);
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
test_verbs (gconstpointer data)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(GUri) head = NULL;
  g_autoptr(GUri) get = NULL;
  g_autoptr(GUri) delete = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *part = NULL;

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "links");
  ferry_live_lay (live, "links", "key");
  head = ferry_live_sign (live->client,
                          ferry_s3_head_object_request (live->region, "links", "key"));
  get = ferry_live_sign (live->client, ferry_s3_get_object_request (live->region, "links", "key",
                                                                    0, 0, NULL));
  delete = ferry_live_sign (live->client, ferry_s3_delete_object_request (live->region, "links",
                                                                          "key", NULL));

  ferry_live_assert_link (live, "HEAD", head, "");
  ferry_live_assert_link (live, "GET", get, FERRY_LIVE_TEXT);
  part = ferry_live_use_link (live->client, "GET", get, "bytes=5-8", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (part, ==, "lies");

  /* Each is for its own verb only; a HEAD has no body to say why not. */
  assert_refused (live, "GET", head, FERRY_ERROR_BAD_SECRET);
  assert_refused (live, "GET", delete, FERRY_ERROR_BAD_SECRET);
  assert_refused (live, "DELETE", get, FERRY_ERROR_BAD_SECRET);
  assert_refused (live, "DELETE", head, FERRY_ERROR_BAD_SECRET);
  assert_refused (live, "HEAD", get, FERRY_ERROR_DENIED);
  assert_refused (live, "HEAD", delete, FERRY_ERROR_DENIED);

  ferry_live_assert_link (live, "DELETE", delete, "");
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
test_ended (gconstpointer data)
{
  const FerryLiveDialect *dialect = data;
  FerryLive *live = ferry_live_get ();
  g_autoptr(GUri) fresh = NULL;
  g_autoptr(GUri) ended = NULL;

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "ended");
  ferry_live_lay (live, "ended", "key");
  fresh = sign_past (live, 20);
  ended = sign_past (live, 80);
  ferry_live_assert_link (live, "GET", fresh, FERRY_LIVE_TEXT);
  assert_refused (live, "GET", ended, dialect->ended_link);
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
test_credentials (gconstpointer data)
{
  const FerryLiveDialect *dialect = data;
  FerryLive *live = ferry_live_get ();

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "credentials");
  ferry_live_lay (live, "credentials", "key");
  assert_credentials (live, ferry_credentials_get_access_key_id (live->credentials),
                      "another secret", FERRY_ERROR_BAD_SECRET);
  assert_credentials (live, dialect->unknown_key_id,
                      ferry_credentials_get_secret (live->credentials), dialect->unknown_key);
}

void
ferry_live_tests_add_objects (const FerryLiveDialect *dialect)
{
  g_test_add_data_func ("/objects/buckets", dialect, test_buckets);
  g_test_add_data_func ("/objects/object", dialect, test_object);
  g_test_add_data_func ("/objects/delimiter", dialect, test_delimiter);
  g_test_add_data_func ("/objects/folders", dialect, test_folders);
}

void
ferry_live_tests_add_links (const FerryLiveDialect *dialect)
{
  g_test_add_data_func ("/links/verbs", dialect, test_verbs);
  g_test_add_data_func ("/links/ended", dialect, test_ended);
  g_test_add_data_func ("/links/credentials", dialect, test_credentials);
}
