/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-survey.h"

#include "manifest/ferry-open-manifest.h"

#include <string.h>

void
ferry_manifest_survey_free (FerryManifestSurvey *survey)
{
  g_free (survey->masked);
  g_free (survey);
}

static gboolean
has_long_line (const char *text,
               gsize       length)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *newline = memchr (text, '\n', end - text);
      const char *line_end = newline ? newline : end;

      if (line_end - text > FERRY_MANIFEST_MOST_SHOWN_LINE)
        return TRUE;
      text = line_end + 1;
    }

  return FALSE;
}

static void
survey_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  FerryManifestDocument *document = source;
  gsize length;
  const char *text = g_bytes_get_data (ferry_manifest_document_get_text (document), &length);
  FerryManifestSurvey *survey = g_new0 (FerryManifestSurvey, 1);

  survey->large = ferry_manifest_document_get_n_parts (document) >
                    FERRY_OPEN_MANIFEST_MOST_PARTS ||
                  length > FERRY_MANIFEST_MOST_SHOWN_BYTES || has_long_line (text, length);
  if (!survey->large)
    survey->masked = ferry_manifest_mask (text ? text : "", length);

  g_task_return_pointer (task, survey, (GDestroyNotify) ferry_manifest_survey_free);
}

void
ferry_manifest_survey_async (FerryManifestDocument *document,
                             GCancellable          *cancellable,
                             GAsyncReadyCallback    callback,
                             gpointer               user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (FERRY_IS_MANIFEST_DOCUMENT (document));

  task = g_task_new (document, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_manifest_survey_async);
  g_task_run_in_thread (task, survey_thread);
}

FerryManifestSurvey *
ferry_manifest_survey_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, ferry_manifest_survey_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ferry_manifest_ends_free (FerryManifestEnds *ends)
{
  g_clear_pointer (&ends->first, g_date_time_unref);
  g_free (ends);
}

static void
take_end (FerryManifestEnds *ends,
          const char        *url)
{
  g_autoptr(FerryLink) link = url ? ferry_link_parse (url, NULL) : NULL;
  GTimeSpan later;

  if (link == NULL || link->expiration == NULL)
    return;
  if (ends->first == NULL)
    ends->first = g_date_time_ref (link->expiration);

  later = g_date_time_difference (link->expiration, ends->first);
  if (ABS (later) > G_TIME_SPAN_MINUTE)
    ends->together = FALSE;
  if (later >= 0)
    return;

  g_date_time_unref (ends->first);
  ends->first = g_date_time_ref (link->expiration);
}

static void
ends_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  FerryManifestDocument *document = source;
  guint n_parts = ferry_manifest_document_get_n_parts (document);
  g_autoptr(FerryManifestEnds) ends = g_new0 (FerryManifestEnds, 1);

  ends->together = TRUE;
  take_end (ends, ferry_manifest_document_get_head (document)->self_destruct_url);
  for (guint i = 0; i < n_parts && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr(FerryManifestPart) part = ferry_manifest_document_dup_part (document, i);

      take_end (ends, part->head_url);
      take_end (ends, part->get_url);
      take_end (ends, part->delete_url);
    }

  g_task_return_pointer (task, g_steal_pointer (&ends), (GDestroyNotify) ferry_manifest_ends_free);
}

void
ferry_manifest_ends_async (FerryManifestDocument *document,
                           GCancellable          *cancellable,
                           GAsyncReadyCallback    callback,
                           gpointer               user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (FERRY_IS_MANIFEST_DOCUMENT (document));

  task = g_task_new (document, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_manifest_ends_async);
  g_task_run_in_thread (task, ends_thread);
}

FerryManifestEnds *
ferry_manifest_ends_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, ferry_manifest_ends_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
