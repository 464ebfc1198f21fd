/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether what has the focus in the window is something in @widget. */
gboolean ferry_focus_is_in (GtkWidget *widget);

G_END_DECLS
