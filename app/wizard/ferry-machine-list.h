/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_MACHINE_LIST (ferry_machine_list_get_type ())
/**
 * FerryMachineList:
 *
 * The machines of a plan, of which one is chosen. Rows stay with their machines, and only those
 * that say something else are drawn anew.
 *
 * Signals: "chosen" (FerryMachine *machine): by a person, who has gone to it; "activated": who also
 * wants to see it; "disk-dropped" (FerryMachine *machine, FerryMachineDisk *disk).
 */
G_DECLARE_FINAL_TYPE (FerryMachineList, ferry_machine_list, FERRY, MACHINE_LIST, AdwBin)

/* The rows become those of the plan's machines. @plan: (nullable) */
void ferry_machine_list_show_plan   (FerryMachineList *self,
                                     FerryPlan        *plan);
/* @checks: (element-type FerryCheck), the worst first */
void ferry_machine_list_show_checks (FerryMachineList *self,
                                     GPtrArray        *checks);
/* @machine: (nullable) */
void ferry_machine_list_choose      (FerryMachineList *self,
                                     FerryMachine     *machine);
/* The chosen machine has the focus from now on. */
void ferry_machine_list_focus       (FerryMachineList *self);
/* Of the chosen machine, or of where it was. */
guint ferry_machine_list_get_position (FerryMachineList *self);

G_END_DECLS
