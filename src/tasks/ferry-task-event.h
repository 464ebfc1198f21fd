/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task-state.h"

G_BEGIN_DECLS

/* When a state was entered. */
typedef struct {
  GDateTime      *time;
  FerryTaskState  state;
} FerryTaskEvent;

FerryTaskEvent *ferry_task_event_new  (FerryTaskState  state,
                                       GDateTime      *time);
void            ferry_task_event_free (FerryTaskEvent *event);

G_END_DECLS
