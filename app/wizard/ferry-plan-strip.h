/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_PLAN_STRIP (ferry_plan_strip_get_type ())
/**
 * FerryPlanStrip:
 *
 * On top of the Machines page: what the plan holds and where it is kept, and what is done with it
 * as a whole. Its buttons are actions: "machines.back", "machines.undo", "machines.redo", "plan.…".
 */
G_DECLARE_FINAL_TYPE (FerryPlanStrip, ferry_plan_strip, FERRY, PLAN_STRIP, AdwBin)

/* @plan: (nullable). @file_name: (nullable): it is in no file yet */
void ferry_plan_strip_show       (FerryPlanStrip *self,
                                  FerryPlan      *plan,
                                  const char     *file_name,
                                  gboolean        saved);
/* Whether there is a way back to the list. It shows before the next frame, and not at once: a page
 * that folds tells of it while it is laid out, where nothing may come or go.
 */
void ferry_plan_strip_set_back   (FerryPlanStrip *self,
                                  gboolean        back);
/* The section "Recent Plans" of its menu. */
void ferry_plan_strip_set_recent (FerryPlanStrip *self,
                                  GMenuModel     *recent);

G_END_DECLS
