/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "bucket/ferry-parts-error.h"

typedef struct {
  FerryPartsErrorDetail detail;
} FerryPartsErrorPrivate;

static void
ferry_parts_error_private_init (FerryPartsErrorPrivate *priv)
{
}

static void
ferry_parts_error_private_copy (const FerryPartsErrorPrivate *source,
                                FerryPartsErrorPrivate       *target)
{
  target->detail.number = source->detail.number;
  target->detail.key = g_strdup (source->detail.key);
  target->detail.other_key = g_strdup (source->detail.other_key);
}

static void
ferry_parts_error_private_clear (FerryPartsErrorPrivate *priv)
{
  g_free (priv->detail.key);
  g_free (priv->detail.other_key);
}

/* The macro defines ferry_parts_error_quark () and ferry_parts_error_get_private (). */
G_DEFINE_EXTENDED_ERROR (FerryPartsError, ferry_parts_error)

const FerryPartsErrorDetail *
ferry_parts_error_get_detail (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != FERRY_PARTS_ERROR)
    return NULL;

  return &ferry_parts_error_get_private (error)->detail;
}

static const char *
describe (FerryPartsError code)
{
  switch (code)
    {
    case FERRY_PARTS_ERROR_NOT_A_PART:
      return "the key is not named like a part";
    case FERRY_PARTS_ERROR_NONE:
      return "there are no parts";
    case FERRY_PARTS_ERROR_BEGINNING:
      return "the parts begin neither at 0 nor at 1, but at";
    case FERRY_PARTS_ERROR_MISSING:
      return "missing: part";
    case FERRY_PARTS_ERROR_TWICE:
      return "there twice: part";
    case FERRY_PARTS_ERROR_EMPTY:
      return "without bytes: part";
    case FERRY_PARTS_ERROR_SIZE:
      return "of another size than the first: part";
    case FERRY_PARTS_ERROR_TOO_MANY:
    default:
      return "more parts than can be one disk:";
    }
}

GError *
ferry_parts_error_new (FerryPartsError  code,
                       guint64          number,
                       const char      *key,
                       const char      *other_key)
{
  GError *error = g_error_new (FERRY_PARTS_ERROR, code, "%s %" G_GUINT64_FORMAT,
                               describe (code), number);
  FerryPartsErrorDetail *detail = &ferry_parts_error_get_private (error)->detail;

  detail->number = number;
  detail->key = g_strdup (key);
  detail->other_key = g_strdup (other_key);

  return error;
}
