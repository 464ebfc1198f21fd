/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bucket/ferry-parts.h"
#include "disk/ferry-disk-report.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* In bytes ("Bucket naming rules", of us-east-1 once, and "Naming Amazon S3 objects") */
#define FERRY_DISK_MOST_BUCKET 255
#define FERRY_DISK_MOST_KEY 1024

#define FERRY_TYPE_DISK (ferry_disk_get_type ())
/**
 * FerryDisk:
 *
 * A disk image in a bucket as a plan knows it: where it lies, which version of it was looked at
 * (ETag), and what was found. Immutable.
 */
G_DECLARE_FINAL_TYPE (FerryDisk, ferry_disk, FERRY, DISK, GObject)

FerryDisk       *ferry_disk_new               (const char      *region,
                                               const char      *bucket,
                                               const char      *key,
                                               const char      *etag,
                                               const char      *storage_class,
                                               guint64          size,
                                               FerryDiskReport *report);
/* A disk that another tool has cut: its parts are one image together. Its key is the first part's,
 * its name what the keys have in common, its ETag ferry_parts_get_version().
 */
FerryDisk       *ferry_disk_new_cut           (const char      *region,
                                               const char      *bucket,
                                               FerryParts      *parts,
                                               const char      *storage_class,
                                               FerryDiskReport *report);
/* (nullable): %NULL for one that is a single object */
FerryParts      *ferry_disk_get_parts         (FerryDisk       *self);
const char      *ferry_disk_get_region        (FerryDisk       *self);
const char      *ferry_disk_get_bucket        (FerryDisk       *self);
const char      *ferry_disk_get_key           (FerryDisk       *self);
/* the last segment of the key as valid UTF-8 */
const char      *ferry_disk_get_name          (FerryDisk       *self);
/* (nullable) */
const char      *ferry_disk_get_etag          (FerryDisk       *self);
const char      *ferry_disk_get_storage_class (FerryDisk       *self);
/* bytes in the bucket */
guint64          ferry_disk_get_size          (FerryDisk       *self);
FerryDiskReport *ferry_disk_get_report        (FerryDisk       *self);
/* whether it is the same version of the same object; what was found in it does not count */
gboolean         ferry_disk_equal             (FerryDisk       *self,
                                               FerryDisk       *other);
/* whether a file would keep the same of both, what was found and all */
gboolean         ferry_disk_is_same           (FerryDisk       *self,
                                               FerryDisk       *other);
/* whether it is the same object, of any version */
gboolean         ferry_disk_is_same_object    (FerryDisk       *self,
                                               FerryDisk       *other);
/* @self in the place of @old: with the members of a file that are not known, which @old kept.
 * (transfer full): @self itself where there are none
 */
FerryDisk       *ferry_disk_succeed           (FerryDisk       *self,
                                               FerryDisk       *old);
/* The key is kept byte for byte (base64 beside the readable text where it is not UTF-8). */
JsonObject      *ferry_disk_to_json           (FerryDisk       *self);
FerryDisk       *ferry_disk_from_json         (JsonObject      *object,
                                               GError         **error);

G_END_DECLS
