/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "credentials/ferry-account.h"
#include "credentials/ferry-credentials.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define FERRY_TYPE_KEYRING (ferry_keyring_get_type ())
/**
 * FerryKeyring:
 *
 * The one place that talks to libsecret. An account is one item: its name, region, endpoint,
 * access key id and expiration are attributes (readable while the keyring is locked), its
 * credentials are the secret. Items are told apart by the schema's name, so a rehearsal never sees
 * real accounts.
 *
 * Every call is asynchronous: an unlock prompt may wait for a person. Errors are
 * FERRY_ERROR_KEYRING, FERRY_ERROR_KEYRING_LOCKED, G_IO_ERROR_CANCELLED; of a store also
 * FERRY_ERROR_KEYRING_MISSING, of a lookup FERRY_ERROR_KEYRING_EMPTY. A service that comes later,
 * or in another's place, is used from then on.
 */
G_DECLARE_FINAL_TYPE (FerryKeyring, ferry_keyring, FERRY, KEYRING, GObject)

/* @schema_name: the application id */
FerryKeyring     *ferry_keyring_new           (const char           *schema_name);

/* All accounts, sorted by name, without unlocking anything. */
void              ferry_keyring_list_async    (FerryKeyring         *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
/* Returns: (transfer full) (element-type FerryAccount) */
GPtrArray        *ferry_keyring_list_finish   (FerryKeyring         *self,
                                               GAsyncResult         *result,
                                               GError              **error);
/* Adds the account, or replaces the one of the same id. */
void              ferry_keyring_store_async   (FerryKeyring         *self,
                                               FerryAccount         *account,
                                               FerryCredentials     *credentials,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean          ferry_keyring_store_finish  (FerryKeyring         *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void              ferry_keyring_lookup_async  (FerryKeyring         *self,
                                               FerryAccount         *account,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
/* Returns: (transfer full): FERRY_ERROR_KEYRING when the item is gone */
FerryCredentials *ferry_keyring_lookup_finish (FerryKeyring         *self,
                                               GAsyncResult         *result,
                                               GError              **error);
void              ferry_keyring_remove_async  (FerryKeyring         *self,
                                               FerryAccount         *account,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean          ferry_keyring_remove_finish (FerryKeyring         *self,
                                               GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
