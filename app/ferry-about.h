/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @parent: (nullable) */
void  ferry_about_show           (GtkWindow *parent,
                                  gboolean   rehearsal);
/* What a report of a problem should say: versions and the desktop, nothing about whoever sits
 * there: no account, no path. Untranslated. (transfer full)
 */
char *ferry_about_dup_debug_info (gboolean   rehearsal);

G_END_DECLS
