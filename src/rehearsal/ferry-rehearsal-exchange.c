/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-exchange.h"

#include <string.h>

#define EC2_VERSION "2016-11-15"
#define STS_VERSION "2011-06-15"

/* Decodes percent signs only: a "+" in a query is a plus. */
static gboolean
decode_query (GHashTable *table,
              const char *query)
{
  g_auto(GStrv) pairs = g_strsplit (query ? query : "", "&", -1);

  for (guint i = 0; pairs[i]; i++)
    {
      char *equals = strchr (pairs[i], '=');
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (pairs[i][0] == '\0')
        continue;
      if (equals)
        *equals = '\0';
      name = g_uri_unescape_string (pairs[i], NULL);
      value = g_uri_unescape_string (equals ? equals + 1 : "", NULL);
      if (name == NULL || value == NULL || !g_utf8_validate (name, -1, NULL) ||
          !g_utf8_validate (value, -1, NULL))
        return FALSE;
      g_hash_table_replace (table, g_steal_pointer (&name), g_steal_pointer (&value));
    }

  return TRUE;
}

static gboolean
decode_form (FerryRehearsalExchange *exchange)
{
  gsize length;
  const char *data = g_bytes_get_data (exchange->body, &length);
  g_autofree char *text = g_strndup (data ? data : "", length);
  g_autoptr(GHashTable) form = NULL;

  if (strlen (text) != length)
    return FALSE;
  form = soup_form_decode (text);
  g_clear_pointer (&exchange->form, g_hash_table_unref);
  exchange->form = g_steal_pointer (&form);

  return TRUE;
}

/* "/bucket/a%20key" */
static gboolean
decode_path (FerryRehearsalExchange *exchange,
             const char             *path)
{
  const char *slash;
  g_autofree char *segment = NULL;

  if (path[0] != '/')
    return FALSE;
  if (path[1] == '\0')
    return TRUE;

  slash = strchr (path + 1, '/');
  segment = slash ? g_strndup (path + 1, slash - path - 1) : g_strdup (path + 1);
  exchange->bucket = g_uri_unescape_string (segment, "/");
  if (slash && slash[1] != '\0')
    {
      exchange->key = g_uri_unescape_string (slash + 1, NULL);
      if (exchange->key == NULL || !g_utf8_validate (exchange->key, -1, NULL))
        return FALSE;
    }

  return exchange->bucket && g_utf8_validate (exchange->bucket, -1, NULL);
}

static void
name_action (FerryRehearsalExchange *exchange)
{
  const char *action = ferry_rehearsal_exchange_get_form (exchange, "Action");
  const char *version = ferry_rehearsal_exchange_get_form (exchange, "Version");

  exchange->service = g_strcmp0 (version, STS_VERSION) == 0 ? FERRY_SERVICE_STS : FERRY_SERVICE_EC2;
  if (action && (g_strcmp0 (version, STS_VERSION) == 0 || g_strcmp0 (version, EC2_VERSION) == 0))
    exchange->operation = g_strdup (action);
  else
    exchange->operation = g_strdup ("Unknown");
}

static const char *
name_bucket_subresource (FerryRehearsalExchange *exchange)
{
  static const struct {
    const char *query;
    const char *operation;
  } subresources[] = {
    { "versioning", "GetBucketVersioning" },
    { "object-lock", "GetObjectLockConfiguration" },
    { "replication", "GetBucketReplication" },
    { "policy", "GetBucketPolicy" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (subresources); i++)
    if (ferry_rehearsal_exchange_get_query (exchange, subresources[i].query))
      return subresources[i].operation;

  return "Unknown";
}

static const char *
name_bucket_operation (FerryRehearsalExchange *exchange,
                       const char             *method)
{
  if (g_str_equal (method, "HEAD"))
    return "HeadBucket";
  if (g_str_equal (method, "GET") &&
      g_strcmp0 (ferry_rehearsal_exchange_get_query (exchange, "list-type"), "2") == 0)
    return "ListObjectsV2";

  return g_str_equal (method, "GET") ? name_bucket_subresource (exchange) : "Unknown";
}

static const char *
name_object_operation (FerryRehearsalExchange *exchange,
                       const char             *method)
{
  const char * const elsewhere[] = { "uploadId", "uploads", "partNumber", "acl", "tagging",
                                     "restore", "attributes" };

  for (guint i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    if (ferry_rehearsal_exchange_get_query (exchange, elsewhere[i]))
      return "Unknown";
  if (ferry_rehearsal_exchange_get_header (exchange, "x-amz-copy-source"))
    return "Unknown";
  if (g_str_equal (method, "HEAD"))
    return "HeadObject";
  if (g_str_equal (method, "GET"))
    return "GetObject";
  if (g_str_equal (method, "PUT") &&
      ferry_rehearsal_exchange_get_query (exchange, "versionId") == NULL)
    return "PutObject";
  if (g_str_equal (method, "DELETE"))
    return "DeleteObject";

  return "Unknown";
}

static void
name_operation (FerryRehearsalExchange *exchange)
{
  const char *method = soup_server_message_get_method (exchange->message);

  if (exchange->bucket == NULL && g_str_equal (method, "POST"))
    {
      exchange->readable = exchange->readable && decode_form (exchange);
      name_action (exchange);
      return;
    }

  exchange->service = FERRY_SERVICE_S3;
  if (exchange->key)
    exchange->operation = g_strdup (name_object_operation (exchange, method));
  else if (exchange->bucket)
    exchange->operation = g_strdup (name_bucket_operation (exchange, method));
  else
    exchange->operation = g_strdup (g_str_equal (method, "GET") ? "ListBuckets" : "Unknown");
}

FerryRehearsalExchange *
ferry_rehearsal_exchange_new (SoupServerMessage *message,
                              GDateTime         *now)
{
  FerryRehearsalExchange *exchange = g_new0 (FerryRehearsalExchange, 1);
  GUri *uri = soup_server_message_get_uri (message);

  exchange->message = g_object_ref (message);
  exchange->now = g_date_time_ref (now);
  exchange->query = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  exchange->form = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  exchange->body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  exchange->request_id = g_uuid_string_random ();
  exchange->readable = decode_query (exchange->query, g_uri_get_query (uri));
  exchange->readable = decode_path (exchange, g_uri_get_path (uri)) && exchange->readable;
  name_operation (exchange);
  exchange->by_cloud = g_strcmp0 (ferry_rehearsal_exchange_get_header (exchange, "User-Agent"),
                                  FERRY_REHEARSAL_AGENT) == 0;

  return exchange;
}

void
ferry_rehearsal_exchange_free (FerryRehearsalExchange *exchange)
{
  g_clear_object (&exchange->message);
  g_clear_pointer (&exchange->now, g_date_time_unref);
  g_clear_pointer (&exchange->query, g_hash_table_unref);
  g_clear_pointer (&exchange->form, g_hash_table_unref);
  g_clear_pointer (&exchange->body, g_bytes_unref);
  g_free (exchange->operation);
  g_free (exchange->bucket);
  g_free (exchange->key);
  g_free (exchange->request_id);
  g_free (exchange->region);
  g_free (exchange->task);
  g_free (exchange);
}

const char *
ferry_rehearsal_exchange_get_header (FerryRehearsalExchange *exchange,
                                     const char             *name)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (exchange->message);

  return soup_message_headers_get_list (headers, name);
}

const char *
ferry_rehearsal_exchange_get_query (FerryRehearsalExchange *exchange,
                                    const char             *name)
{
  return g_hash_table_lookup (exchange->query, name);
}

const char *
ferry_rehearsal_exchange_get_form (FerryRehearsalExchange *exchange,
                                   const char             *name)
{
  return g_hash_table_lookup (exchange->form, name);
}

void
ferry_rehearsal_exchange_set_header (FerryRehearsalExchange *exchange,
                                     const char             *name,
                                     const char             *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (exchange->message),
                                name, value);
}

