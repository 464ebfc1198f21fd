/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/system/ferry-os-release.h"

#include <string.h>

#define MAX_TITLE 120  /* characters: it is shown in a line */

/* Returns: (nullable): fit to be shown: UTF-8, one line, not without end */
static char *
clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *title = g_utf8_strlen (valid, -1) > MAX_TITLE
                             ? g_utf8_substring (valid, 0, MAX_TITLE) : g_strdup (valid);

  for (char *letter = title; *letter != '\0'; letter++)
    if (g_ascii_iscntrl (*letter))
      *letter = ' ';
  g_strstrip (title);

  return *title != '\0' ? g_steal_pointer (&title) : NULL;
}

char *
ferry_os_release_dup_value (const char *text,
                            gsize       length,
                            const char *name)
{
  g_autofree char *copy = g_strndup (text, length);
  g_auto(GStrv) lines = g_strsplit (copy, "\n", -1);
  gsize name_length = strlen (name);
  char *value = NULL;

  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *plain = NULL;

      g_strstrip (*line);
      if (strncmp (*line, name, name_length) != 0 || (*line)[name_length] != '=')
        continue;

      /* quotes are the shell's; where they are broken the line is better than nothing */
      plain = g_shell_unquote (*line + name_length + 1, NULL);
      g_free (value);
      value = clean (plain != NULL ? plain : *line + name_length + 1);
    }

  return value;
}

char *
ferry_os_release_dup_title (const char *text,
                            gsize       length)
{
  char *title = ferry_os_release_dup_value (text, length, "PRETTY_NAME");
  g_autofree char *name = NULL;
  g_autofree char *version = NULL;

  if (title != NULL)
    return title;

  name = ferry_os_release_dup_value (text, length, "NAME");
  version = ferry_os_release_dup_value (text, length, "VERSION");
  if (name != NULL && version != NULL)
    return g_strconcat (name, " ", version, NULL);
  if (name != NULL)
    return g_steal_pointer (&name);

  return ferry_os_release_dup_value (text, length, "ID");
}

char *
ferry_os_release_dup_line (const char *text,
                           gsize       length)
{
  const char *end = memchr (text, '\n', length);
  g_autofree char *line = g_strndup (text, end != NULL ? (gsize) (end - text) : length);

  return clean (line);
}
