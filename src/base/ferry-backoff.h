/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The wait before try number @attempt + 1, in milliseconds: min (@cap_ms, @base_ms · 2^attempt),
 * of which the half is fixed and the other half is drawn by @random (the full range of a guint32).
 */
guint ferry_backoff_delay_ms (guint   attempt,
                              guint   base_ms,
                              guint   cap_ms,
                              guint32 random);

/* Calls @callback with @task after @delay_ms, or at once when the task is cancelled meanwhile. */
void  ferry_backoff_wait     (GTask       *task,
                              guint        delay_ms,
                              GSourceFunc  callback);

G_END_DECLS
