/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Whether what has the focus in the window is something in @widget. */
gboolean ferry_focus_is_in            (GtkWidget     *widget);
/* What AdwStatusPage scrolls in takes the focus, and has no name for those who do not see
 * it: it gets the @title of the page.
 */
void     ferry_focus_name_status_page (AdwStatusPage *page,
                                       const char    *title);

G_END_DECLS
