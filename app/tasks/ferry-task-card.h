/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_TASK_CARD (ferry_task_card_get_type ())
/**
 * FerryTaskCard:
 *
 * One task: what it is called, how far it is, what EC2 last said, and what landed or went wrong.
 * Actions: "task.cancel", "task.copy-instance-id", "task.copy-task-id".
 *
 * Property: "task" (FerryTask, construct-only).
 */
G_DECLARE_FINAL_TYPE (FerryTaskCard, ferry_task_card, FERRY, TASK_CARD, GtkListBoxRow)

GtkWidget *ferry_task_card_new  (FerryTask     *task);
/* Time went on: says anew how long it has taken and when EC2 last spoke. */
void       ferry_task_card_tick (FerryTaskCard *self);

G_END_DECLS
