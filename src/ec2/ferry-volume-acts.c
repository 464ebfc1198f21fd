/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ec2/ferry-volume.h"

#include "aws/ferry-call.h"
#include "ec2/ferry-plain-reply.h"

#define EC2_VERSION "2016-11-15"

static gpointer
read_reply (FerryRequest  *request,
            FerryReply    *reply,
            GError       **error)
{
  gboolean done = ferry_plain_reply_read (ferry_reply_get_body (reply),
                                          ferry_request_get_operation (request), error);

  return GINT_TO_POINTER (done);
}

/* AttachVolume */

FerryRequest *
ferry_attach_volume_request (const char *region,
                             const char *volume_id,
                             const char *instance_id,
                             const char *device)
{
  FerryRequest *request = ferry_request_new_action (FERRY_SERVICE_EC2, "AttachVolume", EC2_VERSION);

  ferry_request_set_region (request, region);
  ferry_request_set_act (request);
  ferry_request_add_form (request, "Device", device);
  ferry_request_add_form (request, "InstanceId", instance_id);
  ferry_request_add_form (request, "VolumeId", volume_id);

  return request;
}

void
ferry_attach_volume_async (FerryClient         *client,
                           const char          *region,
                           const char          *volume_id,
                           const char          *instance_id,
                           const char          *device,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(FerryRequest) request =
    ferry_attach_volume_request (region, volume_id, instance_id, device);

  ferry_call_async (client, request, read_reply, NULL, ferry_attach_volume_async, cancellable,
                    callback, user_data);
}

gboolean
ferry_attach_volume_finish (FerryClient   *client,
                            GAsyncResult  *result,
                            GError       **error)
{
  return ferry_call_finish (client, result, ferry_attach_volume_async, error) != NULL;
}

/* DeleteVolume */

FerryRequest *
ferry_delete_volume_request (const char *region,
                             const char *volume_id)
{
  FerryRequest *request = ferry_request_new_action (FERRY_SERVICE_EC2, "DeleteVolume", EC2_VERSION);

  ferry_request_set_region (request, region);
  ferry_request_add_form (request, "VolumeId", volume_id);

  return request;
}

void
ferry_delete_volume_async (FerryClient         *client,
                           const char          *region,
                           const char          *volume_id,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(FerryRequest) request = ferry_delete_volume_request (region, volume_id);

  ferry_call_async (client, request, read_reply, NULL, ferry_delete_volume_async, cancellable,
                    callback, user_data);
}

gboolean
ferry_delete_volume_finish (FerryClient   *client,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_autoptr(GError) local_error = NULL;

  if (ferry_call_finish (client, result, ferry_delete_volume_async, &local_error) ||
      ferry_plain_reply_is_gone (local_error))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}
