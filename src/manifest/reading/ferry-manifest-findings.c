/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/reading/ferry-manifest-findings.h"

#include <string.h>

#define MOST_OF_EVIDENCE 80

struct _FerryManifestFindings {
  GPtrArray            *findings;
  guint                 counts[FERRY_N_FLAWS];
  FerryManifestFinding *last[FERRY_N_FLAWS];  /* of each flaw, the one that counts the rest */
};

FerryManifestFindings *
ferry_manifest_findings_new (void)
{
  FerryManifestFindings *self = g_new0 (FerryManifestFindings, 1);

  self->findings =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_manifest_finding_unref);

  return self;
}

void
ferry_manifest_findings_free (FerryManifestFindings *self)
{
  g_ptr_array_unref (self->findings);
  g_free (self);
}

void
ferry_manifest_findings_add (FerryManifestFindings *self,
                             FerryFlaw              flaw,
                             FerrySeverity          severity,
                             FerryManifestElement   element,
                             guint                  part,
                             guint                  line,
                             const char            *evidence)
{
  g_return_if_fail (flaw < FERRY_N_FLAWS);

  if (self->counts[flaw] == FERRY_MANIFEST_MOST_OF_A_FLAW)
    {
      self->last[flaw]->n_more++;
      return;
    }

  self->counts[flaw]++;
  self->last[flaw] = ferry_manifest_finding_new (flaw, severity, element, part, line, evidence);
  g_ptr_array_add (self->findings, self->last[flaw]);
}

void
ferry_manifest_findings_add_all (FerryManifestFindings *self,
                                 GPtrArray             *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      FerryManifestFinding *finding = g_ptr_array_index (findings, i);

      ferry_manifest_findings_add (self, finding->flaw, finding->severity, finding->element,
                                   finding->part, finding->line, finding->evidence);
      self->last[finding->flaw]->n_more += finding->n_more;
    }
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  const FerryManifestFinding *first = *(FerryManifestFinding *const *) a;
  const FerryManifestFinding *second = *(FerryManifestFinding *const *) b;

  return (first->line > second->line) - (first->line < second->line);
}

GPtrArray *
ferry_manifest_findings_steal (FerryManifestFindings *self)
{
  GPtrArray *findings = g_steal_pointer (&self->findings);

  self->findings =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_manifest_finding_unref);
  memset (self->counts, 0, sizeof self->counts);
  memset (self->last, 0, sizeof self->last);

  /* stable, as GLib promises */
  g_ptr_array_sort (findings, compare_lines);

  return findings;
}

char *
ferry_manifest_dup_evidence (const char *text)
{
  g_autofree char *whole = g_utf8_make_valid (text, -1);
  g_autofree char *cut = NULL;

  if (strpbrk (whole, "=?&%/@") || strstr (whole, "amz") || strstr (whole, "Amz"))
    return NULL;
  if (g_utf8_strlen (whole, -1) <= MOST_OF_EVIDENCE)
    return g_steal_pointer (&whole);

  cut = g_utf8_substring (whole, 0, MOST_OF_EVIDENCE - 1);

  return g_strconcat (cut, "…", NULL);
}
