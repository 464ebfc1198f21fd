/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FERRY_TYPE_TASK_ACTIONS (ferry_task_actions_get_type ())
/**
 * FerryTaskActions:
 *
 * What can be done with the one that is chosen in the list of tasks, as the actions "task.cancel",
 * "task.retry", "task.start", "task.hold", "task.continue", "task.move-up", "task.move-down",
 * "task.console", "task.copy-instance-id", "task.copy-task-id", "task.copy-volume-id" and
 * "task.report" of a widget and all below it. What cannot be done is not enabled.
 *
 * Signal "moved": the chosen one has gone to another place, by "task.move-up" or "-down". Owned by
 * the widget; main thread.
 */
G_DECLARE_FINAL_TYPE (FerryTaskActions, ferry_task_actions, FERRY, TASK_ACTIONS, GObject)

FerryTaskActions *ferry_task_actions_new      (GtkWidget        *widget);
/* @item: (nullable) */
void              ferry_task_actions_set_item (FerryTaskActions *self,
                                               FerryTaskItem    *item);
/* Something else can be done now. */
void              ferry_task_actions_update   (FerryTaskActions *self);
/* Puts @text on the clipboard, and tells so in a toast of the window of @widget. */
void              ferry_task_actions_copy     (GtkWidget        *widget,
                                               const char       *text);

G_END_DECLS
