/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-link.h"

#include "aws/ferry-endpoint.h"
#include "aws/ferry-signer.h"
#include "base/ferry-time.h"
#include "manifest/ferry-link-address.h"

#include <string.h>

#define SIGNATURE "X-Amz-Signature"
#define UNSIGNED "UNSIGNED-PAYLOAD"

static const char * const verbs[] = { "GET", "HEAD", "DELETE", "PUT" };

/* The part of a link that does not change from verb to verb. */
typedef struct {
  const char *secret;
  const char *path;
  const char *query;
  GPtrArray  *headers;
  const char *date;
  const char *region;
  const char *payload;
  const char *signature;
} Signed;

static const char *
find_value (GPtrArray  *pairs,
            const char *name)
{
  for (guint i = 0; i < pairs->len; i++)
    {
      const FerryPair *pair = g_ptr_array_index (pairs, i);

      if (g_str_equal (pair->name, name))
        return pair->value;
    }

  return NULL;
}

static gboolean
is_signature (gconstpointer pair)
{
  return g_str_equal (((const FerryPair *) pair)->name, SIGNATURE);
}

/* As S3 does: what came is decoded, and encoded again by the rules of the signature, so that it
 * does not matter how the signer's own encoder writes "~" or "*".
 */
static char *
encode_query (GPtrArray *pairs)
{
  g_autoptr(GPtrArray) rest = g_ptr_array_new ();

  for (guint i = 0; i < pairs->len; i++)
    if (!is_signature (g_ptr_array_index (pairs, i)))
      g_ptr_array_add (rest, g_ptr_array_index (pairs, i));

  return ferry_endpoint_encode_pairs (rest);
}

static char *
encode_path (const char *path)
{
  g_autofree char *decoded = ferry_link_decode (path, strlen (path));

  return decoded ? ferry_endpoint_encode (decoded, TRUE) : g_strdup (path);
}

static GPtrArray *
make_headers (GUri *uri)
{
  GPtrArray *headers = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_pair_free);
  const char *host = g_uri_get_host (uri);
  g_autofree char *bracketed = g_strdup_printf (strchr (host, ':') ? "[%s]" : "%s", host);
  int port = g_uri_get_port (uri);
  gboolean is_default = port < 0 ||
                        port == (g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80);
  g_autofree char *value = is_default ? g_strdup (bracketed)
                                      : g_strdup_printf ("%s:%d", bracketed, port);

  g_ptr_array_add (headers, ferry_pair_new ("host", value));

  return headers;
}

static const char *
try_verbs (const Signed *link)
{
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autofree char *canonical = ferry_signer_canonical_request (verbs[i], link->path,
                                                                   link->query, link->headers,
                                                                   link->payload);
      g_autofree char *signature = ferry_signer_signature (link->secret, link->date, link->region,
                                                           "s3", canonical);

      if (g_str_equal (signature, link->signature))
        return verbs[i];
    }

  return "";
}

const char *
ferry_link_find_verb (FerryLink        *self,
                      FerryCredentials *credentials)
{
  g_autoptr(GPtrArray) pairs = NULL;
  g_autoptr(GPtrArray) headers = NULL;
  g_autofree char *path = NULL;
  g_autofree char *query = NULL;
  g_autofree char *date = NULL;
  const char *payload;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (credentials != NULL, NULL);

  /* The values of other headers are not known. */
  if (self->signature != FERRY_LINK_SIGNATURE_4 || !g_str_equal (self->signed_headers, "host") ||
      !g_str_equal (self->access_key_id, ferry_credentials_get_access_key_id (credentials)))
    return NULL;

  pairs = ferry_link_split_query (g_uri_get_query (self->uri));
  headers = make_headers (self->uri);
  path = encode_path (g_uri_get_path (self->uri));
  query = encode_query (pairs);
  date = ferry_time_format_basic (self->signed_at);
  payload = find_value (pairs, "X-Amz-Content-Sha256");

  return try_verbs (&(Signed) {
    .secret = ferry_credentials_get_secret (credentials),
    .path = path,
    .query = query,
    .headers = headers,
    .date = date,
    .region = self->region,
    .payload = payload ? payload : UNSIGNED,
    .signature = find_value (pairs, SIGNATURE),
  });
}
