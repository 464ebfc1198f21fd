/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-fault-operation.h"

#include "ec2/ferry-fact-load.h"
#include "ferry-test-link.h"

#include <string.h>

#define FOLDER "2026-11/"

/* The disk of a bucket: the two hold the same ones, in different folders. */
static const char *
get_key (const FerryFaultCall *call)
{
  return g_str_equal (call->bucket, FERRY_FAULT_OTHER_BUCKET) ? "web01-boot.vmdk"
                                                              : FOLDER "web01-boot.vmdk";
}

static void
start_list_buckets (const FerryFaultCall *call,
                    GCancellable         *cancellable,
                    GAsyncReadyCallback   callback,
                    gpointer              user_data)
{
  ferry_s3_list_buckets_async (call->client, cancellable, callback, user_data);
}

static gboolean
finish_list_buckets (FerryClient   *client,
                     GAsyncResult  *result,
                     GError       **error)
{
  g_autoptr(GPtrArray) buckets = ferry_s3_list_buckets_finish (client, result, error);

  return buckets != NULL;
}

static void
start_head_bucket (const FerryFaultCall *call,
                   GCancellable         *cancellable,
                   GAsyncReadyCallback   callback,
                   gpointer              user_data)
{
  ferry_s3_head_bucket_async (call->client, call->bucket, cancellable, callback, user_data);
}

static gboolean
finish_head_bucket (FerryClient   *client,
                    GAsyncResult  *result,
                    GError       **error)
{
  g_autofree char *region = ferry_s3_head_bucket_finish (client, result, error);

  return region != NULL;
}

static void
start_list_objects (const FerryFaultCall *call,
                    GCancellable         *cancellable,
                    GAsyncReadyCallback   callback,
                    gpointer              user_data)
{
  ferry_s3_list_objects_async (call->client, FERRY_FAULT_REGION, call->bucket, NULL, NULL,
                               cancellable, callback, user_data);
}

static gboolean
finish_list_objects (FerryClient   *client,
                     GAsyncResult  *result,
                     GError       **error)
{
  g_autoptr(FerryObjectPage) page = ferry_s3_list_objects_finish (client, result, error);

  return page != NULL;
}

static void
start_head_object (const FerryFaultCall *call,
                   GCancellable         *cancellable,
                   GAsyncReadyCallback   callback,
                   gpointer              user_data)
{
  ferry_s3_head_object_async (call->client, FERRY_FAULT_REGION, call->bucket, get_key (call),
                              cancellable, callback, user_data);
}

static gboolean
finish_head_object (FerryClient   *client,
                    GAsyncResult  *result,
                    GError       **error)
{
  g_autoptr(FerryObject) object = ferry_s3_head_object_finish (client, result, error);

  return object != NULL;
}

static void
start_get_object (const FerryFaultCall *call,
                  GCancellable         *cancellable,
                  GAsyncReadyCallback   callback,
                  gpointer              user_data)
{
  ferry_s3_get_object_async (call->client, FERRY_FAULT_REGION, call->bucket, get_key (call), 0,
                             512, NULL, cancellable, callback, user_data);
}

static gboolean
finish_get_object (FerryClient   *client,
                   GAsyncResult  *result,
                   GError       **error)
{
  g_autoptr(GBytes) bytes = ferry_s3_get_object_finish (client, result, NULL, error);

  return bytes != NULL;
}

static void
start_put_object (const FerryFaultCall *call,
                  GCancellable         *cancellable,
                  GAsyncReadyCallback   callback,
                  gpointer              user_data)
{
  g_autofree char *key = g_strdup_printf ("faults/%u.xml", call->serial);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("<manifest/>", strlen ("<manifest/>"));

  ferry_s3_put_object_async (call->client, FERRY_FAULT_REGION, call->bucket, key, bytes,
                             "application/xml", cancellable, callback, user_data);
}

static gboolean
finish_put_object (FerryClient   *client,
                   GAsyncResult  *result,
                   GError       **error)
{
  return ferry_s3_put_object_finish (client, result, NULL, error);
}

static void
start_delete_object (const FerryFaultCall *call,
                     GCancellable         *cancellable,
                     GAsyncReadyCallback   callback,
                     gpointer              user_data)
{
  ferry_s3_delete_object_async (call->client, FERRY_FAULT_REGION, call->bucket, "faults/none.xml",
                                NULL, cancellable, callback, user_data);
}

static gboolean
finish_delete_object (FerryClient   *client,
                      GAsyncResult  *result,
                      GError       **error)
{
  return ferry_s3_delete_object_finish (client, result, error);
}

