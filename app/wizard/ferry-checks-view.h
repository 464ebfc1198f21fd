/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_CHECKS_VIEW (ferry_checks_view_get_type ())
/**
 * FerryChecksView:
 *
 * What the checks found, grouped by how bad it is; or that all of them passed.
 */
G_DECLARE_FINAL_TYPE (FerryChecksView, ferry_checks_view, FERRY, CHECKS_VIEW, AdwBin)

/* @checks: (element-type FerryCheck); @real: the same for a real account, which shows what a
 * rehearsal lets through; @error: (nullable): why nothing could be drafted, shown as one more
 * finding that blocks
 */
void ferry_checks_view_show        (FerryChecksView *self,
                                    GPtrArray       *checks,
                                    GPtrArray       *real,
                                    const GError    *error);
/* What is shown below the checks where there is no room beside them; (nullable) */
void ferry_checks_view_set_footer  (FerryChecksView *self,
                                    GtkWidget       *footer);

G_END_DECLS
