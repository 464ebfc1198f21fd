/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ec2/ferry-instance.h"

#include "aws/ferry-call.h"
#include "ec2/ferry-describe-all.h"
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

/* StartInstances */

FerryRequest *
ferry_start_instance_request (const char *region,
                              const char *instance_id)
{
  FerryRequest *request = ferry_request_new_action (FERRY_SERVICE_EC2, "StartInstances",
                                                    EC2_VERSION);

  ferry_request_set_region (request, region);
  ferry_request_add_form (request, "InstanceId.1", instance_id);

  return request;
}

void
ferry_start_instance_async (FerryClient         *client,
                            const char          *region,
                            const char          *instance_id,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(FerryRequest) request = ferry_start_instance_request (region, instance_id);

  ferry_call_async (client, request, read_reply, NULL, ferry_start_instance_async, cancellable,
                    callback, user_data);
}

gboolean
ferry_start_instance_finish (FerryClient   *client,
                             GAsyncResult  *result,
                             GError       **error)
{
  return ferry_call_finish (client, result, ferry_start_instance_async, error) != NULL;
}

/* TerminateInstances */

FerryRequest *
ferry_terminate_instance_request (const char *region,
                                  const char *instance_id)
{
  FerryRequest *request = ferry_request_new_action (FERRY_SERVICE_EC2, "TerminateInstances",
                                                    EC2_VERSION);

  ferry_request_set_region (request, region);
  ferry_request_add_form (request, "InstanceId.1", instance_id);

  return request;
}

void
ferry_terminate_instance_async (FerryClient         *client,
                                const char          *region,
                                const char          *instance_id,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(FerryRequest) request = ferry_terminate_instance_request (region, instance_id);

  ferry_call_async (client, request, read_reply, NULL, ferry_terminate_instance_async, cancellable,
                    callback, user_data);
}

gboolean
ferry_terminate_instance_finish (FerryClient   *client,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_autoptr(GError) local_error = NULL;

  if (ferry_call_finish (client, result, ferry_terminate_instance_async, &local_error) ||
      ferry_plain_reply_is_gone (local_error))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* CreateTags */

FerryRequest *
ferry_create_tags_request (const char        *region,
                           GPtrArray         *resources,
                           const char *const *tags)
{
  FerryRequest *request = ferry_request_new_action (FERRY_SERVICE_EC2, "CreateTags", EC2_VERSION);

  ferry_request_set_region (request, region);
  ferry_describe_add_list (request, "ResourceId", resources);
  for (guint i = 0; tags[i] && tags[i + 1]; i += 2)
    {
      g_autofree char *key = g_strdup_printf ("Tag.%u.Key", i / 2 + 1);
      g_autofree char *value = g_strdup_printf ("Tag.%u.Value", i / 2 + 1);

      ferry_request_add_form (request, key, tags[i]);
      /* EC2 wants the parameter of a tag without a value, too. */
      g_ptr_array_add (ferry_request_get_form (request), ferry_pair_new (value, tags[i + 1]));
    }

  return request;
}

void
ferry_create_tags_async (FerryClient         *client,
                         const char          *region,
                         GPtrArray           *resources,
                         const char *const   *tags,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(FerryRequest) request = ferry_create_tags_request (region, resources, tags);

  ferry_call_async (client, request, read_reply, NULL, ferry_create_tags_async, cancellable,
                    callback, user_data);
}

gboolean
ferry_create_tags_finish (FerryClient   *client,
                          GAsyncResult  *result,
                          GError       **error)
{
  return ferry_call_finish (client, result, ferry_create_tags_async, error) != NULL;
}
