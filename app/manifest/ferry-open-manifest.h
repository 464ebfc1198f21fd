/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define FERRY_TYPE_OPEN_MANIFEST (ferry_open_manifest_get_type ())
/**
 * FerryOpenManifest:
 *
 * A manifest that somebody looks at: its text, what reading and judging it found, and what became
 * of its links when they were tried. Views observe it. Reading, judging and masking run in another
 * thread, so it is "busy" at first. It holds bearer secrets, and lets go of them with its last
 * reference. Main thread.
 *
 * Properties (all notify): "busy" (boolean), "document" (FerryManifestDocument, nullable while it
 * is read), "findings" (GPtrArray of FerryManifestFinding, boxed, never %NULL), "masked" (string:
 * the text without secrets; %NULL while it is read and where it is large, and shown part by part),
 * "results" (GPtrArray of FerryProbeResult, boxed, never %NULL), "probing" (boolean), "expiration"
 * (GDateTime, boxed, nullable), "title" (string: for the eye: the file's name, or the object's).
 */
G_DECLARE_FINAL_TYPE (FerryOpenManifest, ferry_open_manifest, FERRY, OPEN_MANIFEST, GObject)

/* Above so many parts a text view would stall: there is a list of parts instead. */
#define FERRY_OPEN_MANIFEST_MOST_PARTS 2000

/* @text: a secret; @facts: what is known: where it lies, what time it is
 * @client: (nullable): to judge with and to try links with
 */
FerryOpenManifest     *ferry_open_manifest_new            (const char         *title,
                                                           GBytes             *text,
                                                           FerryManifestFacts *facts,
                                                           FerryClient        *client);
const char            *ferry_open_manifest_get_title      (FerryOpenManifest  *self);
FerryClient           *ferry_open_manifest_get_client     (FerryOpenManifest  *self);
FerryManifestDocument *ferry_open_manifest_get_document   (FerryOpenManifest  *self);
FerryManifestFacts    *ferry_open_manifest_get_facts      (FerryOpenManifest  *self);
GPtrArray             *ferry_open_manifest_get_findings   (FerryOpenManifest  *self);
const char            *ferry_open_manifest_get_masked     (FerryOpenManifest  *self);
GPtrArray             *ferry_open_manifest_get_results    (FerryOpenManifest  *self);
gboolean               ferry_open_manifest_is_busy        (FerryOpenManifest  *self);
/* Whether it is shown as a list of parts: of many, and where a line is too long for a view. */
gboolean               ferry_open_manifest_is_large       (FerryOpenManifest  *self);
/* The text of one part and of what follows it, or of what is in front of the parts
 * (FERRY_MANIFEST_NO_PART), its secrets masked: see ferry_manifest_piece_new(). (transfer full)
 */
char                  *ferry_open_manifest_dup_masked_part (FerryOpenManifest *self,
                                                           guint               part);
/* when the first of its links ends; (nullable): none says so */
GDateTime             *ferry_open_manifest_get_expiration (FerryOpenManifest  *self);
/* Whether all of them end then. */
gboolean               ferry_open_manifest_ends_together  (FerryOpenManifest  *self);
/* Another client, or more is known: judges again. @client: (nullable) */
void                   ferry_open_manifest_set_facts      (FerryOpenManifest  *self,
                                                           FerryManifestFacts *facts,
                                                           FerryClient        *client);
/* Tries the links of at most @n_parts parts, with its client, which there must be. */
void                   ferry_open_manifest_probe          (FerryOpenManifest  *self,
                                                           guint               n_parts);
void                   ferry_open_manifest_stop_probing   (FerryOpenManifest  *self);

G_END_DECLS