void
ferry_rehearsal_exchange_reply_xml (FerryRehearsalExchange *exchange,
                                    guint                   status,
                                    GString                *xml)
{
  g_autofree char *text = g_strconcat ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", xml->str,
                                       NULL);
  gsize length = strlen (text);

  soup_server_message_set_status (exchange->message, status, NULL);
  /* S3 has no words for a HEAD that fails: its reply has no body. */
  if (g_str_equal (soup_server_message_get_method (exchange->message), "HEAD"))
    return;
  soup_server_message_set_response (exchange->message, "application/xml", SOUP_MEMORY_TAKE,
                                    g_steal_pointer (&text), length);
}

static void
open_error (FerryRehearsalExchange *exchange,
            GString                *xml)
{
  if (exchange->service == FERRY_SERVICE_EC2)
    g_string_append (xml, "<Response><Errors><Error>");
  else if (exchange->service == FERRY_SERVICE_STS)
    g_string_append (xml, "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                          "<Error><Type>Sender</Type>");
  else
    g_string_append (xml, "<Error>");
}

static void
close_error (FerryRehearsalExchange *exchange,
             GString                *xml)
{
  if (exchange->service == FERRY_SERVICE_EC2)
    {
      g_string_append (xml, "</Error></Errors>");
      ferry_rehearsal_append_element (xml, "RequestID", exchange->request_id);
      g_string_append (xml, "</Response>");
    }
  else if (exchange->service == FERRY_SERVICE_STS)
    {
      g_string_append (xml, "</Error>");
      ferry_rehearsal_append_element (xml, "RequestId", exchange->request_id);
      g_string_append (xml, "</ErrorResponse>");
    }
  else
    {
      ferry_rehearsal_append_element (xml, "RequestId", exchange->request_id);
      ferry_rehearsal_append_element (xml, "HostId", "rehearsal");
      g_string_append (xml, "</Error>");
    }
}

void
ferry_rehearsal_exchange_reply_error (FerryRehearsalExchange *exchange,
                                      guint                   status,
                                      const char             *code,
                                      const char             *text,
                                      ...)
{
  g_autoptr(GString) xml = g_string_new (NULL);
  const char *name;
  va_list more;

  open_error (exchange, xml);
  ferry_rehearsal_append_element (xml, "Code", code);
  ferry_rehearsal_append_element (xml, "Message", text);
  va_start (more, text);
  while ((name = va_arg (more, const char *)) != NULL)
    {
      const char *value = va_arg (more, const char *);

      ferry_rehearsal_append_element (xml, name, value);
    }
  va_end (more);
  close_error (exchange, xml);

  ferry_rehearsal_exchange_reply_xml (exchange, status, xml);
}

void
ferry_rehearsal_append_element (GString    *xml,
                                const char *name,
                                const char *text)
{
  g_autofree char *escaped = NULL;

  if (text == NULL)
    return;
  escaped = g_markup_escape_text (text, -1);
  g_string_append_printf (xml, "<%s>%s</%s>", name, escaped, name);
}

void
ferry_rehearsal_append_number (GString    *xml,
                               const char *name,
                               guint64     number)
{
  g_string_append_printf (xml, "<%s>%" G_GUINT64_FORMAT "</%s>", name, number, name);
}
