/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-live.h"

#include "ferry-test-link.h"
#include "ferry-test-server.h"

#include <string.h>

#define SKIPPED 77
#define LINK_SECONDS 3600

/* One server a program, so that no test waits for it twice. */
static FerryLive *the_live;
static char *why_not;

static char *
read_line (GSubprocess *process)
{
  g_autoptr(GDataInputStream) lines = NULL;
  g_autoptr(GError) error = NULL;
  char *line;

  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);

  return line;
}

static char *
dup_string (JsonObject *object,
            const char *name)
{
  g_assert_nonnull (ferry_json_get_string (object, name));

  return g_strdup (ferry_json_get_string (object, name));
}

static FerryLive *
read_live (GSubprocess *process,
           const char  *line)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) told = ferry_json_parse (line, -1, &error);
  FerryLive *live = g_new0 (FerryLive, 1);

  g_assert_no_error (error);
  live->process = g_object_ref (process);
  live->endpoint = dup_string (told, "endpoint");
  live->tls_endpoint = g_strdup (ferry_json_get_string (told, "tls-endpoint"));
  live->authority = g_strdup (ferry_json_get_string (told, "authority"));
  live->region = dup_string (told, "region");
  live->credentials = ferry_credentials_new (ferry_json_get_string (told, "access-key-id"),
                                             ferry_json_get_string (told, "secret"), NULL, NULL);
  live->client = ferry_live_make_client (live, live->endpoint, live->credentials);

  return live;
}

/* Only the script's own word that it cannot is a reason to skip; any other end is a failure. */
static void
start (void)
{
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *line = NULL;

  g_assert_nonnull (g_getenv ("FERRY_LIVE_SERVER"));
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                              &error, g_getenv ("FERRY_LIVE_SERVER"), NULL);
  g_assert_no_error (error);
  line = read_line (process);
  if (line && *line == '{')
    {
      the_live = read_live (process, line);
      return;
    }

  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, SKIPPED);
  why_not = g_strdup_printf ("no real server: %s", line ? line : "it does not say why");
}

FerryLive *
ferry_live_get (void)
{
  if (the_live == NULL && why_not == NULL)
    start ();
  if (the_live == NULL)
    g_test_skip (why_not);

  return the_live;
}

static void
stop (void)
{
  g_autoptr(GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (the_live->process), NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (the_live->process, NULL, &error);
  g_assert_no_error (error);

  g_assert_finalize_object (g_steal_pointer (&the_live->client));
  g_clear_object (&the_live->process);
  g_clear_pointer (&the_live->credentials, ferry_credentials_unref);
  g_free (the_live->endpoint);
  g_free (the_live->tls_endpoint);
  g_free (the_live->authority);
  g_free (the_live->region);
  g_clear_pointer (&the_live, g_free);
}

int
ferry_live_run (void)
{
  int status = g_test_run ();

  if (the_live)
    stop ();
  g_clear_pointer (&why_not, g_free);

  return status;
}

FerryClient *
ferry_live_make_client (FerryLive        *live,
                        const char       *endpoint,
                        FerryCredentials *credentials)
{
  g_autoptr(FerryAccount) account =
    ferry_account_new ("00000000-0000-4000-8000-000000000001", "Live", live->region, endpoint,
                       ferry_credentials_get_access_key_id (credentials), FALSE);

  return ferry_client_new (account, credentials);
}

/* Ferry itself makes no buckets. */
void
ferry_live_make_bucket (FerryLive  *live,
                        const char *bucket)
{
  g_autoptr(FerryRequest) request = ferry_request_new (FERRY_SERVICE_S3, "CreateBucket", "PUT");
  g_autoptr(FerryReply) reply = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *slot = NULL;

  ferry_request_set_bucket (request, bucket);
  ferry_client_send_async (live->client, request, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  reply = ferry_client_send_finish (live->client, result, &error);
  g_assert_no_error (error);
}

void
ferry_live_keep_versions (FerryLive  *live,
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

/* Empty bytes have no data at all. */
static char *
dup_text (GBytes *bytes)
{
  const char *data = g_bytes_get_data (bytes, NULL);

  return data ? g_strndup (data, g_bytes_get_size (bytes)) : g_strdup ("");
}

static const char *
get_region (FerryClient *client)
{
  return ferry_account_get_region (ferry_client_get_account (client));
}

gboolean
ferry_live_put (FerryClient  *client,
                const char   *bucket,
                const char   *key,
                const char   *text,
                GError      **error)
{
  g_autoptr(GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_put_object_async (client, get_region (client), bucket, key, body, "text/plain", NULL,
                             ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_s3_put_object_finish (client, result, NULL, error);
}

FerryObject *
ferry_live_head (FerryClient  *client,
                 const char   *bucket,
                 const char   *key,
                 GError      **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_head_object_async (client, get_region (client), bucket, key, NULL,
                              ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_s3_head_object_finish (client, result, error);
}

char *
ferry_live_get_range (FerryClient  *client,
                      const char   *bucket,
                      const char   *key,
                      guint64       offset,
                      gsize         length,
                      const char   *etag,
                      GError      **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GBytes) bytes = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_get_object_async (client, get_region (client), bucket, key, offset, length, etag, NULL,
                             ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  bytes = ferry_s3_get_object_finish (client, result, NULL, error);

  return bytes ? dup_text (bytes) : NULL;
}

gboolean
ferry_live_delete (FerryClient  *client,
                   const char   *bucket,
                   const char   *key,
                   GError      **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_delete_object_async (client, get_region (client), bucket, key, NULL, NULL,
                                ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_s3_delete_object_finish (client, result, error);
}

FerryObjectPage *
ferry_live_list (FerryClient  *client,
                 const char   *bucket,
                 const char   *prefix,
                 GError      **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_s3_list_objects_async (client, get_region (client), bucket, prefix, NULL, NULL,
                               ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);

  return ferry_s3_list_objects_finish (client, result, error);
}

GUri *
ferry_live_sign (FerryClient  *client,
                 FerryRequest *request)
{
  g_autoptr(FerryRequest) owned = request;

  return ferry_test_sign (client, owned, LINK_SECONDS);
}

char *
ferry_live_use_link (FerryClient  *client,
                     const char   *method,
                     GUri         *link,
                     const char   *range,
                     GError      **error)
{
  g_autoptr(FerryReply) reply = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_client_use_link_async (client, method, link, range, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  reply = ferry_client_send_finish (client, result, error);

  return reply ? dup_text (ferry_reply_get_body (reply)) : NULL;
}

void
ferry_live_plain_put_async (FerryLive           *live,
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

gboolean
ferry_live_plain_put (FerryLive   *live,
                      const char  *bucket,
                      const char  *key,
                      const char  *text,
                      GError     **error)
{
  g_autoptr(FerryReply) reply = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  ferry_live_plain_put_async (live, bucket, key, text, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  reply = ferry_client_send_finish (live->client, result, error);

  return reply != NULL;
}

void
ferry_live_lay (FerryLive  *live,
                const char *bucket,
                const char *key)
{
  g_autoptr(GError) error = NULL;

  ferry_live_plain_put (live, bucket, key, FERRY_LIVE_TEXT, &error);
  g_assert_no_error (error);
}

void
ferry_live_assert_link (FerryLive  *live,
                        const char *method,
                        GUri       *link,
                        const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = ferry_live_use_link (live->client, method, link, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}
