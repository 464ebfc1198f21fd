/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-server.h"

#include <libsoup/soup.h>

#include "base/ferry-json.h"
#include "credentials/ferry-rehearsal-account.h"
#include "rehearsal/ferry-rehearsal-conversion.h"
#include "rehearsal/ferry-rehearsal-damage.h"
#include "rehearsal/ferry-rehearsal-ec2.h"
#include "rehearsal/ferry-rehearsal-exchange.h"
#include "rehearsal/ferry-rehearsal-s3.h"
#include "rehearsal/ferry-rehearsal-signature.h"
#include "rehearsal/ferry-rehearsal-sts.h"

#define SAVE_MS 250

struct _FerryRehearsalServer {
  SoupServer              *soup;
  FerryRehearsalStore     *store;
  FerryRehearsalAccount    account;
  FerryRehearsalFaults    *faults;
  FerryRehearsalConverter *converter;
  GPtrArray               *known;      /* (element-type FerryCredentials): who may sign */
  guint                    latency;
  gboolean                 is_hasty;     /* imports take no time, and so must all the rest */
  guint                    save_timer;
  gboolean                 is_following; /* a task: it is saved with what it has made */
  FerryRehearsalEventFunc  event;
  gpointer                 user_data;
};

/* A request that waits for its latency to pass. */
typedef struct {
  FerryRehearsalServer *server;
  SoupServerMessage    *message;
  gboolean              gone;
} Delay;

static void
emit (FerryRehearsalServer *self,
      JsonObject           *event)
{
  g_autofree char *line = NULL;

  if (self->event == NULL)
    return;
  line = ferry_json_to_line (event);
  self->event (line, self->user_data);
}

static void
emit_request (FerryRehearsalServer   *self,
              FerryRehearsalExchange *exchange,
              const char             *fault)
{
  g_autoptr(JsonObject) event = json_object_new ();

  ferry_json_set_string (event, "event", "request");
  ferry_json_set_string (event, "service", ferry_service_get_name (exchange->service));
  ferry_json_set_string (event, "operation", exchange->operation);
  ferry_json_set_string (event, "bucket", exchange->bucket);
  ferry_json_set_string (event, "key", exchange->key);
  ferry_json_set_string (event, "signed", exchange->region == NULL ? NULL
                                          : exchange->by_link ? "query" : "headers");
  json_object_set_int_member (event, "status", soup_server_message_get_status (exchange->message));
  ferry_json_set_string (event, "task", exchange->task);
  ferry_json_set_string (event, "fault", fault);
  emit (self, event);
}

static void
save (FerryRehearsalServer *self)
{
  g_autoptr(GError) error = NULL;

  g_clear_handle_id (&self->save_timer, g_source_remove);
  if (!ferry_rehearsal_store_save (self->store, &error))
    g_printerr ("ferry-rehearsal: %s\n", error->message);
}

static gboolean
save_cb (gpointer user_data)
{
  FerryRehearsalServer *self = user_data;

  self->save_timer = 0;
  save (self);

  return G_SOURCE_REMOVE;
}

/* All is on the disk before it is told, but for the progress of what is done in a moment. */
static void
save_task (FerryRehearsalServer *self,
           FerryRehearsalTask   *task)
{
  if (!self->is_hasty || task->state != FERRY_REHEARSAL_TASK_ACTIVE || task->read_whole ||
      task->bytes_converted == 0)
    save (self);
  else if (self->save_timer == 0)
    self->save_timer = g_timeout_add (SAVE_MS, save_cb, self);
}

static void
task_changed_cb (FerryRehearsalTask *task,
                 gpointer            user_data)
{
  FerryRehearsalServer *self = user_data;
  g_autoptr(JsonObject) event = json_object_new ();

  self->is_following = TRUE;
  ferry_rehearsal_estate_follow (ferry_rehearsal_store_get_estate (self->store), task);
  self->is_following = FALSE;
  save_task (self, task);
  ferry_json_set_string (event, "event", "task");
  ferry_json_set_string (event, "task", task->id);
  ferry_json_set_string (event, "region", task->region);
  ferry_json_set_string (event, "state", ferry_rehearsal_task_get_state_name (task));
  ferry_json_set_string (event, "message", task->status_message);
  ferry_json_set_string (event, "instance", task->instance_id);
  json_object_set_int_member (event, "bytes", task->bytes_converted);
  emit (self, event);
}

static void
estate_changed_cb (JsonObject *event,
                   gpointer    user_data)
{
  FerryRehearsalServer *self = user_data;

  if (!self->is_following)
    save (self);
  emit (self, event);
}

