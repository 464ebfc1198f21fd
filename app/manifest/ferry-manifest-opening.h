/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The ways to manifests of this computer. */

/* Adds "app.open-manifest", which asks for files; each is shown as a manifest, whatever it is. */
void ferry_manifest_opening_add_action (GtkApplication *application);
/* Opens a window for a file of which it is not known what it is: by its first bytes it is a
 * manifest or a disk. The application lives on until it is known.
 */
void ferry_manifest_opening_open       (GtkApplication *application,
                                        GFile          *file);

G_END_DECLS
