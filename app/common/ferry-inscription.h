/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Rows of long lists say what they say in inscriptions, for these never ask for another size. */

/* Draws anew only where it says something else. @text: (nullable): "" */
void ferry_inscription_show      (GtkInscription *self,
                                  const char     *text);
/* @name: of ferry_format_name(), in whatever script. In a window that goes from right to left, GTK
 * 4.8 puts a text that it may cut, and that does not, to the wrong side.
 */
void ferry_inscription_show_name (GtkInscription *self,
                                  const char     *name);

G_END_DECLS
