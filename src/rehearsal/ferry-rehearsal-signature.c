/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-signature.h"

#include <string.h>

#include "aws/ferry-endpoint.h"
#include "aws/ferry-region.h"
#include "aws/ferry-signer.h"
#include "base/ferry-time.h"

#define ALGORITHM "AWS4-HMAC-SHA256"
#define MAX_SKEW (15 * 60)

/* What a request says of its own signature. */
typedef struct {
  gboolean   by_link;
  char      *access_key;
  char      *date;            /* "20130524" */
  char      *region;
  char      *service;
  char      *terminator;      /* "aws4_request" */
  char     **signed_headers;
  char      *signature;
  char      *amz_date;
  GDateTime *time;
  guint64    expires;         /* seconds, of a link */
  char      *payload_hash;
} Claim;

typedef enum {
  REFUSAL_UNSIGNED,
  REFUSAL_MALFORMED,
  REFUSAL_MALFORMED_LINK,
  REFUSAL_LONG_LINK,
  REFUSAL_TWO_SIGNATURES,
  REFUSAL_UNKNOWN_KEY,
  REFUSAL_BAD_TOKEN,
  REFUSAL_EXPIRED_TOKEN,
  REFUSAL_WRONG_SCOPE,
  REFUSAL_SKEWED,
  REFUSAL_EARLY_LINK,
  REFUSAL_NO_PAYLOAD_HASH,
  REFUSAL_PAYLOAD_HASH,
  REFUSAL_UNSIGNED_HEADERS,
  REFUSAL_MISMATCH,
} Refusal;

#define NOT_VALIDATED "AWS was not able to validate the provided access credentials"
#define MISMATCHED "The request signature we calculated does not match the signature you " \
                   "provided. Check your AWS Secret Access Key and signing method."

/* Each service has its own words for the same thing; in the order of FerryService. */
static const struct {
  struct {
    guint       status;
    const char *code;
    const char *text;
  } by_service[3];
} refusals[] = {
  [REFUSAL_UNSIGNED] = { {
    { 403, "AccessDenied", "Access Denied" },
    { 401, "AuthFailure", NOT_VALIDATED },
    { 403, "MissingAuthenticationToken", "Request is missing Authentication Token" } } },
  [REFUSAL_MALFORMED] = { {
    { 400, "AuthorizationHeaderMalformed",
      "The authorization header that you provided is not valid." },
    { 401, "AuthFailure", NOT_VALIDATED },
    { 400, "IncompleteSignature", "The Authorization header is incomplete." } } },
  [REFUSAL_MALFORMED_LINK] = { {
    { 400, "AuthorizationQueryParametersError",
      "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, "
      "X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters." },
    { 401, "AuthFailure", NOT_VALIDATED },
    { 400, "IncompleteSignature", "The query's signature is incomplete." } } },
  [REFUSAL_LONG_LINK] = { {
    { 400, "AuthorizationQueryParametersError",
      "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must "
      "be less than 604800 seconds" },
    { 401, "AuthFailure", NOT_VALIDATED },
    { 400, "IncompleteSignature", "The query's signature is not valid." } } },
  [REFUSAL_TWO_SIGNATURES] = { {
    { 400, "InvalidArgument", "Only one auth mechanism allowed" },
    { 401, "AuthFailure", NOT_VALIDATED },
    { 400, "IncompleteSignature", "Only one auth mechanism allowed" } } },
  [REFUSAL_UNKNOWN_KEY] = { {
    { 403, "InvalidAccessKeyId",
      "The AWS Access Key Id you provided does not exist in our records." },
    { 401, "AuthFailure", NOT_VALIDATED },
    { 403, "InvalidClientTokenId", "The security token included in the request is invalid." } } },
  [REFUSAL_BAD_TOKEN] = { {
    { 400, "InvalidToken", "The provided token is malformed or otherwise invalid." },
    { 401, "AuthFailure", NOT_VALIDATED },
    { 403, "InvalidClientTokenId", "The security token included in the request is invalid." } } },
  [REFUSAL_EXPIRED_TOKEN] = { {
    { 400, "ExpiredToken", "The provided token has expired." },
    { 400, "RequestExpired", "Request has expired." },
    { 403, "ExpiredToken", "The security token included in the request is expired" } } },
  [REFUSAL_WRONG_SCOPE] = { {
    { 400, "AuthorizationHeaderMalformed",
      "The authorization header is malformed; the scope is not one of this service." },
    { 401, "AuthFailure", NOT_VALIDATED },
    { 403, "SignatureDoesNotMatch", "Credential should be scoped to this region and service." } } },
  [REFUSAL_SKEWED] = { {
    { 403, "RequestTimeTooSkewed",
      "The difference between the request time and the current time is too large." },
    { 400, "RequestExpired", "Request has expired." },
    { 403, "SignatureDoesNotMatch",
      "Signature expired: the date of the request is more than 15 min. from "
      "the current time." } } },
  [REFUSAL_EARLY_LINK] = { {
    { 403, "AccessDenied", "Request is not yet valid" },
    { 401, "AuthFailure", NOT_VALIDATED },
    { 403, "SignatureDoesNotMatch", "Signature not yet current" } } },
  [REFUSAL_NO_PAYLOAD_HASH] = { {
    { 400, "InvalidRequest", "Missing required header for this request: x-amz-content-sha256" },
    { 401, "AuthFailure", NOT_VALIDATED },
    { 403, "SignatureDoesNotMatch", MISMATCHED } } },
  [REFUSAL_PAYLOAD_HASH] = { {
    { 400, "XAmzContentSHA256Mismatch",
      "The provided 'x-amz-content-sha256' header does not match what was computed." },
    { 401, "AuthFailure", NOT_VALIDATED },
    { 403, "SignatureDoesNotMatch", MISMATCHED } } },
  [REFUSAL_UNSIGNED_HEADERS] = { {
    { 403, "AccessDenied", "There were headers present in the request which were not signed" },
    { 401, "AuthFailure", NOT_VALIDATED },
    { 403, "SignatureDoesNotMatch", MISMATCHED } } },
  [REFUSAL_MISMATCH] = { {
    { 403, "SignatureDoesNotMatch", MISMATCHED },
    { 403, "SignatureDoesNotMatch", MISMATCHED },
    { 403, "SignatureDoesNotMatch", MISMATCHED } } },
};

