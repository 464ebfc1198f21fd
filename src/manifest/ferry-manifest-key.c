/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-key.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#include "base/ferry-error.h"

#define MAX_KEY_BYTES 1024
#define RANDOM_BYTES 16
#define PREFIX "ferry-"
#define SUFFIX ".manifest.xml"

/* GLib's random numbers can be foretold, and whoever foretells the key
 * needs no listing to find it.
 */
static gboolean
fill_random (guint8  *bytes,
             gsize    length,
             GError **error)
{
  gssize got;

  do
    got = getrandom (bytes, length, 0);
  while (got < 0 && errno == EINTR);

  if (got == (gssize) length)
    return TRUE;

  g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_FAILED,
                       "the system gives no random numbers");
  return FALSE;
}

char *
ferry_manifest_key_new (const char  *disk_key,
                        GError     **error)
{
  const char *slash = strrchr (disk_key, '/');
  GString *key = g_string_new_len (disk_key, slash ? slash + 1 - disk_key : 0);
  guint8 random[RANDOM_BYTES];

  if (!fill_random (random, sizeof random, error))
    {
      g_string_free (key, TRUE);
      return NULL;
    }

  g_string_append (key, PREFIX);
  for (guint i = 0; i < sizeof random; i++)
    g_string_append_printf (key, "%02x", random[i]);
  g_string_append (key, SUFFIX);

  if (key->len > MAX_KEY_BYTES)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                           "the disk's folder has too long a name for a manifest in it");
      g_string_free (key, TRUE);
      return NULL;
    }

  return g_string_free (key, FALSE);
}

static gboolean
is_hexadecimal (const char *text,
                gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;

  return length > 0;
}

gboolean
ferry_manifest_key_is_for (const char *key,
                           const char *disk_key)
{
  const char *slash = strrchr (disk_key, '/');
  g_autofree char *folder = g_strndup (disk_key, slash ? slash + 1 - disk_key : 0);
  g_autofree char *now = g_strconcat (folder, PREFIX, NULL);
  g_autofree char *first = g_strconcat (disk_key, "-", NULL);
  const char *prefix = g_str_has_prefix (key, now) ? now : first;
  gsize length = strlen (key);
  gsize around = strlen (prefix) + strlen (SUFFIX);

  return g_str_has_prefix (key, prefix) && g_str_has_suffix (key, SUFFIX) && length > around &&
         is_hexadecimal (key + strlen (prefix), length - around);
}
