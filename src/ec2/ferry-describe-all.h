/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "base/ferry-xml.h"

G_BEGIN_DECLS

/* The describing calls of EC2 that take ids or filters, read to their last page; for the files that
 * make them.
 */
typedef struct {
  FerryRequest *(*request) (const char         *region,
                            GPtrArray          *ids,
                            const char *const  *filters,
                            const char         *token);
  GPtrArray    *(*parse)   (GBytes             *body,
                            char              **next_token,
                            GError            **error);
} FerryDescribeCall;

/* @call: static. @tag: the operation's own function. One of @ids and @filters is %NULL. An id that
 * EC2 does not know is FERRY_ERROR_NO_SUCH_KEY.
 */
void       ferry_describe_all_async  (FerryClient              *client,
                                      const FerryDescribeCall  *call,
                                      const char               *region,
                                      GPtrArray                *ids,
                                      const char *const        *filters,
                                      gpointer                  tag,
                                      GCancellable             *cancellable,
                                      GAsyncReadyCallback       callback,
                                      gpointer                  user_data);
GPtrArray *ferry_describe_all_finish (FerryClient              *client,
                                      GAsyncResult             *result,
                                      gpointer                  tag,
                                      GError                  **error);

/* @name: "VolumeId": adds "VolumeId.1" and so on; @values: (nullable) (element-type utf8) */
void       ferry_describe_add_list    (FerryRequest             *request,
                                       const char               *name,
                                       GPtrArray                *values);
/* @filters: (nullable): name, value, …; all of them have to be met */
void       ferry_describe_add_filters (FerryRequest             *request,
                                       const char *const        *filters);
/* What is in @item's tagSet: key, value, … (transfer full) */
GStrv      ferry_describe_dup_tags    (FerryXml                 *item);
/* (nullable) (transfer full) */
GDateTime *ferry_describe_dup_time    (FerryXml                 *item,
                                       const char               *path);

G_END_DECLS
