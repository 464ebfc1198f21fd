/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "tasks/ferry-task-clock.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>

guint64
ferry_task_clock_get_seconds (GDateTime *from,
                              GDateTime *to)
{
  GTimeSpan span = from != NULL && to != NULL ? g_date_time_difference (to, from) : 0;

  return (guint64) (MAX (span, 0) / G_TIME_SPAN_SECOND);
}

/* (nullable): the converting disk that has been silent for the longest, beyond what is usual */
static FerryTask *
find_silent (FerryTaskItem *item,
             FerryPace     *pace,
             GDateTime     *now,
             gint64        *silent,
             gint64        *usual)
{
  FerryTask *found = NULL;

  *silent = 0;
  *usual = 0;
  for (guint i = 0; pace && i < ferry_task_item_get_n_tasks (item); i++)
    {
      FerryTask *task = ferry_task_item_get_task (item, i);
      gint64 this_silent = 0;
      gint64 this_usual = 0;

      if (ferry_task_get_state (task) != FERRY_TASK_CONVERTING ||
          !ferry_pace_is_silent (pace, task, now, &this_silent, &this_usual) ||
          this_silent <= *silent)
        continue;

      found = task;
      *silent = this_silent;
      *usual = this_usual;
    }

  return found;
}

/* (nullable): of the disks that convert, the end that EC2 sets first */
static FerryTask *
find_ending (FerryTaskItem *item)
{
  FerryTask *found = NULL;

  for (guint i = 0; i < ferry_task_item_get_n_tasks (item); i++)
    {
      FerryTask *task = ferry_task_item_get_task (item, i);
      GDateTime *end = ferry_task_get_expiration (task);

      if (ferry_task_get_state (task) != FERRY_TASK_CONVERTING || end == NULL)
        continue;
      if (found == NULL || g_date_time_compare (end, ferry_task_get_expiration (found)) < 0)
        found = task;
    }

  return found;
}

/* (nullable): the disk that EC2 will end before it is done, at its pace so far */
static FerryTask *
find_late (FerryTaskItem *item,
           FerryPace     *pace,
           GDateTime     *now)
{
  for (guint i = 0; pace && i < ferry_task_item_get_n_tasks (item); i++)
    {
      FerryTask *task = ferry_task_item_get_task (item, i);
      GDateTime *end = ferry_task_get_expiration (task);

      if (ferry_task_get_state (task) == FERRY_TASK_CONVERTING && end != NULL &&
          ferry_pace_get_left (pace, task, now) >
            (gint64) ferry_task_clock_get_seconds (now, end))
        return task;
    }

  return NULL;
}

gboolean
ferry_task_clock_is_late (FerryTaskItem *item,
                          FerryPace     *pace,
                          GDateTime     *now)
{
  gint64 silent;
  gint64 usual;

  return find_silent (item, pace, now, &silent, &usual) != NULL ||
         find_late (item, pace, now) != NULL;
}

char *
ferry_task_clock_describe_silence (FerryTaskItem *item,
                                   FerryPace     *pace,
                                   GDateTime     *now)
{
  gint64 silent;
  gint64 usual;
  g_autofree char *silence = NULL;
  g_autofree char *longest = NULL;

  if (find_silent (item, pace, now, &silent, &usual) == NULL)
    return NULL;

  silence = ferry_format_duration ((guint64) silent);
  if (usual <= 0)
    /* Translators: %s is a duration */
    return g_strdup_printf (_("EC2 has said nothing new for %s."), silence);

  longest = ferry_format_duration ((guint64) usual);
  /* Translators: two durations: “… for 40 min; earlier imports were silent for 25 min at most.” */
  return g_strdup_printf (_("EC2 has said nothing new for %s; earlier imports were silent for %s "
                            "at most."), silence, longest);
}

char *
ferry_task_clock_describe_end (FerryTaskItem *item,
                               GDateTime     *now)
{
  FerryTask *task = find_ending (item);
  g_autofree char *left = NULL;
  guint64 seconds;

  if (task == NULL)
    return NULL;

  seconds = ferry_task_clock_get_seconds (now, ferry_task_get_expiration (task));
  if (seconds == 0)
    return g_strdup (_("EC2 ends it now, for its time is over."));

  left = ferry_format_duration (seconds);
  /* Translators: %s is a duration: “6 d 23 h” */
  return g_strdup_printf (_("EC2 gives up in %s."), left);
}

char *
ferry_task_clock_describe_late (FerryTaskItem *item,
                                FerryPace     *pace,
                                GDateTime     *now)
{
  FerryTask *task = find_late (item, pace, now);
  g_autofree char *needed = NULL;

  if (task == NULL)
    return NULL;

  needed = ferry_format_duration ((guint64) ferry_pace_get_left (pace, task, now));
  /* Translators: %s is a duration */
  return g_strdup_printf (_("At its pace so far it needs %s more, and its time ends before that. "
                            "The links of a task that runs cannot be renewed: cancel it, and retry "
                            "it with new ones."), needed);
}
