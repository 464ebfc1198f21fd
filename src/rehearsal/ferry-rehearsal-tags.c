/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-tags.h"

#include "rehearsal/ferry-rehearsal-exchange.h"

static void
copy_cb (JsonObject *tags,
         const char *key,
         JsonNode   *value,
         gpointer    user_data)
{
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    json_object_set_string_member (user_data, key, json_node_get_string (value));
}

JsonObject *
ferry_rehearsal_tags_copy (JsonObject *tags)
{
  JsonObject *copy = json_object_new ();

  if (tags)
    json_object_foreach_member (tags, copy_cb, copy);

  return copy;
}

static void
append_cb (JsonObject *tags,
           const char *key,
           JsonNode   *value,
           gpointer    user_data)
{
  GString *xml = user_data;

  g_string_append (xml, "<item>");
  ferry_rehearsal_append_element (xml, "key", key);
  ferry_rehearsal_append_element (xml, "value", json_node_get_string (value));
  g_string_append (xml, "</item>");
}

void
ferry_rehearsal_tags_append_xml (JsonObject *tags,
                                 GString    *xml)
{
  if (json_object_get_size (tags) == 0)
    return;

  g_string_append (xml, "<tagSet>");
  json_object_foreach_member (tags, append_cb, xml);
  g_string_append (xml, "</tagSet>");
}