static void
task_waiting_cb (FerryRehearsalTask *task,
                 const char         *what,
                 guint               status,
                 gpointer            user_data)
{
  FerryRehearsalServer *self = user_data;
  g_autoptr(JsonObject) event = json_object_new ();

  ferry_json_set_string (event, "event", "waiting");
  ferry_json_set_string (event, "task", task->id);
  ferry_json_set_string (event, "for", what);
  json_object_set_int_member (event, "status", status);
  emit (self, event);
}

static void
set_common_headers (FerryRehearsalExchange *exchange)
{
  g_autofree char *date = soup_date_time_to_string (exchange->now, SOUP_DATE_HTTP);
  const char *name = exchange->service == FERRY_SERVICE_S3 ? "x-amz-request-id"
                                                           : "x-amzn-requestid";

  ferry_rehearsal_exchange_set_header (exchange, "Date", date);
  ferry_rehearsal_exchange_set_header (exchange, name, exchange->request_id);
  if (exchange->service == FERRY_SERVICE_S3)
    ferry_rehearsal_exchange_set_header (exchange, "x-amz-id-2", "rehearsal");
}

static void
answer (FerryRehearsalServer   *self,
        FerryRehearsalExchange *exchange)
{
  const FerryRehearsalFault *fault;

  if (!exchange->readable)
    {
      ferry_rehearsal_exchange_reply_error (exchange, 400, "InvalidURI",
                                            "Couldn't parse the specified URI.", NULL);
      return;
    }
  fault = ferry_rehearsal_faults_take (self->faults, FERRY_REHEARSAL_FAULT_STATUS,
                                       FERRY_REHEARSAL_FAULT_HTML, exchange->operation,
                                       exchange->by_cloud);
  if (fault)
    {
      ferry_rehearsal_damage (exchange, fault);
      return;
    }
  if (exchange->service == FERRY_SERVICE_S3)
    ferry_rehearsal_s3_announce (exchange, self->store);
  if (!ferry_rehearsal_signature_check (exchange, self->known,
                                        ferry_rehearsal_faults_expired_credentials (self->faults)))
    return;

  switch (exchange->service)
    {
    case FERRY_SERVICE_EC2:
      ferry_rehearsal_ec2_answer (exchange, self->store, &self->account, self->converter);
      break;
    case FERRY_SERVICE_STS:
      ferry_rehearsal_sts_answer (exchange);
      break;
    case FERRY_SERVICE_S3:
    default:
      ferry_rehearsal_s3_answer (exchange, self->store);
      break;
    }
}

/* libsoup ends the connection behind a reply that has no length: then it must say so, or the
 * client's next request is lost on it.
 */
static void
announce_close (FerryRehearsalExchange *exchange)
{
  guint status = soup_server_message_get_status (exchange->message);

  if (status == 204 || status == 304)
    ferry_rehearsal_exchange_set_header (exchange, "Connection", "close");
}

static FerryRehearsalExchange *
make_exchange (FerryRehearsalServer *self,
               SoupServerMessage    *message)
{
  g_autoptr(GDateTime) clock = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) now =
    g_date_time_add_seconds (clock, ferry_rehearsal_faults_get_skew (self->faults));

  return ferry_rehearsal_exchange_new (message, now);
}

/* The event comes before the damage: whoever sees a connection end finds it told. */
static gboolean
is_damaged (FerryRehearsalServer    *self,
            FerryRehearsalExchange  *exchange,
            FerryRehearsalFaultKind  first,
            FerryRehearsalFaultKind  last)
{
  const FerryRehearsalFault *fault = ferry_rehearsal_faults_take (self->faults, first, last,
                                                                  exchange->operation,
                                                                  exchange->by_cloud);

  if (fault == NULL)
    return FALSE;
  emit_request (self, exchange, ferry_rehearsal_fault_get_name (fault));
  ferry_rehearsal_damage (exchange, fault);

  return TRUE;
}

static void
serve (FerryRehearsalServer *self,
       SoupServerMessage    *message)
{
  g_autoptr(FerryRehearsalExchange) exchange = make_exchange (self, message);

  if (is_damaged (self, exchange, FERRY_REHEARSAL_FAULT_DROP, FERRY_REHEARSAL_FAULT_DROP))
    return;

  set_common_headers (exchange);
  answer (self, exchange);
  announce_close (exchange);
  if (!is_damaged (self, exchange, FERRY_REHEARSAL_FAULT_LOSE_REPLY,
                   FERRY_REHEARSAL_FAULT_HUGE_BODY))
    emit_request (self, exchange, NULL);
}

static void
headers_cb (SoupServer        *soup,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  FerryRehearsalServer *self = user_data;
  g_autoptr(FerryRehearsalExchange) exchange = make_exchange (self, message);

  is_damaged (self, exchange, FERRY_REHEARSAL_FAULT_DROP_HEADERS,
              FERRY_REHEARSAL_FAULT_DROP_HEADERS);
}

