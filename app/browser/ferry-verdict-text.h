/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* How many reasons there are: a table of them is as long. */
#define FERRY_N_VERDICT_REASONS (FERRY_VERDICT_REASON_NOT_READ + 1)

/* "Accepted", "Refused", "Not known" */
const char *ferry_verdict_state_to_word  (FerryVerdictState   state);
const char *ferry_verdict_state_to_icon  (FerryVerdictState   state);
/* the style class that colours the icon */
const char *ferry_verdict_state_to_style (FerryVerdictState   state);

/* Translated, plain text. (transfer full) */

/* Why the call will not take the disk, without a full stop: "The disk is encrypted"; (nullable):
 * for NONE
 */
char       *ferry_verdict_reason_to_text (FerryVerdictReason  reason,
                                          FerryImportCall     call,
                                          FerryDiskReport    *report);
/* What to do about it, a sentence or two; (nullable): for NONE */
char       *ferry_verdict_reason_to_advice (FerryVerdictReason reason,
                                            FerryImportCall    call);
/* (nullable): why the call cannot be made in @region ((nullable): not known) at all */
char       *ferry_import_call_to_absence (FerryImportCall     call,
                                          const char         *region);

G_END_DECLS
