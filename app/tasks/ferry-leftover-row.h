/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-leftovers-search.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_LEFTOVER_ROW (ferry_leftover_row_get_type ())
/**
 * FerryLeftoverRow:
 *
 * One thing that was left over: what it is, why it is thought so, since when it is there, what it
 * costs, and its one action, which asks first where it cannot be undone.
 *
 * Signals: "removed": it is gone; "failed" (GError *error): it could not be removed.
 */
G_DECLARE_FINAL_TYPE (FerryLeftoverRow, ferry_leftover_row, FERRY, LEFTOVER_ROW, AdwActionRow)

/* @remnant: (transfer full); @prices: (nullable) */
GtkWidget   *ferry_leftover_row_new        (FerryRemnant    *remnant,
                                            FerryPriceTable  *prices);
FerryOrphan *ferry_leftover_row_get_orphan (FerryLeftoverRow *self);

G_END_DECLS
