/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "bucket/ferry-part-name.h"

#include <string.h>

/* Nothing has more parts, and what counts on it cannot overflow. */
#define MOST_DIGITS 18
/* Fewer digits behind a dash or a dot count machines, disks, months and versions. */
#define FEWEST_AFTER_DASH 3
#define FEWEST_AFTER_DOT  2

/* "007" may have any number of zeros in front. */
static gboolean
read_number (const char *digits,
             guint64    *number)
{
  while (*digits == '0')
    digits++;

  if (strlen (digits) > MOST_DIGITS)
    return FALSE;

  *number = g_ascii_strtoull (digits, NULL, 10);

  return TRUE;
}

static gboolean
is_separator (char c)
{
  return c != '\0' && strchr ("./_-", c) != NULL;
}

/* Steps back over "part", ".part" and ".part." in front of the number.
 * Returns: the length of the stem, or -1 where the word does not stand there
 */
static gssize
step_over_word (const char *key,
                gsize       length)
{
  const gsize word = strlen ("part");
  gsize start;

  if (length > word && is_separator (key[length - 1]) && key[length - 1] != '/')
    length--;
  if (length < word || g_ascii_strncasecmp (key + length - word, "part", word) != 0)
    return -1;

  start = length - word;
  if (start == 0)
    return 0;

  return is_separator (key[start - 1]) ? (gssize) start - 1 : -1;
}

/* What has an ending in front of its number was a file before it was cut: "web.vmdk.3". */
static gboolean
has_ending (const char *key,
            gsize       length)
{
  gsize start = length;

  while (start > 0 && g_ascii_isalnum (key[start - 1]))
    start--;

  return start > 1 && start < length && key[start - 1] == '.' && key[start - 2] != '/';
}

/* Returns: the length of the stem, or -1 where the number does not count parts */
static gssize
step_over_separator (const char *key,
                     gsize       length,
                     gsize       n_digits)
{
  gsize stem = length > 0 ? length - 1 : 0;

  if (stem == 0 || key[stem - 1] == '/')
    return -1;

  if (key[stem] == '_' ||
      (key[stem] == '-' && (n_digits >= FEWEST_AFTER_DASH || has_ending (key, stem))) ||
      (key[stem] == '.' && (n_digits >= FEWEST_AFTER_DOT || has_ending (key, stem))))
    return stem;

  return -1;
}

gboolean
ferry_part_name_parse (const char    *key,
                       FerryPartName *name)
{
  gsize length = strlen (key);
  gsize prefix = length;
  gssize stem;

  while (prefix > 0 && g_ascii_isdigit (key[prefix - 1]))
    prefix--;
  if (prefix == length || !read_number (key + prefix, &name->number))
    return FALSE;

  stem = step_over_word (key, prefix);
  name->is_marked = stem >= 0;
  if (stem < 0)
    stem = step_over_separator (key, prefix, length - prefix);
  if (stem < 0)
    return FALSE;

  name->prefix_length = prefix;
  name->stem_length = stem;

  return TRUE;
}
