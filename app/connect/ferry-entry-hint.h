/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_ENTRY_HINT (ferry_entry_hint_get_type ())
/**
 * FerryEntryHint:
 *
 * The sentence that says why what was typed cannot be kept. A dialog has one: it moves below the
 * row that it is about, in whichever list that is, and goes when the row is changed.
 */
G_DECLARE_FINAL_TYPE (FerryEntryHint, ferry_entry_hint, FERRY, ENTRY_HINT, AdwPreferencesRow)

/* (transfer floating): keep a reference, it is in no list until it is shown */
FerryEntryHint *ferry_entry_hint_new       (void);
void            ferry_entry_hint_show      (FerryEntryHint *self,
                                            GtkListBoxRow  *row,
                                            const char     *sentence);
void            ferry_entry_hint_hide      (FerryEntryHint *self);
/* (nullable): while it is shown */
const char     *ferry_entry_hint_get_sentence (FerryEntryHint *self);

G_END_DECLS
