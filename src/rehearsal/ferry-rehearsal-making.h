/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rehearsal/ferry-rehearsal-estate.h"

G_BEGIN_DECLS

/* What a conversion makes, as far as it is: a pending instance and a volume that is creating, then
 * a stopped one with its root volume, or an available volume; or nothing, where it was cancelled.
 * Adds it to @estate and touches what changes.
 */
void ferry_rehearsal_making_follow (FerryRehearsalEstate *estate,
                                    FerryRehearsalTask   *task);

G_END_DECLS