static void
finished_cb (SoupServerMessage *message,
             gpointer           user_data)
{
  Delay *delay = user_data;

  delay->gone = TRUE;
}

static gboolean
delayed_cb (gpointer user_data)
{
  Delay *delay = user_data;

  if (!delay->gone)
    {
      /* First unpause: a fault may want to pause it for good. */
      soup_server_message_unpause (delay->message);
      serve (delay->server, delay->message);
    }

  return G_SOURCE_REMOVE;
}

static void
delay_free (gpointer user_data)
{
  Delay *delay = user_data;

  g_signal_handlers_disconnect_by_func (delay->message, finished_cb, delay);
  g_object_unref (delay->message);
  g_free (delay);
}

static void
handle_cb (SoupServer        *soup,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  FerryRehearsalServer *self = user_data;
  Delay *delay;

  if (self->latency == 0)
    {
      serve (self, message);
      return;
    }

  delay = g_new0 (Delay, 1);
  delay->server = self;
  delay->message = g_object_ref (message);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), delay);
  soup_server_message_pause (message);
  g_timeout_add_full (G_PRIORITY_DEFAULT, self->latency, delayed_cb, delay, delay_free);
}

FerryRehearsalServer *
ferry_rehearsal_server_new (FerryRehearsalStore         *store,
                            const FerryRehearsalAccount *account,
                            FerryRehearsalFaults        *faults,
                            GDateTime                   *session_end,
                            guint                        import_seconds,
                            guint                        latency,
                            FerryRehearsalEventFunc      event,
                            gpointer                     user_data)
{
  FerryRehearsalServer *self = g_new0 (FerryRehearsalServer, 1);

  self->store = store;
  self->account = *account;
  self->faults = faults;
  self->latency = latency;
  self->is_hasty = import_seconds == 0;
  self->event = event;
  self->user_data = user_data;
  self->known = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_credentials_unref);
  g_ptr_array_add (self->known, ferry_rehearsal_credentials_new ());
  g_ptr_array_add (self->known, ferry_rehearsal_session_new (session_end));
  self->converter = ferry_rehearsal_converter_new (import_seconds,
                                                   ferry_rehearsal_faults_get_skew (faults),
                                                   task_changed_cb, task_waiting_cb, self);
  ferry_rehearsal_estate_watch (ferry_rehearsal_store_get_estate (store), estate_changed_cb, self);
  self->soup = soup_server_new ("raw-paths", TRUE, "server-header", "FerryRehearsal", NULL);
  soup_server_add_early_handler (self->soup, NULL, headers_cb, self, NULL);
  soup_server_add_handler (self->soup, NULL, handle_cb, self, NULL);

  return self;
}

void
ferry_rehearsal_server_free (FerryRehearsalServer *self)
{
  soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);
  if (self->save_timer)
    save (self);
  ferry_rehearsal_estate_watch (ferry_rehearsal_store_get_estate (self->store), NULL, NULL);
  g_clear_pointer (&self->converter, ferry_rehearsal_converter_free);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_free (self);
}

guint
ferry_rehearsal_server_listen (FerryRehearsalServer  *self,
                               guint                  port,
                               GError               **error)
{
  guint wanted = port ? port : ferry_rehearsal_store_get_port (self->store);
  g_autoptr(GError) taken = NULL;
  g_autoslist(GUri) uris = NULL;

  if (!soup_server_listen_local (self->soup, wanted, SOUP_SERVER_LISTEN_IPV4_ONLY, &taken))
    {
      g_printerr ("ferry-rehearsal: port %u cannot be used (%s), taking another: links made before "
                  "do not work any more\n", wanted, taken->message);
      if (!soup_server_listen_local (self->soup, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
        return 0;
    }
  uris = soup_server_get_uris (self->soup);
  port = g_uri_get_port (uris->data);
  ferry_rehearsal_store_set_port (self->store, port);

  return ferry_rehearsal_store_save (self->store, error) ? port : 0;
}

void
ferry_rehearsal_server_set_import_seconds (FerryRehearsalServer *self,
                                           guint                 seconds)
{
  self->is_hasty = seconds == 0;
  ferry_rehearsal_converter_set_seconds (self->converter, seconds);
}

void
ferry_rehearsal_server_resume (FerryRehearsalServer *self)
{
  GPtrArray *tasks = ferry_rehearsal_store_get_tasks (self->store);

  for (guint i = 0; i < tasks->len; i++)
    ferry_rehearsal_converter_start (self->converter, g_ptr_array_index (tasks, i));
}
