/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "base/ferry-xml.h"

#include "base/ferry-error.h"

#include <string.h>

/* The reader builds the whole tree: AWS's replies are small (a page of 1,000 objects is 400 KB),
 * and the caps below bound what a hostile far side can make of it.
 */

#define MAX_DEPTH 64
#define MAX_BYTES (64 * 1024 * 1024)

struct _FerryXml {
  char       *name;         /* GRefString, interned: there are few names and many elements */
  GString    *text;         /* NULL while there is none */
  char      **attributes;   /* name, value, …, NULL; NULL when there are none */
  FerryXml   *parent;
  FerryXml   *first_child;
  FerryXml   *last_child;
  FerryXml   *next;
};

typedef struct {
  FerryXml *root;
  FerryXml *current;
  guint     depth;
} Reader;

static const char *
local_name (const char *name)
{
  const char *colon = strrchr (name, ':');

  return colon ? colon + 1 : name;
}

static char **
copy_attributes (const char **names,
                 const char **values)
{
  g_autoptr(GPtrArray) pairs = NULL;

  if (names[0] == NULL)
    return NULL;

  pairs = g_ptr_array_new ();
  for (guint i = 0; names[i]; i++)
    {
      g_ptr_array_add (pairs, g_strdup (local_name (names[i])));
      g_ptr_array_add (pairs, g_strdup (values[i]));
    }
  g_ptr_array_add (pairs, NULL);

  return (char **) g_ptr_array_steal (pairs, NULL);
}

static void
start_element_cb (GMarkupParseContext  *context,
                  const char           *name,
                  const char          **attribute_names,
                  const char          **attribute_values,
                  gpointer              user_data,
                  GError              **error)
{
  Reader *reader = user_data;
  FerryXml *element;

  if (++reader->depth > MAX_DEPTH)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY,
                   "the XML is nested over %d deep", MAX_DEPTH);
      return;
    }

  if (reader->current == NULL && reader->root)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY, "the XML has two roots");
      return;
    }

  element = g_new0 (FerryXml, 1);
  element->name = g_ref_string_new_intern (local_name (name));
  element->attributes = copy_attributes (attribute_names, attribute_values);
  element->parent = reader->current;

  if (reader->current == NULL)
    reader->root = element;
  else if (reader->current->last_child)
    reader->current->last_child->next = element;
  else
    reader->current->first_child = element;
  if (reader->current)
    reader->current->last_child = element;

  reader->current = element;
}

static void
end_element_cb (GMarkupParseContext  *context,
                const char           *name,
                gpointer              user_data,
                GError              **error)
{
  Reader *reader = user_data;

  reader->depth--;
  reader->current = reader->current->parent;
}

static void
text_cb (GMarkupParseContext  *context,
         const char           *text,
         gsize                 length,
         gpointer              user_data,
         GError              **error)
{
  Reader *reader = user_data;

  if (reader->current == NULL)
    return;

  if (reader->current->text == NULL)
    reader->current->text = g_string_sized_new (length);
  g_string_append_len (reader->current->text, text, length);
}

static const GMarkupParser markup_parser = {
  .start_element = start_element_cb,
  .end_element = end_element_cb,
  .text = text_cb,
};

FerryXml *
ferry_xml_parse (GBytes  *bytes,
                 GError **error)
{
  g_autoptr(GMarkupParseContext) context = NULL;
  g_autoptr(GError) local_error = NULL;
  Reader reader = { 0 };
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (length == 0 || length > MAX_BYTES)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY,
                   length == 0 ? "the XML is empty" : "the XML is over %d MiB", MAX_BYTES >> 20);
      return NULL;
    }

  /* A 200 of CompleteMultipartUpload may begin with blanks that kept the connection alive. */
  context = g_markup_parse_context_new (&markup_parser, G_MARKUP_TREAT_CDATA_AS_TEXT,
                                        &reader, NULL);
  if (!g_markup_parse_context_parse (context, text, length, &local_error) ||
      !g_markup_parse_context_end_parse (context, &local_error))
    {
      int line;

      /* GMarkup quotes what it did not understand, which may be a link. */
      g_markup_parse_context_get_position (context, &line, NULL);
      ferry_xml_free (reader.root);
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY,
                   "the XML cannot be read at line %d", line);
      return NULL;
    }

  if (reader.root == NULL)
    g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY, "the XML holds no element");

  return reader.root;
}

void
ferry_xml_free (FerryXml *root)
{
  FerryXml *element = root;

  /* Without recursion, and without a stack: the tree itself remembers the way up. */
  while (element)
    {
      FerryXml *done = element;

      if (element->first_child)
        {
          element = g_steal_pointer (&element->first_child);
          continue;
        }

      element = done == root ? NULL : done->next ? done->next : done->parent;
      if (done->text)
        g_string_free (done->text, TRUE);
      g_strfreev (done->attributes);
      g_ref_string_release (done->name);
      g_free (done);
    }
}

const char *
ferry_xml_get_name (FerryXml *element)
{
  return element->name;
}

const char *
ferry_xml_get_text (FerryXml *element)
{
  return element->text ? element->text->str : "";
}

const char *
ferry_xml_get_attribute (FerryXml   *element,
                         const char *name)
{
  for (guint i = 0; element->attributes && element->attributes[i]; i += 2)
    if (g_str_equal (element->attributes[i], name))
      return element->attributes[i + 1];

  return NULL;
}

static FerryXml *
first_named (FerryXml   *element,
             const char *name,
             gsize       length)
{
  for (; element; element = element->next)
    if (strncmp (element->name, name, length) == 0 && element->name[length] == '\0')
      return element;

  return NULL;
}

FerryXml *
ferry_xml_find (FerryXml   *element,
                const char *path)
{
  while (element)
    {
      gsize length = strcspn (path, "/");

      element = first_named (element->first_child, path, length);
      if (path[length] == '\0')
        break;
      path += length + 1;
    }

  return element;
}

const char *
ferry_xml_find_text (FerryXml   *element,
                     const char *path)
{
  FerryXml *found = ferry_xml_find (element, path);

  return found && found->text && found->text->len > 0 ? found->text->str : NULL;
}

gboolean
ferry_xml_find_size (FerryXml   *element,
                     const char *path,
                     guint64    *value)
{
  const char *text = ferry_xml_find_text (element, path);

  return text && g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, value, NULL);
}

FerryXml *
ferry_xml_first (FerryXml   *parent,
                 const char *name)
{
  return parent ? first_named (parent->first_child, name, strlen (name)) : NULL;
}

FerryXml *
ferry_xml_next (FerryXml *element)
{
  return first_named (element->next, element->name, strlen (element->name));
}
