/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "bucket/ferry-object.h"

G_BEGIN_DECLS

#define FERRY_TYPE_OBJECT_PAGE (ferry_object_page_get_type ())
/* One page of ListObjectsV2: folders and objects merged in S3's order (bytes of the key). */
typedef struct {
  GPtrArray *objects;     /* (element-type FerryObject) */
  char      *next_token;  /* (nullable): %NULL on the last page */
} FerryObjectPage;

GType            ferry_object_page_get_type     (void);
FerryObjectPage *ferry_object_page_copy         (const FerryObjectPage *page);
void             ferry_object_page_free         (FerryObjectPage       *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryObjectPage, ferry_object_page_free)

/* Amazon S3 API Reference, "ListObjectsV2", with delimiter "/" and encoding-type=url.
 * @region: the bucket's. @prefix: (nullable). @token: (nullable)
 */
FerryRequest    *ferry_s3_list_objects_request  (const char            *region,
                                                 const char            *bucket,
                                                 const char            *prefix,
                                                 const char            *token);
FerryObjectPage *ferry_s3_list_objects_parse    (GBytes                *body,
                                                 GError               **error);
void             ferry_s3_list_objects_async    (FerryClient           *client,
                                                 const char            *region,
                                                 const char            *bucket,
                                                 const char            *prefix,
                                                 const char            *token,
                                                 GCancellable          *cancellable,
                                                 GAsyncReadyCallback    callback,
                                                 gpointer               user_data);
FerryObjectPage *ferry_s3_list_objects_finish   (FerryClient           *client,
                                                 GAsyncResult          *result,
                                                 GError               **error);

/* The same without a delimiter: all objects below @prefix, however deep, and no folders. The reply
 * is parsed and finished as that of a folder.
 */
FerryRequest    *ferry_s3_list_below_request    (const char            *region,
                                                 const char            *bucket,
                                                 const char            *prefix,
                                                 const char            *token);
void             ferry_s3_list_below_async      (FerryClient           *client,
                                                 const char            *region,
                                                 const char            *bucket,
                                                 const char            *prefix,
                                                 const char            *token,
                                                 GCancellable          *cancellable,
                                                 GAsyncReadyCallback    callback,
                                                 gpointer               user_data);

G_END_DECLS
