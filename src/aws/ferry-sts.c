/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "aws/ferry-sts.h"

#include "aws/ferry-call.h"
#include "base/ferry-error.h"
#include "base/ferry-xml.h"

G_DEFINE_BOXED_TYPE (FerryIdentity, ferry_identity, ferry_identity_copy, ferry_identity_free)

FerryIdentity *
ferry_identity_copy (const FerryIdentity *identity)
{
  FerryIdentity *copy = g_new0 (FerryIdentity, 1);

  copy->account = g_strdup (identity->account);
  copy->arn = g_strdup (identity->arn);
  copy->user_id = g_strdup (identity->user_id);

  return copy;
}

void
ferry_identity_free (FerryIdentity *identity)
{
  g_free (identity->account);
  g_free (identity->arn);
  g_free (identity->user_id);
  g_free (identity);
}

FerryRequest *
ferry_sts_get_caller_identity_request (void)
{
  return ferry_request_new_action (FERRY_SERVICE_STS, "GetCallerIdentity", "2011-06-15");
}

FerryIdentity *
ferry_sts_get_caller_identity_parse (GBytes  *body,
                                     GError **error)
{
  g_autoptr(FerryXml) root = ferry_xml_parse (body, error);
  FerryIdentity *identity;
  FerryXml *fields;

  if (root == NULL)
    return NULL;

  fields = ferry_xml_find (root, "GetCallerIdentityResult");
  if (fields == NULL || ferry_xml_find_text (fields, "Account") == NULL)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY,
                           "GetCallerIdentity: the reply names no account");
      return NULL;
    }

  identity = g_new0 (FerryIdentity, 1);
  identity->account = g_strdup (ferry_xml_find_text (fields, "Account"));
  identity->arn = g_strdup (ferry_xml_find_text (fields, "Arn"));
  identity->user_id = g_strdup (ferry_xml_find_text (fields, "UserId"));

  return identity;
}

static gpointer
read_reply (FerryRequest  *request,
            FerryReply    *reply,
            GError       **error)
{
  return ferry_sts_get_caller_identity_parse (ferry_reply_get_body (reply), error);
}

void
ferry_sts_get_caller_identity_async (FerryClient         *client,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr(FerryRequest) request = ferry_sts_get_caller_identity_request ();

  ferry_call_async (client, request, read_reply, (GDestroyNotify) ferry_identity_free,
                    ferry_sts_get_caller_identity_async, cancellable, callback, user_data);
}

FerryIdentity *
ferry_sts_get_caller_identity_finish (FerryClient   *client,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  return ferry_call_finish (client, result, ferry_sts_get_caller_identity_async, error);
}
