/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_MACHINE_BASICS (ferry_machine_basics_get_type ())
/**
 * FerryMachineBasics:
 *
 * The settings of a machine that each machine needs: name, platform, architecture, instance type,
 * road.
 *
 * Signal: "retry": the account is to be asked again.
 */
G_DECLARE_FINAL_TYPE (FerryMachineBasics, ferry_machine_basics, FERRY, MACHINE_BASICS,
                      AdwPreferencesGroup)

/* @machine, @facts: (nullable) */
void       ferry_machine_basics_show        (FerryMachineBasics *self,
                                             FerryMachine       *machine,
                                             FerryAccountFacts  *facts);
/* Takes those out of @checks that stand at a field here. @situation: for the road */
void       ferry_machine_basics_show_checks (FerryMachineBasics        *self,
                                             GPtrArray                 *checks,
                                             const FerryCheckSituation *situation);
/* The name, all of it selected, has the focus from now on. */
void       ferry_machine_basics_rename      (FerryMachineBasics *self);

G_END_DECLS
