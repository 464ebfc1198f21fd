/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-sts.h"

#define ACCOUNT "123456789012"

void
ferry_rehearsal_sts_answer (FerryRehearsalExchange *exchange)
{
  g_autoptr(GString) xml = NULL;

  if (!g_str_equal (exchange->operation, "GetCallerIdentity"))
    {
      ferry_rehearsal_exchange_reply_error (exchange, 400, "InvalidAction",
                                            "Could not find operation for version 2011-06-15",
                                            NULL);
      return;
    }

  xml = g_string_new ("<GetCallerIdentityResponse "
                      "xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                      "<GetCallerIdentityResult>");
  ferry_rehearsal_append_element (xml, "Arn", "arn:aws:iam::" ACCOUNT ":user/rehearsal");
  ferry_rehearsal_append_element (xml, "UserId", "AIDAREHEARSAL0000EXAMPLE");
  ferry_rehearsal_append_element (xml, "Account", ACCOUNT);
  g_string_append (xml, "</GetCallerIdentityResult><ResponseMetadata>");
  ferry_rehearsal_append_element (xml, "RequestId", exchange->request_id);
  g_string_append (xml, "</ResponseMetadata></GetCallerIdentityResponse>");
  ferry_rehearsal_exchange_reply_xml (exchange, 200, xml);
}
