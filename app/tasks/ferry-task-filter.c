/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tasks/ferry-task-filter.h"

#include <glib/gi18n.h>

G_DEFINE_ENUM_TYPE (FerryTaskFilter, ferry_task_filter,
                    G_DEFINE_ENUM_VALUE (FERRY_TASK_FILTER_ALL, "all"),
                    G_DEFINE_ENUM_VALUE (FERRY_TASK_FILTER_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (FERRY_TASK_FILTER_ATTENTION, "attention"),
                    G_DEFINE_ENUM_VALUE (FERRY_TASK_FILTER_FINISHED, "finished"))

const char *
ferry_task_filter_get_none_title (FerryTaskFilter filter)
{
  switch (filter)
    {
    case FERRY_TASK_FILTER_RUNNING:
      return _("Nothing Is Running");
    case FERRY_TASK_FILTER_ATTENTION:
      return _("Nothing Needs Attention");
    case FERRY_TASK_FILTER_FINISHED:
      return _("Nothing Has Finished Yet");
    case FERRY_TASK_FILTER_ALL:
    default:
      return "";
    }
}
