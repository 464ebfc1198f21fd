/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "credentials/ferry-account.h"
#include "credentials/ferry-credentials.h"

G_BEGIN_DECLS

/* The one account of the rehearsal cloud, and a session of it. Their keys are public and open
 * nothing: they only let every signature be made and verified as a real one is.
 */
#define FERRY_REHEARSAL_ACCOUNT_ID "rehearsal"
#define FERRY_REHEARSAL_REGION "eu-west-1"

/* @endpoint: where the rehearsal cloud listens, "http://127.0.0.1:8014" */
FerryAccount     *ferry_rehearsal_account_new     (const char *endpoint);
FerryCredentials *ferry_rehearsal_credentials_new (void);
/* Temporary keys with their token. @expiration: the end that the rehearsal cloud told */
FerryCredentials *ferry_rehearsal_session_new     (GDateTime  *expiration);

G_END_DECLS
