/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/lint/ferry-lint.h"

#include "manifest/reading/ferry-manifest-mask.h"

#define MOST_OF_A_NAME 80

/* What makes EC2 fail, or destroys data, blocks; what it bears is told. EC2 answers a wrong
 * manifest with silence, so where nothing shows that it bears a thing, it is taken for a failure.
 */
static const FerrySeverity severities[FERRY_N_FLAWS] = {
  [FERRY_FLAW_FORMAT_UNKNOWN] = FERRY_SEVERITY_BLOCKS,
  /* every writer has capitals, and nothing says that others are taken */
  [FERRY_FLAW_FORMAT_CASE] = FERRY_SEVERITY_WARNING,
  [FERRY_FLAW_FORMAT_OTHER] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_SIZE_ZERO] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_SIZE_NOT_SUM] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_VOLUME_ZERO] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_VOLUME_SMALL] = FERRY_SEVERITY_BLOCKS,
  /* VM Import takes less than 16 TiB */
  [FERRY_FLAW_VOLUME_LARGE] = FERRY_SEVERITY_BLOCKS,
  /* the schema does without count and index */
  [FERRY_FLAW_COUNT_MISSING] = FERRY_SEVERITY_NOTE,
  [FERRY_FLAW_COUNT_WRONG] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_INDEX_MISSING] = FERRY_SEVERITY_NOTE,
  [FERRY_FLAW_INDEX_TWICE] = FERRY_SEVERITY_BLOCKS,
  /* the ranges still say where each part belongs */
  [FERRY_FLAW_INDEX_UNORDERED] = FERRY_SEVERITY_WARNING,
  [FERRY_FLAW_RANGE_MISSING] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_RANGE_REVERSED] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_RANGE_NOT_FROM_0] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_GAP] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_OVERLAP] = FERRY_SEVERITY_BLOCKS,
  /* AWS's second sample, euca2ools and BOSH do it */
  [FERRY_FLAW_END_IS_SIZE] = FERRY_SEVERITY_NOTE,
  [FERRY_FLAW_RANGE_BEYOND_SIZE] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_KEY_TWICE] = FERRY_SEVERITY_BLOCKS,
  /* EC2 follows the links */
  [FERRY_FLAW_KEY_ENCODED] = FERRY_SEVERITY_WARNING,
  /* which it also does here, and imports what may be another disk */
  [FERRY_FLAW_KEY_OTHER] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_PART_GONE] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_PART_SIZE] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_LINK_UNREADABLE] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_LINK_ESCAPED_TWICE] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_LINK_PLAIN] = FERRY_SEVERITY_WARNING,
  /* the links lead where they lead; nothing says whether EC2 would go there */
  [FERRY_FLAW_LINK_NOT_S3] = FERRY_SEVERITY_WARNING,
  [FERRY_FLAW_LINK_BUCKET] = FERRY_SEVERITY_WARNING,
  [FERRY_FLAW_LINK_REGION] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_LINK_UNSIGNED] = FERRY_SEVERITY_WARNING,
  [FERRY_FLAW_LINK_SIGNATURE_2] = FERRY_SEVERITY_WARNING,
  [FERRY_FLAW_LINK_MALFORMED] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_LINK_SIGNED_HEADERS] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_LINK_TOO_LONG] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_LINK_ENDED] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_LINK_ENDS_SOON] = FERRY_SEVERITY_WARNING,
  [FERRY_FLAW_LINK_NOT_YET] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_LINK_TEMPORARY] = FERRY_SEVERITY_WARNING,
  [FERRY_FLAW_LINK_VERB] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_LINK_SIGNATURE] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_LINK_TWO_PARTS] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_LINK_TWO_VERBS] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_SELF_DESTRUCT_DISK] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_SELF_DESTRUCT_OTHER] = FERRY_SEVERITY_BLOCKS,
  [FERRY_FLAW_DELETES_DISK] = FERRY_SEVERITY_WARNING,
  [FERRY_FLAW_DELETES_ONLY_COPY] = FERRY_SEVERITY_BLOCKS,
};

/* Element and part in one number; no part is the largest. */
static gint64
make_place (FerryManifestElement element,
            guint                part)
{
  return ((gint64) part << 8) | element;
}

static void
read_findings (FerryLint *self)
{
  GPtrArray *findings = ferry_manifest_document_get_findings (self->document);

  ferry_manifest_findings_add_all (self->findings, findings);
  for (guint i = 0; i < findings->len; i++)
    {
      const FerryManifestFinding *finding = g_ptr_array_index (findings, i);
      gint64 place = make_place (finding->element, finding->part);

      if (finding->flaw == FERRY_FLAW_NOT_A_NUMBER)
        g_hash_table_add (self->not_numbers, g_memdup2 (&place, sizeof place));
    }
}

