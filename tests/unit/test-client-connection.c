/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-server.h"

/* More than is read in the main thread */
#define N_TASKS 2000

/* The second request finds its connection, which was kept open, closed; then all is well. */
static void
handle_closing (FerryTestServer   *server,
                SoupServerMessage *message,
                const char        *path,
                gpointer           user_data)
{
  GBytes **body = user_data;
  SoupMessageBody *sent = soup_server_message_get_request_body (message);

  if (ferry_test_server_count (server) == 2)
    {
      ferry_test_server_drop (message);
      return;
    }

  g_clear_pointer (body, g_bytes_unref);
  *body = soup_message_body_flatten (sent);
  ferry_test_server_answer (message, 200, NULL, "fine");
}

static void
send_well (FerryClient  *client,
           FerryRequest *request)
{
  GAsyncResult *slot = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(FerryReply) reply = NULL;

  ferry_client_send_async (client, request, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  reply = ferry_client_send_finish (client, result, &error);
  g_assert_no_error (error);
}

static void
test_body_is_sent_again (void)
{
  GBytes *received = NULL;
  g_autoptr(FerryTestServer) server = ferry_test_server_new (handle_closing, &received);
  g_autoptr(FerryClient) client = ferry_test_server_make_client (server);
  g_autoptr(FerryRequest) first = ferry_request_new (FERRY_SERVICE_S3, "GetObject", "GET");
  g_autoptr(FerryRequest) request = ferry_request_new (FERRY_SERVICE_S3, "PutObject", "PUT");
  g_autoptr(GBytes) body = g_bytes_new_static ("a manifest", 10);

  ferry_request_set_bucket (first, "bucket");
  ferry_request_set_key (first, "key");
  ferry_request_set_bucket (request, "bucket");
  ferry_request_set_key (request, "key");
  ferry_request_set_body (request, body, "text/xml");
  send_well (client, first);
  send_well (client, request);

  g_assert_cmpuint (ferry_test_server_count (server), ==, 3);
  g_assert_true (g_bytes_equal (received, body));
  g_bytes_unref (received);
}

/* Many tasks; to an act, so much that is none. */
static void
handle_large (FerryTestServer   *server,
              SoupServerMessage *message,
              const char        *path,
              gpointer           user_data)
{
  g_autofree char *action = ferry_test_server_dup_form (message, "Action");
  g_autoptr(GString) xml = g_string_new (NULL);

  g_string_append_printf (xml, "<%sResponse><conversionTasks>", action);
  for (guint i = 0; i < N_TASKS; i++)
    g_string_append_printf (xml, "<item><conversionTaskId>import-i-%08x</conversionTaskId>"
                            "<state>active</state><importInstance/></item>", i);
  g_string_append_printf (xml, "</conversionTasks></%sResponse>", action);
  ferry_test_server_answer (message, 200, "text/xml", xml->str);
}

static void
test_large_reply (void)
{
  g_autoptr(FerryTestServer) server = ferry_test_server_new (handle_large, NULL);
  g_autoptr(FerryClient) client = ferry_test_server_make_client (server);
  GAsyncResult *slot = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) tasks = NULL;
  g_autoptr(GError) error = NULL;

  ferry_describe_conversion_tasks_async (client, "eu-west-1", NULL, NULL, ferry_test_take_result,
                                         &slot);
  result = ferry_test_wait (&slot);
  tasks = ferry_describe_conversion_tasks_finish (client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tasks->len, ==, N_TASKS);
}

/* What cannot be read of an act is its outcome, wherever it is read. */
static void
test_large_reply_of_an_act (void)
{
  g_autoptr(FerryTestServer) server = ferry_test_server_new (handle_large, NULL);
  g_autoptr(FerryClient) client = ferry_test_server_make_client (server);
  g_autoptr(FerryRequest) request = ferry_request_new_action (FERRY_SERVICE_EC2, "ImportVolume",
                                                              "2016-11-15");
  GAsyncResult *slot = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  ferry_request_set_act (request);
  ferry_import_volume_async (client, request, NULL, ferry_test_take_result, &slot);
  result = ferry_test_wait (&slot);
  g_assert_null (ferry_import_volume_finish (client, result, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_UNCONFIRMED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/connection/body", test_body_is_sent_again);
  g_test_add_func ("/client/connection/large-reply", test_large_reply);
  g_test_add_func ("/client/connection/large-reply-of-an-act", test_large_reply_of_an_act);

  return g_test_run ();
}
