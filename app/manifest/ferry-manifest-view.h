/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-open-manifest.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_MANIFEST_VIEW (ferry_manifest_view_get_type ())
/**
 * FerryManifestView:
 *
 * A manifest to read: highlighted, with line numbers, findings in the gutter and as a list, the
 * link on the current line explained, search, how long the links last. Of many parts it shows a
 * list, and the text of the one that is selected. The buffer holds masked text only, and has no
 * undo; what is revealed stands in a view of its own for 30 seconds, and goes when the view is not
 * shown any more. Copy, drag and save take masked text unless it is revealed.
 *
 * Properties: "manifest" (FerryOpenManifest, nullable), "revealed" (boolean).
 */
G_DECLARE_FINAL_TYPE (FerryManifestView, ferry_manifest_view, FERRY, MANIFEST_VIEW, AdwBin)

GtkWidget         *ferry_manifest_view_new          (void);
FerryOpenManifest *ferry_manifest_view_get_manifest (FerryManifestView *self);
/* @manifest: (nullable) */
void               ferry_manifest_view_set_manifest (FerryManifestView *self,
                                                     FerryOpenManifest *manifest);

G_END_DECLS
