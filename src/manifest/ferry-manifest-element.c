/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-element.h"

static const char *const names[FERRY_N_MANIFEST_ELEMENTS] = {
  [FERRY_ELEMENT_DOCUMENT] = "document",
  [FERRY_ELEMENT_ROOT] = "manifest",
  [FERRY_ELEMENT_VERSION] = "version",
  [FERRY_ELEMENT_FILE_FORMAT] = "file-format",
  [FERRY_ELEMENT_IMPORTER] = "importer",
  [FERRY_ELEMENT_IMPORTER_NAME] = "name",
  [FERRY_ELEMENT_IMPORTER_VERSION] = "version",
  [FERRY_ELEMENT_IMPORTER_RELEASE] = "release",
  [FERRY_ELEMENT_SELF_DESTRUCT_URL] = "self-destruct-url",
  [FERRY_ELEMENT_IMPORT] = "import",
  [FERRY_ELEMENT_SIZE] = "size",
  [FERRY_ELEMENT_VOLUME_SIZE] = "volume-size",
  [FERRY_ELEMENT_PARTS] = "parts",
  [FERRY_ELEMENT_PART] = "part",
  [FERRY_ELEMENT_BYTE_RANGE] = "byte-range",
  [FERRY_ELEMENT_KEY] = "key",
  [FERRY_ELEMENT_HEAD_URL] = "head-url",
  [FERRY_ELEMENT_GET_URL] = "get-url",
  [FERRY_ELEMENT_DELETE_URL] = "delete-url",
};

const char *
ferry_manifest_element_get_name (FerryManifestElement element)
{
  g_return_val_if_fail (element < FERRY_N_MANIFEST_ELEMENTS, NULL);

  return names[element];
}

const char *
ferry_manifest_element_get_verb (FerryManifestElement element)
{
  if (element == FERRY_ELEMENT_HEAD_URL)
    return "HEAD";
  if (element == FERRY_ELEMENT_GET_URL)
    return "GET";
  if (element == FERRY_ELEMENT_DELETE_URL || element == FERRY_ELEMENT_SELF_DESTRUCT_URL)
    return "DELETE";

  return NULL;
}
