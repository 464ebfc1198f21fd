/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"

G_BEGIN_DECLS

/* Stores @manifest as a new object. Where S3 says that the key is taken, the object is read back:
 * the same bytes are our own first copy (libsoup re-sends a PUT whose connection was lost) and a
 * success, others are FERRY_ERROR_CONFLICT, and the object is somebody else's.
 * Where another write to the key is under way, storing is tried again, a few times.
 */
void     ferry_manifest_store_async  (FerryClient          *client,
                                      const char           *region,
                                      const char           *bucket,
                                      const char           *key,
                                      GBytes               *manifest,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
/* @version_id: (out) (nullable) (transfer full): what S3 calls it, in a bucket with versions */
gboolean ferry_manifest_store_finish (FerryClient          *client,
                                      GAsyncResult         *result,
                                      char                **version_id,
                                      GError              **error);

G_END_DECLS
