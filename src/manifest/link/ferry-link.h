/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-request.h"
#include "credentials/ferry-credentials.h"

G_BEGIN_DECLS

/**
 * FerryLinkSignature:
 * @FERRY_LINK_MALFORMED: signed, but something that the signature needs is missing or wrong
 */
typedef enum {
  FERRY_LINK_UNSIGNED,
  FERRY_LINK_SIGNATURE_2,  /* AWSAccessKeyId, Expires, Signature */
  FERRY_LINK_SIGNATURE_4,  /* X-Amz-… */
  FERRY_LINK_MALFORMED,
} FerryLinkSignature;

#define FERRY_TYPE_LINK (ferry_link_get_type ())
/**
 * FerryLink:
 *
 * A pre-signed link taken apart: where it leads, and what its signature tells. Built from the text
 * without merging dot segments, so that the key "a/../b" stays what it is. Refcounted, immutable;
 * a bearer secret.
 */
typedef struct {
  GUri               *uri;             /* as it is to be asked, encoded */
  char               *host;            /* lower case */
  gboolean            is_plain;        /* http */
  gboolean            is_s3;           /* AWS's own host, or the endpoint that was given */
  char               *bucket;          /* (nullable) */
  char               *key;             /* (nullable): decoded, raw bytes; only with a bucket */
  char               *host_region;     /* (nullable): that the host names */
  FerryLinkSignature  signature;
  char               *access_key_id;   /* (nullable) */
  char               *region;          /* (nullable): of the signature */
  GDateTime          *signed_at;       /* (nullable) */
  GDateTime          *expiration;      /* (nullable) */
  guint64             lifetime;        /* seconds; 0 where not told */
  char               *signed_headers;  /* (nullable): "host" */
  gboolean            is_temporary;    /* it carries a session token */
  gboolean            is_escaped_twice; /* "&amp;" stands in the address itself */
} FerryLink;

GType      ferry_link_get_type (void);
/* @text: an address, unescaped; @endpoint: (nullable): the account's own, which counts as S3, path
 * style. Returns: (transfer full) (nullable): %NULL for what is no http or https address
 */
FerryLink *ferry_link_parse    (const char *text,
                                const char *endpoint);
FerryLink *ferry_link_ref      (FerryLink  *self);
void       ferry_link_unref    (FerryLink  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryLink, ferry_link_unref)
/* The verb that it was signed for, found by signing again with the same key: "HEAD", "GET",
 * "DELETE", "PUT"; "" when it is right for none. (nullable): %NULL where @credentials are not those
 * that signed it, or the signature is none of version 4
 */
const char *ferry_link_find_verb (FerryLink        *self,
                                  FerryCredentials *credentials);
/* @text with every value masked that may be a secret: of a query all but what is known to be none
 * (dates, lifetimes, algorithm, signed headers, version). (transfer full)
 */
char       *ferry_link_mask     (const char       *text);

G_END_DECLS
