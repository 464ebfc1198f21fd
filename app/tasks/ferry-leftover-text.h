/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

#define FERRY_N_ORPHAN_KINDS (FERRY_ORPHAN_TASK + 1)

/* What was left over, in words: translated, plain text. */

/* "Volumes": a heading, and what such things are: a sentence */
const char *ferry_orphan_kind_get_title       (FerryOrphanKind  kind);
const char *ferry_orphan_kind_get_description (FerryOrphanKind  kind);
/* What its one action is called: "Delete", "Delete…" where it is asked about first */
const char *ferry_orphan_text_get_action      (FerryOrphan     *orphan);
/* Whether what goes cannot be had again, or may not be Ferry's */
gboolean    ferry_orphan_text_must_ask        (FerryOrphan     *orphan);
/* The question, and what stands below it. (transfer full) */
char       *ferry_orphan_text_question        (FerryOrphan     *orphan);
char       *ferry_orphan_text_consequence     (FerryOrphan     *orphan);
/* What the button of the question says, with a mnemonic */
const char *ferry_orphan_text_get_answer      (FerryOrphan     *orphan);
/* Its id, or the last part of its key. (transfer full) */
char       *ferry_orphan_text_name            (FerryOrphan     *orphan);
/* Why it is thought to be left over, where and since when it is there, and what it costs, a line
 * each. @prices: (nullable). (transfer full)
 */
char       *ferry_orphan_text_details         (FerryOrphan     *orphan,
                                               FerryPriceTable *prices);

G_END_DECLS
