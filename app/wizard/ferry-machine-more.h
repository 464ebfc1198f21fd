/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_MACHINE_MORE (ferry_machine_more_get_type ())
/**
 * FerryMachineMore:
 *
 * The settings of a machine that most machines do without.
 */
G_DECLARE_FINAL_TYPE (FerryMachineMore, ferry_machine_more, FERRY, MACHINE_MORE,
                      AdwPreferencesGroup)

/* @machine: (nullable) */
void ferry_machine_more_show        (FerryMachineMore *self,
                                     FerryMachine     *machine);
/* Takes those out of @checks that stand at a field here. */
void ferry_machine_more_show_checks (FerryMachineMore *self,
                                     GPtrArray        *checks);

G_END_DECLS
