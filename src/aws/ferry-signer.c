/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "aws/ferry-signer.h"

#include "aws/ferry-endpoint.h"
#include "base/ferry-time.h"

#include <string.h>

#define ALGORITHM "AWS4-HMAC-SHA256"
#define UNSIGNED "UNSIGNED-PAYLOAD"

#define SHA256_BYTES FERRY_SIGNER_KEY_BYTES

/* Source: "Signature Version 4 signing process" and "Authenticating Requests: Using Query
 * Parameters", AWS. S3 signs the path as it is sent; for EC2 and STS it is always "/".
 */

static void
hmac_sha256 (const guchar *key,
             gsize         key_length,
             const char   *text,
             guchar        digest[SHA256_BYTES])
{
  g_autoptr(GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, key, key_length);
  gsize length = SHA256_BYTES;

  g_hmac_update (hmac, (const guchar *) text, strlen (text));
  g_hmac_get_digest (hmac, digest, &length);
}

static char *
to_hex (const guchar digest[SHA256_BYTES])
{
  static const char digits[] = "0123456789abcdef";
  char *hex = g_malloc (SHA256_BYTES * 2 + 1);

  for (guint i = 0; i < SHA256_BYTES; i++)
    {
      hex[2 * i] = digits[digest[i] >> 4];
      hex[2 * i + 1] = digits[digest[i] & 0xf];
    }
  hex[SHA256_BYTES * 2] = '\0';

  return hex;
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* Sorted by name and then by value. Comparing "name=value" as one text would sort "a-b="
 * before "a=", for "-" comes before "=", so names and values are compared apart: "=" becomes
 * the lowest byte.
 */
static char *
canonical_query (const char *query)
{
  g_auto(GStrv) parts = g_strsplit (query ? query : "", "&", -1);
  g_autoptr(GPtrArray) kept = g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  for (guint i = 0; parts[i]; i++)
    {
      char *equals = strchr (parts[i], '=');

      if (parts[i][0] == '\0' || g_str_has_prefix (parts[i], "X-Amz-Signature="))
        continue;
      if (equals)
        *equals = '\001';
      g_ptr_array_add (kept, parts[i]);
    }

  g_ptr_array_sort (kept, compare_strings);
  for (guint i = 0; i < kept->len; i++)
    {
      const char *part = g_ptr_array_index (kept, i);
      gsize name = strcspn (part, "\001");

      g_string_append_printf (text, "%s%.*s=%s", i ? "&" : "", (int) name, part,
                              part[name] ? part + name + 1 : "");
    }

  return g_string_free (text, FALSE);
}

/* "name:value", lowered, trimmed, inner runs of blanks made one. */
static char *
canonical_header (const FerryPair *pair)
{
  g_autofree char *name = g_ascii_strdown (pair->name, -1);
  GString *text = g_string_new (name);
  gboolean blank = FALSE;

  g_string_append_c (text, ':');
  for (const char *p = pair->value; *p; p++)
    {
      if (*p == ' ' || *p == '\t')
        {
          blank = TRUE;
          continue;
        }
      if (blank && text->str[text->len - 1] != ':')
        g_string_append_c (text, ' ');
      blank = FALSE;
      g_string_append_c (text, *p);
    }

  return g_string_free (text, FALSE);
}

static GPtrArray *
canonical_headers (GPtrArray *headers)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < headers->len; i++)
    g_ptr_array_add (lines, canonical_header (g_ptr_array_index (headers, i)));
  g_ptr_array_sort (lines, compare_strings);

  return lines;
}

static char *
list_names (GPtrArray *lines)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = g_ptr_array_index (lines, i);

      g_string_append_printf (names, "%s%.*s", i ? ";" : "", (int) strcspn (line, ":"), line);
    }

  return g_string_free (names, FALSE);
}

char *
ferry_signer_canonical_request (const char *method,
                                const char *path,
                                const char *query,
                                GPtrArray  *signed_headers,
                                const char *payload_hash)
{
  g_autoptr(GPtrArray) lines = canonical_headers (signed_headers);
  g_autofree char *names = list_names (lines);
  g_autofree char *sorted = canonical_query (query);
  GString *text = g_string_new (method);

  g_string_append_printf (text, "\n%s\n%s\n", path && *path ? path : "/", sorted);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (lines, i));
  g_string_append_printf (text, "\n%s\n%s", names, payload_hash);

  return g_string_free (text, FALSE);
}

