/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/ferry-activity.h"
#include "tasks/ferry-task.h"

G_BEGIN_DECLS

#define FERRY_TYPE_CLEARED_TASKS (ferry_cleared_tasks_get_type ())
/**
 * FerryClearedTasks:
 *
 * The finished tasks that a person does not want to see any more, by their tokens or, where they
 * were started elsewhere, by account, region and EC2's id: no secret. Only who shows tasks asks it;
 * list, journals and EC2 know nothing of it. A task that is not finished is never cleared, nor
 * is one that was lost: it may have landed unseen, and EC2 may still tell of it.
 *
 * They are remembered in a file, written whole in the background after each change. Of a file that
 * a newer Ferry wrote, or that cannot be read, nothing is known and nothing is changed: what is
 * cleared then comes back with the next start.
 *
 * Signal "changed": other tasks are cleared now. Owned by the application; main thread.
 */
G_DECLARE_FINAL_TYPE (FerryClearedTasks, ferry_cleared_tasks, FERRY, CLEARED_TASKS, GObject)

/* @file: its folder is made by whoever locks it, before anything is cleared. It is read now, in the
 * background. @activity: counts what is to be written, so that quitting waits for it
 */
FerryClearedTasks *ferry_cleared_tasks_new         (GFile             *file,
                                                    FerryActivity     *activity);
gboolean           ferry_cleared_tasks_contains    (FerryClearedTasks *self,
                                                    FerryTask         *task);
/* Whether clear() would take it: finished, and neither lost, cleared already nor without a name. */
gboolean           ferry_cleared_tasks_can_clear   (FerryClearedTasks *self,
                                                    FerryTask         *task);
/* Both: @tasks: (element-type FerryTask). Those that cannot be cleared stay; clear() tells whether
 * there was any other.
 */
gboolean           ferry_cleared_tasks_clear       (FerryClearedTasks *self,
                                                    GPtrArray         *tasks);
void               ferry_cleared_tasks_restore     (FerryClearedTasks *self,
                                                    GPtrArray         *tasks);

G_END_DECLS
