/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "bucket/ferry-s3-object.h"

#include <string.h>

#include "aws/ferry-call.h"
#include "base/ferry-error.h"

/* What any reply may take, errors included. */
#define MAX_SMALL_REPLY (64 * 1024)

static FerryRequest *
request_new (const char *operation,
             const char *method,
             const char *region,
             const char *bucket,
             const char *key)
{
  FerryRequest *request = ferry_request_new (FERRY_SERVICE_S3, operation, method);

  ferry_request_set_region (request, region);
  ferry_request_set_bucket (request, bucket);
  ferry_request_set_key (request, key);
  ferry_request_set_max_reply (request, MAX_SMALL_REPLY);

  return request;
}

/* @text: digits, then anything; moves on behind them */
static gboolean
read_number (const char **text,
             guint64     *number)
{
  char *end = NULL;

  if (!g_ascii_isdigit (**text))
    return FALSE;

  *number = g_ascii_strtoull (*text, &end, 10);
  *text = end;

  return *number <= G_MAXINT64;
}

/* An object's bytes, if they were asked for, and which of its versions they are. */
typedef struct {
  GBytes  *bytes;
  char    *version_id;
  guint64  size;        /* of the whole object; G_MAXUINT64: not told */
} Stored;

static Stored *
stored_new (GBytes     *bytes,
            FerryReply *reply)
{
  Stored *stored = g_new0 (Stored, 1);

  stored->bytes = bytes ? g_bytes_ref (bytes) : NULL;
  stored->version_id = g_strdup (ferry_reply_get_header (reply, "x-amz-version-id"));
  stored->size = G_MAXUINT64;

  return stored;
}

static void
stored_free (Stored *stored)
{
  g_clear_pointer (&stored->bytes, g_bytes_unref);
  g_clear_pointer (&stored->version_id, g_free);
  g_free (stored);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stored, stored_free)

static gpointer
read_nothing (FerryRequest  *request,
              FerryReply    *reply,
              GError       **error)
{
  return GINT_TO_POINTER (TRUE);
}

/* HeadObject */

FerryRequest *
ferry_s3_head_object_request (const char *region,
                              const char *bucket,
                              const char *key)
{
  return request_new ("HeadObject", "HEAD", region, bucket, key);
}

static gpointer
read_head (FerryRequest  *request,
           FerryReply    *reply,
           GError       **error)
{
  const char *length = ferry_reply_get_header (reply, "Content-Length");
  const char *modified_text = ferry_reply_get_header (reply, "Last-Modified");
  g_autoptr(GDateTime) modified = NULL;
  guint64 size = 0;

  if (length == NULL || !read_number (&length, &size) || *length != '\0')
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY,
                           "HeadObject: the reply tells no size");
      return NULL;
    }

  if (modified_text)
    modified = soup_date_time_new_from_http_string (modified_text);

  return ferry_object_new (ferry_request_get_key (request), size, modified,
                           ferry_reply_get_header (reply, "ETag"),
                           ferry_reply_get_header (reply, "x-amz-storage-class"));
}

void
ferry_s3_head_object_async (FerryClient         *client,
                            const char          *region,
                            const char          *bucket,
                            const char          *key,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(FerryRequest) request = ferry_s3_head_object_request (region, bucket, key);

  ferry_call_async (client, request, read_head, g_object_unref,
                    ferry_s3_head_object_async, cancellable, callback, user_data);
}

FerryObject *
ferry_s3_head_object_finish (FerryClient   *client,
                             GAsyncResult  *result,
                             GError       **error)
{
  return ferry_call_finish (client, result, ferry_s3_head_object_async, error);
}

/* GetObject */

FerryRequest *
ferry_s3_get_object_request (const char *region,
                             const char *bucket,
                             const char *key,
                             guint64     offset,
                             gsize       length,
                             const char *etag)
{
  FerryRequest *request = request_new ("GetObject", "GET", region, bucket, key);

  if (length > 0)
    {
      g_autofree char *range = g_strdup_printf ("bytes=%" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT,
                                                offset, offset + length - 1);

      ferry_request_add_header (request, "Range", range);
      ferry_request_set_max_reply (request, MAX (length, MAX_SMALL_REPLY));
    }
  if (etag)
    ferry_request_add_header (request, "If-Match", etag);

  return request;
}

/* "bytes=0-511" and "bytes 0-511/4096" */
static gboolean
read_range (const char *text,
            guint64    *start,
            guint64    *end,
            guint64    *total)
{
  if (text == NULL || !g_str_has_prefix (text, "bytes"))
    return FALSE;

  text += strlen ("bytes") + 1;
  *total = G_MAXUINT64;

  if (!read_number (&text, start) || *text++ != '-' || !read_number (&text, end) || *end < *start)
    return FALSE;

  if (*text == '/' && text[1] != '*')
    {
      text++;
      return read_number (&text, total) && *end < *total;
    }

  return TRUE;
}

static const char *
find_header (FerryRequest *request,
             const char   *name)
{
  GPtrArray *headers = ferry_request_get_headers (request);

  for (guint i = 0; i < headers->len; i++)
    {
      const FerryPair *pair = g_ptr_array_index (headers, i);

      if (g_ascii_strcasecmp (pair->name, name) == 0)
        return pair->value;
    }

  return NULL;
}

