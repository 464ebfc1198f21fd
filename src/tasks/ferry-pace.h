/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task.h"

G_BEGIN_DECLS

/* So long EC2 may say nothing new before that is worth a word, where no earlier import tells more */
#define FERRY_PACE_SILENCE_MINUTES 40

#define FERRY_TYPE_PACE (ferry_pace_get_type ())
/**
 * FerryPace:
 *
 * How long EC2 took for earlier imports and how long it was silent in between, by what their tasks
 * tell, so that one that stands still can be told from one that takes its time. Main thread.
 */
G_DECLARE_FINAL_TYPE (FerryPace, ferry_pace, FERRY, PACE, GObject)

FerryPace *ferry_pace_new          (GListModel  *tasks);
/* Whether @task has been silent for longer than is usual at @now. @silent, @usual: (out) seconds:
 * how long it has, and the longest that landed imports were; 0: none has landed yet
 */
gboolean   ferry_pace_is_silent    (FerryPace   *self,
                                    FerryTask   *task,
                                    GDateTime   *now,
                                    gint64      *silent,
                                    gint64      *usual);
/* Seconds that are left by EC2's percent and the time so far; -1: cannot be told */
gint64     ferry_pace_get_left     (FerryPace   *self,
                                    FerryTask   *task,
                                    GDateTime   *now);

G_END_DECLS