static void
claim_free (Claim *claim)
{
  g_free (claim->access_key);
  g_free (claim->date);
  g_free (claim->region);
  g_free (claim->service);
  g_free (claim->terminator);
  g_strfreev (claim->signed_headers);
  g_free (claim->signature);
  g_free (claim->amz_date);
  g_clear_pointer (&claim->time, g_date_time_unref);
  g_free (claim->payload_hash);
  g_free (claim);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Claim, claim_free)

/* S3 gives the token back that it refuses. @token: (nullable) */
static gboolean
refuse_token (FerryRehearsalExchange *exchange,
              Refusal                 refusal,
              const char             *token)
{
  guint service = exchange->service;

  ferry_rehearsal_exchange_reply_error (exchange,
                                        refusals[refusal].by_service[service].status,
                                        refusals[refusal].by_service[service].code,
                                        refusals[refusal].by_service[service].text,
                                        "Token-0", service == FERRY_SERVICE_S3 ? token : NULL,
                                        NULL);

  return FALSE;
}

static gboolean
refuse (FerryRehearsalExchange *exchange,
        Refusal                 refusal)
{
  return refuse_token (exchange, refusal, NULL);
}

/* "AKID/20130524/us-east-1/s3/aws4_request" */
static gboolean
claim_take_credential (Claim      *claim,
                       const char *credential)
{
  g_auto(GStrv) words = g_strsplit (credential, "/", -1);

  if (g_strv_length (words) != 5)
    return FALSE;
  claim->access_key = g_strdup (words[0]);
  claim->date = g_strdup (words[1]);
  claim->region = g_strdup (words[2]);
  claim->service = g_strdup (words[3]);
  claim->terminator = g_strdup (words[4]);

  return TRUE;
}

