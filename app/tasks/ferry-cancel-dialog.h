/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks over the window of @widget whether @item is to be cancelled, and says what is removed, what
 * is kept, and whose it is; its toasts say what came too late.
 */
void ferry_cancel_dialog_present  (FerryTaskItem *item,
                                   GtkWidget     *widget);
/* Asks whether the question of @item is to be answered with @answer, which cannot be undone: the
 * sources in the bucket are deleted, or the instance is terminated.
 */
void ferry_answer_dialog_present  (FerryTaskItem *item,
                                   const char    *answer,
                                   GtkWidget     *widget);

G_END_DECLS
