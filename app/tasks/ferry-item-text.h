/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task-item.h"

G_BEGIN_DECLS

/* A row of the list of tasks in words: translated, plain text, no secret. All strings are
 * (transfer full).
 */

/* "web01"; "web01 · data disk logs.vmdk" for what others started */
char       *ferry_item_text_name            (FerryTaskItem  *item);
/* "Debian GNU/Linux 12 · 3 disks · Europe (Ireland)"; "Started by somebody else · …" */
char       *ferry_item_text_caption         (FerryTaskItem  *item);
/* Of a machine that is imported "2 disks: boot 63 %, data1 waits"; else as the caption */
char       *ferry_item_text_line            (FerryTaskItem  *item);
/* The icon that goes with the state, and the class of its colour. @style: (out) (nullable) */
const char *ferry_item_text_get_icon        (FerryTaskItem  *item,
                                             const char    **style);
/* "Converting, 63 %", "Number 3 in the queue", "Held, number 4", "Landed" */
char       *ferry_item_text_state           (FerryTaskItem  *item);
/* What that means and what is waited for; (nullable) where nothing is to be added */
char       *ferry_item_text_sentence        (FerryTaskItem  *item,
                                             GDateTime      *now);
/* "1 h 12 min": from the start to the end, or to @now */
char       *ferry_item_text_elapsed         (FerryTaskItem  *item,
                                             GDateTime      *now);
/* "EC2 said so 20 s ago"; @brief: "20 s ago". (nullable) */
char       *ferry_item_text_heard           (FerryTaskItem  *item,
                                             GDateTime      *now,
                                             gboolean        brief);
/* "Today at 04:12": when it ended; (nullable) */
char       *ferry_item_text_ended           (FerryTaskItem  *item);

/* Whether a person should look at it. @pace: (nullable) */
gboolean    ferry_item_text_needs_attention (FerryTaskItem  *item,
                                             FerryPace      *pace,
                                             GDateTime      *now);

G_END_DECLS
