/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_SECRET_ROW (ferry_secret_row_get_type ())
/**
 * FerrySecretRow:
 *
 * An AdwEntryRow for a secret. GTK 4.8 hands whatever a GtkText holds to everybody who asks through
 * AT-SPI, hidden or not, and tells them of every insertion. So here the GtkText never holds the
 * secret: what is typed, pasted or dropped is taken out on its way in, and as many stand-ins go on
 * in its place. Nothing can be copied out, shown or brought back by Undo, as it is not there.
 *
 * The secret is kept in memory of the row's own, which is wiped when it grows, shrinks or goes.
 * gtk_editable_get_text() answers the stand-ins: good for asking whether something was typed.
 */
G_DECLARE_FINAL_TYPE (FerrySecretRow, ferry_secret_row, FERRY, SECRET_ROW, AdwEntryRow)

/* Returns: (transfer none): valid until the next change; never %NULL */
const char *ferry_secret_row_get_secret (FerrySecretRow *self);

G_END_DECLS
