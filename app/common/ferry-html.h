/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FerryHtml:
 *
 * Writes a page that is both HTML and well-formed XML, in UTF-8, in the language and the direction
 * that the application speaks; nothing of it lies elsewhere. All text is escaped, and what no page
 * may hold is U+FFFD. Names of elements and classes are the program's own.
 */
typedef struct _FerryHtml FerryHtml;

/* @style: CSS, the program's own */
FerryHtml *ferry_html_new     (const char *title,
                               const char *style);
void       ferry_html_free    (FerryHtml  *self);
/* @style_class: (nullable) */
void       ferry_html_open    (FerryHtml  *self,
                               const char *name,
                               const char *style_class);
void       ferry_html_close   (FerryHtml  *self);
/* An element that holds only text of the application's own. @style_class: (nullable) */
void       ferry_html_add     (FerryHtml  *self,
                               const char *name,
                               const char *style_class,
                               const char *text);
/* The same of text that came from elsewhere: any bytes. It is shown as ferry_format_name() does,
 * without bearer secrets, and has a direction of its own.
 */
void       ferry_html_add_foreign (FerryHtml  *self,
                                   const char *name,
                                   const char *style_class,
                                   const char *bytes);
/* Closes what is open; the writer is freed. (transfer full) */
char      *ferry_html_finish  (FerryHtml  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryHtml, ferry_html_free)

G_END_DECLS
