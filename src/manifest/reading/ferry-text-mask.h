/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FERRY_TEXT_BLANKS " \t\r\n"

/**
 * FerryTextKind:
 * @FERRY_TEXT_PLAIN: any text; there may be links in it
 * @FERRY_TEXT_LINK: what is meant as a link, whatever it looks like
 * @FERRY_TEXT_SECRET: nothing of it is to be seen
 */
typedef enum {
  FERRY_TEXT_PLAIN,
  FERRY_TEXT_LINK,
  FERRY_TEXT_SECRET,
} FerryTextKind;

/* Appends a piece of a manifest's text with the secrets in it masked, however often they are
 * escaped. Blanks and line feeds stay where they are. @end: behind its last byte. Returns: of what
 * kind is what follows without a blank
 */
FerryTextKind ferry_text_mask_append        (GString       *masked,
                                             const char    *start,
                                             const char    *end,
                                             FerryTextKind  kind);
/* The same for a tag, a comment or the like, with its quotes. Returns: what the text behind it may
 * be a part of: a ">" within quotes ends a tag for whoever does not look at them
 */
FerryTextKind ferry_text_mask_append_markup (GString       *masked,
                                             const char    *start,
                                             const char    *end);

G_END_DECLS
