/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_MACHINE_DISKS_GROUP (ferry_machine_disks_group_get_type ())
/**
 * FerryMachineDisksGroup:
 *
 * The disks of a machine, the boot disk first. What is done with them are actions of the page
 * ("machines.make-boot" and its like).
 */
G_DECLARE_FINAL_TYPE (FerryMachineDisksGroup, ferry_machine_disks_group, FERRY,
                      MACHINE_DISKS_GROUP, AdwPreferencesGroup)

/* @plan, @machine: (nullable): together */
void ferry_machine_disks_group_show        (FerryMachineDisksGroup *self,
                                            FerryPlan              *plan,
                                            FerryMachine           *machine);
/* Takes those out of @checks that stand at a disk. */
void ferry_machine_disks_group_show_checks (FerryMachineDisksGroup *self,
                                            GPtrArray              *checks);

G_END_DECLS
