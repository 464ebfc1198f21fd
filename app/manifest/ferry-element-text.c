/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-element-text.h"

#include <glib/gi18n.h>

static const char *const titles[FERRY_N_MANIFEST_ELEMENTS] = {
  [FERRY_ELEMENT_DOCUMENT] = N_("The file"),
  [FERRY_ELEMENT_ROOT] = N_("Manifest"),
  [FERRY_ELEMENT_VERSION] = N_("Version"),
  [FERRY_ELEMENT_FILE_FORMAT] = N_("Disk format"),
  [FERRY_ELEMENT_IMPORTER] = N_("Writer"),
  [FERRY_ELEMENT_IMPORTER_NAME] = N_("Writer’s name"),
  [FERRY_ELEMENT_IMPORTER_VERSION] = N_("Writer’s version"),
  [FERRY_ELEMENT_IMPORTER_RELEASE] = N_("Writer’s release"),
  [FERRY_ELEMENT_SELF_DESTRUCT_URL] = N_("Self-destruct link"),
  [FERRY_ELEMENT_IMPORT] = N_("Disk"),
  [FERRY_ELEMENT_SIZE] = N_("Size of the file"),
  [FERRY_ELEMENT_VOLUME_SIZE] = N_("Size of the volume"),
  [FERRY_ELEMENT_PARTS] = N_("Parts"),
  [FERRY_ELEMENT_PART] = N_("Part"),
  [FERRY_ELEMENT_BYTE_RANGE] = N_("Byte range"),
  [FERRY_ELEMENT_KEY] = N_("Key"),
  [FERRY_ELEMENT_HEAD_URL] = N_("HEAD link"),
  [FERRY_ELEMENT_GET_URL] = N_("GET link"),
  [FERRY_ELEMENT_DELETE_URL] = N_("Delete link"),
};

static const char *const explanations[FERRY_N_MANIFEST_ELEMENTS] = {
  [FERRY_ELEMENT_DOCUMENT] =
    N_("What is outside of the manifest’s own elements. EC2 does not look at it."),
  [FERRY_ELEMENT_ROOT] =
    N_("It tells EC2 where the parts of a disk are, and gives it the links to read them. It is "
       "stored in the bucket, and EC2 is told where."),
  [FERRY_ELEMENT_VERSION] =
    N_("The version of the manifest’s form. There has only ever been “2010-11-15”."),
  [FERRY_ELEMENT_FILE_FORMAT] = N_("How EC2 is to read the bytes of the parts: RAW, VHD or VMDK."),
  [FERRY_ELEMENT_IMPORTER] = N_("The tool that wrote the manifest. EC2 does not go by it."),
  [FERRY_ELEMENT_IMPORTER_NAME] = N_("The tool that wrote the manifest. EC2 does not go by it."),
  [FERRY_ELEMENT_IMPORTER_VERSION] =
    N_("The version of the tool that wrote the manifest. EC2 does not go by it."),
  [FERRY_ELEMENT_IMPORTER_RELEASE] =
    N_("The release of the tool that wrote the manifest. EC2 does not go by it."),
  [FERRY_ELEMENT_SELF_DESTRUCT_URL] =
    N_("EC2 deletes the manifest with it when the import has ended, because the links in it are "
       "secrets. It must never lead to a disk."),
  [FERRY_ELEMENT_IMPORT] =
    N_("The disk that is imported: its size, the volume for it, and its parts."),
  [FERRY_ELEMENT_SIZE] = N_("The bytes of all parts together, as they are in the bucket."),
  [FERRY_ELEMENT_VOLUME_SIZE] =
    N_("In GiB: EC2 makes a volume of this size and unpacks the disk into it. It must be at "
       "least the disk’s own size."),
  [FERRY_ELEMENT_PARTS] =
    N_("The pieces of the disk’s file, in order. “count” says how many there are."),
  [FERRY_ELEMENT_PART] =
    N_("One object of the bucket with its place in the disk’s file and its links. “index” "
       "numbers the parts from 0 on."),
  [FERRY_ELEMENT_BYTE_RANGE] =
    N_("Where in the disk’s file this part belongs: its first and its last byte, counted from 0."),
  [FERRY_ELEMENT_KEY] =
    N_("The name of the part’s object in the bucket. EC2 reads it by the links, which must lead "
       "to the same object."),
  [FERRY_ELEMENT_HEAD_URL] =
    N_("EC2 asks with it whether the part is there, and how large it is. It is signed for HEAD "
       "and for nothing else."),
  [FERRY_ELEMENT_GET_URL] =
    N_("EC2 reads the part’s bytes with it. Whoever has the link can do the same until it ends."),
  [FERRY_ELEMENT_DELETE_URL] =
    N_("EC2 may delete the part with it after the import. The disk does not need it to be "
       "imported."),
};

const char *
ferry_element_to_title (FerryManifestElement element)
{
  g_return_val_if_fail (element < FERRY_N_MANIFEST_ELEMENTS, NULL);

  return _(titles[element]);
}

const char *
ferry_element_to_explanation (FerryManifestElement element)
{
  g_return_val_if_fail (element < FERRY_N_MANIFEST_ELEMENTS, NULL);

  return _(explanations[element]);
}
