/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task-item.h"

G_BEGIN_DECLS

#define FERRY_TYPE_TASK_ITEMS (ferry_task_items_get_type ())
/**
 * FerryTaskItems:
 *
 * The GListModel of FerryTaskItem: the machines of all runs, and the tasks that belong to none of
 * them, the newest first. Machines of one run that wait stand in the order of the queue, in the
 * places that machines of it that wait have. It catches up once before the next frame, however much
 * has changed, and tells exactly what came, went or changed places.
 *
 * Properties (notify): "n-running" (uint): those that are not finished; "n-waiting" (uint):
 * machines of which nothing has begun. Signal "mattered": one of them says of itself that it
 * matters (see FerryTaskItem). Owned by the application; main thread.
 */
G_DECLARE_FINAL_TYPE (FerryTaskItems, ferry_task_items, FERRY, TASK_ITEMS, GObject)

/* @tasks: (nullable): of FerryTask; @runs: (nullable): of FerryRun; @queue: (nullable): of
 * FerryMachineImport
 */
FerryTaskItems *ferry_task_items_new           (GListModel     *tasks,
                                                GListModel     *runs,
                                                GListModel     *queue);
/* One that no engine has, on top. */
void            ferry_task_items_add           (FerryTaskItems *self,
                                                FerryTaskItem  *item);
/* Catches up now. */
void            ferry_task_items_sync          (FerryTaskItems *self);
guint           ferry_task_items_get_n_running (FerryTaskItems *self);
guint           ferry_task_items_get_n_waiting (FerryTaskItems *self);
/* What is usual of EC2, by all tasks. */
FerryPace      *ferry_task_items_get_pace      (FerryTaskItems *self);

G_END_DECLS
