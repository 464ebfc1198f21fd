/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-test-server.h"

#include <string.h>

/* An EC2 that tells of conversion tasks, and a list that asks it. */

#define ACCOUNT "00000000-0000-4000-8000-000000000001"
#define REGION "eu-west-1"
#define TOKEN "ferry1:0a6e5f0c-0d4e-4d6e-9d4a-3f1f0a3b5c770123456789ab"

/* So fast that no pause of the list is felt. */
#define SPEED 100000

/* EC2, which answers with what @items holds. */
typedef struct {
  FerryTestServer   *server;
  char              *items;        /* <item>… of the whole list */
  gboolean           fails;
  gboolean           holds;        /* the next answer is kept back */
  SoupServerMessage *held;
  guint              n_lists;
  guint              n_by_id;
  guint              n_temporary;  /* questions with a session token */
  guint              n_changes;    /* items-changed of the list under test */
  guint              n_failures;
} Cloud;

static void
answer (Cloud             *cloud,
        SoupServerMessage *message)
{
  g_autofree char *id = ferry_test_server_dup_form (message, "ConversionTaskId.1");
  g_autofree char *body = NULL;

  if (id)
    {
      cloud->n_by_id++;
      ferry_test_server_answer (message, 400, NULL,
                                "<Response><Errors><Error><Code>InvalidConversionTaskId</Code>"
                                "<Message>gone</Message></Error></Errors>"
                                "<RequestID>r</RequestID></Response>");
      return;
    }

  cloud->n_lists++;
  if (cloud->fails)
    {
      ferry_test_server_answer (message, 403, NULL,
                                "<Response><Errors><Error><Code>UnauthorizedOperation</Code>"
                                "<Message>no</Message></Error></Errors>"
                                "<RequestID>r</RequestID></Response>");
      return;
    }

  body = g_strdup_printf ("<DescribeConversionTasksResponse><conversionTasks>%s</conversionTasks>"
                          "</DescribeConversionTasksResponse>", cloud->items);
  ferry_test_server_answer (message, 200, NULL, body);
}

static void
handle (FerryTestServer   *server,
        SoupServerMessage *message,
        const char        *path,
        gpointer           user_data)
{
  Cloud *cloud = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (soup_message_headers_get_one (headers, "X-Amz-Security-Token"))
    cloud->n_temporary++;

  if (cloud->holds)
    {
      cloud->holds = FALSE;
      cloud->held = g_object_ref (message);
      soup_server_message_pause (message);
      return;
    }

  answer (cloud, message);
}

static void
say (Cloud      *cloud,
     const char *items)
{
  g_free (cloud->items);
  cloud->items = g_strdup (items);
}

static Cloud *
cloud_new (void)
{
  Cloud *cloud = g_new0 (Cloud, 1);

  cloud->items = g_strdup ("");
  cloud->server = ferry_test_server_new (handle, cloud);

  return cloud;
}

static void
cloud_free (Cloud *cloud)
{
  g_clear_object (&cloud->held);
  ferry_test_server_free (cloud->server);
  g_free (cloud->items);
  g_free (cloud);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Cloud, cloud_free)

#define ITEM(id, state, message, description) \
  "<item><conversionTaskId>" id "</conversionTaskId><state>" state "</state>" \
  "<statusMessage>" message "</statusMessage><importInstance><instanceId>i-" id "</instanceId>" \
  "<description>" description "</description></importInstance></item>"

static void
changed_cb (Cloud *cloud)
{
  cloud->n_changes++;
}

static void
failed_cb (FerryTaskList *list,
           FerryClient   *client,
           GError        *error,
           Cloud         *cloud)
{
  g_assert_true (FERRY_IS_CLIENT (client));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_DENIED);
  cloud->n_failures++;
}

static FerryTaskList *
make_list (Cloud *cloud)
{
  FerryTaskList *list = ferry_task_list_new (SPEED);

  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (changed_cb), cloud);
  g_signal_connect (list, "failed", G_CALLBACK (failed_cb), cloud);

  return list;
}

/* Until EC2 has answered @n more rounds whole. */
static void
wait_rounds (Cloud *cloud,
             guint  n)
{
  guint wanted = cloud->n_lists + n + 1;

  while (cloud->n_lists < wanted)
    g_main_context_iteration (NULL, TRUE);
}

static FerryTask *
make_task_of (FerryTaskState state,
              int            minutes)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) started = g_date_time_add_minutes (now, -minutes);
  FerryTask *task = ferry_task_new (ACCOUNT, REGION, TOKEN, "web", started);

  ferry_task_set_state (task, state, now);

  return task;
}

static FerryTask *
make_task (FerryTaskState state)
{
  return make_task_of (state, 0);
}

static FerryTask *
item (FerryTaskList *list,
      guint          position)
{
  g_autoptr(FerryTask) task = g_list_model_get_item (G_LIST_MODEL (list), position);

  return task;
}

static FerryConversionTask *
parse_task (const char *xml)
{
  g_autoptr(GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr(FerryXml) root = ferry_xml_parse (bytes, NULL);
  FerryConversionTask *task = ferry_conversion_task_from_xml (root, NULL);

  g_assert_nonnull (task);
  return task;
}
