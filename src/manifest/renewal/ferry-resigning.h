/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/link/ferry-link-signer.h"
#include "manifest/lint/ferry-manifest-lint.h"

G_BEGIN_DECLS

/* New links for the same parts: HEAD and GET of each, self-destruct of @manifest_key; no
 * delete-url. Pure. For a new task or before a submit; a running task has its manifest's link for
 * good, and nothing shows that EC2 reads it again. @manifest: its links are replaced
 */
gboolean       ferry_manifest_resign        (FerryManifest         *manifest,
                                             FerryLinkSigner       *signer,
                                             const char            *region,
                                             const char            *bucket,
                                             const char            *manifest_key,
                                             GError               **error);
/* ferry_manifest_repair() and then that in another thread, for 100,000 parts are 200,000
 * signatures.
 */
void           ferry_manifest_renew_async   (FerryManifestDocument *document,
                                             FerryManifestFacts    *facts,
                                             FerryLinkSigner       *signer,
                                             const char            *manifest_key,
                                             GCancellable          *cancellable,
                                             GAsyncReadyCallback    callback,
                                             gpointer               user_data);
/* Returns: (transfer full): the new manifest, written; a secret */
GBytes        *ferry_manifest_renew_finish  (GAsyncResult          *result,
                                             GError               **error);

G_END_DECLS
