/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "bucket/ferry-s3-list.h"

#include <string.h>

#include "aws/ferry-call.h"
#include "base/ferry-error.h"
#include "base/ferry-time.h"
#include "base/ferry-xml.h"

G_DEFINE_BOXED_TYPE (FerryObjectPage, ferry_object_page,
                     ferry_object_page_copy, ferry_object_page_free)

FerryObjectPage *
ferry_object_page_copy (const FerryObjectPage *page)
{
  FerryObjectPage *copy = g_new0 (FerryObjectPage, 1);

  copy->objects = g_ptr_array_ref (page->objects);
  copy->next_token = g_strdup (page->next_token);

  return copy;
}

void
ferry_object_page_free (FerryObjectPage *page)
{
  g_ptr_array_unref (page->objects);
  g_free (page->next_token);
  g_free (page);
}

static FerryRequest *
make_request (const char *region,
              const char *bucket,
              const char *prefix,
              const char *delimiter,
              const char *token)
{
  FerryRequest *request = ferry_request_new (FERRY_SERVICE_S3, "ListObjectsV2", "GET");

  ferry_request_set_region (request, region);
  ferry_request_set_bucket (request, bucket);
  ferry_request_add_query (request, "list-type", "2");
  if (delimiter)
    ferry_request_add_query (request, "delimiter", delimiter);
  ferry_request_add_query (request, "encoding-type", "url");
  /* An empty one, too: to a policy with a condition on it, none is another one than "". */
  ferry_request_add_query (request, "prefix", prefix ? prefix : "");
  if (token)
    ferry_request_add_query (request, "continuation-token", token);

  return request;
}

FerryRequest *
ferry_s3_list_objects_request (const char *region,
                               const char *bucket,
                               const char *prefix,
                               const char *token)
{
  return make_request (region, bucket, prefix, "/", token);
}

FerryRequest *
ferry_s3_list_below_request (const char *region,
                             const char *bucket,
                             const char *prefix,
                             const char *token)
{
  return make_request (region, bucket, prefix, NULL, token);
}

/* S3's url encoding writes a space as "+". What is not an escape stays as it is.
 * Returns: (nullable) (transfer full): %NULL for text with a NUL, which no request could name.
 */
static char *
decode (const char *text)
{
  char *decoded = g_malloc (strlen (text) + 1);
  char *out = decoded;

  for (const char *in = text; *in; in++)
    {
      if (*in == '+')
        *out = ' ';
      else if (*in == '%' && g_ascii_isxdigit (in[1]) && g_ascii_isxdigit (in[2]))
        {
          *out = (char) (g_ascii_xdigit_value (in[1]) * 16 + g_ascii_xdigit_value (in[2]));
          in += 2;
        }
      else
        *out = *in;

      if (*out == '\0')
        {
          g_free (decoded);
          return NULL;
        }
      out++;
    }
  *out = '\0';

  return decoded;
}

/* A server that does not know encoding-type does not say it either, and sends keys as they are. */
static char *
dup_decoded (FerryXml   *element,
             const char *name,
             gboolean    encoded)
{
  const char *text = ferry_xml_find_text (element, name);

  if (text == NULL)
    return NULL;

  return encoded ? decode (text) : g_strdup (text);
}

static void
read_folders (FerryXml  *root,
              gboolean   encoded,
              GPtrArray *objects)
{
  for (FerryXml *i = ferry_xml_first (root, "CommonPrefixes"); i; i = ferry_xml_next (i))
    {
      g_autofree char *prefix = dup_decoded (i, "Prefix", encoded);

      if (prefix)
        g_ptr_array_add (objects, ferry_object_new_folder (prefix));
    }
}

/* The empty object that some tools make to stand for a folder is the folder that is listed. */
static void
read_objects (FerryXml   *root,
              gboolean    encoded,
              GPtrArray  *objects)
{
  for (FerryXml *i = ferry_xml_first (root, "Contents"); i; i = ferry_xml_next (i))
    {
      g_autofree char *key = dup_decoded (i, "Key", encoded);
      g_autoptr(GDateTime) modified = NULL;
      const char *modified_text;
      guint64 size = 0;

      if (key == NULL || g_str_has_suffix (key, "/"))
        continue;

      modified_text = ferry_xml_find_text (i, "LastModified");
      if (modified_text)
        modified = ferry_time_parse (modified_text);
      ferry_xml_find_size (i, "Size", &size);

      g_ptr_array_add (objects, ferry_object_new (key, size, modified,
                                                  ferry_xml_find_text (i, "ETag"),
                                                  ferry_xml_find_text (i, "StorageClass")));
    }
}

static int
compare_by_key (gconstpointer a,
                gconstpointer b)
{
  return strcmp (ferry_object_get_key (*(FerryObject **) a),
                 ferry_object_get_key (*(FerryObject **) b));
}

FerryObjectPage *
ferry_s3_list_objects_parse (GBytes  *body,
                             GError **error)
{
  g_autoptr(FerryXml) root = ferry_xml_parse (body, error);
  FerryObjectPage *page;
  const char *next_token;
  gboolean encoded, truncated;

  if (root == NULL)
    return NULL;

  truncated = g_strcmp0 (ferry_xml_find_text (root, "IsTruncated"), "true") == 0;
  next_token = ferry_xml_find_text (root, "NextContinuationToken");
  if (g_strcmp0 (ferry_xml_get_name (root), "ListBucketResult") != 0 ||
      (truncated && next_token == NULL))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY,
                           "ListObjectsV2: the reply is not a page of objects");
      return NULL;
    }

  page = g_new0 (FerryObjectPage, 1);
  page->objects = g_ptr_array_new_with_free_func (g_object_unref);
  page->next_token = truncated ? g_strdup (next_token) : NULL;

  encoded = g_strcmp0 (ferry_xml_find_text (root, "EncodingType"), "url") == 0;
  read_folders (root, encoded, page->objects);
  read_objects (root, encoded, page->objects);
  g_ptr_array_sort (page->objects, compare_by_key);

  return page;
}

static gpointer
read_reply (FerryRequest  *request,
            FerryReply    *reply,
            GError       **error)
{
  return ferry_s3_list_objects_parse (ferry_reply_get_body (reply), error);
}

void
ferry_s3_list_objects_async (FerryClient         *client,
                             const char          *region,
                             const char          *bucket,
                             const char          *prefix,
                             const char          *token,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(FerryRequest) request = ferry_s3_list_objects_request (region, bucket, prefix, token);

  ferry_call_async (client, request, read_reply, (GDestroyNotify) ferry_object_page_free,
                    ferry_s3_list_objects_async, cancellable, callback, user_data);
}

void
ferry_s3_list_below_async (FerryClient         *client,
                           const char          *region,
                           const char          *bucket,
                           const char          *prefix,
                           const char          *token,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(FerryRequest) request = ferry_s3_list_below_request (region, bucket, prefix, token);

  ferry_call_async (client, request, read_reply, (GDestroyNotify) ferry_object_page_free,
                    ferry_s3_list_objects_async, cancellable, callback, user_data);
}

FerryObjectPage *
ferry_s3_list_objects_finish (FerryClient   *client,
                              GAsyncResult  *result,
                              GError       **error)
{
  return ferry_call_finish (client, result, ferry_s3_list_objects_async, error);
}
