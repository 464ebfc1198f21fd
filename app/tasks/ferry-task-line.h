/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FERRY_TYPE_TASK_LINE (ferry_task_line_get_type ())
/**
 * FerryTaskLine:
 *
 * One row of the list of tasks: what it is called and what it is, its state in words, how far it
 * is, how long it has taken and when EC2 last spoke; and a menu. It follows one after another as
 * the list is scrolled. Whatever it says, its size stays the same, so that a change is drawn and
 * nothing is laid out.
 *
 * The row around it, which is the list's, is given its name for those who do not see.
 *
 * Property: "item" (FerryTaskItem, read and write, (nullable)). Signal "menu": its menu is about to
 * show, with the actions "task" of the one that is chosen: so this one has to be.
 */
G_DECLARE_FINAL_TYPE (FerryTaskLine, ferry_task_line, FERRY, TASK_LINE, GtkBox)

GtkWidget *ferry_task_line_new      (void);
/* @item: (nullable) */
void       ferry_task_line_set_item (FerryTaskLine *self,
                                     FerryTaskItem *item);
void       ferry_task_line_show_menu (FerryTaskLine *self);
/* Time went on: says anew how long it has taken and when EC2 last spoke. */
void       ferry_task_line_tick     (FerryTaskLine *self,
                                     GDateTime     *now);

G_END_DECLS
