/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/reading/ferry-manifest-schema.h"

#include <string.h>

static const FerryManifestRule rules[FERRY_N_MANIFEST_ELEMENTS] = {
  [FERRY_ELEMENT_DOCUMENT] = { FERRY_ELEMENT_DOCUMENT, FERRY_MANIFEST_CONTAINER },
  [FERRY_ELEMENT_ROOT] = { FERRY_ELEMENT_DOCUMENT, FERRY_MANIFEST_CONTAINER },
  [FERRY_ELEMENT_VERSION] = { FERRY_ELEMENT_ROOT, FERRY_MANIFEST_WORD },
  [FERRY_ELEMENT_FILE_FORMAT] = { FERRY_ELEMENT_ROOT, FERRY_MANIFEST_WORD },
  [FERRY_ELEMENT_IMPORTER] = { FERRY_ELEMENT_ROOT, FERRY_MANIFEST_CONTAINER },
  [FERRY_ELEMENT_IMPORTER_NAME] = { FERRY_ELEMENT_IMPORTER, FERRY_MANIFEST_TEXT },
  [FERRY_ELEMENT_IMPORTER_VERSION] = { FERRY_ELEMENT_IMPORTER, FERRY_MANIFEST_TEXT },
  [FERRY_ELEMENT_IMPORTER_RELEASE] = { FERRY_ELEMENT_IMPORTER, FERRY_MANIFEST_TEXT },
  [FERRY_ELEMENT_SELF_DESTRUCT_URL] = { FERRY_ELEMENT_ROOT, FERRY_MANIFEST_LINK },
  [FERRY_ELEMENT_IMPORT] = { FERRY_ELEMENT_ROOT, FERRY_MANIFEST_CONTAINER },
  [FERRY_ELEMENT_SIZE] = { FERRY_ELEMENT_IMPORT, FERRY_MANIFEST_NUMBER },
  [FERRY_ELEMENT_VOLUME_SIZE] = { FERRY_ELEMENT_IMPORT, FERRY_MANIFEST_NUMBER },
  [FERRY_ELEMENT_PARTS] = {
    FERRY_ELEMENT_IMPORT, FERRY_MANIFEST_CONTAINER, .attributes = { "count" },
  },
  [FERRY_ELEMENT_PART] = {
    FERRY_ELEMENT_PARTS, FERRY_MANIFEST_CONTAINER, .repeats = TRUE, .attributes = { "index" },
  },
  [FERRY_ELEMENT_BYTE_RANGE] = {
    FERRY_ELEMENT_PART, FERRY_MANIFEST_CONTAINER, .attributes = { "start", "end" },
  },
  [FERRY_ELEMENT_KEY] = { FERRY_ELEMENT_PART, FERRY_MANIFEST_TEXT },
  [FERRY_ELEMENT_HEAD_URL] = { FERRY_ELEMENT_PART, FERRY_MANIFEST_LINK },
  [FERRY_ELEMENT_GET_URL] = { FERRY_ELEMENT_PART, FERRY_MANIFEST_LINK },
  [FERRY_ELEMENT_DELETE_URL] = { FERRY_ELEMENT_PART, FERRY_MANIFEST_LINK, .is_optional = TRUE },
};

const FerryManifestRule *
ferry_manifest_schema_get (FerryManifestElement element)
{
  return &rules[element];
}

gboolean
ferry_manifest_schema_find_child (FerryManifestElement  parent,
                                  const char           *name,
                                  FerryManifestElement *child)
{
  for (guint i = FERRY_ELEMENT_ROOT; i < FERRY_N_MANIFEST_ELEMENTS; i++)
    if (rules[i].parent == parent && strcmp (ferry_manifest_element_get_name (i), name) == 0)
      {
        *child = i;
        return TRUE;
      }

  return FALSE;
}
