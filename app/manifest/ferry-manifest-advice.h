/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-manifest-source.h"
#include "manifest/ferry-open-manifest.h"

G_BEGIN_DECLS

/* What is to be done next with a manifest: why, and the label and the action of its button. */
typedef struct {
  const char *text;
  const char *button;
  const char *action;
} FerryManifestAdvice;

/* @manifest: (nullable): it is not read yet. Returns: whether there is anything to be done */
gboolean ferry_manifest_advise (FerryManifestSource *source,
                                FerryOpenManifest   *manifest,
                                FerryManifestAdvice *advice);

G_END_DECLS
