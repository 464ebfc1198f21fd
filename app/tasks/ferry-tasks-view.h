/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-shown-tasks.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_TASKS_VIEW (ferry_tasks_view_get_type ())
/**
 * FerryTasksView:
 *
 * The Tasks side of the window: a list with a row for each machine and for each task that others
 * started, what waits and a filter above it, and beside the list, or in its place where there is
 * little width, all about the chosen one. While it is on the screen it tells the list that somebody
 * looks, so the list keeps asking.
 *
 * Properties: "tasks" (FerryTaskList, construct and read; the application's unless told, with its
 * machines); "cleared" (FerryClearedTasks, read and write, (nullable): nothing can be cleared);
 * "damaged" (GPtrArray of paths, read and write, (nullable)): records of imports that cannot be
 * read; "filter" (FerryTaskFilter, read and write, also as the action "tasks.filter" with the
 * targets 'all', 'running', 'attention', 'finished'). Other actions: "tasks.clear-selected",
 * "tasks.clear-finished", "tasks.close-details", "tasks.menu", and "task" (FerryTaskActions) of the
 * chosen one.
 */
G_DECLARE_FINAL_TYPE (FerryTasksView, ferry_tasks_view, FERRY, TASKS_VIEW, AdwBin)

GtkWidget      *ferry_tasks_view_new         (FerryTaskList  *tasks);
/* Brings the import that was begun last onto the screen: shows all, from the first one on. */
void            ferry_tasks_view_show_newest (FerryTasksView *self);
/* (transfer none): what it shows a part of */
FerryTaskItems *ferry_tasks_view_get_items   (FerryTasksView *self);

G_END_DECLS
