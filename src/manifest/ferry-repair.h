/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-resigning.h"

G_BEGIN_DECLS

/* ferry_manifest_repair() that can be cancelled */
FerryManifest *ferry_repair_run (FerryManifestDocument  *document,
                                 FerryManifestFacts     *facts,
                                 GCancellable           *cancellable,
                                 GError                **error);

G_END_DECLS
