/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "aws/ferry-client.h"

#include "aws/ferry-endpoint.h"
#include "aws/ferry-message.h"
#include "aws/ferry-retry.h"
#include "aws/ferry-signer.h"
#include "base/ferry-backoff.h"
#include "base/ferry-error.h"

/* One request is one Send: attempt → sent → read (as often as there are bytes) → settle, which
 * finishes, waits and attempts again, or attempts again at once in another region. The task holds
 * the client; the Send is the task's data.
 */

#define MAX_ATTEMPTS 4
#define BACKOFF_BASE_MS 200
#define BACKOFF_CAP_MS 5000
#define READ_BYTES (64 * 1024)
#define MAX_LINK_REPLY (1024 * 1024)

/* libsoup's own defaults are 2 connections a host and 60 s. */
#define MAX_CONNECTIONS_PER_HOST 8
#define TIMEOUT_SECONDS 30

/* A Date header has whole seconds and may be a little old: less is not worth a correction. */
#define SMALLEST_OFFSET_SECONDS 20

/* No certificate would be valid on both clocks, so this Date is not the server's. */
#define LARGEST_OFFSET_DAYS 366

struct _FerryClient {
  GObject           parent_instance;

  FerryAccount     *account;
  FerryCredentials *credentials;
  SoupSession      *session;
  GTimeSpan         clock_offset;  /* to be added to this computer's clock */
  int               told_offset;   /* the property's value, in minutes */
  guint             backoff_base;  /* ms */
};

G_DEFINE_FINAL_TYPE (FerryClient, ferry_client, G_TYPE_OBJECT)

typedef enum {
  PROP_CLOCK_OFFSET = 1,
} FerryClientProperty;

static GParamSpec *properties[PROP_CLOCK_OFFSET + 1];

typedef struct {
  FerryRequest *request;   /* NULL for a link */
  GUri         *link;      /* NULL for a request */
  char         *method;
  char         *range;
  char         *region;    /* where S3 told us to go instead of the request's own region */
  gsize         max_reply;
  guint         attempt;
  gboolean      started;   /* the first byte may have left */
  gboolean      clock_corrected;
  GTimeSpan     clock_offset;  /* with which it was signed */
  SoupMessage  *message;
  GInputStream *stream;
  GByteArray   *body;
} Send;

static void attempt (GTask *task);

static void
send_free (Send *send)
{
  g_clear_pointer (&send->request, ferry_request_unref);
  g_clear_pointer (&send->link, g_uri_unref);
  g_free (send->method);
  g_free (send->range);
  g_free (send->region);
  g_clear_object (&send->message);
  g_clear_object (&send->stream);
  g_clear_pointer (&send->body, g_byte_array_unref);
  g_free (send);
}

static const char *
send_service (Send *send)
{
  return send->request ? ferry_service_get_name (ferry_request_get_service (send->request)) : "s3";
}

static const char *
send_operation (Send *send)
{
  return send->request ? ferry_request_get_operation (send->request) : "pre-signed link";
}

static gboolean
is_act (Send *send)
{
  return send->request && ferry_request_is_act (send->request);
}

static GError *
make_error (Send       *send,
            FerryError  code,
            const char *message)
{
  FerryErrorDetail detail = {
    .service = (char *) send_service (send),
    .operation = (char *) send_operation (send),
  };

  return ferry_error_new_detailed (code, &detail, message);
}

