/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bucket/ferry-parts.h"

G_BEGIN_DECLS

typedef struct {
  guint64     number;
  guint64     offset;
  guint64     size;
  const char *key;   /* in the parts' texts, as @etag */
  const char *etag;  /* (nullable) */
} FerryPartEntry;

/* @entries, @texts: (transfer full): of FerryPartEntry, at least one, and what they point into
 * @storage_class: (nullable): interned. @version: (nullable): made of them then
 */
FerryParts *ferry_parts_new_taking (GArray       *entries,
                                    GStringChunk *texts,
                                    const char   *storage_class,
                                    const char   *version);

G_END_DECLS
