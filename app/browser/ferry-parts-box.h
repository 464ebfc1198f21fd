/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "browser/ferry-chosen-disks.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_PARTS_BOX (ferry_parts_box_get_type ())
/**
 * FerryPartsBox:
 *
 * Beside an object that is named like a part of a disk: says so, and takes all parts as one disk,
 * which it adds to those that are chosen. Hidden beside any other object.
 *
 * Properties: "in-disk" (boolean, notifies): the object is a part of a disk that is chosen.
 */
G_DECLARE_FINAL_TYPE (FerryPartsBox, ferry_parts_box, FERRY, PARTS_BOX, AdwBin)

/* Whether "Use All Parts" would be offered. */
gboolean ferry_parts_box_is_for (FerryObject      *object);
/* @region: the bucket's; @object: the one that is shown */
void     ferry_parts_box_show   (FerryPartsBox    *self,
                                 FerryChosenDisks *chosen,
                                 FerryClient      *client,
                                 FerryBucket      *bucket,
                                 const char       *region,
                                 FerryObject      *object);
void     ferry_parts_box_clear  (FerryPartsBox    *self);

G_END_DECLS
