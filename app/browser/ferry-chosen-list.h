/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "browser/ferry-chosen-disks.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_CHOSEN_LIST (ferry_chosen_list_get_type ())
/**
 * FerryChosenList:
 *
 * All chosen disks, of whatever folder, for a popover: first those that could not be read, then
 * what cannot be imported. Each can be taken away, and what could not be read be tried again. It
 * takes the disks anew whenever it comes to the screen, so that nothing moves under the pointer.
 */
G_DECLARE_FINAL_TYPE (FerryChosenList, ferry_chosen_list, FERRY, CHOSEN_LIST, AdwBin)

/* (nullable) */
void ferry_chosen_list_set_chosen (FerryChosenList  *self,
                                   FerryChosenDisks *chosen);

G_END_DECLS
