/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The ways to disk images of this computer: both end in the application's "open". */

/* Adds "app.open-disk", which asks for files. */
void ferry_disk_opening_add_action   (GtkApplication *application);
/* Takes files that are dropped on @window; @hint is visible while they hover over it. */
void ferry_disk_opening_accept_drops (GtkWindow      *window,
                                      GtkWidget      *hint);

G_END_DECLS
