/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-difference-text.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>

/* Translators: what stands in a manifest */
static const char *const names[FERRY_N_MANIFEST_ELEMENTS] = {
  [FERRY_ELEMENT_VERSION] = NC_("manifest", "Version"),
  [FERRY_ELEMENT_FILE_FORMAT] = NC_("manifest", "File format"),
  [FERRY_ELEMENT_IMPORTER_NAME] = NC_("manifest", "Written by"),
  [FERRY_ELEMENT_IMPORTER_VERSION] = NC_("manifest", "Version of its writer"),
  [FERRY_ELEMENT_IMPORTER_RELEASE] = NC_("manifest", "Release of its writer"),
  [FERRY_ELEMENT_SELF_DESTRUCT_URL] = NC_("manifest", "Link that deletes the manifest"),
  [FERRY_ELEMENT_SIZE] = NC_("manifest", "Size of the disk’s file"),
  [FERRY_ELEMENT_VOLUME_SIZE] = NC_("manifest", "Size of the volume"),
  [FERRY_ELEMENT_PARTS] = NC_("manifest", "Number of parts"),
  [FERRY_ELEMENT_PART] = NC_("manifest", "Index"),
  [FERRY_ELEMENT_BYTE_RANGE] = NC_("manifest", "Bytes"),
  [FERRY_ELEMENT_KEY] = NC_("manifest", "Key"),
  [FERRY_ELEMENT_HEAD_URL] = NC_("manifest", "Link that looks"),
  [FERRY_ELEMENT_GET_URL] = NC_("manifest", "Link that fetches"),
  [FERRY_ELEMENT_DELETE_URL] = NC_("manifest", "Link that deletes"),
};

char *
ferry_difference_make_title (FerryManifestRow *row)
{
  FerryManifestElement element;
  const char *name;
  guint part;

  g_return_val_if_fail (FERRY_IS_MANIFEST_ROW (row), NULL);

  element = ferry_manifest_row_get_element (row);
  name = g_dpgettext2 (NULL, "manifest", names[element] ? names[element] : "");
  part = ferry_manifest_row_get_left_part (row);
  if (part == FERRY_MANIFEST_NO_PART)
    part = ferry_manifest_row_get_right_part (row);
  if (part == FERRY_MANIFEST_NO_PART)
    return g_strdup (name);

  /* Translators: the number of a part of a disk, and what of it: "Part 17 · Key" */
  return g_strdup_printf (_("Part %'u · %s"), part, name);
}

char *
ferry_difference_describe (FerryManifestRow *row)
{
  g_autofree char *duration = NULL;

  g_return_val_if_fail (FERRY_IS_MANIFEST_ROW (row), NULL);

  duration = ferry_format_duration (ferry_manifest_row_get_seconds (row));
  switch (ferry_manifest_row_get_difference (row))
    {
    case FERRY_DIFFERENCE_NONE:
      return g_strdup (C_("comparison", "Same"));
    case FERRY_DIFFERENCE_ONLY_LEFT:
      return g_strdup (_("Only in the first one"));
    case FERRY_DIFFERENCE_ONLY_RIGHT:
      return g_strdup (_("Only in the second one"));
    case FERRY_DIFFERENCE_VALUE:
      return g_strdup (_("Another value"));
    case FERRY_DIFFERENCE_LINK:
      return g_strdup (_("Another link, same object"));
    case FERRY_DIFFERENCE_LINK_LATER:
      /* Translators: %s is a duration, "3 d 2 h" */
      return g_strdup_printf (_("Signed %s later, same object"), duration);
    case FERRY_DIFFERENCE_LINK_EARLIER:
      /* Translators: %s is a duration, "3 d 2 h" */
      return g_strdup_printf (_("Signed %s earlier, same object"), duration);
    case FERRY_DIFFERENCE_LINK_KEY:
      return g_strdup (_("Leads to another key"));
    case FERRY_DIFFERENCE_LINK_BUCKET:
      return g_strdup (_("Leads to another bucket"));
    case FERRY_DIFFERENCE_LINK_HOST:
      return g_strdup (_("Leads to another host"));
    default:
      g_return_val_if_reached (NULL);
    }
}
