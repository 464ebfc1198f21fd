/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* What a run of a plan moved, when and how, as one page of HTML for the record: no script, nothing
 * from elsewhere, fit to be printed, translated; and whether the journal's chain is unbroken.
 * @journal: (nullable): what the journal's file holds now
 * @account: (nullable): the number of the AWS account
 * Returns: (transfer full)
 */
char *ferry_report_to_html (FerryRun   *run,
                            GBytes     *journal,
                            const char *account);

G_END_DECLS
