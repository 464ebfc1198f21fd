/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-reader.h"

#include "manifest/ferry-manifest-document.h"
#include "manifest/ferry-manifest-schema.h"

#include <string.h>

/* The schema is walked beside the document: a frame for each element that is open. What the schema
 * does not know is told and skipped with all that is in it, and so is a second one of what there
 * must be one. Everything else is taken wherever it stands.
 *
 * Of what EC2 makes of a manifest that its schema does not allow nothing is known, so all of that
 * blocks.
 */

#define MOST_OF_VALUE (64 * 1024)

static FerryManifestFrame *
get_frame (FerryManifestReader *self)
{
  return &self->frames[self->depth];
}

static gboolean
is_in_part (FerryManifestReader *self)
{
  for (guint i = 1; i <= self->depth; i++)
    if (self->frames[i].element == FERRY_ELEMENT_PART)
      return TRUE;

  return FALSE;
}

void
ferry_manifest_reader_tell_at (FerryManifestReader               *self,
         FerryFlaw             flaw,
         FerrySeverity         severity,
         FerryManifestElement  element,
         guint                 line,
         const char           *word)
{
  g_autofree char *evidence = word ? ferry_manifest_dup_evidence (word) : NULL;
  guint part = is_in_part (self) && self->reading ? self->reading->spans->len - 1
                                                  : FERRY_MANIFEST_NO_PART;

  if (self->findings)
    ferry_manifest_findings_add (self->findings, flaw, severity, element, part, line, evidence);
}

/* of the element that is open */
static void
tell (FerryManifestReader        *self,
      FerryFlaw      flaw,
      FerrySeverity  severity,
      const char    *word)
{
  FerryManifestFrame *frame = get_frame (self);

  ferry_manifest_reader_tell_at (self, flaw, severity, frame->element, frame->line, word);
}

static FerryManifestSpan *
get_span (FerryManifestReader *self)
{
  GArray *spans = self->reading->spans;

  return &g_array_index (spans, FerryManifestSpan, spans->len - 1);
}

static void
tell_prefix (FerryManifestReader *self)
{
  if (!self->told_prefix)
    tell (self, FERRY_FLAW_NAMESPACE, FERRY_SEVERITY_BLOCKS, NULL);
  self->told_prefix = TRUE;
}

/* A declaration that no name uses does no harm; .NET's own serializer writes two. */
static void
tell_namespace (FerryManifestReader *self)
{
  if (!self->told_namespace)
    tell (self, FERRY_FLAW_NAMESPACE, FERRY_SEVERITY_NOTE, NULL);
  self->told_namespace = TRUE;
}

static gboolean
read_number (FerryManifestReader     *self,
             const char *name,
             const char *text,
             guint64     most,
             guint64    *value)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (g_ascii_string_to_unsigned (stripped, 10, 0, most, value, NULL))
    return TRUE;

  tell (self, FERRY_FLAW_NOT_A_NUMBER, FERRY_SEVERITY_BLOCKS, name);

  return FALSE;
}

static void
take_range_end (FerryManifestReader               *self,
                FerryManifestNumbers  which,
                guint64               value)
{
  gboolean is_start = which == FERRY_MANIFEST_HAS_START;

  if (self->part)
    *(is_start ? &self->part->start : &self->part->end) = value;
  if (self->reading == NULL)
    return;

  *(is_start ? &get_span (self)->start : &get_span (self)->end) = value;
  get_span (self)->numbers |= which;
}

/* @name is one of the schema's */
static void
take_attribute (FerryManifestReader     *self,
                const char *name,
                const char *text)
{
  FerryManifestElement element = get_frame (self)->element;
  guint64 most = element == FERRY_ELEMENT_BYTE_RANGE ? G_MAXINT64 : G_MAXINT32;
  guint64 value;

  if (!read_number (self, name, text, most, &value))
    return;

  if (element == FERRY_ELEMENT_BYTE_RANGE)
    {
      take_range_end (self, strcmp (name, "start") == 0 ? FERRY_MANIFEST_HAS_START
                                                        : FERRY_MANIFEST_HAS_END, value);
    }
  else if (self->reading && element == FERRY_ELEMENT_PART)
    {
      get_span (self)->index = (guint32) value;
      get_span (self)->numbers |= FERRY_MANIFEST_HAS_INDEX;
    }
  else if (self->reading)
    {
      self->reading->count = value;
      self->reading->has_count = TRUE;
    }
}

