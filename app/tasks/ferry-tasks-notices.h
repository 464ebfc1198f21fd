/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FERRY_TYPE_TASKS_NOTICES (ferry_tasks_notices_get_type ())
/**
 * FerryTasksNotices:
 *
 * What is wrong with the list of tasks itself: that EC2 could not be asked, with "tasks.refresh" of
 * whoever holds it, and that records of imports cannot be read. It is visible while there is any.
 */
G_DECLARE_FINAL_TYPE (FerryTasksNotices, ferry_tasks_notices, FERRY, TASKS_NOTICES, GtkBox)

/* @error: (nullable): EC2 answers */
void ferry_tasks_notices_set_failure (FerryTasksNotices *self,
                                      const GError      *error);
/* @paths: (nullable) (element-type utf8) */
void ferry_tasks_notices_set_damaged (FerryTasksNotices *self,
                                      GPtrArray         *paths);

G_END_DECLS
