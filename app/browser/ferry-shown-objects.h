/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "browser/ferry-object-order.h"

G_BEGIN_DECLS

#define FERRY_TYPE_SHOWN_OBJECTS (ferry_shown_objects_get_type ())
/**
 * FerryShownObjects:
 *
 * What a folder view shows of a listing, as a GListModel: folders first, without what a search or
 * "only disks" leaves out, in an order. Pages of the listing come in as one items-changed each;
 * filtering and sorting of what is there already happens in idle time, so that 200,000 objects do
 * not stop the window.
 */
G_DECLARE_FINAL_TYPE (FerryShownObjects, ferry_shown_objects, FERRY, SHOWN_OBJECTS, GObject)

FerryShownObjects *ferry_shown_objects_new            (void);
/* @objects: (nullable): a model of FerryObject */
void               ferry_shown_objects_set_model      (FerryShownObjects *self,
                                                       GListModel        *objects);
/* Only what has @text somewhere in its name, whatever the case; "" for all */
void               ferry_shown_objects_set_search     (FerryShownObjects *self,
                                                       const char        *text);
/* Leaves out what does not look like a disk; folders stay. */
void               ferry_shown_objects_set_only_disks (FerryShownObjects *self,
                                                       gboolean           only_disks);
void               ferry_shown_objects_set_order      (FerryShownObjects *self,
                                                       FerryObjectOrder   order);
FerryObjectOrder   ferry_shown_objects_get_order      (FerryShownObjects *self);
/* Whether something is left out on purpose, so that an empty model is not an empty folder */
gboolean           ferry_shown_objects_is_filtered    (FerryShownObjects *self);

G_END_DECLS
