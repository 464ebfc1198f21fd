/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_PROBLEM_BOX (ferry_problem_box_get_type ())
/**
 * FerryProblemBox:
 *
 * What went wrong with an account that was typed, what to do, and the ways that are left. Not there
 * until something is shown; whoever owns it hides it.
 *
 * Signals: "for-session": use the account without keeping it; "anyway": keep it as it is.
 */
G_DECLARE_FINAL_TYPE (FerryProblemBox, ferry_problem_box, FERRY, PROBLEM_BOX, AdwBin)

void ferry_problem_box_show (FerryProblemBox *self,
                             const GError    *error,
                             gboolean         offer_session,
                             gboolean         offer_anyway);

G_END_DECLS
