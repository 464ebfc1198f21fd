/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "wizard/ferry-wizard-page.h"

G_BEGIN_DECLS

#define FERRY_TYPE_MACHINE_PAGE (ferry_machine_page_get_type ())
/**
 * FerryMachinePage:
 *
 * The third page: the machines of the plan, and what each will be in EC2. A list of them beside the
 * settings of the chosen one, bound to the plan both ways, so Back and forward lose nothing; undo,
 * merging, moving and files of plans. It is complete when no check about a field blocks.
 *
 * Actions: "machines.…" of the page itself, "plan.…" of its FerryPlanStore.
 */
G_DECLARE_FINAL_TYPE (FerryMachinePage, ferry_machine_page, FERRY, MACHINE_PAGE, FerryWizardPage)

GtkWidget    *ferry_machine_page_new              (FerryMigration   *migration);
/* (transfer none): "open", "save" and so on, as FerryPlanStore has them */
GActionGroup *ferry_machine_page_get_plan_actions (FerryMachinePage *self);

G_END_DECLS
