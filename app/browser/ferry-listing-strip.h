/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "browser/ferry-shown-objects.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_LISTING_STRIP (ferry_listing_strip_get_type ())
/**
 * FerryListingStrip:
 *
 * Below a folder: how far its listing has come, with the button that stops it or lets it go on, and
 * how many objects a search has left. A folder that is listed and shown whole needs no words; then
 * the strip is not there.
 *
 * Signals: "stop", "go-on".
 */
G_DECLARE_FINAL_TYPE (FerryListingStrip, ferry_listing_strip, FERRY, LISTING_STRIP, AdwBin)

/* Says how @objects and @shown, (nullable) both, are now. */
void ferry_listing_strip_show (FerryListingStrip *self,
                               FerryObjectList   *objects,
                               FerryShownObjects *shown);

G_END_DECLS
