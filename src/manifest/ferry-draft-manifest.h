/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-draft.h"
#include "manifest/link/ferry-link-signer.h"

G_BEGIN_DECLS

/* What a draft of a disk is made from; any thread. */

/* Signs the links of all parts and writes them down. @tried: (element-type FerryDraftPart): gets
 * those that are kept. Returns: (transfer full): the document
 */
GBytes *ferry_draft_write_manifest    (FerryLinkSigner  *signer,
                                       FerryDisk        *disk,
                                       guint64           volume_size,
                                       const char       *self_destruct_url,
                                       GPtrArray        *tried,
                                       GCancellable     *cancellable,
                                       GError          **error);

G_END_DECLS
