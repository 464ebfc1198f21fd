/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Draws strings (GtkStringObject) in the list of a drop-down or a combo row, the selected one with
 * a mark. GTK 4.8's own leaves its rows without a name for those who do not see them; a combo row
 * shows what is chosen in such a row too, so it takes this as its only factory. (transfer full)
 */
GtkListItemFactory *ferry_choices_factory_new (void);
/* Gives a drop-down of strings that list, and says of it what it is (@name) and what is chosen: GTK
 * 4.8 gives the focus to a button in it that says neither.
 */
void                ferry_choices_set_up      (GtkDropDown *drop_down,
                                               const char  *name);

G_END_DECLS
