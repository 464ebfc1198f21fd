/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-link.h"
#include "ferry-test-server.h"

#include <string.h>

#define S3_ERROR(code, more) "<Error><Code>" code "</Code><Message>m</Message>" more \
                             "<RequestId>r1</RequestId></Error>"
#define EC2_ERROR(code) "<Response><Errors><Error><Code>" code "</Code><Message>m</Message>" \
                        "</Error></Errors><RequestID>r2</RequestID></Response>"

/* What the far side does with its Nth request. */
typedef struct {
  guint         fail_first;     /* how many requests get the failure below, then 200 "fine" */
  guint         status;
  const char   *body;
  const char   *location;
  gboolean      drop;
  gboolean      hold;           /* never answers */
  gboolean      cut;            /* promises more bytes than it sends */
  int           minutes_ahead;  /* the Date of the far side */
  const char   *date;           /* (nullable): instead of that */
  const char   *request_id;     /* (nullable) */
  gboolean      temporary;      /* the client has a session token */
  const char   *region;         /* x-amz-bucket-region */
  const char   *type;           /* of the answer; NULL: XML */
  GCancellable *cancel_when_asked;
  char         *last_date;
  char         *last_authorization;
  char         *last_path;
  char         *last_encoding;
} Script;

static void
script_clear (Script *script)
{
  g_free (script->last_date);
  g_free (script->last_authorization);
  g_free (script->last_path);
  g_free (script->last_encoding);
  g_clear_object (&script->cancel_when_asked);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Script, script_clear)

static void
remember (char              **slot,
          SoupServerMessage  *message,
          const char         *name)
{
  g_free (*slot);
  *slot = g_strdup (soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                                  name));
}

static void
handle (FerryTestServer   *server,
        SoupServerMessage *message,
        const char        *path,
        gpointer           user_data)
{
  Script *script = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  remember (&script->last_date, message, "X-Amz-Date");
  remember (&script->last_authorization, message, "Authorization");
  remember (&script->last_encoding, message, "Accept-Encoding");
  g_free (script->last_path);
  script->last_path = g_strdup (path);

  if (script->minutes_ahead != 0 || script->date)
    {
      g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
      g_autoptr(GDateTime) then = g_date_time_add_minutes (now, script->minutes_ahead);
      g_autofree char *date = soup_date_time_to_string (then, SOUP_DATE_HTTP);

      soup_message_headers_replace (headers, "Date", script->date ? script->date : date);
    }
  if (script->request_id)
    soup_message_headers_replace (headers, "x-amz-request-id", script->request_id);
  if (script->cancel_when_asked)
    g_cancellable_cancel (script->cancel_when_asked);

  if (ferry_test_server_count (server) > script->fail_first)
    {
      ferry_test_server_answer (message, 200, NULL, "fine");
      return;
    }

  if (script->drop)
    {
      ferry_test_server_drop (message);
    }
  else if (script->hold)
    {
      soup_server_message_pause (message);
    }
  else if (script->cut)
    {
      ferry_test_server_send_raw (message, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    }
  else
    {
      if (script->region)
        soup_message_headers_replace (headers, "x-amz-bucket-region", script->region);
      if (script->location)
        soup_message_headers_replace (headers, "Location", script->location);
      ferry_test_server_answer (message, script->status, script->type, script->body);
    }
}

static FerryRequest *
safe_request (void)
{
  FerryRequest *request = ferry_request_new (FERRY_SERVICE_S3, "GetObject", "GET");

  ferry_request_set_bucket (request, "bucket");
  ferry_request_set_key (request, "a//b c");

  return request;
}

static FerryRequest *
act_request (void)
{
  FerryRequest *request = ferry_request_new_action (FERRY_SERVICE_EC2, "ImportInstance",
                                                    "2016-11-15");

  ferry_request_set_act (request);

  return request;
}

/* Sends @request against @script; @asked: how often the far side was asked. */
static FerryReply *
send_request (Script        *script,
              FerryRequest  *request,
              guint         *asked,
              GError       **error)
{
  g_autoptr(FerryTestServer) server = ferry_test_server_new (handle, script);
  g_autoptr(FerryClient) client = script->temporary
                                    ? ferry_test_server_make_temporary_client (server)
                                    : ferry_test_server_make_client (server);
  GAsyncResult *slot = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  FerryReply *reply;

  ferry_client_send_async (client, request, script->cancel_when_asked,
                           ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  reply = ferry_client_send_finish (client, result, error);
  if (asked)
    *asked = ferry_test_server_count (server);

  return reply;
}

static void
test_success (void)
{
  g_auto(Script) script = { 0 };
  g_autoptr(FerryRequest) request = safe_request ();
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryReply) reply = send_request (&script, request, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (ferry_reply_get_body (reply), NULL), 4, "fine", 4);
  g_assert_true (g_str_has_prefix (script.last_authorization,
                                   "AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/"));
  /* As it was signed (SoupServer merges dot segments, so those are for a real
   * server); not unpacked.
   */
  g_assert_cmpstr (script.last_path, ==, "/bucket/a//b%20c");
  g_assert_null (script.last_encoding);
}

static void
assert_safe (Script     *script,
             guint       asked,
             int         code)
{
  g_autoptr(FerryRequest) request = safe_request ();
  g_autoptr(GError) error = NULL;
  guint count = 0;
  g_autoptr(FerryReply) reply = send_request (script, request, &count, &error);

  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, FERRY_ERROR, code);
  g_assert_cmpuint (count, ==, asked);
}

