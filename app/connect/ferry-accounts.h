/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

#define FERRY_TYPE_ACCOUNTS (ferry_accounts_get_type ())
/**
 * FerryAccounts:
 *
 * The GListModel of FerryAccount: those of the keyring in its order, then those that are used for
 * this session only. The rehearsal account is not among them.
 *
 * A removal can be undone: ferry_accounts_hide() takes the account out of the list,
 * ferry_accounts_remove_async() out of the keyring, ferry_accounts_unhide() brings it back.
 *
 * Properties: "loaded" (boolean): the keyring has answered, well or not; "error" (GError boxed,
 * (nullable)): why the keyring cannot be read.
 *
 * Owned by the application.
 */
G_DECLARE_FINAL_TYPE (FerryAccounts, ferry_accounts, FERRY, ACCOUNTS, GObject)

FerryAccounts *ferry_accounts_new           (FerryKeyring         *keyring);
/* Reads the keyring, again if asked again. */
void           ferry_accounts_load          (FerryAccounts        *self);
gboolean       ferry_accounts_is_loaded     (FerryAccounts        *self);
const GError  *ferry_accounts_get_error     (FerryAccounts        *self);
/* Returns: (transfer none) (nullable) */
FerryAccount  *ferry_accounts_find          (FerryAccounts        *self,
                                             const char           *id);
/* Stores in the keyring and, when that is done, in the list: a new one or in the old one's
 * place.
 */
void           ferry_accounts_store_async   (FerryAccounts        *self,
                                             FerryAccount         *account,
                                             FerryCredentials     *credentials,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean       ferry_accounts_store_finish  (FerryAccounts        *self,
                                             GAsyncResult         *result,
                                             GError              **error);
/* For this session only: in the list, and in no keyring as it is now. One of the same id that the
 * keyring holds stays there until it is removed or stored anew.
 */
void           ferry_accounts_add_session   (FerryAccounts        *self,
                                             FerryAccount         *account);
gboolean       ferry_accounts_is_session    (FerryAccounts        *self,
                                             FerryAccount         *account);
/* Returns: (transfer full) (nullable): "One, Another" */
char          *ferry_accounts_dup_session_names
                                            (FerryAccounts        *self);
/* Returns: (transfer none) (nullable): another account with the same key for the same place */
FerryAccount  *ferry_accounts_find_double   (FerryAccounts        *self,
                                             FerryAccount         *account);
void           ferry_accounts_hide          (FerryAccounts        *self,
                                             FerryAccount         *account);
void           ferry_accounts_unhide        (FerryAccounts        *self,
                                             FerryAccount         *account);
void           ferry_accounts_remove_async  (FerryAccounts        *self,
                                             FerryAccount         *account,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean       ferry_accounts_remove_finish (FerryAccounts        *self,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
