/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-text-mask.h"

#include "base/ferry-redact.h"
#include "manifest/ferry-link.h"

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

/* Returns whether what follows must not be seen. */
static gboolean
append_word (GString       *masked,
             const char    *word,
             FerryTextKind  kind)
{
  g_autofree char *plain = g_strdup (word);
  g_autofree char *hidden = NULL;
  guint n_escapes = 0;
  gboolean is_link;

  for (char *next; n_escapes < MOST_ESCAPES && (next = unescape (plain)); n_escapes++)
    {
      g_free (plain);
      plain = next;
    }

  is_link = kind == FERRY_TEXT_LINK || looks_like_link (plain);
  hidden = is_link ? ferry_link_mask (plain) : NULL;
  if (hidden == NULL || strcmp (hidden, plain) == 0)
    {
      g_string_append (masked, word);
      return is_link && is_open (plain);
    }

  for (; n_escapes > 0; n_escapes--)
    {
      char *escaped = escape (hidden);

      g_free (hidden);
      hidden = escaped;
    }
  g_string_append (masked, hidden);

  return TRUE;
}

void
ferry_text_mask_append (GString       *masked,
                        const char    *start,
                        const char    *end,
                        const char    *quotes,
                        FerryTextKind  kind)
{
  /* "<" for most pieces end there: what is behind them is not searched again and again */
  g_autofree char *breaks = g_strconcat (FERRY_TEXT_BLANKS, "<", quotes, NULL);
  gboolean is_hidden = kind == FERRY_TEXT_SECRET;

  while (start < end)
    {
      gsize length = MIN (strcspn (start, breaks), (gsize) (end - start));
      g_autofree char *word = g_strndup (start, length);

      if (length > 0 && is_hidden)
        g_string_append (masked, FERRY_REDACTED);
      else if (length > 0)
        is_hidden = append_word (masked, word, kind);

      start += length;
      if (start == end)
        break;

      /* a quote ends what it began */
      if (strchr (quotes, *start))
        is_hidden = FALSE;
      g_string_append_c (masked, *start++);
    }
}
