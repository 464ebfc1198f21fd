/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "connect/ferry-rehearsal-process.h"

#include "ferry.h"

G_BEGIN_DECLS

#define FERRY_TYPE_CONNECTOR (ferry_connector_get_type ())
/**
 * FerryConnector:
 *
 * Makes the one client of each account: with credentials from the keyring, with those of this
 * session, or with the rehearsal cloud's, which it starts. Who asks twice gets the same client, as
 * long as account and credentials are the same ones.
 *
 * Signal "connected" (FerryClient *client): a new client was made.
 *
 * Owned by the application. Main thread only.
 */
G_DECLARE_FINAL_TYPE (FerryConnector, ferry_connector, FERRY, CONNECTOR, GObject)

/* @rehearsal: (nullable): where there is no rehearsal cloud */
FerryConnector *ferry_connector_new            (FerryKeyring           *keyring,
                                                FerryRehearsalProcess  *rehearsal);
/* Uses @credentials for the account until the application ends, without any keyring. */
void            ferry_connector_add_session    (FerryConnector         *self,
                                                FerryAccount           *account,
                                                FerryCredentials       *credentials);
/* (transfer none) (nullable): what was given for this session */
FerryCredentials *
                ferry_connector_get_session    (FerryConnector         *self,
                                                const char             *account_id);
/* The account was changed or removed: the next one who asks gets another client. */
void            ferry_connector_forget         (FerryConnector         *self,
                                                const char             *account_id);
void            ferry_connector_connect_async  (FerryConnector         *self,
                                                FerryAccount           *account,
                                                GCancellable           *cancellable,
                                                GAsyncReadyCallback     callback,
                                                gpointer                user_data);
/* (transfer full) */
FerryClient    *ferry_connector_connect_finish (FerryConnector         *self,
                                                GAsyncResult           *result,
                                                GError                **error);
/* The account that stands for the rehearsal cloud before anybody knows where it listens.
 * (transfer full)
 */
FerryAccount   *ferry_connector_make_rehearsal (void);
/* (transfer container) (element-type FerryClient): all that were made and not forgotten */
GList          *ferry_connector_list_clients   (FerryConnector         *self);

G_END_DECLS
