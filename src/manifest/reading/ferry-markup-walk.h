/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FerryMarkupEnd:
 * @FERRY_MARKUP_BROKEN: not well-formed
 * @FERRY_MARKUP_TOO_LARGE: nested too deeply, or a tag that is too long
 *
 * How a walk came to its end.
 */
typedef enum {
  FERRY_MARKUP_WHOLE,
  FERRY_MARKUP_BROKEN,
  FERRY_MARKUP_TOO_LARGE,
  FERRY_MARKUP_CANCELLED,
} FerryMarkupEnd;

/* Where a walk is, in bytes of its text. Within start() it is the start tag, within passed() the
 * whole, within text() the text as it stands there; within end() both are the end of the end tag.
 */
typedef struct {
  gsize start;
  gsize end;         /* behind the last byte */
} FerryMarkupPlace;

typedef struct _FerryMarkupWalk FerryMarkupWalk;

/**
 * FerryMarkupWalker:
 * @text: of an element, unescaped, not all in one piece; CDATA too
 * @passed: a comment, a processing instruction or a document type, from "<" to ">"
 *
 * What is called on the way. Names have their prefixes. All strings end with NUL.
 */
typedef struct {
  void (*start)  (FerryMarkupWalk   *walk,
                  const char        *name,
                  const char       **attributes,
                  const char       **values,
                  gpointer           data);
  void (*end)    (FerryMarkupWalk   *walk,
                  gpointer           data);
  void (*text)   (FerryMarkupWalk   *walk,
                  const char        *text,
                  gsize              length,
                  gpointer           data);
  void (*passed) (FerryMarkupWalk   *walk,
                  const char        *text,
                  gpointer           data);
} FerryMarkupWalker;

/* Walks through well-formed XML 1.0, without entities, and as far as GMarkup and this can tell what
 * is well-formed. Memory is that of the longest text, whatever the document is.
 * @text: valid UTF-8 without NUL; @first: its first byte, and @first_line: the number of its line
 * @last_line: (out): the one that broke it; else that of its end
 */
FerryMarkupEnd   ferry_markup_walk           (const char              *text,
                                              gsize                    first,
                                              gsize                    length,
                                              guint                    first_line,
                                              const FerryMarkupWalker *walker,
                                              gpointer                 data,
                                              GCancellable            *cancellable,
                                              guint                   *last_line);
FerryMarkupPlace ferry_markup_walk_get_place (FerryMarkupWalk         *walk);
/* the line of the byte at @offset; quick where the walk is near */
guint            ferry_markup_walk_get_line  (FerryMarkupWalk         *walk,
                                              gsize                    offset);

G_END_DECLS
