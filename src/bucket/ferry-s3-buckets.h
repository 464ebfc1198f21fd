/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "bucket/ferry-bucket.h"

G_BEGIN_DECLS

/* Amazon S3 API Reference, "ListBuckets" (all pages are read) and "HeadBucket". */

/* @token: (nullable): where the last page ended */
FerryRequest *ferry_s3_list_buckets_request (const char           *token);
/* Returns: (transfer full) (element-type FerryBucket); @next_token: (out) (nullable) */
GPtrArray    *ferry_s3_list_buckets_parse   (GBytes               *body,
                                             char                **next_token,
                                             GError              **error);
void          ferry_s3_list_buckets_async   (FerryClient          *client,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
GPtrArray    *ferry_s3_list_buckets_finish  (FerryClient          *client,
                                             GAsyncResult         *result,
                                             GError              **error);

/* The region of a bucket: the header x-amz-bucket-region, which S3 sends on
 * 200, 301, 400 and 403.
 */
FerryRequest *ferry_s3_head_bucket_request  (const char           *bucket);
void          ferry_s3_head_bucket_async    (FerryClient          *client,
                                             const char           *bucket,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
/* Returns: (transfer full): the region. With FERRY_ERROR_DENIED the region, if S3 told it, is in
 * the error's detail.
 */
char         *ferry_s3_head_bucket_finish   (FerryClient          *client,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
