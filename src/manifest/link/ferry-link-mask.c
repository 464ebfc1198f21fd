/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/link/ferry-link.h"

#include "base/ferry-redact.h"

#include <string.h>

#define ESCAPED "amp;"

/* All others may be secrets, also those that nobody has thought of yet. */
static const char * const harmless[] = {
  "X-Amz-Algorithm",
  "X-Amz-Date",
  "X-Amz-Expires",
  "X-Amz-SignedHeaders",
  "Expires",
  "versionId",
  "x-id",
  "partNumber",
};

#define HARMLESS_PREFIX "response-content-"

static gboolean
is_harmless (const char *name,
             gsize       length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (harmless); i++)
    if (strlen (harmless[i]) == length && g_ascii_strncasecmp (harmless[i], name, length) == 0)
      return TRUE;

  return length > strlen (HARMLESS_PREFIX) &&
         g_ascii_strncasecmp (name, HARMLESS_PREFIX, strlen (HARMLESS_PREFIX)) == 0;
}

/* "name=value"; what has no name may be a secret itself, and a value may have others in it. */
static void
mask_pair (GString    *masked,
           const char *pair,
           gsize       length)
{
  const char *end = pair + length;
  const char *name = pair;
  const char *value;

  if (length >= strlen (ESCAPED) && memcmp (pair, ESCAPED, strlen (ESCAPED)) == 0)
    name += strlen (ESCAPED);
  value = memchr (name, '=', end - name);

  if (name == end || (value && (value + 1 == end || (is_harmless (name, value - name) &&
                                                     !memchr (value + 1, '=', end - value - 1)))))
    {
      g_string_append_len (masked, pair, (gssize) length);
      return;
    }

  g_string_append_len (masked, pair, (value ? value + 1 : name) - pair);
  g_string_append (masked, FERRY_REDACTED);
}

/* Pair by pair, for a hostile one may have as many as it has bytes. */
static void
mask_query (GString    *masked,
            const char *query,
            const char *end)
{
  while (TRUE)
    {
      const char *next = memchr (query, '&', end - query);

      mask_pair (masked, query, (next ? next : end) - query);
      if (next == NULL)
        break;

      g_string_append_c (masked, '&');
      query = next + 1;
    }
}

/* "/p/SECRET/n/NAMESPACE/b/BUCKET/o/KEY" is how Oracle's object storage signs. */
static void
mask_path (GString    *masked,
           const char *path,
           const char *end)
{
  static const char prefix[] = "/p/";
  const char *secret = path + strlen (prefix);
  const char *next = NULL;

  if ((gsize) (end - path) > strlen (prefix) && memcmp (path, prefix, strlen (prefix)) == 0)
    next = memchr (secret, '/', end - secret);
  if (next && end - next > 3 && memcmp (next, "/n/", 3) == 0)
    {
      g_string_append (masked, prefix);
      g_string_append (masked, FERRY_REDACTED);
      path = next;
    }
  g_string_append_len (masked, path, end - path);
}

/* "user:password@host" */
static void
mask_authority (GString    *masked,
                const char *authority,
                gsize       length)
{
  const char *at = g_strrstr_len (authority, (gssize) length, "@");

  if (at)
    {
      g_string_append (masked, FERRY_REDACTED);
      length -= at - authority;
      authority = at;
    }
  g_string_append_len (masked, authority, (gssize) length);
}

char *
ferry_link_mask (const char *text)
{
  g_autoptr(GString) masked = g_string_new (NULL);
  const char *authority;
  const char *path;
  const char *query;

  g_return_val_if_fail (text != NULL, NULL);

  authority = strstr (text, "://");
  authority = authority ? authority + strlen ("://") : text;
  path = authority + strcspn (authority, "/?#");
  query = path + strcspn (path, "?#");

  g_string_append_len (masked, text, authority - text);
  mask_authority (masked, authority, path - authority);
  mask_path (masked, path, query);

  if (*query == '?')
    {
      const char *end = query + strcspn (query, "#");

      g_string_append_c (masked, '?');
      mask_query (masked, query + 1, end);
      query = end;
    }
  /* A fragment is never sent; a "#" in a key that was not encoded puts the signature there. */
  if (*query == '#')
    g_string_append (masked, query[1] ? "#" FERRY_REDACTED : "#");

  return ferry_redact (masked->str);
}
