/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FERRY_TYPE_ACTIVITY (ferry_activity_get_type ())
/**
 * FerryActivity:
 *
 * Counts what is under way and should be waited for before the program ends. Shared by those who
 * begin things; the property "busy" (boolean) notifies when the first begins and the last ends.
 * Main thread.
 */
G_DECLARE_FINAL_TYPE (FerryActivity, ferry_activity, FERRY, ACTIVITY, GObject)

FerryActivity *ferry_activity_new     (void);
/* Each begin has one end. Who ends one thing to begin the next begins first. */
void           ferry_activity_begin   (FerryActivity *self);
void           ferry_activity_end     (FerryActivity *self);
gboolean       ferry_activity_is_busy (FerryActivity *self);

G_END_DECLS
