/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bucket/ferry-parts.h"

G_BEGIN_DECLS

/**
 * FerryPartsCollector:
 *
 * Takes from the objects of a bucket, page by page, those that are parts of the same thing as one
 * of them, and lets the others go.
 */
typedef struct _FerryPartsCollector FerryPartsCollector;

/* @key: of one of the parts. FERRY_PARTS_ERROR_NOT_A_PART */
FerryPartsCollector *ferry_parts_collector_new        (const char           *key,
                                                       GError              **error);
void                 ferry_parts_collector_free       (FerryPartsCollector  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryPartsCollector, ferry_parts_collector_free)
/* what the keys of all parts begin with */
const char          *ferry_parts_collector_get_prefix (FerryPartsCollector  *self);
/* @objects: (element-type FerryObject): in any order. FERRY_PARTS_ERROR_TOO_MANY */
gboolean             ferry_parts_collector_add        (FerryPartsCollector  *self,
                                                       GPtrArray            *objects,
                                                       GError              **error);
/* Once. FERRY_PARTS_ERROR: see ferry_parts_find_async(). (transfer full) */
FerryParts          *ferry_parts_collector_end        (FerryPartsCollector  *self,
                                                       GError              **error);

G_END_DECLS
