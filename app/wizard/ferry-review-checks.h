/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "wizard/ferry-plan-checker.h"

G_BEGIN_DECLS

/* What of the checks the Review page shows. */

/* Whether @error ((nullable)) says that a draft is still being made: of a disk in thousands of
 * parts
 */
gboolean   ferry_review_checks_is_drafting      (const GError     *error);
/* What is about @machine, and about the plan as a whole. (transfer container) */
GPtrArray *ferry_review_checks_filter           (GPtrArray        *checks,
                                                 FerryMachine     *machine);
/* The same plan on a real account, to show what a rehearsal lets through. (transfer full) */
GPtrArray *ferry_review_checks_judge_in_earnest (FerryPlanChecker *checker,
                                                 FerryPlan        *plan);
/* The sentence that stands for what blocks; %NULL where nothing does. (transfer full)
 * @error: (nullable): why there is no draft
 */
char      *ferry_review_checks_find_reason      (FerryPlan        *plan,
                                                 GPtrArray        *checks,
                                                 const GError     *error);

G_END_DECLS
