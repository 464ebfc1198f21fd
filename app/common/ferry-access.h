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

G_END_DECLS
