/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FERRY_TYPE_TASK_HISTORY (ferry_task_history_get_type ())
/**
 * FerryTaskHistory:
 *
 * When each disk came to which state, a line each, the first one first.
 */
G_DECLARE_FINAL_TYPE (FerryTaskHistory, ferry_task_history, FERRY, TASK_HISTORY, GtkBox)

void ferry_task_history_show (FerryTaskHistory *self,
                              FerryTaskItem    *item);

G_END_DECLS
