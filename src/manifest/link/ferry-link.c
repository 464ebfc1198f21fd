/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/link/ferry-link.h"

#include "base/ferry-time.h"
#include "manifest/link/ferry-link-address.h"

#include <string.h>

/* Source: "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)" and "Signing
 * and Authenticating REST Requests" (version 2), AWS. Names are case-sensitive there.
 */
#define ALGORITHM "AWS4-HMAC-SHA256"
#define SIGNATURE_4_DIGITS 64
#define SIGNATURE_2_BYTES 20
/* IAM User Guide, "IAM identifiers": the keys of a session; they need their token. */
#define TEMPORARY_KEY "ASIA"

typedef enum {
  NAME_ALGORITHM,
  NAME_CREDENTIAL,
  NAME_DATE,
  NAME_EXPIRES,
  NAME_SIGNED_HEADERS,
  NAME_SIGNATURE,
  NAME_ACCESS_KEY_ID_2,
  NAME_EXPIRES_2,
  NAME_SIGNATURE_2,
  NAME_TOKEN,
  N_NAMES,
} Name;

static const char * const names[N_NAMES] = {
  [NAME_ALGORITHM] = "X-Amz-Algorithm",
  [NAME_CREDENTIAL] = "X-Amz-Credential",
  [NAME_DATE] = "X-Amz-Date",
  [NAME_EXPIRES] = "X-Amz-Expires",
  [NAME_SIGNED_HEADERS] = "X-Amz-SignedHeaders",
  [NAME_SIGNATURE] = "X-Amz-Signature",
  [NAME_ACCESS_KEY_ID_2] = "AWSAccessKeyId",
  [NAME_EXPIRES_2] = "Expires",
  [NAME_SIGNATURE_2] = "Signature",
  [NAME_TOKEN] = "X-Amz-Security-Token",
};

/* What a query says of its signature. */
typedef struct {
  const char *values[N_NAMES];
  gboolean    has_4;   /* something of version 4, however it is spelled */
  gboolean    has_2;
  gboolean    is_odd;  /* twice, or in another spelling than S3 knows */
} Found;

G_DEFINE_BOXED_TYPE (FerryLink, ferry_link, ferry_link_ref, ferry_link_unref)

static void
clear (FerryLink *self)
{
  g_clear_pointer (&self->uri, g_uri_unref);
  g_free (self->host);
  g_free (self->bucket);
  g_free (self->key);
  g_free (self->host_region);
  g_free (self->access_key_id);
  g_free (self->region);
  g_clear_pointer (&self->signed_at, g_date_time_unref);
  g_clear_pointer (&self->expiration, g_date_time_unref);
  g_free (self->signed_headers);
}

static gboolean
is_escaped_twice (const char *text)
{
  return strstr (text, "&amp;") || strstr (text, "&#38;") || strstr (text, "&#x26;");
}

static gboolean
has_blank (const char *text)
{
  for (const guchar *p = (const guchar *) text; *p; p++)
    if (*p <= ' ' || *p == 0x7f)
      return TRUE;

  return FALSE;
}

/* Path and query are cut out of the text: GLib would merge dot segments, or decode what needed no
 * encoding, and signatures are made of the bytes as they are sent.
 */
static gboolean
read_uri (FerryLink  *self,
          const char *text)
{
  g_autofree char *scheme = NULL;
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;
  g_autofree char *query = NULL;
  const char *begin;
  const char *end;
  int port;

  if (has_blank (text) ||
      !g_uri_split (text, G_URI_FLAGS_ENCODED, &scheme, NULL, &host, &port, NULL, NULL, NULL, NULL))
    return FALSE;

  if (scheme == NULL || host == NULL || *host == '\0' || strstr (text, "://") == NULL ||
      (g_ascii_strcasecmp (scheme, "https") != 0 && g_ascii_strcasecmp (scheme, "http") != 0))
    return FALSE;

  begin = strstr (text, "://") + strlen ("://");
  begin += strcspn (begin, "/?#");
  end = begin + strcspn (begin, "?#");
  path = g_strndup (begin, end - begin);
  if (*end == '?')
    query = g_strndup (end + 1, strcspn (end + 1, "#"));

  self->host = g_ascii_strdown (host, -1);
  self->is_plain = g_ascii_strcasecmp (scheme, "http") == 0;
  self->uri = g_uri_build (G_URI_FLAGS_ENCODED, self->is_plain ? "http" : "https", NULL, self->host,
                           port, *path ? path : "/", query, NULL);

  return TRUE;
}

