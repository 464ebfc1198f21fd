/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task-filter.h"
#include "tasks/ferry-task-items.h"

G_BEGIN_DECLS

#define FERRY_TYPE_SHOWN_TASKS (ferry_shown_tasks_get_type ())
/**
 * FerryShownTasks:
 *
 * A GListModel of those FerryTaskItem that a filter lets through and that were not cleared, in
 * their order. A machine is cleared when all its disks are. It catches up once before the next
 * frame, however many have come, gone or changed, and tells exactly what came and went: a view
 * keeps its selection, its focus and its place, and a thousand cost what one does.
 *
 * Signal "synced": it has caught up; also where that changed nothing that is shown. Main thread.
 */
G_DECLARE_FINAL_TYPE (FerryShownTasks, ferry_shown_tasks, FERRY, SHOWN_TASKS, GObject)

FerryShownTasks *ferry_shown_tasks_new           (void);
/* @items: (nullable) */
void             ferry_shown_tasks_set_items     (FerryShownTasks   *self,
                                                  FerryTaskItems    *items);
/* @cleared: (nullable): nothing is cleared */
void             ferry_shown_tasks_set_cleared   (FerryShownTasks   *self,
                                                  FerryClearedTasks *cleared);
void             ferry_shown_tasks_set_filter    (FerryShownTasks   *self,
                                                  FerryTaskFilter    filter);
/* Catches up now. */
void             ferry_shown_tasks_sync          (FerryShownTasks   *self);
/* How many items there are but for the cleared ones, whatever the filter. */
guint            ferry_shown_tasks_get_n_all     (FerryShownTasks   *self);
/* Without a loss: how all of it ended is known. */
gboolean         ferry_shown_tasks_can_clear     (FerryShownTasks   *self,
                                                  FerryTaskItem     *item);
/* (transfer full) (element-type FerryTaskItem): those shown that can be cleared */
GPtrArray       *ferry_shown_tasks_dup_clearable (FerryShownTasks   *self);

G_END_DECLS
