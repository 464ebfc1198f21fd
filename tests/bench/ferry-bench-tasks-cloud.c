/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-bench-tasks-cloud.h"

#include <libsoup/soup.h>

struct _FerryBenchTasksCloud {
  GThread      *thread;
  GMainContext *context;
  GMainLoop    *loop;
  guint         n_tasks;
  guint         n_changes;
  int           tick;      /* atomic */
  char         *endpoint;
  GMutex        lock;
  GCond         ready;
};

/* How often the task at @index has gone on by @tick. */
static guint
count_changes (FerryBenchTasksCloud *self,
               guint                 index,
               guint                 tick)
{
  guint64 changes = (guint64) tick * self->n_changes;

  return (guint) (changes / self->n_tasks + (index < changes % self->n_tasks));
}

/* As EC2 says it, manifest's link and all. */
static void
append_task (FerryBenchTasksCloud *self,
             guint                 index,
             guint                 percent,
             GString              *xml)
{
  g_string_append_printf (
    xml,
    "<item><conversionTaskId>import-i-%08x</conversionTaskId>"
    "<expirationTime>2026-12-03T14:00:00Z</expirationTime><importInstance><volumes><item>"
    "<bytesConverted>%u</bytesConverted><availabilityZone>eu-west-1a</availabilityZone>"
    "<description>machine-%04u</description><image><format>VMDK</format>"
    "<size>8589934592</size><importManifestUrl>https://acme-exports.s3.eu-west-1.amazonaws.com/"
    "2026-11/ferry-%08x.manifest.xml?X-Amz-Algorithm=AWS4-HMAC-SHA256&amp;X-Amz-Credential="
    "AKIAEXAMPLE%%2F20261126%%2Feu-west-1%%2Fs3%%2Faws4_request&amp;X-Amz-Date=20261126T140000Z&amp;"
    "X-Amz-Expires=604800&amp;X-Amz-SignedHeaders=host&amp;X-Amz-Signature=%064x"
    "</importManifestUrl></image><status>active</status>"
    "<statusMessage>Progress: %u%%</statusMessage><volume><id>vol-%08x</id><size>40</size></volume>"
    "</item></volumes><instanceId>i-%08x</instanceId><platform>Linux</platform>"
    "<description>machine-%04u</description></importInstance><state>active</state>"
    "<statusMessage>Progress: %u%%</statusMessage></item>",
    index, percent, index, index, index, percent, index, index, index, percent);
}

static char *
write_tasks (FerryBenchTasksCloud *self)
{
  GString *xml = g_string_new ("<DescribeConversionTasksResponse xmlns=\"http://ec2.amazonaws.com/"
                               "doc/2016-11-15/\"><requestId>bench</requestId><conversionTasks>");
  guint tick = (guint) g_atomic_int_get (&self->tick);

  for (guint i = 0; i < self->n_tasks; i++)
    append_task (self, i, count_changes (self, i, tick) % 100, xml);
  g_string_append (xml, "</conversionTasks></DescribeConversionTasksResponse>");

  return g_string_free (xml, FALSE);
}

static void
handle_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  char *tasks = write_tasks (user_data);

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "text/xml", SOUP_MEMORY_TAKE, tasks, strlen (tasks));
}

static void
serve (FerryBenchTasksCloud *self)
{
  g_autoptr(SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr(GError) error = NULL;
  GSList *uris;

  soup_server_add_handler (server, NULL, handle_cb, self, NULL);
  if (!soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error))
    g_error ("%s", error->message);

  uris = soup_server_get_uris (server);
  g_mutex_lock (&self->lock);
  self->endpoint = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_cond_signal (&self->ready);
  g_mutex_unlock (&self->lock);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  g_main_loop_run (self->loop);
}

static gpointer
thread_cb (gpointer data)
{
  FerryBenchTasksCloud *self = data;

  g_main_context_push_thread_default (self->context);
  serve (self);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

FerryBenchTasksCloud *
ferry_bench_tasks_cloud_new (guint n_tasks,
                             guint n_changes)
{
  FerryBenchTasksCloud *self = g_new0 (FerryBenchTasksCloud, 1);

  self->n_tasks = n_tasks;
  self->n_changes = n_changes;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_mutex_init (&self->lock);
  g_cond_init (&self->ready);
  self->thread = g_thread_new ("bench-cloud", thread_cb, self);

  g_mutex_lock (&self->lock);
  while (self->endpoint == NULL)
    g_cond_wait (&self->ready, &self->lock);
  g_mutex_unlock (&self->lock);

  return self;
}

void
ferry_bench_tasks_cloud_free (FerryBenchTasksCloud *self)
{
  g_main_context_invoke (self->context, quit_cb, self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->ready);
  g_free (self->endpoint);
  g_free (self);
}

FerryClient *
ferry_bench_tasks_cloud_make_client (FerryBenchTasksCloud *self)
{
  g_autoptr(FerryAccount) account =
    ferry_account_new ("00000000-0000-4000-8000-000000000001", "Bench", "eu-west-1",
                       self->endpoint, "AKIAEXAMPLE", FALSE);
  g_autoptr(FerryCredentials) credentials =
    ferry_credentials_new ("AKIAEXAMPLE", "secret", NULL, NULL);

  return ferry_client_new (account, credentials);
}

void
ferry_bench_tasks_cloud_tick (FerryBenchTasksCloud *self)
{
  g_atomic_int_inc (&self->tick);
}
