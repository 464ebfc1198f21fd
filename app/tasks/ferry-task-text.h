/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* A task in words: translated, plain text, no secret. All strings are (transfer full). */

/* The steps that an import takes, in their order. */
typedef enum {
  FERRY_STEP_MANIFEST,
  FERRY_STEP_LINKS,
  FERRY_STEP_REQUESTED,
  FERRY_STEP_CONVERTING,
  FERRY_STEP_INSTANCE,
  FERRY_N_STEPS,
} FerryStep;

/* How the step that a task has reached is to be drawn. */
typedef enum {
  FERRY_STEP_MARK_CURRENT,
  FERRY_STEP_MARK_UNKNOWN,
  FERRY_STEP_MARK_FAILED,
  FERRY_STEP_MARK_STOPPED,  /* by a person */
  FERRY_STEP_MARK_DONE,
} FerryStepMark;

/* "web01", "web01 · data disk logs.vmdk" */
char       *ferry_task_text_name       (FerryTask      *task);

const char *ferry_step_get_name        (FerryStep       step);
/* What a screen reader says of it. */
char       *ferry_step_describe        (FerryStep       step,
                                        FerryStepMark   mark);
FerryStep   ferry_task_text_get_step   (FerryTask      *task,
                                        FerryStepMark  *mark);

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
