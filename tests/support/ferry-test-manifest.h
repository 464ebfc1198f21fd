/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/reading/ferry-manifest-document.h"

G_BEGIN_DECLS

/* A manifest of two parts, one element a line, as good as can be. */
extern const char ferry_test_manifest_text[];

/* That text with the first @find replaced; it must be there. (transfer full) */
char                  *ferry_test_manifest_change   (const char            *find,
                                                     const char            *replacement);
/* @text: a C string */
FerryManifestDocument *ferry_test_manifest_read     (const char            *text);
/* "missing blocks head-url[1] 22 (head-url)", one finding after the other, with "; " between them.
 * (element-type FerryManifestFinding) (transfer full)
 */
char                  *ferry_test_manifest_describe (GPtrArray             *findings);
/* whether one of them blocks */
gboolean               ferry_test_manifest_blocks   (FerryManifestDocument *document);
/* Any manifest, what is in it incomplete here and there. (transfer full) */
FerryManifest         *ferry_test_manifest_random   (GRand                 *rand);

G_END_DECLS
