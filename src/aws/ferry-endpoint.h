/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-request.h"

G_BEGIN_DECLS

/* RFC 3986 percent-encoding as AWS signs it: all but A-Z a-z 0-9 - . _ ~, capital hex; with
 * @keep_slash a "/" stays. @text is bytes. (transfer full)
 */
char     *ferry_endpoint_encode       (const char   *text,
                                       gboolean      keep_slash);

/* (element-type FerryPair) "name=value&name=value", both encoded, in their order: a query, a form.
 * (transfer full)
 */
char     *ferry_endpoint_encode_pairs (GPtrArray    *pairs);

/**
 * ferry_endpoint_resolve:
 * @override: (nullable): the account's endpoint, "http://127.0.0.1:8014"
 * @region: the region to ask
 *
 * The address of @request: the region's host; for S3 `BUCKET.s3.REGION.amazonaws.com`, or path
 * style where the bucket's name holds a dot or has capitals (TLS and DNS could not match it), or
 * where there is an override. Built from encoded parts, never parsed from a string: parsing merges
 * dot segments, and the key `a/../b` would become another object.
 *
 * Returns: (transfer full): the address; %NULL with FERRY_ERROR_BAD_INPUT
 */
GUri     *ferry_endpoint_resolve       (const char   *override,
                                       const char   *region,
                                       FerryRequest *request,
                                       GError      **error);
/* Whether a person may type @override: https, or http to a loopback address; no path, no query. */
gboolean  ferry_endpoint_check        (const char   *override,
                                       GError      **error);

G_END_DECLS
