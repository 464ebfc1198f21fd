/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/lint/ferry-manifest-lint.h"

#include "manifest/lint/ferry-lint.h"

G_DEFINE_BOXED_TYPE (FerryManifestFacts, ferry_manifest_facts, ferry_manifest_facts_ref,
                     ferry_manifest_facts_unref)

typedef struct {
  FerryManifestDocument *document;
  FerryManifestFacts    *facts;
} Job;

static void
clear_facts (gpointer data)
{
  FerryManifestFacts *self = data;

  g_date_time_unref (self->now);
  g_free (self->region);
  g_free (self->bucket);
  g_free (self->key);
  g_free (self->endpoint);
  g_clear_pointer (&self->credentials, ferry_credentials_unref);
  g_clear_pointer (&self->report, ferry_disk_report_unref);
  g_clear_pointer (&self->objects, ferry_parts_unref);
}

FerryManifestFacts *
ferry_manifest_facts_new (GDateTime *now)
{
  FerryManifestFacts *self;

  g_return_val_if_fail (now != NULL, NULL);

  self = g_atomic_rc_box_new0 (FerryManifestFacts);
  self->now = g_date_time_ref (now);

  return self;
}

FerryManifestFacts *
ferry_manifest_facts_ref (FerryManifestFacts *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
ferry_manifest_facts_unref (FerryManifestFacts *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_facts);
}

static GPtrArray *
judge (FerryManifestDocument *document,
       FerryManifestFacts    *facts,
       GCancellable          *cancellable)
{
  g_autoptr(FerryLint) lint = ferry_lint_new (document, facts, cancellable);

  ferry_lint_head (lint);
  ferry_lint_ranges (lint);
  ferry_lint_parts (lint);

  return ferry_manifest_findings_steal (lint->findings);
}

GPtrArray *
ferry_manifest_lint (FerryManifestDocument *document,
                     FerryManifestFacts    *facts)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_DOCUMENT (document), NULL);
  g_return_val_if_fail (facts != NULL, NULL);

  return judge (document, facts, NULL);
}

static void
job_free (Job *job)
{
  g_object_unref (job->document);
  ferry_manifest_facts_unref (job->facts);
  g_free (job);
}

static void
lint_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr(GPtrArray) findings = judge (job->document, job->facts, cancellable);

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&findings), (GDestroyNotify) g_ptr_array_unref);
}

void
ferry_manifest_lint_async (FerryManifestDocument *document,
                           FerryManifestFacts    *facts,
                           GCancellable          *cancellable,
                           GAsyncReadyCallback    callback,
                           gpointer               user_data)
{
  g_autoptr(GTask) task = NULL;
  Job *job;

  g_return_if_fail (FERRY_IS_MANIFEST_DOCUMENT (document));
  g_return_if_fail (facts != NULL);

  job = g_new (Job, 1);
  job->document = g_object_ref (document);
  job->facts = ferry_manifest_facts_ref (facts);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_manifest_lint_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, lint_thread);
}

GPtrArray *
ferry_manifest_lint_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
