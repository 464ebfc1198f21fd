/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* Why a disk or a machine does not go on, in words. */

/* "Waits for its turn": for a row */
const char *ferry_task_wait_get_name (FerryTaskWait  wait);
/* A sentence or two: what is waited for, and what a person can do.
 * @until: (nullable): when that ends; @now: (nullable) with it. (transfer full) (nullable)
 */
char       *ferry_task_wait_explain  (FerryTaskWait  wait,
                                      GDateTime     *until,
                                      GDateTime     *now);

G_END_DECLS
