/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "common/ferry-html.h"
#include "ferry.h"

G_BEGIN_DECLS

/* What a record has been through, as parts of a report: nothing where there is nothing. */

/* A table with a row for each attempt to import the disk that @record is about: its token, its
 * manifest, the ids of its requests and of EC2's task, and how it ended.
 */
void ferry_report_history_add_attempts (FerryHtml   *html,
                                        FerryRecord *record);
/* A table with a row for each line of the journal. */
void ferry_report_history_add_changes  (FerryHtml   *html,
                                        FerryRecord *record);

G_END_DECLS
