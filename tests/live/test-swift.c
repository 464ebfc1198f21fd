/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-live-tests.h"

#include "ferry-test-names.h"
#include "ferry-test-server.h"

#include <string.h>

/* What Ferry asks of S3, asked of a server that shares nothing with Ceph's but the protocol. It has
 * no conditional PUT, so what lies in it was put by a plain one.
 */

#define X16 "xxxxxxxxxxxxxxxx"
#define X128 X16 X16 X16 X16 X16 X16 X16 X16
#define X1025 X128 X128 X128 X128 X128 X128 X128 X128 "x"

/* Whoever asks it does not learn whether it knows a key. */
static const FerryLiveDialect dialect = {
  .n_folders = 1010,
  .ended_link = FERRY_ERROR_EXPIRED,
  .unknown_key_id = "ferry:nobody",
  .unknown_key = FERRY_ERROR_BAD_SECRET,
};

/* What a server cannot do stays undone, and is not asked for again and again. */
static void
test_put_once (void)
{
  FerryLive *live = ferry_live_get ();
  g_autoptr(GError) error = NULL;

  if (live == NULL)
    return;

  ferry_live_make_bucket (live, "once");
  g_assert_false (ferry_live_put (live->client, "once", "key", FERRY_LIVE_TEXT, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
  g_assert_cmpuint (ferry_error_get_detail (error)->status, ==, 501);
  g_assert_cmpstr (ferry_error_get_detail (error)->code, ==, "NotImplemented");
  g_assert_nonnull (ferry_error_get_detail (error)->message);
  g_clear_error (&error);

  g_assert_null (ferry_live_head (live->client, "once", "key", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY);
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
  ferry_live_lay (live, "regions", "key");
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
  ferry_live_plain_put (live, "names", it->key, it->name, &error);
  g_assert_no_error (error);
  g_assert_true (is_listed (live, it));
  text = ferry_live_get_range (live->client, "names", it->key, 0, 100, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, it->name);
  link = ferry_live_sign (live->client, ferry_s3_get_object_request (live->region, "names",
                                                                     it->key, 0, 0, NULL));
  ferry_live_assert_link (live, "GET", link, it->name);
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

      g_assert_false (ferry_live_plain_put (live, "refused-names", keys[i], FERRY_LIVE_TEXT,
                                            &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_clear_error (&error);

      page = ferry_live_list (live->client, "refused-names", NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (page->objects->len, ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ferry_live_tests_add_objects (&dialect);
  ferry_live_tests_add_links (&dialect);
  ferry_live_tests_add_manifests ();
  g_test_add_func ("/swift/put-once", test_put_once);
  g_test_add_func ("/swift/region", test_region);
  g_test_add_func ("/swift/refused", test_refused);
  for (guint i = 0; i < FERRY_TEST_N_NAMES; i++)
    {
      g_autofree char *path = g_strconcat ("/swift/names/", ferry_test_names[i].name, NULL);

      g_test_add_data_func (path, &ferry_test_names[i], test_name);
    }

  return ferry_live_run ();
}
