/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* Whether one of @disks ((element-type FerryDisk)) lies where @disk does, in whatever version.
 * Returns: (transfer none) (nullable)
 */
FerryDisk *ferry_plan_disks_find   (GPtrArray *disks,
                                    FerryDisk *disk);
/* Other disks are chosen: of @plan, those that have gone are removed, new ones join it, and another
 * version of a disk takes the place of the old one; all other settings stay. What was taken out of
 * the plan otherwise stays out. @old, @disks: (element-type FerryDisk)
 */
void       ferry_plan_disks_follow (FerryPlan *plan,
                                    GPtrArray *old,
                                    GPtrArray *disks);

G_END_DECLS
