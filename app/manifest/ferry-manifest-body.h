/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-manifest-search.h"
#include "manifest/ferry-open-manifest.h"

G_BEGIN_DECLS

#define FERRY_TYPE_MANIFEST_BODY (ferry_manifest_body_get_type ())
/**
 * FerryManifestBody:
 *
 * A manifest's text with its marks; of many parts their list, and the text of the one that is
 * selected. The text is masked. What is revealed stands in a pane of its own in its place, which
 * goes by itself.
 *
 * Properties, all notify: "line" (uint, read only: where the cursor is), "revealed" (boolean: what
 * is shown is; it stays %FALSE where there is nothing to show, or the body is not seen).
 */
G_DECLARE_FINAL_TYPE (FerryManifestBody, ferry_manifest_body, FERRY, MANIFEST_BODY, AdwBin)

/* @manifest: (nullable) */
void     ferry_manifest_body_set_manifest (FerryManifestBody    *self,
                                           FerryOpenManifest    *manifest);
/* What searches it: only once. */
void     ferry_manifest_body_set_search   (FerryManifestBody    *self,
                                           FerryManifestSearch  *search);
guint    ferry_manifest_body_get_line     (FerryManifestBody    *self);
gboolean ferry_manifest_body_is_revealed  (FerryManifestBody    *self);
/* Shows it; what is revealed is masked again. */
void     ferry_manifest_body_go_to        (FerryManifestBody    *self,
                                           FerryManifestFinding *finding);
/* To the next finding, or the one before. */
void     ferry_manifest_body_step         (FerryManifestBody    *self,
                                           gboolean              forward);
/* What is shown: its secrets masked, unless it is revealed. (transfer full) */
char    *ferry_manifest_body_dup_text     (FerryManifestBody    *self);

G_END_DECLS
