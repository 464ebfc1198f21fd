/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bucket/ferry-parts.h"

G_BEGIN_DECLS

/**
 * FerryPartsBuilder:
 *
 * Puts parts together one by one, in any order, and takes little more room than the parts then do:
 * a list of 100,000 objects need not be held.
 */
typedef struct _FerryPartsBuilder FerryPartsBuilder;

FerryPartsBuilder *ferry_parts_builder_new      (void);
void               ferry_parts_builder_free     (FerryPartsBuilder  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryPartsBuilder, ferry_parts_builder_free)
/* @number: what ferry_parts_builder_collect() orders them by
 * @etag, @storage_class: (nullable)
 * Returns: %FALSE for one too many, with FERRY_PARTS_ERROR_TOO_MANY
 */
gboolean           ferry_parts_builder_add      (FerryPartsBuilder  *self,
                                                 guint64             number,
                                                 const char         *key,
                                                 guint64             size,
                                                 const char         *etag,
                                                 const char         *storage_class,
                                                 GError            **error);
/* In the order they were added. @version: (nullable): of parts whose ETags are not known.
 * Errors: NONE, TOO_MANY. (transfer full)
 */
FerryParts        *ferry_parts_builder_end      (FerryPartsBuilder  *self,
                                                 const char         *version,
                                                 GError            **error);
/* Ordered by number, and only if nothing is wrong with them (FERRY_PARTS_ERROR). (transfer full) */
FerryParts        *ferry_parts_builder_collect  (FerryPartsBuilder  *self,
                                                 GError            **error);

G_END_DECLS
