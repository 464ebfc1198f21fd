/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "aws/ferry-endpoint.h"

#include "aws/ferry-region.h"
#include "base/ferry-error.h"

#include <string.h>

char *
ferry_endpoint_encode (const char *text,
                       gboolean    keep_slash)
{
  GString *encoded = g_string_new (NULL);

  for (const guchar *p = (const guchar *) text; *p; p++)
    if (g_ascii_isalnum (*p) || strchr ("-._~", *p) || (keep_slash && *p == '/'))
      g_string_append_c (encoded, (char) *p);
    else
      g_string_append_printf (encoded, "%%%02X", *p);

  return g_string_free (encoded, FALSE);
}

char *
ferry_endpoint_encode_pairs (GPtrArray *pairs)
{
  GString *encoded = g_string_new (NULL);

  for (guint i = 0; i < pairs->len; i++)
    {
      const FerryPair *pair = g_ptr_array_index (pairs, i);
      g_autofree char *name = ferry_endpoint_encode (pair->name, FALSE);
      g_autofree char *value = ferry_endpoint_encode (pair->value, FALSE);

      g_string_append_printf (encoded, "%s%s=%s", i ? "&" : "", name, value);
    }

  return g_string_free (encoded, FALSE);
}

/* Whether the bucket's name fits into a host name under one wildcard certificate. */
static gboolean
fits_host (const char *bucket)
{
  gsize length = strlen (bucket);

  if (length < 3 || length > 63 || bucket[0] == '-' || bucket[length - 1] == '-')
    return FALSE;

  for (const char *p = bucket; *p; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '-')
      return FALSE;

  return TRUE;
}

static char *
build_path (FerryRequest *request,
            gboolean      with_bucket)
{
  const char *bucket = ferry_request_get_bucket (request);
  const char *key = ferry_request_get_key (request);
  GString *path = g_string_new ("/");

  if (bucket && with_bucket)
    {
      g_autofree char *encoded = ferry_endpoint_encode (bucket, FALSE);

      g_string_append (path, encoded);
    }

  if (key)
    {
      g_autofree char *encoded = ferry_endpoint_encode (key, TRUE);

      if (bucket && with_bucket)
        g_string_append_c (path, '/');
      g_string_append (path, encoded);
    }

  return g_string_free (path, FALSE);
}

static char *
build_query (FerryRequest *request)
{
  GPtrArray *pairs = ferry_request_get_query (request);

  return pairs->len > 0 ? ferry_endpoint_encode_pairs (pairs) : NULL;
}

static GUri *
resolve_override (const char   *override,
                  FerryRequest *request,
                  GError      **error)
{
  g_autofree char *path = build_path (request, TRUE);
  g_autofree char *query = build_query (request);
  g_autoptr(GUri) base = NULL;

  if (!ferry_endpoint_check (override, error))
    return NULL;

  base = g_uri_parse (override, G_URI_FLAGS_ENCODED, NULL);

  return g_uri_build (G_URI_FLAGS_ENCODED, g_uri_get_scheme (base), NULL, g_uri_get_host (base),
                      g_uri_get_port (base), path, query, NULL);
}

GUri *
ferry_endpoint_resolve (const char    *override,
                        const char    *region,
                        FerryRequest  *request,
                        GError       **error)
{
  const char *bucket = ferry_request_get_bucket (request);
  const char *service = ferry_service_get_name (ferry_request_get_service (request));
  gboolean in_host = bucket && fits_host (bucket);
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;
  g_autofree char *query = NULL;

  if (!ferry_region_is_valid (region))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                   "“%s” is not a region: it has small letters, digits and hyphens, "
                   "as in us-east-1",
                   region ? region : "");
      return NULL;
    }

  if (override)
    return resolve_override (override, request, error);

  host = g_strdup_printf ("%s%s%s.%s.%s", in_host ? bucket : "", in_host ? "." : "",
                          service, region, ferry_region_get_dns_suffix (region));
  path = build_path (request, !in_host);
  query = build_query (request);

  return g_uri_build (G_URI_FLAGS_ENCODED, "https", NULL, host, -1, path, query, NULL);
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string (host);

  if (address)
    return g_inet_address_get_is_loopback (address);

  return g_ascii_strcasecmp (host, "localhost") == 0;
}

gboolean
ferry_endpoint_check (const char  *override,
                      GError     **error)
{
  g_autoptr(GUri) uri = g_uri_parse (override, G_URI_FLAGS_ENCODED, NULL);
  const char *scheme = uri ? g_uri_get_scheme (uri) : NULL;
  const char *host = uri ? g_uri_get_host (uri) : NULL;
  const char *path = uri ? g_uri_get_path (uri) : "";
  const char *problem = NULL;

  if (host == NULL || *host == '\0')
    problem = "an endpoint looks like https://s3.example.com";
  else if (g_strcmp0 (scheme, "https") != 0 && g_strcmp0 (scheme, "http") != 0)
    problem = "an endpoint begins with https://";
  else if (g_str_equal (scheme, "http") && !is_loopback (host))
    problem = "http is only for this computer (127.0.0.1); anywhere else the endpoint needs https";
  else if (g_uri_get_userinfo (uri))
    problem = "an endpoint holds no user name or password";
  else if ((*path && !g_str_equal (path, "/")) || g_uri_get_query (uri) || g_uri_get_fragment (uri))
    problem = "an endpoint ends after the host and its port";

  if (problem)
    g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT, problem);

  return problem == NULL;
}
