/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ec2/ferry-describe-page.h"

#include "base/ferry-error.h"

#define EC2_VERSION "2016-11-15"

FerryRequest *
ferry_describe_page_request (const char *operation,
                             const char *region,
                             guint       page_size,
                             const char *token)
{
  FerryRequest *request = ferry_request_new_action (FERRY_SERVICE_EC2, operation, EC2_VERSION);

  ferry_request_set_region (request, region);
  if (page_size > 0)
    {
      g_autofree char *text = g_strdup_printf ("%u", page_size);

      ferry_request_add_form (request, "MaxResults", text);
    }
  ferry_request_add_form (request, "NextToken", token);

  return request;
}

GPtrArray *
ferry_describe_page_parse (GBytes               *body,
                           const char           *operation,
                           const char           *set,
                           FerryDescribeReader   reader,
                           GDestroyNotify        free_item,
                           char                **next_token,
                           GError              **error)
{
  g_autoptr(FerryXml) root = ferry_describe_reply_parse (body, operation, error);
  g_autoptr(GPtrArray) items = NULL;
  FerryXml *list;

  if (root == NULL)
    return NULL;

  items = g_ptr_array_new_with_free_func (free_item);
  list = ferry_xml_find (root, set);
  for (FerryXml *i = list ? ferry_xml_first (list, "item") : NULL; i; i = ferry_xml_next (i))
    if (!reader (i, items, error))
      return NULL;

  *next_token = g_strdup (ferry_xml_find_text (root, "nextToken"));

  return g_steal_pointer (&items);
}

FerryXml *
ferry_describe_reply_parse (GBytes      *body,
                            const char  *operation,
                            GError     **error)
{
  g_autoptr(FerryXml) root = ferry_xml_parse (body, error);
  g_autofree char *expected = g_strconcat (operation, "Response", NULL);

  if (root == NULL)
    return NULL;

  if (g_strcmp0 (ferry_xml_get_name (root), expected) != 0)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY,
                   "%s: the reply is about something else", operation);
      return NULL;
    }

  return g_steal_pointer (&root);
}

const char *
ferry_describe_need (FerryXml    *item,
                     const char  *path,
                     GError     **error)
{
  const char *text = ferry_xml_find_text (item, path);

  if (text == NULL)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY, "an item has no %s", path);

  return text;
}

char *
ferry_describe_dup (FerryXml   *item,
                    const char *path)
{
  const char *text = ferry_xml_find_text (item, path);

  return g_strdup (text ? text : "");
}

gboolean
ferry_describe_is_true (FerryXml   *item,
                        const char *path)
{
  return g_strcmp0 (ferry_xml_find_text (item, path), "true") == 0;
}
