/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "bucket/ferry-parts.h"
#include "manifest/reading/ferry-manifest-document.h"

G_BEGIN_DECLS

/* What @bucket has under the keys of a manifest's parts, as ferry_parts_look_up_async(). The keys
 * are read from the text in another thread. FERRY_ERROR_BAD_INPUT: there are no parts, or one of
 * them has no key.
 * @region: (nullable): the account's
 */
void        ferry_manifest_find_objects_async  (FerryManifestDocument *document,
                                                FerryClient           *client,
                                                const char            *region,
                                                const char            *bucket,
                                                GCancellable          *cancellable,
                                                GAsyncReadyCallback    callback,
                                                gpointer               user_data);
/* (transfer full): in the parts' order; size 0 and no ETag: it is not there */
FerryParts *ferry_manifest_find_objects_finish (FerryManifestDocument *document,
                                                GAsyncResult          *result,
                                                GError               **error);

G_END_DECLS
