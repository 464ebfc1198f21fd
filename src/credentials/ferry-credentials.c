/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "credentials/ferry-credentials.h"

#include <gio/gio.h>
#include <string.h>

#include "base/ferry-error.h"
#include "base/ferry-json.h"
#include "base/ferry-time.h"

/* Strings are copied once, with exactly their own length, so that wiping by strlen() leaves nothing
 * behind. json-glib makes copies of its own while it reads and writes: those that can be reached
 * are wiped here too.
 */
struct _FerryCredentials {
  gatomicrefcount  ref_count;
  char            *access_key_id;
  char            *secret_access_key;
  char            *session_token;
  GDateTime       *expiration;
};

G_DEFINE_BOXED_TYPE (FerryCredentials, ferry_credentials,
                     ferry_credentials_ref, ferry_credentials_unref)

static char *
dup_trimmed (const char *text)
{
  gsize length;

  if (text == NULL)
    return NULL;

  while (g_ascii_isspace (*text))
    text++;
  length = strlen (text);
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;

  return g_strndup (text, length);
}

static void
wipe (char *text)
{
  if (text)
    explicit_bzero (text, strlen (text));
}

static void
wipe_and_free (char *text)
{
  wipe (text);
  g_free (text);
}

/* The nodes of json-glib hold the strings themselves, not shared ones. */
static void
wipe_member (JsonObject *object,
             const char *name)
{
  wipe ((char *) ferry_json_get_string (object, name));
}

FerryCredentials *
ferry_credentials_new (const char *access_key_id,
                       const char *secret_access_key,
                       const char *session_token,
                       GDateTime  *expiration)
{
  FerryCredentials *self;

  g_return_val_if_fail (access_key_id != NULL, NULL);
  g_return_val_if_fail (secret_access_key != NULL, NULL);

  self = g_new0 (FerryCredentials, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->access_key_id = dup_trimmed (access_key_id);
  self->secret_access_key = dup_trimmed (secret_access_key);
  self->session_token = dup_trimmed (session_token);
  if (self->session_token && *self->session_token == '\0')
    g_clear_pointer (&self->session_token, g_free);
  if (expiration)
    self->expiration = g_date_time_ref (expiration);

  return self;
}

FerryCredentials *
ferry_credentials_ref (FerryCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
ferry_credentials_unref (FerryCredentials *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  wipe_and_free (self->access_key_id);
  wipe_and_free (self->secret_access_key);
  wipe_and_free (self->session_token);
  g_clear_pointer (&self->expiration, g_date_time_unref);
  g_free (self);
}

const char *
ferry_credentials_get_access_key_id (FerryCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->access_key_id;
}

const char *
ferry_credentials_get_secret (FerryCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->secret_access_key;
}

const char *
ferry_credentials_get_session_token (FerryCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->session_token;
}

GDateTime *
ferry_credentials_get_expiration (FerryCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->expiration;
}

/* The names are those of credential_process, so that whoever opens the keyring knows them. */
char *
ferry_credentials_to_secret (FerryCredentials *self)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  char *text;

  g_return_val_if_fail (self != NULL, NULL);

  json_object_set_int_member (object, "Version", 1);
  json_object_set_string_member (object, "AccessKeyId", self->access_key_id);
  json_object_set_string_member (object, "SecretAccessKey", self->secret_access_key);
  if (self->session_token)
    json_object_set_string_member (object, "SessionToken", self->session_token);
  if (self->expiration)
    {
      g_autofree char *expiration = ferry_time_format (self->expiration);

      json_object_set_string_member (object, "Expiration", expiration);
    }

  json_node_set_object (node, object);
  text = json_to_string (node, FALSE);
  wipe_member (object, "SecretAccessKey");
  wipe_member (object, "SessionToken");

  return text;
}

FerryCredentials *
ferry_credentials_from_secret (const char  *secret,
                               GError     **error)
{
  g_autoptr(FerryCredentials) self = NULL;
  g_autoptr(GDateTime) expiration = NULL;
  g_autoptr(JsonNode) node = NULL;
  const char *access_key_id, *secret_access_key, *expiration_text;
  JsonObject *object;

  g_return_val_if_fail (secret != NULL, NULL);

  /* json-glib's own error would quote the text. */
  node = json_from_string (secret, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                           "The saved credentials cannot be read");
      return NULL;
    }

  object = json_node_get_object (node);
  access_key_id = ferry_json_get_string (object, "AccessKeyId");
  secret_access_key = ferry_json_get_string (object, "SecretAccessKey");
  expiration_text = ferry_json_get_string (object, "Expiration");
  if (expiration_text)
    expiration = ferry_time_parse (expiration_text);
  if (access_key_id && secret_access_key)
    self = ferry_credentials_new (access_key_id, secret_access_key,
                                  ferry_json_get_string (object, "SessionToken"), expiration);
  wipe_member (object, "SecretAccessKey");
  wipe_member (object, "SessionToken");

  if (self == NULL)
    g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                         "The saved credentials lack a key");

  return g_steal_pointer (&self);
}
