/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Clears @items, (element-type FerryTaskItem), at least one, and tells so in a toast of the window
 * of @widget, with Undo.
 */
void ferry_task_clearing_clear (FerryClearedTasks *cleared,
                                GPtrArray         *items,
                                GtkWidget         *widget);

G_END_DECLS
