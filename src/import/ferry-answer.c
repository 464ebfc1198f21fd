/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "import/ferry-answer.h"

#include <string.h>

#include "base/ferry-backoff.h"

#define FIRST_DELAY_MS (5 * 1000)
#define LONGEST_DELAY_MS (60 * 1000)

/* "Attachment point /dev/sdf is already in use", "/dev/xyz is not a valid EBS device name",
 * "Invalid value '/dev/sdf' for unixDevice": EC2 has one code for all wrong values.
 */
static gboolean
is_about_device (const FerryErrorDetail *detail)
{
  g_autofree char *message = g_ascii_strdown (detail->message ? detail->message : "", -1);

  return strstr (message, "already in use") || strstr (message, "device");
}

/* Source: "Error codes for the Amazon EC2 API". */
static FerryAnswer
read_refusal (const FerryErrorDetail *detail)
{
  const char *code = detail && detail->code ? detail->code : "";

  if (g_str_has_suffix (code, ".NotFound"))
    return FERRY_ANSWER_ABSENT;
  if (g_str_equal (code, "VolumeInUse"))
    return FERRY_ANSWER_IN_USE;
  if (g_str_equal (code, "IncorrectState") || g_str_equal (code, "IncorrectInstanceState"))
    return FERRY_ANSWER_STATE;
  if (g_str_has_prefix (code, "InvalidParameter") && is_about_device (detail))
    return FERRY_ANSWER_DEVICE;
  if (g_str_equal (code, "InvalidDevice.InUse"))
    return FERRY_ANSWER_DEVICE;

  return FERRY_ANSWER_NO;
}

FerryAnswer
ferry_answer_read (const GError *error)
{
  if (error->domain != FERRY_ERROR)
    return FERRY_ANSWER_NO;

  switch ((FerryError) error->code)
    {
    case FERRY_ERROR_UNREACHABLE:
    case FERRY_ERROR_TLS:
    case FERRY_ERROR_CLOCK:
    case FERRY_ERROR_LIMIT:
    case FERRY_ERROR_THROTTLED:
      return FERRY_ANSWER_AGAIN;

    case FERRY_ERROR_DISCONNECTED:
    case FERRY_ERROR_BAD_REPLY:
    case FERRY_ERROR_SERVICE:
    case FERRY_ERROR_UNCONFIRMED:
      return FERRY_ANSWER_UNKNOWN;

    case FERRY_ERROR_EXPIRED:
    case FERRY_ERROR_BAD_ACCESS_KEY:
    case FERRY_ERROR_BAD_SECRET:
    case FERRY_ERROR_KEYRING:
    case FERRY_ERROR_KEYRING_LOCKED:
    case FERRY_ERROR_KEYRING_MISSING:
    case FERRY_ERROR_KEYRING_EMPTY:
      return FERRY_ANSWER_ACCOUNT;

    case FERRY_ERROR_DENIED:
      return FERRY_ANSWER_DENIED;

    case FERRY_ERROR_NO_SUCH_KEY:
      return FERRY_ANSWER_ABSENT;

    case FERRY_ERROR_REFUSED:
    case FERRY_ERROR_CONFLICT:
      return read_refusal (ferry_error_get_detail (error));

    case FERRY_ERROR_FAILED:
    case FERRY_ERROR_BAD_INPUT:
    case FERRY_ERROR_NO_SUCH_BUCKET:
    case FERRY_ERROR_WRONG_REGION:
    case FERRY_ERROR_BAD_DISK:
    case FERRY_ERROR_STORAGE:
    case FERRY_ERROR_STORAGE_FULL:
    case FERRY_ERROR_STORAGE_DENIED:
    case FERRY_ERROR_IN_USE:
    case FERRY_ERROR_ARCHIVED:
    case FERRY_ERROR_NEWER:
    default:
      return FERRY_ANSWER_NO;
    }
}

guint
ferry_answer_delay_ms (guint attempt,
                       guint speed)
{
  guint delay = ferry_backoff_delay_ms (attempt, FIRST_DELAY_MS, LONGEST_DELAY_MS,
                                        g_random_int ());

  return MAX (delay / MAX (speed, 1), 1);
}
