/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-s3.h"

#include <string.h>

#include "aws/ferry-region.h"

#define MAX_KEY 1024
#define NOT_HELD "At least one of the pre-conditions you specified did not hold"

static gboolean
check_region (FerryRehearsalExchange *exchange,
              FerryRehearsalBucket   *bucket)
{
  g_autofree char *text = NULL;
  g_autofree char *endpoint = NULL;

  if (g_str_equal (exchange->region, bucket->region))
    return TRUE;

  ferry_rehearsal_exchange_set_header (exchange, "x-amz-bucket-region", bucket->region);
  text = g_strdup_printf ("the region '%s' is wrong; expecting '%s'", exchange->region,
                          bucket->region);
  /* All regions live behind one address here: a region that exists stands for its own endpoint,
   * which knows where the bucket is. */
  if (exchange->by_link)
    ferry_rehearsal_exchange_reply_error (exchange, 400, "AuthorizationQueryParametersError", text,
                                          "Region", bucket->region, NULL);
  else if (ferry_region_find (exchange->region) == NULL)
    ferry_rehearsal_exchange_reply_error (exchange, 400, "AuthorizationHeaderMalformed", text,
                                          "Region", bucket->region, NULL);
  else
    {
      endpoint = g_strdup_printf ("s3.%s.amazonaws.com", bucket->region);
      ferry_rehearsal_exchange_reply_error (exchange, 301, "PermanentRedirect",
                                            "The bucket you are attempting to access must be "
                                            "addressed using the specified endpoint.",
                                            "Endpoint", endpoint,
                                            "Bucket", bucket->name,
                                            NULL);
    }

  return FALSE;
}

static void
reply_no_such_key (FerryRehearsalExchange *exchange)
{
  ferry_rehearsal_exchange_reply_error (exchange, 404, "NoSuchKey",
                                        "The specified key does not exist.",
                                        "Key", exchange->key,
                                        NULL);
}

static void
reply_no_such_version (FerryRehearsalExchange *exchange,
                       const char             *version_id)
{
  ferry_rehearsal_exchange_reply_error (exchange, 404, "NoSuchVersion",
                                        "The specified version does not exist.",
                                        "Key", exchange->key,
                                        "VersionId", version_id,
                                        NULL);
}

static void
reply_storage_error (FerryRehearsalExchange *exchange,
                     GError                 *error)
{
  g_printerr ("ferry-rehearsal: %s\n", error->message);
  ferry_rehearsal_exchange_reply_error (exchange, 500, "InternalError",
                                        "We encountered an internal error. Please try again.",
                                        NULL);
}

static void
describe_object (FerryRehearsalExchange *exchange,
                 FerryRehearsalObject   *object)
{
  g_autoptr(GDateTime) modified = g_date_time_new_from_unix_utc (object->modified);
  g_autofree char *text = soup_date_time_to_string (modified, SOUP_DATE_HTTP);

  /* S3 names the storage class only when it is not STANDARD, the only one here. */
  ferry_rehearsal_exchange_set_header (exchange, "ETag", object->etag);
  ferry_rehearsal_exchange_set_header (exchange, "Last-Modified", text);
  ferry_rehearsal_exchange_set_header (exchange, "Accept-Ranges", "bytes");
  ferry_rehearsal_exchange_set_header (exchange, "x-amz-server-side-encryption", "AES256");
  if (object->version_id)
    ferry_rehearsal_exchange_set_header (exchange, "x-amz-version-id", object->version_id);
  ferry_rehearsal_exchange_set_header (exchange, "Content-Type",
                                       object->content_type ? object->content_type
                                                            : "binary/octet-stream");
}

static gboolean
check_conditions (FerryRehearsalExchange *exchange,
                  FerryRehearsalObject   *object)
{
  const char *match = ferry_rehearsal_exchange_get_header (exchange, "If-Match");
  const char *none_match = ferry_rehearsal_exchange_get_header (exchange, "If-None-Match");

  if (match && !g_str_equal (match, "*") && !g_str_equal (match, object->etag))
    {
      ferry_rehearsal_exchange_reply_error (exchange, 412, "PreconditionFailed",
                                            NOT_HELD,
                                            "Condition", "If-Match",
                                            NULL);
      return FALSE;
    }
  if (none_match && (g_str_equal (none_match, "*") || g_str_equal (none_match, object->etag)))
    {
      soup_server_message_set_status (exchange->message, 304, NULL);
      return FALSE;
    }

  return TRUE;
}

