/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "aws/ferry-signed-headers.h"

#include "aws/ferry-message.h"
#include "aws/ferry-signer.h"

GPtrArray *
ferry_signed_headers_new (FerryClient   *client,
                          FerryRequest  *request,
                          GUri         **uri,
                          GError       **error)
{
  FerryAccount *account = ferry_client_get_account (client);
  const char *own_region = ferry_request_get_region (request);
  const char *region = own_region ? own_region : ferry_account_get_region (account);
  g_autoptr(GDateTime) now = ferry_client_dup_now (client);
  GPtrArray *headers = ferry_message_sign (account, ferry_client_get_credentials (client), request,
                                           region, now, uri, error);
  g_autofree char *host = NULL;

  if (headers == NULL)
    return NULL;

  host = ferry_signer_dup_host (*uri);
  g_ptr_array_insert (headers, 0, ferry_pair_new ("Host", host));

  return headers;
}
