/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

#define FERRY_TYPE_MANIFEST_SOURCE (ferry_manifest_source_get_type ())
/**
 * FerryManifestSource:
 *
 * Where a manifest comes from: a file of this computer, an object of a bucket, or Ferry itself,
 * which has made new links. Knows what may be known of a manifest before it is read. Immutable but
 * for its client; main thread.
 */
G_DECLARE_FINAL_TYPE (FerryManifestSource, ferry_manifest_source, FERRY, MANIFEST_SOURCE, GObject)

/* Without a client, until ferry_manifest_source_set_client(). */
FerryManifestSource *ferry_manifest_source_new_for_file   (GFile               *file);
/* @region: (nullable): the account's */
FerryManifestSource *ferry_manifest_source_new_for_object (FerryClient         *client,
                                                           const char          *region,
                                                           const char          *bucket,
                                                           FerryObject         *object);
/* One that is stored nowhere yet, and is made to lie at @key. @text: a secret */
FerryManifestSource *ferry_manifest_source_new_for_text   (GBytes              *text,
                                                           FerryClient         *client,
                                                           const char          *region,
                                                           const char          *bucket,
                                                           const char          *key);
/* for the eye: the file's name, or the object's */
const char          *ferry_manifest_source_get_title      (FerryManifestSource *self);
/* for the eye: where it lies; (transfer full) */
char                *ferry_manifest_source_dup_place      (FerryManifestSource *self);
/* Whether it is Ferry's own, and stored nowhere. */
gboolean             ferry_manifest_source_is_new         (FerryManifestSource *self);
/* Somebody has put it under its key. */
void                 ferry_manifest_source_set_stored     (FerryManifestSource *self);
/* (nullable) */
FerryClient         *ferry_manifest_source_get_client     (FerryManifestSource *self);
/* @client: (nullable); for the file of this computer only: an object has its account for good.
 * Returns: whether it is another one
 */
gboolean             ferry_manifest_source_set_client     (FerryManifestSource *self,
                                                           FerryClient         *client);
/* of its bucket; (nullable): not known, or in none */
const char          *ferry_manifest_source_get_region     (FerryManifestSource *self);
const char          *ferry_manifest_source_get_bucket     (FerryManifestSource *self);
const char          *ferry_manifest_source_get_key        (FerryManifestSource *self);
/* Where the parts of @document, which is what was read, lie: where its links say, else where it
 * lies itself. @region: (out) (transfer full) (nullable): the account's; @bucket: (out) (transfer
 * full) (nullable)
 */
void                 ferry_manifest_source_find_place     (FerryManifestSource *self,
                                                           FerryManifestDocument *document,
                                                           char               **region,
                                                           char               **bucket);
/* As of now, without what must be asked for; (transfer full) */
FerryManifestFacts  *ferry_manifest_source_make_facts     (FerryManifestSource *self);
/* Errors: of ferry_manifest_file_read_finish(), of ferry_s3_get_object_finish(). */
void                 ferry_manifest_source_read_async     (FerryManifestSource *self,
                                                           GCancellable        *cancellable,
                                                           GAsyncReadyCallback  callback,
                                                           gpointer             user_data);
/* (transfer full): a secret */
GBytes              *ferry_manifest_source_read_finish    (FerryManifestSource *self,
                                                           GAsyncResult        *result,
                                                           GError             **error);

G_END_DECLS
