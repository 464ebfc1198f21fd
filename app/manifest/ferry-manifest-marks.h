/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-manifest-text.h"
#include "manifest/ferry-open-manifest.h"

G_BEGIN_DECLS

/* Marks in @text where @findings ((element-type FerryManifestFinding)) are, as far as they are in
 * what it shows.
 */
void ferry_manifest_marks_add_findings (FerryManifestText *text,
                                        GPtrArray         *findings);
/* Marks what became of links that were tried, from the @first of @results on ((element-type
 * FerryProbeResult)).
 */
void ferry_manifest_marks_add_results  (FerryManifestText *text,
                                        GPtrArray         *results,
                                        guint              first);
/* The finding (by line) that is next to @line, or in front of it, and then from the other end.
 * (nullable) (transfer none)
 */
FerryManifestFinding *ferry_manifest_marks_find (GPtrArray *findings,
                                                 guint      line,
                                                 gboolean   forward);

G_END_DECLS
