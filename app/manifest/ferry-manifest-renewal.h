/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-manifest-source.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Says what new links are for, asks, and makes a manifest with new links for the same parts; it is
 * stored nowhere. Errors: G_IO_ERROR_CANCELLED also where the person did not want it;
 * FERRY_ERROR_BAD_INPUT: what cannot be mended without guessing; FERRY_ERROR_EXPIRED.
 * @facts: of the manifest as it is, with the region and the bucket of its parts, which is asked for
 *   their objects, once the person agrees, where these are not among the facts. Nobody else may
 *   use them meanwhile.
 */
void                 ferry_manifest_renewal_async  (FerryManifestDocument *document,
                                                    FerryManifestFacts    *facts,
                                                    FerryClient           *client,
                                                    GtkWindow             *parent,
                                                    GCancellable          *cancellable,
                                                    GAsyncReadyCallback    callback,
                                                    gpointer               user_data);
/* (transfer full) */
FerryManifestSource *ferry_manifest_renewal_finish (FerryManifestDocument *document,
                                                    GAsyncResult          *result,
                                                    GError               **error);

G_END_DECLS
