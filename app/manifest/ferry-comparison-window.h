/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-manifest-source.h"
#include "manifest/ferry-open-manifest.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_COMPARISON_WINDOW (ferry_comparison_window_get_type ())
/**
 * FerryComparisonWindow:
 *
 * Two manifests side by side by what they mean: each place with both values, which are masked, and
 * how they differ. Only the differences may be shown, and one goes from one to the next.
 */
G_DECLARE_FINAL_TYPE (FerryComparisonWindow, ferry_comparison_window, FERRY, COMPARISON_WINDOW,
                      AdwWindow)

/* @left: one that has been read; @right: is read, and may turn out to be unreadable */
FerryComparisonWindow *ferry_comparison_window_new (GtkApplication      *application,
                                                    FerryOpenManifest   *left,
                                                    FerryManifestSource *right);

G_END_DECLS
