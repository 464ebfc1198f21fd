/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* Manifests to try, and what came of it. */

/* @request: (transfer full): one for S3. Returns: (transfer full): its link, for @seconds */
char               *ferry_test_sign_link      (FerryClient          *client,
                                               FerryRequest         *request,
                                               guint                 seconds);
/* all but its parts; (transfer full) */
FerryManifest      *ferry_test_make_manifest  (void);
/* the next part of @size bytes, without key and links */
FerryManifestPart  *ferry_test_add_part       (FerryManifest        *manifest,
                                               guint64               size);
/* with its key and all three links, for an hour */
FerryManifestPart  *ferry_test_add_signed     (FerryManifest        *manifest,
                                               FerryClient          *client,
                                               const char           *region,
                                               const char           *bucket,
                                               const char           *key,
                                               guint64               size);
/* as a document that was read; (transfer full) */
FerryManifestDocument *ferry_test_read_manifest (const FerryManifest *manifest);
/* Tries the links of these parts, and waits. */
void                ferry_test_run_probe      (FerryManifestProbe   *probe,
                                               guint                 first,
                                               guint                 n_parts);
/* the only one about that link; (transfer none) */
FerryProbeResult   *ferry_test_find_result    (FerryManifestProbe   *probe,
                                               guint                 part,
                                               FerryManifestElement  element);
/* @code: (nullable) */
void                ferry_test_assert_result  (FerryManifestProbe   *probe,
                                               guint                 part,
                                               FerryManifestElement  element,
                                               FerryProbeOutcome     outcome,
                                               guint                 status,
                                               const char           *code);

G_END_DECLS
