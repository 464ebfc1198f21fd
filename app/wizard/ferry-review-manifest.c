/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-review-manifest.h"

#include "common/ferry-format.h"

#include <string.h>

/* A disk that was not cut is its only part. (nullable) (transfer full) */
static FerryParts *
dup_objects (FerryDisk *disk)
{
  FerryParts *parts = ferry_disk_get_parts (disk);
  g_autoptr(GPtrArray) objects = NULL;

  if (parts)
    return ferry_parts_ref (parts);

  objects = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (objects, ferry_object_new (ferry_disk_get_key (disk),
                                              ferry_disk_get_size (disk), NULL,
                                              ferry_disk_get_etag (disk),
                                              ferry_disk_get_storage_class (disk)));

  return ferry_parts_new (objects, NULL);
}

static FerryManifestFacts *
gather_facts (FerryClient            *client,
              FerryDraft             *draft,
              const FerryBucketFacts *bucket)
{
  g_autoptr(GDateTime) now = ferry_client_dup_now (client);
  FerryManifestFacts *facts = ferry_manifest_facts_new (now);
  FerryDisk *disk = ferry_draft_get_disk (draft);
  FerryDiskReport *report = ferry_disk_get_report (disk);

  facts->region = g_strdup (ferry_disk_get_region (disk));
  facts->bucket = g_strdup (ferry_disk_get_bucket (disk));
  facts->key = g_strdup (ferry_draft_get_manifest_key (draft));
  facts->endpoint = g_strdup (ferry_account_get_endpoint (ferry_client_get_account (client)));
  facts->credentials = ferry_credentials_ref (ferry_client_get_credentials (client));
  if (report)
    facts->report = ferry_disk_report_ref (report);
  facts->objects = dup_objects (disk);
  facts->keeps_versions = bucket && (bucket->traits & FERRY_BUCKET_VERSIONED) != 0;

  return facts;
}

FerryOpenManifest *
ferry_review_manifest_new (FerryClient            *client,
                           FerryDraft             *draft,
                           const FerryBucketFacts *bucket)
{
  g_autoptr(FerryManifestFacts) facts = NULL;
  g_autofree char *title = NULL;
  const char *key;
  const char *slash;

  g_return_val_if_fail (FERRY_IS_CLIENT (client), NULL);
  g_return_val_if_fail (FERRY_IS_DRAFT (draft), NULL);

  facts = gather_facts (client, draft, bucket);
  key = ferry_draft_get_manifest_key (draft);
  slash = strrchr (key, '/');
  title = ferry_format_name (slash ? slash + 1 : key);

  return ferry_open_manifest_new (title, ferry_draft_get_manifest (draft), facts, client);
}
