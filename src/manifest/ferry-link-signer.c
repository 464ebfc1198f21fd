/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-link-signer.h"

#include "aws/ferry-endpoint.h"
#include "aws/ferry-signer.h"
#include "base/ferry-error.h"
#include "plan/ferry-check.h"

struct _FerryLinkSigner {
  FerryCredentials *credentials;
  char             *endpoint;    /* (nullable) */
  char             *region;      /* the account's: of a request that names none */
  GDateTime        *now;
  GDateTime        *expiration;
  guint             seconds;     /* from one to the other */
};

G_DEFINE_BOXED_TYPE (FerryLinkSigner, ferry_link_signer, ferry_link_signer_ref,
                     ferry_link_signer_unref)

static void
clear (FerryLinkSigner *self)
{
  ferry_credentials_unref (self->credentials);
  g_free (self->endpoint);
  g_free (self->region);
  g_date_time_unref (self->now);
  g_date_time_unref (self->expiration);
}

FerryLinkSigner *
ferry_link_signer_new (FerryClient  *client,
                       GError      **error)
{
  g_autoptr(GDateTime) exact = NULL;
  FerryCredentials *credentials;
  FerryAccount *account;
  FerryLinkSigner *self;
  GDateTime *now;
  guint seconds;

  g_return_val_if_fail (FERRY_IS_CLIENT (client), NULL);

  /* Signatures count whole seconds. */
  exact = ferry_client_dup_now (client);
  now = g_date_time_new_from_unix_utc (g_date_time_to_unix (exact));
  credentials = ferry_client_get_credentials (client);
  account = ferry_client_get_account (client);
  seconds = ferry_check_link_seconds (exact, ferry_credentials_get_expiration (credentials));
  if (seconds == 0)
    {
      g_date_time_unref (now);
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_EXPIRED, "the credentials have ended");
      return NULL;
    }

  self = g_atomic_rc_box_new0 (FerryLinkSigner);
  self->credentials = ferry_credentials_ref (credentials);
  self->endpoint = g_strdup (ferry_account_get_endpoint (account));
  self->region = g_strdup (ferry_account_get_region (account));
  self->now = now;
  self->expiration = g_date_time_new_from_unix_utc (g_date_time_to_unix (now) + seconds);
  self->seconds = seconds;

  return self;
}

FerryLinkSigner *
ferry_link_signer_ref (FerryLinkSigner *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
ferry_link_signer_unref (FerryLinkSigner *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}

GDateTime *
ferry_link_signer_get_expiration (FerryLinkSigner *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->expiration;
}

GUri *
ferry_link_signer_sign (FerryLinkSigner  *self,
                        FerryRequest     *request,
                        GError          **error)
{
  const char *own_region;
  const char *region;
  g_autoptr(GUri) uri = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (request != NULL, NULL);

  own_region = ferry_request_get_region (request);
  region = own_region ? own_region : self->region;
  uri = ferry_endpoint_resolve (self->endpoint, region, request, error);
  if (uri == NULL)
    return NULL;

  return ferry_signer_presign (self->credentials, ferry_request_get_service (request), region,
                               self->now, ferry_request_get_method (request), uri, self->seconds);
}
