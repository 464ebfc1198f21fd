/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-difference-text.h"

#include "common/ferry-format.h"
#include "manifest/ferry-element-text.h"

#include <glib/gi18n.h>

/* What has a value of its own in a row is an attribute of its element. */
static const char *
name_value (FerryManifestElement element)
{
  if (element == FERRY_ELEMENT_PART)
    /* Translators: the number that a part of a manifest bears */
    return C_("manifest", "Index");
  if (element == FERRY_ELEMENT_PARTS)
    return C_("manifest", "Number of parts");

  return ferry_element_to_title (element);
}

char *
ferry_difference_make_title (FerryManifestRow *row)
{
  const char *name;
  guint part;

  g_return_val_if_fail (FERRY_IS_MANIFEST_ROW (row), NULL);

  name = name_value (ferry_manifest_row_get_element (row));
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
