/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "wizard/ferry-drafter.h"

G_BEGIN_DECLS

/* How EC2 judges what will be asked for a machine. */
typedef enum {
  FERRY_TRIAL_NONE,     /* it was not asked */
  FERRY_TRIAL_WAITING,
  FERRY_TRIAL_ALLOWED,  /* it would take every request */
  FERRY_TRIAL_REFUSED,
} FerryTrialState;

#define FERRY_TYPE_PLAN_TRIAL (ferry_plan_trial_get_type ())
/**
 * FerryPlanTrial:
 *
 * Asks EC2 for each request of a plan whether it would take it (DryRun), one after the other.
 * Nothing is stored, nothing is made. Owned by the Review page; main thread; disposing it ends it.
 *
 * Property: "running" (boolean, read only, notifies). Signal "changed": a machine's state is
 * another one.
 */
G_DECLARE_FINAL_TYPE (FerryPlanTrial, ferry_plan_trial, FERRY, PLAN_TRIAL, GObject)

FerryPlanTrial  *ferry_plan_trial_new        (void);
/* Asks for all machines of @plan anew. */
void             ferry_plan_trial_start      (FerryPlanTrial  *self,
                                              FerryClient     *client,
                                              FerryPlan       *plan,
                                              FerryDrafter    *drafter);
/* Ends it and forgets what came of it. */
void             ferry_plan_trial_clear      (FerryPlanTrial  *self);
gboolean         ferry_plan_trial_is_running (FerryPlanTrial  *self);
/* @error: (out) (transfer none) (nullable): why it was refused, or could not be asked */
FerryTrialState  ferry_plan_trial_get_state  (FerryPlanTrial  *self,
                                              FerryMachine    *machine,
                                              const GError   **error);

G_END_DECLS
