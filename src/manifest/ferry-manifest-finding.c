/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-finding.h"

G_DEFINE_BOXED_TYPE (FerryManifestFinding, ferry_manifest_finding, ferry_manifest_finding_ref,
                     ferry_manifest_finding_unref)

static const char *const ids[FERRY_N_FLAWS] = {
  [FERRY_FLAW_NOT_XML] = "not-xml",
  [FERRY_FLAW_NOT_UTF8] = "not-utf8",
  [FERRY_FLAW_BYTE_ORDER_MARK] = "byte-order-mark",
  [FERRY_FLAW_DOCUMENT_TYPE] = "document-type",
  [FERRY_FLAW_NOT_A_MANIFEST] = "not-a-manifest",
  [FERRY_FLAW_NAMESPACE] = "namespace",
  [FERRY_FLAW_TOO_LARGE] = "too-large",
  [FERRY_FLAW_MISSING] = "missing",
  [FERRY_FLAW_REPEATED] = "repeated",
  [FERRY_FLAW_OUT_OF_ORDER] = "out-of-order",
  [FERRY_FLAW_UNKNOWN_ELEMENT] = "unknown-element",
  [FERRY_FLAW_UNKNOWN_ATTRIBUTE] = "unknown-attribute",
  [FERRY_FLAW_STRAY_TEXT] = "stray-text",
  [FERRY_FLAW_EMPTY] = "empty",
  [FERRY_FLAW_PADDED] = "padded",
  [FERRY_FLAW_NOT_A_NUMBER] = "not-a-number",
  [FERRY_FLAW_OTHER_VERSION] = "other-version",
  [FERRY_FLAW_FORMAT_UNKNOWN] = "format-unknown",
  [FERRY_FLAW_FORMAT_CASE] = "format-case",
  [FERRY_FLAW_FORMAT_OTHER] = "format-other",
  [FERRY_FLAW_SIZE_ZERO] = "size-zero",
  [FERRY_FLAW_SIZE_NOT_SUM] = "size-not-sum",
  [FERRY_FLAW_VOLUME_ZERO] = "volume-zero",
  [FERRY_FLAW_VOLUME_SMALL] = "volume-small",
  [FERRY_FLAW_VOLUME_LARGE] = "volume-large",
  [FERRY_FLAW_COUNT_MISSING] = "count-missing",
  [FERRY_FLAW_COUNT_WRONG] = "count-wrong",
  [FERRY_FLAW_INDEX_MISSING] = "index-missing",
  [FERRY_FLAW_INDEX_TWICE] = "index-twice",
  [FERRY_FLAW_INDEX_UNORDERED] = "index-unordered",
  [FERRY_FLAW_RANGE_MISSING] = "range-missing",
  [FERRY_FLAW_RANGE_REVERSED] = "range-reversed",
  [FERRY_FLAW_RANGE_NOT_FROM_0] = "range-not-from-0",
  [FERRY_FLAW_GAP] = "gap",
  [FERRY_FLAW_OVERLAP] = "overlap",
  [FERRY_FLAW_END_IS_SIZE] = "end-is-size",
  [FERRY_FLAW_RANGE_BEYOND_SIZE] = "range-beyond-size",
  [FERRY_FLAW_KEY_TWICE] = "key-twice",
  [FERRY_FLAW_KEY_ENCODED] = "key-encoded",
  [FERRY_FLAW_KEY_OTHER] = "key-other",
  [FERRY_FLAW_PART_GONE] = "part-gone",
  [FERRY_FLAW_PART_SIZE] = "part-size",
  [FERRY_FLAW_LINK_UNREADABLE] = "link-unreadable",
  [FERRY_FLAW_LINK_ESCAPED_TWICE] = "link-escaped-twice",
  [FERRY_FLAW_LINK_PLAIN] = "link-plain",
  [FERRY_FLAW_LINK_NOT_S3] = "link-not-s3",
  [FERRY_FLAW_LINK_BUCKET] = "link-bucket",
  [FERRY_FLAW_LINK_REGION] = "link-region",
  [FERRY_FLAW_LINK_UNSIGNED] = "link-unsigned",
  [FERRY_FLAW_LINK_SIGNATURE_2] = "link-signature-2",
  [FERRY_FLAW_LINK_MALFORMED] = "link-malformed",
  [FERRY_FLAW_LINK_SIGNED_HEADERS] = "link-signed-headers",
  [FERRY_FLAW_LINK_TOO_LONG] = "link-too-long",
  [FERRY_FLAW_LINK_ENDED] = "link-ended",
  [FERRY_FLAW_LINK_ENDS_SOON] = "link-ends-soon",
  [FERRY_FLAW_LINK_NOT_YET] = "link-not-yet",
  [FERRY_FLAW_LINK_TEMPORARY] = "link-temporary",
  [FERRY_FLAW_LINK_VERB] = "link-verb",
  [FERRY_FLAW_LINK_SIGNATURE] = "link-signature",
  [FERRY_FLAW_LINK_TWO_PARTS] = "link-two-parts",
  [FERRY_FLAW_LINK_TWO_VERBS] = "link-two-verbs",
  [FERRY_FLAW_SELF_DESTRUCT_DISK] = "self-destruct-disk",
  [FERRY_FLAW_SELF_DESTRUCT_OTHER] = "self-destruct-other",
  [FERRY_FLAW_DELETES_DISK] = "deletes-disk",
  [FERRY_FLAW_DELETES_ONLY_COPY] = "deletes-only-copy",
};

FerryManifestFinding *
ferry_manifest_finding_new (FerryFlaw             flaw,
                            FerrySeverity         severity,
                            FerryManifestElement  element,
                            guint                 part,
                            guint                 line,
                            const char           *evidence)
{
  FerryManifestFinding *self;

  g_return_val_if_fail (evidence == NULL || g_utf8_validate (evidence, -1, NULL), NULL);

  self = g_atomic_rc_box_new0 (FerryManifestFinding);
  self->flaw = flaw;
  self->severity = severity;
  self->element = element;
  self->part = part;
  self->line = line;
  self->evidence = g_strdup (evidence);

  return self;
}

FerryManifestFinding *
ferry_manifest_finding_ref (FerryManifestFinding *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  FerryManifestFinding *self = data;

  g_free (self->evidence);
}

void
ferry_manifest_finding_unref (FerryManifestFinding *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

const char *
ferry_manifest_fault_get_id (FerryFlaw flaw)
{
  g_return_val_if_fail (flaw < FERRY_N_FLAWS, NULL);

  return ids[flaw];
}
