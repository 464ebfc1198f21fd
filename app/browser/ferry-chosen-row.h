/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "browser/ferry-chosen-disk.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_CHOSEN_ROW (ferry_chosen_row_get_type ())
/**
 * FerryChosenRow:
 *
 * One chosen disk in a list of them: its name, and what is known of it or why that is nothing.
 *
 * Signal: "remove": it is not to be chosen any more.
 */
G_DECLARE_FINAL_TYPE (FerryChosenRow, ferry_chosen_row, FERRY, CHOSEN_ROW, GtkBox)

GtkWidget       *ferry_chosen_row_new      (void);
/* @disk: (nullable); the same once more shows how it is now */
void             ferry_chosen_row_set_disk (FerryChosenRow  *self,
                                            FerryChosenDisk *disk);
/* (nullable) (transfer none) */
FerryChosenDisk *ferry_chosen_row_get_disk (FerryChosenRow  *self);

G_END_DECLS
