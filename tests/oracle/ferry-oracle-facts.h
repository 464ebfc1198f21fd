/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/**
 * FerryOracleFact:
 * @page_size: MaxResults; 0: the operation has no pages
 * @request: of an operation of EC2; @token: (nullable): that of the page
 * @bucket_request: (nullable): of one of S3 instead
 * @read: what Ferry understands of a reply. (transfer full) (nullable)
 * @make: (nullable): instead of the others where more is asked: puts the parameters for botocore
 *   into @call; @text: any. (transfer full)
 *
 * An operation that tells a fact of an account or of a bucket, or changes an instance or a volume.
 */
typedef struct {
  const char    *operation;
  guint          page_size;
  FerryRequest *(*request)        (const char  *region,
                                   const char  *token);
  FerryRequest *(*bucket_request) (const char  *region,
                                   const char  *bucket);
  JsonObject   *(*read)           (GBytes      *body,
                                   GError     **error);
  FerryRequest *(*make)           (GRand       *rand,
                                   const char  *text,
                                   JsonObject  *call);
} FerryOracleFact;

#define FERRY_ORACLE_N_FACTS 22

extern const FerryOracleFact ferry_oracle_facts[FERRY_ORACLE_N_FACTS];

G_END_DECLS
