/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-s3.h"

#include <string.h>

#include "aws/ferry-endpoint.h"
#include "base/ferry-time.h"

#define MAX_KEYS 1000
#define MAX_BUCKETS 10000

/* What ListObjectsV2 was asked, and its page as it grows. */
typedef struct {
  const char *prefix;
  const char *delimiter;   /* "" for none */
  char       *after;       /* the last key or common prefix that the caller has; "" at the start */
  guint       max_keys;
  gboolean    url;
  GString    *contents;
  GString    *prefixes;
  guint       count;
  char       *last;        /* (nullable): the last key or common prefix of this page */
  gboolean    truncated;
} Listing;

static void
listing_clear (Listing *listing)
{
  g_free (listing->after);
  g_free (listing->last);
  g_string_free (listing->contents, TRUE);
  g_string_free (listing->prefixes, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Listing, listing_clear)

/* As S3 does for encoding-type=url: a form's encoding, where a blank is a plus and "/" stays. */
static void
append_name (Listing    *listing,
             GString    *xml,
             const char *element,
             const char *name)
{
  g_autoptr(GString) encoded = NULL;
  g_autofree char *text = NULL;

  if (!listing->url)
    {
      ferry_rehearsal_append_element (xml, element, name);
      return;
    }
  text = ferry_endpoint_encode (name, TRUE);
  encoded = g_string_new (text);
  g_string_replace (encoded, "%20", "+", 0);
  ferry_rehearsal_append_element (xml, element, encoded->str);
}

static char *
format_time (gint64 seconds)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%S.000Z");
}

static gboolean
refuse (FerryRehearsalExchange *exchange,
        const char             *text,
        const char             *name)
{
  ferry_rehearsal_exchange_reply_error (exchange, 400, "InvalidArgument", text,
                                        "ArgumentName", name,
                                        NULL);

  return FALSE;
}

static gboolean
read_limit (FerryRehearsalExchange *exchange,
            const char             *name,
            guint                   max,
            guint                  *limit)
{
  const char *text = ferry_rehearsal_exchange_get_query (exchange, name);
  guint64 value;

  *limit = max;
  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &value, NULL))
    return refuse (exchange, "Provided limit not an integer or within integer range", name);
  *limit = MIN (value, max);

  return TRUE;
}

/* A token is nothing that a client may read, so it does not look like a key. */
static char *
encode_token (const char *last)
{
  return g_base64_encode ((const guchar *) last, strlen (last));
}

static gboolean
read_token (FerryRehearsalExchange  *exchange,
            char                   **last)
{
  const char *token = ferry_rehearsal_exchange_get_query (exchange, "continuation-token");
  g_autofree guchar *decoded = NULL;
  gsize length;

  *last = NULL;
  if (token == NULL)
    return TRUE;
  decoded = g_base64_decode (token, &length);
  if (length > 0)
    *last = g_strndup ((const char *) decoded, length);
  if (*last == NULL || !g_utf8_validate (*last, -1, NULL))
    return refuse (exchange, "The continuation token provided is incorrect", "continuation-token");

  return TRUE;
}

static gboolean
listing_read (Listing                *listing,
              FerryRehearsalExchange *exchange)
{
  const char *prefix = ferry_rehearsal_exchange_get_query (exchange, "prefix");
  const char *delimiter = ferry_rehearsal_exchange_get_query (exchange, "delimiter");
  const char *encoding = ferry_rehearsal_exchange_get_query (exchange, "encoding-type");
  const char *start_after = ferry_rehearsal_exchange_get_query (exchange, "start-after");

  listing->prefix = prefix ? prefix : "";
  listing->delimiter = delimiter ? delimiter : "";
  listing->contents = g_string_new (NULL);
  listing->prefixes = g_string_new (NULL);
  if (encoding && !g_str_equal (encoding, "url"))
    return refuse (exchange, "Invalid Encoding Method specified in Request", "encoding-type");
  listing->url = encoding != NULL;
  if (!read_limit (exchange, "max-keys", MAX_KEYS, &listing->max_keys) ||
      !read_token (exchange, &listing->after))
    return FALSE;
  if (listing->after == NULL)
    listing->after = g_strdup (start_after ? start_after : "");

  return TRUE;
}

/* (nullable) (transfer full): the folder that @key is in, as the delimiter cuts it */
static char *
listing_fold (Listing    *listing,
              const char *key)
{
  const char *end;

  if (listing->delimiter[0] == '\0')
    return NULL;
  end = strstr (key + strlen (listing->prefix), listing->delimiter);

  return end ? g_strndup (key, end - key + strlen (listing->delimiter)) : NULL;
}

static void
listing_add_object (Listing              *listing,
                    FerryRehearsalObject *object)
{
  g_autofree char *modified = format_time (object->modified);

  g_string_append (listing->contents, "<Contents>");
  append_name (listing, listing->contents, "Key", object->key);
  ferry_rehearsal_append_element (listing->contents, "LastModified", modified);
  ferry_rehearsal_append_element (listing->contents, "ETag", object->etag);
  ferry_rehearsal_append_number (listing->contents, "Size", object->size);
  ferry_rehearsal_append_element (listing->contents, "StorageClass", "STANDARD");
  g_string_append (listing->contents, "</Contents>");
}

