/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-draft-manifest.h"

#include <string.h>

#include "base/ferry-error.h"

/* @etag: (nullable). Returns: (nullable) (transfer full) */
static FerryDraftPart *
sign_part (FerryLinkSigner  *signer,
           FerryDisk        *disk,
           const char       *key,
           guint64           size,
           const char       *etag,
           GError          **error)
{
  g_autoptr(FerryDraftPart) part = g_new0 (FerryDraftPart, 1);

  part->size = size;
  part->etag = g_strdup (etag);

  return ferry_link_signer_sign_part (signer, ferry_disk_get_region (disk),
                                      ferry_disk_get_bucket (disk), key, &part->head_link,
                                      &part->get_link, error)
           ? g_steal_pointer (&part) : NULL;
}

static void
add_part (FerryManifest        *manifest,
          const FerryDraftPart *part,
          const char           *key)
{
  FerryManifestPart *written = ferry_manifest_add_part (manifest);

  written->start = manifest->size;
  written->end = manifest->size + part->size - 1;
  written->key = g_strdup (key);
  written->head_url = g_uri_to_string (part->head_link);
  written->get_url = g_uri_to_string (part->get_link);
  manifest->size += part->size;
}

/* Evenly spread, the first and the last among them. */
static gboolean
is_tried (guint place,
          guint n,
          guint n_tried)
{
  guint64 next = (guint64) n_tried * (n - 1) / (FERRY_DRAFT_MOST_TRIED - 1);

  return n <= FERRY_DRAFT_MOST_TRIED || place == next;
}

static gboolean
add_parts (FerryLinkSigner  *signer,
           FerryDisk        *disk,
           FerryManifest    *manifest,
           GPtrArray        *tried,
           GCancellable     *cancellable,
           GError          **error)
{
  FerryParts *parts = ferry_disk_get_parts (disk);
  guint n = parts ? ferry_parts_get_n (parts) : 1;

  for (guint i = 0; i < n; i++)
    {
      const char *key = parts ? ferry_parts_get_key (parts, i) : ferry_disk_get_key (disk);
      guint64 size = parts ? ferry_parts_get_size (parts, i) : ferry_disk_get_size (disk);
      const char *etag = parts ? ferry_parts_get_etag (parts, i) : ferry_disk_get_etag (disk);
      g_autoptr(FerryDraftPart) part = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      part = sign_part (signer, disk, key, size, etag, error);
      if (part == NULL)
        return FALSE;

      add_part (manifest, part, key);
      if (is_tried (i, n, tried->len))
        g_ptr_array_add (tried, g_steal_pointer (&part));
    }

  return TRUE;
}

GBytes *
ferry_draft_write_manifest (FerryLinkSigner  *signer,
                            FerryDisk        *disk,
                            guint64           volume_size,
                            const char       *self_destruct_url,
                            GPtrArray        *tried,
                            GCancellable     *cancellable,
                            GError          **error)
{
  g_autoptr(FerryManifest) manifest = ferry_manifest_new ();
  char *xml;

  manifest->file_format =
    g_strdup (ferry_disk_report_get_file_format (ferry_disk_get_report (disk)));
  manifest->importer_name = g_strdup (FERRY_IMPORTER_NAME);
  manifest->importer_version = g_strdup (FERRY_VERSION);
  manifest->importer_release = g_strdup (FERRY_IMPORTER_RELEASE);
  manifest->self_destruct_url = g_strdup (self_destruct_url);
  manifest->volume_size = volume_size;
  if (!add_parts (signer, disk, manifest, tried, cancellable, error))
    return NULL;

  xml = ferry_manifest_to_xml (manifest);

  return g_bytes_new_take (xml, strlen (xml));
}
