/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_SOURCE_PANE (ferry_source_pane_get_type ())
/**
 * FerrySourcePane:
 *
 * A text to read and to copy: the manifest of a draft, highlighted, with how long its links last;
 * or any other text. Secrets are masked. A manifest's can be revealed for 30 seconds; they are
 * masked again when the time is over, when the pane is not shown any more, and when another text
 * comes. Copy takes the masked text, always.
 *
 * Property: "revealed" (boolean, read and write).
 */
G_DECLARE_FINAL_TYPE (FerrySourcePane, ferry_source_pane, FERRY, SOURCE_PANE, AdwBin)

/* @client: for the servers' time */
void ferry_source_pane_show_manifest (FerrySourcePane *self,
                                      FerryDraft      *draft,
                                      FerryClient     *client);
/* @text: without secrets */
void ferry_source_pane_show_text     (FerrySourcePane *self,
                                      const char      *text);
/* Lets go of draft and text. */
void ferry_source_pane_clear         (FerrySourcePane *self);

G_END_DECLS
