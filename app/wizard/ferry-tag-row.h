/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_TAG_ROW (ferry_tag_row_get_type ())
/**
 * FerryTagRow:
 *
 * A tag that is typed: key and value. Signals: "changed", "remove": wanted by a person.
 */
G_DECLARE_FINAL_TYPE (FerryTagRow, ferry_tag_row, FERRY, TAG_ROW, AdwPreferencesRow)

GtkWidget  *ferry_tag_row_new       (void);
void        ferry_tag_row_set       (FerryTagRow *self,
                                     const char  *key,
                                     const char  *value);
const char *ferry_tag_row_get_key   (FerryTagRow *self);
const char *ferry_tag_row_get_value (FerryTagRow *self);

G_END_DECLS
