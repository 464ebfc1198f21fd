/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task-watch.h"

G_BEGIN_DECLS

/**
 * FerryTaskRow:
 * @task: owned
 * @misses: answers of EC2 in a row that left the task out and count
 *
 * What the task list keeps of one task. A row of ours has a token and stays; a row without one came
 * from EC2 and goes with it.
 */
typedef struct {
  FerryTask *task;
  guint      misses;
} FerryTaskRow;

FerryTaskRow *ferry_task_row_new            (FerryTask      *task);
void          ferry_task_row_free           (FerryTaskRow   *row);
gboolean      ferry_task_row_is_at          (FerryTaskRow   *row,
                                             FerryTaskWatch *watch);

/* @rows: (element-type FerryTaskRow). Both return (nullable) a row at the place of @watch */
FerryTaskRow *ferry_task_rows_find_id       (GPtrArray      *rows,
                                             FerryTaskWatch *watch,
                                             const char     *id);
/* (transfer container) (element-type utf8 FerryTaskRow): those at the place of @watch by their ids,
 * for as long as none changes: who asks for each of a thousand looks through them once.
 */
GHashTable   *ferry_task_rows_index         (GPtrArray      *rows,
                                             FerryTaskWatch *watch);
/* Only one that runs or is lost, and has no id yet.
 * @description: (nullable): what EC2 says of a task
 */
FerryTaskRow *ferry_task_rows_find_token    (GPtrArray      *rows,
                                             FerryTaskWatch *watch,
                                             const char     *description);
/* @watch: (nullable): at all places */
guint         ferry_task_rows_count_running (GPtrArray      *rows,
                                             FerryTaskWatch *watch);

G_END_DECLS
