/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives @name, for those who do not see it, to the lists below @widget: GTK 4.8 and libadwaita 1.2
 * make some in drop-downs, combo rows and expander rows that take the focus and say nothing.
 */
void ferry_access_name_lists (GtkWidget  *widget,
                              const char *name);
/* Takes from the buttons with a mnemonic at and below @widget the name that GTK 4.8 gives them
 * beside that of their label: a screen reader would say "A_dd Tag Add Tag". Once, when they are
 * made.
 */
void ferry_access_name_once  (GtkWidget  *widget);

G_END_DECLS
