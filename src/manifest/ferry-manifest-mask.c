/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-mask.h"

#include "base/ferry-redact.h"
#include "manifest/ferry-link.h"
#include "manifest/ferry-text-mask.h"

#include <string.h>

/* Cuts the text at its "<" and ">" without asking whether it is well-formed, for secrets must not
 * show in one that is broken either. What stands between two tags is one value, however comments
 * and CDATA cut it: a value in several pieces that holds a link is masked whole.
 */

typedef enum {
  PIECE_TAG,
  PIECE_ASIDE,  /* a comment, a processing instruction, a document type */
  PIECE_CDATA,
  PIECE_TEXT,
} PieceKind;

typedef struct {
  PieceKind   kind;
  const char *start;
  const char *end;
} Piece;

typedef struct {
  GString  *masked;
  GArray   *value;     /* (element-type Piece): since the last tag, or that of the link */
  gboolean  is_link;   /* within an element that holds one */
} Masker;

static Piece
get_closed (PieceKind   kind,
            const char *start,
            const char *closing)
{
  const char *end = strstr (start, closing);

  return (Piece) { kind, start, end ? end + strlen (closing) : start + strlen (start) };
}

static Piece
get_piece (const char *text)
{
  if (g_str_has_prefix (text, "<!--"))
    return get_closed (PIECE_ASIDE, text, "-->");
  if (g_str_has_prefix (text, "<![CDATA["))
    return get_closed (PIECE_CDATA, text, "]]>");
  if (g_str_has_prefix (text, "<?"))
    return get_closed (PIECE_ASIDE, text, "?>");
  if (*text == '<')
    return get_closed (text[1] == '!' ? PIECE_ASIDE : PIECE_TAG, text, ">");

  return (Piece) { PIECE_TEXT, text, text + strcspn (text, "<") };
}

static gboolean
is_text (const Piece *piece)
{
  return piece->kind == PIECE_CDATA || piece->kind == PIECE_TEXT;
}

static gboolean
is_blank (const Piece *piece)
{
  return piece->start + strspn (piece->start, FERRY_TEXT_BLANKS) >= piece->end;
}

/* More than one piece with something in it, and a secret in what they are together */
static gboolean
is_secret_in_pieces (Masker *self)
{
  g_autoptr(GString) whole = g_string_new (NULL);
  g_autoptr(GString) masked = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < self->value->len; i++)
    {
      const Piece *piece = &g_array_index (self->value, Piece, i);
      gsize skipped = piece->kind == PIECE_CDATA ? strlen ("<![CDATA[") : 0;

      if (!is_text (piece) || is_blank (piece))
        continue;

      n++;
      g_string_append_len (whole, piece->start + skipped, piece->end - piece->start - skipped);
      if (piece->kind == PIECE_CDATA && g_str_has_suffix (whole->str, "]]>"))
        g_string_truncate (whole, whole->len - strlen ("]]>"));
    }

  if (n < 2)
    return FALSE;

  ferry_text_mask_append (masked, whole->str, whole->str + whole->len, "",
                          self->is_link ? FERRY_TEXT_LINK : FERRY_TEXT_PLAIN);

  return !g_string_equal (whole, masked);
}

static void
append_cdata (GString       *masked,
              const Piece   *piece,
              FerryTextKind  kind)
{
  const char *start = piece->start + strlen ("<![CDATA[");
  const char *end = piece->end;
  gboolean has_end = piece->end - start >= 3 && memcmp (piece->end - 3, "]]>", 3) == 0;

  if (has_end)
    end -= strlen ("]]>");
  g_string_append (masked, "<![CDATA[");
  ferry_text_mask_append (masked, start, end, "", kind);
  if (has_end)
    g_string_append (masked, "]]>");
}

static void
append_value (Masker *self)
{
  FerryTextKind kind = is_secret_in_pieces (self) ? FERRY_TEXT_SECRET
                       : self->is_link            ? FERRY_TEXT_LINK
                                                  : FERRY_TEXT_PLAIN;

  for (guint i = 0; i < self->value->len; i++)
    {
      const Piece *piece = &g_array_index (self->value, Piece, i);

      if (!is_text (piece))
        ferry_text_mask_append (self->masked, piece->start, piece->end, "\"'<>", FERRY_TEXT_PLAIN);
      else if (piece->kind == PIECE_CDATA)
        append_cdata (self->masked, piece, kind);
      else
        ferry_text_mask_append (self->masked, piece->start, piece->end, "", kind);
    }

  g_array_set_size (self->value, 0);
}

/* "<get-url>" and "</get-url>" */
static gboolean
is_of_link (const Piece *tag)
{
  gsize length = 1 + strcspn (tag->start + 1, " \t\r\n>");

  while (length > 1 && tag->start[length - 1] == '/')
    length--;

  return length >= strlen ("<url") && g_ascii_strncasecmp (tag->start + length - 3, "url", 3) == 0;
}

/* "<get-url/>" */
static gboolean
is_closed (const Piece *tag)
{
  return tag->end - tag->start > 2 && memcmp (tag->end - 2, "/>", 2) == 0;
}

/* A link goes on behind all that is no end of it. */
static void
take_piece (Masker *self,
            Piece   piece)
{
  if (piece.kind != PIECE_TAG || (self->is_link && !is_of_link (&piece)))
    {
      g_array_append_val (self->value, piece);
      return;
    }

  append_value (self);
  ferry_text_mask_append (self->masked, piece.start, piece.end, "\"'<>", FERRY_TEXT_PLAIN);
  self->is_link = is_of_link (&piece) && piece.start[1] != '/' && !is_closed (&piece);
}

static char *
mask (const char *text)
{
  g_autoptr(GArray) value = g_array_new (FALSE, FALSE, sizeof (Piece));
  Masker self = { .masked = g_string_sized_new (strlen (text)), .value = value };

  while (*text)
    {
      Piece piece = get_piece (text);

      take_piece (&self, piece);
      text = piece.end;
    }
  append_value (&self);

  return g_string_free (self.masked, FALSE);
}

/* What else ends a line for a text view, but not for whoever counts lines, becomes a blank. */
static void
keep_lines (char *text)
{
  char *to = text;

  for (const char *from = text; *from; from++)
    if (g_str_has_prefix (from, "\xe2\x80\xa8") || g_str_has_prefix (from, "\xe2\x80\xa9"))
      {
        *to++ = ' ';
        from += 2;
      }
    else
      *to++ = *from == '\r' && from[1] != '\n' ? ' ' : *from;
  *to = '\0';
}

char *
ferry_manifest_mask (const char *text,
                     gssize      length)
{
  gsize size;
  g_autofree char *valid = NULL;
  char *masked;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  size = length < 0 ? strlen (text) : (gsize) length;
  valid = size > 0 ? g_utf8_make_valid (text, (gssize) size) : g_strdup ("");

  /* Of UTF-16 each second byte is NUL, and what is between them can be read. */
  if (size > 0 && memchr (text, '\0', size))
    {
      g_autoptr(GString) hidden = g_string_new (NULL);

      ferry_text_mask_append (hidden, valid, valid + strlen (valid), "", FERRY_TEXT_SECRET);
      masked = g_strdup (hidden->str);
    }
  else
    {
      masked = mask (valid);
    }
  keep_lines (masked);

  return masked;
}
