/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FERRY_TYPE_TICK (ferry_tick_get_type ())
/**
 * FerryTick:
 *
 * The box at the start of a row that says whether it is ticked. It looks like a check button and is
 * one for a screen reader, with the action "tick.toggle"; but it takes no focus, which belongs to
 * the row, and has no gestures, for the list has one for all rows: hundreds of them are made.
 *
 * Signal: "toggle": it was asked to change, and does so when its row says so.
 */
G_DECLARE_FINAL_TYPE (FerryTick, ferry_tick, FERRY, TICK, GtkWidget)

void ferry_tick_show (FerryTick  *self,
                      gboolean    ticked);
/* @name: what is ticked by it */
void ferry_tick_name (FerryTick  *self,
                      const char *name);

G_END_DECLS
