/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "wizard/ferry-plan-trial.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_REVIEW_LIST (ferry_review_list_get_type ())
/**
 * FerryReviewList:
 *
 * The machines of a plan, each with the worst that was found: an icon and words. One of them is
 * chosen, always.
 *
 * Signal "chosen": another one is.
 */
G_DECLARE_FINAL_TYPE (FerryReviewList, ferry_review_list, FERRY, REVIEW_LIST, AdwBin)

/* @plan: (nullable). The chosen machine stays chosen while it is there. */
void          ferry_review_list_set_plan    (FerryReviewList *self,
                                             FerryPlan       *plan);
/* @checks: (element-type FerryCheck): of the plan */
void          ferry_review_list_show_checks (FerryReviewList *self,
                                             GPtrArray       *checks,
                                             FerryPlanTrial  *trial);
/* (transfer none) (nullable) */
FerryMachine *ferry_review_list_get_chosen  (FerryReviewList *self);
void          ferry_review_list_choose      (FerryReviewList *self,
                                             FerryMachine    *machine);

G_END_DECLS