static void
start_import_instance (const FerryFaultCall *call,
                       GCancellable         *cancellable,
                       GAsyncReadyCallback   callback,
                       gpointer              user_data)
{
  g_autoptr(FerryRequest) request = ferry_fault_bench_make_import ();

  ferry_import_instance_async (call->client, request, cancellable, callback, user_data);
}

static gboolean
finish_import_instance (FerryClient   *client,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_autoptr(FerryConversionTask) task = ferry_import_instance_finish (client, result, error);

  return task != NULL;
}

static void
start_describe_tasks (const FerryFaultCall *call,
                      GCancellable         *cancellable,
                      GAsyncReadyCallback   callback,
                      gpointer              user_data)
{
  ferry_describe_conversion_tasks_async (call->client, FERRY_FAULT_REGION, NULL, cancellable,
                                         callback, user_data);
}

static gboolean
finish_describe_tasks (FerryClient   *client,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_autoptr(GPtrArray) tasks = ferry_describe_conversion_tasks_finish (client, result, error);

  return tasks != NULL;
}

static void
start_cancel_task (const FerryFaultCall *call,
                   GCancellable         *cancellable,
                   GAsyncReadyCallback   callback,
                   gpointer              user_data)
{
  ferry_cancel_conversion_task_async (call->client, FERRY_FAULT_REGION, call->task_id, NULL,
                                      cancellable, callback, user_data);
}

static gboolean
finish_cancel_task (FerryClient   *client,
                    GAsyncResult  *result,
                    GError       **error)
{
  return ferry_cancel_conversion_task_finish (client, result, error);
}

static void
start_get_identity (const FerryFaultCall *call,
                    GCancellable         *cancellable,
                    GAsyncReadyCallback   callback,
                    gpointer              user_data)
{
  ferry_sts_get_caller_identity_async (call->client, cancellable, callback, user_data);
}

static gboolean
finish_get_identity (FerryClient   *client,
                     GAsyncResult  *result,
                     GError       **error)
{
  g_autoptr(FerryIdentity) identity = ferry_sts_get_caller_identity_finish (client, result, error);

  return identity != NULL;
}

static void
start_use_link (const FerryFaultCall *call,
                GCancellable         *cancellable,
                GAsyncReadyCallback   callback,
                gpointer              user_data)
{
  g_autoptr(FerryRequest) request =
    ferry_s3_get_object_request (FERRY_FAULT_REGION, call->bucket, get_key (call), 0, 0, NULL);
  g_autoptr(GUri) link = ferry_test_sign (call->client, request, 3600);

  ferry_client_use_link_async (call->client, "GET", link, "bytes=0-511", cancellable, callback,
                               user_data);
}

static gboolean
finish_use_link (FerryClient   *client,
                 GAsyncResult  *result,
                 GError       **error)
{
  g_autoptr(FerryReply) reply = ferry_client_send_finish (client, result, error);

  return reply != NULL;
}

static void
start_load_subnets (const FerryFaultCall *call,
                    GCancellable         *cancellable,
                    GAsyncReadyCallback   callback,
                    gpointer              user_data)
{
  ferry_fact_load_async (call->client, FERRY_FAULT_REGION, FERRY_FACT_SUBNETS, cancellable,
                         callback, user_data);
}

static gboolean
finish_load_subnets (FerryClient   *client,
                     GAsyncResult  *result,
                     GError       **error)
{
  g_autoptr(GPtrArray) subnets = ferry_fact_load_finish (client, result, error);

  return subnets != NULL;
}

static void
start_describe_volumes (const FerryFaultCall *call,
                        GCancellable         *cancellable,
                        GAsyncReadyCallback   callback,
                        gpointer              user_data)
{
  ferry_describe_volumes_async (call->client, FERRY_FAULT_REGION, NULL, NULL, cancellable, callback,
                                user_data);
}

static gboolean
finish_describe_volumes (FerryClient   *client,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_autoptr(GPtrArray) items = ferry_describe_volumes_finish (client, result, error);

  return items != NULL;
}

static void
start_attach_volume (const FerryFaultCall *call,
                     GCancellable         *cancellable,
                     GAsyncReadyCallback   callback,
                     gpointer              user_data)
{
  ferry_attach_volume_async (call->client, FERRY_FAULT_REGION, FERRY_FAULT_VOLUME,
                             FERRY_FAULT_INSTANCE, "/dev/sdf", cancellable, callback, user_data);
}

static gboolean
finish_attach_volume (FerryClient   *client,
                      GAsyncResult  *result,
                      GError       **error)
{
  return ferry_attach_volume_finish (client, result, error);
}

