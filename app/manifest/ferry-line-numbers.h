/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

#define FERRY_TYPE_LINE_NUMBERS (ferry_line_numbers_get_type ())
/**
 * FerryLineNumbers:
 *
 * The numbers of lines that are a piece of a longer text: GtkSourceView's own begin with 1.
 */
G_DECLARE_FINAL_TYPE (FerryLineNumbers, ferry_line_numbers, FERRY, LINE_NUMBERS,
                      GtkSourceGutterRendererText)

GtkSourceGutterRenderer *ferry_line_numbers_new (void);
/* @first: the number of the buffer's first line; @last: of its last one, which makes the width */
void                     ferry_line_numbers_set (FerryLineNumbers *self,
                                                 guint             first,
                                                 guint             last);

G_END_DECLS
