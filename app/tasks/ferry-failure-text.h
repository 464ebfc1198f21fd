/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* A failure in words: what it is called (in sentence case, for a heading or within a sentence),
 * what it means, and what to do. Translated, plain text.
 */
const char *ferry_failure_get_title   (FerryFailure          failure);
const char *ferry_failure_get_meaning (FerryFailure          failure);
const char *ferry_failure_get_advice  (FerryFailure          failure);
/* What this disk and this plan say about it: one sentence. @value: (nullable): any bytes. Returns:
 * (nullable) (transfer full): %NULL for FERRY_EVIDENCE_NONE
 */
char       *ferry_failure_describe    (FerryFailureEvidence  evidence,
                                       const char           *value);
/* What the button says that does it; %NULL for FERRY_REMEDY_NONE */
const char *ferry_remedy_get_label    (FerryRemedy           remedy);

G_END_DECLS
