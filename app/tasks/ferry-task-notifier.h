/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FERRY_TYPE_TASK_NOTIFIER (ferry_task_notifier_get_type ())
/**
 * FerryTaskNotifier:
 *
 * Tells the desktop when an import of ours has ended while nobody looks: a GNotification with the
 * machine's name and what became of it, which leads to "app.show-tasks". It is sent while no window
 * has the focus, and withdrawn once a window that shows the tasks has it, or the task runs again.
 * Tasks started elsewhere, and those that had ended before they were seen to run, are not told of.
 *
 * Owned by the application, which must be registered before a task ends; watches the task list.
 */
G_DECLARE_FINAL_TYPE (FerryTaskNotifier, ferry_task_notifier, FERRY, TASK_NOTIFIER, GObject)

/* @application: not kept alive */
FerryTaskNotifier *ferry_task_notifier_new (GtkApplication *application,
                                            FerryTaskList  *tasks);

G_END_DECLS
