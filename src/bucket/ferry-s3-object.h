/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "bucket/ferry-object.h"

G_BEGIN_DECLS

/* Amazon S3 API Reference: "HeadObject", "GetObject", "PutObject", "DeleteObject". Each request
 * function is pure; a pre-signed link is made from the same request.
 */

FerryRequest *ferry_s3_head_object_request  (const char           *region,
                                             const char           *bucket,
                                             const char           *key);
void          ferry_s3_head_object_async    (FerryClient          *client,
                                             const char           *region,
                                             const char           *bucket,
                                             const char           *key,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
/* Returns: (transfer full) */
FerryObject  *ferry_s3_head_object_finish   (FerryClient          *client,
                                             GAsyncResult         *result,
                                             GError              **error);

/* @length: 0 for the whole object (links); else bytes @offset … @offset + @length - 1.
 * @etag: (nullable): sent as If-Match, so that all reads see one version (FERRY_ERROR_CONFLICT).
 */
FerryRequest *ferry_s3_get_object_request   (const char           *region,
                                             const char           *bucket,
                                             const char           *key,
                                             guint64               offset,
                                             gsize                 length,
                                             const char           *etag);
void          ferry_s3_get_object_async     (FerryClient          *client,
                                             const char           *region,
                                             const char           *bucket,
                                             const char           *key,
                                             guint64               offset,
                                             gsize                 length,
                                             const char           *etag,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
/* @version_id: (out) (optional) (nullable) (transfer full): %NULL in a bucket without versions.
 * Returns: (transfer full): exactly @length bytes, or what there is before the end of the object
 */
GBytes       *ferry_s3_get_object_finish    (FerryClient          *client,
                                             GAsyncResult         *result,
                                             char                **version_id,
                                             GError              **error);

/* The same for a part of an object whose size is known: FERRY_ERROR_BAD_REPLY when the reply is of
 * an object of another size, such as a page that a proxy put in its place. (transfer full)
 */
GBytes       *ferry_s3_get_object_finish_part (FerryClient         *client,
                                             GAsyncResult         *result,
                                             guint64               object_size,
                                             GError              **error);

/* Makes a new object, never replaces one (If-None-Match: *). libsoup may re-send a PUT after
 * a drop on a reused connection, so FERRY_ERROR_CONFLICT may be our own first copy: look
 * before believing it.
 */
FerryRequest *ferry_s3_put_object_request   (const char           *region,
                                             const char           *bucket,
                                             const char           *key,
                                             GBytes               *body,
                                             const char           *content_type);
void          ferry_s3_put_object_async     (FerryClient          *client,
                                             const char           *region,
                                             const char           *bucket,
                                             const char           *key,
                                             GBytes               *body,
                                             const char           *content_type,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
/* @version_id: (out) (optional) (nullable) (transfer full): of what was stored */
gboolean      ferry_s3_put_object_finish    (FerryClient          *client,
                                             GAsyncResult         *result,
                                             char                **version_id,
                                             GError              **error);

/* Succeeds for a missing object too. @version_id: (nullable): without it a bucket that keeps
 * versions only hides the object; with it that version is gone for good (s3:DeleteObjectVersion).
 */
FerryRequest *ferry_s3_delete_object_request (const char          *region,
                                              const char          *bucket,
                                              const char          *key,
                                              const char          *version_id);
void          ferry_s3_delete_object_async  (FerryClient          *client,
                                             const char           *region,
                                             const char           *bucket,
                                             const char           *key,
                                             const char           *version_id,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean      ferry_s3_delete_object_finish (FerryClient          *client,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
