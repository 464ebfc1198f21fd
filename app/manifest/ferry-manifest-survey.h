/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* With longer lines, or of more bytes, a text view would stall as it does of many parts. */
#define FERRY_MANIFEST_MOST_SHOWN_LINE (64 * 1024)
#define FERRY_MANIFEST_MOST_SHOWN_BYTES (16 * 1024 * 1024)

/**
 * FerryManifestSurvey:
 * @masked: (nullable): the text without its secrets; %NULL where it is not shown in one
 *
 * What has to be known of a manifest before it is shown; found in another thread.
 */
typedef struct {
  gboolean  large;   /* it is shown part by part */
  char     *masked;
} FerryManifestSurvey;

void                 ferry_manifest_survey_free        (FerryManifestSurvey    *survey);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryManifestSurvey, ferry_manifest_survey_free)

void                 ferry_manifest_survey_async       (FerryManifestDocument  *document,
                                                        GCancellable           *cancellable,
                                                        GAsyncReadyCallback     callback,
                                                        gpointer                user_data);
FerryManifestSurvey *ferry_manifest_survey_finish      (GAsyncResult           *result,
                                                        GError                **error);

/**
 * FerryManifestEnds:
 * @first: (nullable): when the first of its links ends; none says so
 * @together: all of them end then, or within a minute
 */
typedef struct {
  GDateTime *first;
  gboolean   together;
} FerryManifestEnds;

void                 ferry_manifest_ends_free          (FerryManifestEnds      *ends);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryManifestEnds, ferry_manifest_ends_free)

/* When its links end, which takes reading them all. */
void                 ferry_manifest_ends_async         (FerryManifestDocument  *document,
                                                        GCancellable           *cancellable,
                                                        GAsyncReadyCallback     callback,
                                                        gpointer                user_data);
FerryManifestEnds   *ferry_manifest_ends_finish        (GAsyncResult           *result,
                                                        GError                **error);

G_END_DECLS
