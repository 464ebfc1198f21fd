/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "bucket/ferry-object.h"
#include "bucket/ferry-parts-error.h"

G_BEGIN_DECLS

#define FERRY_TYPE_PARTS (ferry_parts_get_type ())
/* Nine TiB in parts of 10 MiB: more than EC2 imports. */
#define FERRY_PARTS_MOST 1000000

/**
 * FerryParts:
 *
 * The objects of one bucket that, one after the other, are one file: a disk that another tool has
 * cut. Refcounted, immutable, for any thread.
 */
typedef struct _FerryParts FerryParts;

GType        ferry_parts_get_type   (void);
/* @objects: (element-type FerryObject): in their order. FERRY_PARTS_ERROR: NONE; TOO_MANY, or more
 * bytes than a signed number of 64 bits counts. (transfer full)
 */
FerryParts  *ferry_parts_new        (GPtrArray    *objects,
                                     GError      **error);
FerryParts  *ferry_parts_ref        (FerryParts   *self);
void         ferry_parts_unref      (FerryParts   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryParts, ferry_parts_unref)
guint        ferry_parts_get_n      (FerryParts   *self);
const char  *ferry_parts_get_key    (FerryParts   *self,
                                     guint         part);
/* bytes */
guint64      ferry_parts_get_size   (FerryParts   *self,
                                     guint         part);
/* where in the file its first byte is */
guint64      ferry_parts_get_offset (FerryParts   *self,
                                     guint         part);
/* (nullable) */
const char  *ferry_parts_get_etag   (FerryParts   *self,
                                     guint         part);
/* of all together */
guint64      ferry_parts_get_total  (FerryParts   *self);
/* the part that holds the byte @offset of the file, which must be less than the total */
guint        ferry_parts_find       (FerryParts   *self,
                                     guint64       offset);
/* of a part that must be restored before it can be read, where there is one; else the first's */
const char  *ferry_parts_get_storage_class (FerryParts *self);
/* One name for the versions of all parts: "\"…-4096\"", from all ETags and sizes */
const char  *ferry_parts_get_version (FerryParts  *self);
/* Whether the version is made of what is known of the parts. A plan file keeps it without the
 * ETags: such parts must be looked up before anybody relies on them.
 */
gboolean     ferry_parts_are_known  (FerryParts   *self);
/* What the keys have in common, without the numbers: "images/web.vmdk"; the first key where they
 * have nothing, or are not named like parts. (transfer none)
 */
const char  *ferry_parts_get_stem   (FerryParts   *self);
gboolean     ferry_parts_equal      (FerryParts   *self,
                                     FerryParts   *other);

/* Whether @key is named like a part of something: ".part7", ".part.7", "/part7", "_7", ".007",
 * "-00007" (see FerryPartName). @stem: (out) (optional) (transfer full): may be empty;
 * @number: (out) (optional)
 */
gboolean     ferry_parts_parse_key  (const char   *key,
                                     char        **stem,
                                     guint64      *number);
/* All that are parts of the same thing as @key in its bucket, ordered by number. FERRY_PARTS_ERROR
 * says what is wrong: a number that is missing or there twice, a beginning that is neither 0 nor 1,
 * a size that differs before the last. @region: (nullable)
 */
void         ferry_parts_find_async (FerryClient          *client,
                                     const char           *region,
                                     const char           *bucket,
                                     const char           *key,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
/* What the bucket has under @keys (a %NULL-terminated list), in their order: lists where many are
 * neighbours, asks one by one where not. A key that is not there has size 0 and no ETag.
 */
void         ferry_parts_look_up_async (FerryClient          *client,
                                        const char           *region,
                                        const char           *bucket,
                                        const char * const   *keys,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
/* of both; FERRY_PARTS_ERROR where what is there is wrong. (transfer full) */
FerryParts  *ferry_parts_finish     (FerryClient          *client,
                                     GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
