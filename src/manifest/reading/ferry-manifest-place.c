/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/reading/ferry-manifest-place.h"

#include "manifest/link/ferry-link.h"

/* What the signature says comes first: a host of old times names no region, or the wrong one. */
static gboolean
take (const char  *text,
      const char  *endpoint,
      char       **region,
      char       **bucket)
{
  g_autoptr(FerryLink) link = text ? ferry_link_parse (text, endpoint) : NULL;

  if (link == NULL || !link->is_s3 || link->bucket == NULL)
    return FALSE;

  *bucket = g_strdup (link->bucket);
  *region = g_strdup (link->region ? link->region : link->host_region);

  return TRUE;
}

gboolean
ferry_manifest_find_place (FerryManifestDocument  *document,
                           const char             *endpoint,
                           char                  **region,
                           char                  **bucket)
{
  g_autoptr(FerryManifestPart) part = NULL;

  g_return_val_if_fail (FERRY_IS_MANIFEST_DOCUMENT (document), FALSE);
  g_return_val_if_fail (region != NULL && bucket != NULL, FALSE);

  *region = NULL;
  *bucket = NULL;
  if (ferry_manifest_document_get_n_parts (document) == 0)
    return FALSE;

  part = ferry_manifest_document_dup_part (document, 0);

  return part && (take (part->get_url, endpoint, region, bucket) ||
                  take (part->head_url, endpoint, region, bucket));
}
