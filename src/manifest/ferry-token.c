/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-token.h"

#include <string.h>

#define UUID_LENGTH 36

/* EC2 API Reference: "Description", of ImportInstance and ImportVolume */
#define MAX_DESCRIPTION_BYTES 255

char *
ferry_token_fingerprint (FerryDisk *disk)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *etag;

  g_return_val_if_fail (FERRY_IS_DISK (disk), NULL);

  etag = ferry_disk_get_etag (disk) ? ferry_disk_get_etag (disk) : "";
  const char *words[] = { ferry_disk_get_bucket (disk), ferry_disk_get_key (disk), etag };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_checksum_update (sum, (const guchar *) words[i], strlen (words[i]) + 1);

  return g_strndup (g_checksum_get_string (sum), FERRY_FINGERPRINT_LENGTH);
}

char *
ferry_token_new (FerryDisk *disk)
{
  g_autofree char *uuid = g_uuid_string_random ();

  return ferry_token_new_for (disk, uuid);
}

char *
ferry_token_new_for (FerryDisk  *disk,
                     const char *uuid)
{
  g_autofree char *fingerprint = ferry_token_fingerprint (disk);

  g_return_val_if_fail (uuid != NULL && g_uuid_string_is_valid (uuid), NULL);

  return g_strconcat (FERRY_TOKEN_PREFIX, uuid, fingerprint, NULL);
}

static gboolean
is_word_char (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_';
}

/* Whether a token begins at @text and nothing of it goes on behind it. */
static gboolean
is_token (const char *text)
{
  g_autofree char *uuid = NULL;
  const char *rest = text + strlen (FERRY_TOKEN_PREFIX);

  if (strnlen (text, FERRY_TOKEN_LENGTH) < FERRY_TOKEN_LENGTH)
    return FALSE;

  uuid = g_strndup (rest, UUID_LENGTH);
  if (!g_uuid_string_is_valid (uuid))
    return FALSE;
  for (guint i = 0; i < FERRY_FINGERPRINT_LENGTH; i++)
    if (!g_ascii_isxdigit (rest[UUID_LENGTH + i]) || g_ascii_isupper (rest[UUID_LENGTH + i]))
      return FALSE;

  return !is_word_char (text[FERRY_TOKEN_LENGTH]);
}

char *
ferry_token_find (const char *text)
{
  if (text == NULL)
    return NULL;

  for (const char *p = strstr (text, FERRY_TOKEN_PREFIX); p; p = strstr (p + 1, FERRY_TOKEN_PREFIX))
    if ((p == text || !is_word_char (p[-1])) && is_token (p))
      return g_strndup (p, FERRY_TOKEN_LENGTH);

  return NULL;
}

char *
ferry_token_of (const char *description)
{
  if (description == NULL || !g_str_has_prefix (description, FERRY_TOKEN_PREFIX))
    return NULL;

  return is_token (description) ? g_strndup (description, FERRY_TOKEN_LENGTH) : NULL;
}

gboolean
ferry_token_is_of (const char *token,
                   const char *description)
{
  g_autofree char *found = NULL;

  g_return_val_if_fail (token != NULL, FALSE);

  if (!g_str_has_prefix (token, FERRY_TOKEN_PREFIX))
    return ferry_token_is_in (token, description);

  found = ferry_token_of (description);

  return g_strcmp0 (found, token) == 0;
}

gboolean
ferry_token_is_in (const char *token,
                   const char *text)
{
  gsize length;

  g_return_val_if_fail (token != NULL, FALSE);

  length = strlen (token);
  if (text == NULL || length == 0)
    return FALSE;

  for (const char *p = strstr (text, token); p; p = strstr (p + 1, token))
    if ((p == text || !is_word_char (p[-1])) && !is_word_char (p[length]))
      return TRUE;

  return FALSE;
}

const char *
ferry_token_get_fingerprint (const char *token)
{
  gsize length;

  g_return_val_if_fail (token != NULL, NULL);

  length = strlen (token);

  return length < FERRY_FINGERPRINT_LENGTH ? token : token + length - FERRY_FINGERPRINT_LENGTH;
}

char *
ferry_token_clean (const char *name,
                   gsize       max_bytes)
{
  g_autofree char *label = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  label = g_utf8_make_valid (name, -1);
  if (strlen (label) > max_bytes)
    *g_utf8_find_prev_char (label, label + max_bytes + 1) = '\0';

  for (char *p = label; *p; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';

  return g_strdup (g_strstrip (label));
}

char *
ferry_token_describe (const char *token,
                      const char *name)
{
  g_autofree char *label = NULL;

  g_return_val_if_fail (token != NULL, NULL);
  g_return_val_if_fail (strlen (token) < MAX_DESCRIPTION_BYTES, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  label = ferry_token_clean (name, MAX_DESCRIPTION_BYTES - strlen (token) - 1);

  return g_strconcat (token, *label ? " " : "", label, NULL);
}
