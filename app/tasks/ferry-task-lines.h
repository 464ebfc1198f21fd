/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FERRY_TYPE_TASK_LINES (ferry_task_lines_get_type ())
/**
 * FerryTaskLines:
 *
 * Fills the rows of a list of FerryTaskItem, each with a FerryTaskLine. Signal "clicked": a row was
 * pressed and lifted at the same place, and has selected itself. Owned by the widget with the list;
 * main thread.
 */
G_DECLARE_FINAL_TYPE (FerryTaskLines, ferry_task_lines, FERRY, TASK_LINES, GObject)

/* @view: a list without a factory */
FerryTaskLines *ferry_task_lines_new  (GtkListView    *view);
/* Time went on. */
void            ferry_task_lines_tick (FerryTaskLines *self,
                                       GDateTime      *now);

/* Shows the menu of the row with @item, if it is near. */
void            ferry_task_lines_show_menu (FerryTaskLines *self,
                                       FerryTaskItem  *item);

G_END_DECLS
