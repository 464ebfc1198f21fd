/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/reading/ferry-text-mask.h"

#include "base/ferry-redact.h"
#include "manifest/link/ferry-link.h"

#include <string.h>

/* Word by word. What follows a link within the same text may be the rest of it, which somebody
 * broke at a blank or at the end of a line, so nothing of it is shown.
 */

/* a text that is escaped more often is masked all the same, and shown as it was masked */
#define MOST_ESCAPES 4

static const struct {
  const char *text;
  char        c;
} references[] = {
  { "amp;", '&' }, { "lt;", '<' }, { "gt;", '>' }, { "quot;", '"' }, { "apos;", '\'' },
};

/* @text: behind "&"; returns how much of it was one, or 0 */
static gsize
read_reference (const char *text,
                gunichar   *c)
{
  guint base = text[0] == '#' && (text[1] == 'x' || text[1] == 'X') ? 16 : 10;
  const char *digits = text + (base == 16 ? 2 : 1);
  guint64 value;
  char *end;

  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    if (g_str_has_prefix (text, references[i].text))
      {
        *c = (gunichar) references[i].c;
        return strlen (references[i].text);
      }

  if (text[0] != '#' || !g_ascii_isxdigit (*digits))
    return 0;

  value = g_ascii_strtoull (digits, &end, base);
  if (end == digits || *end != ';' || value == 0 || value > 0x10ffff ||
      !g_unichar_validate ((gunichar) value))
    return 0;

  *c = (gunichar) value;

  return (gsize) (end + 1 - text);
}

/* (transfer full) (nullable): %NULL where nothing is escaped */
static char *
unescape (const char *text)
{
  g_autoptr(GString) plain = NULL;
  gunichar c;

  for (const char *p = strchr (text, '&'); p; p = strchr (p + 1, '&'))
    {
      gsize length = read_reference (p + 1, &c);

      if (length == 0)
        continue;

      if (plain == NULL)
        plain = g_string_new (NULL);
      g_string_append_len (plain, text, p - text);
      g_string_append_unichar (plain, c);
      text = p + 1 + length;
      p = text - 1;
    }

  if (plain == NULL)
    return NULL;
  g_string_append (plain, text);

  return g_strdup (plain->str);
}

static char *
escape (const char *text)
{
  GString *escaped = g_string_new (NULL);

  for (const char *p = text; *p; p++)
    if (*p == '&')
      g_string_append (escaped, "&amp;");
    else if (*p == '<')
      g_string_append (escaped, "&lt;");
    else if (*p == '>')
      g_string_append (escaped, "&gt;");
    else if (*p == '"' || *p == '\'' || *p == '\t' || *p == '\n' || *p == '\r')
      g_string_append_printf (escaped, "&#%d;", *p);
    else
      g_string_append_c (escaped, *p);

  return g_string_free (escaped, FALSE);
}