void
ferry_signer_derive_key (const char *secret,
                         const char *amz_date,
                         const char *region,
                         const char *service,
                         guchar      key[FERRY_SIGNER_KEY_BYTES])
{
  g_autofree char *date = g_strndup (amz_date, strlen ("20130524"));
  char *first_key = g_strconcat ("AWS4", secret, NULL);

  hmac_sha256 ((const guchar *) first_key, strlen (first_key), date, key);
  explicit_bzero (first_key, strlen (first_key));
  g_free (first_key);

  hmac_sha256 (key, SHA256_BYTES, region, key);
  hmac_sha256 (key, SHA256_BYTES, service, key);
  hmac_sha256 (key, SHA256_BYTES, "aws4_request", key);
}

char *
ferry_signer_signature_by_key (const guchar  key[FERRY_SIGNER_KEY_BYTES],
                               const char   *amz_date,
                               const char   *region,
                               const char   *service,
                               const char   *canonical_request)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, canonical_request, -1);
  g_autofree char *to_sign = g_strdup_printf (ALGORITHM "\n%s\n%.8s/%s/%s/aws4_request\n%s",
                                              amz_date, amz_date, region, service, hash);
  guchar digest[SHA256_BYTES];

  hmac_sha256 (key, SHA256_BYTES, to_sign, digest);

  return to_hex (digest);
}

char *
ferry_signer_signature (const char *secret,
                        const char *amz_date,
                        const char *region,
                        const char *service,
                        const char *canonical_request)
{
  guchar key[FERRY_SIGNER_KEY_BYTES];
  char *signature;

  ferry_signer_derive_key (secret, amz_date, region, service, key);
  signature = ferry_signer_signature_by_key (key, amz_date, region, service, canonical_request);
  explicit_bzero (key, sizeof key);

  return signature;
}

char *
ferry_signer_dup_host (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  int port = g_uri_get_port (uri);
  gboolean is_v6 = strchr (host, ':') != NULL;
  gboolean is_default = port < 0 ||
                        port == (g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80);

  if (is_default)
    return is_v6 ? g_strdup_printf ("[%s]", host) : g_strdup (host);

  return g_strdup_printf (is_v6 ? "[%s]:%d" : "%s:%d", host, port);
}

static char *
scope (const char   *amz_date,
       const char   *region,
       FerryService  service)
{
  return g_strdup_printf ("%.8s/%s/%s/aws4_request", amz_date, region,
                          ferry_service_get_name (service));
}

static GPtrArray *
collect_headers (GUri      *uri,
                 GPtrArray *headers,
                 GPtrArray *added)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_pair_free);
  g_autofree char *host = ferry_signer_dup_host (uri);

  g_ptr_array_add (all, ferry_pair_new ("host", host));
  for (guint i = 0; headers && i < headers->len; i++)
    {
      const FerryPair *pair = g_ptr_array_index (headers, i);

      g_ptr_array_add (all, ferry_pair_new (pair->name, pair->value));
    }
  for (guint i = 0; added && i < added->len; i++)
    {
      const FerryPair *pair = g_ptr_array_index (added, i);

      g_ptr_array_add (all, ferry_pair_new (pair->name, pair->value));
    }

  return all;
}

GPtrArray *
ferry_signer_sign (FerryCredentials *credentials,
                   FerryService      service,
                   const char       *region,
                   GDateTime        *now,
                   const char       *method,
                   GUri             *uri,
                   GPtrArray        *headers,
                   GBytes           *body)
{
  GPtrArray *added = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_pair_free);
  g_autofree char *amz_date = ferry_time_format_basic (now);
  g_autofree char *credential_scope = scope (amz_date, region, service);
  g_autoptr(GBytes) payload = body ? g_bytes_ref (body) : g_bytes_new (NULL, 0);
  g_autofree char *payload_hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, payload);
  const char *token = ferry_credentials_get_session_token (credentials);
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GPtrArray) lines = NULL;
  g_autofree char *names = NULL;
  g_autofree char *canonical = NULL;
  g_autofree char *signature = NULL;
  g_autofree char *authorization = NULL;

  g_ptr_array_add (added, ferry_pair_new ("X-Amz-Date", amz_date));
  if (token)
    g_ptr_array_add (added, ferry_pair_new ("X-Amz-Security-Token", token));
  if (service == FERRY_SERVICE_S3)
    g_ptr_array_add (added, ferry_pair_new ("X-Amz-Content-Sha256", payload_hash));

  all = collect_headers (uri, headers, added);
  lines = canonical_headers (all);
  names = list_names (lines);
  canonical = ferry_signer_canonical_request (method, g_uri_get_path (uri), g_uri_get_query (uri),
                                              all, payload_hash);
  signature = ferry_signer_signature (ferry_credentials_get_secret (credentials), amz_date, region,
                                      ferry_service_get_name (service), canonical);
  authorization = g_strdup_printf (ALGORITHM " Credential=%s/%s, SignedHeaders=%s, Signature=%s",
                                   ferry_credentials_get_access_key_id (credentials),
                                   credential_scope, names, signature);
  g_ptr_array_add (added, ferry_pair_new ("Authorization", authorization));

  return added;
}

