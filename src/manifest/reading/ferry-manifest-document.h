/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-manifest-element.h"
#include "manifest/ferry-manifest-finding.h"
#include "manifest/ferry-manifest.h"

G_BEGIN_DECLS

/* What one may hold; a manifest of 100,000 parts has some 150 MB. */
#define FERRY_MANIFEST_MOST_BYTES (512 * 1024 * 1024)
#define FERRY_MANIFEST_MOST_PARTS 1000000

#define FERRY_TYPE_MANIFEST_DOCUMENT (ferry_manifest_document_get_type ())
/**
 * FerryManifestDocument:
 *
 * A manifest as somebody wrote it, read tolerantly: elements in any order, unknown ones, missing
 * ones, any indentation, with or without an XML declaration. What is not as the schema wants it is
 * a finding, with its line; what can be understood all the same is understood.
 *
 * It holds the text, a bearer secret, once, and a few numbers for each part: parts are read from
 * the text when they are asked for, so memory is the text's and little more however many there are.
 * Immutable, and may be used from any thread.
 */
G_DECLARE_FINAL_TYPE (FerryManifestDocument, ferry_manifest_document, FERRY, MANIFEST_DOCUMENT,
                      GObject)

/* Reads. Never fails: of a text that is no manifest the findings tell why, and there are no parts.
 * Takes seconds for a very large one: see ferry_manifest_document_read_async().
 */
FerryManifestDocument *ferry_manifest_document_new         (GBytes                *text);
/* The same in another thread. Errors: G_IO_ERROR_CANCELLED */
void                   ferry_manifest_document_read_async  (GBytes                *text,
                                                            GCancellable          *cancellable,
                                                            GAsyncReadyCallback    callback,
                                                            gpointer               user_data);
FerryManifestDocument *ferry_manifest_document_read_finish (GAsyncResult          *result,
                                                            GError               **error);
/* Whether the text is meant as a manifest: XML with a manifest's root, however it goes on. What is
 * only looked for in the first bytes of a file is ferry_manifest_document_sniff().
 */
gboolean               ferry_manifest_document_is_manifest (FerryManifestDocument *self);
/* Whether a file that begins so is meant as a manifest. @length: as many bytes as there are at
 * hand, 4 KiB are enough
 */
gboolean               ferry_manifest_document_sniff       (const char            *start,
                                                            gsize                  length);

/* the text, links and all: a secret */
GBytes                *ferry_manifest_document_get_text    (FerryManifestDocument *self);
guint                  ferry_manifest_document_get_n_lines (FerryManifestDocument *self);
/* All but the parts: its "parts" are empty. What is not there is %NULL or 0. */
const FerryManifest   *ferry_manifest_document_get_head    (FerryManifestDocument *self);
/* Whether a number or an element outside of the parts is there (and, of numbers, is one). */
gboolean               ferry_manifest_document_has         (FerryManifestDocument *self,
                                                            FerryManifestElement   element);
/* parts/@count; FALSE where there is none, or no number */
gboolean               ferry_manifest_document_get_count   (FerryManifestDocument *self,
                                                            guint64               *count);
guint                  ferry_manifest_document_get_n_parts (FerryManifestDocument *self);
/* start and end (inclusive) of a part without reading it again; FALSE where one of them is missing
 * or no number
 */
gboolean               ferry_manifest_document_get_range   (FerryManifestDocument *self,
                                                            guint                  part,
                                                            guint64               *start,
                                                            guint64               *end);
/* @index: part/@index; FALSE where there is none, or no number */
gboolean               ferry_manifest_document_get_index   (FerryManifestDocument *self,
                                                            guint                  part,
                                                            guint64               *index);
/* Reads one part from the text; what is not there is %NULL or 0. (transfer full): free with
 * ferry_manifest_part_free()
 */
FerryManifestPart     *ferry_manifest_document_dup_part    (FerryManifestDocument *self,
                                                            guint                  part);
/* Where in the text a part stands, from "<part" to behind "</part>", in bytes. */
void                   ferry_manifest_document_get_span    (FerryManifestDocument *self,
                                                            guint                  part,
                                                            gsize                 *offset,
                                                            gsize                 *length);
/* The line of an element's start, counted from 1; 0 where it is not there. @part:
 * FERRY_MANIFEST_NO_PART for what is not within one
 */
guint                  ferry_manifest_document_get_line    (FerryManifestDocument *self,
                                                            FerryManifestElement   element,
                                                            guint                  part);
/* What stands in @line: the element that begins there, or is open there. */
FerryManifestElement   ferry_manifest_document_find        (FerryManifestDocument *self,
                                                            guint                  line,
                                                            guint                 *part);
/* The whole value, which takes as much memory as the text. (transfer full) */
FerryManifest         *ferry_manifest_document_dup_manifest (FerryManifestDocument *self);
/* What reading found, by line. (transfer none) (element-type FerryManifestFinding) */
GPtrArray             *ferry_manifest_document_get_findings (FerryManifestDocument *self);

G_END_DECLS
