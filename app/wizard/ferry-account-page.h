/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "wizard/ferry-wizard-page.h"

G_BEGIN_DECLS

#define FERRY_TYPE_ACCOUNT_PAGE (ferry_account_page_get_type ())
/**
 * FerryAccountPage:
 *
 * Whose credentials move the machine. Choosing an account checks it: STS says who it is. Complete
 * once that is known.
 */
G_DECLARE_FINAL_TYPE (FerryAccountPage, ferry_account_page, FERRY, ACCOUNT_PAGE, FerryWizardPage)

G_END_DECLS
