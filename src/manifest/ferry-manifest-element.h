/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A place of the manifest: its elements, in the schema's order (EC2 API Reference, "VM Import
 * Manifest").
 */
typedef enum {
  FERRY_ELEMENT_DOCUMENT,           /* outside of, or instead of, the root */
  FERRY_ELEMENT_ROOT,               /* "manifest" */
  FERRY_ELEMENT_VERSION,
  FERRY_ELEMENT_FILE_FORMAT,
  FERRY_ELEMENT_IMPORTER,
  FERRY_ELEMENT_IMPORTER_NAME,
  FERRY_ELEMENT_IMPORTER_VERSION,
  FERRY_ELEMENT_IMPORTER_RELEASE,
  FERRY_ELEMENT_SELF_DESTRUCT_URL,
  FERRY_ELEMENT_IMPORT,
  FERRY_ELEMENT_SIZE,
  FERRY_ELEMENT_VOLUME_SIZE,
  FERRY_ELEMENT_PARTS,
  FERRY_ELEMENT_PART,
  FERRY_ELEMENT_BYTE_RANGE,
  FERRY_ELEMENT_KEY,
  FERRY_ELEMENT_HEAD_URL,
  FERRY_ELEMENT_GET_URL,
  FERRY_ELEMENT_DELETE_URL,
} FerryManifestElement;

#define FERRY_N_MANIFEST_ELEMENTS (FERRY_ELEMENT_DELETE_URL + 1)
/* of what is not within a part */
#define FERRY_MANIFEST_NO_PART G_MAXUINT

/* "head-url"; "document" for FERRY_ELEMENT_DOCUMENT */
const char *ferry_manifest_element_get_name (FerryManifestElement  element);
/* The verb that EC2 uses a link with: "HEAD", "GET", "DELETE". (nullable): for no link */
const char *ferry_manifest_element_get_verb (FerryManifestElement  element);

G_END_DECLS
