/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_MACHINE_DISK_ROW (ferry_machine_disk_row_get_type ())
/**
 * FerryMachineDiskRow:
 *
 * A disk of a machine: its name, what it is and becomes, the size of its volume, and a menu. It can
 * be dragged onto another machine.
 *
 * Signal: "menu" (GtkMenuButton *button): it is about to open, and wants its model.
 */
G_DECLARE_FINAL_TYPE (FerryMachineDiskRow, ferry_machine_disk_row, FERRY, MACHINE_DISK_ROW,
                      AdwActionRow)

GtkWidget *ferry_machine_disk_row_new  (void);
/* @machine: (nullable): none */
void       ferry_machine_disk_row_show (FerryMachineDiskRow *self,
                                        FerryMachine        *machine,
                                        guint                position);
guint      ferry_machine_disk_row_get_position
                                       (FerryMachineDiskRow *self);

G_END_DECLS
