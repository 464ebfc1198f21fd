/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tasks/ferry-task-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Starts libadwaita and g_test; without a display the program ends here as skipped. */
void            ferry_test_widgets_init    (int              *argc,
                                            char           ***argv);
/* A window on the screen that holds @child, drawn once. (transfer full): gtk_window_destroy() it */
GtkWindow      *ferry_test_widgets_show    (GtkWidget        *child);
/* The @nth widget of @type below @root, in the order of the tree; %NULL when there is none. */
GtkWidget      *ferry_test_widgets_find    (GtkWidget        *root,
                                            GType             type,
                                            guint             nth);
/* The @nth widget below @root that has the style class @name; %NULL when there is none. */
GtkWidget      *ferry_test_widgets_find_class (GtkWidget      *root,
                                               const char     *name,
                                               guint           nth);
/* The first button below @root with @label; %NULL when there is none. */
GtkWidget      *ferry_test_widgets_find_button (GtkWidget     *root,
                                                const char    *label);
/* The row of a GtkListView that holds @child; %NULL when none does. */
GtkWidget      *ferry_test_widgets_get_list_row (GtkWidget   *child);
/* Whether a visible label below @root says @text. */
gboolean        ferry_test_widgets_says    (GtkWidget        *root,
                                            const char       *text);
/* Whether a visible label below @root has @text somewhere in what it says. */
gboolean        ferry_test_widgets_mentions (GtkWidget       *root,
                                             const char      *text);
/* A rehearsal account's client for 127.0.0.1; nothing is sent. (transfer full) */
FerryClient    *ferry_test_client_new      (void);
/* A 40 GiB disk "2026-11/@name" in eu-west-1 with one partition of type
 * @partition. (transfer full)
 */
FerryDisk      *ferry_test_shown_disk_new  (const char       *name,
                                            guint8            partition);
/* A task of the rehearsal account in eu-west-1 whose token is its name. (transfer full) */
FerryTask      *ferry_test_shown_task_new  (const char       *name,
                                            FerryTaskState    state);
/* One that EC2 has ended with this last word. (transfer full) */
FerryTask      *ferry_test_ended_task_new  (const char       *message);

/* A machine "web01" that no engine moves, with a boot disk and two data disks, of 40 GiB each, whose
 * tasks are in @state. (transfer full)
 */
FerryTaskItem  *ferry_test_shown_item_new  (FerryTaskState    state);

G_END_DECLS
