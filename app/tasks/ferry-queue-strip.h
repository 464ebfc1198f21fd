/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task-items.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_QUEUE_STRIP (ferry_queue_strip_get_type ())
/**
 * FerryQueueStrip:
 *
 * How many machines wait and for what, with a button that pauses the queue and a menu with how many
 * conversions EC2 runs at once. It is not visible while nothing waits and the queue goes.
 */
G_DECLARE_FINAL_TYPE (FerryQueueStrip, ferry_queue_strip, FERRY, QUEUE_STRIP, AdwBin)

/* @queue: (nullable): nothing waits */
void ferry_queue_strip_set_queue (FerryQueueStrip *self,
                                  FerryQueue      *queue,
                                  FerryTaskItems  *items);
/* Others wait now, or for something else. Its own settings it follows by itself. */
void ferry_queue_strip_update    (FerryQueueStrip *self);
/* What it would say of a queue, for those who only show it. */
void ferry_queue_strip_show      (FerryQueueStrip *self,
                                  guint            n_waiting,
                                  guint            slots,
                                  guint            n_foreign,
                                  gboolean         paused);

G_END_DECLS
