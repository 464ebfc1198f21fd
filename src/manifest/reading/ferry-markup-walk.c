/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/reading/ferry-markup-walk.h"

#include "base/ferry-xml-writer.h"

#include <string.h>

/* GMarkup does not tell where it is in the text, only on which line. So it is fed in pieces that
 * end behind a ">": whatever it tells of then ends with that piece, and begins at the first "<"
 * behind what it told of before, for no text holds one.
 *
 * GMarkup takes some texts that are no XML; what can be told of them cheaply is told here.
 */

#define MOST_DEPTH  64
#define MOST_OF_TAG (8 * 1024)

#define NOT_FOUND G_MAXSIZE

struct _FerryMarkupWalk {
  const char              *text;
  gsize                    length;
  const FerryMarkupWalker *walker;
  gpointer                 data;
  FerryMarkupPlace         place;     /* for the walker */
  gsize                    behind;    /* the last markup: where text may begin */
  gsize                    open;      /* the next "<", or NOT_FOUND */
  gsize                    searched;  /* up to here for it */
  gsize                    fed;
  gsize                    piece;     /* the one that is or was fed last: where it begins */
  int                      gmarkup;   /* GMarkup's own line when it was fed */
  gsize                    counted;   /* "line" is the line of this byte */
  guint                    line;
  guint                    depth;
  gboolean                 had_root;
  gboolean                 has_failed;  /* GMarkup has, before the end */
  FerryMarkupEnd           end;
};

FerryMarkupPlace
ferry_markup_walk_get_place (FerryMarkupWalk *self)
{
  return self->place;
}

static guint
count_breaks (const char *text,
              gsize       length)
{
  const char *end = text + length;
  guint n = 0;

  while ((text = memchr (text, '\n', (gsize) (end - text))))
    {
      text++;
      n++;
    }

  return n;
}

guint
ferry_markup_walk_get_line (FerryMarkupWalk *self,
                            gsize            offset)
{
  if (offset >= self->counted)
    self->line += count_breaks (self->text + self->counted, offset - self->counted);
  else
    self->line -= count_breaks (self->text + offset, self->counted - offset);
  self->counted = offset;

  return self->line;
}

/* GMarkup's own errors may quote the text; nobody gets to see this one. */
static void
stop (FerryMarkupWalk  *self,
      FerryMarkupEnd    end,
      GError          **error)
{
  self->end = end;
  g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "");
}

static gsize
find_open (FerryMarkupWalk *self)
{
  const char *found;

  if (self->open != NOT_FOUND)
    return self->open;

  found = memchr (self->text + self->searched, '<', self->fed - self->searched);
  self->searched = self->fed;
  if (found)
    self->open = (gsize) (found - self->text);

  return self->open;
}

static void
leave_markup (FerryMarkupWalk *self)
{
  self->behind = self->searched = self->fed;
  self->open = NOT_FOUND;
}

