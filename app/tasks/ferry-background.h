/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task-items.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FERRY_TYPE_BACKGROUND (ferry_background_get_type ())
/**
 * FerryBackground:
 *
 * Keeps Ferry going exactly as long as imports need this computer: meanwhile the session is asked
 * not to suspend, and closing the last window does not end Ferry, which a notification tells once.
 * While only EC2 works, the computer may sleep and Ferry may go.
 *
 * Properties: "needed" (boolean, read and write): something is left that this computer must do; of
 * the engine's "needs-us". Owned by the application; main thread.
 */
G_DECLARE_FINAL_TYPE (FerryBackground, ferry_background, FERRY, BACKGROUND, GObject)

/* @application: not kept alive; registered before anything is needed */
FerryBackground *ferry_background_new  (GtkApplication  *application,
                                        FerryTaskItems  *items);
/* Closes all windows, and so ends Ferry. While it is needed, it first says what will wait, and
 * asks.
 */
void             ferry_background_quit (FerryBackground *self);

G_END_DECLS