/* What came of the transport, in our words. @error is consumed. */
static GError *
translate (Send   *send,
           GError *error)
{
  g_autoptr(GError) original = error;
  FerryError code = FERRY_ERROR_DISCONNECTED;

  if (is_act (send) && send->started)
    return make_error (send, FERRY_ERROR_UNCONFIRMED,
                       "the request was sent, and the connection ended before the answer");
  if (g_error_matches (original, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      original->domain == FERRY_ERROR)
    return g_steal_pointer (&original);
  /* Certificates are judged before anything is sent; a later TLS error is a cut connection. */
  if (!send->started)
    code = original->domain == G_TLS_ERROR ? FERRY_ERROR_TLS : FERRY_ERROR_UNREACHABLE;

  return make_error (send, code, original->message);
}

/* How this very request may be tried again: once for each cause that can be mended; acts never. */
static FerryRetry
decide_retry (Send         *send,
              const GError *error)
{
  FerryRetry retry = is_act (send) ? FERRY_RETRY_NEVER : ferry_retry_for (error);

  if ((retry == FERRY_RETRY_LATER && send->attempt >= MAX_ATTEMPTS) ||
      (retry == FERRY_RETRY_CLOCK && (send->link || send->clock_corrected)) ||
      (retry == FERRY_RETRY_REGION && (send->link || send->region)))
    return FERRY_RETRY_NEVER;

  return retry;
}

static gboolean
retry_cb (gpointer user_data)
{
  GTask *task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    attempt (g_object_ref (task));

  return G_SOURCE_REMOVE;
}

static void
retry_later (GTask *task)
{
  FerryClient *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);

  ferry_backoff_wait (task, ferry_backoff_delay_ms (send->attempt - 1, self->backoff_base,
                                                    BACKOFF_CAP_MS, g_random_int ()), retry_cb);
}

/* The end of one attempt that failed. @error is consumed. */
static void
settle_error (GTask  *task,
              GError *error)
{
  Send *send = g_task_get_task_data (task);
  g_autoptr(GError) own = error;

  switch (decide_retry (send, own))
    {
    case FERRY_RETRY_LATER:
      retry_later (task);
      break;

    case FERRY_RETRY_CLOCK:
      send->clock_corrected = TRUE;
      attempt (g_object_ref (task));
      break;

    case FERRY_RETRY_REGION:
      send->region = g_strdup (ferry_error_get_detail (own)->region);
      attempt (g_object_ref (task));
      break;

    case FERRY_RETRY_NEVER:
    default:
      g_task_return_error (task, g_steal_pointer (&own));
    }
}

static const char *
get_region (FerryClient *self,
            Send        *send)
{
  if (send->region)
    return send->region;
  if (send->request && ferry_request_get_region (send->request))
    return ferry_request_get_region (send->request);

  return ferry_account_get_region (self->account);
}

/* Only when it is another one to the minute: each Date is a little off. */
static void
tell_clock_offset (FerryClient *self)
{
  GTimeSpan half = self->clock_offset < 0 ? -G_TIME_SPAN_MINUTE / 2 : G_TIME_SPAN_MINUTE / 2;
  int minutes = (int) ((self->clock_offset + half) / G_TIME_SPAN_MINUTE);

  if (minutes == self->told_offset)
    return;

  self->told_offset = minutes;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLOCK_OFFSET]);
}

/* Learns AWS's time. A proxy has a clock of its own, and what it answers in AWS's place shows
 * neither a request id nor a code of AWS; replies that a cache kept have an Age.
 */
static void
learn_time (FerryClient  *self,
            FerryReply   *reply,
            const GError *error)
{
  const char *date = ferry_reply_get_header (reply, "Date");
  g_autoptr(GDateTime) server = date ? soup_date_time_new_from_http_string (date) : NULL;
  g_autoptr(GDateTime) local = g_date_time_new_now_utc ();
  gboolean is_aws = ferry_reply_get_request_id (reply) ||
                    (error && ferry_error_get_detail (error)->code);
  GTimeSpan offset;

  if (server == NULL || !is_aws || ferry_reply_get_header (reply, "Age"))
    return;

  offset = g_date_time_difference (server, local);
  if (ABS (offset) > LARGEST_OFFSET_DAYS * G_TIME_SPAN_DAY)
    return;

  self->clock_offset = ABS (offset) > SMALLEST_OFFSET_SECONDS * G_TIME_SPAN_SECOND ? offset : 0;
  tell_clock_offset (self);
}

