/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rehearsal/ferry-rehearsal-exchange.h"
#include "rehearsal/ferry-rehearsal-store.h"

G_BEGIN_DECLS

#define FERRY_REHEARSAL_S3_NAMESPACE "http://s3.amazonaws.com/doc/2006-03-01/"

/* Names the bucket's region in the reply: S3 does even where it refuses (HeadBucket, listings). */
void ferry_rehearsal_s3_announce     (FerryRehearsalExchange *exchange,
                                      FerryRehearsalStore    *store);
/* Answers a request that is validly signed (Amazon S3 API Reference). */
void ferry_rehearsal_s3_answer       (FerryRehearsalExchange *exchange,
                                      FerryRehearsalStore    *store);
/* The two listings: ListBuckets, ListObjectsV2. */
void ferry_rehearsal_s3_list_buckets (FerryRehearsalExchange *exchange,
                                      FerryRehearsalStore    *store);
void ferry_rehearsal_s3_list_objects (FerryRehearsalExchange *exchange,
                                      FerryRehearsalBucket   *bucket);

G_END_DECLS
