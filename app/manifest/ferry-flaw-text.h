/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* Translated sentences, plain text. */

/* what was found, without a full stop: "The link has ended" */
const char *ferry_flaw_to_title    (FerryFlaw             flaw);
/* what it means for the import, and what to do */
const char *ferry_flaw_to_advice   (FerryFlaw             flaw);
/* where it is, and which values: "Line 17: 10485760, 10485761"; "Part 4, line 17"
 * (transfer full)
 */
char       *ferry_finding_to_place (FerryManifestFinding *finding);
/* "And 99,900 more"; (nullable) (transfer full): %NULL where all are told */
char       *ferry_finding_to_more  (FerryManifestFinding *finding);

G_END_DECLS
