/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_MACHINE_NETWORK (ferry_machine_network_get_type ())
/**
 * FerryMachineNetwork:
 *
 * Where a machine will stand: subnet, or zone where none is chosen, security groups, private
 * address.
 *
 * Signal: "retry": the account is to be asked again.
 */
G_DECLARE_FINAL_TYPE (FerryMachineNetwork, ferry_machine_network, FERRY, MACHINE_NETWORK,
                      AdwPreferencesGroup)

/* @machine, @facts: (nullable) */
void ferry_machine_network_show        (FerryMachineNetwork *self,
                                        FerryMachine        *machine,
                                        FerryAccountFacts   *facts);
/* Takes those out of @checks that stand at a field here. */
void ferry_machine_network_show_checks (FerryMachineNetwork *self,
                                        GPtrArray           *checks);

G_END_DECLS
