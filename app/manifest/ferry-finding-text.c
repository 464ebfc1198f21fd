/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-flaw-text.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>

static char *
name_line (FerryManifestFinding *finding)
{
  if (finding->part == FERRY_MANIFEST_NO_PART)
    /* Translators: the number of a line of a text */
    return g_strdup_printf (_("Line %u"), finding->line);

  /* Translators: the number of a part, counted from 0 as in the manifest, and of a line */
  return g_strdup_printf (_("Part %u, line %u"), finding->part, finding->line);
}

char *
ferry_finding_to_place (FerryManifestFinding *finding)
{
  g_autofree char *line = NULL;
  g_autofree char *evidence = NULL;

  g_return_val_if_fail (finding != NULL, NULL);

  line = name_line (finding);
  if (finding->evidence == NULL || *finding->evidence == '\0')
    return g_steal_pointer (&line);

  evidence = ferry_format_name (finding->evidence);
  /* Translators: a place, and what was found there: “Line 17: VHDX” */
  return g_strdup_printf (_("%s: %s"), line, evidence);
}

char *
ferry_finding_to_more (FerryManifestFinding *finding)
{
  g_return_val_if_fail (finding != NULL, NULL);

  if (finding->n_more == 0)
    return NULL;

  /* Translators: of the same kind as the finding that is told */
  return g_strdup_printf (ngettext ("And %'u more like this", "And %'u more like this",
                                    finding->n_more),
                          finding->n_more);
}
