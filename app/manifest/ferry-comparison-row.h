/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FERRY_TYPE_COMPARISON_ROW (ferry_comparison_row_get_type ())
/* One place of two manifests: what it is, how they differ, both values. Property: "narrow"
 * (boolean): the values stand one below the other.
 */
G_DECLARE_FINAL_TYPE (FerryComparisonRow, ferry_comparison_row, FERRY, COMPARISON_ROW, GtkBox)

GtkWidget *ferry_comparison_row_new  (void);
void       ferry_comparison_row_fill (FerryComparisonRow *self,
                                      FerryManifestRow   *row);

G_END_DECLS
