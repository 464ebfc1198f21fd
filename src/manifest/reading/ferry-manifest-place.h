/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/reading/ferry-manifest-document.h"

G_BEGIN_DECLS

/* Where the parts of a manifest lie, as the links of its first part tell: a manifest names no
 * bucket.
 * @endpoint: (nullable): as ferry_link_parse()
 * @region: (out) (transfer full) (nullable): it is not told
 * @bucket: (out) (transfer full)
 * Returns: FALSE where no link leads to a bucket; then both are %NULL. Pure.
 */
gboolean ferry_manifest_find_place (FerryManifestDocument  *document,
                                    const char             *endpoint,
                                    char                  **region,
                                    char                  **bucket);

G_END_DECLS
