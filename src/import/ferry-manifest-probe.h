/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "import/ferry-probe-result.h"
#include "manifest/reading/ferry-manifest-document.h"

G_BEGIN_DECLS

#define FERRY_TYPE_MANIFEST_PROBE (ferry_manifest_probe_get_type ())
/**
 * FerryManifestProbe:
 *
 * Tries each link of a manifest with its own verb where that is harmless, a few at a time, just as
 * EC2 would: no header of ours. It proves this computer's path, not EC2's. DELETE is never tried.
 * In a rehearsal the rehearsal cloud is asked in AWS's place.
 *
 * Signal "result" (FerryProbeResult, boxed): one more. Main thread.
 */
G_DECLARE_FINAL_TYPE (FerryManifestProbe, ferry_manifest_probe, FERRY, MANIFEST_PROBE, GObject)

FerryManifestProbe *ferry_manifest_probe_new        (FerryClient           *client,
                                                     FerryManifestDocument *document);
/* Those of parts @first to @first + @n_parts - 1 (as many of these as there are), and at the first
 * run the self-destruct-url, which is not tried. One run at a time. A part that is tried again
 * takes the place of its earlier results. Errors: G_IO_ERROR_CANCELLED only; each link's is in its
 * result
 */
void                ferry_manifest_probe_run_async  (FerryManifestProbe    *self,
                                                     guint                  first,
                                                     guint                  n_parts,
                                                     GCancellable          *cancellable,
                                                     GAsyncReadyCallback    callback,
                                                     gpointer               user_data);
gboolean            ferry_manifest_probe_run_finish (FerryManifestProbe    *self,
                                                     GAsyncResult          *result,
                                                     GError               **error);
/* so far, as they came; (transfer none) (element-type FerryProbeResult) */
GPtrArray          *ferry_manifest_probe_get_results (FerryManifestProbe   *self);

G_END_DECLS
