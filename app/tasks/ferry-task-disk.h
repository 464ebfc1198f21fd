/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FERRY_TYPE_TASK_DISK (ferry_task_disk_get_type ())
/**
 * FerryTaskDisk:
 *
 * One disk of a machine on its way: its name, size and device name, how far it is, what EC2 said of
 * it last, and a menu that copies its IDs. It follows its task by itself.
 */
G_DECLARE_FINAL_TYPE (FerryTaskDisk, ferry_task_disk, FERRY, TASK_DISK, GtkBox)

/* @position: of the disk in @item */
GtkWidget *ferry_task_disk_new    (FerryTaskItem *item,
                                   guint          position);
/* Something else is true of it. */
void       ferry_task_disk_update (FerryTaskDisk *self);

G_END_DECLS
