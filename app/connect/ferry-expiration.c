/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "connect/ferry-expiration.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>

#define PATTERN \
  "^(\\d{4}-\\d{2}-\\d{2})[Tt ]\\s*(\\d{2}:\\d{2})(:\\d{2}(?:\\.\\d+)?)?" \
  "\\s*([Zz]|UTC|[+-]\\d{2}:?\\d{2})?$"

static GTimeSpan
get_left (GDateTime *expiration)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_difference (expiration, now);
}

GDateTime *
ferry_expiration_parse (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autoptr(GRegex) regex = g_regex_new (PATTERN, 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  g_autofree char *date = NULL;
  g_autofree char *time = NULL;
  g_autofree char *seconds = NULL;
  g_autofree char *zone = NULL;
  g_autofree char *whole = NULL;

  if (!g_regex_match (regex, trimmed, 0, &match))
    return NULL;

  date = g_match_info_fetch (match, 1);
  time = g_match_info_fetch (match, 2);
  seconds = g_match_info_fetch (match, 3);
  zone = g_match_info_fetch (match, 4);
  whole = g_strconcat (date, "T", time, seconds && *seconds ? seconds : ":00",
                       zone && (*zone == '+' || *zone == '-') ? zone : "Z", NULL);

  return g_date_time_new_from_iso8601 (whole, NULL);
}

gboolean
ferry_expiration_is_past (GDateTime *expiration)
{
  return get_left (expiration) <= 0;
}

char *
ferry_expiration_to_string (GDateTime *expiration)
{
  GTimeSpan left = get_left (expiration);
  g_autofree char *duration = NULL;

  if (left <= 0)
    /* Translators: of temporary credentials that cannot be used any more */
    return g_strdup (_("Ended"));

  duration = ferry_format_duration (left / G_TIME_SPAN_SECOND);
  /* Translators: of temporary credentials; %s is a duration, "52 min" */
  return g_strdup_printf (_("Ends in %s"), duration);
}
