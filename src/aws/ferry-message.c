/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "aws/ferry-message.h"

#include "aws/ferry-endpoint.h"
#include "aws/ferry-signer.h"

static void
add_headers (SoupMessage *message,
             GPtrArray   *pairs)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  for (guint i = 0; i < pairs->len; i++)
    {
      const FerryPair *pair = g_ptr_array_index (pairs, i);

      soup_message_headers_replace (headers, pair->name, pair->value);
    }
}

/* The headers that are signed beside Host: what the request asks for, and the type of its body. */
static GPtrArray *
headers_to_sign (FerryRequest *request)
{
  GPtrArray *headers = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_pair_free);
  GPtrArray *own = ferry_request_get_headers (request);
  const char *type = ferry_request_get_content_type (request);

  for (guint i = 0; i < own->len; i++)
    {
      const FerryPair *pair = g_ptr_array_index (own, i);

      g_ptr_array_add (headers, ferry_pair_new (pair->name, pair->value));
    }
  if (type)
    g_ptr_array_add (headers, ferry_pair_new ("Content-Type", type));

  return headers;
}

GPtrArray *
ferry_message_sign (FerryAccount      *account,
                    FerryCredentials  *credentials,
                    FerryRequest      *request,
                    const char        *region,
                    GDateTime         *now,
                    GUri             **uri,
                    GError           **error)
{
  g_autoptr(GBytes) body = ferry_request_dup_body (request);
  g_autoptr(GPtrArray) signature = NULL;
  GPtrArray *headers;

  *uri = ferry_endpoint_resolve (ferry_account_get_endpoint (account), region, request, error);
  if (*uri == NULL)
    return NULL;

  headers = headers_to_sign (request);
  signature = ferry_signer_sign (credentials, ferry_request_get_service (request), region, now,
                                 ferry_request_get_method (request), *uri, headers, body);
  g_ptr_array_extend_and_steal (headers, g_steal_pointer (&signature));

  return headers;
}

/* An act has a connection of its own. So has what libsoup takes for safe to repeat: where a
 * connection that was kept open is closed just as it is used again, libsoup repeats such a request
 * by itself, but without the body, which it has read by then; and where the next connection is
 * closed as well, libsoup 3.2 takes the end of the first try for that of the second and touches
 * memory that it has freed. Who repeats here is FerryRetry.
 */
static void
set_flags (SoupMessage *message,
           gboolean     is_act)
{
  SoupMessageFlags flags = SOUP_MESSAGE_NO_REDIRECT;

  if (is_act || soup_message_get_method (message) != SOUP_METHOD_POST)
    flags |= SOUP_MESSAGE_NEW_CONNECTION;
  soup_message_add_flags (message, flags);
}

SoupMessage *
ferry_message_new_signed (FerryAccount      *account,
                          FerryCredentials  *credentials,
                          FerryRequest      *request,
                          const char        *region,
                          GDateTime         *now,
                          GError           **error)
{
  g_autoptr(GBytes) body = ferry_request_dup_body (request);
  g_autoptr(GUri) uri = NULL;
  g_autoptr(GPtrArray) headers = NULL;
  SoupMessage *message;

  headers = ferry_message_sign (account, credentials, request, region, now, &uri, error);
  if (headers == NULL)
    return NULL;

  message = soup_message_new_from_uri (ferry_request_get_method (request), uri);
  if (body)
    soup_message_set_request_body_from_bytes (message, ferry_request_get_content_type (request),
                                              body);
  add_headers (message, headers);
  set_flags (message, ferry_request_is_act (request));

  return message;
}

SoupMessage *
ferry_message_new_link (const char *method,
                        GUri       *link,
                        const char *range)
{
  SoupMessage *message = soup_message_new_from_uri (method, link);

  if (range)
    soup_message_headers_append (soup_message_get_request_headers (message), "Range", range);
  set_flags (message, FALSE);

  return message;
}
