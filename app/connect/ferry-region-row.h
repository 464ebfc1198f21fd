/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_REGION_ROW (ferry_region_row_get_type ())
/**
 * FerryRegionRow:
 *
 * A row to choose a region of AWS from a list that can be searched. Property "region" (string): its
 * id; one that Ferry does not know stays in the list.
 */
G_DECLARE_FINAL_TYPE (FerryRegionRow, ferry_region_row, FERRY, REGION_ROW, AdwActionRow)

const char *ferry_region_row_get_region (FerryRegionRow *self);
void        ferry_region_row_set_region (FerryRegionRow *self,
                                         const char     *region);

G_END_DECLS
