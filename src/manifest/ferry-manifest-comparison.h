/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-manifest-row.h"

G_BEGIN_DECLS

/* What find() answers where there is none. */
#define FERRY_COMPARISON_NONE G_MAXUINT

#define FERRY_TYPE_MANIFEST_COMPARISON (ferry_manifest_comparison_get_type ())
/**
 * FerryManifestComparison:
 *
 * Two manifests side by side by what they mean, not by their lines: a GListModel of
 * FerryManifestRow, the elements in the schema's order: the head's, then each part's. What neither
 * has is left out. Parts belong together by their index, and by their order where one of the
 * manifests has no such index. A row is made when it is asked for; a few bytes are kept for each,
 * so parts may be as many as there are. Main thread, but for the comparing.
 */
G_DECLARE_FINAL_TYPE (FerryManifestComparison, ferry_manifest_comparison, FERRY,
                      MANIFEST_COMPARISON, GObject)

/* Compares; takes seconds for very many parts. */
FerryManifestComparison *
         ferry_manifest_comparison_new        (FerryManifestDocument    *left,
                                               FerryManifestDocument    *right);
/* The same in another thread. Errors: G_IO_ERROR_CANCELLED */
void     ferry_manifest_comparison_new_async  (FerryManifestDocument    *left,
                                               FerryManifestDocument    *right,
                                               GCancellable             *cancellable,
                                               GAsyncReadyCallback       callback,
                                               gpointer                  user_data);
/* (transfer full) */
FerryManifestComparison *
         ferry_manifest_comparison_new_finish (GAsyncResult             *result,
                                               GError                  **error);
/* rows, whether they are shown or not */
guint    ferry_manifest_comparison_count_differences
                                              (FerryManifestComparison  *self);
/* Only rows that differ are items; all are at first. */
void     ferry_manifest_comparison_set_only_differences
                                              (FerryManifestComparison  *self,
                                               gboolean                  only);
/* The next item that differs behind (@forward) or in front of the item @position, which may be
 * FERRY_COMPARISON_NONE: from the first, or from the last. FERRY_COMPARISON_NONE: there is none.
 */
guint    ferry_manifest_comparison_find       (FerryManifestComparison  *self,
                                               guint                     position,
                                               gboolean                  forward);

G_END_DECLS
