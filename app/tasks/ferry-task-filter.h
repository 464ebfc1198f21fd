/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Which of the list of tasks are shown. */
typedef enum {
  FERRY_TASK_FILTER_ALL,
  FERRY_TASK_FILTER_RUNNING,
  FERRY_TASK_FILTER_ATTENTION,
  FERRY_TASK_FILTER_FINISHED,
} FerryTaskFilter;

#define FERRY_TYPE_TASK_FILTER (ferry_task_filter_get_type ())
GType       ferry_task_filter_get_type       (void);
/* "Nothing Is Running": the title where it lets none through; translated */
const char *ferry_task_filter_get_none_title (FerryTaskFilter filter);

G_END_DECLS