static gboolean
is_tag_sound (const char *tag,
              gsize       length)
{
  char quote = '\0';

  for (gsize i = 1; i < length; i++)
    {
      if (tag[i] == '<')
        return FALSE;

      if (quote == '\0' && (tag[i] == '"' || tag[i] == '\''))
        quote = tag[i];
      else if (quote != '\0' && tag[i] == quote)
        {
          quote = '\0';
          if (i + 1 < length && !strchr (" \t\r\n/>", tag[i + 1]))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
are_attributes_sound (const char **names,
                      const char **values)
{
  for (guint i = 0; names[i]; i++)
    {
      if (!ferry_xml_is_text (values[i]))
        return FALSE;
      for (guint j = 0; j < i; j++)
        if (strcmp (names[i], names[j]) == 0)
          return FALSE;
    }

  return TRUE;
}

static void
start_element_cb (GMarkupParseContext  *context,
                  const char           *name,
                  const char          **attributes,
                  const char          **values,
                  gpointer              user_data,
                  GError              **error)
{
  FerryMarkupWalk *self = user_data;
  gsize start = find_open (self);

  if (self->depth == MOST_DEPTH)
    {
      stop (self, FERRY_MARKUP_TOO_LARGE, error);
      return;
    }

  /* GMarkup tells of an element at its "/", whatever comes then. */
  if ((self->depth == 0 && self->had_root) || self->text[self->fed - 1] != '>' ||
      !is_tag_sound (self->text + start, self->fed - start) ||
      !are_attributes_sound (attributes, values))
    {
      stop (self, FERRY_MARKUP_BROKEN, error);
      return;
    }

  self->had_root = TRUE;
  self->depth++;
  self->place = (FerryMarkupPlace) { start, self->fed };
  self->walker->start (self, name, attributes, values, self->data);
  leave_markup (self);
}

static void
end_element_cb (GMarkupParseContext  *context,
                const char           *name,
                gpointer              user_data,
                GError              **error)
{
  FerryMarkupWalk *self = user_data;

  self->depth--;
  self->place = (FerryMarkupPlace) { self->fed, self->fed };
  self->walker->end (self, self->data);
  leave_markup (self);
}

static void
tell_text (FerryMarkupWalk *self,
           const char      *text,
           gsize            length,
           gsize            start,
           gsize            end)
{
  self->place = (FerryMarkupPlace) { start, end };
  self->walker->text (self, text, length, self->data);
}

static void
text_cb (GMarkupParseContext  *context,
         const char           *text,
         gsize                 length,
         gpointer              user_data,
         GError              **error)
{
  FerryMarkupWalk *self = user_data;
  gsize end = find_open (self);

  if (length == 0)
    return;

  if (!ferry_xml_is_text (text) ||
      g_strstr_len (self->text + self->behind, (gssize) (end - self->behind), "]]>"))
    stop (self, FERRY_MARKUP_BROKEN, error);
  else
    tell_text (self, text, length, self->behind, end);
}

/* GMarkup takes "<?>" and "<!-->" for whole ones. */
static gboolean
is_passed_sound (const char *text,
                 gsize       length)
{
  if (!ferry_xml_is_text (text))
    return FALSE;
  if (g_str_has_prefix (text, "<?"))
    return length > 4;

  return !g_str_has_prefix (text, "<!--") || length >= 7;
}

static void
passthrough_cb (GMarkupParseContext  *context,
                const char           *text,
                gsize                 length,
                gpointer              user_data,
                GError              **error)
{
  static const char opening[] = "<![CDATA[";
  static const char closing[] = "]]>";
  FerryMarkupWalk *self = user_data;
  gboolean is_cdata = g_str_has_prefix (text, opening);
  gsize start = find_open (self);

  if (!is_passed_sound (text, length) || (is_cdata && self->depth == 0))
    {
      stop (self, FERRY_MARKUP_BROKEN, error);
      return;
    }

  if (is_cdata)
    {
      g_autofree char *inner = g_strndup (text + strlen (opening),
                                          length - strlen (opening) - strlen (closing));

      tell_text (self, inner, strlen (inner), start + strlen (opening),
                 self->fed - strlen (closing));
    }
  else
    {
      self->place = (FerryMarkupPlace) { start, self->fed };
      self->walker->passed (self, text, self->data);
    }
  leave_markup (self);
}

/* Attributes are all in memory before GMarkup tells of the first. */
static gboolean
is_tag_too_long (FerryMarkupWalk *self)
{
  gsize open = find_open (self);

  return open != NOT_FOUND && self->fed - open > MOST_OF_TAG &&
         self->text[open + 1] != '!' && self->text[open + 1] != '?';
}

static gboolean
feed (FerryMarkupWalk     *self,
      GMarkupParseContext *context,
      GCancellable        *cancellable)
{
  while (self->fed < self->length)
    {
      const char *piece = self->text + self->fed;
      const char *close = memchr (piece, '>', self->length - self->fed);

      self->piece = self->fed;
      g_markup_parse_context_get_position (context, &self->gmarkup, NULL);
      self->fed = close ? (gsize) (close + 1 - self->text) : self->length;
      if (g_cancellable_is_cancelled (cancellable))
        self->end = FERRY_MARKUP_CANCELLED;
      else if (is_tag_too_long (self))
        self->end = FERRY_MARKUP_TOO_LARGE;
      else if (g_markup_parse_context_parse (context, piece, (gssize) (self->fed - self->piece),
                                             NULL))
        continue;
      else
        self->has_failed = TRUE;

      return FALSE;
    }

  return g_markup_parse_context_end_parse (context, NULL) && self->had_root;
}

/* A reference that is none breaks the text that it is in, which may begin lines before. */
static gboolean
find_bad_reference (FerryMarkupWalk *self,
                    gsize           *offset)
{
  static const char pattern[] = "&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);)";
  g_autoptr(GRegex) regex = g_regex_new (pattern, G_REGEX_RAW, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  gsize open = find_open (self);
  gboolean is_tag = open != NOT_FOUND && open + 1 < self->fed && self->text[open + 1] != '!' &&
                    self->text[open + 1] != '?';
  gsize end = open == NOT_FOUND || is_tag ? self->fed : open;
  int position;

  if (!g_regex_match_full (regex, self->text + self->behind, (gssize) (end - self->behind), 0, 0,
                           &match, NULL) ||
      !g_match_info_fetch_pos (match, 0, &position, NULL))
    return FALSE;

  *offset = self->behind + (gsize) position;

  return TRUE;
}

/* GMarkup does not count a line feed that a piece begins with. */
static guint
get_gmarkup_line (FerryMarkupWalk     *self,
                  GMarkupParseContext *context)
{
  int line;

  g_markup_parse_context_get_position (context, &line, NULL);

  return ferry_markup_walk_get_line (self, self->piece) + (guint) (line - self->gmarkup) +
         (self->text[self->piece] == '\n');
}

static guint
find_broken_line (FerryMarkupWalk     *self,
                  GMarkupParseContext *context)
{
  gsize open = find_open (self);
  gsize last = self->length;
  gsize offset;

  if (self->end != FERRY_MARKUP_WHOLE)
    return ferry_markup_walk_get_line (self, open != NOT_FOUND ? open : self->behind);

  if (find_bad_reference (self, &offset))
    return ferry_markup_walk_get_line (self, offset);

  /* GMarkup finds it where the quote ends, which may be lines below. */
  if (open != NOT_FOUND && !is_tag_sound (self->text + open, self->fed - open))
    return ferry_markup_walk_get_line (self, open);

  if (self->has_failed)
    return get_gmarkup_line (self, context);

  /* It ends too early: on its last line with something on it. */
  while (last > 0 && g_ascii_isspace (self->text[last - 1]))
    last--;

  return ferry_markup_walk_get_line (self, last);
}

FerryMarkupEnd
ferry_markup_walk (const char              *text,
                   gsize                    first,
                   gsize                    length,
                   guint                    first_line,
                   const FerryMarkupWalker *walker,
                   gpointer                 data,
                   GCancellable            *cancellable,
                   guint                   *last_line)
{
  static const GMarkupParser parser = {
    start_element_cb, end_element_cb, text_cb, passthrough_cb, NULL,
  };
  FerryMarkupWalk self = {
    .text = text, .length = length, .walker = walker, .data = data, .behind = first,
    .open = NOT_FOUND, .searched = first, .fed = first, .counted = first, .line = first_line,
  };
  g_autoptr(GMarkupParseContext) context =
    g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, &self, NULL);

  if (feed (&self, context, cancellable))
    {
      *last_line = ferry_markup_walk_get_line (&self, length);
      return FERRY_MARKUP_WHOLE;
    }

  *last_line = find_broken_line (&self, context);

  return self.end == FERRY_MARKUP_WHOLE ? FERRY_MARKUP_BROKEN : self.end;
}
