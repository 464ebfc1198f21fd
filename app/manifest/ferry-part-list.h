/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_PART_LIST (ferry_part_list_get_type ())
/**
 * FerryPartList:
 *
 * The parts of a manifest, one line each, however many there are: number, key, bytes, worst
 * finding. Rows are made where they are seen. It shows no link.
 *
 * Properties: "selected" (uint: a part, counted from 0; FERRY_MANIFEST_NO_PART: none), notifies;
 * "searching" (boolean): the parts that a search wants are being looked for; "n-shown" (uint): how
 * many there are in the list, with the search.
 */
G_DECLARE_FINAL_TYPE (FerryPartList, ferry_part_list, FERRY, PART_LIST, AdwBin)

GtkWidget *ferry_part_list_new          (void);
/* @document: (nullable): the parts of another one; none is selected then */
void       ferry_part_list_set_document (FerryPartList         *self,
                                         FerryManifestDocument *document);
/* (element-type FerryManifestFinding): of the document that is shown */
void       ferry_part_list_set_findings (FerryPartList         *self,
                                         GPtrArray             *findings);
/* Only parts whose key has @text in it, whatever the case, or "#17" for the part of that number;
 * (nullable): or empty: all. The search runs in another thread.
 */
void       ferry_part_list_set_search   (FerryPartList         *self,
                                         const char            *text);
guint      ferry_part_list_get_n_shown  (FerryPartList         *self);
guint      ferry_part_list_get_selected (FerryPartList         *self);
/* Selects @part and scrolls to it; one that a search has left out brings all back.
 * FERRY_MANIFEST_NO_PART selects none.
 */
void       ferry_part_list_select       (FerryPartList         *self,
                                         guint                  part);

G_END_DECLS
