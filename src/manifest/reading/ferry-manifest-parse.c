/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest.h"

#include "base/ferry-error.h"
#include "manifest/reading/ferry-manifest-document.h"

/* Stricter than the schema in three points, for a part cannot be placed without them: the
 * attributes start and end must be there, index must count from 0, and count must be right where it
 * is given.
 */

static gboolean
fail_at (FerryManifestDocument  *document,
         FerryManifestElement    element,
         guint                   part,
         const char             *name,
         const char             *reason,
         GError                **error)
{
  g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
               "line %u of the manifest, in \"%s\": the \"%s\" %s",
               ferry_manifest_document_get_line (document, element, part),
               ferry_manifest_element_get_name (element), name, reason);

  return FALSE;
}

static gboolean
check_part (FerryManifestDocument  *document,
            guint                   part,
            GError                **error)
{
  guint64 start, end, index;

  if (ferry_manifest_document_get_index (document, part, &index) && index != part)
    return fail_at (document, FERRY_ELEMENT_PART, part, "index",
                    "is not its place, counted from 0", error);

  if (ferry_manifest_document_get_range (document, part, &start, &end))
    return TRUE;

  return fail_at (document, FERRY_ELEMENT_BYTE_RANGE, part, "start\" or the \"end", "is missing",
                  error);
}

static gboolean
check_parts (FerryManifestDocument  *document,
             GError                **error)
{
  guint n_parts = ferry_manifest_document_get_n_parts (document);
  guint64 count;

  if (ferry_manifest_document_get_count (document, &count) && count != n_parts)
    return fail_at (document, FERRY_ELEMENT_PARTS, FERRY_MANIFEST_NO_PART, "count",
                    "is not the number of its parts", error);

  for (guint i = 0; i < n_parts; i++)
    if (!check_part (document, i, error))
      return FALSE;

  return TRUE;
}

static gboolean
check_findings (FerryManifestDocument  *document,
                GError                **error)
{
  GPtrArray *findings = ferry_manifest_document_get_findings (document);

  for (guint i = 0; i < findings->len; i++)
    {
      const FerryManifestFinding *finding = g_ptr_array_index (findings, i);

      if (finding->severity != FERRY_SEVERITY_BLOCKS)
        continue;

      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                   "line %u of the manifest, in \"%s\": %s%s%s%s", finding->line,
                   ferry_manifest_element_get_name (finding->element),
                   ferry_manifest_fault_get_id (finding->flaw), finding->evidence ? " \"" : "",
                   finding->evidence ? finding->evidence : "", finding->evidence ? "\"" : "");
      return FALSE;
    }

  return TRUE;
}

FerryManifest *
ferry_manifest_parse (GBytes  *xml,
                      GError **error)
{
  g_autoptr(FerryManifestDocument) document = NULL;

  g_return_val_if_fail (xml != NULL, NULL);

  document = ferry_manifest_document_new (xml);
  if (!check_findings (document, error) || !check_parts (document, error))
    return NULL;

  return ferry_manifest_document_dup_manifest (document);
}
