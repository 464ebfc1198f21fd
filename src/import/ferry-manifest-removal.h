/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"

G_BEGIN_DECLS

/* Removes a manifest that ferry_manifest_store_async() has stored, for good where that can be done:
 * in a bucket that keeps versions its version, else it would only be hidden, links and all. Who may
 * not remove versions hides it.
 * @version_id: (nullable): as storing it told; @looks: nothing was told, so S3 is asked first
 */
void     ferry_manifest_remove_async  (FerryClient          *client,
                                       const char           *region,
                                       const char           *bucket,
                                       const char           *key,
                                       const char           *version_id,
                                       gboolean              looks,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean ferry_manifest_remove_finish (FerryClient          *client,
                                       GAsyncResult         *result,
                                       GError              **error);

G_END_DECLS
