/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_TASK_DETAILS (ferry_task_details_get_type ())
/**
 * FerryTaskDetails:
 *
 * All about one task: what it is called, how far it is, what EC2 last said, what landed or went
 * wrong and what to do, its ids, and when it came to which state. Actions: "task.cancel",
 * "task.copy-instance-id", "task.copy-volume-id", "task.copy-task-id"; whoever holds it has
 * "tasks.clear-selected" and "tasks.close-details".
 *
 * Properties: "task" (FerryTask, read and write, (nullable): nothing is chosen); "narrow" (boolean,
 * read and write): it stands alone, and a button leads back.
 */
G_DECLARE_FINAL_TYPE (FerryTaskDetails, ferry_task_details, FERRY, TASK_DETAILS, AdwBin)

GtkWidget *ferry_task_details_new      (void);
/* (nullable) (transfer none) */
FerryTask *ferry_task_details_get_task (FerryTaskDetails *self);
/* @task: (nullable) */
void       ferry_task_details_set_task (FerryTaskDetails *self,
                                        FerryTask        *task);
/* Time went on: says anew how long it has taken and when EC2 last spoke. */
void       ferry_task_details_tick     (FerryTaskDetails *self,
                                        GDateTime        *now);

G_END_DECLS
