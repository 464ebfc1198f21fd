/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-request.h"
#include "credentials/ferry-credentials.h"

G_BEGIN_DECLS

/* A pre-signed link lives for at most seven days (Signature Version 4, query parameters). */
#define FERRY_SIGNER_MAX_EXPIRES 604800

/**
 * ferry_signer_sign:
 * @uri: where it goes, encoded as it is sent
 * @headers: (element-type FerryPair): what else is to be signed; Host is added by itself
 * @body: (nullable): hashed for the signature
 *
 * AWS Signature Version 4 in headers. Pure: all that it depends on is in its arguments.
 *
 * Returns: (transfer full) (element-type FerryPair): the headers to add to the message:
 *   X-Amz-Date, X-Amz-Security-Token, X-Amz-Content-Sha256 (S3 only), Authorization
 */
GPtrArray *ferry_signer_sign              (FerryCredentials *credentials,
                                           FerryService      service,
                                           const char       *region,
                                           GDateTime        *now,
                                           const char       *method,
                                           GUri             *uri,
                                           GPtrArray        *headers,
                                           GBytes           *body);

/**
 * ferry_signer_presign:
 * @method: the verb that the link will be used with; another one is refused by S3
 * @expires: seconds, 1 to FERRY_SIGNER_MAX_EXPIRES
 *
 * AWS Signature Version 4 in the query: a link that whoever holds it may use. Only the host is
 * signed, for EC2 sends none of our headers.
 *
 * Returns: (transfer full): @uri with the signature. The whole link is a secret.
 */
GUri      *ferry_signer_presign           (FerryCredentials *credentials,
                                           FerryService      service,
                                           const char       *region,
                                           GDateTime        *now,
                                           const char       *method,
                                           GUri             *uri,
                                           guint             expires);

/* The Host header that is signed, as libsoup sends it: the port only where it is not the scheme's
 * own. (transfer full)
 */
char      *ferry_signer_dup_host          (GUri             *uri);

/* The two halves of both, for whoever verifies a signature (the rehearsal cloud).
 * @path and @query as they were sent; the query is sorted here, and X-Amz-Signature
 * dropped from it.
 * @signed_headers: (element-type FerryPair): sorted here, names lowered, values trimmed.
 */
char      *ferry_signer_canonical_request (const char       *method,
                                           const char       *path,
                                           const char       *query,
                                           GPtrArray        *signed_headers,
                                           const char       *payload_hash);
/* The key of one day, region and service, made of the secret: half of the work, for who signs many
 * (FerryDayKey). It is a secret, too.
 */
#define FERRY_SIGNER_KEY_BYTES 32
void       ferry_signer_derive_key        (const char       *secret,
                                           const char       *amz_date,
                                           const char       *region,
                                           const char       *service,
                                           guchar            key[FERRY_SIGNER_KEY_BYTES]);
/* ferry_signer_presign() by such a key. @amz_date "20130524T000000Z" */
GUri      *ferry_signer_presign_by_key    (const guchar      key[FERRY_SIGNER_KEY_BYTES],
                                           FerryCredentials *credentials,
                                           FerryService      service,
                                           const char       *region,
                                           const char       *amz_date,
                                           const char       *method,
                                           GUri             *uri,
                                           guint             expires);
/* ferry_signer_signature() by such a key */
char      *ferry_signer_signature_by_key  (const guchar      key[FERRY_SIGNER_KEY_BYTES],
                                           const char       *amz_date,
                                           const char       *region,
                                           const char       *service,
                                           const char       *canonical_request);
/* @amz_date "20130524T000000Z". Returns: (transfer full): 64 hexadecimal digits */
char      *ferry_signer_signature         (const char       *secret,
                                           const char       *amz_date,
                                           const char       *region,
                                           const char       *service,
                                           const char       *canonical_request);

G_END_DECLS
