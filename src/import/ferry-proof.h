/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "manifest/ferry-draft.h"

G_BEGIN_DECLS

/* Uses the links of @draft just as EC2 will, which says little or nothing about a link that does
 * not work: the manifest must come back byte for byte, the disk must have the size (and the ETag)
 * that was looked at, and its first sector must come as a range. Of a disk in parts that is so of
 * each of them, or of FERRY_DRAFT_MOST_TRIED where there are more; and the first bytes of the first
 * and of the last must come. FERRY_ERROR_CONFLICT when the disk is another one by now,
 * FERRY_ERROR_BAD_REPLY when a link leads elsewhere.
 */
void     ferry_proof_async  (FerryClient          *client,
                             FerryDraft           *draft,
                             GCancellable         *cancellable,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data);
gboolean ferry_proof_finish (FerryClient          *client,
                             GAsyncResult         *result,
                             GError              **error);

G_END_DECLS
