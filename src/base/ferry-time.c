/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "base/ferry-time.h"

#include <string.h>

/* Two digits at @text; -1 when they are not digits. */
static int
two_digits (const char *text)
{
  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]))
    return -1;

  return g_ascii_digit_value (text[0]) * 10 + g_ascii_digit_value (text[1]);
}

/* GLib's times end with the years 1 and 9999: what is near them could not be reckoned with.
 * @time: (nullable) (transfer full)
 */
static GDateTime *
take_sane (GDateTime *time)
{
  g_autoptr(GDateTime) taken = time;

  if (time == NULL || g_date_time_get_year (time) < 2 || g_date_time_get_year (time) > 9990)
    return NULL;

  return g_steal_pointer (&taken);
}

GDateTime *
ferry_time_parse (const char *text)
{
  g_autofree char *with_seconds = NULL;
  const char *zone;

  if (text == NULL)
    return NULL;

  /* EC2's documentation shows times without seconds, which GLib does not read. */
  zone = strchr (text, 'Z');
  if (zone && zone - text == (gssize) strlen ("2010-12-22T12:01") && zone[1] == '\0')
    text = with_seconds = g_strdup_printf ("%.*s:00Z", (int) (zone - text), text);
  else if (zone == NULL)
    return NULL;

  return take_sane (g_date_time_new_from_iso8601 (text, NULL));
}

char *
ferry_time_format (GDateTime *time)
{
  g_autoptr(GDateTime) utc = g_date_time_to_utc (time);

  return g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
}

char *
ferry_time_format_basic (GDateTime *time)
{
  g_autoptr(GDateTime) utc = g_date_time_to_utc (time);

  return g_date_time_format (utc, "%Y%m%dT%H%M%SZ");
}

GDateTime *
ferry_time_parse_basic (const char *text)
{
  int century, year, month, day, hour, minute, second;

  if (text == NULL || strlen (text) != strlen ("20130524T000000Z") ||
      text[8] != 'T' || text[15] != 'Z')
    return NULL;

  century = two_digits (text);
  year = two_digits (text + 2);
  month = two_digits (text + 4);
  day = two_digits (text + 6);
  hour = two_digits (text + 9);
  minute = two_digits (text + 11);
  second = two_digits (text + 13);
  if (century < 0 || year < 0 || month < 0 || day < 0 || hour < 0 || minute < 0 || second < 0)
    return NULL;

  return g_date_time_new_utc (century * 100 + year, month, day, hour, minute, second);
}
