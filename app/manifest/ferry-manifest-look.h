/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/**
 * FerryManifestLook:
 * @objects: (nullable): what is there under the parts' keys
 * @keeps_versions: deleted is not gone
 *
 * What the bucket of a manifest's parts tells about them.
 */
typedef struct {
  FerryParts *objects;
  gboolean    keeps_versions;
} FerryManifestLook;

void               ferry_manifest_look_free   (FerryManifestLook     *look);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryManifestLook, ferry_manifest_look_free)

/* Asks @bucket. Who may not look is not told what is there; that is no error, and not known then.
 * @region: (nullable): the account's
 */
void               ferry_manifest_look_async  (FerryManifestDocument *document,
                                               FerryClient           *client,
                                               const char            *region,
                                               const char            *bucket,
                                               GCancellable          *cancellable,
                                               GAsyncReadyCallback    callback,
                                               gpointer               user_data);
/* (transfer full) (nullable): only where it was cancelled */
FerryManifestLook *ferry_manifest_look_finish (FerryManifestDocument *document,
                                               GAsyncResult          *result,
                                               GError               **error);

G_END_DECLS
