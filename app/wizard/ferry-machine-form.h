/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "wizard/ferry-plan-checker.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_MACHINE_FORM (ferry_machine_form_get_type ())
/**
 * FerryMachineForm:
 *
 * The settings of one machine, of whichever is chosen. What is done with machines and disks are
 * actions of the page ("machines.…").
 */
G_DECLARE_FINAL_TYPE (FerryMachineForm, ferry_machine_form, FERRY, MACHINE_FORM, AdwBin)

/* Its choices and findings come from here. */
void ferry_machine_form_set_checker (FerryMachineForm *self,
                                     FerryPlanChecker *checker);
/* @plan, @machine: (nullable): together */
void ferry_machine_form_show        (FerryMachineForm *self,
                                     FerryPlan        *plan,
                                     FerryMachine     *machine);
/* The name has the focus from now on. */
void ferry_machine_form_rename      (FerryMachineForm *self);

G_END_DECLS
