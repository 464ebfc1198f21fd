/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/ferry-file-error.h"

#include "base/ferry-error.h"
#include "disk/ferry-file-inspector.h"

GError *
ferry_file_error_new (const GError *error)
{
  FerryErrorDetail detail = { .operation = (char *) FERRY_FILE_OPERATION };
  FerryError code = FERRY_ERROR_FAILED;

  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    code = FERRY_ERROR_NO_SUCH_KEY;
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    code = FERRY_ERROR_DENIED;

  return ferry_error_new_detailed (code, &detail, error->message);
}
