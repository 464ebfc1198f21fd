/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-flaw-gutter.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_MANIFEST_TEXT (ferry_manifest_text_get_type ())
/**
 * FerryManifestText:
 *
 * A manifest's text, or a piece of it: highlighted, with the manifest's line numbers and marks
 * beside them. Its buffer keeps nothing but what it is given: it has no undo.
 *
 * Property: "line" (uint: of the manifest, in which the cursor is, from 1; notifies).
 */
G_DECLARE_FINAL_TYPE (FerryManifestText, ferry_manifest_text, FERRY, MANIFEST_TEXT, AdwBin)

GtkWidget       *ferry_manifest_text_new      (void);
/* @length: -1 for a C string; what is no UTF-8 is shown as a sign that stands for it
 * @first_line: the number of its first one
 */
void             ferry_manifest_text_set_text (FerryManifestText *self,
                                               const char        *text,
                                               gssize             length,
                                               guint              first_line);
guint            ferry_manifest_text_get_line (FerryManifestText *self);
/* Moves the cursor to where the line's words begin, and shows it. */
void             ferry_manifest_text_go_to    (FerryManifestText *self,
                                               guint              line);
/* Whether @line is one of the lines that it shows. */
gboolean         ferry_manifest_text_has_line (FerryManifestText *self,
                                               guint              line);
void             ferry_manifest_text_clear_marks (FerryManifestText *self);
/* see ferry_flaw_gutter_add(); of lines that are not shown, nothing is */
void             ferry_manifest_text_mark     (FerryManifestText *self,
                                               guint              line,
                                               FerrySeverity      severity,
                                               const char        *icon_name,
                                               const char        *tooltip);
/* the tooltip beside @line; (nullable) */
const char      *ferry_manifest_text_get_mark (FerryManifestText *self,
                                               guint              line);
GtkSourceView   *ferry_manifest_text_get_view (FerryManifestText *self);

G_END_DECLS