static void
test_safe_is_retried (void)
{
  g_auto(Script) busy = { .fail_first = 2, .status = 503, .body = S3_ERROR ("SlowDown", "") };
  g_auto(Script) cut = { .fail_first = 1, .cut = TRUE };

  assert_safe (&busy, 3, -1);
  assert_safe (&cut, 2, -1);
}

static void
test_safe_gives_up (void)
{
  g_auto(Script) script = { .fail_first = G_MAXUINT, .status = 503,
                            .body = S3_ERROR ("SlowDown", "") };

  assert_safe (&script, 4, FERRY_ERROR_THROTTLED);
}

static void
test_safe_refused (void)
{
  g_auto(Script) denied = { .fail_first = G_MAXUINT, .status = 403,
                            .body = S3_ERROR ("AccessDenied", "") };
  g_auto(Script) key = { .fail_first = G_MAXUINT, .status = 403,
                         .body = S3_ERROR ("InvalidAccessKeyId", "") };
  g_auto(Script) html = { .fail_first = G_MAXUINT, .status = 400, .body = "<html>proxy</html>" };
  g_auto(Script) redirect = { .fail_first = G_MAXUINT, .status = 302, .body = "x",
                              .location = "http://127.0.0.1:1/" };

  assert_safe (&denied, 1, FERRY_ERROR_DENIED);
  assert_safe (&key, 1, FERRY_ERROR_BAD_ACCESS_KEY);
  assert_safe (&html, 1, FERRY_ERROR_BAD_REPLY);
  assert_safe (&redirect, 1, FERRY_ERROR_BAD_REPLY);
}

static void
test_other_region (void)
{
  g_auto(Script) script = { .fail_first = 1, .status = 400,
                            .body = S3_ERROR ("AuthorizationHeaderMalformed",
                                              "<Region>eu-north-1</Region>") };

  assert_safe (&script, 2, -1);
  g_assert_nonnull (strstr (script.last_authorization, "/eu-north-1/s3/"));
}

static void
test_clock_is_corrected (void)
{
  const char *bodies[] = {
    S3_ERROR ("RequestTimeTooSkewed", ""),
    EC2_ERROR ("RequestExpired"),
    "<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code>"
    "<Message>Signature expired: 20261123T000000Z is now earlier than 20261123T001500Z</Message>"
    "</Error></ErrorResponse>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_auto(Script) script = { .fail_first = 1, .status = 403, .minutes_ahead = -20,
                                .body = bodies[i] };
      g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
      g_autoptr(GDateTime) then = g_date_time_add_minutes (now, -20);
      g_autoptr(GDateTime) signed_at = NULL;

      assert_safe (&script, 2, -1);
      signed_at = ferry_time_parse_basic (script.last_date);
      g_assert_cmpint (ABS (g_date_time_difference (signed_at, then)), <, G_TIME_SPAN_MINUTE);
    }
}

static void
ask (FerryClient *client)
{
  g_autoptr(FerryRequest) request = safe_request ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerryReply) reply = NULL;
  GAsyncResult *slot = NULL;

  ferry_client_send_async (client, request, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  reply = ferry_client_send_finish (client, result, NULL);
}

