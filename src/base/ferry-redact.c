/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "base/ferry-redact.h"

/* A secret's value ends where a link, a form, an XML text or a JSON string ends it. In a form body
 * the link itself is percent-encoded once more, so its "=" is %3D and its "&" %26. Neither \s nor
 * \v, which take the bytes 0xA0 and 0x85 for blanks, and those may be a part of a letter.
 */
static const char pattern[] =
  "((?:X-Amz-Signature|X-Amz-Security-Token|X-Amz-S3session-Token|X-Amz-Credential|AWSAccessKeyId|"
  "X-Goog-Signature|X-Goog-Credential|"
  "(?<![A-Za-z-])Signature)"
  "(?:=|%3D|%253D))"
  "(?:(?!%26|%2526)[^& \\t\\n\\r\\f\\x0b<>\"'])++";

static GRegex *
get_regex (void)
{
  static GRegex *regex = NULL;

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex,
                       g_regex_new (pattern, G_REGEX_OPTIMIZE | G_REGEX_CASELESS | G_REGEX_RAW,
                                    0, NULL));

  return regex;
}

char *
ferry_redact (const char *text)
{
  char *masked;

  g_return_val_if_fail (text != NULL, NULL);

  masked = g_regex_replace (get_regex (), text, -1, 0, "\\1" FERRY_REDACTED, 0, NULL);

  /* What cannot be searched is not shown at all. */
  return masked ? masked : g_strdup (FERRY_REDACTED);
}
