/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "wizard/ferry-migration.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_PLAN_STORE (ferry_plan_store_get_type ())
/**
 * FerryPlanStore:
 *
 * Keeps the migration's plan in a file: asks for the file, saves, opens another one, remembers the
 * last ones. A plan with changes that are in no file is not replaced without a question.
 *
 * Signal: "changed": the plan is in another file now.
 */
G_DECLARE_FINAL_TYPE (FerryPlanStore, ferry_plan_store, FERRY, PLAN_STORE, GObject)

/* @widget: whose window the dialogs belong to; it owns the store */
FerryPlanStore *ferry_plan_store_new         (FerryMigration *migration,
                                              GtkWidget      *widget);
/* (transfer none): "save", "save-as", "open", "open-recent" (s: a URI), "import" */
GActionGroup   *ferry_plan_store_get_actions (FerryPlanStore *self);
/* (transfer none): the plans that were saved or opened last */
GMenuModel     *ferry_plan_store_get_recent  (FerryPlanStore *self);
/* (transfer full) (nullable): of the plan's file */
char           *ferry_plan_store_dup_name    (FerryPlanStore *self);
/* What the dialogs lead to. */
void            ferry_plan_store_save_to     (FerryPlanStore *self,
                                              GFile          *file);
void            ferry_plan_store_open        (FerryPlanStore *self,
                                              GFile          *file);

G_END_DECLS
