/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_FINDING_LIST (ferry_finding_list_get_type ())
/**
 * FerryFindingList:
 *
 * What was found in a manifest, the worst first, under a line that counts it; or that nothing was.
 *
 * Signal "chosen" (FerryManifestFinding, boxed).
 */
G_DECLARE_FINAL_TYPE (FerryFindingList, ferry_finding_list, FERRY, FINDING_LIST, AdwBin)

/* @findings: (element-type FerryManifestFinding): by line
 * @busy: there may be more
 */
void  ferry_finding_list_show  (FerryFindingList *self,
                                GPtrArray        *findings,
                                gboolean          busy);
/* "3 findings", "Nothing found". (transfer full) */
char *ferry_finding_list_count (GPtrArray        *findings);

G_END_DECLS
