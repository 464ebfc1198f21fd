/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-open-manifest.h"

G_BEGIN_DECLS

/* The manifest of @draft to be looked at, judged by all that is known of its disk, as it was when
 * it was chosen, and of @bucket ((nullable)), in which it lies. (transfer full)
 */
FerryOpenManifest *ferry_review_manifest_new (FerryClient            *client,
                                              FerryDraft             *draft,
                                              const FerryBucketFacts *bucket);

G_END_DECLS
