/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define FERRY_TYPE_CREDENTIALS (ferry_credentials_get_type ())
/**
 * FerryCredentials:
 *
 * An access key, its secret and perhaps a session token with the moment it ends. Immutable,
 * reference counted; the secrets live in memory that is wiped when the last reference goes. Never
 * give a value of it to a log, a property, an error or an argument list.
 */
typedef struct _FerryCredentials FerryCredentials;

GType             ferry_credentials_get_type          (void);
/* @session_token, @expiration: (nullable). Strings are trimmed of white space around them. */
FerryCredentials *ferry_credentials_new               (const char       *access_key_id,
                                                       const char       *secret_access_key,
                                                       const char       *session_token,
                                                       GDateTime        *expiration);
FerryCredentials *ferry_credentials_ref               (FerryCredentials *self);
void              ferry_credentials_unref             (FerryCredentials *self);
const char       *ferry_credentials_get_access_key_id (FerryCredentials *self);
const char       *ferry_credentials_get_secret        (FerryCredentials *self);
/* (nullable) */
const char       *ferry_credentials_get_session_token (FerryCredentials *self);
/* (nullable): %NULL when they do not end, or nobody knows when */
GDateTime        *ferry_credentials_get_expiration    (FerryCredentials *self);
/* A string for the keyring (JSON), and back: %NULL with FERRY_ERROR_BAD_INPUT. The text is a
 * secret: free it with secret_password_free() or wipe it.
 */
char             *ferry_credentials_to_secret         (FerryCredentials *self);
FerryCredentials *ferry_credentials_from_secret       (const char       *secret,
                                                       GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryCredentials, ferry_credentials_unref)

G_END_DECLS
