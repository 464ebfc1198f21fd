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
 * A text to read and to copy, which holds no secrets: what will be sent, or a program.
 */
G_DECLARE_FINAL_TYPE (FerrySourcePane, ferry_source_pane, FERRY, SOURCE_PANE, AdwBin)

/* @text: without secrets */
void ferry_source_pane_show_text     (FerrySourcePane *self,
                                      const char      *text);
/* @language: of GtkSourceView; @caption: stands over it */
void ferry_source_pane_show_program  (FerrySourcePane *self,
                                      const char      *text,
                                      const char      *language,
                                      const char      *caption);
/* Lets go of the text. */
void ferry_source_pane_clear         (FerrySourcePane *self);

G_END_DECLS
