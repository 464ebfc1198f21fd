/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "bucket/ferry-parts.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The keys of a disk in a plan file. */

/* What the parts of all disks of a plan may take: a few lines may stand for very many. */
#define FERRY_DISK_RUNS_MOST_BYTES (G_GUINT64_CONSTANT (256) * 1024 * 1024)

/* JSON is UTF-8, and a key need not be: its bytes stand in "@name-base64" beside the readable. */
void        ferry_disk_set_bytes      (JsonObject   *object,
                                       const char   *name,
                                       const char   *bytes);
/* Returns: (nullable) (transfer full): without a NUL in it */
char       *ferry_disk_dup_bytes      (JsonObject   *object,
                                       const char   *name);

/* Parts that are named one after the other and have one size are one run: {"prefix":
 * "images/web.vmdk.part", "first": 0, "digits": 0, "suffix": "", "count": 4095, "size": 10485760};
 * "digits" is how many there are at least, with zeros in front. A part by itself: {"key":
 * "images/web.vmdk.part4095", "size": 4096}. (transfer full)
 */
JsonArray  *ferry_disk_runs_to_json   (FerryParts   *parts);
/* Of the member "parts" of @object, a disk; the version is its "etag". What is no list of runs, or
 * stands for more than FERRY_PARTS_MOST parts, is FERRY_ERROR_BAD_INPUT. (transfer full)
 */
FerryParts *ferry_disk_runs_from_json (JsonObject   *object,
                                       GError      **error);
/* @object: a disk. Returns: how much room its parts would take, in bytes; 0 where it has none, and
 * G_MAXUINT64 where they are more than one file may hold
 */
guint64     ferry_disk_runs_measure   (JsonObject   *object);

G_END_DECLS