static void
settle_reply (GTask *task)
{
  FerryClient *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
  g_autoptr(GBytes) body = g_byte_array_free_to_bytes (g_steal_pointer (&send->body));
  g_autoptr(FerryReply) reply = ferry_reply_new (soup_message_get_status (send->message),
                                                 soup_message_get_response_headers (send->message),
                                                 body);
  guint status = ferry_reply_get_status (reply);
  GError *error;

  if (status >= 200 && status < 300 && !ferry_reply_is_foreign (reply))
    {
      learn_time (self, reply, NULL);
      g_task_return_pointer (task, g_steal_pointer (&reply), (GDestroyNotify) ferry_reply_unref);
      return;
    }

  error = ferry_reply_to_error (reply, send_service (send), send_operation (send));
  learn_time (self, reply, error);
  error = ferry_reply_reconsider (error, get_region (self, send),
                                  ferry_credentials_get_session_token (self->credentials) != NULL,
                                  self->clock_offset - send->clock_offset);
  if (is_act (send) && !ferry_reply_is_clear (reply, error))
    error = ferry_error_recode (error, FERRY_ERROR_UNCONFIRMED);

  settle_error (task, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Send *send = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result,
                                                              &error);

  if (bytes == NULL)
    {
      settle_error (task, translate (send, g_steal_pointer (&error)));
      return;
    }

  if (g_bytes_get_size (bytes) == 0)
    {
      settle_reply (task);
      return;
    }

  if (send->body->len + g_bytes_get_size (bytes) > send->max_reply)
    {
      settle_error (task,
                    make_error (send,
                                is_act (send) ? FERRY_ERROR_UNCONFIRMED : FERRY_ERROR_BAD_REPLY,
                                "the reply is larger than it may be"));
      return;
    }

  g_byte_array_append (send->body, g_bytes_get_data (bytes, NULL),
                       (guint) g_bytes_get_size (bytes));
  g_input_stream_read_bytes_async (G_INPUT_STREAM (source), READ_BYTES, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), read_cb, g_object_ref (task));
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Send *send = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  send->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (send->stream == NULL)
    {
      settle_error (task, translate (send, g_steal_pointer (&error)));
      return;
    }

  g_input_stream_read_bytes_async (send->stream, READ_BYTES, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), read_cb, g_object_ref (task));
}

static void
starting_cb (SoupMessage *message,
             gpointer     user_data)
{
  Send *send = user_data;

  send->started = TRUE;
}

static SoupMessage *
make_message (FerryClient  *self,
              Send         *send,
              GError      **error)
{
  g_autoptr(GDateTime) now = ferry_client_dup_now (self);

  if (send->link)
    return ferry_message_new_link (send->method, send->link, send->range);

  return ferry_message_new_signed (self->account, self->credentials, send->request,
                                   get_region (self, send), now, error);
}

