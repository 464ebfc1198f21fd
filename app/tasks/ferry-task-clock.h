/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task-item.h"

G_BEGIN_DECLS

/* What time has to say of an import: how long EC2 has said nothing new, when EC2 ends it by itself,
 * and whether it can be done by then. All strings are translated, (transfer full).
 */

/* From @from to @to, never less than none: the servers' clock may be ahead. Both (nullable) */
guint64  ferry_task_clock_get_seconds   (GDateTime      *from,
                                         GDateTime      *to);
/* Silent for longer than is usual, or to be ended before it is done. @pace: (nullable) */
gboolean ferry_task_clock_is_late       (FerryTaskItem  *item,
                                         FerryPace      *pace,
                                         GDateTime      *now);
/* "EC2 has said nothing new for 40 min; earlier imports were silent for 25 min at most."
 * (nullable)
 */
char    *ferry_task_clock_describe_silence (FerryTaskItem *item,
                                         FerryPace      *pace,
                                         GDateTime      *now);
/* "EC2 ends it by itself in 6 d 23 h." (nullable): nothing is converted */
char    *ferry_task_clock_describe_end  (FerryTaskItem  *item,
                                         GDateTime      *now);
/* That this comes too early, and what helps; (nullable): it does not, as far as can be told */
char    *ferry_task_clock_describe_late (FerryTaskItem  *item,
                                         FerryPace      *pace,
                                         GDateTime      *now);

G_END_DECLS
