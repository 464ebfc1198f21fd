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

typedef struct _FerryTaskTokens FerryTaskTokens;

FerryTaskRow *ferry_task_row_new            (FerryTask      *task);
void          ferry_task_row_free           (FerryTaskRow   *row);
gboolean      ferry_task_row_is_at          (FerryTaskRow   *row,
                                             FerryTaskWatch *watch);
/* Whether EC2, asked at @asked, would have told of the task by now if it knew it. Those of others
 * go when it says so. @speed: divides all waiting
 */
gboolean      ferry_task_row_is_missed      (FerryTaskRow   *row,
                                             GDateTime      *asked,
                                             guint           speed);

/* @rows: (element-type FerryTaskRow). Both return (nullable) a row at the place of @watch */
FerryTaskRow *ferry_task_rows_find_id       (GPtrArray      *rows,
                                             FerryTaskWatch *watch,
                                             const char     *id);
/* (transfer container) (element-type utf8 FerryTaskRow): those at the place of @watch by their ids,
 * for as long as none changes: who asks for each of a thousand looks through them once.
 */
GHashTable   *ferry_task_rows_index         (GPtrArray      *rows,
                                             FerryTaskWatch *watch);
/* Those of ours by the tokens of all their attempts, for one answer of EC2. (transfer full) */
FerryTaskTokens *ferry_task_tokens_new      (GPtrArray      *rows,
                                             FerryTaskWatch *watch);
void          ferry_task_tokens_free        (FerryTaskTokens *tokens);
/* The row whose token is in @description ((nullable): what EC2 says of a task).
 * @is_ghost: (out): of an attempt that was given up; else the row runs or is lost, and has no id
 * yet
 */
FerryTaskRow *ferry_task_tokens_find        (FerryTaskTokens *tokens,
                                             const char     *description,
                                             gboolean       *is_ghost);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryTaskTokens, ferry_task_tokens_free)

/* @watch: (nullable): at all places */
guint         ferry_task_rows_count_running (GPtrArray      *rows,
                                             FerryTaskWatch *watch);

G_END_DECLS