static void
take_attributes (FerryManifestReader      *self,
                 const char **names,
                 const char **values)
{
  const FerryManifestRule *rule = ferry_manifest_schema_get (get_frame (self)->element);

  for (guint i = 0; names[i]; i++)
    if (strcmp (names[i], "xmlns") == 0)
      {
        if (*values[i] != '\0')
          tell_prefix (self);
      }
    else if (g_str_has_prefix (names[i], "xmlns:") || g_str_has_prefix (names[i], "xsi:"))
      tell_namespace (self);
    else if (g_strv_contains (rule->attributes, names[i]))
      take_attribute (self, names[i], values[i]);
    else
      tell (self, FERRY_FLAW_UNKNOWN_ATTRIBUTE, FERRY_SEVERITY_BLOCKS, names[i]);
}

static void
push (FerryManifestReader               *self,
      FerryManifestElement  element,
      FerryMarkupPlace      place,
      guint                 line)
{
  const FerryManifestSpan span = { .offset = (guint32) place.start, .line = line };
  FerryManifestPosition *position = &self->positions[element];

  self->frames[++self->depth] = (FerryManifestFrame) { .element = element, .line = line };
  g_string_truncate (self->value, 0);

  /* parts come by the thousand, and have their spans */
  if (self->reading && element == FERRY_ELEMENT_PART)
    g_array_append_val (self->reading->spans, span);
  if (self->reading && !is_in_part (self))
    self->reading->present |= 1u << element;
  if (self->part || !is_in_part (self))
    *position = (FerryManifestPosition) { .offset = place.start, .line = line };
}

/* Whether the child is to be read. */
static gboolean
judge_child (FerryManifestReader               *self,
             FerryManifestElement  child,
             guint                 line)
{
  FerryManifestFrame *frame = get_frame (self);

  if ((frame->seen & (1u << child)) && !ferry_manifest_schema_get (child)->repeats)
    {
      ferry_manifest_reader_tell_at (self, FERRY_FLAW_REPEATED, FERRY_SEVERITY_BLOCKS, child, line, NULL);
      return FALSE;
    }

  if (child < frame->furthest)
    ferry_manifest_reader_tell_at (self, FERRY_FLAW_OUT_OF_ORDER, FERRY_SEVERITY_BLOCKS, child, line,
             ferry_manifest_element_get_name (frame->furthest));

  frame->furthest = MAX (frame->furthest, child);
  frame->seen |= 1u << child;

  return TRUE;
}

static gboolean
is_one_too_many (FerryManifestReader               *self,
                 FerryManifestElement  child,
                 guint                 line)
{
  if (self->reading == NULL || child != FERRY_ELEMENT_PART ||
      self->reading->spans->len < FERRY_MANIFEST_MOST_PARTS)
    return FALSE;

  if (!self->told_parts)
    ferry_manifest_reader_tell_at (self, FERRY_FLAW_TOO_LARGE, FERRY_SEVERITY_BLOCKS, child, line, NULL);
  self->told_parts = TRUE;

  return TRUE;
}

static void
tell_unknown (FerryManifestReader     *self,
              const char *name,
              guint       line)
{
  FerryManifestElement parent = get_frame (self)->element;

  ferry_manifest_reader_tell_at (self,
           parent == FERRY_ELEMENT_DOCUMENT ? FERRY_FLAW_NOT_A_MANIFEST : FERRY_FLAW_UNKNOWN_ELEMENT,
           FERRY_SEVERITY_BLOCKS, parent, line, name);
}

static void
start_cb (FerryMarkupWalk  *walk,
          const char       *name,
          const char      **attributes,
          const char      **values,
          gpointer          data)
{
  FerryManifestReader *self = data;
  FerryMarkupPlace place = ferry_markup_walk_get_place (walk);
  guint line = ferry_markup_walk_get_line (walk, place.start);
  const char *colon = strchr (name, ':');
  FerryManifestElement child;

  self->end = place.end;
  if (self->skipped > 0)
    {
      self->skipped++;
      return;
    }

  if (!ferry_manifest_schema_find_child (get_frame (self)->element, colon ? colon + 1 : name,
                                         &child))
    {
      tell_unknown (self, name, line);
      self->skipped = 1;
      return;
    }

  if (!judge_child (self, child, line) || is_one_too_many (self, child, line))
    {
      self->skipped = 1;
      return;
    }

  push (self, child, place, line);
  if (colon)
    tell_prefix (self);
  take_attributes (self, attributes, values);
}

