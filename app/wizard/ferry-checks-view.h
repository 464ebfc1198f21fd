/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "wizard/ferry-plan-trial.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_CHECKS_VIEW (ferry_checks_view_get_type ())
/**
 * FerryChecksView:
 *
 * What the checks found, grouped by how bad it is; or that all of them passed. Below that, what can
 * be asked before: its buttons activate "review.try" and "review.permissions", which the page has.
 *
 * Signal "fix" (FerryCheck): what one click can do about a finding is to be done.
 */
G_DECLARE_FINAL_TYPE (FerryChecksView, ferry_checks_view, FERRY, CHECKS_VIEW, AdwBin)

/* @checks: (element-type FerryCheck); @real: the same for a real account, which shows what a
 * rehearsal lets through; @error: (nullable): why nothing could be drafted, shown as one more
 * finding that blocks
 */
void ferry_checks_view_show        (FerryChecksView *self,
                                    GPtrArray       *checks,
                                    GPtrArray       *real,
                                    const GError    *error);
/* How EC2 judged the machine's requests. @error: (nullable): why it would not take them */
void ferry_checks_view_show_trial  (FerryChecksView *self,
                                    FerryTrialState  state,
                                    const GError    *error);
/* What is shown below the checks where there is no room beside them; (nullable) */
void ferry_checks_view_set_footer  (FerryChecksView *self,
                                    GtkWidget       *footer);

G_END_DECLS
