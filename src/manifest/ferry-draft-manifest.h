/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-draft.h"
#include "manifest/ferry-link-signer.h"

G_BEGIN_DECLS

/* What a draft of a disk is made from; any thread. */

/* Beside the first part, with 128 random bits in its name; (transfer full). FERRY_ERROR_BAD_INPUT
 * where the folder's name is too long.
 */
char   *ferry_draft_make_manifest_key (FerryDisk        *disk,
                                       GError          **error);
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