static char **
find_string (FerryManifestReader               *self,
             FerryManifestElement  element)
{
  FerryManifestPart *part = self->part;
  FerryManifest *head = self->reading ? self->reading->head : NULL;

  if (part)
    return element == FERRY_ELEMENT_KEY        ? &part->key
           : element == FERRY_ELEMENT_HEAD_URL ? &part->head_url
           : element == FERRY_ELEMENT_GET_URL  ? &part->get_url
                                               : &part->delete_url;

  return element == FERRY_ELEMENT_VERSION             ? &head->version
         : element == FERRY_ELEMENT_FILE_FORMAT       ? &head->file_format
         : element == FERRY_ELEMENT_IMPORTER_NAME     ? &head->importer_name
         : element == FERRY_ELEMENT_IMPORTER_VERSION  ? &head->importer_version
         : element == FERRY_ELEMENT_IMPORTER_RELEASE  ? &head->importer_release
                                                      : &head->self_destruct_url;
}

/* outside of parts there are only these */
static void
take_number (FerryManifestReader               *self,
             FerryManifestElement  element,
             const char           *text)
{
  FerryManifest *head = self->reading->head;
  guint64 *value = element == FERRY_ELEMENT_SIZE ? &head->size : &head->volume_size;

  if (*text != '\0' && read_number (self, ferry_manifest_element_get_name (element), text,
                                    G_MAXINT64, value))
    return;

  *value = 0;
  self->reading->present &= ~(1u << element);
}

static void
judge_padding (FerryManifestReader            *self,
               FerryManifestKind  kind,
               const char        *text,
               const char        *stripped)
{
  gboolean is_key = get_frame (self)->element == FERRY_ELEMENT_KEY;

  /* Blanks around a number or within a free text are nobody's concern. */
  if (strlen (text) == strlen (stripped) || kind == FERRY_MANIFEST_NUMBER ||
      (kind == FERRY_MANIFEST_TEXT && !is_key))
    return;

  /* The schema takes a word as it stands there: " RAW" is none. */
  tell (self, FERRY_FLAW_PADDED,
        kind == FERRY_MANIFEST_WORD ? FERRY_SEVERITY_BLOCKS : FERRY_SEVERITY_WARNING, NULL);
}

static void
judge_value (FerryManifestReader            *self,
             FerryManifestKind  kind,
             const char        *value)
{
  FerryManifestElement element = get_frame (self)->element;

  if (*value == '\0')
    tell (self, FERRY_FLAW_EMPTY,
          kind == FERRY_MANIFEST_TEXT && element != FERRY_ELEMENT_KEY ? FERRY_SEVERITY_NOTE
                                                                       : FERRY_SEVERITY_BLOCKS,
          NULL);
  else if (element == FERRY_ELEMENT_VERSION && strcmp (value, FERRY_MANIFEST_VERSION) != 0)
    tell (self, FERRY_FLAW_OTHER_VERSION, FERRY_SEVERITY_BLOCKS, value);
}

static void
take_value (FerryManifestReader               *self,
            FerryManifestElement  element,
            FerryManifestKind     kind)
{
  g_autofree char *stripped = g_strstrip (g_strdup (self->value->str));
  const char *value = kind == FERRY_MANIFEST_TEXT ? self->value->str : stripped;

  judge_padding (self, kind, self->value->str, stripped);
  judge_value (self, kind, value);

  if (kind == FERRY_MANIFEST_NUMBER)
    take_number (self, element, value);
  else if (self->part || !is_in_part (self))
    *find_string (self, element) = g_strdup (value);
}

static void
judge_complete (FerryManifestReader *self)
{
  FerryManifestFrame *frame = get_frame (self);

  for (FerryManifestElement i = FERRY_ELEMENT_ROOT; i < FERRY_N_MANIFEST_ELEMENTS; i++)
    {
      const FerryManifestRule *rule = ferry_manifest_schema_get (i);

      if (rule->parent == frame->element && !rule->is_optional && !(frame->seen & (1u << i)))
        ferry_manifest_reader_tell_at (self, FERRY_FLAW_MISSING, FERRY_SEVERITY_BLOCKS, i, frame->line,
                 ferry_manifest_element_get_name (i));
    }
}

static void
end_position (FerryManifestReader               *self,
              FerryManifestElement  element,
              gsize                 end,
              guint                 line)
{
  if (self->reading && element == FERRY_ELEMENT_PART)
    {
      get_span (self)->length = (guint32) end - get_span (self)->offset;
      get_span (self)->last_line = line;
    }

  if (self->part || !is_in_part (self))
    self->positions[element].last_line = line;
}

