/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "wizard/ferry-review-manifest.h"

#include "common/ferry-format.h"

#include <string.h>

static FerryManifestFacts *
gather_facts (FerryClient *client,
              FerryDraft  *draft)
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

  return facts;
}

FerryOpenManifest *
ferry_review_manifest_new (FerryClient *client,
                           FerryDraft  *draft)
{
  g_autoptr(FerryManifestFacts) facts = NULL;
  g_autofree char *title = NULL;
  const char *key;
  const char *slash;

  g_return_val_if_fail (FERRY_IS_CLIENT (client), NULL);
  g_return_val_if_fail (FERRY_IS_DRAFT (draft), NULL);

  facts = gather_facts (client, draft);
  key = ferry_draft_get_manifest_key (draft);
  slash = strrchr (key, '/');
  title = ferry_format_name (slash ? slash + 1 : key);

  return ferry_open_manifest_new (title, ferry_draft_get_manifest (draft), facts, client);
}
