/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "manifest/ferry-manifest-document.h"

G_BEGIN_DECLS

/**
 * FerryProbeOutcome:
 * @FERRY_PROBE_GOOD: it leads to the part: the size is right (HEAD), the first bytes came (GET)
 * @FERRY_PROBE_REFUSED: the answer was no: see the status and S3's code
 * @FERRY_PROBE_OTHER: it answers, but the size is another than the part's
 * @FERRY_PROBE_FAILED: no answer
 * @FERRY_PROBE_NOT_TRIED: it deletes
 * @FERRY_PROBE_FOREIGN: its host is not S3's (nor the account's endpoint), or it is plain http:
 *   nobody is asked because a file says so
 */
typedef enum {
  FERRY_PROBE_GOOD,
  FERRY_PROBE_REFUSED,
  FERRY_PROBE_OTHER,
  FERRY_PROBE_FAILED,
  FERRY_PROBE_NOT_TRIED,
  FERRY_PROBE_FOREIGN,
} FerryProbeOutcome;

#define FERRY_TYPE_PROBE_RESULT (ferry_probe_result_get_type ())
/* What became of one link. Refcounted, immutable. */
typedef struct {
  FerryProbeOutcome     outcome;
  FerryManifestElement  element;
  guint                 part;     /* FERRY_MANIFEST_NO_PART: self-destruct-url */
  guint                 line;
  guint                 status;   /* HTTP; 0 without an answer */
  char                 *code;     /* (nullable): S3's: "SignatureDoesNotMatch"; a HEAD has none */
  guint64               size;     /* of the object, as HEAD says; 0 where not known */
} FerryProbeResult;

GType             ferry_probe_result_get_type (void);
FerryProbeResult *ferry_probe_result_ref      (FerryProbeResult *self);
void              ferry_probe_result_unref    (FerryProbeResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryProbeResult, ferry_probe_result_unref)

#define FERRY_TYPE_MANIFEST_PROBE (ferry_manifest_probe_get_type ())
/**
 * FerryManifestProbe:
 *
 * Tries each link of a manifest with its own verb where that is harmless, a few at a time, just as
 * EC2 would: no header of ours. It proves this computer's path, not EC2's. DELETE is never tried.
 *
 * Signal "result" (FerryProbeResult, boxed): one more. Main thread.
 */
G_DECLARE_FINAL_TYPE (FerryManifestProbe, ferry_manifest_probe, FERRY, MANIFEST_PROBE, GObject)

FerryManifestProbe *ferry_manifest_probe_new        (FerryClient           *client,
                                                     FerryManifestDocument *document);
/* Those of parts @first to @first + @n_parts - 1, and once the self-destruct-url, which is not
 * tried. Errors: G_IO_ERROR_CANCELLED only; each link's is in its result
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
/* so far; (element-type FerryProbeResult) */
GPtrArray          *ferry_manifest_probe_get_results (FerryManifestProbe   *self);

G_END_DECLS