/* @task is consumed. */
static void
attempt (GTask *owned_task)
{
  g_autoptr(GTask) task = owned_task;
  FerryClient *self = g_task_get_source_object (task);
  Send *send = g_task_get_task_data (task);
  GError *error = NULL;

  send->attempt++;
  g_clear_object (&send->stream);
  g_clear_object (&send->message);
  g_clear_pointer (&send->body, g_byte_array_unref);
  send->body = g_byte_array_new ();
  send->started = FALSE;
  send->clock_offset = self->clock_offset;
  send->message = make_message (self, send, &error);
  if (send->message == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_signal_connect (send->message, "starting", G_CALLBACK (starting_cb), send);
  soup_session_send_async (self->session, send->message, G_PRIORITY_DEFAULT,
                           g_task_get_cancellable (task), sent_cb, g_object_ref (task));
}

static void
start (FerryClient         *self,
       Send                *send,
       gpointer             tag,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  /* A cancelled act must be able to say that it may have happened. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, send, (GDestroyNotify) send_free);
  attempt (task);
}

static void
ferry_client_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  FerryClient *self = FERRY_CLIENT (object);

  switch ((FerryClientProperty) prop_id)
    {
    case PROP_CLOCK_OFFSET:
      g_value_set_int (value, self->told_offset);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
ferry_client_dispose (GObject *object)
{
  FerryClient *self = FERRY_CLIENT (object);

  g_clear_object (&self->session);
  g_clear_object (&self->account);
  g_clear_pointer (&self->credentials, ferry_credentials_unref);

  G_OBJECT_CLASS (ferry_client_parent_class)->dispose (object);
}

static void
ferry_client_class_init (FerryClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_client_get_property;
  object_class->dispose = ferry_client_dispose;

  properties[PROP_CLOCK_OFFSET] =
    g_param_spec_int ("clock-offset", NULL, NULL, G_MININT, G_MAXINT, 0,
                      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ferry_client_init (FerryClient *self)
{
  self->backoff_base = BACKOFF_BASE_MS;
  self->session = soup_session_new_with_options ("max-conns-per-host", MAX_CONNECTIONS_PER_HOST,
                                                 "timeout", TIMEOUT_SECONDS,
                                                 "idle-timeout", TIMEOUT_SECONDS,
                                                 "user-agent", "Ferry/" FERRY_VERSION,
                                                 NULL);
  /* Ranges and hashes are of the stored bytes, so nothing may be unpacked on the way. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
}

FerryClient *
ferry_client_new (FerryAccount     *account,
                  FerryCredentials *credentials)
{
  FerryClient *self = g_object_new (FERRY_TYPE_CLIENT, NULL);

  self->account = g_object_ref (account);
  self->credentials = ferry_credentials_ref (credentials);

  return self;
}

FerryAccount *
ferry_client_get_account (FerryClient *self)
{
  g_return_val_if_fail (FERRY_IS_CLIENT (self), NULL);

  return self->account;
}

FerryCredentials *
ferry_client_get_credentials (FerryClient *self)
{
  g_return_val_if_fail (FERRY_IS_CLIENT (self), NULL);

  return self->credentials;
}

void
ferry_client_set_patience (FerryClient *self,
                           guint        backoff_ms,
                           guint        timeout_seconds)
{
  g_return_if_fail (FERRY_IS_CLIENT (self));

  self->backoff_base = backoff_ms;
  soup_session_set_timeout (self->session, timeout_seconds);
}

int
ferry_client_get_clock_offset (FerryClient *self)
{
  g_return_val_if_fail (FERRY_IS_CLIENT (self), 0);

  return self->told_offset;
}

GDateTime *
ferry_client_dup_now (FerryClient *self)
{
  g_autoptr(GDateTime) local = g_date_time_new_now_utc ();

  g_return_val_if_fail (FERRY_IS_CLIENT (self), NULL);

  return g_date_time_add (local, self->clock_offset);
}

void
ferry_client_send_async (FerryClient         *self,
                         FerryRequest        *request,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  Send *send;

  g_return_if_fail (FERRY_IS_CLIENT (self));

  send = g_new0 (Send, 1);
  send->request = ferry_request_ref (request);
  send->max_reply = ferry_request_get_max_reply (request);
  start (self, send, ferry_client_send_async, cancellable, callback, user_data);
}

FerryReply *
ferry_client_send_finish (FerryClient   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ferry_client_use_link_async (FerryClient         *self,
                             const char          *method,
                             GUri                *link,
                             const char          *range,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  Send *send;

  g_return_if_fail (FERRY_IS_CLIENT (self));

  send = g_new0 (Send, 1);
  send->link = g_uri_ref (link);
  send->method = g_strdup (method);
  send->range = g_strdup (range);
  send->max_reply = MAX_LINK_REPLY;
  start (self, send, ferry_client_use_link_async, cancellable, callback, user_data);
}

void
ferry_client_read_link_async (FerryClient         *self,
                              GUri                *link,
                              gsize                most,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  Send *send;

  g_return_if_fail (FERRY_IS_CLIENT (self));

  send = g_new0 (Send, 1);
  send->link = g_uri_ref (link);
  send->method = g_strdup ("GET");
  send->max_reply = MAX (most, MAX_LINK_REPLY);
  start (self, send, ferry_client_use_link_async, cancellable, callback, user_data);
}
