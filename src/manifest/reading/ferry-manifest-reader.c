/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/reading/ferry-manifest-reader.h"

#include "manifest/reading/ferry-manifest-document.h"
#include "manifest/reading/ferry-manifest-schema.h"

#include <string.h>

/* The schema is walked beside the document: a frame for each element that is open. What the schema
 * does not know is told and skipped with all that is in it, and so is a second one of what there
 * must be one. Everything else is taken wherever it stands.
 *
 * Of what EC2 makes of a manifest that its schema does not allow nothing is known, so all of that
 * blocks.
 */

#define MOST_OF_VALUE (64 * 1024)

FerryManifestFrame *
ferry_manifest_reader_get_frame (FerryManifestReader *self)
{
  return &self->frames[self->depth];
}

gboolean
ferry_manifest_reader_is_in_part (FerryManifestReader *self)
{
  for (guint i = 1; i <= self->depth; i++)
    if (self->frames[i].element == FERRY_ELEMENT_PART)
      return TRUE;

  return FALSE;
}

void
ferry_manifest_reader_tell_at (FerryManifestReader  *self,
                               FerryFlaw             flaw,
                               FerrySeverity         severity,
                               FerryManifestElement  element,
                               guint                 line,
                               const char           *word)
{
  g_autofree char *evidence = word ? ferry_manifest_dup_evidence (word) : NULL;
  guint part = FERRY_MANIFEST_NO_PART;

  if (self->findings == NULL)
    return;

  if (ferry_manifest_reader_is_in_part (self))
    part = self->reading->spans->len - 1;
  ferry_manifest_findings_add (self->findings, flaw, severity, element, part, line, evidence);
}

void
ferry_manifest_reader_tell (FerryManifestReader *self,
                            FerryFlaw            flaw,
                            FerrySeverity        severity,
                            const char          *word)
{
  FerryManifestFrame *frame = ferry_manifest_reader_get_frame (self);

  ferry_manifest_reader_tell_at (self, flaw, severity, frame->element, frame->line, word);
}

FerryManifestSpan *
ferry_manifest_reader_get_span (FerryManifestReader *self)
{
  GArray *spans = self->reading->spans;

  return &g_array_index (spans, FerryManifestSpan, spans->len - 1);
}

void
ferry_manifest_reader_tell_prefix (FerryManifestReader *self)
{
  if (!self->told_prefix)
    ferry_manifest_reader_tell (self, FERRY_FLAW_NAMESPACE, FERRY_SEVERITY_BLOCKS, NULL);
  self->told_prefix = TRUE;
}

/* what blocks, and where */
static void
block (FerryManifestReader  *self,
       FerryFlaw             flaw,
       FerryManifestElement  element,
       guint                 line,
       const char           *word)
{
  ferry_manifest_reader_tell_at (self, flaw, FERRY_SEVERITY_BLOCKS, element, line, word);
}

static void
push (FerryManifestReader  *self,
      FerryManifestElement  element,
      FerryMarkupPlace      place,
      guint                 line)
{
  const FerryManifestSpan span = { .offset = (guint32) place.start, .line = line };
  FerryManifestPosition *position = &self->positions[element];

  self->frames[++self->depth] = (FerryManifestFrame) { .element = element, .line = line };
  g_string_truncate (self->value, 0);
  self->is_value_long = FALSE;

  /* parts come by the thousand, and have their spans */
  if (self->reading && element == FERRY_ELEMENT_PART)
    g_array_append_val (self->reading->spans, span);
  if (self->reading && !ferry_manifest_reader_is_in_part (self))
    self->reading->present |= 1u << element;
  if (self->part || !ferry_manifest_reader_is_in_part (self))
    *position = (FerryManifestPosition) { .offset = place.start, .line = line };
}

/* Whether the child is to be read. */
static gboolean
judge_child (FerryManifestReader  *self,
             FerryManifestElement  child,
             guint                 line)
{
  FerryManifestFrame *frame = ferry_manifest_reader_get_frame (self);

  if ((frame->seen & (1u << child)) && !ferry_manifest_schema_get (child)->repeats)
    {
      block (self, FERRY_FLAW_REPEATED, child, line, NULL);
      return FALSE;
    }

  if (child < frame->furthest)
    block (self, FERRY_FLAW_OUT_OF_ORDER, child, line,
           ferry_manifest_element_get_name (frame->furthest));

  frame->furthest = MAX (frame->furthest, child);
  frame->seen |= 1u << child;

  return TRUE;
}

static gboolean
is_one_too_many (FerryManifestReader  *self,
                 FerryManifestElement  child,
                 guint                 line)
{
  if (self->reading == NULL || child != FERRY_ELEMENT_PART ||
      self->reading->spans->len < FERRY_MANIFEST_MOST_PARTS)
    return FALSE;

  if (!self->told_parts)
    block (self, FERRY_FLAW_TOO_LARGE, child, line, NULL);
  self->told_parts = TRUE;

  return TRUE;
}

