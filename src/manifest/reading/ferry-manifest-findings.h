/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-manifest-finding.h"

G_BEGIN_DECLS

/* Gathers findings: of each flaw FERRY_MANIFEST_MOST_OF_A_FLAW, the rest is counted. For
 * FerryManifestDocument and ferry_manifest_lint() only; not for two threads at once.
 */
typedef struct _FerryManifestFindings FerryManifestFindings;

FerryManifestFindings *ferry_manifest_findings_new         (void);
void                   ferry_manifest_findings_free        (FerryManifestFindings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryManifestFindings, ferry_manifest_findings_free)
/* @evidence: (nullable): valid UTF-8 without a secret, see ferry_manifest_dup_evidence() */
void                   ferry_manifest_findings_add         (FerryManifestFindings *self,
                                                            FerryFlaw              flaw,
                                                            FerrySeverity          severity,
                                                            FerryManifestElement   element,
                                                            guint                  part,
                                                            guint                  line,
                                                            const char            *evidence);
/* Those of a document: (element-type FerryManifestFinding) */
void                   ferry_manifest_findings_add_all     (FerryManifestFindings *self,
                                                            GPtrArray             *findings);
/* By line, and where two are of one line, as they were added. (transfer full) (element-type
 * FerryManifestFinding); @self is empty then
 */
GPtrArray             *ferry_manifest_findings_steal       (FerryManifestFindings *self);

/* A word of a foreign text, to be told: valid UTF-8, at most 80 characters. (transfer full)
 * (nullable): %NULL for what might be a link or a part of one
 */
char                  *ferry_manifest_dup_evidence         (const char            *text);

G_END_DECLS