/* "AWS4-HMAC-SHA256 Credential=…, SignedHeaders=a;b, Signature=…" */
static gboolean
claim_read_header (Claim      *claim,
                   const char *authorization)
{
  g_auto(GStrv) words = NULL;
  gboolean has_credential = FALSE;

  if (!g_str_has_prefix (authorization, ALGORITHM " "))
    return FALSE;

  words = g_strsplit (authorization + strlen (ALGORITHM " "), ",", -1);
  for (guint i = 0; words[i]; i++)
    {
      const char *word = g_strstrip (words[i]);

      if (g_str_has_prefix (word, "Credential="))
        has_credential = !has_credential &&
                         claim_take_credential (claim, word + strlen ("Credential="));
      else if (g_str_has_prefix (word, "SignedHeaders=") && claim->signed_headers == NULL)
        claim->signed_headers = g_strsplit (word + strlen ("SignedHeaders="), ";", -1);
      else if (g_str_has_prefix (word, "Signature=") && claim->signature == NULL)
        claim->signature = g_strdup (word + strlen ("Signature="));
      else
        return FALSE;
    }

  return has_credential && claim->signed_headers && claim->signature;
}

static gboolean
claim_read_query (Claim                  *claim,
                  FerryRehearsalExchange *exchange)
{
  const char *algorithm = ferry_rehearsal_exchange_get_query (exchange, "X-Amz-Algorithm");
  const char *credential = ferry_rehearsal_exchange_get_query (exchange, "X-Amz-Credential");
  const char *date = ferry_rehearsal_exchange_get_query (exchange, "X-Amz-Date");
  const char *expires = ferry_rehearsal_exchange_get_query (exchange, "X-Amz-Expires");
  const char *names = ferry_rehearsal_exchange_get_query (exchange, "X-Amz-SignedHeaders");
  const char *signature = ferry_rehearsal_exchange_get_query (exchange, "X-Amz-Signature");

  if (g_strcmp0 (algorithm, ALGORITHM) != 0)
    return FALSE;
  if (!credential || !date || !expires || !names || !signature)
    return FALSE;
  if (!claim_take_credential (claim, credential) ||
      !g_ascii_string_to_unsigned (expires, 10, 1, G_MAXINT, &claim->expires, NULL))
    return FALSE;

  claim->amz_date = g_strdup (date);
  claim->signed_headers = g_strsplit (names, ";", -1);
  claim->signature = g_strdup (signature);
  claim->payload_hash = g_strdup ("UNSIGNED-PAYLOAD");
  claim->time = ferry_time_parse_basic (claim->amz_date);

  return claim->time != NULL;
}

/* (nullable): refused already */
static Claim *
read_claim (FerryRehearsalExchange *exchange)
{
  const char *authorization = ferry_rehearsal_exchange_get_header (exchange, "Authorization");
  gboolean by_link = ferry_rehearsal_exchange_get_query (exchange, "X-Amz-Signature") ||
                     ferry_rehearsal_exchange_get_query (exchange, "X-Amz-Algorithm");
  g_autoptr(Claim) claim = g_new0 (Claim, 1);

  claim->by_link = by_link;
  if (authorization && by_link)
    return refuse (exchange, REFUSAL_TWO_SIGNATURES), NULL;
  if (!authorization && !by_link)
    return refuse (exchange, REFUSAL_UNSIGNED), NULL;
  if (by_link)
    {
      if (exchange->service != FERRY_SERVICE_S3 || !claim_read_query (claim, exchange))
        return refuse (exchange, REFUSAL_MALFORMED_LINK), NULL;
      return g_steal_pointer (&claim);
    }

  claim->amz_date = g_strdup (ferry_rehearsal_exchange_get_header (exchange, "x-amz-date"));
  claim->time = claim->amz_date ? ferry_time_parse_basic (claim->amz_date) : NULL;
  if (!claim_read_header (claim, authorization) || claim->time == NULL)
    return refuse (exchange, REFUSAL_MALFORMED), NULL;

  return g_steal_pointer (&claim);
}

/* (nullable) */
static FerryCredentials *
find_credentials (GPtrArray  *known,
                  const char *access_key)
{
  for (guint i = 0; i < known->len; i++)
    {
      FerryCredentials *credentials = g_ptr_array_index (known, i);

      if (g_str_equal (ferry_credentials_get_access_key_id (credentials), access_key))
        return credentials;
    }

  return NULL;
}

