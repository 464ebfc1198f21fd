/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "aws/ferry-client.h"

#include "aws/ferry-endpoint.h"
#include "aws/ferry-signer.h"

GUri *
ferry_client_presign (FerryClient   *self,
                      FerryRequest  *request,
                      guint          expires,
                      GError       **error)
{
  FerryAccount *account = ferry_client_get_account (self);
  const char *own_region = ferry_request_get_region (request);
  const char *region = own_region ? own_region : ferry_account_get_region (account);
  g_autoptr(GUri) uri = ferry_endpoint_resolve (ferry_account_get_endpoint (account), region,
                                                request, error);
  g_autoptr(GDateTime) now = ferry_client_dup_now (self);

  if (uri == NULL)
    return NULL;

  return ferry_signer_presign (ferry_client_get_credentials (self),
                               ferry_request_get_service (request), region, now,
                               ferry_request_get_method (request), uri, expires);
}