/* Whether the reply holds the bytes that were asked for, up to the end of the object. A reply
 * without a range is the whole object or no object at all: it fits where all of it was asked for.
 * @total: (out): the object's size, G_MAXUINT64 when it is not told
 */
static gboolean
check_range (FerryRequest *request,
             FerryReply   *reply,
             guint64      *total)
{
  gsize size = g_bytes_get_size (ferry_reply_get_body (reply));
  guint64 asked_start, asked_end, start, end;

  if (!read_range (find_header (request, "Range"), &asked_start, &asked_end, total))
    {
      *total = size;
      return TRUE;
    }

  if (ferry_reply_get_status (reply) != SOUP_STATUS_PARTIAL_CONTENT)
    {
      *total = size;
      return asked_start == 0 && size == asked_end + 1;
    }

  return read_range (ferry_reply_get_header (reply, "Content-Range"), &start, &end, total) &&
         start == asked_start &&
         (end == asked_end || (end < asked_end && (*total == G_MAXUINT64 || end + 1 == *total))) &&
         size == end - start + 1;
}

static gpointer
read_bytes (FerryRequest  *request,
            FerryReply    *reply,
            GError       **error)
{
  Stored *stored;
  guint64 size;

  if (!check_range (request, reply, &size))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY,
                           "GetObject: the reply holds other bytes than those asked for");
      return NULL;
    }

  stored = stored_new (ferry_reply_get_body (reply), reply);
  stored->size = size;

  return stored;
}

void
ferry_s3_get_object_async (FerryClient         *client,
                           const char          *region,
                           const char          *bucket,
                           const char          *key,
                           guint64              offset,
                           gsize                length,
                           const char          *etag,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(FerryRequest) request =
    ferry_s3_get_object_request (region, bucket, key, offset, length, etag);

  ferry_call_async (client, request, read_bytes, (GDestroyNotify) stored_free,
                    ferry_s3_get_object_async, cancellable, callback, user_data);
}

GBytes *
ferry_s3_get_object_finish (FerryClient   *client,
                            GAsyncResult  *result,
                            char         **version_id,
                            GError       **error)
{
  g_autoptr(Stored) stored = ferry_call_finish (client, result, ferry_s3_get_object_async, error);

  if (stored == NULL)
    return NULL;

  if (version_id)
    *version_id = g_steal_pointer (&stored->version_id);

  return g_steal_pointer (&stored->bytes);
}

GBytes *
ferry_s3_get_object_finish_part (FerryClient   *client,
                                 GAsyncResult  *result,
                                 guint64        object_size,
                                 GError       **error)
{
  g_autoptr(Stored) stored = ferry_call_finish (client, result, ferry_s3_get_object_async, error);

  if (stored == NULL)
    return NULL;

  if (stored->size != object_size && stored->size != G_MAXUINT64)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY,
                           "GetObject: the reply is of an object of another size");
      return NULL;
    }

  return g_steal_pointer (&stored->bytes);
}

/* PutObject */

FerryRequest *
ferry_s3_put_object_request (const char *region,
                             const char *bucket,
                             const char *key,
                             GBytes     *body,
                             const char *content_type)
{
  FerryRequest *request = request_new ("PutObject", "PUT", region, bucket, key);

  ferry_request_add_header (request, "If-None-Match", "*");
  ferry_request_set_body (request, body, content_type);

  return request;
}

static gpointer
read_version (FerryRequest  *request,
              FerryReply    *reply,
              GError       **error)
{
  return stored_new (NULL, reply);
}

void
ferry_s3_put_object_async (FerryClient         *client,
                           const char          *region,
                           const char          *bucket,
                           const char          *key,
                           GBytes              *body,
                           const char          *content_type,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(FerryRequest) request =
    ferry_s3_put_object_request (region, bucket, key, body, content_type);

  ferry_call_async (client, request, read_version, (GDestroyNotify) stored_free,
                    ferry_s3_put_object_async, cancellable, callback, user_data);
}

gboolean
ferry_s3_put_object_finish (FerryClient   *client,
                            GAsyncResult  *result,
                            char         **version_id,
                            GError       **error)
{
  g_autoptr(Stored) stored = ferry_call_finish (client, result, ferry_s3_put_object_async, error);

  if (stored && version_id)
    *version_id = g_steal_pointer (&stored->version_id);

  return stored != NULL;
}

/* DeleteObject */

FerryRequest *
ferry_s3_delete_object_request (const char *region,
                                const char *bucket,
                                const char *key,
                                const char *version_id)
{
  FerryRequest *request = request_new ("DeleteObject", "DELETE", region, bucket, key);

  if (version_id)
    ferry_request_add_query (request, "versionId", version_id);

  return request;
}

void
ferry_s3_delete_object_async (FerryClient         *client,
                              const char          *region,
                              const char          *bucket,
                              const char          *key,
                              const char          *version_id,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(FerryRequest) request =
    ferry_s3_delete_object_request (region, bucket, key, version_id);

  ferry_call_async (client, request, read_nothing, NULL,
                    ferry_s3_delete_object_async, cancellable, callback, user_data);
}

gboolean
ferry_s3_delete_object_finish (FerryClient   *client,
                               GAsyncResult  *result,
                               GError       **error)
{
  return ferry_call_finish (client, result, ferry_s3_delete_object_async, error) != NULL;
}
