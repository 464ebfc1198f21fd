/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bucket/ferry-bucket-facts.h"

G_BEGIN_DECLS

/* What a bucket policy denies to whoever reads or deletes an object through a link (IAM User Guide,
 * "JSON policy elements"; Amazon S3 User Guide, "Policy keys for signature version 4"). Adds to
 * @traits; @signature_age: (inout): seconds, the shortest; 0: none. FERRY_ERROR_BAD_REPLY
 */
gboolean ferry_bucket_policy_read (GBytes            *policy,
                                   FerryBucketTrait  *traits,
                                   guint             *signature_age,
                                   GError           **error);

G_END_DECLS
