/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "plan/ferry-plan.h"

G_BEGIN_DECLS

#define FERRY_TYPE_PLAN_HISTORY (ferry_plan_history_get_type ())
/**
 * FerryPlanHistory:
 *
 * Watches a plan and can take its changes back, one at a time: what was typed into one setting of
 * one machine is one change. Machines keep their identity, so who shows one goes on showing it.
 * What ferry_plan_update_disk() tells is no change: it holds for the plan as it was before, too,
 * and leaves it saved.
 *
 * Properties (read only, notify): "can-undo", "can-redo", "saved" (boolean: the plan is as
 * ferry_plan_history_mark_saved() found it, or as it was at first).
 */
G_DECLARE_FINAL_TYPE (FerryPlanHistory, ferry_plan_history, FERRY, PLAN_HISTORY, GObject)

FerryPlanHistory *ferry_plan_history_new        (FerryPlan        *plan);
FerryPlan        *ferry_plan_history_get_plan   (FerryPlanHistory *self);
gboolean          ferry_plan_history_can_undo   (FerryPlanHistory *self);
gboolean          ferry_plan_history_can_redo   (FerryPlanHistory *self);
/* do nothing where they cannot */
void              ferry_plan_history_undo       (FerryPlanHistory *self);
void              ferry_plan_history_redo       (FerryPlanHistory *self);
/* What the plan is now is on its way to a file; ferry_plan_history_mark_saved() will mean this, and
 * not what was changed since.
 */
void              ferry_plan_history_begin_save (FerryPlanHistory *self);
void              ferry_plan_history_mark_saved (FerryPlanHistory *self);
gboolean          ferry_plan_history_is_saved   (FerryPlanHistory *self);

G_END_DECLS
