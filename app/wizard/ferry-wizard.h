/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "wizard/ferry-wizard-page.h"

G_BEGIN_DECLS

#define FERRY_TYPE_WIZARD (ferry_wizard_get_type ())
/**
 * FerryWizard:
 *
 * The frame around the pages: which one is shown, when it may be left, what Back and Next mean. It
 * watches the pages' properties and knows nothing of what is on them. The header's buttons belong
 * to the window, which watches the frame in the same way.
 *
 * Properties (all read only, all notify): "title", "step" ("2 of 4"), "next-label", "reason"
 * ((nullable): why Next cannot be pressed), "busy" (boolean: a page is being left),
 * "can-go-back", "can-go-next".
 *
 * Signal "plan-opened": a plan came from a file or a table, and its machines are shown.
 *
 * Signal "finished": the last page was left; the frame is back at the disks with nothing chosen.
 */
G_DECLARE_FINAL_TYPE (FerryWizard, ferry_wizard, FERRY, WIZARD, AdwBin)

const char *ferry_wizard_get_title   (FerryWizard *self);
const char *ferry_wizard_get_step    (FerryWizard *self);
gboolean    ferry_wizard_can_go_back (FerryWizard *self);
gboolean    ferry_wizard_can_go_next (FerryWizard *self);
/* Whether Next means the import. */
gboolean    ferry_wizard_is_last     (FerryWizard *self);
/* The page of the help about what is shown. */
const char *ferry_wizard_get_help_page (FerryWizard *self);
/* (transfer none): what can be done with plan files, whichever page is shown */
GActionGroup *ferry_wizard_get_plan_actions (FerryWizard *self);
/* (nullable): of the account that is chosen */
FerryClient *ferry_wizard_get_client (FerryWizard *self);
/* The first page, where accounts are. */
void        ferry_wizard_show_accounts (FerryWizard *self);
/* Adds @disk to those that are migrated, and shows the machines. Returns: FALSE where @client is
 * not that of the account that is chosen
 */
gboolean    ferry_wizard_import_disk (FerryWizard *self,
                                      FerryClient *client,
                                      FerryDisk   *disk);
/* Cancels leaving, where the page is being left; else shows the page before. */
void        ferry_wizard_go_back     (FerryWizard *self);
void        ferry_wizard_go_next     (FerryWizard *self);

G_END_DECLS
