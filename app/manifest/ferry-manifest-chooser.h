/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @files: of GFile: at least one */
typedef void (*FerryManifestChosen) (GListModel *files,
                                     gpointer    user_data);

/* Asks for manifests of this computer.
 * @parent: (nullable)
 * @chosen: not called where nothing is chosen
 * @user_data: a GObject: nothing is called when it is gone
 */
void ferry_manifest_choose (GtkWindow           *parent,
                            gboolean             many,
                            FerryManifestChosen  chosen,
                            gpointer             user_data);

G_END_DECLS
