/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-manifest-element.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FerryProbeOutcome:
 * @FERRY_PROBE_GOOD: it leads to the part: the size is right (HEAD), the first bytes came (GET)
 * @FERRY_PROBE_REFUSED: the answer was no: see the status and S3's code
 * @FERRY_PROBE_OTHER: it answers, but the size is another than the part's
 * @FERRY_PROBE_FAILED: no answer, or none of S3: a proxy's page, more than was asked for
 * @FERRY_PROBE_NOT_TRIED: it deletes
 * @FERRY_PROBE_FOREIGN: its host is not S3's (nor the account's endpoint), or it is plain http, or
 *   no address at all: nobody is asked because a file says so
 */
typedef enum {
  FERRY_PROBE_GOOD,
  FERRY_PROBE_REFUSED,
  FERRY_PROBE_OTHER,
  FERRY_PROBE_FAILED,
  FERRY_PROBE_NOT_TRIED,
  FERRY_PROBE_FOREIGN,
} FerryProbeOutcome;

#define FERRY_N_PROBE_OUTCOMES (FERRY_PROBE_FOREIGN + 1)

#define FERRY_TYPE_PROBE_RESULT (ferry_probe_result_get_type ())
/* What became of one link. Refcounted, immutable once it is told. */
typedef struct {
  FerryProbeOutcome     outcome;
  FerryManifestElement  element;
  guint                 part;     /* FERRY_MANIFEST_NO_PART: self-destruct-url */
  guint                 line;
  guint                 status;   /* HTTP; 0 without an answer */
  char                 *code;     /* (nullable): S3's: "SignatureDoesNotMatch"; a HEAD has none */
  guint64               size;     /* of the object, as the answer says; 0 where not known */
} FerryProbeResult;

GType             ferry_probe_result_get_type (void);
/* one without an answer; fill the rest */
FerryProbeResult *ferry_probe_result_new      (FerryProbeOutcome     outcome,
                                               FerryManifestElement  element,
                                               guint                 part,
                                               guint                 line);
FerryProbeResult *ferry_probe_result_ref      (FerryProbeResult     *self);
void              ferry_probe_result_unref    (FerryProbeResult     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryProbeResult, ferry_probe_result_unref)

G_END_DECLS
