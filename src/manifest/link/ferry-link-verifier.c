/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/link/ferry-link-verifier.h"

#include "aws/ferry-endpoint.h"
#include "aws/ferry-signer.h"
#include "base/ferry-time.h"
#include "manifest/link/ferry-link-address.h"

#include <string.h>

#define SIGNATURE "X-Amz-Signature"
#define UNSIGNED "UNSIGNED-PAYLOAD"

static const char * const verbs[] = { "GET", "HEAD", "DELETE", "PUT" };

/* The part of a link that does not change from verb to verb. */
typedef struct {
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
  g_autofree char *host = ferry_signer_dup_host (uri);

  g_ptr_array_add (headers, ferry_pair_new ("host", host));

  return headers;
}

static gboolean
is_for (const Signed *link,
        const char   *verb,
        const guchar *key)
{
  g_autofree char *canonical = ferry_signer_canonical_request (verb, link->path, link->query,
                                                               link->headers, link->payload);
  g_autofree char *signature = ferry_signer_signature_by_key (key, link->date, link->region, "s3",
                                                              canonical);

  return g_str_equal (signature, link->signature);
}

static const char *
try_verbs (const Signed *link,
           const char   *expected,
           const guchar *key)
{
  if (expected && is_for (link, expected, key))
    return expected;

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_strcmp0 (verbs[i], expected) != 0 && is_for (link, verbs[i], key))
      return verbs[i];

  return "";
}

FerryLinkVerifier *
ferry_link_verifier_new (FerryCredentials *credentials)
{
  FerryLinkVerifier *self = g_new0 (FerryLinkVerifier, 1);

  self->credentials = ferry_credentials_ref (credentials);

  return self;
}

void
ferry_link_verifier_free (FerryLinkVerifier *self)
{
  ferry_credentials_unref (self->credentials);
  ferry_day_key_clear (&self->key);
  g_free (self);
}

const char *
ferry_link_verifier_find (FerryLinkVerifier *self,
                          FerryLink         *link,
                          const char        *expected)
{
  g_autoptr(GPtrArray) pairs = NULL;
  g_autoptr(GPtrArray) headers = NULL;
  g_autofree char *path = NULL;
  g_autofree char *query = NULL;
  g_autofree char *date = NULL;
  const char *payload;

  /* The values of other headers are not known. */
  if (link->signature != FERRY_LINK_SIGNATURE_4 || !g_str_equal (link->signed_headers, "host") ||
      !g_str_equal (link->access_key_id, ferry_credentials_get_access_key_id (self->credentials)))
    return NULL;

  pairs = ferry_link_split_query (g_uri_get_query (link->uri));
  headers = make_headers (link->uri);
  path = encode_path (g_uri_get_path (link->uri));
  query = encode_query (pairs);
  date = ferry_time_format_basic (link->signed_at);
  payload = find_value (pairs, "X-Amz-Content-Sha256");

  return try_verbs (&(Signed) {
    .path = path,
    .query = query,
    .headers = headers,
    .date = date,
    .region = link->region,
    .payload = payload ? payload : UNSIGNED,
    .signature = find_value (pairs, SIGNATURE),
  }, expected, ferry_day_key_get (&self->key, self->credentials, date, link->region));
}

const char *
ferry_link_find_verb (FerryLink        *self,
                      FerryCredentials *credentials)
{
  g_autoptr(FerryLinkVerifier) verifier = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (credentials != NULL, NULL);

  verifier = ferry_link_verifier_new (credentials);

  return ferry_link_verifier_find (verifier, self, NULL);
}
