/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-link.h"

GUri *
ferry_test_sign (FerryClient  *client,
                 FerryRequest *request,
                 guint         seconds)
{
  FerryAccount *account = ferry_client_get_account (client);
  const char *own_region = ferry_request_get_region (request);
  const char *region = own_region ? own_region : ferry_account_get_region (account);
  g_autoptr(GDateTime) now = ferry_client_dup_now (client);
  g_autoptr(GError) error = NULL;
  g_autoptr(GUri) uri = ferry_endpoint_resolve (ferry_account_get_endpoint (account), region,
                                                request, &error);

  g_assert_no_error (error);

  return ferry_signer_presign (ferry_client_get_credentials (client),
                               ferry_request_get_service (request), region, now,
                               ferry_request_get_method (request), uri, seconds);
}
