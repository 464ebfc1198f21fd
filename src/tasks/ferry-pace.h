/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task.h"

G_BEGIN_DECLS

/* So long EC2 may say nothing new before it is worth a word, where no earlier import tells more */
#define FERRY_PACE_SILENCE_MINUTES 40
/* However brisk earlier imports were, less than this is no silence. */
#define FERRY_PACE_LEAST_MINUTES 10

#define FERRY_TYPE_PACE (ferry_pace_get_type ())
/**
 * FerryPace:
 *
 * How long EC2 was silent during earlier imports, by what their tasks tell, so that one that stands
 * still can be told from one that takes its time. Of those that it saw convert it knows how long
 * each silence was; of those that had landed before, only that none was longer than the whole.
 * Watches @tasks; main thread.
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
