/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"

G_BEGIN_DECLS

/* What of a bucket an import has to know; each may be denied, and is not known then. */
typedef enum {
  FERRY_BUCKET_VERSIONED   = 1 << 0,  /* GetBucketVersioning: a deleted manifest stays readable by
                                         its version */
  FERRY_BUCKET_LOCKED      = 1 << 1,  /* GetObjectLockConfiguration has a default retention: what
                                         is stored cannot be deleted */
  FERRY_BUCKET_REPLICATED  = 1 << 2,  /* GetBucketReplication: it is copied elsewhere */
  FERRY_BUCKET_BY_ADDRESS  = 1 << 3,  /* GetBucketPolicy: denies by aws:SourceIp, aws:SourceVpc(e)
                                         or aws:VpcSourceIp: EC2 comes from elsewhere */
  FERRY_BUCKET_BY_AGE      = 1 << 4,  /* denies by s3:signatureAge: links live shorter */
  FERRY_BUCKET_BY_SIGNING  = 1 << 5,  /* denies by s3:authType, or allows no query signatures */
} FerryBucketTrait;

#define FERRY_TYPE_BUCKET_FACTS (ferry_bucket_facts_get_type ())
/**
 * FerryBucketFacts:
 * @traits: those found
 * @known: those that could be asked for
 * @signature_age: with FERRY_BUCKET_BY_AGE, seconds; 0 where not told
 */
typedef struct {
  FerryBucketTrait traits;
  FerryBucketTrait known;
  guint            signature_age;
} FerryBucketFacts;

GType             ferry_bucket_facts_get_type (void);
FerryBucketFacts *ferry_bucket_facts_copy     (const FerryBucketFacts *facts);
void              ferry_bucket_facts_free     (FerryBucketFacts       *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryBucketFacts, ferry_bucket_facts_free)

/* Amazon S3 API Reference, "GetBucketVersioning", "GetObjectLockConfiguration",
 * "GetBucketReplication", "GetBucketPolicy". @region: (nullable): the account's
 */
FerryRequest     *ferry_s3_get_bucket_versioning_request  (const char *region,
                                                           const char *bucket);
FerryRequest     *ferry_s3_get_object_lock_request        (const char *region,
                                                           const char *bucket);
FerryRequest     *ferry_s3_get_bucket_replication_request (const char *region,
                                                           const char *bucket);
FerryRequest     *ferry_s3_get_bucket_policy_request      (const char *region,
                                                           const char *bucket);

/* Read one reply each, and add to the traits of @facts. Of a policy only what it denies to links
 * counts. FERRY_ERROR_BAD_REPLY
 */
gboolean          ferry_bucket_facts_read_versioning  (FerryBucketFacts  *facts,
                                                       GBytes            *body,
                                                       GError           **error);
gboolean          ferry_bucket_facts_read_object_lock (FerryBucketFacts  *facts,
                                                       GBytes            *body,
                                                       GError           **error);
gboolean          ferry_bucket_facts_read_replication (FerryBucketFacts  *facts,
                                                       GBytes            *body,
                                                       GError           **error);
gboolean          ferry_bucket_facts_read_policy      (FerryBucketFacts  *facts,
                                                       GBytes            *policy,
                                                       GError           **error);
/* Asks the four at once. An error only where all failed for another reason than denial. */
void              ferry_bucket_facts_load_async  (FerryClient         *client,
                                                  const char          *region,
                                                  const char          *bucket,
                                                  GCancellable        *cancellable,
                                                  GAsyncReadyCallback  callback,
                                                  gpointer             user_data);
/* (transfer full) */
FerryBucketFacts *ferry_bucket_facts_load_finish (FerryClient         *client,
                                                  GAsyncResult        *result,
                                                  GError             **error);

G_END_DECLS
