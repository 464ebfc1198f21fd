/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Which tasks are shown. */
typedef enum {
  FERRY_TASK_FILTER_ALL,
  FERRY_TASK_FILTER_RUNNING,
  FERRY_TASK_FILTER_ATTENTION,
  FERRY_TASK_FILTER_FINISHED,
} FerryTaskFilter;

#define FERRY_TYPE_TASK_FILTER (ferry_task_filter_get_type ())
GType      ferry_task_filter_get_type (void);

#define FERRY_TYPE_TASKS_VIEW (ferry_tasks_view_get_type ())
/**
 * FerryTasksView:
 *
 * The Tasks side of the window: a card for each task of the list, and a filter above them. While it
 * is on the screen it tells the list that somebody looks, so the list keeps asking.
 *
 * Properties: "tasks" (FerryTaskList, read and write; the application's unless told); "filter"
 * (FerryTaskFilter, read and write, also as the action "tasks.filter" with the targets 'all',
 * 'running', 'attention', 'finished').
 */
G_DECLARE_FINAL_TYPE (FerryTasksView, ferry_tasks_view, FERRY, TASKS_VIEW, AdwBin)

GtkWidget *ferry_tasks_view_new         (FerryTaskList  *tasks);
/* Brings the task that was added last onto the screen: shows all tasks, from the first one on. */
void       ferry_tasks_view_show_newest (FerryTasksView *self);

G_END_DECLS