static void
end_cb (FerryMarkupWalk *walk,
        gpointer         data)
{
  FerryManifestReader *self = data;
  FerryManifestElement element = get_frame (self)->element;
  FerryManifestKind kind = ferry_manifest_schema_get (element)->kind;

  self->end = ferry_markup_walk_get_place (walk).end;
  if (self->skipped > 0)
    {
      self->skipped--;
      return;
    }

  if (kind == FERRY_MANIFEST_CONTAINER)
    judge_complete (self);
  else
    take_value (self, element, kind);

  end_position (self, element, self->end, ferry_markup_walk_get_line (walk, self->end));
  self->depth--;
}

static void
judge_stray_text (FerryManifestReader          *self,
                  FerryMarkupWalk *walk,
                  const char      *text,
                  const char      *raw)
{
  FerryMarkupPlace place = ferry_markup_walk_get_place (walk);
  gsize start = place.start;

  if (strspn (text, " \t\r\n") == strlen (text))
    return;

  while (start < place.end && g_ascii_isspace (raw[start]))
    start++;
  ferry_manifest_reader_tell_at (self, FERRY_FLAW_STRAY_TEXT, FERRY_SEVERITY_BLOCKS, get_frame (self)->element,
           ferry_markup_walk_get_line (walk, start), NULL);
}

static void
text_cb (FerryMarkupWalk *walk,
         const char      *text,
         gsize            length,
         gpointer         data)
{
  FerryManifestReader *self = data;
  FerryManifestElement element = get_frame (self)->element;

  if (self->skipped > 0)
    return;

  if (ferry_manifest_schema_get (element)->kind == FERRY_MANIFEST_CONTAINER)
    judge_stray_text (self, walk, text, self->text);
  else if (self->value->len + length <= MOST_OF_VALUE)
    g_string_append_len (self->value, text, (gssize) length);
  else
    tell (self, FERRY_FLAW_TOO_LARGE, FERRY_SEVERITY_BLOCKS, NULL);
}

/* (transfer full) (nullable) */
static char *
find_encoding (const char *declaration)
{
  g_autoptr(GRegex) regex = g_regex_new ("\\sencoding\\s*=\\s*[\"']([^\"']*)[\"']", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;

  return g_regex_match (regex, declaration, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

static void
judge_declaration (FerryManifestReader           *self,
                   const char       *text,
                   FerryMarkupPlace  place,
                   guint             line)
{
  static const char *const known[] = { "utf-8", "utf8", "us-ascii", "ascii", NULL };
  g_autofree char *encoding = find_encoding (text);
  g_autofree char *lower = encoding ? g_ascii_strdown (encoding, -1) : NULL;

  if (place.start != self->first)
    ferry_manifest_reader_tell_at (self, FERRY_FLAW_NOT_XML, FERRY_SEVERITY_BLOCKS, FERRY_ELEMENT_DOCUMENT, line, NULL);
  if (lower && !g_strv_contains (known, lower))
    ferry_manifest_reader_tell_at (self, FERRY_FLAW_NOT_UTF8,
             self->is_ascii ? FERRY_SEVERITY_WARNING : FERRY_SEVERITY_BLOCKS,
             FERRY_ELEMENT_DOCUMENT, line, encoding);
}

static void
passed_cb (FerryMarkupWalk *walk,
           const char      *text,
           gpointer         data)
{
  FerryManifestReader *self = data;
  FerryMarkupPlace place = ferry_markup_walk_get_place (walk);
  guint line = ferry_markup_walk_get_line (walk, place.start);

  self->end = place.end;
  if (g_str_has_prefix (text, "<!DOCTYPE"))
    ferry_manifest_reader_tell_at (self, FERRY_FLAW_DOCUMENT_TYPE, FERRY_SEVERITY_BLOCKS, FERRY_ELEMENT_DOCUMENT, line,
             NULL);
  else if (g_str_has_prefix (text, "<?xml") && g_ascii_isspace (text[strlen ("<?xml")]))
    judge_declaration (self, text, place, line);
}

const FerryMarkupWalker ferry_manifest_reader_walker = { start_cb, end_cb, text_cb, passed_cb };

void
ferry_manifest_reader_close_open (FerryManifestReader *self,
                                  guint                line)
{
  for (; self->depth > 0; self->depth--)
    end_position (self, get_frame (self)->element, self->end, line);
}
