/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ec2/ferry-import-dry-run.h"

#include "base/ferry-error.h"

FerryRequest *
ferry_import_dry_run_request (FerryRequest *request)
{
  GPtrArray *form;
  FerryRequest *trial;

  g_return_val_if_fail (request != NULL, NULL);

  form = ferry_request_get_form (request);
  trial = ferry_request_new (ferry_request_get_service (request),
                             ferry_request_get_operation (request),
                             ferry_request_get_method (request));
  ferry_request_set_region (trial, ferry_request_get_region (request));
  for (guint i = 0; i < form->len; i++)
    {
      const FerryPair *pair = g_ptr_array_index (form, i);

      ferry_request_add_form (trial, pair->name, pair->value);
    }
  ferry_request_add_form (trial, "DryRun", "true");

  return trial;
}

static void
tried_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(FerryReply) reply = NULL;
  g_autoptr(GError) error = NULL;
  const FerryErrorDetail *detail;

  reply = ferry_client_send_finish (FERRY_CLIENT (source), result, &error);
  if (reply)
    {
      g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_BAD_REPLY,
                               "The service does not know what a dry run is");
      return;
    }

  detail = ferry_error_get_detail (error);
  if (detail && g_strcmp0 (detail->code, "DryRunOperation") == 0)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
ferry_import_dry_run_async (FerryClient         *client,
                            FerryRequest        *request,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(FerryRequest) trial = ferry_import_dry_run_request (request);
  GTask *task = g_task_new (client, cancellable, callback, user_data);

  g_task_set_source_tag (task, ferry_import_dry_run_async);
  ferry_client_send_async (client, trial, cancellable, tried_cb, task);
}

gboolean
ferry_import_dry_run_finish (FerryClient   *client,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
