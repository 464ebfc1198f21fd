/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "aws/ferry-retry.h"

FerryRetry
ferry_retry_for (const GError *error)
{
  if (error->domain != FERRY_ERROR)
    return FERRY_RETRY_NEVER;

  switch ((FerryError) error->code)
    {
    case FERRY_ERROR_DISCONNECTED:
    case FERRY_ERROR_THROTTLED:
    case FERRY_ERROR_SERVICE:
      return FERRY_RETRY_LATER;

    case FERRY_ERROR_CLOCK:
      return FERRY_RETRY_CLOCK;

    case FERRY_ERROR_WRONG_REGION:
      return ferry_error_get_detail (error)->region ? FERRY_RETRY_REGION : FERRY_RETRY_NEVER;

    case FERRY_ERROR_FAILED:
    case FERRY_ERROR_BAD_INPUT:
    case FERRY_ERROR_UNREACHABLE:
    case FERRY_ERROR_TLS:
    case FERRY_ERROR_BAD_REPLY:
    case FERRY_ERROR_BAD_ACCESS_KEY:
    case FERRY_ERROR_BAD_SECRET:
    case FERRY_ERROR_EXPIRED:
    case FERRY_ERROR_DENIED:
    case FERRY_ERROR_NO_SUCH_BUCKET:
    case FERRY_ERROR_NO_SUCH_KEY:
    case FERRY_ERROR_CONFLICT:
    case FERRY_ERROR_LIMIT:
    case FERRY_ERROR_REFUSED:
    case FERRY_ERROR_UNCONFIRMED:
    case FERRY_ERROR_KEYRING:
    case FERRY_ERROR_KEYRING_LOCKED:
    case FERRY_ERROR_KEYRING_MISSING:
    case FERRY_ERROR_KEYRING_EMPTY:
    case FERRY_ERROR_BAD_DISK:
    case FERRY_ERROR_STORAGE:
    case FERRY_ERROR_STORAGE_FULL:
    case FERRY_ERROR_STORAGE_DENIED:
    case FERRY_ERROR_IN_USE:
    case FERRY_ERROR_ARCHIVED:
    case FERRY_ERROR_NEWER:
    default:
      return FERRY_RETRY_NEVER;
    }
}
