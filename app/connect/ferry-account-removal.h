/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Removes the account, after a question when imports of it run, with a toast that can undo it.
 *
 * Nothing is removed but from the list until the toast has gone: who changes their mind, or whose
 * Ferry is killed in between, has lost nothing. The other way round (removed at once, stored again
 * by Undo) the keys would live in Ferry's memory only while the toast stands, and a kill, or a
 * keyring that locks meanwhile, would lose them.
 *
 * @origin: a widget below the window's AdwToastOverlay
 */
void ferry_account_removal_start (GtkWidget    *origin,
                                  FerryAccount *account);

G_END_DECLS
