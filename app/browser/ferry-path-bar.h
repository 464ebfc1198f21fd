/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_PATH_BAR (ferry_path_bar_get_type ())
/**
 * FerryPathBar:
 *
 * Where one is in a bucket, a button for the bucket and for each folder; of a deep place only the
 * last two folders, with one button for what is between. The buttons hold the exact prefix and show
 * it fit for the eye.
 *
 * Signal "activated" (const char *prefix): "" for the bucket itself.
 */
G_DECLARE_FINAL_TYPE (FerryPathBar, ferry_path_bar, FERRY, PATH_BAR, AdwBin)

void ferry_path_bar_set_path (FerryPathBar *self,
                              const char   *bucket,
                              const char   *prefix);

G_END_DECLS