static gboolean
looks_like_link (const char *text)
{
  static const char *const hints[] = { "://", "x-amz-", "signature", "accesskeyid" };
  g_autofree char *lower = g_ascii_strdown (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    if (strstr (lower, hints[i]))
      return TRUE;

  return FALSE;
}

/* Whether it ends in what could go on behind a blank: in a query */
static gboolean
is_open (const char *text)
{
  return strchr (text, '?') || strchr (text, '=') || strchr (text, '%') || strchr (text, '#');
}

/* @kind: (inout): what follows without a blank is of the same; not for FERRY_TEXT_SECRET */
static void
append_word (GString       *masked,
             const char    *word,
             FerryTextKind *kind)
{
  g_autofree char *plain = g_strdup (word);
  g_autofree char *hidden = NULL;
  guint n_escapes = 0;

  for (char *next; n_escapes < MOST_ESCAPES && (next = unescape (plain)); n_escapes++)
    {
      g_free (plain);
      plain = next;
    }

  if (*kind == FERRY_TEXT_PLAIN && looks_like_link (plain))
    *kind = FERRY_TEXT_LINK;
  hidden = *kind == FERRY_TEXT_LINK ? ferry_link_mask (plain) : NULL;
  if (hidden == NULL || strcmp (hidden, plain) == 0)
    {
      g_string_append (masked, word);
      if (*kind == FERRY_TEXT_LINK && is_open (plain))
        *kind = FERRY_TEXT_SECRET;
      return;
    }

  for (; n_escapes > 0; n_escapes--)
    {
      char *escaped = escape (hidden);

      g_free (hidden);
      hidden = escaped;
    }
  g_string_append (masked, hidden);
  *kind = FERRY_TEXT_SECRET;
}

/* Not strcspn(), which would search far behind @end, and again for the next word. */
static const char *
find_break (const char *start,
            const char *end,
            const char *breaks)
{
  while (start < end && !strchr (breaks, *start))
    start++;

  return start;
}

/* Returns: where the word ends */
static const char *
take_word (GString       *masked,
           const char    *start,
           const char    *end,
           const char    *breaks,
           FerryTextKind *kind)
{
  const char *behind = find_break (start, end, breaks);
  g_autofree char *word = g_strndup (start, behind - start);

  if (*word && *kind == FERRY_TEXT_SECRET)
    g_string_append (masked, FERRY_REDACTED);
  else if (*word)
    append_word (masked, word, kind);

  return behind;
}

FerryTextKind
ferry_text_mask_append (GString       *masked,
                        const char    *start,
                        const char    *end,
                        FerryTextKind  kind)
{
  FerryTextKind now = kind;

  while (start < end)
    {
      start = take_word (masked, start, end, FERRY_TEXT_BLANKS "<", &now);
      if (now != FERRY_TEXT_SECRET)
        now = kind;
      if (start < end)
        g_string_append_c (masked, *start++);
    }

  return now;
}

/* "-->", "?>", "/>", ">": no secret, and the element is to be one in what is shown */
static const char *
find_closing (const char *start,
              const char *end)
{
  static const char *const closings[] = { "-->", "?>", "/>", ">" };

  for (guint i = 0; i < G_N_ELEMENTS (closings); i++)
    {
      gsize length = strlen (closings[i]);

      if ((gsize) (end - start) > length && memcmp (end - length, closings[i], length) == 0)
        return end - length;
    }

  return end;
}

/* Returns: behind the quote. A quote ends only what began within it. What goes on directly behind
 * it does so in prose, where an apostrophe is none.
 */
static const char *
take_quoted (GString       *masked,
             const char    *start,
             const char    *quote_end,
             const char    *end,
             FerryTextKind *kind)
{
  FerryTextKind inner;

  g_string_append_c (masked, *start);
  inner = ferry_text_mask_append (masked, start + 1, quote_end, *kind);
  g_string_append_c (masked, *quote_end);
  if (inner == FERRY_TEXT_SECRET && quote_end + 1 < end &&
      !strchr (FERRY_TEXT_BLANKS "<>", quote_end[1]))
    *kind = FERRY_TEXT_SECRET;

  return quote_end + 1;
}

/* What is in quotes is a text by itself, other quotes and all. What was a link in front of a quote
 * may go on in it and behind it; "<" and ">" stand within a comment as they do between tags.
 */
FerryTextKind
ferry_text_mask_append_markup (GString    *masked,
                               const char *start,
                               const char *end)
{
  const char *closing = find_closing (start, end);
  FerryTextKind kind = FERRY_TEXT_PLAIN;
  gboolean is_torn = FALSE;

  while (start < closing)
    {
      gboolean is_quote = *start == '"' || *start == '\'';
      const char *quote_end = is_quote ? memchr (start + 1, *start, closing - start - 1) : NULL;

      if (quote_end)
        {
          start = take_quoted (masked, start, quote_end, closing, &kind);
          continue;
        }
      if (!is_quote && !strchr (FERRY_TEXT_BLANKS "<>", *start))
        {
          start = take_word (masked, start, closing, FERRY_TEXT_BLANKS "<>\"'", &kind);
          continue;
        }

      is_torn |= is_quote;
      if (*start == '<' || *start == '>' || (kind == FERRY_TEXT_LINK && !is_quote))
        kind = FERRY_TEXT_PLAIN;
      g_string_append_c (masked, *start++);
    }
  g_string_append_len (masked, closing, end - closing);

  return is_torn ? kind : FERRY_TEXT_PLAIN;
}
