/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-ec2.h"

GString *
ferry_rehearsal_ec2_open (FerryRehearsalExchange *exchange)
{
  GString *xml = g_string_new (NULL);

  g_string_append_printf (xml, "<%sResponse xmlns=\"" FERRY_REHEARSAL_EC2_NAMESPACE "\">",
                          exchange->operation);
  ferry_rehearsal_append_element (xml, "requestId", exchange->request_id);

  return xml;
}

void
ferry_rehearsal_ec2_close (FerryRehearsalExchange *exchange,
                           GString                *xml)
{
  g_string_append_printf (xml, "</%sResponse>", exchange->operation);
  ferry_rehearsal_exchange_reply_xml (exchange, 200, xml);
}

static void
refuse_task (FerryRehearsalExchange *exchange,
             const char             *id)
{
  g_autofree char *text = NULL;

  if (g_str_has_prefix (id, "import-"))
    {
      text = g_strdup_printf ("The conversion task ID '%s' does not exist", id);
      ferry_rehearsal_exchange_reply_error (exchange, 400, "InvalidConversionTaskId", text, NULL);
    }
  else
    {
      text = g_strdup_printf ("Invalid id: \"%s\"", id);
      ferry_rehearsal_exchange_reply_error (exchange, 400, "InvalidConversionTaskId.Malformed",
                                            text, NULL);
    }
}

/* (nullable): refused already */
static FerryRehearsalTask *
find_task (FerryRehearsalExchange *exchange,
           FerryRehearsalStore    *store,
           const char             *id)
{
  FerryRehearsalTask *task = ferry_rehearsal_store_find_task (store, exchange->region, id);

  if (task && !ferry_rehearsal_estate_has_aged_out (ferry_rehearsal_store_get_estate (store), task))
    return task;
  refuse_task (exchange, id);

  return NULL;
}

/* FALSE: it is not told of yet, or no more */
static gboolean
append_task (FerryRehearsalEstate *estate,
             FerryRehearsalTask   *kept,
             GString              *xml)
{
  g_autoptr(FerryRehearsalTask) task = ferry_rehearsal_estate_show_task (estate, kept);

  if (task == NULL)
    return FALSE;

  g_string_append (xml, "<item>");
  if (task->wrapped)
    g_string_append (xml, "<conversionTask>");
  ferry_rehearsal_task_append_xml (task, xml);
  if (task->wrapped)
    g_string_append (xml, "</conversionTask>");
  g_string_append (xml, "</item>");

  return TRUE;
}

static void
describe_conversion_tasks (FerryRehearsalExchange *exchange,
                           FerryRehearsalStore    *store)
{
  FerryRehearsalEstate *estate = ferry_rehearsal_store_get_estate (store);
  GPtrArray *tasks = ferry_rehearsal_store_get_tasks (store);
  g_autoptr(GString) xml = ferry_rehearsal_ec2_open (exchange);
  const char *id = ferry_rehearsal_exchange_get_form (exchange, "ConversionTaskId.1");

  g_string_append (xml, "<conversionTasks>");
  for (guint i = 0; id == NULL && i < tasks->len; i++)
    {
      FerryRehearsalTask *task = g_ptr_array_index (tasks, i);

      if (g_str_equal (task->region, exchange->region))
        append_task (estate, task, xml);
    }
  for (guint i = 1; id; i++)
    {
      g_autofree char *next = g_strdup_printf ("ConversionTaskId.%u", i + 1);
      FerryRehearsalTask *task = find_task (exchange, store, id);

      if (task == NULL)
        return;
      if (!append_task (estate, task, xml))
        {
          refuse_task (exchange, id);
          return;
        }
      id = ferry_rehearsal_exchange_get_form (exchange, next);
    }
  g_string_append (xml, "</conversionTasks>");
  ferry_rehearsal_ec2_close (exchange, xml);
}

static void
cancel_conversion_task (FerryRehearsalExchange  *exchange,
                        FerryRehearsalStore     *store,
                        FerryRehearsalConverter *converter)
{
  const char *id = ferry_rehearsal_exchange_get_form (exchange, "ConversionTaskId");
  FerryRehearsalTask *task;
  g_autoptr(GString) xml = NULL;

  if (id == NULL)
    {
      ferry_rehearsal_exchange_reply_error (exchange, 400, "MissingParameter",
                                            "The request must contain the parameter "
                                            "ConversionTaskId",
                                            NULL);
      return;
    }
  task = find_task (exchange, store, id);
  if (task == NULL)
    return;

  exchange->task = g_strdup (task->id);
  if (task->state == FERRY_REHEARSAL_TASK_COMPLETED)
    {
      ferry_rehearsal_exchange_reply_error (exchange, 400, "IncorrectState",
                                            "The conversion task is complete",
                                            NULL);
      return;
    }
  if (task->read_whole)
    {
      ferry_rehearsal_exchange_reply_error (exchange, 400, "IncorrectState",
                                            "The conversion task is transferring the final disk "
                                            "image",
                                            NULL);
      return;
    }
  ferry_rehearsal_converter_cancel (converter, task);
  xml = ferry_rehearsal_ec2_open (exchange);
  ferry_rehearsal_append_element (xml, "return", "true");
  ferry_rehearsal_ec2_close (exchange, xml);
}

void
ferry_rehearsal_ec2_answer (FerryRehearsalExchange      *exchange,
                            FerryRehearsalStore         *store,
                            const FerryRehearsalAccount *account,
                            FerryRehearsalConverter     *converter)
{
  const char *operation = exchange->operation;
  g_autofree char *text = NULL;

  if (g_str_equal (operation, "ImportInstance"))
    ferry_rehearsal_ec2_import (exchange, store, account, converter);
  else if (g_str_equal (operation, "ImportVolume"))
    ferry_rehearsal_ec2_import_volume (exchange, store, converter);
  else if (g_str_equal (operation, "DescribeConversionTasks"))
    describe_conversion_tasks (exchange, store);
  else if (g_str_equal (operation, "CancelConversionTask"))
    cancel_conversion_task (exchange, store, converter);
  else if (!ferry_rehearsal_ec2_show (exchange, store) &&
           !ferry_rehearsal_ec2_act (exchange, store) &&
           !ferry_rehearsal_ec2_describe (exchange, account))
    {
      text = g_strdup_printf ("The action %s is not valid for this web service.", operation);
      ferry_rehearsal_exchange_reply_error (exchange, 400, "InvalidAction", text, NULL);
    }
}
