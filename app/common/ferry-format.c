/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "common/ferry-format.h"

#include "ferry.h"

#include <glib/gi18n.h>

#include <string.h>

#define ACCOUNT_DIGITS 12

/* Unicode, "Control Pictures" and "Specials" */
#define CONTROL_PICTURES 0x2400
#define REPLACEMENT 0xfffd

char *
ferry_format_bytes (guint64 bytes)
{
  return g_format_size (bytes);
}

char *
ferry_format_bytes_exact (guint64 bytes)
{
  g_autofree char *number = g_strdup_printf ("%'" G_GUINT64_FORMAT, bytes);

  /* Translators: %s is a number with its digits grouped, the exact size of a file */
  return g_strdup_printf (ngettext ("%s byte", "%s bytes", (gulong) bytes), number);
}

/* @rounding: what of a tenth is added before the rest is cut off */
static char *
format_binary (guint64 bytes,
               double  rounding)
{
  double value = bytes / 1024.0;
  double rounded;
  guint unit = 0;
  g_autofree char *number = NULL;

  if (bytes < 1024)
    return ferry_format_bytes_exact (bytes);

  for (; value >= 1024.0 && unit < 3; unit++)
    value /= 1024.0;

  rounded = (guint64) (value * 10.0 + rounding) / 10.0;
  if (rounded == (guint64) rounded)
    number = g_strdup_printf ("%.0f", rounded);
  else
    number = g_strdup_printf ("%.1f", rounded);

  /* Translators: sizes of disks, in powers of 1024 */
  switch (unit)
    {
    case 0:
      return g_strdup_printf (_("%s KiB"), number);
    case 1:
      return g_strdup_printf (_("%s MiB"), number);
    case 2:
      return g_strdup_printf (_("%s GiB"), number);
    default:
      return g_strdup_printf (_("%s TiB"), number);
    }
}

char *
ferry_format_disk (guint64 bytes)
{
  return format_binary (bytes, 0.5);
}

char *
ferry_format_disk_part (guint64 bytes)
{
  return format_binary (bytes, 0.0);
}

char *
ferry_format_duration (guint64 seconds)
{
  guint64 days = seconds / 86400;
  guint hours = seconds / 3600 % 24;
  guint minutes = seconds / 60 % 60;

  if (days > 0)
    /* Translators: a duration: days, hours, minutes */
    return g_strdup_printf (_("%u d %u h %u min"), (guint) days, hours, minutes);
  if (hours > 0)
    /* Translators: a duration: hours, minutes */
    return g_strdup_printf (_("%u h %u min"), hours, minutes);
  if (minutes > 0)
    /* Translators: a duration in minutes */
    return g_strdup_printf (_("%u min"), minutes);

  /* Translators: a duration in seconds */
  return g_strdup_printf (_("%u s"), (guint) seconds);
}

char *
ferry_format_date (GDateTime *time)
{
  g_autoptr(GDateTime) local = g_date_time_to_local (time);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  if (g_date_time_get_year (local) != g_date_time_get_year (now))
    /* Translators: a date of another year, as in "12 Nov 2024" (g_date_time_format) */
    return g_date_time_format (local, _("%-d %b %Y"));
  if (g_date_time_get_day_of_year (local) != g_date_time_get_day_of_year (now))
    /* Translators: a date of this year, as in "12 Nov" (g_date_time_format) */
    return g_date_time_format (local, _("%-d %b"));

  /* Translators: a time of today, as in "Today at 04:12" (g_date_time_format) */
  return g_date_time_format (local, _("Today at %H:%M"));
}

char *
ferry_format_region (const char *region)
{
  const FerryRegion *known = ferry_region_find (region);

  return g_strdup (known ? known->name : region);
}

char *
ferry_format_account (const char *number)
{
  if (strlen (number) != ACCOUNT_DIGITS)
    return g_strdup (number);

  return g_strdup_printf ("%.4s-%.4s-%.4s", number, number + 4, number + 8);
}

/* Marks that turn the direction of what stands beside them: "a\u202Egpj.exe" reads "aexe.jpg". */
static gboolean
is_direction_mark (gunichar c)
{
  return c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069);
}

/* A blank that nobody would see. */
static gboolean
is_outer_blank (const char *text,
                const char *blank)
{
  return *blank == ' ' && (strspn (text, " ") > (gsize) (blank - text) ||
                           blank[strspn (blank, " ")] == '\0');
}

char *
ferry_format_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  GString *shown = g_string_sized_new (strlen (valid));

  for (const char *in = valid; *in; in = g_utf8_next_char (in))
    {
      gunichar c = g_utf8_get_char (in);

      if (c < 0x20 || is_outer_blank (valid, in))
        g_string_append_unichar (shown, CONTROL_PICTURES + c);
      else if (c == 0x7f)
        g_string_append_unichar (shown, CONTROL_PICTURES + 0x21);
      else if (g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029 || is_direction_mark (c))
        g_string_append_unichar (shown, REPLACEMENT);
      else
        g_string_append_unichar (shown, c);
    }

  return g_string_free (shown, FALSE);
}
