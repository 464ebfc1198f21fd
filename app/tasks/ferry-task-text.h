/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* A task in words: translated, plain text, no secret. All strings are (transfer full). */

/* "web01", "web01 · data disk logs.vmdk" */
char       *ferry_task_text_name       (FerryTask      *task);

/* The icon that goes with the state, and the class of its colour. @style: (out) (nullable) */
const char *ferry_task_text_get_icon   (FerryTask      *task,
                                        const char    **style);
/* "Converting, 63 %", "Landed", "Waiting for EC2 to begin" */
char       *ferry_task_text_state      (FerryTask      *task);
/* "web01-boot.vmdk in acme-exports · Today at 04:12 · Europe (Ireland)": below the name; the disk
 * only for imports of ours
 */
char       *ferry_task_text_caption    (FerryTask      *task,
                                        GDateTime      *now);
/* what a cancelled import leaves behind; (nullable) */
char       *ferry_task_text_remains   (FerryTask      *task);
/* why it cannot be cancelled any more; (nullable): %NULL while it can */
char       *ferry_task_text_too_late  (FerryTask      *task);
/* "EC2 said so 20 s ago"; (nullable) */
char       *ferry_task_text_heard      (FerryTask      *task,
                                        GDateTime      *now);
/* "20 s ago": the same, shorter; (nullable) */
char       *ferry_task_text_ago        (FerryTask      *task,
                                        GDateTime      *now);
/* from the start to the end, or to @now */
char       *ferry_task_text_elapsed    (FerryTask      *task,
                                        GDateTime      *now);
/* a line of the history; @last: @task is still in that state */
char       *ferry_task_text_event      (FerryTask      *task,
                                        FerryTaskEvent *event,
                                        gboolean        last);
/* "Today at 04:12"; (nullable): when it ended */
char       *ferry_task_text_ended      (FerryTask      *task);

G_END_DECLS
