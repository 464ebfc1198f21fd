/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ec2/ferry-plain-reply.h"

#include "base/ferry-error.h"
#include "ec2/ferry-describe-page.h"

gboolean
ferry_plain_reply_read (GBytes      *body,
                        const char  *operation,
                        GError     **error)
{
  g_autoptr(FerryXml) root = ferry_describe_reply_parse (body, operation, error);

  if (root == NULL)
    return FALSE;

  if (g_strcmp0 (ferry_xml_find_text (root, "return"), "false") == 0)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_REFUSED, "%s: EC2 did not do it", operation);
      return FALSE;
    }

  return TRUE;
}

gboolean
ferry_plain_reply_is_gone (const GError *error)
{
  const FerryErrorDetail *detail = error ? ferry_error_get_detail (error) : NULL;

  return detail && (g_strcmp0 (detail->code, "InvalidVolume.NotFound") == 0 ||
                    g_strcmp0 (detail->code, "InvalidInstanceID.NotFound") == 0);
}
