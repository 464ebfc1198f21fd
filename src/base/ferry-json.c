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

/* @text: what is behind a backslash. Returns: the number of "u1234", -1 for what is not like it */
static int
read_escape (const char *text,
             gsize       size)
{
  int value = 0;

  if (size < 5 || text[0] != 'u')
    return -1;

  for (guint i = 1; i < 5; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return -1;
      value = value * 16 + g_ascii_xdigit_value (text[i]);
    }

  return value;
}

/* json-glib ends a string at a NUL and makes of half a surrogate pair what is not UTF-8: neither is
 * what was meant. @text: what is behind a backslash. Returns: how many bytes belong to it, 0: bad
 */
static gsize
measure_escape (const char *text,
                gsize       size)
{
  int value = read_escape (text, size);
  int low;

  if (value < 0)
    return 1;
  if (value == 0 || (value & 0xfc00) == 0xdc00)
    return 0;
  if ((value & 0xfc00) != 0xd800)
    return 5;

  low = size > 5 && text[5] == '\\' ? read_escape (text + 6, size - 6) : -1;

  return low >= 0 && (low & 0xfc00) == 0xdc00 ? 11 : 0;
}

/* What json-glib may be given: not too deep, nothing behind the first value (it would read two of
 * them as one), and without the comments and other quotes that it knows and JSON does not, which
 * could hide brackets from this count.
 */
static gboolean
is_harmless (const char *text,
             gssize      length)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  gboolean in_string = FALSE;
  gboolean ended = FALSE;
  int depth = 0;

  for (gsize i = 0; i < size && depth <= MAX_DEPTH; i++)
    {
      if (ended && !g_ascii_isspace (text[i]))
        return FALSE;
      if (in_string && text[i] == '\\')
        {
          gsize n = measure_escape (text + i + 1, size - i - 1);

          if (n == 0)
            return FALSE;
          i += n;
        }
      else if (text[i] == '"')
        in_string = !in_string;
      else if (in_string)
        continue;
      else if (text[i] == '{' || text[i] == '[')
        depth++;
      else if (text[i] == '}' || text[i] == ']')
        ended = --depth <= 0;
      else if (text[i] == '/' || text[i] == '\'' || text[i] == '#')
        return FALSE;
    }

  return depth <= MAX_DEPTH;
}

static gboolean is_finite (JsonNode *node);

static gboolean
are_members_finite (JsonObject *object)
{
  JsonObjectIter iter;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, NULL, &node))
    if (!is_finite (node))
      return FALSE;

  return TRUE;
}

static gboolean
are_elements_finite (JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!is_finite (json_array_get_element (array, i)))
      return FALSE;

  return TRUE;
}

/* Of 1e999 json-glib makes infinity, and would write what is no JSON. */
static gboolean
is_finite (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return are_members_finite (json_node_get_object (node));
  if (JSON_NODE_HOLDS_ARRAY (node))
    return are_elements_finite (json_node_get_array (node));

  return !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_DOUBLE ||
         ABS (json_node_get_double (node)) <= G_MAXDOUBLE;
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
      /* json-glib quotes the first byte of a character */
      g_autofree char *message = g_utf8_make_valid (local_error->message, -1);

      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT, "this is not JSON: %s", message);
      return NULL;
    }

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT, "this JSON is not an object");
      return NULL;
    }

  if (!is_finite (root))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                           "this JSON has a number that is too large");
      return NULL;
    }

  return json_object_ref (json_node_get_object (root));
}
