/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

#define FERRY_TYPE_PLAN_CHECKER (ferry_plan_checker_get_type ())
/**
 * FerryPlanChecker:
 *
 * Judges the plan as often as it or what is known about the account changes, at most once before
 * each frame. It asks for what the rules need: the account in each region of the plan, its buckets,
 * the files of user data. Owned by the migration, whose plan it judges. Main thread.
 *
 * Property: "checks" (GPtrArray of FerryCheck, boxed, read only, notifies): the findings, the worst
 * first; empty while there is no plan. Signal "facts-changed" (const char *region): what is known
 * of the account there has changed, so its choices may be others.
 */
G_DECLARE_FINAL_TYPE (FerryPlanChecker, ferry_plan_checker, FERRY, PLAN_CHECKER, GObject)

FerryPlanChecker  *ferry_plan_checker_new        (void);
/* From now on the account and its buckets are asked, and tasks count; without this, nothing is
 * sent.
 */
void               ferry_plan_checker_set_sources (FerryPlanChecker  *self,
                                                   FerryAccountCache *cache,
                                                   FerryTaskList     *tasks);
/* @client, @plan: (nullable) */
void               ferry_plan_checker_set_plan   (FerryPlanChecker  *self,
                                                  FerryClient       *client,
                                                  FerryPlan         *plan);
/* (transfer none) (element-type FerryCheck): as the plan is now; what has changed since the last
 * frame is judged before
 */
GPtrArray         *ferry_plan_checker_get_checks (FerryPlanChecker  *self);
/* What the plan is judged against, for who asks another question: as a real account would be
 * judged, say. (transfer none): valid until the main loop runs again
 */
const FerryCheckSituation *
                   ferry_plan_checker_get_situation (FerryPlanChecker *self);
/* (transfer none) (nullable): while nobody has asked */
FerryAccountFacts *ferry_plan_checker_get_facts  (FerryPlanChecker  *self,
                                                  const char        *region);
/* These are the facts of their region, whatever the sources would tell. */
void               ferry_plan_checker_give_facts (FerryPlanChecker  *self,
                                                  FerryAccountFacts *facts);
/* Reads the files of user data again, which may have changed; what was read stands until then. */
void               ferry_plan_checker_look_again (FerryPlanChecker  *self);
/* Asks again for what could not be had. */
void               ferry_plan_checker_retry      (FerryPlanChecker  *self);

G_END_DECLS
