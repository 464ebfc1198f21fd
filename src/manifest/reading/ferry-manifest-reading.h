/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/reading/ferry-manifest-findings.h"
#include "manifest/ferry-manifest.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads the text of a manifest, for FerryManifestDocument: its head, its findings, and of each part
 * only where it is and the numbers.
 */
typedef enum {
  FERRY_MANIFEST_HAS_START = 1 << 0,
  FERRY_MANIFEST_HAS_END = 1 << 1,
  FERRY_MANIFEST_HAS_INDEX = 1 << 2,
} FerryManifestNumbers;

/* A part: there may be a million of them. */
typedef struct {
  guint64 start;
  guint64 end;
  guint32 offset;    /* of "<part" in the text */
  guint32 length;
  guint32 line;      /* of "<part" */
  guint32 last_line;
  guint32 index;
  guint32 numbers;   /* FerryManifestNumbers that are there */
} FerryManifestSpan;

/* Where an element is; all 0 where it is not there. */
typedef struct {
  gsize offset;
  guint line;
  guint last_line;
} FerryManifestPosition;

typedef struct {
  FerryManifest         *head;      /* without parts */
  FerryManifestPosition  positions[FERRY_N_MANIFEST_ELEMENTS];  /* of those outside of parts */
  guint32                present;   /* a bit for each element; of numbers, those that are numbers */
  guint64                count;
  gboolean               has_count;
  GArray                *spans;     /* (element-type FerryManifestSpan) */
  GPtrArray             *findings;  /* (element-type FerryManifestFinding) */
  gboolean               is_manifest;
  guint                  n_lines;
} FerryManifestReading;

/* @text: any bytes. (nullable) (transfer full): %NULL when it was cancelled */
FerryManifestReading *ferry_manifest_reading_new  (const char            *text,
                                                   gsize                  length,
                                                   GCancellable          *cancellable);
void                  ferry_manifest_reading_free (FerryManifestReading  *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryManifestReading, ferry_manifest_reading_free)

/* Reads one part again. @text: a span of what was read; @positions: (out) (optional): those of the
 * part and of what is in it, offsets within @text, by element. (transfer full)
 */
FerryManifestPart    *ferry_manifest_read_part    (const char            *text,
                                                   gsize                  length,
                                                   guint                  first_line,
                                                   FerryManifestPosition *positions);

G_END_DECLS
