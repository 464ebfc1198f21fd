/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_PICK_ROW (ferry_pick_row_get_type ())
/**
 * FerryPickRow:
 *
 * An entry whose value can be picked from a list, where the account tells one; whatever it tells,
 * the value can be typed. While it is asked for long a spinner turns; where that failed it can be
 * asked again.
 *
 * Properties: "multiple" (boolean, construct-only: several values, with commas between),
 * "picker-label" (string, construct-only: of the button that opens the list). Signals: "open": the
 * list is about to show, and wants its choices, of which there may be thousands; "retry".
 */
G_DECLARE_FINAL_TYPE (FerryPickRow, ferry_pick_row, FERRY, PICK_ROW, AdwEntryRow)

/* What is known of the choices: FERRY_FACT_STATE_DENIED has no list, and no spinner either. */
void   ferry_pick_row_set_state   (FerryPickRow   *self,
                                   FerryFactState  state);
/* Whether there is a list. */
void   ferry_pick_row_set_pickable (FerryPickRow  *self,
                                   gboolean        pickable);
/* In answer to "open". @choices: of FerryChoice */
void   ferry_pick_row_set_choices (FerryPickRow   *self,
                                   GListModel     *choices);
/* The values: one, or those between commas and blanks. (transfer full) */
char **ferry_pick_row_dup_values  (FerryPickRow   *self);

G_END_DECLS
