/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "base/ferry-json.h"

#include "base/ferry-error.h"

#include <string.h>

/* json-glib reads a level in a call of its own, so a file of brackets would use up the stack. What
 * Ferry writes is six levels deep.
 */
#define MAX_DEPTH 64

static JsonNode *
get_node (JsonObject *object,
          const char *name)
{
  return object ? json_object_get_member (object, name) : NULL;
}

const char *
ferry_json_get_string (JsonObject *object,
                       const char *name)
{
  JsonNode *node = get_node (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

gint64
ferry_json_get_int (JsonObject *object,
                    const char *name,
                    gint64      fallback)
{
  JsonNode *node = get_node (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_INT64)
    return fallback;

  return json_node_get_int (node);
}

gboolean
ferry_json_get_bool (JsonObject *object,
                     const char *name)
{
  JsonNode *node = get_node (object, name);

  return node && JSON_NODE_HOLDS_VALUE (node) &&
         json_node_get_value_type (node) == G_TYPE_BOOLEAN &&
         json_node_get_boolean (node);
}

JsonObject *
ferry_json_get_object (JsonObject *object,
                       const char *name)
{
  JsonNode *node = get_node (object, name);

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
ferry_json_get_array (JsonObject *object,
                      const char *name)
{
  JsonNode *node = get_node (object, name);

  return node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
ferry_json_keep (JsonObject        *object,
                 const char *const *known)
{
  g_autoptr(JsonObject) kept = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  g_return_val_if_fail (object != NULL, NULL);

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (g_strv_contains (known, name))
        continue;
      if (kept == NULL)
        kept = json_object_new ();
      json_object_set_member (kept, name, json_node_copy (node));
    }

  return g_steal_pointer (&kept);
}

void
ferry_json_add_kept (JsonObject *object,
                     JsonObject *kept)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  g_return_if_fail (object != NULL);

  if (kept == NULL)
    return;

  json_object_iter_init_ordered (&iter, kept);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    json_object_set_member (object, name, json_node_copy (node));
}

gboolean
ferry_json_equal_kept (JsonObject *kept,
                       JsonObject *other)
{
  if (kept == NULL || other == NULL)
    return kept == other;

  return kept == other || json_object_equal (kept, other);
}

void
ferry_json_set_string (JsonObject *object,
                       const char *name,
                       const char *value)
{
  if (value)
    json_object_set_string_member (object, name, value);
}

char *
ferry_json_to_line (JsonObject *object)
{
  g_autoptr(JsonNode) node = json_node_alloc ();

  json_node_init_object (node, object);

  return json_to_string (node, FALSE);
}

/* What json-glib may be given: not too deep, and without the comments and other quotes that it
 * knows and JSON does not, which could hide brackets from this count.
 */
static gboolean
is_harmless (const char *text,
             gssize      length)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  gboolean in_string = FALSE;
  int depth = 0;

  for (gsize i = 0; i < size && depth <= MAX_DEPTH; i++)
    {
      if (in_string && text[i] == '\\')
        i++;
      else if (text[i] == '"')
        in_string = !in_string;
      else if (in_string)
        continue;
      else if (text[i] == '{' || text[i] == '[')
        depth++;
      else if (text[i] == '}' || text[i] == ']')
        depth--;
      else if (text[i] == '/' || text[i] == '\'' || text[i] == '#')
        return FALSE;
    }

  return depth <= MAX_DEPTH;
}

JsonObject *
ferry_json_parse (const char  *text,
                  gssize       length,
                  GError     **error)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autoptr(GError) local_error = NULL;
  JsonNode *root;

  if (!is_harmless (text, length))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                   "this is not plain JSON of at most %d levels", MAX_DEPTH);
      return NULL;
    }

  if (!json_parser_load_from_data (parser, text, length, &local_error))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                   "this is not JSON: %s", local_error->message);
      return NULL;
    }

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT, "this JSON is not an object");
      return NULL;
    }

  return json_object_ref (json_node_get_object (root));
}
