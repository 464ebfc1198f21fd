/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ec2/ferry-import-instance.h"

#include "aws/ferry-call.h"
#include "base/ferry-error.h"
#include "base/ferry-xml.h"

static void
add_number (FerryRequest *request,
            const char   *name,
            guint64       number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, number);

  ferry_request_add_form (request, name, text);
}

FerryRequest *
ferry_import_instance_request (const FerryImportInstanceInput *input)
{
  FerryRequest *request;

  g_return_val_if_fail (input != NULL, NULL);

  request = ferry_request_new_action (FERRY_SERVICE_EC2, "ImportInstance", "2016-11-15");
  ferry_request_set_region (request, input->region);
  ferry_request_set_act (request);

  ferry_request_add_form (request, "Description", input->description);
  ferry_request_add_form (request, "Platform", input->platform);
  ferry_request_add_form (request, "LaunchSpecification.Architecture", input->architecture);
  ferry_request_add_form (request, "LaunchSpecification.InstanceType", input->instance_type);
  ferry_request_add_form (request, "LaunchSpecification.SubnetId", input->subnet_id);
  ferry_request_add_form (request, "DiskImage.1.Image.Format", input->image_format);
  add_number (request, "DiskImage.1.Image.Bytes", input->image_bytes);
  ferry_request_add_form (request, "DiskImage.1.Image.ImportManifestUrl", input->manifest_url);
  add_number (request, "DiskImage.1.Volume.Size", input->volume_size);

  return request;
}

FerryConversionTask *
ferry_import_instance_parse (GBytes  *body,
                             GError **error)
{
  g_autoptr(FerryXml) root = ferry_xml_parse (body, error);
  FerryXml *task;

  if (root == NULL)
    return NULL;

  task = ferry_xml_find (root, "conversionTask");
  if (task == NULL)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY,
                           "ImportInstance: the reply holds no task");
      return NULL;
    }

  return ferry_conversion_task_from_xml (task, error);
}

static gpointer
read_reply (FerryRequest  *request,
            FerryReply    *reply,
            GError       **error)
{
  return ferry_import_instance_parse (ferry_reply_get_body (reply), error);
}

void
ferry_import_instance_async (FerryClient         *client,
                             FerryRequest        *request,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  ferry_call_async (client, request, read_reply, (GDestroyNotify) ferry_conversion_task_unref,
                    ferry_import_instance_async, cancellable, callback, user_data);
}

FerryConversionTask *
ferry_import_instance_finish (FerryClient   *client,
                              GAsyncResult  *result,
                              GError       **error)
{
  return ferry_call_finish (client, result, ferry_import_instance_async, error);
}