static void
tell_unknown (FerryManifestReader *self,
              const char          *name,
              guint                line)
{
  FerryManifestElement parent = ferry_manifest_reader_get_frame (self)->element;

  block (self,
         parent == FERRY_ELEMENT_DOCUMENT ? FERRY_FLAW_NOT_A_MANIFEST : FERRY_FLAW_UNKNOWN_ELEMENT,
         parent, line, name);
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
  FerryManifestElement parent = ferry_manifest_reader_get_frame (self)->element;
  const char *colon = strchr (name, ':');
  FerryManifestElement child;

  self->end = place.end;
  if (self->skipped > 0)
    {
      self->skipped++;
      return;
    }

  if (!ferry_manifest_schema_find_child (parent, colon ? colon + 1 : name, &child))
    {
      tell_unknown (self, name, line);
      self->skipped = 1;
    }
  else if (!judge_child (self, child, line) || is_one_too_many (self, child, line))
    {
      self->skipped = 1;
    }
  else
    {
      push (self, child, place, line);
      if (colon)
        ferry_manifest_reader_tell_prefix (self);
      ferry_manifest_reader_take_attributes (self, attributes, values);
    }
}

static void
judge_complete (FerryManifestReader *self)
{
  FerryManifestFrame *frame = ferry_manifest_reader_get_frame (self);

  for (FerryManifestElement i = FERRY_ELEMENT_ROOT; i < FERRY_N_MANIFEST_ELEMENTS; i++)
    {
      const FerryManifestRule *rule = ferry_manifest_schema_get (i);

      if (rule->parent == frame->element && !rule->is_optional && !(frame->seen & (1u << i)))
        block (self, FERRY_FLAW_MISSING, i, frame->line, ferry_manifest_element_get_name (i));
    }
}

static void
end_position (FerryManifestReader  *self,
              FerryManifestElement  element,
              gsize                 end,
              guint                 line)
{
  if (self->reading && element == FERRY_ELEMENT_PART)
    {
      FerryManifestSpan *span = ferry_manifest_reader_get_span (self);

      span->length = (guint32) end - span->offset;
      span->last_line = line;
    }

  if (self->part || !ferry_manifest_reader_is_in_part (self))
    self->positions[element].last_line = line;
}

static void
end_cb (FerryMarkupWalk *walk,
        gpointer         data)
{
  FerryManifestReader *self = data;
  FerryManifestElement element = ferry_manifest_reader_get_frame (self)->element;
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
    ferry_manifest_reader_take_value (self);

  end_position (self, element, self->end, ferry_markup_walk_get_line (walk, self->end));
  self->depth--;
}

static void
judge_stray_text (FerryManifestReader *self,
                  FerryMarkupWalk     *walk,
                  const char          *text)
{
  FerryMarkupPlace place = ferry_markup_walk_get_place (walk);
  gsize start = place.start;

  if (strspn (text, " \t\r\n") == strlen (text))
    return;

  while (start < place.end && g_ascii_isspace (self->text[start]))
    start++;
  block (self, FERRY_FLAW_STRAY_TEXT, ferry_manifest_reader_get_frame (self)->element,
         ferry_markup_walk_get_line (walk, start), NULL);
}

static void
text_cb (FerryMarkupWalk *walk,
         const char      *text,
         gsize            length,
         gpointer         data)
{
  FerryManifestReader *self = data;
  FerryManifestElement element = ferry_manifest_reader_get_frame (self)->element;

  if (self->skipped > 0)
    return;

  if (ferry_manifest_schema_get (element)->kind == FERRY_MANIFEST_CONTAINER)
    judge_stray_text (self, walk, text);
  else if (self->value->len + length <= MOST_OF_VALUE)
    g_string_append_len (self->value, text, (gssize) length);
  else if (!self->is_value_long)
    {
      ferry_manifest_reader_tell (self, FERRY_FLAW_TOO_LARGE, FERRY_SEVERITY_BLOCKS, NULL);
      self->is_value_long = TRUE;
    }
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
judge_declaration (FerryManifestReader *self,
                   const char          *text,
                   FerryMarkupPlace     place,
                   guint                line)
{
  static const char *const known[] = { "utf-8", "utf8", "us-ascii", "ascii", NULL };
  g_autofree char *encoding = find_encoding (text);
  g_autofree char *lower = encoding ? g_ascii_strdown (encoding, -1) : NULL;

  if (place.start != self->first)
    block (self, FERRY_FLAW_NOT_XML, FERRY_ELEMENT_DOCUMENT, line, NULL);
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
    block (self, FERRY_FLAW_DOCUMENT_TYPE, FERRY_ELEMENT_DOCUMENT, line, NULL);
  else if (g_str_has_prefix (text, "<?xml") && g_ascii_isspace (text[strlen ("<?xml")]))
    judge_declaration (self, text, place, line);
}

const FerryMarkupWalker ferry_manifest_reader_walker = { start_cb, end_cb, text_cb, passed_cb };

void
ferry_manifest_reader_close_open (FerryManifestReader *self,
                                  guint                line)
{
  for (; self->depth > 0; self->depth--)
    end_position (self, ferry_manifest_reader_get_frame (self)->element, self->end, line);
}
