/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-event.h"

FerryTaskEvent *
ferry_task_event_new (FerryTaskState  state,
                      GDateTime      *time)
{
  FerryTaskEvent *event = g_new0 (FerryTaskEvent, 1);

  event->time = g_date_time_ref (time);
  event->state = state;

  return event;
}

void
ferry_task_event_free (FerryTaskEvent *event)
{
  g_date_time_unref (event->time);
  g_free (event);
}
