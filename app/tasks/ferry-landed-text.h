/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task-item.h"

G_BEGIN_DECLS

/* A machine that has landed, in words: translated, plain text. All (transfer full).
 * @instance, @volumes: (nullable): what EC2 tells of it
 */

/* "i-0a1b2c3d, stopped" */
char *ferry_landed_text_instance (FerryTaskItem *item,
                                  FerryInstance *instance);
/* "2 of 2 attached", then a line for each: "/dev/sda1: vol-0a1b, 40 GiB, gp2, not encrypted".
 * @volumes: (element-type FerryVolume)
 */
char *ferry_landed_text_volumes  (FerryTaskItem *item,
                                  GPtrArray     *volumes);
/* "10.20.4.31 over RDP, from inside the VPC" */
char *ferry_landed_text_reach    (FerryTaskItem *item,
                                  FerryInstance *instance);
/* What to know before it gets another instance type */
char *ferry_landed_text_note     (FerryTaskItem *item);

G_END_DECLS
