/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* The disk whose parts a manifest names, as its bucket has it now: each part must be there, and as
 * long as its byte range, one behind the other from the first byte on. Then it is looked into. The
 * manifest's links are not used. Errors have a translated sentence as their message in
 * FERRY_MANIFEST_IMPORT_ERROR; others are those of the network.
 */
#define FERRY_MANIFEST_IMPORT_ERROR (ferry_manifest_import_error_quark ())
GQuark     ferry_manifest_import_error_quark (void);

/* @region: (nullable): the account's */
void       ferry_manifest_import_async       (FerryManifestDocument *document,
                                              FerryClient           *client,
                                              const char            *region,
                                              const char            *bucket,
                                              GCancellable          *cancellable,
                                              GAsyncReadyCallback    callback,
                                              gpointer               user_data);
/* (transfer full): one that can be imported */
FerryDisk *ferry_manifest_import_finish      (FerryManifestDocument *document,
                                              GAsyncResult          *result,
                                              GError               **error);

G_END_DECLS
