/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens the help of Ferry in the desktop's viewer; where there is none, a dialog says so.
 * @parent: (nullable)
 * @page: the name of a file in data/help/C, without ".page"; tests/lint/help.py looks for it
 */
void ferry_help_show (GtkWindow  *parent,
                      const char *page);

G_END_DECLS