typedef enum {
  RANGE_WHOLE,
  RANGE_PART,
  RANGE_IMPOSSIBLE,
} Range;

/* One range only: S3 ignores a header that it cannot read, or that asks for several. */
static Range
read_range (const char *header,
            guint64     size,
            guint64    *start,
            guint64    *end)
{
  g_auto(GStrv) words = NULL;
  guint64 suffix;

  if (header == NULL || !g_str_has_prefix (header, "bytes=") || strchr (header, ','))
    return RANGE_WHOLE;
  words = g_strsplit (header + strlen ("bytes="), "-", -1);
  if (g_strv_length (words) != 2)
    return RANGE_WHOLE;

  if (words[0][0] == '\0')
    {
      if (!g_ascii_string_to_unsigned (words[1], 10, 0, G_MAXINT64, &suffix, NULL))
        return RANGE_WHOLE;
      if (suffix == 0 || size == 0)
        return RANGE_IMPOSSIBLE;
      *start = size - MIN (suffix, size);
      *end = size - 1;
      return RANGE_PART;
    }

  *end = G_MAXINT64;
  if (!g_ascii_string_to_unsigned (words[0], 10, 0, G_MAXINT64, start, NULL) ||
      (words[1][0] && !g_ascii_string_to_unsigned (words[1], 10, 0, G_MAXINT64, end, NULL)) ||
      *end < *start)
    return RANGE_WHOLE;
  if (*start >= size)
    return RANGE_IMPOSSIBLE;
  *end = MIN (*end, size - 1);

  return RANGE_PART;
}

static void
reply_bytes (FerryRehearsalExchange *exchange,
             FerryRehearsalObject   *object,
             guint64                 start,
             guint64                 length)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (exchange->message);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) whole = NULL;
  g_autoptr(GBytes) bytes = NULL;

  soup_message_headers_set_content_length (headers, length);
  if (g_str_equal (exchange->operation, "HeadObject") || length == 0)
    return;

  whole = ferry_rehearsal_store_read_object (object, &error);
  if (whole == NULL || g_bytes_get_size (whole) != object->size)
    {
      if (error == NULL)
        error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "An object's file was changed");
      reply_storage_error (exchange, error);
      return;
    }
  bytes = g_bytes_new_from_bytes (whole, start, length);
  soup_message_body_append_bytes (soup_server_message_get_response_body (exchange->message), bytes);
}

/* The version that is asked for, else the latest. (nullable): the reply says that there is none */
static FerryRehearsalObject *
find_object (FerryRehearsalExchange *exchange,
             FerryRehearsalBucket   *bucket)
{
  const char *version_id = ferry_rehearsal_exchange_get_query (exchange, "versionId");
  FerryRehearsalObject *object;

  if (version_id)
    {
      object = ferry_rehearsal_store_find_version (bucket, exchange->key, version_id);
      if (object == NULL)
        reply_no_such_version (exchange, version_id);
      return object;
    }

  object = ferry_rehearsal_store_find_object (bucket, exchange->key);
  if (object == NULL)
    reply_no_such_key (exchange);

  return object;
}

/* HeadObject and GetObject differ in the body alone. */
static void
get_object (FerryRehearsalExchange *exchange,
            FerryRehearsalBucket   *bucket)
{
  FerryRehearsalObject *object = find_object (exchange, bucket);
  const char *header = ferry_rehearsal_exchange_get_header (exchange, "Range");
  g_autofree char *content_range = NULL;
  guint64 start = 0;
  guint64 end = 0;

  if (object == NULL || !check_conditions (exchange, object))
    return;

  switch (read_range (header, object->size, &start, &end))
    {
    case RANGE_IMPOSSIBLE:
      ferry_rehearsal_exchange_reply_error (exchange, 416, "InvalidRange",
                                            "The requested range is not satisfiable",
                                            "RangeRequested", header,
                                            NULL);
      break;

    case RANGE_PART:
      content_range = g_strdup_printf ("bytes %" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT
                                       "/%" G_GUINT64_FORMAT, start, end, object->size);
      soup_server_message_set_status (exchange->message, 206, NULL);
      ferry_rehearsal_exchange_set_header (exchange, "Content-Range", content_range);
      describe_object (exchange, object);
      reply_bytes (exchange, object, start, end - start + 1);
      break;

    case RANGE_WHOLE:
    default:
      soup_server_message_set_status (exchange->message, 200, NULL);
      describe_object (exchange, object);
      reply_bytes (exchange, object, 0, object->size);
      break;
    }

  /* Else libsoup would cut the body once more. */
  soup_message_headers_remove (soup_server_message_get_request_headers (exchange->message),
                               "Range");
}