static int
get_port (GUri *uri)
{
  int port = g_uri_get_port (uri);

  if (port > 0)
    return port;

  return g_ascii_strcasecmp (g_uri_get_scheme (uri), "https") == 0 ? 443 : 80;
}

static gboolean
is_endpoint (FerryLink  *self,
             const char *endpoint)
{
  g_autoptr(GUri) uri = endpoint ? g_uri_parse (endpoint, G_URI_FLAGS_ENCODED, NULL) : NULL;

  return uri && g_uri_get_host (uri) &&
         g_ascii_strcasecmp (g_uri_get_host (uri), self->host) == 0 &&
         get_port (uri) == get_port (self->uri);
}

static void
read_address (FerryLink  *self,
              const char *endpoint)
{
  const char *path = g_uri_get_path (self->uri) + 1;

  if (is_endpoint (self, endpoint))
    self->is_s3 = TRUE;
  else
    self->is_s3 = ferry_link_split_host (self->host, &self->bucket, &self->host_region);
  if (!self->is_s3)
    return;

  if (self->bucket == NULL)
    {
      gsize length = strcspn (path, "/");

      self->bucket = length ? ferry_link_decode (path, length) : NULL;
      path += path[length] ? length + 1 : length;
    }
  self->key = *path && self->bucket ? ferry_link_decode (path, strlen (path)) : NULL;
}

static void
find_pair (Found           *found,
           const FerryPair *pair)
{
  for (guint i = 0; i < N_NAMES; i++)
    {
      if (g_ascii_strcasecmp (pair->name, names[i]) != 0)
        continue;

      found->has_4 |= i <= NAME_SIGNATURE;
      found->has_2 |= i == NAME_ACCESS_KEY_ID_2 || i == NAME_SIGNATURE_2;
      if (found->values[i] || (i <= NAME_SIGNATURE && !g_str_equal (pair->name, names[i])))
        found->is_odd = TRUE;
      found->values[i] = pair->value;
    }
}

static gboolean
is_signature_4 (const char *text)
{
  return text && strlen (text) == SIGNATURE_4_DIGITS &&
         strspn (text, "0123456789abcdef") == SIGNATURE_4_DIGITS;
}

static gboolean
is_signature_2 (const char *text)
{
  g_autofree guchar *bytes = NULL;
  gsize length = 0;

  if (text && *text)
    bytes = g_base64_decode (text, &length);

  return length == SIGNATURE_2_BYTES;
}

static GDateTime *
add_seconds (GDateTime *time,
             guint64    seconds)
{
  return g_date_time_new_from_unix_utc (g_date_time_to_unix (time) +
                                        (gint64) MIN (seconds, G_MAXINT64 / 1000000000));
}

/* "AKIA…/20130524/us-east-1/s3/aws4_request" */
static gboolean
read_credential (FerryLink  *self,
                 const char *credential,
                 const char *date)
{
  g_auto(GStrv) fields = g_strsplit (credential ? credential : "", "/", -1);
  gboolean is_whole = g_strv_length (fields) == 5;

  if (fields[0] && *fields[0])
    self->access_key_id = g_strdup (fields[0]);
  if (is_whole && *fields[2])
    self->region = g_strdup (fields[2]);

  return is_whole && *fields[0] && *fields[2] &&
         date && strlen (fields[1]) == strlen ("20130524") && g_str_has_prefix (date, fields[1]) &&
         g_str_equal (fields[3], "s3") && g_str_equal (fields[4], "aws4_request");
}

