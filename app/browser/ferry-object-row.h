/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FERRY_TYPE_OBJECT_ROW (ferry_object_row_get_type ())
/**
 * FerryObjectRow:
 *
 * What a folder's list shows of one object: kind, name, what it is, size, modified, each where
 * FerryObjectHeader has its title; narrow: the name and a second line. What cannot be a disk by its
 * name is dim. Before what may be one is a box that is ticked or not. Main thread.
 *
 * It also says to a screen reader what the list's row that holds it is.
 *
 * Properties: "narrow" (boolean); "roomy" (boolean): there is room for what it is. Signals: "open"
 * (FerryObject *object): the arrow of a folder; "tick" (FerryObject *object): the box is to change.
 */
G_DECLARE_FINAL_TYPE (FerryObjectRow, ferry_object_row, FERRY, OBJECT_ROW, GtkBox)

GtkWidget *ferry_object_row_new        (void);
/* @object: (nullable) */
void       ferry_object_row_set_object (FerryObjectRow *self,
                                        FerryObject    *object);
/* (nullable) (transfer none) */
FerryObject *ferry_object_row_get_object (FerryObjectRow *self);
/* @report: (nullable): what its content says; %NULL while it is not known */
void       ferry_object_row_show_report (FerryObjectRow  *self,
                                         FerryDiskReport *report);
/* @offered: disks can be ticked here: what may be one has a box
 * @ticked: this one is
 */
void       ferry_object_row_show_tick   (FerryObjectRow  *self,
                                         gboolean         offered,
                                         gboolean         ticked);
gboolean   ferry_object_row_has_tick    (FerryObjectRow  *self);
/* Whether @x of @widget, which holds the row, is where the box has its place. */
gboolean   ferry_object_row_is_at_tick  (FerryObjectRow  *self,
                                         GtkWidget       *widget,
                                         double           x);

G_END_DECLS