FerryLint *
ferry_lint_new (FerryManifestDocument *document,
                FerryManifestFacts    *facts,
                GCancellable          *cancellable)
{
  FerryLint *self = g_new0 (FerryLint, 1);

  self->document = g_object_ref (document);
  self->facts = ferry_manifest_facts_ref (facts);
  self->head = ferry_manifest_document_get_head (document);
  self->n_parts = ferry_manifest_document_get_n_parts (document);
  g_set_object (&self->cancellable, cancellable);
  self->verifier = facts->credentials ? ferry_link_verifier_new (facts->credentials) : NULL;
  self->findings = ferry_manifest_findings_new ();
  self->not_numbers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->texts = g_array_new (FALSE, FALSE, sizeof (FerryLintText));
  self->suspects = g_array_new (FALSE, FALSE, sizeof (guint));
  self->shared = g_hash_table_new (NULL, NULL);
  read_findings (self);

  return self;
}

void
ferry_lint_free (FerryLint *self)
{
  g_object_unref (self->document);
  ferry_manifest_facts_unref (self->facts);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->verifier, ferry_link_verifier_free);
  ferry_manifest_findings_free (self->findings);
  g_hash_table_unref (self->not_numbers);
  g_free (self->bucket);
  g_clear_pointer (&self->self_destruct, ferry_link_unref);
  g_array_unref (self->texts);
  g_array_unref (self->suspects);
  g_hash_table_unref (self->shared);
  g_free (self);
}

/* Of what is not there the parent is told. */
static guint
find_line (FerryLint            *self,
           FerryManifestElement  element,
           guint                 part)
{
  guint line = ferry_manifest_document_get_line (self->document, element, part);

  if (line == 0 && part != FERRY_MANIFEST_NO_PART)
    line = ferry_manifest_document_get_line (self->document, FERRY_ELEMENT_PART, part);

  return MAX (line, 1);
}

void
ferry_lint_add_as (FerryLint            *self,
                   FerryFlaw             flaw,
                   FerrySeverity         severity,
                   FerryManifestElement  element,
                   guint                 part,
                   const char           *evidence)
{
  gboolean is_counted = self->told[flaw] >= FERRY_MANIFEST_MOST_OF_A_FLAW;
  guint line = is_counted ? 0 : find_line (self, element, part);

  self->told[flaw]++;
  ferry_manifest_findings_add (self->findings, flaw, severity, element, part, line, evidence);
}

/* Whether it concerns a link that deletes, and how it is signed. Such a link that fails deletes
 * nothing: the import does not hang on it. The other way round it would.
 */
static gboolean
is_harmless (FerryFlaw            flaw,
             FerryManifestElement element)
{
  return (element == FERRY_ELEMENT_SELF_DESTRUCT_URL || element == FERRY_ELEMENT_DELETE_URL) &&
         flaw >= FERRY_FLAW_LINK_REGION && flaw <= FERRY_FLAW_LINK_SIGNATURE;
}

void
ferry_lint_add (FerryLint            *self,
                FerryFlaw             flaw,
                FerryManifestElement  element,
                guint                 part,
                const char           *evidence)
{
  FerrySeverity severity = severities[flaw];

  if (is_harmless (flaw, element))
    severity = MIN (severity, FERRY_SEVERITY_WARNING);

  ferry_lint_add_as (self, flaw, severity, element, part, evidence);
}

gboolean
ferry_lint_is_no_number (FerryLint            *self,
                         FerryManifestElement  element,
                         guint                 part)
{
  gint64 place = make_place (element, part);

  return g_hash_table_contains (self->not_numbers, &place);
}

gboolean
ferry_lint_is_cancelled (FerryLint *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

char *
ferry_lint_dup_name (const char *bytes)
{
  g_autofree char *masked = ferry_manifest_mask_value (bytes);
  g_autofree char *cut = NULL;

  if (g_utf8_strlen (masked, -1) <= MOST_OF_A_NAME)
    return g_steal_pointer (&masked);

  cut = g_utf8_substring (masked, 0, MOST_OF_A_NAME - 1);

  return g_strconcat (cut, "…", NULL);
}

char *
ferry_lint_dup_difference (const char *name,
                           guint64     value,
                           const char *other_name,
                           guint64     other)
{
  return g_strdup_printf ("%s %" G_GUINT64_FORMAT ", %s %" G_GUINT64_FORMAT, name, value,
                          other_name, other);
}