/* What the client takes for AWS's time after one request, in minutes from this computer's. */
static int
learn_minutes (Script *script)
{
  g_autoptr(FerryTestServer) server = ferry_test_server_new (handle, script);
  g_autoptr(FerryClient) client = ferry_test_server_make_client (server);
  g_autoptr(GDateTime) local = NULL;
  g_autoptr(GDateTime) now = NULL;

  ask (client);
  local = g_date_time_new_now_utc ();
  now = ferry_client_dup_now (client);
  g_assert_nonnull (now);

  return (g_date_time_difference (now, local) + 30 * G_TIME_SPAN_SECOND) / G_TIME_SPAN_MINUTE;
}

/* Only AWS's own answers tell AWS's time: a gateway's may be years off, and decides nothing. */
static void
test_whose_time (void)
{
  g_auto(Script) aws = { .minutes_ahead = 20, .request_id = "r3" };
  g_auto(Script) refused = { .fail_first = G_MAXUINT, .status = 403, .minutes_ahead = 20,
                             .body = S3_ERROR ("AccessDenied", "") };
  g_auto(Script) sign_in_page = { .minutes_ahead = 20 };
  g_auto(Script) gateway = { .fail_first = G_MAXUINT, .status = 404, .minutes_ahead = 20,
                             .body = "<html/>" };
  g_auto(Script) end_of_time = { .date = "Fri, 31 Dec 9999 23:59:59 GMT", .request_id = "r3" };
  g_auto(Script) no_time = { .date = "soon", .request_id = "r3" };

  g_assert_cmpint (learn_minutes (&aws), ==, 20);
  g_assert_cmpint (learn_minutes (&refused), ==, 20);
  g_assert_cmpint (learn_minutes (&sign_in_page), ==, 0);
  g_assert_cmpint (learn_minutes (&gateway), ==, 0);
  g_assert_cmpint (learn_minutes (&end_of_time), ==, 0);
  g_assert_cmpint (learn_minutes (&no_time), ==, 0);
}