static void
put_object (FerryRehearsalExchange *exchange,
            FerryRehearsalStore    *store,
            FerryRehearsalBucket   *bucket)
{
  const char *none_match = ferry_rehearsal_exchange_get_header (exchange, "If-None-Match");
  const char *type = ferry_rehearsal_exchange_get_header (exchange, "Content-Type");
  FerryRehearsalObject *object;
  g_autoptr(GError) error = NULL;

  if (strlen (exchange->key) > MAX_KEY)
    {
      ferry_rehearsal_exchange_reply_error (exchange, 400, "KeyTooLongError",
                                            "Your key is too long", NULL);
      return;
    }
  if (none_match && !g_str_equal (none_match, "*"))
    {
      ferry_rehearsal_exchange_reply_error (exchange, 501, "NotImplemented",
                                            "A header you provided implies functionality that is "
                                            "not implemented",
                                            "Header", "If-None-Match",
                                            NULL);
      return;
    }
  if (none_match && ferry_rehearsal_store_find_object (bucket, exchange->key))
    {
      ferry_rehearsal_exchange_reply_error (exchange, 412, "PreconditionFailed",
                                            NOT_HELD,
                                            "Condition", "If-None-Match",
                                            NULL);
      return;
    }

  object = ferry_rehearsal_store_put_object (store, bucket, exchange->key, exchange->body, type,
                                             g_date_time_to_unix (exchange->now), &error);
  if (object == NULL)
    {
      reply_storage_error (exchange, error);
      return;
    }
  soup_server_message_set_status (exchange->message, 200, NULL);
  ferry_rehearsal_exchange_set_header (exchange, "ETag", object->etag);
  ferry_rehearsal_exchange_set_header (exchange, "x-amz-server-side-encryption", "AES256");
  if (object->version_id)
    ferry_rehearsal_exchange_set_header (exchange, "x-amz-version-id", object->version_id);
}

/* S3 says "done" of what was not there, too. */
static gboolean
delete_version (FerryRehearsalExchange  *exchange,
                FerryRehearsalBucket    *bucket,
                const char              *version_id,
                GError                 **error)
{
  FerryRehearsalObject *object =
    ferry_rehearsal_store_find_version (bucket, exchange->key, version_id);

  if (object == NULL)
    return TRUE;

  ferry_rehearsal_exchange_set_header (exchange, "x-amz-version-id", object->version_id);

  return ferry_rehearsal_store_delete_version (bucket, object, error);
}

/* Only this very object is to go (S3 User Guide, "Conditional deletes"). FALSE: it stays. */
static gboolean
check_deletion (FerryRehearsalExchange *exchange,
                FerryRehearsalBucket   *bucket)
{
  const char *match = ferry_rehearsal_exchange_get_header (exchange, "If-Match");
  FerryRehearsalObject *object = ferry_rehearsal_store_find_object (bucket, exchange->key);

  if (match == NULL)
    return TRUE;
  if (object == NULL)
    {
      reply_no_such_key (exchange);
      return FALSE;
    }

  return check_conditions (exchange, object);
}

static void
delete_object (FerryRehearsalExchange *exchange,
               FerryRehearsalStore    *store,
               FerryRehearsalBucket   *bucket)
{
  const char *version_id = ferry_rehearsal_exchange_get_query (exchange, "versionId");
  g_autoptr(GError) error = NULL;
  gboolean done;

  if (version_id == NULL && !check_deletion (exchange, bucket))
    return;
  if (version_id)
    done = delete_version (exchange, bucket, version_id, &error);
  else
    done = ferry_rehearsal_store_delete_object (store, bucket, exchange->key, &error);
  if (!done)
    {
      reply_storage_error (exchange, error);
      return;
    }

  soup_server_message_set_status (exchange->message, 204, NULL);
  if (version_id == NULL && bucket->keeps_versions)
    ferry_rehearsal_exchange_set_header (exchange, "x-amz-delete-marker", "true");
}

