/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/script/ferry-quoting.h"

#include <string.h>

/* Source: bash's manual, "ANSI-C Quoting"; PowerShell's "about_Quoting_Rules". */

/* Letters and digits of any script can be read; of the other characters beyond ASCII some turn the
 * direction of a line, some are taken for quotes, and some cannot be seen.
 */
static gboolean
is_readable (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL) || *text == '~')
    return FALSE;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 128 ? !g_ascii_isprint ((char) c) || strchr ("'\\$`", (int) c) != NULL
                  : !g_unichar_isalnum (c))
        return FALSE;
    }

  return TRUE;
}

char *
ferry_quote_shell (const char *text)
{
  GString *quoted;

  g_return_val_if_fail (text != NULL, NULL);

  if (is_readable (text))
    return g_strdup_printf ("'%s'", text);

  quoted = g_string_new ("$'");
  for (const guchar *p = (const guchar *) text; *p; p++)
    if (*p == '\n')
      g_string_append (quoted, "\\n");
    else if (*p == '\'' || *p == '\\')
      g_string_append_printf (quoted, "\\%c", *p);
    else if (g_ascii_isprint ((char) *p))
      g_string_append_c (quoted, (char) *p);
    else
      g_string_append_printf (quoted, "\\%03o", *p);
  g_string_append_c (quoted, '\'');

  return g_string_free (quoted, FALSE);
}

/* A character by its number, as one more piece of a text. */
static void
append_number (GString  *quoted,
               gunichar  c)
{
  if (c > 0xffff)
    g_string_append_printf (quoted, "' + [char]::ConvertFromUtf32(0x%X) + '", c);
  else
    g_string_append_printf (quoted, "' + [char]0x%04X + '", c);
}

char *
ferry_quote_powershell (const char *text)
{
  GString *quoted;
  gboolean in_pieces = FALSE;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (g_utf8_validate (text, -1, NULL), NULL);

  quoted = g_string_new ("'");
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 128 && g_ascii_isprint ((char) c))
        g_string_append (quoted, c == '\'' ? "''" : (char[]) { (char) c, '\0' });
      else
        {
          append_number (quoted, c);
          in_pieces = TRUE;
        }
    }
  g_string_append_c (quoted, '\'');
  if (in_pieces)
    {
      g_string_prepend_c (quoted, '(');
      g_string_append_c (quoted, ')');
    }

  return g_string_free (quoted, FALSE);
}

static char *
dup_json (JsonObject *object)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr(JsonGenerator) generator = json_generator_new ();

  json_node_set_object (node, object);
  json_generator_set_root (generator, node);
  json_generator_set_pretty (generator, TRUE);

  return json_generator_to_data (generator, NULL);
}

/* Beyond ASCII there are only texts. */
char *
ferry_quote_json (JsonObject *object)
{
  g_autofree char *json = NULL;
  GString *quoted;

  g_return_val_if_fail (object != NULL, NULL);

  json = dup_json (object);
  quoted = g_string_new (NULL);
  for (const char *p = json; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 127)
        g_string_append_c (quoted, (char) c);
      else if (c <= 0xffff)
        g_string_append_printf (quoted, "\\u%04x", c);
      else
        g_string_append_printf (quoted, "\\u%04x\\u%04x", 0xd800 + ((c - 0x10000) >> 10),
                                0xdc00 + ((c - 0x10000) & 0x3ff));
    }

  return g_string_free (quoted, FALSE);
}