/* Returns: %FALSE when the page is full */
static gboolean
listing_take (Listing              *listing,
              FerryRehearsalObject *object)
{
  g_autofree char *folder = listing_fold (listing, object->key);
  const char *name = folder ? folder : object->key;

  /* All of a folder is one entry, wherever in it the caller has come to. */
  if (strcmp (name, listing->after) <= 0 || g_strcmp0 (name, listing->last) == 0)
    return TRUE;
  if (listing->count >= listing->max_keys)
    {
      listing->truncated = listing->max_keys > 0;
      return FALSE;
    }

  if (folder)
    {
      g_string_append (listing->prefixes, "<CommonPrefixes>");
      append_name (listing, listing->prefixes, "Prefix", folder);
      g_string_append (listing->prefixes, "</CommonPrefixes>");
    }
  else
    {
      listing_add_object (listing, object);
    }
  listing->count++;
  g_free (listing->last);
  listing->last = g_strdup (name);

  return TRUE;
}

static void
listing_reply (Listing                *listing,
               FerryRehearsalExchange *exchange,
               const char             *bucket)
{
  g_autoptr(GString) xml = g_string_new ("<ListBucketResult xmlns=\""
                                         FERRY_REHEARSAL_S3_NAMESPACE "\">");

  ferry_rehearsal_append_element (xml, "Name", bucket);
  append_name (listing, xml, "Prefix", listing->prefix);
  if (listing->delimiter[0])
    append_name (listing, xml, "Delimiter", listing->delimiter);
  if (listing->url)
    ferry_rehearsal_append_element (xml, "EncodingType", "url");
  ferry_rehearsal_append_number (xml, "MaxKeys", listing->max_keys);
  ferry_rehearsal_append_number (xml, "KeyCount", listing->count);
  ferry_rehearsal_append_element (xml, "IsTruncated", listing->truncated ? "true" : "false");
  ferry_rehearsal_append_element (xml, "ContinuationToken",
                                  ferry_rehearsal_exchange_get_query (exchange,
                                                                      "continuation-token"));
  if (listing->truncated)
    {
      g_autofree char *token = encode_token (listing->last);

      ferry_rehearsal_append_element (xml, "NextContinuationToken", token);
    }
  g_string_append (xml, listing->contents->str);
  g_string_append (xml, listing->prefixes->str);
  g_string_append (xml, "</ListBucketResult>");
  ferry_rehearsal_exchange_reply_xml (exchange, 200, xml);
}

void
ferry_rehearsal_s3_list_objects (FerryRehearsalExchange *exchange,
                                 FerryRehearsalBucket   *bucket)
{
  g_auto(Listing) listing = { NULL, };

  if (!listing_read (&listing, exchange))
    return;

  for (GTreeNode *node = g_tree_lower_bound (bucket->objects, listing.prefix);
       node;
       node = g_tree_node_next (node))
    {
      FerryRehearsalObject *object = g_tree_node_value (node);

      if (!g_str_has_prefix (object->key, listing.prefix) || !listing_take (&listing, object))
        break;
    }

  listing_reply (&listing, exchange, bucket->name);
}

static gboolean
is_wanted_bucket (FerryRehearsalExchange *exchange,
                  FerryRehearsalBucket   *bucket,
                  const char             *after)
{
  const char *prefix = ferry_rehearsal_exchange_get_query (exchange, "prefix");
  const char *region = ferry_rehearsal_exchange_get_query (exchange, "bucket-region");

  return (prefix == NULL || g_str_has_prefix (bucket->name, prefix)) &&
         (region == NULL || g_str_equal (bucket->region, region)) &&
         (after == NULL || strcmp (bucket->name, after) > 0);
}

static void
append_bucket (GString              *xml,
               FerryRehearsalBucket *bucket,
               gboolean              with_region)
{
  g_autofree char *created = format_time (bucket->created);

  g_string_append (xml, "<Bucket>");
  ferry_rehearsal_append_element (xml, "Name", bucket->name);
  ferry_rehearsal_append_element (xml, "CreationDate", created);
  if (with_region)
    ferry_rehearsal_append_element (xml, "BucketRegion", bucket->region);
  g_string_append (xml, "</Bucket>");
}

void
ferry_rehearsal_s3_list_buckets (FerryRehearsalExchange *exchange,
                                 FerryRehearsalStore    *store)
{
  GPtrArray *buckets = ferry_rehearsal_store_get_buckets (store);
  /* S3 tells regions and makes pages only to whom asks in the newer way. */
  gboolean paged = g_hash_table_size (exchange->query) > 0;
  g_autoptr(GString) xml = g_string_new ("<ListAllMyBucketsResult xmlns=\""
                                         FERRY_REHEARSAL_S3_NAMESPACE "\">"
                                         "<Owner><ID>rehearsal</ID></Owner><Buckets>");
  g_autofree char *after = NULL;
  g_autofree char *token = NULL;
  const char *last = NULL;
  guint count = 0;
  guint max;

  if (!read_limit (exchange, "max-buckets", MAX_BUCKETS, &max) || !read_token (exchange, &after))
    return;
  for (guint i = 0; i < buckets->len; i++)
    {
      FerryRehearsalBucket *bucket = g_ptr_array_index (buckets, i);

      if (!is_wanted_bucket (exchange, bucket, after))
        continue;
      if (count == max && last)
        {
          token = encode_token (last);
          break;
        }
      append_bucket (xml, bucket, paged);
      last = bucket->name;
      count++;
    }
  g_string_append (xml, "</Buckets>");
  ferry_rehearsal_append_element (xml, "ContinuationToken", token);
  g_string_append (xml, "</ListAllMyBucketsResult>");
  ferry_rehearsal_exchange_reply_xml (exchange, 200, xml);
}