static gboolean
check_token (FerryRehearsalExchange *exchange,
             Claim                  *claim,
             FerryCredentials       *credentials,
             gboolean                expired)
{
  const char *expected = ferry_credentials_get_session_token (credentials);
  GDateTime *end = ferry_credentials_get_expiration (credentials);
  const char *token =
    claim->by_link ? ferry_rehearsal_exchange_get_query (exchange, "X-Amz-Security-Token")
                   : ferry_rehearsal_exchange_get_header (exchange, "x-amz-security-token");

  /* Without its token a temporary key is no key that AWS knows. */
  if (expected && token == NULL)
    return refuse (exchange, REFUSAL_UNKNOWN_KEY);
  if (g_strcmp0 (token, expected) != 0)
    return refuse_token (exchange, REFUSAL_BAD_TOKEN, token);
  if (expired || (end && g_date_time_compare (exchange->now, end) >= 0))
    return refuse_token (exchange, REFUSAL_EXPIRED_TOKEN, token);

  return TRUE;
}

static gboolean
check_scope (FerryRehearsalExchange *exchange,
             Claim                  *claim)
{
  gboolean matches = g_strcmp0 (claim->service, ferry_service_get_name (exchange->service)) == 0 &&
                     g_strcmp0 (claim->terminator, "aws4_request") == 0 &&
                     strncmp (claim->date, claim->amz_date, 8) == 0 && strlen (claim->date) == 8;

  /* S3 says which region it expects: that needs the bucket, so the S3 part looks at it. */
  if (exchange->service != FERRY_SERVICE_S3)
    matches = matches && ferry_region_find (claim->region) != NULL;
  if (!matches)
    return refuse (exchange, claim->by_link ? REFUSAL_MALFORMED_LINK : REFUSAL_WRONG_SCOPE);

  return TRUE;
}

static gboolean
check_time (FerryRehearsalExchange *exchange,
            Claim                  *claim)
{
  gint64 age = g_date_time_to_unix (exchange->now) - g_date_time_to_unix (claim->time);
  g_autoptr(GDateTime) end = NULL;
  g_autofree char *expires = NULL;
  g_autofree char *end_text = NULL;
  g_autofree char *now_text = NULL;

  if (!claim->by_link)
    return ABS (age) <= MAX_SKEW || refuse (exchange, REFUSAL_SKEWED);
  if (claim->expires > FERRY_SIGNER_MAX_EXPIRES)
    return refuse (exchange, REFUSAL_LONG_LINK);
  if (age < -MAX_SKEW)
    return refuse (exchange, REFUSAL_EARLY_LINK);
  if (age < (gint64) claim->expires)
    return TRUE;

  end = g_date_time_add_seconds (claim->time, claim->expires);
  expires = g_strdup_printf ("%" G_GUINT64_FORMAT, claim->expires);
  end_text = ferry_time_format (end);
  now_text = ferry_time_format (exchange->now);
  ferry_rehearsal_exchange_reply_error (exchange, 403, "AccessDenied", "Request has expired",
                                        "X-Amz-Expires", expires,
                                        "Expires", end_text,
                                        "ServerTime", now_text,
                                        NULL);

  return FALSE;
}

static gboolean
check_payload (FerryRehearsalExchange *exchange,
               Claim                  *claim)
{
  const char *header = ferry_rehearsal_exchange_get_header (exchange, "x-amz-content-sha256");
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, exchange->body);

  if (claim->by_link)
    return TRUE;
  if (exchange->service == FERRY_SERVICE_S3 && header == NULL)
    return refuse (exchange, REFUSAL_NO_PAYLOAD_HASH);
  if (exchange->service == FERRY_SERVICE_S3 && g_str_equal (header, "UNSIGNED-PAYLOAD"))
    {
      claim->payload_hash = g_strdup (header);
      return TRUE;
    }
  if (header && g_ascii_strcasecmp (header, hash) != 0)
    return refuse (exchange, REFUSAL_PAYLOAD_HASH);
  claim->payload_hash = g_steal_pointer (&hash);

  return TRUE;
}

