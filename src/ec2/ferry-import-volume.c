/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ec2/ferry-import-volume.h"

#include "aws/ferry-call.h"

FerryRequest *
ferry_import_volume_request (const FerryImportVolumeInput *input)
{
  FerryRequest *request;

  g_return_val_if_fail (input != NULL, NULL);

  request = ferry_request_new_action (FERRY_SERVICE_EC2, "ImportVolume", "2016-11-15");
  ferry_request_set_region (request, input->region);
  ferry_request_set_act (request);

  ferry_request_add_form (request, "AvailabilityZone", input->zone);
  ferry_request_add_form (request, "Description", input->description);
  ferry_request_add_form (request, "Image.Format", input->image_format);
  ferry_request_add_form_number (request, "Image.Bytes", input->image_bytes);
  ferry_request_add_form (request, "Image.ImportManifestUrl", input->manifest_url);
  ferry_request_add_form_number (request, "Volume.Size", input->volume_size);

  return request;
}

FerryConversionTask *
ferry_import_volume_parse (GBytes  *body,
                           GError **error)
{
  return ferry_conversion_task_parse (body, "ImportVolume", error);
}

static gpointer
read_reply (FerryRequest  *request,
            FerryReply    *reply,
            GError       **error)
{
  return ferry_import_volume_parse (ferry_reply_get_body (reply), error);
}

void
ferry_import_volume_async (FerryClient         *client,
                           FerryRequest        *request,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  ferry_call_async (client, request, read_reply, (GDestroyNotify) ferry_conversion_task_unref,
                    ferry_import_volume_async, cancellable, callback, user_data);
}

FerryConversionTask *
ferry_import_volume_finish (FerryClient   *client,
                            GAsyncResult  *result,
                            GError       **error)
{
  return ferry_call_finish (client, result, ferry_import_volume_async, error);
}
