/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-import-step.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FERRY_TYPE_STEPPER (ferry_stepper_get_type ())
/**
 * FerryStepper:
 *
 * The steps of an import in a row: done (a check), the one that it is at (a ring), failed or
 * stopped (a cross), unknown (three points), to come (empty). Shape and colour both say which.
 *
 * Property: "labels" (boolean, construct-only): whether each step's name stands below it.
 */
G_DECLARE_FINAL_TYPE (FerryStepper, ferry_stepper, FERRY, STEPPER, GtkBox)

void ferry_stepper_set_step (FerryStepper          *self,
                             const FerryImportStep *step);

G_END_DECLS
