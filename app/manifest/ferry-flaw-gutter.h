/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

#define FERRY_TYPE_FLAW_GUTTER (ferry_flaw_gutter_get_type ())
/**
 * FerryFlawGutter:
 *
 * An icon beside each line that something was found in, with a tooltip. Lines are the buffer's,
 * counted from 0. What it shows is said in words elsewhere too.
 *
 * Signal "chosen" (uint: the line): somebody clicked it.
 */
G_DECLARE_FINAL_TYPE (FerryFlawGutter, ferry_flaw_gutter, FERRY, FLAW_GUTTER,
                      GtkSourceGutterRenderer)

GtkSourceGutterRenderer *ferry_flaw_gutter_new   (void);
void                     ferry_flaw_gutter_clear (FerryFlawGutter *self);
/* @text: one more line of the tooltip. The icon is that of the worst; of a note it may be another.
 * @icon_name: (nullable): the severity's own
 */
void                     ferry_flaw_gutter_add   (FerryFlawGutter *self,
                                                  guint            line,
                                                  FerrySeverity    severity,
                                                  const char      *icon_name,
                                                  const char      *text);
/* What is said of @line; (nullable) */
const char              *ferry_flaw_gutter_get_text (FerryFlawGutter *self,
                                                     guint            line);

G_END_DECLS