/* It is gone: that is success. */
static void
start_delete_volume (const FerryFaultCall *call,
                     GCancellable         *cancellable,
                     GAsyncReadyCallback   callback,
                     gpointer              user_data)
{
  ferry_delete_volume_async (call->client, FERRY_FAULT_REGION, FERRY_FAULT_GONE_VOLUME, cancellable,
                             callback, user_data);
}

static gboolean
finish_delete_volume (FerryClient   *client,
                      GAsyncResult  *result,
                      GError       **error)
{
  return ferry_delete_volume_finish (client, result, error);
}

static void
start_describe_instances (const FerryFaultCall *call,
                          GCancellable         *cancellable,
                          GAsyncReadyCallback   callback,
                          gpointer              user_data)
{
  ferry_describe_instances_async (call->client, FERRY_FAULT_REGION, NULL, NULL, cancellable,
                                  callback, user_data);
}

static gboolean
finish_describe_instances (FerryClient   *client,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_autoptr(GPtrArray) items = ferry_describe_instances_finish (client, result, error);

  return items != NULL;
}

static void
start_start_instance (const FerryFaultCall *call,
                      GCancellable         *cancellable,
                      GAsyncReadyCallback   callback,
                      gpointer              user_data)
{
  ferry_start_instance_async (call->client, FERRY_FAULT_REGION, FERRY_FAULT_INSTANCE, cancellable,
                              callback, user_data);
}

static gboolean
finish_start_instance (FerryClient   *client,
                       GAsyncResult  *result,
                       GError       **error)
{
  return ferry_start_instance_finish (client, result, error);
}

static void
start_terminate_instance (const FerryFaultCall *call,
                          GCancellable         *cancellable,
                          GAsyncReadyCallback   callback,
                          gpointer              user_data)
{
  ferry_terminate_instance_async (call->client, FERRY_FAULT_REGION, FERRY_FAULT_GONE_INSTANCE,
                                  cancellable, callback, user_data);
}

static gboolean
finish_terminate_instance (FerryClient   *client,
                           GAsyncResult  *result,
                           GError       **error)
{
  return ferry_terminate_instance_finish (client, result, error);
}

static void
start_create_tags (const FerryFaultCall *call,
                   GCancellable         *cancellable,
                   GAsyncReadyCallback   callback,
                   gpointer              user_data)
{
  static const char *const tags[] = { "Name", "web01", NULL };
  g_autoptr(GPtrArray) resources = g_ptr_array_new ();

  g_ptr_array_add (resources, (char *) FERRY_FAULT_INSTANCE);
  ferry_create_tags_async (call->client, FERRY_FAULT_REGION, resources, tags, cancellable, callback,
                           user_data);
}

static gboolean
finish_create_tags (FerryClient   *client,
                    GAsyncResult  *result,
                    GError       **error)
{
  return ferry_create_tags_finish (client, result, error);
}

const FerryFaultOperation ferry_fault_operations[FERRY_FAULT_N_OPERATIONS] = {
  { "ListBuckets", "ListBuckets", start_list_buckets, finish_list_buckets },
  { "HeadBucket", "HeadBucket", start_head_bucket, finish_head_bucket },
  { "ListObjectsV2", "ListObjectsV2", start_list_objects, finish_list_objects },
  { "HeadObject", "HeadObject", start_head_object, finish_head_object },
  { "GetObject", "GetObject", start_get_object, finish_get_object },
  { "PutObject", "PutObject", start_put_object, finish_put_object },
  { "DeleteObject", "DeleteObject", start_delete_object, finish_delete_object },
  { "ImportInstance", "ImportInstance", start_import_instance, finish_import_instance },
  { "DescribeConversionTasks", "DescribeConversionTasks", start_describe_tasks, finish_describe_tasks },
  { "CancelConversionTask", "CancelConversionTask", start_cancel_task, finish_cancel_task },
  { "GetCallerIdentity", "GetCallerIdentity", start_get_identity, finish_get_identity },
  { "pre-signed link", "GetObject", start_use_link, finish_use_link },
  { "DescribeSubnets", "DescribeSubnets", start_load_subnets, finish_load_subnets },
  { "DescribeVolumes", "DescribeVolumes", start_describe_volumes, finish_describe_volumes },
  { "AttachVolume", "AttachVolume", start_attach_volume, finish_attach_volume },
  { "DeleteVolume", "DeleteVolume", start_delete_volume, finish_delete_volume },
  { "DescribeInstances", "DescribeInstances", start_describe_instances, finish_describe_instances },
  { "StartInstances", "StartInstances", start_start_instance, finish_start_instance },
  { "TerminateInstances", "TerminateInstances", start_terminate_instance,
    finish_terminate_instance },
  { "CreateTags", "CreateTags", start_create_tags, finish_create_tags },
};
