/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ec2/ferry-import-instance.h"

#include "aws/ferry-call.h"

static void
add_groups (FerryRequest      *request,
            const char *const *group_ids)
{
  for (guint i = 0; group_ids && group_ids[i]; i++)
    {
      g_autofree char *name = g_strdup_printf ("LaunchSpecification.GroupId.%u", i + 1);

      ferry_request_add_form (request, name, group_ids[i]);
    }
}

static void
add_user_data (FerryRequest *request,
               GBytes       *user_data)
{
  g_autofree char *text = NULL;
  gconstpointer data;
  gsize size;

  if (user_data == NULL)
    return;

  data = g_bytes_get_data (user_data, &size);
  text = g_base64_encode (data, size);
  ferry_request_add_form (request, FERRY_IMPORT_USER_DATA, text);
}

static void
add_launch_specification (FerryRequest                   *request,
                          const FerryImportInstanceInput *input)
{
  ferry_request_add_form (request, "LaunchSpecification.Architecture", input->architecture);
  ferry_request_add_form (request, "LaunchSpecification.InstanceType", input->instance_type);
  ferry_request_add_form (request, "LaunchSpecification.Placement.AvailabilityZone", input->zone);
  ferry_request_add_form (request, "LaunchSpecification.Placement.Tenancy", input->tenancy);
  ferry_request_add_form (request, "LaunchSpecification.SubnetId", input->subnet_id);
  ferry_request_add_form (request, "LaunchSpecification.PrivateIpAddress", input->private_ip);
  add_groups (request, input->group_ids);
  ferry_request_add_form (request, "LaunchSpecification.InstanceInitiatedShutdownBehavior",
                          input->shutdown);
  ferry_request_add_form (request, "LaunchSpecification.Monitoring",
                          input->monitoring ? "true" : NULL);
  add_user_data (request, input->user_data);
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
  add_launch_specification (request, input);
  ferry_request_add_form (request, "DiskImage.1.Description", input->disk_description);
  ferry_request_add_form (request, "DiskImage.1.Image.Format", input->image_format);
  ferry_request_add_form_number (request, "DiskImage.1.Image.Bytes", input->image_bytes);
  ferry_request_add_form (request, "DiskImage.1.Image.ImportManifestUrl", input->manifest_url);
  ferry_request_add_form_number (request, "DiskImage.1.Volume.Size", input->volume_size);

  return request;
}

FerryConversionTask *
ferry_import_instance_parse (GBytes  *body,
                             GError **error)
{
  return ferry_conversion_task_parse (body, "ImportInstance", error);
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
