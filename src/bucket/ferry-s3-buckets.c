/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "bucket/ferry-s3-buckets.h"

#include "aws/ferry-call.h"
#include "base/ferry-error.h"
#include "base/ferry-xml.h"
#include "bucket/ferry-page-guard.h"

/* ListBuckets */

/* Naming a page size is what makes S3 answer in pages at all, and with each bucket's region. */
#define MAX_BUCKETS "1000"

FerryRequest *
ferry_s3_list_buckets_request (const char *token)
{
  FerryRequest *request = ferry_request_new (FERRY_SERVICE_S3, "ListBuckets", "GET");

  ferry_request_add_query (request, "max-buckets", MAX_BUCKETS);
  if (token)
    ferry_request_add_query (request, "continuation-token", token);

  return request;
}

GPtrArray *
ferry_s3_list_buckets_parse (GBytes  *body,
                             char   **next_token,
                             GError **error)
{
  g_autoptr(FerryXml) root = ferry_xml_parse (body, error);
  g_autoptr(GPtrArray) buckets = NULL;
  FerryXml *set;

  if (root == NULL)
    return NULL;

  if (g_strcmp0 (ferry_xml_get_name (root), "ListAllMyBucketsResult") != 0)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY,
                           "ListBuckets: the reply is not a list of buckets");
      return NULL;
    }

  buckets = g_ptr_array_new_with_free_func (g_object_unref);
  set = ferry_xml_find (root, "Buckets");
  for (FerryXml *i = set ? ferry_xml_first (set, "Bucket") : NULL; i; i = ferry_xml_next (i))
    {
      const char *name = ferry_xml_find_text (i, "Name");

      if (name)
        g_ptr_array_add (buckets, ferry_bucket_new (name, ferry_xml_find_text (i, "BucketRegion")));
    }

  *next_token = g_strdup (ferry_xml_find_text (root, "ContinuationToken"));

  return g_steal_pointer (&buckets);
}

typedef struct {
  GPtrArray      *buckets;
  char           *token;
  FerryPageGuard *guard;
} ListData;

static void
list_data_free (ListData *data)
{
  g_clear_pointer (&data->buckets, g_ptr_array_unref);
  g_free (data->token);
  ferry_page_guard_free (data->guard);
  g_free (data);
}

static void list_page (GTask *task);

/* Adds a page to what has come so far; FALSE when S3 would send us in a circle. */
static gboolean
list_take_page (ListData    *data,
                FerryReply  *reply,
                GError     **error)
{
  g_autoptr(GPtrArray) page = NULL;
  g_autofree char *next_token = NULL;

  page = ferry_s3_list_buckets_parse (ferry_reply_get_body (reply), &next_token, error);
  if (page == NULL ||
      !ferry_page_guard_pass (data->guard, "ListBuckets", page->len, next_token, error))
    return FALSE;

  g_ptr_array_extend_and_steal (data->buckets, g_steal_pointer (&page));
  g_free (data->token);
  data->token = g_steal_pointer (&next_token);

  return TRUE;
}

static void
list_sent_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(FerryReply) reply = NULL;
  g_autoptr(GError) error = NULL;
  ListData *data = g_task_get_task_data (task);

  reply = ferry_client_send_finish (FERRY_CLIENT (source), result, &error);
  if (reply == NULL || !list_take_page (data, reply, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (data->token)
    list_page (g_steal_pointer (&task));
  else
    g_task_return_pointer (task, g_steal_pointer (&data->buckets),
                           (GDestroyNotify) g_ptr_array_unref);
}

/* (transfer full) @task */
static void
list_page (GTask *task)
{
  ListData *data = g_task_get_task_data (task);
  g_autoptr(FerryRequest) request = ferry_s3_list_buckets_request (data->token);

  ferry_client_send_async (g_task_get_source_object (task), request,
                           g_task_get_cancellable (task), list_sent_cb, task);
}

void
ferry_s3_list_buckets_async (FerryClient         *client,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  ListData *data;
  GTask *task;

  g_return_if_fail (FERRY_IS_CLIENT (client));

  data = g_new0 (ListData, 1);
  data->buckets = g_ptr_array_new_with_free_func (g_object_unref);
  data->guard = ferry_page_guard_new ();

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_s3_list_buckets_async);
  g_task_set_task_data (task, data, (GDestroyNotify) list_data_free);

  list_page (task);
}

GPtrArray *
ferry_s3_list_buckets_finish (FerryClient   *client,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* HeadBucket */

FerryRequest *
ferry_s3_head_bucket_request (const char *bucket)
{
  FerryRequest *request = ferry_request_new (FERRY_SERVICE_S3, "HeadBucket", "HEAD");

  ferry_request_set_bucket (request, bucket);

  return request;
}

/* S3 itself always names the region. A server that only speaks S3 may not: "" until finish, which
 * knows the region that was asked.
 */
static gpointer
read_head_bucket (FerryRequest  *request,
                  FerryReply    *reply,
                  GError       **error)
{
  const char *region = ferry_reply_get_header (reply, "x-amz-bucket-region");

  return g_strdup (region ? region : "");
}

void
ferry_s3_head_bucket_async (FerryClient         *client,
                            const char          *bucket,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(FerryRequest) request = ferry_s3_head_bucket_request (bucket);

  ferry_call_async (client, request, read_head_bucket, g_free,
                    ferry_s3_head_bucket_async, cancellable, callback, user_data);
}

char *
ferry_s3_head_bucket_finish (FerryClient   *client,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autofree char *region = NULL;

  region = ferry_call_finish (client, result, ferry_s3_head_bucket_async, &local_error);
  if (region == NULL)
    {
      /* A 404 without a body does not say what is missing. */
      if (g_error_matches (local_error, FERRY_ERROR, FERRY_ERROR_NO_SUCH_KEY))
        g_propagate_error (error, ferry_error_recode (g_steal_pointer (&local_error),
                                                      FERRY_ERROR_NO_SUCH_BUCKET));
      else
        g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  if (*region == '\0')
    return g_strdup (ferry_account_get_region (ferry_client_get_account (client)));

  return g_steal_pointer (&region);
}
