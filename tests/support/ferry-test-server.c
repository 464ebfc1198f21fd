/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-server.h"

#include <string.h>

struct _FerryTestServer {
  SoupServer       *server;
  char             *endpoint;
  FerryTestHandler  handler;
  gpointer          user_data;
  guint             count;
};

static void
handle_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  FerryTestServer *self = user_data;

  self->count++;
  soup_server_message_set_status (message, 200, NULL);
  self->handler (self, message, g_uri_get_path (soup_server_message_get_uri (message)),
                 self->user_data);
}

FerryTestServer *
ferry_test_server_new (FerryTestHandler handler,
                       gpointer         user_data)
{
  FerryTestServer *self = g_new0 (FerryTestServer, 1);
  g_autoptr(GError) error = NULL;
  g_autoslist(GUri) uris = NULL;

  self->handler = handler;
  self->user_data = user_data;
  self->server = soup_server_new ("raw-paths", TRUE, NULL);
  soup_server_add_handler (self->server, NULL, handle_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  self->endpoint = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));

  return self;
}

void
ferry_test_server_free (FerryTestServer *self)
{
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_free (self->endpoint);
  g_free (self);
}

const char *
ferry_test_server_get_endpoint (FerryTestServer *self)
{
  return self->endpoint;
}

guint
ferry_test_server_count (FerryTestServer *self)
{
  return self->count;
}

static FerryClient *
make_client (FerryTestServer *self,
             const char      *token)
{
  g_autoptr(FerryAccount) account =
    ferry_account_new ("00000000-0000-4000-8000-000000000001", "Test", "eu-west-1", self->endpoint,
                       "AKIAEXAMPLE", FALSE);
  g_autoptr(FerryCredentials) credentials =
    ferry_credentials_new ("AKIAEXAMPLE", "secret", token, NULL);

  return ferry_client_new (account, credentials);
}

FerryClient *
ferry_test_server_make_client (FerryTestServer *self)
{
  return make_client (self, NULL);
}

FerryClient *
ferry_test_server_make_temporary_client (FerryTestServer *self)
{
  return make_client (self, "token");
}

void
ferry_test_server_answer (SoupServerMessage *message,
                          guint              status,
                          const char        *content_type,
                          const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  if (body)
    soup_server_message_set_response (message, content_type ? content_type : "application/xml",
                                      SOUP_MEMORY_COPY, body, strlen (body));
}

char *
ferry_test_server_dup_form (SoupServerMessage *message,
                            const char        *name)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *text = g_strndup (body->data, body->length);
  g_autoptr(GHashTable) form = soup_form_decode (text);

  return g_strdup (g_hash_table_lookup (form, name));
}

const char *
ferry_test_find_form (FerryRequest *request,
                      const char   *name)
{
  GPtrArray *form = ferry_request_get_form (request);

  for (guint i = 0; i < form->len; i++)
    {
      const FerryPair *pair = g_ptr_array_index (form, i);

      if (g_str_equal (pair->name, name))
        return pair->value;
    }

  return NULL;
}

void
ferry_test_server_drop (SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

void
ferry_test_server_send_raw (SoupServerMessage *message,
                            const char        *bytes)
{
  g_autoptr(GIOStream) stream = soup_server_message_steal_connection (message);
  g_autoptr(GError) error = NULL;

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), bytes, strlen (bytes),
                             NULL, NULL, &error);
  g_assert_no_error (error);
  g_io_stream_close (stream, NULL, &error);
  g_assert_no_error (error);
}

void
ferry_test_take_result (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

GAsyncResult *
ferry_test_wait (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (slot);
}
