/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-damage.h"

#include <string.h>

/* More than any reply may be (FerryRequest), in pieces. */
#define HUGE_BYTES (20 * 1024 * 1024)

static void
cut_connection (FerryRehearsalExchange *exchange)
{
  GSocket *socket = soup_server_message_get_socket (exchange->message);

  if (socket)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

/* A status keeps libsoup from handling the request after its headers. */
static void
drop (FerryRehearsalExchange *exchange)
{
  soup_server_message_set_status (exchange->message, SOUP_STATUS_SERVICE_UNAVAILABLE, NULL);
  cut_connection (exchange);
}

/* The service's own words where an HTTP status has some. */
static void
reply_status (FerryRehearsalExchange *exchange,
              guint                   status)
{
  const char *code = "InternalError";
  const char *text = "An internal error has occurred";

  if (status == 503)
    {
      const char * const slow[] = { "SlowDown", "RequestLimitExceeded", "Throttling" };

      code = slow[exchange->service];
      text = exchange->service == FERRY_SERVICE_S3 ? "Please reduce your request rate."
                                                   : "Request limit exceeded.";
    }
  else if (status == 403)
    {
      const char * const denied[] = { "AccessDenied", "UnauthorizedOperation", "AccessDenied" };

      code = denied[exchange->service];
      text = "You are not authorized to perform this operation.";
    }
  else if (status < 500)
    {
      code = "InvalidRequest";
      text = "The request is not valid.";
    }
  ferry_rehearsal_exchange_reply_error (exchange, status, code, text, NULL);
}

/* In the words in which IAM's refusals come (IAM User Guide, "Access denied error messages"). */
static void
deny (FerryRehearsalExchange *exchange)
{
  const char *service = ferry_service_get_name (exchange->service);
  g_autoptr(GString) text = g_string_new (NULL);

  if (exchange->service == FERRY_SERVICE_EC2)
    g_string_append (text, "You are not authorized to perform this operation. ");
  g_string_append_printf (text, "User: arn:aws:iam::123456789012:user/rehearsal is not authorized "
                          "to perform: %s:%s", service, exchange->operation);
  if (exchange->bucket)
    g_string_append_printf (text, " on resource: \"arn:aws:s3:::%s%s%s\"", exchange->bucket,
                            exchange->key ? "/" : "", exchange->key ? exchange->key : "");
  g_string_append_printf (text, " because no identity-based policy allows the %s:%s action",
                          service, exchange->operation);
  ferry_rehearsal_exchange_reply_error (exchange, 403,
                                        exchange->service == FERRY_SERVICE_EC2
                                          ? "UnauthorizedOperation" : "AccessDenied",
                                        text->str, NULL);
}

/* libsoup would cut the range that is asked for out of any body, whatever the body is. */
static void
forget_range (FerryRehearsalExchange *exchange)
{
  soup_message_headers_remove (soup_server_message_get_request_headers (exchange->message),
                               "Range");
}

/* The headers that AWS puts on every reply are not a proxy's to give. */
static void
reply_html (FerryRehearsalExchange *exchange,
            guint                   status)
{
  static const char page[] =
    "<!DOCTYPE html>\n<html><head><title>Sign in</title></head>\n"
    "<body><p>Sign in to use this network.</p></body></html>\n";
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (exchange->message);

  forget_range (exchange);
  soup_message_headers_clear (headers);
  soup_server_message_set_status (exchange->message, status, NULL);
  if (status >= 300 && status < 400)
    soup_message_headers_replace (headers, "Location", "http://127.0.0.1:1/sign-in");
  soup_server_message_set_response (exchange->message, "text/html", SOUP_MEMORY_STATIC, page,
                                    strlen (page));
}

static void
cut_headers (FerryRehearsalExchange *exchange)
{
  const char half[] = "HTTP/1.1 200 OK\r\nContent-Le";
  g_autoptr(GIOStream) stream = soup_server_message_steal_connection (exchange->message);

  /* The client may have gone before: then there is nothing to cut. */
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), half, strlen (half), NULL,
                             NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static void
half_written_cb (SoupServerMessage *message,
                 guint              size,
                 gpointer           user_data)
{
  g_socket_shutdown (user_data, TRUE, TRUE, NULL);
}

/* Promises the whole body, sends the half of it and closes. */
static void
cut_body (FerryRehearsalExchange *exchange)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (exchange->message);
  SoupMessageBody *body = soup_server_message_get_response_body (exchange->message);
  g_autoptr(GBytes) whole = soup_message_body_flatten (body);
  gsize length = g_bytes_get_size (whole);
  g_autoptr(GBytes) half = g_bytes_new_from_bytes (whole, 0, length / 2);
  GSocket *socket = soup_server_message_get_socket (exchange->message);

  if (socket == NULL || length < 2)
    {
      cut_connection (exchange);
      return;
    }
  g_signal_connect_object (exchange->message, "wrote-body-data", G_CALLBACK (half_written_cb),
                           socket, 0);
  soup_message_body_truncate (body);
  soup_message_body_append_bytes (body, half);
  soup_message_headers_set_content_length (headers, length);
}

