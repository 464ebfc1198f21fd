/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_MACHINE_CHECKS (ferry_machine_checks_get_type ())
/**
 * FerryMachineChecks:
 *
 * The findings that stand at no field: what blocks and what warns, each with what can be done;
 * notes are folded away. Not there where there is none.
 */
G_DECLARE_FINAL_TYPE (FerryMachineChecks, ferry_machine_checks, FERRY, MACHINE_CHECKS,
                      AdwPreferencesGroup)

/* @checks: (element-type FerryCheck), the worst first */
void ferry_machine_checks_show (FerryMachineChecks *self,
                                GPtrArray          *checks);

G_END_DECLS
