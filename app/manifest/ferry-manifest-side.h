/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-open-manifest.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_MANIFEST_SIDE (ferry_manifest_side_get_type ())
/**
 * FerryManifestSide:
 *
 * What is said beside a manifest's text: all that was found, and what a line means. Where it is
 * narrow, one of them at a time, or none.
 *
 * Property: "narrow" (boolean). Signal "chosen" (FerryManifestFinding, boxed).
 */
G_DECLARE_FINAL_TYPE (FerryManifestSide, ferry_manifest_side, FERRY, MANIFEST_SIDE, AdwBin)

/* @manifest: (nullable) */
void ferry_manifest_side_set_manifest (FerryManifestSide *self,
                                       FerryOpenManifest *manifest);
/* The line that is explained, from 1. What becomes known of it later is told too. */
void ferry_manifest_side_set_line     (FerryManifestSide *self,
                                       guint              line);

G_END_DECLS
