/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-open-manifest.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Links of so many parts are tried. */
#define FERRY_PROBE_STRIP_MOST_PARTS 1000

#define FERRY_TYPE_PROBE_STRIP (ferry_probe_strip_get_type ())
/**
 * FerryProbeStrip:
 *
 * How far the trying of a manifest's links has come, with a way to stop it, and then what came of
 * it. Takes no room before the first try.
 */
G_DECLARE_FINAL_TYPE (FerryProbeStrip, ferry_probe_strip, FERRY, PROBE_STRIP, AdwBin)

/* @manifest: (nullable) */
void ferry_probe_strip_set_manifest (FerryProbeStrip   *self,
                                     FerryOpenManifest *manifest);

G_END_DECLS
