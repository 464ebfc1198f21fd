/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "aws/ferry-day-key.h"

#include <string.h>

static gboolean
is_of (const FerryDayKey *self,
       const char        *amz_date,
       const char        *region)
{
  const gsize day = strlen ("20130524");

  return self->scope && strncmp (self->scope, amz_date, day) == 0 &&
         strcmp (self->scope + day + 1, region) == 0;
}

const guchar *
ferry_day_key_get (FerryDayKey      *self,
                   FerryCredentials *credentials,
                   const char       *amz_date,
                   const char       *region)
{
  if (!is_of (self, amz_date, region))
    {
      g_free (self->scope);
      self->scope = g_strdup_printf ("%.8s/%s", amz_date, region);
      ferry_signer_derive_key (ferry_credentials_get_secret (credentials), amz_date, region,
                               ferry_service_get_name (FERRY_SERVICE_S3), self->bytes);
    }

  return self->bytes;
}

void
ferry_day_key_clear (FerryDayKey *self)
{
  g_clear_pointer (&self->scope, g_free);
  explicit_bzero (self->bytes, sizeof self->bytes);
}
