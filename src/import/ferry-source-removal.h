/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "import/ferry-record.h"

G_BEGIN_DECLS

/* Deletes the disks of the machine of @record from their buckets, in parts too: exactly the version
 * that was imported, by its version id where the bucket keeps versions, else on condition of its
 * ETag (Amazon S3 User Guide, "Deleting objects with conditional deletes"). Each deletion is in the
 * journal before it is sent. What is gone already is fine. An object that is another one by now
 * stays: FERRY_ERROR_CONFLICT, when the others are gone.
 */
void     ferry_source_removal_async  (FerryRecord          *record,
                                      FerryClient          *client,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean ferry_source_removal_finish (FerryRecord          *record,
                                      GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
