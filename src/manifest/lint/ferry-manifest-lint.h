/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "credentials/ferry-credentials.h"
#include "disk/ferry-disk-report.h"
#include "bucket/ferry-parts.h"
#include "manifest/reading/ferry-manifest-document.h"

G_BEGIN_DECLS

#define FERRY_TYPE_MANIFEST_FACTS (ferry_manifest_facts_get_type ())
/* What is known about a manifest beside its text. Refcounted; fill it, then do not change it. A
 * finding that needs a fact is silent where it is not known.
 */
typedef struct {
  GDateTime        *now;          /* the servers' time */
  char             *region;       /* (nullable): of the bucket in which the manifest lies */
  char             *bucket;       /* (nullable) */
  char             *key;          /* (nullable): of the manifest itself */
  char             *endpoint;     /* (nullable): the account's own instead of AWS's */
  FerryCredentials *credentials;  /* (nullable): links that were signed with them are verified,
                                     verb by verb, which nothing else can tell */
  FerryDiskReport  *report;       /* (nullable): what the disk is */
  FerryParts       *objects;      /* (nullable): what the bucket has under the parts' keys, in the
                                     parts' order; size 0 and no ETag: nothing */
  gboolean          keeps_versions;  /* the bucket does: deleted is not gone */
} FerryManifestFacts;

GType               ferry_manifest_facts_get_type (void);
FerryManifestFacts *ferry_manifest_facts_new      (GDateTime          *now);
FerryManifestFacts *ferry_manifest_facts_ref      (FerryManifestFacts *self);
void                ferry_manifest_facts_unref    (FerryManifestFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryManifestFacts, ferry_manifest_facts_unref)

/* Judges by meaning. Pure. Returns: (transfer full) (element-type FerryManifestFinding): the
 * document's own findings and these, by line, of each flaw at most FERRY_MANIFEST_MOST_OF_A_FLAW
 */
GPtrArray *ferry_manifest_lint        (FerryManifestDocument *document,
                                       FerryManifestFacts    *facts);
/* The same in another thread: a manifest of 100,000 parts takes seconds. */
void       ferry_manifest_lint_async  (FerryManifestDocument *document,
                                       FerryManifestFacts    *facts,
                                       GCancellable          *cancellable,
                                       GAsyncReadyCallback    callback,
                                       gpointer               user_data);
GPtrArray *ferry_manifest_lint_finish (GAsyncResult          *result,
                                       GError               **error);

G_END_DECLS
