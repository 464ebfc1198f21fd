/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_ADAPTIVE_BIN (ferry_adaptive_bin_get_type ())
/**
 * FerryAdaptiveBin:
 *
 * Tells its content when there is little width, for libadwaita 1.2 has no breakpoints. It can be
 * made smaller than its child's minimum; then "narrow" turns true, and what binds to it gives way.
 * The change comes one frame after the allocation, for nothing may be shown or hidden during one;
 * in that frame the child is cut off at the edge.
 *
 * Properties: "threshold" (int, pixels: under it is narrow), "narrow" (boolean, read only).
 */
G_DECLARE_FINAL_TYPE (FerryAdaptiveBin, ferry_adaptive_bin, FERRY, ADAPTIVE_BIN, AdwBin)

gboolean ferry_adaptive_bin_is_narrow (FerryAdaptiveBin *self);

G_END_DECLS
