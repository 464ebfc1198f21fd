/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-link.h"

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

/* "name=value"; what has no name may be a secret itself. */
static void
mask_pair (GString    *masked,
           const char *pair)
{
  const char *name = pair + (g_str_has_prefix (pair, ESCAPED) ? strlen (ESCAPED) : 0);
  gsize length = strcspn (name, "=");

  if (name[length] == '=' && (name[length + 1] == '\0' || is_harmless (name, length)))
    g_string_append (masked, pair);
  else if (name[length] == '=')
    g_string_append_printf (masked, "%.*s=" FERRY_REDACTED, (int) (name + length - pair), pair);
  else if (*name)
    g_string_append_printf (masked, "%.*s" FERRY_REDACTED, (int) (name - pair), pair);
  else
    g_string_append (masked, pair);
}

static void
mask_query (GString    *masked,
            const char *query)
{
  g_auto(GStrv) pairs = g_strsplit (query, "&", -1);

  for (guint i = 0; pairs[i]; i++)
    {
      if (i > 0)
        g_string_append_c (masked, '&');
      mask_pair (masked, pairs[i]);
    }
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
  g_string_append_len (masked, path, query - path);

  if (*query == '?')
    {
      gsize length = strcspn (query + 1, "#");
      g_autofree char *pairs = g_strndup (query + 1, length);

      g_string_append_c (masked, '?');
      mask_query (masked, pairs);
      query += 1 + length;
    }
  /* A fragment is never sent; a "#" in a key that was not encoded puts the signature there. */
  if (*query == '#')
    g_string_append (masked, query[1] ? "#" FERRY_REDACTED : "#");

  return ferry_redact (masked->str);
}
