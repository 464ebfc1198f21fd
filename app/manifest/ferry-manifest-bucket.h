/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-manifest-source.h"
#include "manifest/ferry-open-manifest.h"

G_BEGIN_DECLS

#define FERRY_TYPE_MANIFEST_BUCKET (ferry_manifest_bucket_get_type ())
/**
 * FerryManifestBucket:
 *
 * The bucket in which the parts of an open manifest lie, and what it tells of them, by which the
 * manifest is judged. It is asked where the manifest itself lies in it, or was made for it. Any
 * other one is only named by a file that anybody may have written: nothing is sent to it before
 * ferry_manifest_bucket_look(). Owned by the manifest's window; main thread.
 */
G_DECLARE_FINAL_TYPE (FerryManifestBucket, ferry_manifest_bucket, FERRY, MANIFEST_BUCKET, GObject)

FerryManifestBucket *ferry_manifest_bucket_new           (FerryManifestSource *source);
/* What @source was read as. Until its document is there, the bucket is not known: call it again
 * then.
 */
void                 ferry_manifest_bucket_set_manifest  (FerryManifestBucket *self,
                                                          FerryOpenManifest   *manifest);
/* The source has another client: what one may ask, and was told, is not for the next. */
void                 ferry_manifest_bucket_change_client (FerryManifestBucket *self);
/* The person wants it, so whatever bucket it is, it is asked. */
void                 ferry_manifest_bucket_look          (FerryManifestBucket *self);
/* Asks no more, and lets go of the manifest, which is a secret. */
void                 ferry_manifest_bucket_stop          (FerryManifestBucket *self);
/* (nullable): the account's */
const char          *ferry_manifest_bucket_get_region    (FerryManifestBucket *self);
/* (nullable): not known */
const char          *ferry_manifest_bucket_get_name      (FerryManifestBucket *self);
/* As of now, with what the bucket has told; (transfer full) */
FerryManifestFacts  *ferry_manifest_bucket_make_facts    (FerryManifestBucket *self);

G_END_DECLS