/* Of these no bucket of the rehearsal has any but versions. */
static gboolean
tell_settings (FerryRehearsalExchange *exchange,
               FerryRehearsalBucket   *bucket)
{
  static const struct {
    const char *operation;
    const char *code;
    const char *text;
  } nothing[] = {
    { "GetObjectLockConfiguration", "ObjectLockConfigurationNotFoundError",
      "Object Lock configuration does not exist for this bucket" },
    { "GetBucketReplication", "ReplicationConfigurationNotFoundError",
      "The replication configuration was not found" },
    { "GetBucketPolicy", "NoSuchBucketPolicy", "The bucket policy does not exist" },
  };

  if (g_str_equal (exchange->operation, "GetBucketVersioning"))
    {
      g_autoptr(GString) xml = g_string_new ("<VersioningConfiguration xmlns=\""
                                             FERRY_REHEARSAL_S3_NAMESPACE "\">");

      if (bucket->keeps_versions)
        ferry_rehearsal_append_element (xml, "Status", "Enabled");
      g_string_append (xml, "</VersioningConfiguration>");
      ferry_rehearsal_exchange_reply_xml (exchange, 200, xml);
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (nothing); i++)
    if (g_str_equal (exchange->operation, nothing[i].operation))
      {
        ferry_rehearsal_exchange_reply_error (exchange, 404, nothing[i].code, nothing[i].text,
                                              "BucketName", exchange->bucket,
                                              NULL);
        return TRUE;
      }

  return FALSE;
}

static void
answer_in_bucket (FerryRehearsalExchange *exchange,
                  FerryRehearsalStore    *store,
                  FerryRehearsalBucket   *bucket)
{
  const char *operation = exchange->operation;

  if (tell_settings (exchange, bucket))
    return;
  if (g_str_equal (operation, "HeadBucket"))
    soup_server_message_set_status (exchange->message, 200, NULL);
  else if (g_str_equal (operation, "ListObjectsV2"))
    ferry_rehearsal_s3_list_objects (exchange, bucket);
  else if (g_str_equal (operation, "HeadObject") || g_str_equal (operation, "GetObject"))
    get_object (exchange, bucket);
  else if (g_str_equal (operation, "PutObject"))
    put_object (exchange, store, bucket);
  else if (g_str_equal (operation, "DeleteObject"))
    delete_object (exchange, store, bucket);
}

void
ferry_rehearsal_s3_announce (FerryRehearsalExchange *exchange,
                             FerryRehearsalStore    *store)
{
  FerryRehearsalBucket *bucket = NULL;

  if (exchange->bucket && exchange->key == NULL)
    bucket = ferry_rehearsal_store_find_bucket (store, exchange->bucket);
  if (bucket)
    ferry_rehearsal_exchange_set_header (exchange, "x-amz-bucket-region", bucket->region);
}

void
ferry_rehearsal_s3_answer (FerryRehearsalExchange *exchange,
                           FerryRehearsalStore    *store)
{
  FerryRehearsalBucket *bucket;

  if (g_str_equal (exchange->operation, "Unknown"))
    {
      ferry_rehearsal_exchange_reply_error (exchange, 501, "NotImplemented",
                                            "The rehearsal cloud does not have this operation.",
                                            NULL);
      return;
    }
  if (g_str_equal (exchange->operation, "ListBuckets"))
    {
      ferry_rehearsal_s3_list_buckets (exchange, store);
      return;
    }

  bucket = ferry_rehearsal_store_find_bucket (store, exchange->bucket);
  if (bucket == NULL)
    {
      ferry_rehearsal_exchange_reply_error (exchange, 404, "NoSuchBucket",
                                            "The specified bucket does not exist",
                                            "BucketName", exchange->bucket,
                                            NULL);
      return;
    }
  if (check_region (exchange, bucket))
    answer_in_bucket (exchange, store, bucket);
}
