/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "base/ferry-error.h"

typedef struct {
  FerryErrorDetail detail;
} FerryErrorPrivate;

static void
ferry_error_private_init (FerryErrorPrivate *priv)
{
}

static void
ferry_error_private_copy (const FerryErrorPrivate *source,
                          FerryErrorPrivate       *target)
{
  target->detail.service = g_strdup (source->detail.service);
  target->detail.operation = g_strdup (source->detail.operation);
  target->detail.status = source->detail.status;
  target->detail.code = g_strdup (source->detail.code);
  target->detail.message = g_strdup (source->detail.message);
  target->detail.request_id = g_strdup (source->detail.request_id);
  target->detail.region = g_strdup (source->detail.region);
}

static void
ferry_error_private_clear (FerryErrorPrivate *priv)
{
  g_free (priv->detail.service);
  g_free (priv->detail.operation);
  g_free (priv->detail.code);
  g_free (priv->detail.message);
  g_free (priv->detail.request_id);
  g_free (priv->detail.region);
}

/* The macro defines ferry_error_quark () and ferry_error_get_private (). */
G_DEFINE_EXTENDED_ERROR (FerryError, ferry_error)

const FerryErrorDetail *
ferry_error_get_detail (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != FERRY_ERROR)
    return NULL;

  return &ferry_error_get_private (error)->detail;
}

static char *
describe (const FerryErrorDetail *detail)
{
  GString *text = g_string_new (detail->service ? detail->service : "request");

  if (detail->operation)
    g_string_append_printf (text, " %s", detail->operation);
  if (detail->code)
    g_string_append_printf (text, ": %s", detail->code);
  else if (detail->status)
    g_string_append_printf (text, ": HTTP %u", detail->status);
  if (detail->message)
    g_string_append_printf (text, ": %s", detail->message);

  return g_string_free (text, FALSE);
}

GError *
ferry_error_new_detailed (FerryError              code,
                          const FerryErrorDetail *detail,
                          const char             *message)
{
  g_autofree char *described = NULL;
  FerryErrorPrivate source = { .detail = *detail };
  GError *error;

  g_return_val_if_fail (detail != NULL, NULL);

  if (message == NULL)
    message = described = describe (detail);

  error = g_error_new_literal (FERRY_ERROR, code, message);
  ferry_error_private_copy (&source, ferry_error_get_private (error));

  return error;
}

GError *
ferry_error_recode (GError     *error,
                    FerryError  code)
{
  g_autoptr(GError) original = error;

  return ferry_error_new_detailed (code, ferry_error_get_detail (original), original->message);
}
