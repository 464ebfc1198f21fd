/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-live-tests.h"

#include "ferry-test-server.h"

#include <string.h>

static const FerryLiveDialect dialect = {
  .n_folders = 1100,
};

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
  ferry_live_put (live->client, "put", "key", FERRY_LIVE_TEXT, &error);
  g_assert_no_error (error);
  g_assert_false (ferry_live_put (live->client, "put", "key", "another text", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_CONFLICT);
  g_clear_error (&error);

  object = ferry_live_head (live->client, "put", "key", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ferry_object_get_size (object), ==, strlen (FERRY_LIVE_TEXT));
  g_assert_nonnull (ferry_object_get_modified (object));
  text = ferry_live_get_range (live->client, "put", "key", 0, 1000, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, FERRY_LIVE_TEXT);
}

/* Puts "versions/key". Returns: (transfer full): its version */
static char *
put_version (FerryLive *live)
{
  g_autoptr(GBytes) body = g_bytes_new_static (FERRY_LIVE_TEXT, strlen (FERRY_LIVE_TEXT));
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
  ferry_live_keep_versions (live, "versions");
  version = put_version (live);
  request = ferry_s3_get_object_request (live->region, "versions", "key", 0, 0, NULL);
  ferry_request_add_query (request, "versionId", version);
  link = ferry_live_sign (live->client, g_steal_pointer (&request));
  ferry_live_delete (live->client, "versions", "key", &error);
  g_assert_no_error (error);
  text = ferry_live_use_link (live->client, "GET", link, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, FERRY_LIVE_TEXT);

  ferry_s3_delete_object_async (live->client, live->region, "versions", "key", version, NULL,
                                ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  ferry_s3_delete_object_finish (live->client, result, &error);
  g_assert_no_error (error);
  g_assert_null (ferry_live_use_link (live->client, "GET", link, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY);
}

static void
test_pages (void)
{
  FerryLive *live = ferry_live_get ();

  if (live)
    ferry_live_assert_pages (live, "pages", 2500, ".vmdk", 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ferry_live_tests_add_objects (&dialect);
  g_test_add_func ("/live/missing", test_missing);
  g_test_add_func ("/live/put-once", test_put_once);
  g_test_add_func ("/live/versions", test_versions);
  g_test_add_func ("/live/pages", test_pages);
  ferry_live_tests_add_settings ();

  return ferry_live_run ();
}
