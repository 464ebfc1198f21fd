/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest.h"

#include "base/ferry-error.h"

#include <string.h>

/* The reader walks the schema beside the document: each element has rules for its children, in
 * order, and the place in them only moves forward. So an element that is missing, doubled, unknown
 * or out of order is found where it stands, and the error names it.
 *
 * Stricter than the schema in three points, for a part cannot be placed without them: the
 * attributes start and end must be there, index must count from 0, and count must be right
 * where it is given.
 */

#define MAX_BYTES (64 * 1024 * 1024)
#define MAX_DEPTH 6

typedef struct _Rule Rule;

struct _Rule {
  const char  *name;
  const Rule  *children;       /* (nullable): %NULL for text; ends with an unnamed rule */
  const char  *attributes[3];  /* the allowed ones; ends with %NULL */
  gboolean     optional;
  gboolean     repeats;
};

static const Rule no_rules[] = {
  { NULL },
};

static const Rule part_rules[] = {
  { "byte-range", no_rules, { "start", "end" } },
  { "key" },
  { "head-url" },
  { "get-url" },
  { "delete-url", .optional = TRUE },
  { NULL },
};

static const Rule parts_rules[] = {
  { "part", part_rules, { "index" }, .repeats = TRUE },
  { NULL },
};

static const Rule import_rules[] = {
  { "size" },
  { "volume-size" },
  { "parts", parts_rules, { "count" } },
  { NULL },
};

static const Rule importer_rules[] = {
  { "name" },
  { "version" },
  { "release" },
  { NULL },
};

static const Rule manifest_rules[] = {
  { "version" },
  { "file-format" },
  { "importer", importer_rules },
  { "self-destruct-url" },
  { "import", import_rules },
  { NULL },
};

static const Rule document_rules[] = {
  { "manifest", manifest_rules },
  { NULL },
};

typedef struct {
  const Rule *rule;   /* (nullable): the element's own rule; %NULL for the document */
  const Rule *next;   /* the rule that the next child must fulfil */
  guint       seen;   /* how many children have fulfilled it */
} Frame;

typedef struct {
  FerryManifest *manifest;
  GString       *text;
  Frame          frames[MAX_DEPTH];
  guint          depth;
  guint64        count;      /* parts/@count */
  gboolean       has_count;
} Reader;

static Frame *
get_frame (Reader *reader)
{
  return &reader->frames[reader->depth];
}

static const char *
get_frame_name (Reader *reader)
{
  const Rule *rule = get_frame (reader)->rule;

  return rule ? rule->name : "document";
}

static FerryManifestPart *
get_part (Reader *reader)
{
  GPtrArray *parts = reader->manifest->parts;

  return g_ptr_array_index (parts, parts->len - 1);
}

static gboolean
read_number (const char  *name,
             const char  *text,
             guint64     *value,
             GError     **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (g_ascii_string_to_unsigned (stripped, 10, 0, G_MAXINT64, value, NULL))
    return TRUE;

  g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
               "\"%s\" is not a whole number in the manifest", name);
  return FALSE;
}

static const char *
find_attribute (const char **names,
                const char **values,
                const char  *name)
{
  for (guint i = 0; names[i]; i++)
    if (strcmp (names[i], name) == 0)
      return values[i];

  return NULL;
}

static gboolean
check_attributes (const Rule  *rule,
                  const char **names,
                  GError     **error)
{
  for (guint i = 0; names[i]; i++)
    if (!g_strv_contains (rule->attributes, names[i]))
      {
        g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                     "\"%s\" in the manifest has an attribute that it must not have: %s",
                     rule->name, names[i]);
        return FALSE;
      }

  return TRUE;
}

static gboolean
read_range_end (const char **names,
                const char **values,
                const char  *name,
                guint64     *value,
                GError     **error)
{
  const char *text = find_attribute (names, values, name);

  if (text == NULL)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                   "\"byte-range\" in the manifest has no \"%s\"", name);
      return FALSE;
    }

  return read_number (name, text, value, error);
}

static gboolean
begin_part (Reader      *reader,
            const char **names,
            const char **values,
            GError     **error)
{
  const char *text = find_attribute (names, values, "index");
  guint64 index;

  ferry_manifest_add_part (reader->manifest);
  if (text == NULL)
    return TRUE;

  if (!read_number ("index", text, &index, error))
    return FALSE;

  if (index + 1 != reader->manifest->parts->len)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                           "the \"index\" of a \"part\" in the manifest is not its place, "
                           "counted from 0");
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_attributes (Reader      *reader,
                 const Rule  *rule,
                 const char **names,
                 const char **values,
                 GError     **error)
{
  const char *count;

  if (!check_attributes (rule, names, error))
    return FALSE;

  if (rule->children == part_rules)
    return begin_part (reader, names, values, error);

  if (rule->children == no_rules)
    return read_range_end (names, values, "start", &get_part (reader)->start, error) &&
           read_range_end (names, values, "end", &get_part (reader)->end, error);

  if (rule->children != parts_rules)
    return TRUE;

  count = find_attribute (names, values, "count");
  reader->has_count = count != NULL;

  return count == NULL || read_number ("count", count, &reader->count, error);
}

