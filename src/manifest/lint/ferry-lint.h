/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/link/ferry-link-verifier.h"
#include "manifest/reading/ferry-manifest-findings.h"
#include "manifest/lint/ferry-manifest-lint.h"

G_BEGIN_DECLS

/* A text of the manifest, to find it again: the hash of its bytes, and where it stands. */
typedef struct {
  guint64              hash;
  guint                part;
  FerryManifestElement element;
} FerryLintText;

/**
 * FerryLint:
 *
 * One run of ferry_manifest_lint(), shared by its files: what is judged, what has been found, and
 * what one part must tell of itself for the judgement of others. One thread.
 */
typedef struct {
  FerryManifestDocument *document;
  FerryManifestFacts    *facts;
  const FerryManifest   *head;
  guint                  n_parts;
  GCancellable          *cancellable;    /* (nullable) */
  FerryLinkVerifier     *verifier;       /* (nullable) */
  FerryManifestFindings *findings;
  guint                  told[FERRY_N_FLAWS];
  GHashTable            *not_numbers;    /* places of which reading said so: nothing to add */
  char                  *bucket;         /* (nullable): where the first readable link leads to */
  FerryLink             *self_destruct;  /* (nullable) */
  gboolean               self_destruct_hits;  /* a part */
  GArray                *texts;          /* (element-type FerryLintText): keys and links */
  GArray                *suspects;       /* (element-type guint): parts whose links lead away */
  GHashTable            *shared;         /* (set) of the parts that have a link of another one */
} FerryLint;

FerryLint *ferry_lint_new            (FerryManifestDocument *document,
                                      FerryManifestFacts    *facts,
                                      GCancellable          *cancellable);
void       ferry_lint_free           (FerryLint             *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryLint, ferry_lint_free)

/* @evidence: (nullable): valid UTF-8 without a secret. The line is looked up, which may take
 * another reading of the part, so only for those that are told one by one.
 */
void       ferry_lint_add            (FerryLint             *self,
                                      FerryFlaw              flaw,
                                      FerryManifestElement   element,
                                      guint                  part,
                                      const char            *evidence);
/* The same where the severity depends on more than the flaw. */
void       ferry_lint_add_as         (FerryLint             *self,
                                      FerryFlaw              flaw,
                                      FerrySeverity          severity,
                                      FerryManifestElement   element,
                                      guint                  part,
                                      const char            *evidence);
/* Whether the document has said of a number that it is none. */
gboolean   ferry_lint_is_no_number   (FerryLint             *self,
                                      FerryManifestElement   element,
                                      guint                  part);
gboolean   ferry_lint_is_cancelled   (FerryLint             *self);
/* A key or a host, to be told: short, valid UTF-8, its secrets masked. (transfer full) */
char      *ferry_lint_dup_name       (const char            *bytes);
/* (transfer full) */
char      *ferry_lint_dup_difference (const char            *name,
                                      guint64                value,
                                      const char            *other_name,
                                      guint64                other);

/* format, size, volume size, count */
void       ferry_lint_head           (FerryLint             *self);
/* where the parts lie, their indexes, and what the bucket has of them */
void       ferry_lint_ranges         (FerryLint             *self);
/* keys and links, one by one and against each other */
void       ferry_lint_parts          (FerryLint             *self);

/* Judges one link by itself. Returns: (transfer full) (nullable): taken apart */
FerryLink *ferry_lint_link           (FerryLint             *self,
                                      FerryManifestElement   element,
                                      guint                  part,
                                      const char            *text);
/* Whether it is signed for the verb that it is for, as far as the account's key tells. */
void       ferry_lint_verb           (FerryLint             *self,
                                      FerryManifestElement   element,
                                      guint                  part,
                                      FerryLink             *link);
/* Remembers a key or a link, for ferry_lint_shared(). */
void       ferry_lint_remember       (FerryLint             *self,
                                      FerryManifestElement   element,
                                      guint                  part,
                                      const char            *text);
/* Keys and links that two parts have. */
void       ferry_lint_shared         (FerryLint             *self);

G_END_DECLS
