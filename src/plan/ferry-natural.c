/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-natural.h"

#include <string.h>

char *
ferry_natural_fold (const char *text)
{
  g_autofree char *composed = NULL;

  /* ten times as fast, and most names are so */
  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);

  composed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);

  return composed ? g_utf8_casefold (composed, -1) : g_ascii_strdown (text, -1);
}

/* Steps over the digits at @text. Returns: how many there are without leading zeros */
static gsize
take_digits (const char **text,
             const char **digits)
{
  while (**text == '0')
    (*text)++;
  *digits = *text;
  while (g_ascii_isdigit (**text))
    (*text)++;

  return *text - *digits;
}

int
ferry_natural_compare (const char *a,
                       const char *b)
{
  const char *rest_a = a;
  const char *rest_b = b;

  while (*rest_a && *rest_b)
    {
      if (g_ascii_isdigit (*rest_a) && g_ascii_isdigit (*rest_b))
        {
          const char *digits_a;
          const char *digits_b;
          gsize length_a = take_digits (&rest_a, &digits_a);
          gsize length_b = take_digits (&rest_b, &digits_b);
          int order;

          if (length_a != length_b)
            return length_a < length_b ? -1 : 1;
          order = memcmp (digits_a, digits_b, length_a);
          if (order != 0)
            return order;
        }
      else if (*rest_a != *rest_b)
        {
          return (guchar) *rest_a < (guchar) *rest_b ? -1 : 1;
        }
      else
        {
          rest_a++;
          rest_b++;
        }
    }

  if (*rest_a || *rest_b)
    return *rest_a ? 1 : -1;

  /* "disk1" and "disk01" */
  return strcmp (a, b);
}
