/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "browser/ferry-chosen-disks.h"
#include "browser/ferry-folder-looks.h"
#include "browser/ferry-object-order.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_OBJECT_VIEW (ferry_object_view_get_type ())
/**
 * FerryObjectView:
 *
 * The objects of a folder in columns: kind and name, what it is, size, modified; narrow: one column
 * with a second line. What it is gives way where there is little room. At most one is selected, and
 * none at first; whatever number is ticked. Its header asks for another order by the action
 * "folder.order".
 *
 * Property: "narrow" (boolean). Signals: "selected" (FerryObject *object, (nullable));
 * "activated" (FerryObject *object): a double click, Enter, or the arrow of a folder.
 */
G_DECLARE_FINAL_TYPE (FerryObjectView, ferry_object_view, FERRY, OBJECT_VIEW, AdwBin)

/* @objects: (nullable) */
void         ferry_object_view_set_model    (FerryObjectView *self,
                                             GListModel      *objects);
/* Where the rows learn what an object is, and say that it is seen */
void         ferry_object_view_set_looks    (FerryObjectView *self,
                                             FerryFolderLooks *looks);
/* Which of the disks are ticked, and what ticks them; without it, none can be. */
void         ferry_object_view_set_chosen   (FerryObjectView *self,
                                             FerryChosenDisks *chosen);
/* (nullable): whose objects the model's are, for the ticks */
void         ferry_object_view_set_bucket   (FerryObjectView *self,
                                             FerryBucket     *bucket);
/* (transfer none) (nullable) */
FerryObject *ferry_object_view_get_selected (FerryObjectView *self);
void         ferry_object_view_unselect     (FerryObjectView *self);
/* What the header shows; the model is already in that order. */
void         ferry_object_view_show_order   (FerryObjectView *self,
                                             FerryObjectOrder order);
void         ferry_object_view_scroll_to_top (FerryObjectView *self);

G_END_DECLS