static gboolean
is_signed (Claim      *claim,
           const char *name)
{
  for (guint i = 0; claim->signed_headers[i]; i++)
    if (g_ascii_strcasecmp (claim->signed_headers[i], name) == 0)
      return TRUE;

  return FALSE;
}

/* Host always, and every x-amz- header that is there. */
static gboolean
check_signed_headers (FerryRehearsalExchange *exchange,
                      Claim                  *claim)
{
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;
  gboolean complete = is_signed (claim, "host");

  soup_message_headers_iter_init (&iter,
                                  soup_server_message_get_request_headers (exchange->message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    if (g_ascii_strncasecmp (name, "x-amz-", strlen ("x-amz-")) == 0 && !is_signed (claim, name))
      complete = FALSE;

  return complete || refuse (exchange, REFUSAL_UNSIGNED_HEADERS);
}

/* AWS decodes what was sent and encodes it again in its own way before it signs. */
static char *
normalise_query (FerryRehearsalExchange *exchange)
{
  g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  g_hash_table_iter_init (&iter, exchange->query);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      g_autofree char *encoded_name = ferry_endpoint_encode (name, FALSE);
      g_autofree char *encoded_value = ferry_endpoint_encode (value, FALSE);

      g_ptr_array_add (pairs, g_strconcat (encoded_name, "=", encoded_value, NULL));
    }
  g_ptr_array_add (pairs, NULL);

  return g_strjoinv ("&", (char **) pairs->pdata);
}

static void
pair_free (FerryPair *pair)
{
  g_free (pair->name);
  g_free (pair->value);
  g_free (pair);
}

static GPtrArray *
collect_signed_headers (FerryRehearsalExchange *exchange,
                        Claim                  *claim)
{
  GPtrArray *headers = g_ptr_array_new_with_free_func ((GDestroyNotify) pair_free);

  for (guint i = 0; claim->signed_headers[i]; i++)
    {
      const char *value = ferry_rehearsal_exchange_get_header (exchange, claim->signed_headers[i]);
      FerryPair *pair = g_new0 (FerryPair, 1);

      pair->name = g_strdup (claim->signed_headers[i]);
      pair->value = g_strdup (value ? value : "");
      g_ptr_array_add (headers, pair);
    }

  return headers;
}

static gboolean
check_signature (FerryRehearsalExchange *exchange,
                 Claim                  *claim,
                 FerryCredentials       *credentials)
{
  GUri *uri = soup_server_message_get_uri (exchange->message);
  g_autofree char *decoded = g_uri_unescape_string (g_uri_get_path (uri), NULL);
  g_autofree char *path = ferry_endpoint_encode (decoded, TRUE);
  g_autofree char *query = normalise_query (exchange);
  g_autoptr(GPtrArray) headers = collect_signed_headers (exchange, claim);
  g_autofree char *canonical = NULL;
  g_autofree char *signature = NULL;

  canonical = ferry_signer_canonical_request (soup_server_message_get_method (exchange->message),
                                              path, query, headers, claim->payload_hash);
  signature = ferry_signer_signature (ferry_credentials_get_secret (credentials), claim->amz_date,
                                      claim->region, claim->service, canonical);

  return g_strcmp0 (signature, claim->signature) == 0 || refuse (exchange, REFUSAL_MISMATCH);
}

gboolean
ferry_rehearsal_signature_check (FerryRehearsalExchange *exchange,
                                 GPtrArray              *known,
                                 gboolean                expired)
{
  g_autoptr(Claim) claim = read_claim (exchange);
  FerryCredentials *credentials;

  if (claim == NULL)
    return FALSE;
  credentials = find_credentials (known, claim->access_key);
  if (credentials == NULL)
    return refuse (exchange, REFUSAL_UNKNOWN_KEY);

  if (!check_token (exchange, claim, credentials, expired) ||
      !check_scope (exchange, claim) ||
      !check_time (exchange, claim) ||
      !check_signed_headers (exchange, claim) ||
      !check_payload (exchange, claim) ||
      !check_signature (exchange, claim, credentials))
    return FALSE;

  exchange->region = g_strdup (claim->region);
  exchange->by_link = claim->by_link;

  return TRUE;
}
