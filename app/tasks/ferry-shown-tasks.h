/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* Which tasks are shown. */
typedef enum {
  FERRY_TASK_FILTER_ALL,
  FERRY_TASK_FILTER_RUNNING,
  FERRY_TASK_FILTER_ATTENTION,
  FERRY_TASK_FILTER_FINISHED,
} FerryTaskFilter;

#define FERRY_TYPE_TASK_FILTER (ferry_task_filter_get_type ())
GType ferry_task_filter_get_type (void);

#define FERRY_TYPE_SHOWN_TASKS (ferry_shown_tasks_get_type ())
/**
 * FerryShownTasks:
 *
 * A GListModel of those tasks of a list that a filter lets through and that were not cleared, in
 * the list's order. It catches up once before the next frame, however many tasks have come, gone or
 * changed, and tells exactly what came and went: a view keeps its selection, its focus and its
 * place, and a thousand tasks cost what one does.
 *
 * Signal "synced": it has caught up; also where that changed nothing that is shown. Main thread.
 */
G_DECLARE_FINAL_TYPE (FerryShownTasks, ferry_shown_tasks, FERRY, SHOWN_TASKS, GObject)

FerryShownTasks *ferry_shown_tasks_new           (void);
/* @tasks: (nullable): of FerryTask */
void             ferry_shown_tasks_set_tasks     (FerryShownTasks   *self,
                                                  GListModel        *tasks);
/* @cleared: (nullable): nothing is cleared */
void             ferry_shown_tasks_set_cleared   (FerryShownTasks   *self,
                                                  FerryClearedTasks *cleared);
void             ferry_shown_tasks_set_filter    (FerryShownTasks   *self,
                                                  FerryTaskFilter    filter);
/* Catches up now. */
void             ferry_shown_tasks_sync          (FerryShownTasks   *self);
/* How many tasks there are but for the cleared ones, whatever the filter. */
guint            ferry_shown_tasks_get_n_all     (FerryShownTasks   *self);
/* (transfer full) (element-type FerryTask): those shown that can be cleared without a loss: how
 * they ended is known
 */
GPtrArray       *ferry_shown_tasks_dup_clearable (FerryShownTasks   *self);

G_END_DECLS
