/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-finding-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FERRY_TYPE_FINDING_ROW (ferry_finding_row_get_type ())
G_DECLARE_FINAL_TYPE (FerryFindingRow, ferry_finding_row, FERRY, FINDING_ROW, GtkBox)

GtkWidget *ferry_finding_row_new  (void);
void       ferry_finding_row_show (FerryFindingRow  *self,
                                   FerryFindingItem *item);

G_END_DECLS
