/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FERRY_TYPE_MACHINE_ROW (ferry_machine_row_get_type ())
/**
 * FerryMachineRow:
 *
 * A machine in the list of them: what judges it worst, its name, and what it is or what blocks it.
 * Disks can be dropped on it.
 *
 * Signal: "disk-dropped" (FerryMachineDisk *disk).
 */
G_DECLARE_FINAL_TYPE (FerryMachineRow, ferry_machine_row, FERRY, MACHINE_ROW, GtkListBoxRow)

GtkWidget    *ferry_machine_row_new         (FerryMachine     *machine);
FerryMachine *ferry_machine_row_get_machine (FerryMachineRow  *self);
/* Draws anew only what is another one. @worst: (nullable) */
void          ferry_machine_row_show        (FerryMachineRow  *self,
                                             const FerryCheck *worst);

G_END_DECLS