/* @text: (transfer full). A HEAD has no body that could be another one; it loses its length. */
static void
replace_body (FerryRehearsalExchange *exchange,
              char                   *text)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (exchange->message);

  forget_range (exchange);
  soup_server_message_set_status (exchange->message, SOUP_STATUS_OK, NULL);
  soup_message_body_truncate (soup_server_message_get_response_body (exchange->message));
  soup_message_headers_remove (headers, "Content-Range");
  soup_message_headers_remove (headers, "Content-Length");
  if (g_str_equal (soup_server_message_get_method (exchange->message), "HEAD"))
    {
      soup_message_headers_set_encoding (headers, SOUP_ENCODING_EOF);
      soup_message_headers_replace (headers, "Connection", "close");
      g_free (text);
      return;
    }
  soup_message_headers_set_content_length (headers, strlen (text));
  soup_server_message_set_response (exchange->message, "application/xml", SOUP_MEMORY_TAKE, text,
                                    strlen (text));
}

static char *
make_huge (void)
{
  char *text = g_malloc (HUGE_BYTES + 1);

  memset (text, ' ', HUGE_BYTES);
  memcpy (text, "<Huge>", strlen ("<Huge>"));
  text[HUGE_BYTES] = '\0';

  return text;
}

void
ferry_rehearsal_damage (FerryRehearsalExchange    *exchange,
                        const FerryRehearsalFault *fault)
{
  switch (fault->kind)
    {
    case FERRY_REHEARSAL_FAULT_STATUS:
      reply_status (exchange, fault->status);
      break;
    case FERRY_REHEARSAL_FAULT_ERROR:
      ferry_rehearsal_exchange_reply_error (exchange, fault->status, fault->code,
                                            "The rehearsal was told to say so.", NULL);
      break;
    case FERRY_REHEARSAL_FAULT_DENY:
      deny (exchange);
      break;
    case FERRY_REHEARSAL_FAULT_HTML:
      reply_html (exchange, fault->status);
      break;
    case FERRY_REHEARSAL_FAULT_HOLD_REPLY:
      soup_server_message_pause (exchange->message);
      break;
    case FERRY_REHEARSAL_FAULT_CUT_HEADERS:
      cut_headers (exchange);
      break;
    case FERRY_REHEARSAL_FAULT_CUT_BODY:
      cut_body (exchange);
      break;
    case FERRY_REHEARSAL_FAULT_EMPTY_BODY:
      replace_body (exchange, g_strdup (""));
      break;
    case FERRY_REHEARSAL_FAULT_WRONG_BODY:
      replace_body (exchange, g_strdup ("<SomethingElse><Name>no</Name></SomethingElse>"));
      break;
    case FERRY_REHEARSAL_FAULT_BROKEN_BODY:
      replace_body (exchange, g_strdup ("<ListBucketResult><Name>acme"));
      break;
    case FERRY_REHEARSAL_FAULT_HUGE_BODY:
      replace_body (exchange, make_huge ());
      break;
    case FERRY_REHEARSAL_FAULT_DROP_HEADERS:
    case FERRY_REHEARSAL_FAULT_DROP:
    case FERRY_REHEARSAL_FAULT_LOSE_REPLY:
    default:
      drop (exchange);
      break;
    }
}
