/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-open-manifest.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_MANIFEST_SAVER (ferry_manifest_saver_get_type ())
/**
 * FerryManifestSaver:
 *
 * Asks where, and saves a manifest there: without its secrets, or with them, in a file that only
 * its owner may read. What goes wrong a dialog says.
 *
 * Signal "saved" (boolean: with links).
 */
G_DECLARE_FINAL_TYPE (FerryManifestSaver, ferry_manifest_saver, FERRY, MANIFEST_SAVER, GObject)

/* @widget: in whose window it asks; it owns the saver */
FerryManifestSaver *ferry_manifest_saver_new     (GtkWidget          *widget);
void                ferry_manifest_saver_ask     (FerryManifestSaver *self,
                                                  FerryOpenManifest  *manifest,
                                                  gboolean            with_links);
void                ferry_manifest_saver_save_to (FerryManifestSaver *self,
                                                  FerryOpenManifest  *manifest,
                                                  GFile              *file,
                                                  gboolean            with_links);

G_END_DECLS
