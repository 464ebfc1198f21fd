/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

#define FERRY_TYPE_MANIFEST_SEARCH (ferry_manifest_search_get_type ())
/**
 * FerryManifestSearch:
 *
 * A bar to search a text view, from match to match: "3 of 17".
 *
 * Property: "text" (string, read only, notifies): what is searched for, "" when it is closed; for
 * whoever can search more than the view shows.
 */
G_DECLARE_FINAL_TYPE (FerryManifestSearch, ferry_manifest_search, FERRY, MANIFEST_SEARCH, AdwBin)

/* The view that is searched: only once. */
void        ferry_manifest_search_set_view (FerryManifestSearch *self,
                                            GtkSourceView       *view);
const char *ferry_manifest_search_get_text (FerryManifestSearch *self);
/* Opens it, with the focus in it. */
void        ferry_manifest_search_open     (FerryManifestSearch *self);
gboolean    ferry_manifest_search_is_open  (FerryManifestSearch *self);
void        ferry_manifest_search_close    (FerryManifestSearch *self);
/* What else was found, in place of the matches: "17 parts"; (nullable): the matches */
void        ferry_manifest_search_say      (FerryManifestSearch *self,
                                            const char          *text);

G_END_DECLS