/* Moves to the rule that @name fulfils. */
static const Rule *
advance (Reader      *reader,
         const char  *name,
         GError     **error)
{
  Frame *frame = get_frame (reader);

  while (frame->next && frame->next->name)
    {
      const Rule *rule = frame->next;

      if (strcmp (rule->name, name) == 0 && (frame->seen == 0 || rule->repeats))
        {
          frame->seen++;
          return rule;
        }

      if (frame->seen == 0 && !rule->optional)
        {
          g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                       "\"%s\" stands in the manifest where \"%s\" must stand", name, rule->name);
          return NULL;
        }

      frame->next++;
      frame->seen = 0;
    }

  g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
               "\"%s\" in the manifest must not stand there, in \"%s\"",
               name, get_frame_name (reader));
  return NULL;
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
  const Rule *rule = advance (reader, name, error);

  if (rule == NULL || !read_attributes (reader, rule, attribute_names, attribute_values, error))
    return;

  /* As deep as the rules are: nothing deeper gets past advance (). */
  g_assert (reader->depth + 1 < MAX_DEPTH);
  reader->depth++;
  reader->frames[reader->depth] = (Frame) { .rule = rule, .next = rule->children };
  g_string_truncate (reader->text, 0);
}

static char **
find_string (Reader     *reader,
             const Rule *parent,
             const char *name)
{
  FerryManifest *manifest = reader->manifest;

  if (parent->children == importer_rules)
    return strcmp (name, "name") == 0      ? &manifest->importer_name
           : strcmp (name, "version") == 0 ? &manifest->importer_version
                                           : &manifest->importer_release;

  if (parent->children == part_rules)
    return strcmp (name, "key") == 0        ? &get_part (reader)->key
           : strcmp (name, "head-url") == 0 ? &get_part (reader)->head_url
           : strcmp (name, "get-url") == 0  ? &get_part (reader)->get_url
                                            : &get_part (reader)->delete_url;

  return strcmp (name, "file-format") == 0 ? &manifest->file_format : &manifest->self_destruct_url;
}

static gboolean
read_text (Reader      *reader,
           const Rule  *parent,
           const char  *name,
           GError     **error)
{
  const char *text = reader->text->str;

  if (parent->children == import_rules)
    return read_number (name, text,
                        strcmp (name, "size") == 0 ? &reader->manifest->size
                                                   : &reader->manifest->volume_size,
                        error);

  if (parent->children == manifest_rules && strcmp (name, "version") == 0)
    {
      if (strcmp (text, FERRY_MANIFEST_VERSION) == 0)
        return TRUE;

      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                           "the \"version\" of the manifest is not " FERRY_MANIFEST_VERSION);
      return FALSE;
    }

  if (*text == '\0')
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                   "\"%s\" is empty in the manifest", name);
      return FALSE;
    }

  *find_string (reader, parent, name) = g_strdup (text);

  return TRUE;
}

static gboolean
check_complete (Reader      *reader,
                GError     **error)
{
  Frame *frame = get_frame (reader);

  for (; frame->next->name; frame->next++, frame->seen = 0)
    if (frame->seen == 0 && !frame->next->optional)
      {
        g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                     "\"%s\" is missing in the manifest, in \"%s\"",
                     frame->next->name, get_frame_name (reader));
        return FALSE;
      }

  if (frame->rule && frame->rule->children == parts_rules && reader->has_count &&
      reader->count != reader->manifest->parts->len)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                           "the \"count\" of \"parts\" in the manifest is not their number");
      return FALSE;
    }

  return TRUE;
}

static void
end_element_cb (GMarkupParseContext  *context,
                const char           *name,
                gpointer              user_data,
                GError              **error)
{
  Reader *reader = user_data;
  Frame *frame = get_frame (reader);
  Frame *parent = frame - 1;
  gboolean good;

  if (frame->rule->children)
    good = check_complete (reader, error);
  else
    good = read_text (reader, parent->rule, name, error);

  if (good)
    reader->depth--;
}

static void
text_cb (GMarkupParseContext  *context,
         const char           *text,
         gsize                 length,
         gpointer              user_data,
         GError              **error)
{
  Reader *reader = user_data;
  const Rule *rule = get_frame (reader)->rule;

  if (rule && rule->children == NULL)
    {
      g_string_append_len (reader->text, text, length);
      return;
    }

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      {
        g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                     "\"%s\" in the manifest holds text", get_frame_name (reader));
        return;
      }
}

static void
passthrough_cb (GMarkupParseContext  *context,
                const char           *text,
                gsize                 length,
                gpointer              user_data,
                GError              **error)
{
  if (g_strstr_len (text, length, "<!DOCTYPE"))
    g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                         "the manifest has a document type, which it must not have");
}

static gboolean
read_document (Reader  *reader,
               GBytes  *xml,
               GError **error)
{
  static const GMarkupParser parser = {
    start_element_cb, end_element_cb, text_cb, passthrough_cb, NULL,
  };
  g_autoptr(GMarkupParseContext) context =
    g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, reader, NULL);
  gsize length;
  const char *text = g_bytes_get_data (xml, &length);
  g_autoptr(GError) local_error = NULL;

  if (length > MAX_BYTES)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                   "the manifest is larger than %d bytes", MAX_BYTES);
      return FALSE;
    }

  if (g_markup_parse_context_parse (context, length ? text : "", length, &local_error) &&
      g_markup_parse_context_end_parse (context, &local_error))
    return check_complete (reader, error);

  /* GMarkup's own messages may quote the text, and the text holds links. */
  if (local_error->domain == FERRY_ERROR)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_BAD_INPUT,
                         "the manifest is not well-formed XML");

  return FALSE;
}

FerryManifest *
ferry_manifest_parse (GBytes  *xml,
                      GError **error)
{
  g_autoptr(FerryManifest) manifest = ferry_manifest_new ();
  g_autoptr(GString) text = g_string_new (NULL);
  Reader reader = {
    .manifest = manifest,
    .text = text,
    .frames = { { .next = document_rules } },
  };

  g_return_val_if_fail (xml != NULL, NULL);

  return read_document (&reader, xml, error) ? g_steal_pointer (&manifest) : NULL;
}
