/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FERRY_TYPE_TASK_FACTS (ferry_task_facts_get_type ())
/**
 * FerryTaskFacts:
 *
 * What is known of a machine or a task, a line each: ids, with a button that copies them through
 * the actions "task.copy-instance-id", "task.copy-volume-id" and "task.copy-task-id" of whoever
 * holds it, the disk, the region. What is not known has no line, nor has what stands in a card of
 * its own.
 */
G_DECLARE_FINAL_TYPE (FerryTaskFacts, ferry_task_facts, FERRY, TASK_FACTS, GtkGrid)

void ferry_task_facts_show (FerryTaskFacts *self,
                            FerryTaskItem  *item);

G_END_DECLS
