/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-marks.h"

#include "manifest/ferry-flaw-text.h"
#include "manifest/ferry-probe-text.h"

void
ferry_manifest_marks_add_findings (FerryManifestText *text,
                                   GPtrArray         *findings)
{
  g_return_if_fail (FERRY_IS_MANIFEST_TEXT (text));
  g_return_if_fail (findings != NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      FerryManifestFinding *finding = g_ptr_array_index (findings, i);

      ferry_manifest_text_mark (text, finding->line, finding->severity, NULL,
                                ferry_flaw_to_title (finding->flaw));
    }
}

void
ferry_manifest_marks_add_results (FerryManifestText *text,
                                  GPtrArray         *results,
                                  guint              first)
{
  g_return_if_fail (FERRY_IS_MANIFEST_TEXT (text));
  g_return_if_fail (results != NULL);

  for (guint i = first; i < results->len; i++)
    {
      FerryProbeResult *result = g_ptr_array_index (results, i);
      g_autofree char *sentence = ferry_probe_result_to_sentence (result);

      ferry_manifest_text_mark (text, result->line, ferry_probe_result_to_severity (result),
                                ferry_probe_result_to_icon (result), sentence);
    }
}

FerryManifestFinding *
ferry_manifest_marks_find (GPtrArray *findings,
                           guint      line,
                           gboolean   forward)
{
  g_return_val_if_fail (findings != NULL, NULL);

  if (findings->len == 0)
    return NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      FerryManifestFinding *finding =
        g_ptr_array_index (findings, forward ? i : findings->len - 1 - i);

      if (forward ? finding->line > line : finding->line < line)
        return finding;
    }

  return g_ptr_array_index (findings, forward ? 0 : findings->len - 1);
}
