/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/link/ferry-link-signer.h"

#include "aws/ferry-day-key.h"
#include "aws/ferry-endpoint.h"
#include "base/ferry-error.h"
#include "base/ferry-time.h"
#include "bucket/ferry-s3-object.h"
#include "plan/ferry-check.h"

#include <string.h>

struct _FerryLinkSigner {
  FerryCredentials *credentials;
  char             *endpoint;    /* (nullable) */
  char             *region;      /* the account's: of a request that names none */
  char             *amz_date;    /* of now */
  GDateTime        *expiration;
  guint             seconds;     /* from one to the other */
  GMutex            lock;        /* of the key */
  FerryDayKey       key;
};

G_DEFINE_BOXED_TYPE (FerryLinkSigner, ferry_link_signer, ferry_link_signer_ref,
                     ferry_link_signer_unref)

static void
clear (FerryLinkSigner *self)
{
  ferry_credentials_unref (self->credentials);
  g_free (self->endpoint);
  g_free (self->region);
  g_free (self->amz_date);
  g_date_time_unref (self->expiration);
  ferry_day_key_clear (&self->key);
  g_mutex_clear (&self->lock);
}

FerryLinkSigner *
ferry_link_signer_new (FerryClient  *client,
                       GError      **error)
{
  g_autoptr(GDateTime) now = NULL;
  FerryCredentials *credentials;
  FerryAccount *account;
  FerryLinkSigner *self;
  guint seconds;

  g_return_val_if_fail (FERRY_IS_CLIENT (client), NULL);

  now = ferry_client_dup_now (client);
  credentials = ferry_client_get_credentials (client);
  account = ferry_client_get_account (client);
  seconds = ferry_check_link_seconds (now, ferry_credentials_get_expiration (credentials));
  if (seconds == 0)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_EXPIRED, "the credentials have ended");
      return NULL;
    }

  self = g_atomic_rc_box_new0 (FerryLinkSigner);
  self->credentials = ferry_credentials_ref (credentials);
  self->endpoint = g_strdup (ferry_account_get_endpoint (account));
  self->region = g_strdup (ferry_account_get_region (account));
  self->amz_date = ferry_time_format_basic (now);
  /* Signatures count whole seconds. */
  self->expiration = g_date_time_new_from_unix_utc (g_date_time_to_unix (now) + seconds);
  self->seconds = seconds;
  g_mutex_init (&self->lock);

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

static void
copy_key (FerryLinkSigner *self,
          const char      *region,
          guchar           key[FERRY_SIGNER_KEY_BYTES])
{
  g_mutex_lock (&self->lock);
  memcpy (key, ferry_day_key_get (&self->key, self->credentials, self->amz_date, region),
          FERRY_SIGNER_KEY_BYTES);
  g_mutex_unlock (&self->lock);
}

GUri *
ferry_link_signer_sign (FerryLinkSigner  *self,
                        FerryRequest     *request,
                        GError          **error)
{
  const char *own_region;
  const char *region;
  g_autoptr(GUri) uri = NULL;
  guchar key[FERRY_SIGNER_KEY_BYTES];
  GUri *link;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (request != NULL, NULL);
  g_return_val_if_fail (ferry_request_get_service (request) == FERRY_SERVICE_S3, NULL);

  own_region = ferry_request_get_region (request);
  region = own_region ? own_region : self->region;
  uri = ferry_endpoint_resolve (self->endpoint, region, request, error);
  if (uri == NULL)
    return NULL;

  copy_key (self, region, key);
  link = ferry_signer_presign_by_key (key, self->credentials, FERRY_SERVICE_S3, region,
                                      self->amz_date, ferry_request_get_method (request), uri,
                                      self->seconds);
  explicit_bzero (key, sizeof key);

  return link;
}

gboolean
ferry_link_signer_sign_part (FerryLinkSigner  *self,
                             const char       *region,
                             const char       *bucket,
                             const char       *key,
                             GUri            **head_link,
                             GUri            **get_link,
                             GError          **error)
{
  g_autoptr(FerryRequest) head = ferry_s3_head_object_request (region, bucket, key);
  g_autoptr(FerryRequest) get = ferry_s3_get_object_request (region, bucket, key, 0, 0, NULL);
  g_autoptr(GUri) signed_head = ferry_link_signer_sign (self, head, error);
  g_autoptr(GUri) signed_get = signed_head ? ferry_link_signer_sign (self, get, error) : NULL;

  if (signed_get == NULL)
    return FALSE;

  *head_link = g_steal_pointer (&signed_head);
  *get_link = g_steal_pointer (&signed_get);

  return TRUE;
}
