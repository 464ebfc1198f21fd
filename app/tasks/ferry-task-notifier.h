/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task-items.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FERRY_TYPE_TASK_NOTIFIER (ferry_task_notifier_get_type ())
/**
 * FerryTaskNotifier:
 *
 * Tells the desktop what becomes of machines while nobody looks: that one has landed, that one
 * needs a person, and, once, what came of a run of several. A GNotification that leads to
 * "app.show-tasks" is sent while no window of Ferry has the focus, and withdrawn once a window that
 * shows the tasks has it, or the machine goes on. Tasks started elsewhere, what was cancelled by a
 * person, and what had ended before it was seen to run, are not told of.
 *
 * Owned by the application, which must be registered before a machine ends.
 */
G_DECLARE_FINAL_TYPE (FerryTaskNotifier, ferry_task_notifier, FERRY, TASK_NOTIFIER, GObject)

/* @application: not kept alive; @tasks: of which it is told whether they are shown */
FerryTaskNotifier *ferry_task_notifier_new (GtkApplication *application,
                                            FerryTaskList  *tasks,
                                            FerryTaskItems *items);

G_END_DECLS
