/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FERRY_TYPE_BUCKET (ferry_bucket_get_type ())
/**
 * FerryBucket:
 *
 * A bucket's name and, once known, its region. Properties: "name" (construct-only), "region"
 * ((nullable), notifies).
 */
G_DECLARE_FINAL_TYPE (FerryBucket, ferry_bucket, FERRY, BUCKET, GObject)

FerryBucket *ferry_bucket_new        (const char  *name,
                                      const char  *region);
const char  *ferry_bucket_get_name   (FerryBucket *self);
const char  *ferry_bucket_get_region (FerryBucket *self);
void         ferry_bucket_set_region (FerryBucket *self,
                                      const char  *region);

G_END_DECLS
