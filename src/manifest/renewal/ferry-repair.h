/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/lint/ferry-manifest-lint.h"

G_BEGIN_DECLS

/* A manifest's value as it is to be: in order, ranges from 0 and inclusive, the size their sum,
 * format and volume size those of the disk where that is known, no link that deletes a part. What
 * cannot be mended without guessing (a gap, a part that is not there) is FERRY_ERROR_BAD_INPUT,
 * which names it. Links are as they were, or %NULL: ferry_manifest_resign() makes them. Pure.
 * (transfer full)
 */
FerryManifest *ferry_manifest_repair (FerryManifestDocument  *document,
                                      FerryManifestFacts     *facts,
                                      GCancellable           *cancellable,
                                      GError                **error);

G_END_DECLS
