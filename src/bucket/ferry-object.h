/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FERRY_TYPE_OBJECT (ferry_object_get_type ())
/**
 * FerryObject:
 *
 * An object of a bucket, or a folder (a common prefix). The key is bytes for the wire; the name is
 * its last segment, made valid UTF-8 for the eye. Immutable; no properties, for lists hold many.
 */
G_DECLARE_FINAL_TYPE (FerryObject, ferry_object, FERRY, OBJECT, GObject)

FerryObject *ferry_object_new               (const char  *key,
                                             guint64      size,
                                             GDateTime   *modified,
                                             const char  *etag,
                                             const char  *storage_class);
/* @prefix: ends with the delimiter */
FerryObject *ferry_object_new_folder        (const char  *prefix);
gboolean     ferry_object_is_folder         (FerryObject *self);
const char  *ferry_object_get_key           (FerryObject *self);
const char  *ferry_object_get_name          (FerryObject *self);
/* bytes */
guint64      ferry_object_get_size          (FerryObject *self);
/* (nullable) */
GDateTime   *ferry_object_get_modified      (FerryObject *self);
/* with its quotes, as S3 sends it and wants it back in If-Match; (nullable) */
const char  *ferry_object_get_etag          (FerryObject *self);
/* "STANDARD" when S3 does not say */
const char  *ferry_object_get_storage_class (FerryObject *self);
/* Whether it must be restored before it can be read, unless that was done. "Amazon S3 storage
 * classes": GLACIER (Flexible Retrieval) and DEEP_ARCHIVE; the archive tiers of
 * INTELLIGENT_TIERING do not show here.
 */
gboolean     ferry_object_is_archived       (FerryObject *self);
/* @storage_class: (nullable): whether it is such a class */
gboolean     ferry_object_class_is_archive  (const char  *storage_class);
/* Whether the name ends like a disk image (vmdk, raw, img, vhd, …): a guess
 * before the content tells.
 */
gboolean     ferry_object_looks_like_disk   (FerryObject *self);

G_END_DECLS
