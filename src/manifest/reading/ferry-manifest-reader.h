/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/reading/ferry-manifest-reading.h"
#include "manifest/reading/ferry-markup-walk.h"

G_BEGIN_DECLS

/* as deep as the schema is: document, manifest, import, parts, part, key */
#define FERRY_MANIFEST_MOST_FRAMES 6

/* One element that is open. */
typedef struct {
  FerryManifestElement element;
  FerryManifestElement furthest;  /* of its children, in the schema's order */
  guint32              seen;      /* a bit for each child */
  guint                line;
} FerryManifestFrame;

/* Holds the schema against a text, for FerryManifestReading. Fill the first members. */
typedef struct {
  const char            *text;
  gsize                  first;      /* its first byte, behind a byte order mark */
  gboolean               is_ascii;
  FerryManifestReading  *reading;    /* (nullable): %NULL where one part is read again */
  FerryManifestFindings *findings;   /* (nullable): the same */
  FerryManifestPart     *part;       /* (nullable): the one that is read again */
  FerryManifestPosition *positions;
  GString               *value;
  gboolean               is_value_long;  /* too long: it has none */

  FerryManifestFrame     frames[FERRY_MANIFEST_MOST_FRAMES];  /* the first is there */
  guint                  depth;
  guint                  skipped;    /* elements that are open and not for us */
  gsize                  end;        /* behind what was understood last */
  gboolean               told_prefix, told_namespace, told_parts;
} FerryManifestReader;

extern const FerryMarkupWalker ferry_manifest_reader_walker;

FerryManifestFrame *ferry_manifest_reader_get_frame       (FerryManifestReader   *self);
/* of the part that is open */
FerryManifestSpan  *ferry_manifest_reader_get_span        (FerryManifestReader   *self);
gboolean            ferry_manifest_reader_is_in_part      (FerryManifestReader   *self);
/* of the element that is open. @word: (nullable): told as evidence, if it may be */
void                ferry_manifest_reader_tell            (FerryManifestReader   *self,
                                                           FerryFlaw              flaw,
                                                           FerrySeverity          severity,
                                                           const char            *word);
void                ferry_manifest_reader_tell_at         (FerryManifestReader   *self,
                                                           FerryFlaw              flaw,
                                                           FerrySeverity          severity,
                                                           FerryManifestElement   element,
                                                           guint                  line,
                                                           const char            *word);
/* names are of a namespace, which is told once */
void                ferry_manifest_reader_tell_prefix     (FerryManifestReader   *self);
/* in ferry-manifest-value.c: of the element that was opened, and the text of that which ends */
void                ferry_manifest_reader_take_attributes (FerryManifestReader   *self,
                                                           const char           **names,
                                                           const char           **values);
void                ferry_manifest_reader_take_value      (FerryManifestReader   *self);
/* What is open where the text breaks ends there. */
void                ferry_manifest_reader_close_open      (FerryManifestReader   *self,
                                                           guint                  line);

G_END_DECLS
