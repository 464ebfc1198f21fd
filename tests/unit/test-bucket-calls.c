/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "script-fixture.h"

#include <stdio.h>

#define BUCKETS(content) \
  "<ListAllMyBucketsResult xmlns=\"" NAMESPACE "\">" content "</ListAllMyBucketsResult>"

static GPtrArray *
list_buckets (Fixture  *fixture,
              GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ferry_s3_list_buckets_async (fixture->client, fixture->cancellable,
                               ferry_test_take_result, &fixture->slot);
  result = ferry_test_wait (&fixture->slot);

  return ferry_s3_list_buckets_finish (fixture->client, result, error);
}

static void
test_buckets_pages (void)
{
  static const Answer answers[] = {
    { 200, .body = BUCKETS ("<Buckets/><ContinuationToken>t/1</ContinuationToken>") },
    { 200, .body = BUCKETS ("<Buckets><Bucket><Name>a</Name><BucketRegion>eu-west-1</BucketRegion>"
                            "</Bucket><Bucket><Name>b</Name></Bucket></Buckets>"
                            "<ContinuationToken>t2</ContinuationToken>") },
    { 200, .body = BUCKETS ("<Buckets><Bucket><Name>c</Name></Bucket></Buckets>") },
  };
  g_auto(Fixture) fixture;
  g_autoptr(GPtrArray) buckets = NULL;
  g_autoptr(GError) error = NULL;

  fixture_set_up (&fixture, answers, G_N_ELEMENTS (answers));
  buckets = list_buckets (&fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (buckets->len, ==, 3);
  g_assert_cmpstr (ferry_bucket_get_name (g_ptr_array_index (buckets, 0)), ==, "a");
  g_assert_cmpstr (ferry_bucket_get_region (g_ptr_array_index (buckets, 0)), ==, "eu-west-1");
  g_assert_null (ferry_bucket_get_region (g_ptr_array_index (buckets, 1)));
  g_assert_cmpstr (ferry_bucket_get_name (g_ptr_array_index (buckets, 2)), ==, "c");
  g_assert_nonnull (strstr (fixture.script.asked->str, "continuation-token=t%2F1"));
  g_assert_nonnull (strstr (fixture.script.asked->str, "continuation-token=t2"));
}

static void
test_buckets_bad (void)
{
  static const Answer circle[] = {
    { 200, .body = BUCKETS ("<ContinuationToken>t</ContinuationToken>") },
    { 200, .body = BUCKETS ("<ContinuationToken>t</ContinuationToken>") },
  };
  static const Answer portal[] = { { 200, .body = "<html/>" } };
  static const struct {
    const Answer *answers;
    guint n;
  } cases[] = { { circle, 2 }, { portal, 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(Fixture) fixture;
      g_autoptr(GError) error = NULL;

      fixture_set_up (&fixture, cases[i].answers, cases[i].n);
      g_assert_null (list_buckets (&fixture, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY);
    }
}

static void
test_head_bucket (void)
{
  static const struct {
    Answer answer;
    const char *region;
    FerryError code;
    const char *detail_region;
  } cases[] = {
    { { 200, "x-amz-bucket-region", "ap-northeast-2", NULL }, "ap-northeast-2" },
    { { 200 }, "eu-west-1" },
    { { 403, "x-amz-bucket-region", "us-west-2", NULL }, NULL, FERRY_ERROR_DENIED, "us-west-2" },
    { { 404 }, NULL, FERRY_ERROR_NO_SUCH_BUCKET },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(Fixture) fixture;
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *region = NULL;

      fixture_set_up (&fixture, &cases[i].answer, 1);
      ferry_s3_head_bucket_async (fixture.client, "disks", fixture.cancellable,
                                  ferry_test_take_result, &fixture.slot);
      result = ferry_test_wait (&fixture.slot);
      region = ferry_s3_head_bucket_finish (fixture.client, result, &error);
      g_assert_cmpstr (region, ==, cases[i].region);
      g_assert_cmpstr (fixture.script.asked->str, ==, "HEAD /disks\n");
      if (cases[i].region == NULL)
        {
          g_assert_error (error, FERRY_ERROR, (int) cases[i].code);
          g_assert_cmpstr (ferry_error_get_detail (error)->region, ==, cases[i].detail_region);
        }
    }
}

/* A far side that keeps one object and knows ranges, conditions and HEAD. */

#define OBJECT "0123456789abcdef"

/* libsoup's server would answer the range by itself, but not one that reaches over the end. */
static void
answer_range (SoupServerMessage *message)
{
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (message);
  const char *range = soup_message_headers_get_one (asked, "Range");
  unsigned start = 0, end = strlen (OBJECT) - 1;
  g_autofree char *part = NULL;

  if (range)
    {
      g_assert_cmpint (sscanf (range, "bytes=%u-%u", &start, &end), ==, 2);
      end = MIN (end, strlen (OBJECT) - 1);
      soup_message_headers_set_content_range (soup_server_message_get_response_headers (message),
                                              start, end, strlen (OBJECT));
    }

  part = g_strndup (OBJECT + start, end - start + 1);
  ferry_test_server_answer (message, range ? 206 : 200, "application/octet-stream", part);
  soup_message_headers_remove (asked, "Range");
}

static void
object_cb (FerryTestServer   *server,
           SoupServerMessage *message,
           const char        *path,
           gpointer           user_data)
{
  const char *mode = user_data;
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (message);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *match = soup_message_headers_get_one (asked, "If-Match");

  soup_message_headers_replace (headers, "ETag", "\"e1\"");
  soup_message_headers_replace (headers, "Last-Modified", "Mon, 23 Nov 2026 10:00:01 GMT");
  soup_message_headers_replace (headers, "x-amz-storage-class", "STANDARD_IA");
  if (match && !g_str_equal (match, "\"e1\""))
    {
      ferry_test_server_answer (message, 412, NULL,
                                "<Error><Code>PreconditionFailed</Code></Error>");
      return;
    }

  if (g_str_equal (mode, "passes over ranges"))
    soup_message_headers_remove (asked, "Range");
  answer_range (message);
  if (g_str_equal (mode, "other range"))
    soup_message_headers_replace (headers, "Content-Range", "bytes 0-3/4");
  if (g_str_equal (mode, "no content range"))
    soup_message_headers_remove (headers, "Content-Range");
}

static char *
get_object (const char  *mode,
            guint64      offset,
            gsize        length,
            const char  *etag,
            GError     **error)
{
  g_autoptr(FerryTestServer) server = ferry_test_server_new (object_cb, (char *) mode);
  g_autoptr(FerryClient) client = ferry_test_server_make_client (server);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GBytes) body = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_get_object_async (client, "eu-west-1", "disks", "a.img", offset, length, etag,
                             cancellable, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  body = ferry_s3_get_object_finish (client, result, NULL, error);

  return body ? g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body)) : NULL;
}

static void
test_get_object (void)
{
  static const struct {
    const char *mode;
    guint64 offset;
    gsize length;
    const char *etag;
    const char *expected;
    FerryError code;
  } cases[] = {
    { "plain", 0, 4, NULL, "0123" },
    { "plain", 4, 4, "\"e1\"", "4567" },
    { "plain", 12, 100, NULL, "cdef" },
    { "plain", 0, 0, NULL, OBJECT },
    { "plain", 0, 4, "\"e2\"", NULL, FERRY_ERROR_CONFLICT },
    { "passes over ranges", 0, 16, NULL, OBJECT },
    { "passes over ranges", 0, 100, NULL, NULL, FERRY_ERROR_BAD_REPLY },
    { "passes over ranges", 4, 100, NULL, NULL, FERRY_ERROR_BAD_REPLY },
    { "passes over ranges", 0, 4, NULL, NULL, FERRY_ERROR_BAD_REPLY },
    { "other range", 4, 4, NULL, NULL, FERRY_ERROR_BAD_REPLY },
    { "no content range", 0, 4, NULL, NULL, FERRY_ERROR_BAD_REPLY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *body = get_object (cases[i].mode, cases[i].offset, cases[i].length,
                                          cases[i].etag, &error);

      g_assert_cmpstr (body, ==, cases[i].expected);
      if (cases[i].expected == NULL)
        g_assert_error (error, FERRY_ERROR, (int) cases[i].code);
    }
}

static void
test_head_object (void)
{
  g_autoptr(FerryTestServer) server = ferry_test_server_new (object_cb, (char *) "plain");
  g_autoptr(FerryClient) client = ferry_test_server_make_client (server);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerryObject) object = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *modified = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_head_object_async (client, "eu-west-1", "disks", "x/a.img", cancellable,
                              ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  object = ferry_s3_head_object_finish (client, result, &error);
  g_assert_no_error (error);

  modified = ferry_time_format (ferry_object_get_modified (object));
  g_assert_cmpstr (ferry_object_get_key (object), ==, "x/a.img");
  g_assert_cmpuint (ferry_object_get_size (object), ==, strlen (OBJECT));
  g_assert_cmpstr (ferry_object_get_etag (object), ==, "\"e1\"");
  g_assert_cmpstr (ferry_object_get_storage_class (object), ==, "STANDARD_IA");
  g_assert_cmpstr (modified, ==, "2026-11-23T10:00:01Z");
}

static void
test_put_and_delete (void)
{
  static const Answer answers[] = {
    { 200, "x-amz-version-id", "v/1" },
    { 412, .body = "<Error><Code>PreconditionFailed</Code></Error>" },
    { 204 },
  };
  g_auto(Fixture) fixture;
  g_autoptr(GBytes) body = g_bytes_new_static ("<manifest/>", strlen ("<manifest/>"));
  g_autoptr(GAsyncResult) put = NULL;
  g_autoptr(GAsyncResult) again = NULL;
  g_autoptr(GAsyncResult) deleted = NULL;
  g_autofree char *version = NULL;
  g_autoptr(GError) error = NULL;

  fixture_set_up (&fixture, answers, G_N_ELEMENTS (answers));
  ferry_s3_put_object_async (fixture.client, "eu-west-1", "disks", "m.xml", body, "application/xml",
                             fixture.cancellable, ferry_test_take_result, &fixture.slot);
  put = ferry_test_wait (&fixture.slot);
  g_assert_true (ferry_s3_put_object_finish (fixture.client, put, &version, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (version, ==, "v/1");

  ferry_s3_put_object_async (fixture.client, "eu-west-1", "disks", "m.xml", body, "application/xml",
                             fixture.cancellable, ferry_test_take_result, &fixture.slot);
  again = ferry_test_wait (&fixture.slot);
  g_assert_false (ferry_s3_put_object_finish (fixture.client, again, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_CONFLICT);
  g_clear_error (&error);

  ferry_s3_delete_object_async (fixture.client, "eu-west-1", "disks", "m.xml", version,
                                fixture.cancellable, ferry_test_take_result, &fixture.slot);
  deleted = ferry_test_wait (&fixture.slot);
  g_assert_true (ferry_s3_delete_object_finish (fixture.client, deleted, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (fixture.script.asked->str, ==,
                   "PUT /disks/m.xml\nPUT /disks/m.xml\n"
                   "DELETE /disks/m.xml?versionId=v%2F1\n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bucket/buckets/pages", test_buckets_pages);
  g_test_add_func ("/bucket/buckets/bad", test_buckets_bad);
  g_test_add_func ("/bucket/head-bucket", test_head_bucket);
  g_test_add_func ("/bucket/get-object", test_get_object);
  g_test_add_func ("/bucket/head-object", test_head_object);
  g_test_add_func ("/bucket/put-and-delete", test_put_and_delete);

  return g_test_run ();
}
