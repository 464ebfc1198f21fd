/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "aws/ferry-call.h"

#include "base/ferry-error.h"

/* Bytes from which reading takes longer than the window can be away (a thousand conversion tasks
 * are a megabyte, and some 25 ms).
 */
#define LARGE (64 * 1024)

typedef struct {
  FerryRequest    *request;
  FerryCallReader  reader;
  GDestroyNotify   free_value;
  FerryReply      *reply;      /* (nullable): has not come yet */
} CallData;

static void
call_data_free (CallData *data)
{
  g_clear_pointer (&data->reply, ferry_reply_unref);
  ferry_request_unref (data->request);
  g_free (data);
}

/* (transfer full) @error (transfer full) */
static GError *
to_unconfirmed (FerryRequest *request,
                FerryReply   *reply,
                GError       *error)
{
  g_autoptr(GError) original = error;
  FerryErrorDetail detail = {
    .service = (char *) ferry_service_get_name (ferry_request_get_service (request)),
    .operation = (char *) ferry_request_get_operation (request),
    .status = ferry_reply_get_status (reply),
    .request_id = (char *) ferry_reply_get_request_id (reply),
  };

  return ferry_error_new_detailed (FERRY_ERROR_UNCONFIRMED, &detail, original->message);
}

/* @error: (transfer full): why there is no @value */
static void
return_value (GTask    *task,
              gpointer  value,
              GError   *error)
{
  CallData *data = g_task_get_task_data (task);

  if (value != NULL)
    g_task_return_pointer (task, value, data->free_value);
  else if (ferry_request_is_act (data->request))
    g_task_return_error (task, to_unconfirmed (data->request, data->reply, error));
  else
    g_task_return_error (task, error);
}

static void
read_in_thread (GTask        *reading,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  CallData *data = task_data;
  GError *error = NULL;
  gpointer value = data->reader (data->request, data->reply, &error);

  if (value != NULL)
    g_task_return_pointer (reading, value, data->free_value);
  else
    g_task_return_error (reading, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  gpointer value = g_task_propagate_pointer (G_TASK (result), &error);

  return_value (task, value, error);
}

/* The worker's task has no source object and data of its own: whichever thread lets go of it last,
 * the client and what waits for the answer stay with the main thread.
 */
static void
read_aside (GTask *task)
{
  CallData *data = g_task_get_task_data (task);
  CallData *copy = g_new0 (CallData, 1);
  g_autoptr(GTask) reading = g_task_new (NULL, NULL, read_cb, g_object_ref (task));

  copy->request = ferry_request_ref (data->request);
  copy->reader = data->reader;
  copy->free_value = data->free_value;
  copy->reply = ferry_reply_ref (data->reply);
  g_task_set_source_tag (reading, read_aside);
  g_task_set_task_data (reading, copy, (GDestroyNotify) call_data_free);
  g_task_run_in_thread (reading, read_in_thread);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  CallData *data = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer value;

  data->reply = ferry_client_send_finish (FERRY_CLIENT (source), result, &error);
  if (data->reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_bytes_get_size (ferry_reply_get_body (data->reply)) > LARGE)
    {
      read_aside (task);
      return;
    }

  value = data->reader (data->request, data->reply, &error);
  return_value (task, value, error);
}

void
ferry_call_async (FerryClient         *client,
                  FerryRequest        *request,
                  FerryCallReader      reader,
                  GDestroyNotify       free_value,
                  gpointer             tag,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  CallData *data;
  GTask *task;

  g_return_if_fail (FERRY_IS_CLIENT (client));
  g_return_if_fail (request != NULL);
  g_return_if_fail (reader != NULL);

  data = g_new0 (CallData, 1);
  data->request = ferry_request_ref (request);
  data->reader = reader;
  data->free_value = free_value;

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, data, (GDestroyNotify) call_data_free);
  g_task_set_check_cancellable (task, !ferry_request_is_act (request));

  ferry_client_send_async (client, request, cancellable, sent_cb, task);
}

gpointer
ferry_call_finish (FerryClient   *client,
                   GAsyncResult  *result,
                   gpointer       tag,
                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == tag, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
