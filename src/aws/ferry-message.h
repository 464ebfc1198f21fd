/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-request.h"
#include "credentials/ferry-account.h"
#include "credentials/ferry-credentials.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* From our requests to libsoup's messages, ready to be sent once; internal to the client. */

/* What a message will say, signed: the headers that the request asks for, the type of its body, and
 * those of the signature; all but Host, which is the address's. @uri: (out): the address
 * Returns: (transfer full) (element-type FerryPair): %NULL as ferry_message_new_signed()
 */
GPtrArray   *ferry_message_sign       (FerryAccount      *account,
                                       FerryCredentials  *credentials,
                                       FerryRequest      *request,
                                       const char        *region,
                                       GDateTime         *now,
                                       GUri             **uri,
                                       GError           **error);
/* @region: the request's, the account's, or the one that S3 named instead
 * Returns: (transfer full): %NULL with FERRY_ERROR_BAD_INPUT where there is no such address
 */
SoupMessage *ferry_message_new_signed (FerryAccount      *account,
                                       FerryCredentials  *credentials,
                                       FerryRequest      *request,
                                       const char        *region,
                                       GDateTime         *now,
                                       GError           **error);
/* @range: (nullable) */
SoupMessage *ferry_message_new_link   (const char        *method,
                                       GUri              *link,
                                       const char        *range);

G_END_DECLS
