/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_REVEAL_PANE (ferry_reveal_pane_get_type ())
/**
 * FerryRevealPane:
 *
 * A manifest's text, or a piece of it, with its secrets, made when they are revealed and thrown
 * away after: nothing else ever holds them. Once it has been seen for 30 seconds, or is not shown
 * any more, it is over.
 *
 * Signal "over": take it away.
 */
G_DECLARE_FINAL_TYPE (FerryRevealPane, ferry_reveal_pane, FERRY, REVEAL_PANE, AdwBin)

#define FERRY_REVEAL_SECONDS 30

/* @text: a secret; @first_line: its number; @line: where the cursor is at first */
GtkWidget *ferry_reveal_pane_new       (GBytes          *text,
                                        guint            first_line,
                                        guint            line);
guint      ferry_reveal_pane_get_line  (FerryRevealPane *self);
/* As if so many seconds had gone by: for tests. */
void       ferry_reveal_pane_pass_time (FerryRevealPane *self,
                                        guint            seconds);

G_END_DECLS