static gboolean
signs_host (const char *signed_headers)
{
  g_auto(GStrv) headers = g_strsplit (signed_headers ? signed_headers : "", ";", -1);

  /* AWS's own sample says "Host". */
  for (char **header = headers; *header; header++)
    if (g_ascii_strcasecmp (*header, "host") == 0)
      return TRUE;

  return FALSE;
}

static gboolean
read_signature_4 (FerryLink   *self,
                  const Found *found)
{
  const char *date = found->values[NAME_DATE];
  const char *expires = found->values[NAME_EXPIRES];
  gboolean is_right = read_credential (self, found->values[NAME_CREDENTIAL], date);

  self->signed_at = ferry_time_parse_basic (date);
  self->signed_headers = g_strdup (found->values[NAME_SIGNED_HEADERS]);
  if (expires == NULL || !g_ascii_string_to_unsigned (expires, 10, 1, G_MAXINT64, &self->lifetime,
                                                      NULL))
    is_right = FALSE;
  if (self->signed_at && self->lifetime)
    self->expiration = add_seconds (self->signed_at, self->lifetime);

  return is_right && self->signed_at && signs_host (self->signed_headers) &&
         g_strcmp0 (found->values[NAME_ALGORITHM], ALGORITHM) == 0 &&
         is_signature_4 (found->values[NAME_SIGNATURE]);
}

static gboolean
read_signature_2 (FerryLink   *self,
                  const Found *found)
{
  const char *expires = found->values[NAME_EXPIRES_2];
  guint64 seconds;

  self->access_key_id = g_strdup (found->values[NAME_ACCESS_KEY_ID_2]);
  if (expires && g_ascii_string_to_unsigned (expires, 10, 1, G_MAXINT64, &seconds, NULL))
    self->expiration = g_date_time_new_from_unix_utc ((gint64) seconds);

  return self->access_key_id && *self->access_key_id && self->expiration &&
         is_signature_2 (found->values[NAME_SIGNATURE_2]);
}

static void
read_signature (FerryLink *self)
{
  g_autoptr(GPtrArray) pairs = ferry_link_split_query (g_uri_get_query (self->uri));
  Found found = { { NULL }, FALSE, FALSE, FALSE };
  gboolean is_right;

  for (guint i = 0; i < pairs->len; i++)
    find_pair (&found, g_ptr_array_index (pairs, i));

  self->is_temporary = found.values[NAME_TOKEN] && *found.values[NAME_TOKEN];
  if (!found.has_4 && !found.has_2)
    return;

  is_right = found.has_4 ? read_signature_4 (self, &found) : read_signature_2 (self, &found);
  if (self->access_key_id && g_str_has_prefix (self->access_key_id, TEMPORARY_KEY) &&
      !self->is_temporary)
    is_right = FALSE;

  if (!is_right || found.is_odd || (found.has_4 && found.has_2))
    self->signature = FERRY_LINK_MALFORMED;
  else
    self->signature = found.has_4 ? FERRY_LINK_SIGNATURE_4 : FERRY_LINK_SIGNATURE_2;
}

FerryLink *
ferry_link_parse (const char *text,
                  const char *endpoint)
{
  g_autoptr(FerryLink) self = NULL;
  g_autofree char *trimmed = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_atomic_rc_box_new0 (FerryLink);
  trimmed = g_strstrip (g_strdup (text));
  if (!read_uri (self, trimmed))
    return NULL;

  self->is_escaped_twice = is_escaped_twice (trimmed);
  read_address (self, endpoint);
  read_signature (self);

  return g_steal_pointer (&self);
}

FerryLink *
ferry_link_ref (FerryLink *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
ferry_link_unref (FerryLink *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}
