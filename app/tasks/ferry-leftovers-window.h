/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-leftovers-search.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_LEFTOVERS_WINDOW (ferry_leftovers_window_get_type ())
/**
 * FerryLeftoversWindow:
 *
 * What imports have left over in EC2 and in buckets: listed by kind, each with why it is thought so
 * and one action. It looks when it opens and when asked to; what could not be asked is told, and
 * what was found is shown nevertheless.
 */
G_DECLARE_FINAL_TYPE (FerryLeftoversWindow, ferry_leftovers_window, FERRY, LEFTOVERS_WINDOW,
                      AdwWindow)

/* Looks, and shows what it finds. */
void       ferry_leftovers_show               (GtkWindow            *parent);

/* A window that has not looked. @parent: (nullable) */
GtkWindow *ferry_leftovers_window_new         (GtkWindow            *parent);
/* @found: (element-type FerryRemnant): taken one by one; @problems: (element-type GError) */
void       ferry_leftovers_window_show_found  (FerryLeftoversWindow *self,
                                               GPtrArray            *found,
                                               GPtrArray            *problems);

G_END_DECLS
