/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_TASK_CANCELLER (ferry_task_canceller_get_type ())
/**
 * FerryTaskCanceller:
 *
 * Asks a person, then EC2, to cancel an import, for whichever task: several may be under way, and
 * whoever shows one of them may meanwhile show another, or be gone. A cancel that was begun goes
 * on.
 *
 * Signal "changed" (FerryTask *task): something else is true of it now.
 */
G_DECLARE_FINAL_TYPE (FerryTaskCanceller, ferry_task_canceller, FERRY, TASK_CANCELLER, GObject)

FerryTaskCanceller *ferry_task_canceller_new         (void);
/* EC2 converts it, and was not asked yet. */
gboolean            ferry_task_canceller_can_cancel  (FerryTaskCanceller *self,
                                                      FerryTask          *task);
/* Why the last cancel did not work; (nullable) (transfer none) */
const char         *ferry_task_canceller_get_problem (FerryTaskCanceller *self,
                                                      FerryTask          *task);
/* Asks in a dialog over the window of @widget, whose toasts say what came too late. */
void                ferry_task_canceller_ask         (FerryTaskCanceller *self,
                                                      FerryTask          *task,
                                                      GtkWidget          *widget);

G_END_DECLS