/* Not a missing permission, though the status says so. */
static void
test_archived (void)
{
  g_auto(Script) script = { .fail_first = G_MAXUINT, .status = 403,
                            .body = S3_ERROR ("InvalidObjectState", "") };

  assert_safe (&script, 1, FERRY_ERROR_ARCHIVED);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

/* How far off it is can be told to people, once. */
static void
test_clock_is_told (void)
{
  g_auto(Script) script = { .minutes_ahead = 20, .request_id = "r3" };
  g_autoptr(FerryTestServer) server = ferry_test_server_new (handle, &script);
  g_autoptr(FerryClient) client = ferry_test_server_make_client (server);
  guint told = 0;

  g_signal_connect_swapped (client, "notify::clock-offset", G_CALLBACK (count_cb), &told);
  g_assert_cmpint (ferry_client_get_clock_offset (client), ==, 0);
  ask (client);
  ask (client);
  g_assert_cmpint (ferry_client_get_clock_offset (client), ==, 20);
  g_assert_cmpuint (told, ==, 1);
}

/* The same codes mean another thing when the clock is right and the region was right. */
static void
test_session_has_ended (void)
{
  g_auto(Script) expired = { .fail_first = G_MAXUINT, .status = 400, .temporary = TRUE,
                             .body = EC2_ERROR ("RequestExpired") };
  g_auto(Script) head = { .fail_first = G_MAXUINT, .status = 400, .temporary = TRUE,
                          .region = "eu-west-1" };
  g_auto(Script) refused = { .fail_first = G_MAXUINT, .status = 400, .region = "eu-west-1" };

  assert_safe (&expired, 1, FERRY_ERROR_EXPIRED);
  assert_safe (&head, 1, FERRY_ERROR_EXPIRED);
  assert_safe (&refused, 1, FERRY_ERROR_REFUSED);
}

static FerryRequest *
head_request (void)
{
  FerryRequest *request = ferry_request_new (FERRY_SERVICE_S3, "HeadObject", "HEAD");

  ferry_request_set_bucket (request, "bucket");
  ferry_request_set_key (request, "key");

  return request;
}

/* A HEAD that fails has a status and headers, and no words. */
static void
test_head (void)
{
  static const struct {
    Script script;
    guint  asked;
    int    code;
  } cases[] = {
    { { .status = 403 }, 1, FERRY_ERROR_DENIED },
    { { .status = 404 }, 1, FERRY_ERROR_NO_SUCH_KEY },
    { { .status = 400 }, 1, FERRY_ERROR_REFUSED },
    { { .status = 301, .region = "eu-north-1", .fail_first = 1 }, 2, -1 },
    { { .status = 400, .region = "eu-north-1", .fail_first = 1 }, 2, -1 },
    { { .status = 301, .region = "eu-north-1" }, 2, FERRY_ERROR_REFUSED },
    { { .status = 301, .location = "https://portal.example/" }, 1, FERRY_ERROR_BAD_REPLY },
    { { .status = 403, .minutes_ahead = -20, .request_id = "r", .fail_first = 1 }, 2, -1 },
    { { .status = 403, .minutes_ahead = -20, .request_id = "r" }, 2, FERRY_ERROR_DENIED },
    { { .status = 412 }, 1, FERRY_ERROR_CONFLICT },
    { { .status = 501 }, 1, FERRY_ERROR_REFUSED },
    { { .status = 403, .type = "text/html", .body = "<html/>" }, 1, FERRY_ERROR_BAD_REPLY },
    { { .status = 200, .type = "text/html", .body = "<html/>" }, 1, FERRY_ERROR_BAD_REPLY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(Script) script = cases[i].script;
      g_autoptr(FerryRequest) request = head_request ();
      g_autoptr(GError) error = NULL;
      g_autoptr(FerryReply) reply = NULL;
      guint asked = 0;

      if (script.fail_first == 0)
        script.fail_first = G_MAXUINT;
      reply = send_request (&script, request, &asked, &error);
      if (cases[i].code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, FERRY_ERROR, cases[i].code);
      g_assert_cmpuint (asked, ==, cases[i].asked);
    }
}

/* What a proxy or a sign-in page says is not AWS's word, whatever its status. */
static void
test_foreign (void)
{
  g_auto(Script) page = { .fail_first = G_MAXUINT, .status = 200, .type = "text/html",
                          .body = "<html>Sign in</html>" };
  g_auto(Script) denied = { .fail_first = G_MAXUINT, .status = 403, .type = "text/html",
                            .body = "<html>Blocked</html>" };
  g_auto(Script) missing = { .fail_first = G_MAXUINT, .status = 404, .type = "text/html",
                             .body = "<html>Not here</html>" };
  g_auto(Script) gateway = { .fail_first = 1, .status = 502, .type = "text/html",
                             .body = "<html>Bad gateway</html>" };
  g_auto(Script) redirect = { .fail_first = G_MAXUINT, .status = 307, .body = "",
                              .location = "https://portal.example/" };

  assert_safe (&page, 1, FERRY_ERROR_BAD_REPLY);
  assert_safe (&denied, 1, FERRY_ERROR_BAD_REPLY);
  assert_safe (&missing, 1, FERRY_ERROR_BAD_REPLY);
  assert_safe (&redirect, 1, FERRY_ERROR_BAD_REPLY);
  assert_safe (&gateway, 2, -1);
}

static void
assert_act (Script *script,
            int     code)
{
  g_autoptr(FerryRequest) request = act_request ();
  g_autoptr(GError) error = NULL;
  guint count = 0;
  g_autoptr(FerryReply) reply = send_request (script, request, &count, &error);

  g_assert_error (error, FERRY_ERROR, code);
  g_assert_cmpuint (count, ==, 1);
  g_assert_null (strstr (error->message, "secret"));
}

static void
test_act_is_sent_once (void)
{
  g_auto(Script) drop = { .fail_first = G_MAXUINT, .drop = TRUE };
  g_auto(Script) broken = { .fail_first = G_MAXUINT, .status = 500,
                            .body = EC2_ERROR ("InternalError") };
  g_auto(Script) proxy = { .fail_first = G_MAXUINT, .status = 404, .body = "<html/>" };
  g_auto(Script) gateway = { .fail_first = G_MAXUINT, .status = 504, .body = "<html/>" };
  g_auto(Script) portal = { .fail_first = G_MAXUINT, .status = 200, .type = "text/html",
                            .body = "<html/>" };
  g_auto(Script) cut = { .fail_first = G_MAXUINT, .cut = TRUE };
  g_auto(Script) busy = { .fail_first = G_MAXUINT, .status = 503,
                          .body = EC2_ERROR ("RequestLimitExceeded") };
  g_auto(Script) refused = { .fail_first = G_MAXUINT, .status = 400,
                             .body = EC2_ERROR ("InvalidParameter") };
  g_auto(Script) cancelled = { .fail_first = G_MAXUINT, .hold = TRUE,
                               .cancel_when_asked = g_cancellable_new () };

  assert_act (&drop, FERRY_ERROR_UNCONFIRMED);
  assert_act (&broken, FERRY_ERROR_UNCONFIRMED);
  assert_act (&gateway, FERRY_ERROR_UNCONFIRMED);
  assert_act (&proxy, FERRY_ERROR_UNCONFIRMED);
  assert_act (&portal, FERRY_ERROR_UNCONFIRMED);
  assert_act (&cut, FERRY_ERROR_UNCONFIRMED);
  assert_act (&busy, FERRY_ERROR_THROTTLED);
  assert_act (&refused, FERRY_ERROR_REFUSED);
  assert_act (&cancelled, FERRY_ERROR_UNCONFIRMED);
}

static void
test_cancel (void)
{
  g_auto(Script) script = { .fail_first = G_MAXUINT, .hold = TRUE,
                            .cancel_when_asked = g_cancellable_new () };
  g_autoptr(FerryRequest) request = safe_request ();
  g_autoptr(GError) error = NULL;

  g_assert_null (send_request (&script, request, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Nobody listens: nothing was sent, so even an act is not in doubt. */
static void
test_unreachable (void)
{
  g_auto(Script) script = { 0 };
  g_autoptr(FerryTestServer) server = ferry_test_server_new (handle, &script);
  g_autoptr(FerryClient) client = ferry_test_server_make_client (server);
  g_autoptr(FerryRequest) request = act_request ();
  GAsyncResult *slot = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&server, ferry_test_server_free);
  ferry_client_send_async (client, request, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  g_assert_null (ferry_client_send_finish (client, result, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNREACHABLE);
}

static void
test_too_large (void)
{
  g_auto(Script) script = { 0 };
  g_autoptr(FerryRequest) request = safe_request ();
  g_autoptr(GError) error = NULL;

  ferry_request_set_max_reply (request, 3);
  g_assert_null (send_request (&script, request, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY);
}

/* A link carries its own signature, and none of ours is added. */
static void
test_link (void)
{
  g_auto(Script) script = { 0 };
  g_autoptr(FerryTestServer) server = ferry_test_server_new (handle, &script);
  g_autoptr(FerryClient) client = ferry_test_server_make_client (server);
  g_autoptr(FerryRequest) request = safe_request ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GUri) link = ferry_test_sign (client, request, 60);
  GAsyncResult *slot = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(FerryReply) reply = NULL;

  ferry_client_use_link_async (client, "GET", link, "bytes=0-3", NULL,
                               ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  reply = ferry_client_send_finish (client, result, &error);
  g_assert_no_error (error);
  g_assert_null (script.last_authorization);
  g_assert_cmpstr (script.last_path, ==, "/bucket/a//b%20c");
}

static void
test_error_is_told (void)
{
  g_auto(Script) script = { .fail_first = G_MAXUINT, .status = 400,
                            .body = EC2_ERROR ("ResourceLimitExceeded") };
  g_autoptr(FerryRequest) request = act_request ();
  g_autoptr(GError) error = NULL;
  const FerryErrorDetail *detail;

  g_assert_null (send_request (&script, request, NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_LIMIT);
  detail = ferry_error_get_detail (error);
  g_assert_cmpstr (detail->service, ==, "ec2");
  g_assert_cmpstr (detail->operation, ==, "ImportInstance");
  g_assert_cmpstr (detail->code, ==, "ResourceLimitExceeded");
  g_assert_cmpstr (detail->message, ==, "m");
  g_assert_cmpstr (detail->request_id, ==, "r2");
  g_assert_cmpuint (detail->status, ==, 400);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/success", test_success);
  g_test_add_func ("/client/safe/retried", test_safe_is_retried);
  g_test_add_func ("/client/safe/gives-up", test_safe_gives_up);
  g_test_add_func ("/client/safe/refused", test_safe_refused);
  g_test_add_func ("/client/other-region", test_other_region);
  g_test_add_func ("/client/clock", test_clock_is_corrected);
  g_test_add_func ("/client/archived", test_archived);
  g_test_add_func ("/client/whose-time", test_whose_time);
  g_test_add_func ("/client/clock-is-told", test_clock_is_told);
  g_test_add_func ("/client/session-has-ended", test_session_has_ended);
  g_test_add_func ("/client/head", test_head);
  g_test_add_func ("/client/foreign", test_foreign);
  g_test_add_func ("/client/act", test_act_is_sent_once);
  g_test_add_func ("/client/cancel", test_cancel);
  g_test_add_func ("/client/unreachable", test_unreachable);
  g_test_add_func ("/client/too-large", test_too_large);
  g_test_add_func ("/client/link", test_link);
  g_test_add_func ("/client/error", test_error_is_told);

  return g_test_run ();
}
