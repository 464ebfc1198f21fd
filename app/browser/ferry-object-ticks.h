/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "browser/ferry-chosen-disks.h"
#include "browser/ferry-object-row.h"

G_BEGIN_DECLS

#define FERRY_TYPE_OBJECT_TICKS (ferry_object_ticks_get_type ())
/**
 * FerryObjectTicks:
 *
 * Ticks the rows of a list of FerryObjectRow: with the space bar the one that has the focus, and
 * the one whose box, or what is before its icon, is clicked. A row that is ticked is not selected
 * by that. Owned by the view; main thread.
 *
 * Signal: "changed": the rows are to be shown anew.
 */
G_DECLARE_FINAL_TYPE (FerryObjectTicks, ferry_object_ticks, FERRY, OBJECT_TICKS, GObject)

FerryObjectTicks *ferry_object_ticks_new        (GtkListView      *view);
/* (nullable): without them no row has a box */
void              ferry_object_ticks_set_chosen (FerryObjectTicks *self,
                                                 FerryChosenDisks *chosen);
/* (nullable): the bucket that the rows are of */
void              ferry_object_ticks_set_bucket (FerryObjectTicks *self,
                                                 FerryBucket      *bucket);
/* The row has another object, or its object another report. */
void              ferry_object_ticks_show       (FerryObjectTicks *self,
                                                 FerryObjectRow   *row);
void              ferry_object_ticks_toggle     (FerryObjectTicks *self,
                                                 FerryObject      *object);

G_END_DECLS
