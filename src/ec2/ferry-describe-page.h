/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "base/ferry-xml.h"

G_BEGIN_DECLS

/* What the describing calls of EC2 share (EC2 API Reference, "Pagination"); for the files that make
 * them. They all are safe to repeat.
 */

/* @page_size: MaxResults; 0: the call does not know it. @token: (nullable): of the page before */
FerryRequest *ferry_describe_page_request (const char             *operation,
                                           const char             *region,
                                           guint                   page_size,
                                           const char             *token);

/* Adds what @item tells to @items. FERRY_ERROR_BAD_REPLY */
typedef gboolean (*FerryDescribeReader)   (FerryXml               *item,
                                           GPtrArray              *items,
                                           GError                **error);

/* Reads the items of the element @set, one after the other. An item that cannot be read spoils the
 * page: leaving it out would look like "there is no such thing". @next_token: (out) (nullable).
 * Returns: (transfer full): freed with @free_item
 */
GPtrArray    *ferry_describe_page_parse   (GBytes                 *body,
                                           const char             *operation,
                                           const char             *set,
                                           FerryDescribeReader     reader,
                                           GDestroyNotify          free_item,
                                           char                  **next_token,
                                           GError                **error);
/* (transfer full) (nullable): the root of a reply to @operation */
FerryXml     *ferry_describe_reply_parse  (GBytes                 *body,
                                           const char             *operation,
                                           GError                **error);
/* The text at @path, without which @item is of no use. FERRY_ERROR_BAD_REPLY */
const char   *ferry_describe_need         (FerryXml               *item,
                                           const char             *path,
                                           GError                **error);
/* "" where there is none. (transfer full) */
char         *ferry_describe_dup          (FerryXml               *item,
                                           const char             *path);
gboolean      ferry_describe_is_true      (FerryXml               *item,
                                           const char             *path);

G_END_DECLS
