/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-part-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FERRY_TYPE_PART_ROW (ferry_part_row_get_type ())
/* One line a part: its number, its key, its bytes, and how bad it is. */
G_DECLARE_FINAL_TYPE (FerryPartRow, ferry_part_row, FERRY, PART_ROW, GtkBox)

GtkWidget *ferry_part_row_new   (void);
void       ferry_part_row_fill  (FerryPartRow   *self,
                                 FerryPartModel *model,
                                 FerryPartItem  *item);
void       ferry_part_row_empty (FerryPartRow   *self);
/* (nullable) (transfer none) */
FerryPartItem *
           ferry_part_row_get_item (FerryPartRow *self);
/* "Part 18": what a row is called, also before it is filled; (transfer full) */
char      *ferry_part_row_make_title (FerryPartItem *item);

G_END_DECLS
