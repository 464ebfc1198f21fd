/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "credentials/ferry-rehearsal-account.h"

#define ACCESS_KEY_ID "AKIAREHEARSAL0000000"
#define SECRET_ACCESS_KEY "make-believe/opens/nothing/0000000000000"

#define SESSION_KEY_ID "ASIAREHEARSAL0000000"
#define SESSION_SECRET "make-believe/opens/nothing/for+a+session"
#define SESSION_TOKEN "make/believe+token/with+what/links/have+to/encode/opens/nothing=="

FerryAccount *
ferry_rehearsal_account_new (const char *endpoint)
{
  g_return_val_if_fail (endpoint != NULL, NULL);

  return ferry_account_new (FERRY_REHEARSAL_ACCOUNT_ID, "Rehearsal", FERRY_REHEARSAL_REGION,
                            endpoint, ACCESS_KEY_ID, TRUE);
}

FerryCredentials *
ferry_rehearsal_credentials_new (void)
{
  return ferry_credentials_new (ACCESS_KEY_ID, SECRET_ACCESS_KEY, NULL, NULL);
}

FerryCredentials *
ferry_rehearsal_session_new (GDateTime *expiration)
{
  g_return_val_if_fail (expiration != NULL, NULL);

  return ferry_credentials_new (SESSION_KEY_ID, SESSION_SECRET, SESSION_TOKEN, expiration);
}
