/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task-item.h"

G_BEGIN_DECLS

/* What a person does with what has a row in the list of tasks. Whoever shows it may show another
 * meanwhile, or be gone: what was begun goes on, and the item says that it is pending, and what did
 * not work. An item that nobody moves (ferry_task_item_new_shown()) does nothing.
 */

/* of a machine all of it; of what others started the one task */
void ferry_task_acts_cancel   (FerryTaskItem *item);
void ferry_task_acts_retry    (FerryTaskItem *item);
void ferry_task_acts_start    (FerryTaskItem *item);
/* @answer: one of those of its question */
void ferry_task_acts_answer   (FerryTaskItem *item,
                               const char    *answer);
void ferry_task_acts_hold     (FerryTaskItem *item,
                               gboolean       held);
/* Whether it waits in the queue and could go @by places, forward where that is negative. */
gboolean ferry_task_acts_can_move (FerryTaskItem *item,
                               int            by);
void ferry_task_acts_move     (FerryTaskItem *item,
                               int            by);

G_END_DECLS
