/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-import-step.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FERRY_TYPE_PHASE_DOTS (ferry_phase_dots_get_type ())
/**
 * FerryPhaseDots:
 *
 * FerryStepper for a row: a dot a step, drawn by one widget that always has the same size, so that
 * a list of a thousand is laid out once. Done is full, the current step a ring, what went wrong a
 * square, what is to come a thin ring.
 */
G_DECLARE_FINAL_TYPE (FerryPhaseDots, ferry_phase_dots, FERRY, PHASE_DOTS, GtkWidget)

void ferry_phase_dots_set_step (FerryPhaseDots        *self,
                                const FerryImportStep *step);

G_END_DECLS
