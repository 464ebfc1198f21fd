/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/reading/ferry-manifest-mask.h"

#include "manifest/reading/ferry-text-mask.h"

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
  GString       *masked;
  GArray        *value;    /* (element-type Piece): since the last tag, or that of the link */
  FerryTextKind  kind;     /* that the value is at least */
  guint          n_links;  /* that are open: one within another is a part of it */
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

/* Leaves what is between "<![CDATA[" and "]]>", which need not be there. */
static void
cut_cdata (const char **start,
           const char **end)
{
  *start += strlen ("<![CDATA[");
  if (*end - *start >= 3 && memcmp (*end - 3, "]]>", 3) == 0)
    *end -= strlen ("]]>");
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
      const char *start = piece->start;
      const char *end = piece->end;

      if (!is_text (piece) || is_blank (piece))
        continue;

      n++;
      if (piece->kind == PIECE_CDATA)
        cut_cdata (&start, &end);
      g_string_append_len (whole, start, end - start);
    }

  if (n < 2)
    return FALSE;

  ferry_text_mask_append (masked, whole->str, whole->str + whole->len, self->kind);

  return !g_string_equal (whole, masked);
}

static void
append_text (GString       *masked,
             const Piece   *piece,
             FerryTextKind  kind)
{
  const char *start = piece->start;
  const char *end = piece->end;

  if (piece->kind == PIECE_CDATA)
    cut_cdata (&start, &end);
  g_string_append_len (masked, piece->start, start - piece->start);
  ferry_text_mask_append (masked, start, end, kind);
  g_string_append_len (masked, end, piece->end - end);
}

static void
append_value (Masker *self)
{
  FerryTextKind kind = is_secret_in_pieces (self) ? FERRY_TEXT_SECRET : self->kind;

  for (guint i = 0; i < self->value->len; i++)
    {
      const Piece *piece = &g_array_index (self->value, Piece, i);

      if (is_text (piece))
        append_text (self->masked, piece, kind);
      else if (ferry_text_mask_append_markup (self->masked, piece->start, piece->end))
        kind = FERRY_TEXT_SECRET;
    }

  g_array_set_size (self->value, 0);
}

/* "get-url" of "<get-url>" and "</get-url>". (transfer full): in small letters */
static char *
dup_name (const Piece *tag)
{
  const char *name = tag->start + 1 + (tag->start[1] == '/');
  gsize length = strcspn (name, " \t\r\n/>");

  return g_ascii_strdown (name, (gssize) MIN (length, (gsize) MAX (tag->end - name, 0)));
}

static gboolean
is_end (const Piece *tag)
{
  return tag->start[1] == '/';
}

/* "<get-url/>" */
static gboolean
is_closed (const Piece *tag)
{
  return tag->end - tag->start > 2 && memcmp (tag->end - 2, "/>", 2) == 0;
}

/* Whatever is missing, a link does not go on behind the end of what it is in. */
static gboolean
is_around_links (const char *name)
{
  static const char *const around[] = { "part", "parts", "import", "manifest", NULL };
  const char *colon = strrchr (name, ':');

  return g_strv_contains (around, colon ? colon + 1 : name);
}

/* A link goes on behind all that is no end of it, be that another link within it. */
static gboolean
goes_on (Masker      *self,
         const Piece *tag,
         const char  *name)
{
  if (self->n_links == 0 || (is_end (tag) && is_around_links (name)))
    return FALSE;
  if (!g_str_has_suffix (name, "url") || is_closed (tag))
    return TRUE;

  if (is_end (tag))
    self->n_links--;
  else
    self->n_links++;

  return self->n_links > 0;
}

/* What an element holds, by its name */
static FerryTextKind
find_kind (const char *name)
{
  static const char *const secrets[] = {
    "signature", "token", "secret", "credential", "accesskey", "access-key", "password",
  };

  if (g_str_has_suffix (name, "url"))
    return FERRY_TEXT_LINK;
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (strstr (name, secrets[i]))
      return FERRY_TEXT_SECRET;

  return FERRY_TEXT_PLAIN;
}

static void
take_tag (Masker      *self,
          const Piece *tag,
          const char  *name)
{
  FerryTextKind carried = ferry_text_mask_append_markup (self->masked, tag->start, tag->end);

  self->kind = is_end (tag) || is_closed (tag) ? FERRY_TEXT_PLAIN : find_kind (name);
  self->n_links = self->kind == FERRY_TEXT_LINK ? 1 : 0;
  if (carried != FERRY_TEXT_PLAIN)
    self->kind = FERRY_TEXT_SECRET;
}

static void
take_piece (Masker *self,
            Piece   piece)
{
  g_autofree char *name = piece.kind == PIECE_TAG ? dup_name (&piece) : NULL;

  if (name == NULL || goes_on (self, &piece, name))
    {
      g_array_append_val (self->value, piece);
      return;
    }

  append_value (self);
  take_tag (self, &piece, name);
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

      ferry_text_mask_append (hidden, valid, valid + strlen (valid), FERRY_TEXT_SECRET);
      masked = g_strdup (hidden->str);
    }
  else
    {
      masked = mask (valid);
    }
  keep_lines (masked);

  return masked;
}

char *
ferry_manifest_mask_value (const char *value)
{
  g_autofree char *valid = NULL;
  GString *masked;

  g_return_val_if_fail (value != NULL, NULL);

  valid = g_utf8_make_valid (value, -1);
  masked = g_string_new (NULL);
  ferry_text_mask_append (masked, valid, valid + strlen (valid), FERRY_TEXT_PLAIN);

  return g_string_free (masked, FALSE);
}
