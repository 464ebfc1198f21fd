/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-live.h"

#include "ferry-test-server.h"

#include <string.h>

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

  g_assert_null (ferry_live_get_range (live->client, "ranges", "key", 100, 4, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_clear_error (&error);

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

static void
keep_versions (FerryLive  *live,
               const char *bucket)
{
  static const char text[] =
    "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
    "<Status>Enabled</Status></VersioningConfiguration>";
  g_autoptr(FerryRequest) request = ferry_request_new (FERRY_SERVICE_S3, "PutBucketVersioning",
                                                       "PUT");
  g_autoptr(GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr(FerryReply) reply = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_request_set_bucket (request, bucket);
  ferry_request_add_query (request, "versioning", "");
  ferry_request_set_body (request, body, "application/xml");
  ferry_client_send_async (live->client, request, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  reply = ferry_client_send_finish (live->client, result, &error);
  g_assert_no_error (error);
}

/* Puts "versions/key". Returns: (transfer full): its version */
static char *
put_version (FerryLive *live)
{
  g_autoptr(GBytes) body = g_bytes_new_static (TEXT, strlen (TEXT));
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;
  char *version = NULL;

  ferry_s3_put_object_async (live->client, live->region, "versions", "key", body, NULL, NULL,
                             ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  ferry_s3_put_object_finish (live->client, result, &version, &error);
  g_assert_no_error (error);
  g_assert_nonnull (version);

  return version;
}

/* Gone for good: not even its own version is there. */
static void
test_versions (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(FerryRequest) request = NULL;
  g_autoptr(GUri) link = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *version = NULL;
  g_autofree char *text = NULL;
  GAsyncResult *slot = NULL;

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "versions");
  keep_versions (live, "versions");
  version = put_version (live);
  request = ferry_s3_get_object_request (live->region, "versions", "key", 0, 0, NULL);
  ferry_request_add_query (request, "versionId", version);
  link = ferry_live_sign (live->client, g_steal_pointer (&request));
  ferry_live_delete (live->client, "versions", "key", &error);
  g_assert_no_error (error);
  text = ferry_live_use_link (live->client, "GET", link, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, TEXT);

  ferry_s3_delete_object_async (live->client, live->region, "versions", "key", version, NULL,
                                ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  ferry_s3_delete_object_finish (live->client, result, &error);
  g_assert_no_error (error);
  g_assert_null (ferry_live_use_link (live->client, "GET", link, NULL, &error));
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

/* Keys in a row, with all in them that a server might mistake. */
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
  g_autoptr(GBytes) body = g_bytes_new_static ("", 0);
  guint left = n_keys;

  for (guint i = 0; i < n_keys; i++)
    {
      g_autofree char *key = make_key (i, ending);

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

/* Loads all of @bucket, page after page: @n_keys items, and those that were put. */
static void
assert_pages (FerryLive  *live,
              const char *name,
              guint       n_keys,
              const char *ending,
              guint       n_pages)
{
  g_autoptr(FerryBucket) bucket = ferry_bucket_new (name, live->region);
  g_autoptr(FerryObjectList) list = ferry_object_list_new (live->client, bucket, "");
  guint pages = 0;

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
      g_autofree char *key = make_key (i, ending);

      g_assert_cmpstr (ferry_object_get_key (object), ==, key);
    }
}

static void
test_pages (void)
{
  FerryLive *live = ferry_live_get ();

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "pages");
  put_many (live, "pages", 2500, ".vmdk");
  assert_pages (live, "pages", 2500, ".vmdk", 3);
}

static void
test_pages_of_folders (void)
{
  FerryLive *live = ferry_live_get ();

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "folders");
  put_many (live, "folders", 1100, "/disk.vmdk");
  assert_pages (live, "folders", 1100, "/", 2);
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
  g_test_add_func ("/live/versions", test_versions);
  g_test_add_func ("/live/delimiter", test_delimiter);
  g_test_add_func ("/live/pages", test_pages);
  g_test_add_func ("/live/pages-of-folders", test_pages_of_folders);

  return ferry_live_run ();
}
