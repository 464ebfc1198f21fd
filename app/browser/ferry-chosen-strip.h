/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "browser/ferry-chosen-disks.h"
#include "browser/ferry-disk-gathering.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_CHOSEN_STRIP (ferry_chosen_strip_get_type ())
/**
 * FerryChosenStrip:
 *
 * Below the folders: how many disks are chosen and what they come to, how far the looks into them
 * are, and the buttons that stop that, list the disks, or choose none, which can be undone. Without
 * a chosen disk it is not there.
 */
G_DECLARE_FINAL_TYPE (FerryChosenStrip, ferry_chosen_strip, FERRY, CHOSEN_STRIP, AdwBin)

/* Once. */
void ferry_chosen_strip_set_chosen (FerryChosenStrip   *self,
                                    FerryChosenDisks   *chosen,
                                    FerryDiskGathering *gathering);

/* The disks were of another account: what was cleared does not come back. */
void ferry_chosen_strip_forget     (FerryChosenStrip   *self);

G_END_DECLS