static char *
presign_query (FerryCredentials *credentials,
               const char       *query,
               const char       *amz_date,
               const char       *credential_scope,
               guint             expires)
{
  g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_pair_free);
  const char *token = ferry_credentials_get_session_token (credentials);
  g_autofree char *credential = g_strdup_printf ("%s/%s",
                                                 ferry_credentials_get_access_key_id (credentials),
                                                 credential_scope);
  g_autofree char *seconds = g_strdup_printf ("%u", expires);
  g_autofree char *encoded = NULL;

  g_ptr_array_add (pairs, ferry_pair_new ("X-Amz-Algorithm", ALGORITHM));
  g_ptr_array_add (pairs, ferry_pair_new ("X-Amz-Credential", credential));
  g_ptr_array_add (pairs, ferry_pair_new ("X-Amz-Date", amz_date));
  g_ptr_array_add (pairs, ferry_pair_new ("X-Amz-Expires", seconds));
  g_ptr_array_add (pairs, ferry_pair_new ("X-Amz-SignedHeaders", "host"));
  if (token)
    g_ptr_array_add (pairs, ferry_pair_new ("X-Amz-Security-Token", token));
  encoded = ferry_endpoint_encode_pairs (pairs);

  return g_strconcat (query ? query : "", query && *query ? "&" : "", encoded, NULL);
}

static GUri *
presign (const guchar      key[FERRY_SIGNER_KEY_BYTES],
         FerryCredentials *credentials,
         FerryService      service,
         const char       *region,
         const char       *amz_date,
         const char       *method,
         GUri             *uri,
         guint             expires)
{
  g_autofree char *credential_scope = scope (amz_date, region, service);
  g_autofree char *query = presign_query (credentials, g_uri_get_query (uri), amz_date,
                                          credential_scope, expires);
  g_autoptr(GPtrArray) headers = collect_headers (uri, NULL, NULL);
  g_autofree char *canonical = NULL;
  g_autofree char *signature = NULL;
  g_autofree char *signed_query = NULL;

  canonical = ferry_signer_canonical_request (method, g_uri_get_path (uri), query, headers,
                                              UNSIGNED);
  signature = ferry_signer_signature_by_key (key, amz_date, region,
                                             ferry_service_get_name (service), canonical);
  signed_query = g_strconcat (query, "&X-Amz-Signature=", signature, NULL);

  return g_uri_build (G_URI_FLAGS_ENCODED, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                      g_uri_get_port (uri), g_uri_get_path (uri), signed_query, NULL);
}

GUri *
ferry_signer_presign (FerryCredentials *credentials,
                      FerryService      service,
                      const char       *region,
                      GDateTime        *now,
                      const char       *method,
                      GUri             *uri,
                      guint             expires)
{
  g_autofree char *amz_date = ferry_time_format_basic (now);
  guchar key[FERRY_SIGNER_KEY_BYTES];
  GUri *link;

  g_return_val_if_fail (expires >= 1 && expires <= FERRY_SIGNER_MAX_EXPIRES, NULL);

  ferry_signer_derive_key (ferry_credentials_get_secret (credentials), amz_date, region,
                           ferry_service_get_name (service), key);
  link = presign (key, credentials, service, region, amz_date, method, uri, expires);
  explicit_bzero (key, sizeof key);

  return link;
}

GUri *
ferry_signer_presign_by_key (const guchar      key[FERRY_SIGNER_KEY_BYTES],
                             FerryCredentials *credentials,
                             FerryService      service,
                             const char       *region,
                             const char       *amz_date,
                             const char       *method,
                             GUri             *uri,
                             guint             expires)
{
  g_return_val_if_fail (expires >= 1 && expires <= FERRY_SIGNER_MAX_EXPIRES, NULL);

  return presign (key, credentials, service, region, amz_date, method, uri, expires);
}
