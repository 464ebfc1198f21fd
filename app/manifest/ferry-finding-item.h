/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

#define FERRY_TYPE_FINDING_ITEM (ferry_finding_item_get_type ())
/* A line of the list of findings: one finding, or how many more there are like it. */
G_DECLARE_FINAL_TYPE (FerryFindingItem, ferry_finding_item, FERRY, FINDING_ITEM, GObject)

/* @is_rest: it says how many more there are */
FerryFindingItem     *ferry_finding_item_new         (FerryManifestFinding *finding,
                                                      gboolean              is_rest);
FerryManifestFinding *ferry_finding_item_get_finding (FerryFindingItem     *self);
gboolean              ferry_finding_item_is_rest     (FerryFindingItem     *self);
/* "The link has ended", "And 99,900 more like this"; (transfer full) */
char                 *ferry_finding_item_dup_title   (FerryFindingItem     *self);
/* "Blocks · Line 17: since 12 Nov"; (transfer full) */
char                 *ferry_finding_item_dup_caption (FerryFindingItem     *self);

G_END_DECLS
