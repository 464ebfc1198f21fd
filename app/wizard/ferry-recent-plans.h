/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FERRY_TYPE_RECENT_PLANS (ferry_recent_plans_get_type ())
/**
 * FerryRecentPlans:
 *
 * The plan files that were used last, remembered in the settings, as a menu of
 * "plan.open-recent".
 */
G_DECLARE_FINAL_TYPE (FerryRecentPlans, ferry_recent_plans, FERRY, RECENT_PLANS, GObject)

FerryRecentPlans *ferry_recent_plans_new      (void);
/* (transfer none) */
GMenuModel       *ferry_recent_plans_get_menu (FerryRecentPlans *self);
/* It is the first now. */
void              ferry_recent_plans_add      (FerryRecentPlans *self,
                                               GFile            *file);
void              ferry_recent_plans_remove   (FerryRecentPlans *self,
                                               GFile            *file);

G_END_DECLS
