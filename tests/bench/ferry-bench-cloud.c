/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ferry-bench-cloud.h"

#include <libsoup/soup.h>
#include <stdlib.h>

#define PAGE 1000

struct _FerryBenchCloud {
  GThread      *thread;
  GMainContext *context;
  GMainLoop    *loop;
  guint         n_objects;
  char         *endpoint;
  GMutex        lock;
  GCond         ready;
};

static char *
write_page (guint first,
            guint n_objects)
{
  guint last = MIN (first + PAGE, n_objects);
  GString *xml = g_string_new ("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                               "<EncodingType>url</EncodingType>");

  for (guint i = first; i < last; i++)
    g_string_append_printf (xml, "<Contents><Key>2026-11/machine-%06u.vmdk</Key>"
                            "<LastModified>2026-11-12T04:12:33.000Z</LastModified>"
                            "<ETag>&quot;9b2cf535f27731c974343645a3985328-%u&quot;</ETag>"
                            "<Size>%" G_GUINT64_FORMAT "</Size>"
                            "<StorageClass>STANDARD</StorageClass></Contents>",
                            i, i, (guint64) i * 7919);
  if (last < n_objects)
    g_string_append_printf (xml, "<IsTruncated>true</IsTruncated>"
                            "<NextContinuationToken>%u</NextContinuationToken>", last);
  g_string_append (xml, "</ListBucketResult>");

  return g_string_free (xml, FALSE);
}

static void
handle_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  FerryBenchCloud *self = user_data;
  const char *token = query ? g_hash_table_lookup (query, "continuation-token") : NULL;
  char *page = write_page (token ? strtoul (token, NULL, 10) : 0, self->n_objects);

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/xml", SOUP_MEMORY_TAKE,
                                    page, strlen (page));
}

static void
serve (FerryBenchCloud *self)
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
  FerryBenchCloud *self = data;

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

FerryBenchCloud *
ferry_bench_cloud_new (guint n_objects)
{
  FerryBenchCloud *self = g_new0 (FerryBenchCloud, 1);

  self->n_objects = n_objects;
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
ferry_bench_cloud_free (FerryBenchCloud *self)
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
ferry_bench_cloud_make_client (FerryBenchCloud *self)
{
  g_autoptr(FerryAccount) account =
    ferry_account_new ("00000000-0000-4000-8000-000000000001", "Bench", "eu-west-1",
                       self->endpoint, "AKIAEXAMPLE", FALSE);
  g_autoptr(FerryCredentials) credentials =
    ferry_credentials_new ("AKIAEXAMPLE", "secret", NULL, NULL);

  return ferry_client_new (account, credentials);
}
