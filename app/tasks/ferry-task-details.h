/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_TASK_DETAILS (ferry_task_details_get_type ())
/**
 * FerryTaskDetails:
 *
 * All about one machine, or one task that others started: what it is called, how far it is, what
 * EC2 last said, what is asked, what landed or went wrong and what to do, its disks, its ids, and
 * when what came of it. Whoever holds it has the actions "task" (FerryTaskActions),
 * "tasks.refresh", "tasks.clear-selected" and "tasks.close-details".
 *
 * Properties: "item" (FerryTaskItem, read and write, (nullable): nothing is chosen); "narrow"
 * (boolean, read and write): it stands alone, and a button leads back.
 */
G_DECLARE_FINAL_TYPE (FerryTaskDetails, ferry_task_details, FERRY, TASK_DETAILS, AdwBin)

GtkWidget     *ferry_task_details_new      (void);
/* (nullable) (transfer none) */
FerryTaskItem *ferry_task_details_get_item (FerryTaskDetails *self);
/* @item: (nullable) */
void           ferry_task_details_set_item (FerryTaskDetails *self,
                                            FerryTaskItem    *item);
/* @pace: (nullable): by which silence is judged */
void           ferry_task_details_set_pace (FerryTaskDetails *self,
                                            FerryPace        *pace);
/* Time went on: says anew how long it has taken and when EC2 last spoke. */
void           ferry_task_details_tick     (FerryTaskDetails *self,
                                            GDateTime        *now);

G_END_DECLS
