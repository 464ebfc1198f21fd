/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ec2/ferry-conversion-tasks.h"

#include "aws/ferry-call.h"
#include "base/ferry-error.h"
#include "base/ferry-xml.h"

#define EC2_VERSION "2016-11-15"

/* DescribeConversionTasks */

FerryRequest *
ferry_describe_conversion_tasks_request (const char *region,
                                         const char *task_id)
{
  FerryRequest *request = ferry_request_new_action (FERRY_SERVICE_EC2, "DescribeConversionTasks",
                                                    EC2_VERSION);

  ferry_request_set_region (request, region);
  ferry_request_add_form (request, "ConversionTaskId.1", task_id);

  return request;
}

/* One task that cannot be read spoils the list: leaving it out would look like "no such task", and
 * whoever looks for the outcome of an act would believe that.
 */
GPtrArray *
ferry_describe_conversion_tasks_parse (GBytes  *body,
                                       GError **error)
{
  g_autoptr(FerryXml) root = ferry_xml_parse (body, error);
  g_autoptr(GPtrArray) tasks = NULL;
  FerryXml *set;

  if (root == NULL)
    return NULL;

  if (g_strcmp0 (ferry_xml_get_name (root), "DescribeConversionTasksResponse") != 0)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY,
                           "DescribeConversionTasks: the reply is not a list of tasks");
      return NULL;
    }

  tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_conversion_task_unref);
  set = ferry_xml_find (root, "conversionTasks");
  for (FerryXml *i = set ? ferry_xml_first (set, "item") : NULL; i; i = ferry_xml_next (i))
    {
      FerryXml *wrapped = ferry_xml_find (i, "conversionTask");
      FerryConversionTask *task = ferry_conversion_task_from_xml (wrapped ? wrapped : i, error);

      if (task == NULL)
        return NULL;

      g_ptr_array_add (tasks, task);
    }

  return g_steal_pointer (&tasks);
}

static gpointer
read_tasks (FerryRequest  *request,
            FerryReply    *reply,
            GError       **error)
{
  return ferry_describe_conversion_tasks_parse (ferry_reply_get_body (reply), error);
}

void
ferry_describe_conversion_tasks_async (FerryClient         *client,
                                       const char          *region,
                                       const char          *task_id,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_autoptr(FerryRequest) request = ferry_describe_conversion_tasks_request (region, task_id);

  ferry_call_async (client, request, read_tasks, (GDestroyNotify) g_ptr_array_unref,
                    ferry_describe_conversion_tasks_async, cancellable, callback, user_data);
}

GPtrArray *
ferry_describe_conversion_tasks_finish (FerryClient   *client,
                                        GAsyncResult  *result,
                                        GError       **error)
{
  return ferry_call_finish (client, result, ferry_describe_conversion_tasks_async, error);
}

/* CancelConversionTask */

FerryRequest *
ferry_cancel_conversion_task_request (const char *region,
                                      const char *task_id,
                                      const char *reason)
{
  FerryRequest *request = ferry_request_new_action (FERRY_SERVICE_EC2, "CancelConversionTask",
                                                    EC2_VERSION);

  ferry_request_set_region (request, region);
  ferry_request_add_form (request, "ConversionTaskId", task_id);
  ferry_request_add_form (request, "ReasonMessage", reason);

  return request;
}

static gpointer
read_cancelled (FerryRequest  *request,
                FerryReply    *reply,
                GError       **error)
{
  g_autoptr(FerryXml) root = ferry_xml_parse (ferry_reply_get_body (reply), error);

  if (root == NULL)
    return NULL;

  if (g_strcmp0 (ferry_xml_get_name (root), "CancelConversionTaskResponse") != 0)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY,
                           "CancelConversionTask: the reply is about something else");
      return NULL;
    }

  if (g_strcmp0 (ferry_xml_find_text (root, "return"), "false") == 0)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_REFUSED,
                           "CancelConversionTask: EC2 did not cancel the task");
      return NULL;
    }

  return GINT_TO_POINTER (TRUE);
}

void
ferry_cancel_conversion_task_async (FerryClient         *client,
                                    const char          *region,
                                    const char          *task_id,
                                    const char          *reason,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr(FerryRequest) request =
    ferry_cancel_conversion_task_request (region, task_id, reason);

  ferry_call_async (client, request, read_cancelled, NULL,
                    ferry_cancel_conversion_task_async, cancellable, callback, user_data);
}

gboolean
ferry_cancel_conversion_task_finish (FerryClient   *client,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return ferry_call_finish (client, result, ferry_cancel_conversion_task_async, error) != NULL;
}
